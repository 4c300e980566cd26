"""Relation: a standing tie of two actors, signed, and directed if it is. Tenure: who holds which office."""

from dataclasses import dataclass
from typing import ClassVar

from realpolitik.errors import RecordError
from realpolitik.records.actors import Participant
from realpolitik.records.evidence import Record, Roles, named


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation(Record):
    """A tie from `a` to `b`.

    `relation` is an id of the relations table (ally, partner, member, patron, proxy, guarantor, adversary,
    enemy, rival ...); `sign` is +1 friendly, -1 hostile, 0 neither. "X's proxy" runs from patron to proxy.
    """

    kind: ClassVar[str] = "relation"

    relation: str
    sign: int = 0
    directed: bool = False
    a: tuple[Participant, ...] = ()
    b: tuple[Participant, ...] = ()

    def __post_init__(self) -> None:
        Record.__post_init__(self)
        if self.sign not in (-1, 0, 1):
            raise RecordError(f"the sign of a relation is -1, 0 or 1, not {self.sign}")

    @property
    def roles(self) -> Roles:
        """The two ends."""
        return named(a=self.a, b=self.b)

    @property
    def content(self) -> tuple[str, ...]:
        """Type and sign."""
        return (self.relation, str(self.sign))


@dataclass(frozen=True, slots=True, kw_only=True)
class Tenure(Record):
    """A person holds, or held, an office or membership; `happened` is its term as the words give it."""

    kind: ClassVar[str] = "tenure"

    office: str
    person: tuple[Participant, ...] = ()
    organisation: tuple[Participant, ...] = ()

    @property
    def roles(self) -> Roles:
        """Who holds it, of what."""
        return named(person=self.person, organisation=self.organisation)

    @property
    def content(self) -> tuple[str, ...]:
        """The office."""
        return (self.office,)
