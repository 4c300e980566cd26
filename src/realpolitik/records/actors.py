"""Actor, Alias (with validity dates), Office, Participant: who acts, and for whom."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from realpolitik.errors import RecordError
from realpolitik.records.spans import Span


class ActorKind(StrEnum):
    """What sort of actor it is."""

    STATE = "state"
    ORGANISATION = "organisation"
    PERSON = "person"
    GROUP = "group"  # people named by a noun: "rebels", "two of its commanders"


@dataclass(frozen=True, slots=True, kw_only=True)
class Validity:
    """From when to when something held; None is open on that side."""

    start: date | None = None
    end: date | None = None

    def holds_on(self, day: date | None) -> bool:
        """Whether it held on that day; an unknown day rules nothing out."""
        if day is None:
            return True
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)


@dataclass(frozen=True, slots=True, kw_only=True)
class Alias:
    """A name of an actor and the time it was in use."""

    actor: str
    name: str
    kind: str  # name, acronym, adjective, demonym, capital, metonym, former, short, member ...
    validity: Validity = Validity()
    origin: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """An office that a person held: for which actor, in which PLOVER sector, when."""

    title: str
    role: str
    actor: str
    sector: str
    validity: Validity = Validity()
    origin: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Someone who acts in politics.

    `id` is an ISO 3166-1 alpha-3 code for states, a slug for those the tables know, and a slug behind `~` for
    those known by their name in a text alone. `country` is the state it belongs to (alpha-3, or ""), `sector`
    the PLOVER agent code ("" for a state as a whole).
    """

    id: str
    name: str
    kind: ActorKind
    country: str = ""
    sector: str = ""
    detail: str = ""  # the table's own finer kind: igo, armed_group, party, agency ...
    parent: str = ""
    validity: Validity = Validity()
    offices: tuple[Office, ...] = ()
    origin: str = ""

    def __post_init__(self) -> None:
        if not self.id or not self.name:
            raise RecordError("an actor needs an id and a name")

    def office_on(self, day: date | None) -> Office | None:
        """The office held on that day, the highest first; without a day, the latest one."""
        held = [office for office in self.offices if day is not None and office.validity.holds_on(day)]
        if held:
            return held[0]
        if day is None and self.offices:
            return max(self.offices, key=lambda office: office.validity.start or date.min)
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant:
    """An actor in a role of a record: as named in the text, and the state or organisation it acts for.

    `actor` is "" where the words name nobody the reader could be sure of ("officials"); `span` is where the
    text names it, and for an actor found through a pronoun, where the pronoun stands.
    """

    actor: str
    name: str
    span: Span
    acts_for: str = ""
    country: str = ""
    sector: str = ""

    @property
    def party(self) -> str:
        """Who answers for the act: the state or organisation acted for, else the actor itself."""
        return self.acts_for or self.actor
