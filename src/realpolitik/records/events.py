"""Event: who did what to whom, in PLOVER's types and CAMEO's codes."""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from realpolitik.errors import RecordError
from realpolitik.records.actors import Participant
from realpolitik.records.evidence import Record, Roles, named
from realpolitik.records.spans import Span


class EventType(StrEnum):
    """The sixteen types of PLOVER, and STATEMENT for CAMEO 01, which PLOVER leaves out.

    Source: PLOVER: A Political Event Ontology, manual of 2021, chapter 2.
    """

    AGREE = "AGREE"
    CONSULT = "CONSULT"
    SUPPORT = "SUPPORT"
    CONCEDE = "CONCEDE"
    COOPERATE = "COOPERATE"
    AID = "AID"
    RETREAT = "RETREAT"
    REQUEST = "REQUEST"
    ACCUSE = "ACCUSE"
    REJECT = "REJECT"
    THREATEN = "THREATEN"
    PROTEST = "PROTEST"
    SANCTION = "SANCTION"
    MOBILIZE = "MOBILIZE"
    COERCE = "COERCE"
    ASSAULT = "ASSAULT"
    STATEMENT = "STATEMENT"


class Quad(StrEnum):
    """Verbal or material, cooperation or conflict."""

    NEUTRAL = "neutral"
    VERBAL_COOPERATION = "verbal_cooperation"
    MATERIAL_COOPERATION = "material_cooperation"
    VERBAL_CONFLICT = "verbal_conflict"
    MATERIAL_CONFLICT = "material_conflict"


@dataclass(frozen=True, slots=True, kw_only=True)
class Event(Record):
    """Something that an actor did, does or is to do, at some time.

    Units: `goldstein` from -10 (conflict) to +10 (cooperation). `cameo` is the finest code that the words
    bear. `trigger` is the verb or noun that was read as the act.
    """

    kind: ClassVar[str] = "event"

    event_type: EventType
    mode: str = ""
    cameo: str = ""
    goldstein: float = 0.0
    quad: Quad = Quad.NEUTRAL
    trigger: Span | None = None
    initiator: tuple[Participant, ...] = ()
    recipient: tuple[Participant, ...] = ()
    reciprocal: bool = False

    def __post_init__(self) -> None:
        Record.__post_init__(self)
        if not -10 <= self.goldstein <= 10:
            raise RecordError(f"the Goldstein scale runs from -10 to 10, not to {self.goldstein}")

    @property
    def roles(self) -> Roles:
        """Who did it, to whom."""
        return named(initiator=self.initiator, recipient=self.recipient)

    @property
    def content(self) -> tuple[str, ...]:
        """Type, mode, code and trigger."""
        at = f"{self.trigger.start}" if self.trigger else ""
        return (self.event_type, self.mode, self.cameo, at)
