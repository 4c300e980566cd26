"""Interest: who wants what, on which issue, how much."""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from realpolitik.errors import RecordError
from realpolitik.records.actors import Participant
from realpolitik.records.evidence import Record, Roles, named
from realpolitik.records.spans import Span


class Direction(StrEnum):
    """Which way the holder leans."""

    WANT = "want"
    NEED = "need"
    PREVENT = "prevent"
    OPPOSE = "oppose"


@dataclass(frozen=True, slots=True, kw_only=True)
class Interest(Record):
    """What its holder wants, needs, wants to prevent or opposes.

    `object` are the words that name it, `toward` whom it concerns, `issue` the id of the issues table (or the
    head noun of the object where the table has none). `salience` runs from 0 (passing) to 1 (above all else),
    .5 unsaid.
    """

    kind: ClassVar[str] = "interest"

    direction: Direction
    object: Span
    issue: str = ""
    salience: float = 0.5
    holder: tuple[Participant, ...] = ()
    toward: tuple[Participant, ...] = ()

    def __post_init__(self) -> None:
        Record.__post_init__(self)
        if not 0 <= self.salience <= 1:
            raise RecordError(f"a salience lies between 0 and 1, not at {self.salience}")

    @property
    def roles(self) -> Roles:
        """Who holds it, toward whom."""
        return named(holder=self.holder, toward=self.toward)

    @property
    def content(self) -> tuple[str, ...]:
        """Direction and object."""
        return (self.direction, f"{self.object.start}:{self.object.end}")
