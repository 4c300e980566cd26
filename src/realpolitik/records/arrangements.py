"""Arrangement: an agreement, a mechanism or a proposal between parties."""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from realpolitik.records.actors import Participant
from realpolitik.records.evidence import Record, Roles, named
from realpolitik.records.spans import Span


class Status(StrEnum):
    """How far it has come."""

    PROPOSED = "proposed"
    AGREED = "agreed"
    IN_FORCE = "in_force"
    ENDED = "ended"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrangement(Record):
    """What was agreed, coordinated or proposed; `happened` is since when, where the words say."""

    kind: ClassVar[str] = "arrangement"

    object: Span
    purpose: Span | None = None
    status: Status = Status.PROPOSED
    parties: tuple[Participant, ...] = ()

    @property
    def roles(self) -> Roles:
        """The parties to it."""
        return named(parties=self.parties)

    @property
    def content(self) -> tuple[str, ...]:
        """Object and status."""
        return (f"{self.object.start}:{self.object.end}", self.status)
