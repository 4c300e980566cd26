"""Sections of a brief: headings, sentences with their footnotes, tables, and notes about the reading itself."""

from collections.abc import Sequence
from dataclasses import dataclass

from realpolitik.records.evidence import Record
from realpolitik.tell.cite import Clause, Sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Sentences under a heading of their own, or under the section's; `more` says how many found no room.

    `notes` are about the reading or the reckoning, not about the world: they need no evidence.
    """

    heading: str = ""
    sentences: tuple[Sentence, ...] = ()
    more: int = 0
    notes: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.sentences or self.notes or self.more)


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table; each cell is a clause with the records it rests on."""

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[Clause, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A heading, groups of sentences under it, and a table where there is one."""

    title: str
    groups: tuple[Group, ...]
    table: Table | None = None

    def __bool__(self) -> bool:
        return any(self.groups)

    @property
    def records(self) -> tuple[tuple[Record, ...], ...]:
        """The records of each clause, in the order in which they are read."""
        clauses = [clause for group in self.groups for each in group.sentences for clause in each.clauses]
        cells = [cell for row in self.table.rows for cell in row] if self.table else []
        return tuple(clause.records for clause in (*clauses, *cells))


def section(title: str, *groups: Group, table: Table | None = None) -> Section:
    """The section of those groups that hold something."""
    return Section(title=title, groups=tuple(filter(None, groups)), table=table)


def capped(heading: str, sentences: Sequence[Sentence], most: int, *, notes: tuple[str, ...] = ()) -> Group:
    """The first sentences, as many as there is room for, and how many more there are."""
    return Group(heading=heading, sentences=tuple(sentences[:most]), more=max(0, len(sentences) - most), notes=notes)
