"""What is read from our own annotated articles: `python -m eval.gold [--floors] [--write] [--show KIND]`.

gold/articles holds the texts, gold/annotations a table an article, written by hand, and gold/records the record lines
made of the tables by `--write`. Precision and recall are printed by kind: a record is found if one of the same kind and
type rests on overlapping words, and found whole if besides everyone whom the annotation names plays the same part in
it, and factuality and innermost voice are the same. With `--floors` the figures must not be below gold/floors.json,
whose digest is that of texts and tables. `--check TABLE` only says whether the words of a table stand in its article.
"""

import argparse
import csv
import hashlib
import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from realpolitik.pipeline import readings
from realpolitik.read.pages import read_page
from realpolitik.records.actors import Participant
from realpolitik.records.arrangements import Arrangement, Status
from realpolitik.records.documents import Document
from realpolitik.records.events import Event, EventType
from realpolitik.records.evidence import Factuality, Record, Voice
from realpolitik.records.interests import Direction, Interest
from realpolitik.records.lines import encoded
from realpolitik.records.quotes import Quote
from realpolitik.records.readings import Reading
from realpolitik.records.relations import Relation
from realpolitik.records.spans import Span
from realpolitik.settings import Settings

GOLD = Path(__file__).resolve().parent.parent / "gold"
FLOORS = GOLD / "floors.json"
KINDS = ("event", "relation", "interest", "quote", "arrangement")
# The figures that have floors.
FIGURES = ("precision", "recall", "whole precision", "whole recall")
RULE = "by hand"

Row = Mapping[str, str]


def articles() -> list[Path]:
    """The texts that have their table, by name."""
    return [text_of(table) for table in sorted((GOLD / "annotations").glob("*.tsv"))]


def text_of(table: Path) -> Path:
    """The article that a table annotates."""
    return GOLD / "articles" / f"{table.stem}.txt"


def digest() -> str:
    """A SHA-256 of all texts and tables with their names."""
    files = sorted([*articles(), *(GOLD / "annotations").glob("*.tsv")])
    parts = [f"{file.name}\n{hashlib.sha256(file.read_bytes()).hexdigest()}\n" for file in files]
    return hashlib.sha256("".join(parts).encode()).hexdigest()


def annotated(article: Path, document: Document) -> tuple[Record, ...]:
    """The records of an article's table."""
    return records_of(GOLD / "annotations" / f"{article.stem}.tsv", document)


def records_of(table: Path, document: Document) -> tuple[Record, ...]:
    """The records of a table about the document.

    Errors: SystemExit naming table and all lines whose words do not stand in the text.
    """
    records, faults = [], []
    with table.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE, restval="")
        for number, row in enumerate(rows, start=2):
            try:
                records.append(_record(row, document))
            except (ValueError, TypeError) as error:
                faults.append(f"{table.name}, line {number}: {error}")
    if faults:
        raise SystemExit("\n".join(faults))
    return tuple(records)


def _record(row: Row, document: Document) -> Record:
    evidence = tuple(_span(words, document.text) for words in row["evidence"].split(" || "))
    around = evidence[0]
    roles: dict[str, Any] = dict(_roles(row["roles"], document.text, around))
    voices = tuple(_voice(words) for words in row["voices"].split(", ") if words)
    fields: dict[str, Any] = {
        "document": document.id,
        "evidence": evidence,
        "factuality": Factuality(row["factuality"]),
        "attribution": voices,
        "confidence": 1.0,
        "rule": RULE,
    }
    what = row["what"]
    match row["kind"]:
        case "event":
            return Event(event_type=EventType(what), **fields, **roles)
        case "relation":
            return Relation(relation=what, **fields, **roles)
        case "interest":
            wanted = _span(row["object"], document.text, around)
            return Interest(direction=Direction(what), object=wanted, **fields, **roles)
        case "arrangement":
            thing = _span(row["object"], document.text, around) if row["object"] else around
            return Arrangement(status=Status(what), object=thing, **fields, **roles)
        case "quote":
            return Quote(**fields, **roles)
    raise ValueError(f"unknown kind {row['kind']!r}; known: {', '.join(KINDS)}")


def _span(words: str, text: str, around: Span | None = None) -> Span:
    """Where the words stand: inside `around`, else right before or after it, else at their only place in the text."""
    places = list(_places(words, text))
    if not places:
        raise ValueError(f"{words!r} does not stand in the text")
    if around is None and len(places) > 1:
        raise ValueError(f"{words!r} stands in the text {len(places)} times; give more words")
    at = places[0]
    if around is not None:
        inside = [place for place in places if around.start <= place and place + len(words) <= around.end]
        before = [place for place in places if place < around.start]
        at = inside[0] if inside else before[-1] if before else at
    return Span(start=at, end=at + len(words), quote=words)


