"""What hostile input costs, each in a process of its own: `python bench/bad_input.py`.

Prints CPU seconds, wall seconds and peak memory of `realpolitik read` for 20 MB in one line, as text and as a page, for
10,000 nested tags, and, as the reference in the same run, for the bundled article.
"""

import sys
import tempfile
from collections.abc import Callable
from importlib import resources
from pathlib import Path

from article import cost

WORDS = "The envoy of Kenya met the president of Uganda in Kampala on Friday to discuss the railway. "
LINE = WORDS * (20_000_000 // len(WORDS))
INPUTS: dict[str, Callable[[], str]] = {
    "20 MB in one line.txt": lambda: LINE,
    "20 MB in one line.html": lambda: f"<html><body><p>{LINE}</p></body></html>",
    "10,000 nested tags.html": lambda: f"<html><body>{'<div>' * 10_000}<p>{WORDS * 4}</p>{'</div>' * 10_000}</body>",
    "reference: the bundled article.txt": lambda: (
        resources.files("realpolitik.tell").joinpath("examples", "article.txt").read_text(encoding="utf-8")
    ),
}


def main() -> None:
    """Prints one row an input."""
    print(f"{'input':36} {'CPU s':>7} {'wall s':>7} {'MB':>6}")
    with tempfile.TemporaryDirectory() as folder:
        for name, content in INPUTS.items():
            file = Path(folder) / name.replace(": ", "-")
            file.write_text(content(), encoding="utf-8")
            # Exit code 1 says that the input was read in part, as it should be.
            cpu, wall, memory = cost([sys.executable, "-m", "realpolitik", "read", str(file)], allowed=(0, 1))
            print(f"{name:36} {cpu:7.2f} {wall:7.2f} {memory:6.0f}")


if __name__ == "__main__":
    main()
