"""Every sentence to its spans; one without a span is refused."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from realpolitik.errors import RecordError
from realpolitik.records.evidence import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """A piece of a sentence and the records it rests on; joining words rest on none."""

    text: str
    records: tuple[Record, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence of a brief: when, who it is about, what it says clause by clause, and how that is to be taken.

    `tags` are a word or two each: "planned", "friendly", "according to an unnamed source".
    """

    when: str = ""
    lead: str = ""
    clauses: tuple[Clause, ...]
    tags: tuple[str, ...] = ()
    flowing: bool = False  # the sentence runs on from its lead, without a colon

    def __post_init__(self) -> None:
        if not self.records:
            raise RecordError(f"a brief says nothing without words for it: {self.text!r}")

    @property
    def records(self) -> tuple[Record, ...]:
        """The records it rests on, each once, in the order of its clauses."""
        found = {record.id: record for clause in self.clauses for record in clause.records}
        return tuple(found.values())

    @property
    def text(self) -> str:
        """The sentence as it is read aloud, footnotes left out."""
        said = "".join(clause.text for clause in self.clauses)
        tags = f" ({', '.join(self.tags)})" if self.tags else ""
        before = ", ".join(filter(None, (self.when, self.lead)))
        return f"{before}{self.joint}{said}{tags}"

    @property
    def joint(self) -> str:
        """What stands between the lead and the clauses."""
        if not (self.when or self.lead):
            return ""
        return " " if self.flowing else ": "


def sentence(
    text: str,
    records: Sequence[Record],
    *,
    when: str = "",
    lead: str = "",
    tags: Iterable[str] = (),
    flowing: bool = False,
) -> Sentence:
    """A sentence of one clause; empty tags are left out.

    Errors: RecordError without a record.
    """
    clause = Clause(text=text, records=tuple(records))
    return Sentence(when=when, lead=lead, clauses=(clause,), tags=tuple(filter(None, tags)), flowing=flowing)


@dataclass(slots=True)
class Footnotes:
    """Numbers for the records that sentences cite: one number a record, in the order of their first use."""

    numbers: dict[str, int] = field(default_factory=dict)
    records: list[Record] = field(default_factory=list)

    def cite(self, records: Iterable[Record]) -> tuple[int, ...]:
        """The numbers of these records, in ascending order."""
        found = set()
        for record in records:
            if record.id not in self.numbers:
                self.records.append(record)
                self.numbers[record.id] = len(self.records)
            found.add(self.numbers[record.id])
        return tuple(sorted(found))
