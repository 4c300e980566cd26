"""Record: what every record carries: its words, who says so, how firmly, when, where, and by which run."""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from realpolitik.errors import RecordError
from realpolitik.records.actors import Participant
from realpolitik.records.ids import content_id
from realpolitik.records.places import Place
from realpolitik.records.spans import Span
from realpolitik.records.times import TimeFrame, When

Roles = dict[str, tuple[Participant, ...]]


class Factuality(StrEnum):
    """How the innermost voice puts it."""

    ASSERTED = "asserted"  # the author states it
    REPORTED = "reported"  # a named or unnamed voice states it
    PLANNED = "planned"  # announced, scheduled, will, agreed to do
    DENIED = "denied"  # negated by whoever speaks
    HYPOTHETICAL = "hypothetical"  # if, may, might, imagined, asked, wanted


class Polarity(StrEnum):
    """Whether the words affirm or negate."""

    POSITIVE = "positive"
    NEGATIVE = "negative"


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """One link of an attribution chain: who says so. An unnamed source has an empty actor."""

    actor: str
    name: str
    imagined: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What a document says, and the words that say it.

    `attribution` runs from the innermost voice outwards; the author of the document stands behind all of them
    and is not listed, so an empty chain is the author's own voice. `confidence` (0 to 1) is how often records
    read by the same rule were right on our own annotated articles, or the rule's stated guess where that was
    not measured.
    """

    kind: ClassVar[str] = "record"

    document: str
    evidence: tuple[Span, ...]
    attribution: tuple[Voice, ...] = ()
    factuality: Factuality = Factuality.ASSERTED
    polarity: Polarity = Polarity.POSITIVE
    time: TimeFrame = TimeFrame.UNKNOWN
    happened: When | None = None
    place: Place | None = None
    confidence: float = 0.5
    rule: str = ""
    run: str = ""

    def __post_init__(self) -> None:
        if not self.document:
            raise RecordError(f"a {self.kind} needs the document it was read from")
        if not self.evidence:
            raise RecordError(f"a {self.kind} needs the words it rests on")
        if not 0 <= self.confidence <= 1:
            raise RecordError(f"a confidence lies between 0 and 1, not at {self.confidence}")

    @property
    def roles(self) -> Roles:
        """Who plays which part, by the role's name; a role that nobody plays is left out."""
        return {}

    @property
    def content(self) -> tuple[str, ...]:
        """What makes this record another one than its neighbour on the same words."""
        return ()

    @property
    def id(self) -> str:
        """Made from kind, document, words, roles, voices and content: the same in every run that reads so."""
        where = [f"{span.start}:{span.end}" for span in self.evidence]
        who = [
            f"{role}={participant.actor}@{participant.span.start}:{participant.span.end}"
            for role, participants in sorted(self.roles.items())
            for participant in participants
        ]
        voices = [f"{voice.actor}/{voice.name}" for voice in self.attribution]
        return content_id(self.kind, [self.document, *where, "|", *who, "|", *voices, "|", *self.content])

    @property
    def start(self) -> int:
        """Where its words begin, in code points."""
        return min(span.start for span in self.evidence)

    @property
    def participants(self) -> tuple[Participant, ...]:
        """Everyone in any role."""
        return tuple(participant for group in self.roles.values() for participant in group)


def named(**roles: tuple[Participant, ...]) -> Roles:
    """The roles that someone plays."""
    return {role: participants for role, participants in roles.items() if participants}