def _places(words: str, text: str) -> Iterator[int]:
    """Where the words stand in the text, but not inside a longer word."""
    at = text.find(words) if words else -1
    while at >= 0:
        around = text[max(0, at - 1) : at + 1], text[at + len(words) - 1 : at + len(words) + 1]
        if not any(len(two) == 2 and two.isalnum() for two in around):
            yield at
        at = text.find(words, at + 1)


def _roles(cell: str, text: str, around: Span) -> Iterator[tuple[str, tuple[Participant, ...]]]:
    """Parts and players: "initiator: Lima=PER, her envoy=~ana-silva>PER; recipient: both=CHL+BOL"."""
    for part in filter(None, cell.split("; ")):
        role, players = part.split(": ", 1)
        yield role, tuple(one for player in players.split(", ") for one in _players(player, text, around))


def _players(cell: str, text: str, around: Span) -> Iterator[Participant]:
    words, ids = cell.rsplit("=", 1)
    span = _span(words, text, around)
    for id in ids.split("+"):
        actor, _, state = id.partition(">")
        yield Participant(actor=actor, name=words, span=span, acts_for=state)


def _voice(cell: str) -> Voice:
    name, actor = cell.rsplit("=", 1)
    return Voice(actor=actor, name=name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """How much of a kind was found."""

    annotated: int
    read: int
    found: int
    whole: int
    factual: int  # of those found, how many are put as firmly as annotated
    voiced: int  # of those found, how many have the same innermost voice

    @property
    def figures(self) -> dict[str, float]:
        """Shares, 0 to 1."""
        return {
            "precision": self.found / max(1, self.read),
            "recall": self.found / max(1, self.annotated),
            "whole precision": self.whole / max(1, self.read),
            "whole recall": self.whole / max(1, self.annotated),
            "factuality": self.factual / max(1, self.found),
            "attribution": self.voiced / max(1, self.found),
        }


def kind_of(record: Record) -> tuple[str, str]:
    """Kind and type: two records of different types are not the same record."""
    match record:
        case Event():
            return record.kind, record.event_type.value
        case Relation():
            return record.kind, record.relation
        case Interest():
            return record.kind, record.direction.value
    return record.kind, ""


def pairs(gold: Sequence[Record], read: Sequence[Record]) -> list[tuple[Record, Record]]:
    """Each annotation with the record that says the same, none of them twice; the same players first."""
    return matched(gold, read, lambda a, b: kind_of(a) == kind_of(b), lambda a, b: not _same_players(a, b))


def matched(
    gold: Sequence[Record],
    read: Sequence[Record],
    fits: Callable[[Record, Record], bool],
    later: Callable[[Record, Record], bool] = lambda _, __: False,
) -> list[tuple[Record, Record]]:
    """Records that fit on overlapping words, none twice; those that come `later` last, then by words in common."""
    close = sorted(
        (later(one, other), -shared(one, other), i, j)
        for i, one in enumerate(gold)
        for j, other in enumerate(read)
        if fits(one, other) and shared(one, other)
    )
    found: dict[int, int] = {}
    for _, _, i, j in close:
        if i not in found and j not in found.values():
            found[i] = j
    return [(gold[i], read[j]) for i, j in sorted(found.items())]


def shared(one: Record, other: Record) -> int:
    """How many code points of evidence two records share."""
    return sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in one.evidence for b in other.evidence)


def _same_players(gold: Record, read: Record) -> bool:
    """Whether everyone whom the annotation names plays the same part; who is unknown to it may be anyone.

    In a mutual act or tie it does not matter who is named on which side.
    """
    mutual = getattr(read, "reciprocal", False) or not getattr(read, "directed", True)
    for role, players in gold.roles.items():
        there = {id for one in (read.participants if mutual else read.roles.get(role, ())) for id in _ids(one)}
        if any(one.actor and not _ids(one) & there for one in players):
            return False
    return True


def whole(gold: Record, read: Record) -> bool:
    """Whether players, factuality and innermost voice are all as annotated."""
    return _same_players(gold, read) and gold.factuality is read.factuality and voice_of(gold) == voice_of(read)


def _ids(one: Participant) -> set[str]:
    """Who someone is and whom they act for, where that is known."""
    return {id for id in (one.actor, one.acts_for) if id}


