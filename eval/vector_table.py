"""How many test vectors of the analyses come out as expected: `python -m eval.vector_table FOLDER`.

For each file and kind, how many values there are and how many lie within the tolerance that their vector states; then
every one that does not, with what was expected. One of those of the challenge model never will: a median that was
printed as 9.9 and that no stated variant gives (`tests/analyse/test_challenges.py`).
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from eval.vectors import answered, kind_of

# Where a vector states no tolerance: what single precision and the seven printed digits of the indices leave.
TOLERANCE = 1e-6


def close(got: Any, wanted: Any, tolerance: float) -> bool:
    """Whether two values are the same, numbers within the tolerance; of a mapping only what is wanted counts."""
    match wanted:
        case bool() | None | str():
            return bool(got == wanted)
        case Mapping():
            return isinstance(got, Mapping) and all(close(got.get(key), one, tolerance) for key, one in wanted.items())
        case list():
            same = isinstance(got, list | tuple) and len(got) == len(wanted)
            return same and all(close(a, b, tolerance) for a, b in zip(got, wanted, strict=True))
    # A little more than the tolerance, for one that was itself computed.
    return isinstance(got, int | float) and abs(got - wanted) <= tolerance * (1 + 1e-9) + 1e-12


def compared(vectors: list[dict[str, Any]]) -> Iterator[tuple[str, str, str, Any, Any, bool]]:
    """Kind, id and key of each value expected, what came and what was expected, and whether they are the same."""
    lines, _ = answered(vectors)
    got = {line["id"]: line["got"] for line in lines}
    for vector in vectors:
        expected = {**vector.get("computed", {}), **vector["expected"]}
        own = got.get(vector["id"], {})
        for key, wanted in expected.items():
            # What an own program computed beside the published values may have other keys than ours.
            if key in vector["expected"] or key in own:
                same = close(own.get(key), wanted, vector.get("tol") or TOLERANCE)
                yield kind_of(vector), vector["id"], key, own.get(key), wanted, same


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?", default=Path("../shared/data/analysis"))
    folder = parser.parse_args().folder
    files = sorted(folder.glob("*.json"))
    if not files:
        print(f"no vectors in {folder}")
        return 0
    for file in files:
        rows = list(compared(json.loads(file.read_text(encoding="utf-8"))["vectors"]))
        wanted, right = Counter(row[0] for row in rows), Counter(row[0] for row in rows if row[-1])
        for kind, count in wanted.items():
            print(f"{file.stem:12} {kind:22} {right[kind]:5} of {count:5}")
        for _, id, key, got, expected, same in rows:
            if not same:
                print(f"  {id} {key}: {str(got)[:70]} where {str(expected)[:70]} is expected")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
