"""What one article costs, cold, in a process of its own: `python bench/article.py [FILE]`.

Prints CPU seconds, wall seconds and peak memory of `realpolitik --help`, of `realpolitik read FILE`, and, as the
reference in the same run, of a bare process that loads the language model and parses the same text with it.
"""

import os
import subprocess
import sys
import tempfile
import time
from importlib import resources
from pathlib import Path

BARE = """
import sys
from realpolitik.understand.sentences import installed_model
installed_model()(open(sys.argv[1], encoding="utf-8").read())
"""
ROUNDS = 5


def cost(command: list[str], *, allowed: tuple[int, ...] = (0,)) -> tuple[float, float, float]:
    """CPU seconds, wall seconds and peak memory in MB of one run of a command."""
    wall = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    if (code := os.waitstatus_to_exitcode(status)) not in allowed:
        raise SystemExit(f"{' '.join(command)} ended with {code}")
    return used.ru_utime + used.ru_stime, time.perf_counter() - wall, used.ru_maxrss / 1024


def main() -> None:
    """Prints the median of each figure."""
    bundled = resources.files("realpolitik.tell") / "examples" / "article.txt"
    file = Path(sys.argv[1] if len(sys.argv) > 1 else str(bundled))
    program = [sys.executable, "-m", "realpolitik"]
    with tempfile.TemporaryDirectory() as folder:
        ledger = ["--ledger", f"{folder}/bench.duckdb"]
        commands = {
            "realpolitik --help": [*program, "--help"],
            "realpolitik read": [*program, "read", str(file)],
            "realpolitik read, into a ledger": [*program, "read", str(file), *ledger],
            "reference: bare language model": [sys.executable, "-c", BARE, str(file)],
        }
        print(f"{'median of ' + str(ROUNDS):36} {'CPU s':>7} {'wall s':>7} {'MB':>6}")
        for name, command in commands.items():
            runs = sorted(cost(command) for _ in range(ROUNDS))
            cpu, wall, memory = runs[ROUNDS // 2]
            print(f"{name:36} {cpu:7.2f} {wall:7.2f} {memory:6.0f}")


if __name__ == "__main__":
    main()