def scores(found: Mapping[Path, tuple[Sequence[Record], Sequence[Record]]]) -> dict[str, Score]:
    """The score of each kind over all articles."""
    table = {}
    for kind in KINDS:
        counts = [0] * 6
        for gold, read in found.values():
            ours = [record for record in read if record.kind == kind]
            theirs = [record for record in gold if record.kind == kind]
            same = pairs(theirs, ours)
            told = (
                len(theirs),
                len(ours),
                len(same),
                sum(whole(a, b) for a, b in same),
                sum(a.factuality is b.factuality for a, b in same),
                sum(voice_of(a) == voice_of(b) for a, b in same),
            )
            counts = [total + more for total, more in zip(counts, told, strict=True)]
        names = ("annotated", "read", "found", "whole", "factual", "voiced")
        table[kind] = Score(**dict(zip(names, counts, strict=True)))
    return table


def voice_of(record: Record) -> str:
    """Who says so, the innermost."""
    return record.attribution[0].actor if record.attribution else "author"


def compared() -> dict[Path, tuple[Sequence[Record], Sequence[Record]]]:
    """For each article what is annotated and what is read."""
    found: dict[Path, tuple[Sequence[Record], Sequence[Record]]] = {}
    for article in articles():
        (reading,) = readings([article], Settings())
        if not isinstance(reading, Reading):
            raise SystemExit(f"{article.name}: {reading.refusal.reason}")
        found[article] = annotated(article, reading.document), reading.records
    return found


def below(table: Mapping[str, Score]) -> list[str]:
    """What is worse than its floor, or why the floors do not apply."""
    floors = json.loads(FLOORS.read_text(encoding="utf-8"))
    if floors["digest"] != digest():
        return ["the gold texts or tables have changed: measure anew, and write digest and floors to gold/floors.json"]
    return [
        f"{kind}: {name} {table[kind].figures[name]:.3f} is below its floor {floor:.2f}"
        for kind, own in floors["floors"].items()
        for name, floor in own.items()
        if table[kind].figures[name] < floor
    ]


def write(found: Mapping[Path, tuple[Sequence[Record], Sequence[Record]]]) -> None:
    """The record lines of all annotations, a file an article."""
    for article, (gold, _) in found.items():
        file = GOLD / "records" / f"{article.stem}.jsonl"
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(b"".join(encoded(record) + b"\n" for record in gold))


def show(found: Mapping[Path, tuple[Sequence[Record], Sequence[Record]]], kind: str) -> None:
    """What was missed and what is read beyond the annotation, for whoever improves either."""
    for article, (gold, read) in found.items():
        theirs, ours = ([record for record in side if record.kind == kind] for side in (gold, read))
        same = pairs(theirs, ours)
        hit = {id(record) for pair in same for record in pair}
        for sign, side in (("missed", theirs), ("beyond", ours)):
            for record in side:
                if id(record) not in hit:
                    print(f"{article.stem:22} {sign} {' '.join(kind_of(record))}: {record.evidence[0].quote[:90]}")
        for one, other in same:
            if not whole(one, other):
                print(f"{article.stem:22} differs {one.evidence[0].quote[:60]}: {told(one)} / {told(other)}")


def told(record: Record) -> str:
    """Factuality, voice and who plays which part, in one line."""
    players = (f"{role}={'+'.join(one.actor for one in there)}" for role, there in record.roles.items())
    return " ".join([record.factuality.value, f"voice={voice_of(record)}", *players])


def checked(table: Path) -> tuple[Record, ...]:
    """The records of a table, each word of it found in its article; the article is not understood."""
    article = text_of(table)
    return records_of(table, read_page(article.read_bytes(), reference=str(article)))


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--floors", action="store_true", help="fail where a figure is below its floor")
    parser.add_argument("--write", action="store_true", help="write gold/records from gold/annotations")
    parser.add_argument("--check", type=Path, metavar="TABLE", help="see whether a table's words stand in its text")
    parser.add_argument("--show", choices=KINDS, help="print what was missed and what was read beyond")
    given = parser.parse_args()
    if given.check:
        print(f"{len(checked(given.check))} records")
        return 0
    found = compared()
    if given.write:
        write(found)
    table = scores(found)
    print(f"{'kind':12}{'gold':>6}{'read':>6}" + "".join(f"{name:>17}" for name in table["event"].figures))
    for kind, score in table.items():
        shown = "".join(f"{value:17.3f}" for value in score.figures.values())
        print(f"{kind:12}{score.annotated:6}{score.read:6}{shown}")
    if given.show:
        show(found, given.show)
    faults = below(table) if given.floors else []
    for fault in faults:
        print(fault, file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    raise SystemExit(main())
