"""How far two annotators of our own articles agree: `python -m eval.agreement [NAME ...]`.

gold/readings/a and gold/readings/b hold the tables of the two who read an article apart from one another, in the
columns of gold/annotations. For each kind: records of either, the share that the other has too (F1 on the same kind and
type over overlapping words), the share that is the same in everything (players, factuality and innermost voice as
well), and Krippendorff's alpha of type, factuality and innermost voice over records that rest on overlapping words
whatever their type. With names, what the two have alone and where they differ is printed, for whoever adjudicates.
"""

import argparse
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from pathlib import Path

from eval.gold import GOLD, KINDS, checked, kind_of, matched, pairs, told, voice_of, whole
from realpolitik.analyse.agreement import alpha
from realpolitik.records.evidence import Record

Readings = Mapping[str, tuple[Sequence[Record], Sequence[Record]]]


def readings(names: Iterable[str] = ()) -> Readings:
    """What the two read in each article that both have read, or in those named."""
    known = (table.stem for table in sorted((GOLD / "readings" / "a").glob("*.tsv")))
    both = [name for name in (names or known) if _table("b", name).exists()]
    return {name: (checked(_table("a", name)), checked(_table("b", name))) for name in both}


def _table(reader: str, name: str) -> Path:
    return GOLD / "readings" / reader / f"{name}.tsv"


def table(found: Readings) -> list[tuple[str, int, int, float, float]]:
    """Kind, records of a, records of b, F1, F1 of those the same in everything."""
    rows = []
    for kind in KINDS:
        sides = [tuple([one for one in side if one.kind == kind] for side in both) for both in found.values()]
        same = [pair for a, b in sides for pair in pairs(a, b)]
        a, b = sum(len(a) for a, _ in sides), sum(len(b) for _, b in sides)
        size = max(1, a + b)
        rows.append((kind, a, b, 2 * len(same) / size, 2 * sum(whole(*pair) for pair in same) / size))
    return rows


# What is judged of two records on the same words.
JUDGED: Mapping[str, Callable[[Record], Hashable]] = {
    "type of event": kind_of,
    "factuality": lambda record: record.factuality,
    "innermost voice": voice_of,
}


def alphas(found: Readings) -> dict[str, tuple[int, float | None]]:
    """For each judgement, over how many pairs of records it was made twice, and alpha."""
    same = [pair for a, b in found.values() for pair in overlapping(a, b)]
    rows = {}
    for name, value in JUDGED.items():
        judged = [pair for pair in same if pair[0].kind == "event"] if name == "type of event" else same
        rows[name] = (len(judged), alpha([(value(a), value(b)) for a, b in judged]))
    return rows


def overlapping(a: Sequence[Record], b: Sequence[Record]) -> list[tuple[Record, Record]]:
    """Records of the same kind with most words in common, each once."""
    return matched(a, b, lambda one, other: one.kind == other.kind)


def differences(a: Sequence[Record], b: Sequence[Record]) -> Iterable[str]:
    """What one has alone and where the two differ, a line each."""
    same = overlapping(a, b)
    paired = {id(record) for pair in same for record in pair}
    for sign, side in (("a alone", a), ("b alone", b)):
        for record in side:
            if id(record) not in paired:
                yield f"{sign:8} {' '.join(kind_of(record))}: {record.evidence[0].quote} ({told(record)})"
    for one, other in same:
        if kind_of(one) != kind_of(other) or not (whole(one, other) and whole(other, one)):
            yield f"differ   {one.evidence[0].quote}"
            for sign, record in (("a", one), ("b", other)):
                yield f"       {sign} {' '.join(kind_of(record))}: {told(record)}"


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", help="articles whose differences to print")
    given = parser.parse_args()
    found = readings(given.names)
    for name in given.names:
        print(name, *differences(*found[name]), sep="\n")
    print(f"{len(found)} articles\n{'kind':16}{'a':>6}{'b':>6}{'F1':>9}{'in all':>9}")
    for kind, a, b, same, all_same in table(found):
        print(f"{kind:16}{a:6}{b:6}{same:9.3f}{all_same:9.3f}")
    for name, (count, value) in alphas(found).items():
        print(f"{name:16}{count:6} pairs, alpha {'-' if value is None else format(value, '.3f')}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
