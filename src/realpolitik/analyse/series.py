"""Conflict and cooperation per dyad: which acts are told of two parties, what they add up to, and what is left apart.

g is the Goldstein value of an act, from -10 (conflict) to +10 (cooperation). Sum, mean and number are given
together: a mean alone hides whether two or two hundred acts stand behind it.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from realpolitik.records.actors import Participant
from realpolitik.records.events import Event, EventType, Quad
from realpolitik.records.evidence import Factuality, Polarity, Record
from realpolitik.records.findings import Exactness, Finding
from realpolitik.records.relations import Relation
from realpolitik.records.times import Precision, TimeFrame, When


class Lane(StrEnum):
    """Where an act belongs: only what is said to have happened lately counts for the present."""

    HAPPENED = "happened"
    PLANNED = "planned"
    DENIED = "denied"
    HYPOTHETICAL = "hypothetical"
    HISTORICAL = "historical"


LANE_OF = {
    Factuality.ASSERTED: Lane.HAPPENED,
    Factuality.REPORTED: Lane.HAPPENED,
    Factuality.PLANNED: Lane.PLANNED,
    Factuality.DENIED: Lane.DENIED,
    Factuality.HYPOTHETICAL: Lane.HYPOTHETICAL,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One act and all its mentions; `events` in the order of the text, never empty."""

    lane: Lane
    events: tuple[Event, ...]

    @property
    def first(self) -> Event:
        """The mention that says most: with both sides named, with a date, the earliest of those."""
        return max(self.events, key=lambda event: (len(event.roles), dated(event.happened), -event.start))

    @property
    def records(self) -> tuple[str, ...]:
        """The ids of its mentions."""
        return tuple(event.id for event in self.events)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dyad:
    """What is told between two parties.

    Units: `goldstein_sum` and `goldstein_mean` from -10 to +10 an act; `net` from -1 (conflict only) to +1
    (cooperation only). All three count acts that are said to have happened, history left out.
    """

    a: str
    b: str
    acts: tuple[Act, ...]
    relations: tuple[Relation, ...]

    def acts_in(self, lane: Lane) -> tuple[Act, ...]:
        """Its acts of one lane."""
        return tuple(act for act in self.acts if act.lane is lane)

    @property
    def goldsteins(self) -> tuple[float, ...]:
        """The value of each act that is said to have happened."""
        return tuple(act.first.goldstein for act in self.acts_in(Lane.HAPPENED))

    @property
    def goldstein_sum(self) -> float:
        """All values together."""
        return sum(self.goldsteins)

    @property
    def goldstein_mean(self) -> float | None:
        """Their mean; None where nothing is said to have happened."""
        return self.goldstein_sum / len(self.goldsteins) if self.goldsteins else None

    @property
    def cooperation(self) -> float:
        """The positive values together."""
        return sum(value for value in self.goldsteins if value > 0)

    @property
    def conflict(self) -> float:
        """The negative values together, as a positive number."""
        return -sum(value for value in self.goldsteins if value < 0)

    @property
    def net(self) -> float | None:
        """Cooperation less conflict, as a share of both; None where there is neither."""
        both = self.cooperation + self.conflict
        return (self.cooperation - self.conflict) / both if both else None

    @property
    def quads(self) -> tuple[tuple[Quad, int], ...]:
        """How many acts that happened are verbal or material, cooperation or conflict; in the order of `Quad`."""
        counted = Counter(act.first.quad for act in self.acts_in(Lane.HAPPENED))
        return tuple((quad, counted[quad]) for quad in Quad if counted[quad])

    @property
    def types(self) -> tuple[tuple[EventType, int], ...]:
        """How many acts that happened are of which type; in the order of `EventType`."""
        counted = Counter(act.first.event_type for act in self.acts_in(Lane.HAPPENED))
        return tuple((type, counted[type]) for type in EventType if counted[type])


def lane_of(event: Event) -> Lane:
    """Where an event belongs: history first, whoever tells it, then how firmly it is told."""
    if event.time is TimeFrame.HISTORICAL:
        return Lane.HISTORICAL
    if event.polarity is Polarity.NEGATIVE:
        return Lane.DENIED
    return LANE_OF[event.factuality]


def dated(when: When | None) -> bool:
    """Whether the words themselves give a time."""
    return when is not None and when.precision is not Precision.OPEN


def acts_of(records: Iterable[Record]) -> tuple[Act, ...]:
    """Events that may be one act put together, in the order of their first mention.

    One act: of one type and lane, between the same sides, at times that do not exclude each other.
    Limits: two acts of one kind between the same two, told without dates, count as one; the number of acts is
    therefore a lower bound.
    """
    alike: dict[tuple[object, ...], list[list[Event]]] = {}
    found: list[list[Event]] = []
    for event in sorted((r for r in records if isinstance(r, Event)), key=lambda e: (e.document, e.start, e.id)):
        near = alike.setdefault((event.event_type, lane_of(event), _sides(event)), [])
        home = next((act for act in near if all(_meet(event.happened, other.happened) for other in act)), None)
        if home is None:
            near.append([event])
            found.append(near[-1])
        else:
            home.append(event)
    return tuple(Act(lane=lane_of(events[0]), events=tuple(events)) for events in found)


def _sides(event: Event) -> tuple[tuple[str, ...], ...]:
    sides = (_parties(event.initiator), _parties(event.recipient))
    return tuple(sorted(sides)) if event.reciprocal else sides


def _parties(participants: Iterable[Participant]) -> tuple[str, ...]:
    return tuple(sorted({participant.party or participant.name.casefold() for participant in participants}))


def _meet(a: When | None, b: When | None) -> bool:
    """Whether two times may be one; an open side, or no time at all, rules nothing out."""
    if a is None or b is None:
        return True
    apart = (a.end and b.start and a.end < b.start) or (b.end and a.start and b.end < a.start)
    return not apart


def between(record: Record, a: str, b: str) -> bool:
    """Whether the two face each other in the record: in different roles, or as sides of a mutual act."""
    groups = [{participant.party for participant in group} for group in record.roles.values()]
    opposite = any(a in one and b in other for one in groups for other in groups if one is not other)
    mutual = isinstance(record, Event) and record.reciprocal and any({a, b} <= group for group in groups)
    return opposite or mutual


def dyad_of(records: Sequence[Record], a: str, b: str) -> Finding[Dyad]:
    """What is told between two parties, acts by lane and relations; no answer where nothing is."""
    told = [record for record in records if between(record, a, b)]
    acts = acts_of(told)
    relations = tuple(record for record in told if isinstance(record, Relation))
    used = tuple(sorted({*(id for act in acts for id in act.records), *(relation.id for relation in relations)}))
    if not used:
        return Finding(
            name="dyad",
            value=None,
            unit="",
            method="acts and relations between the two",
            exactness=Exactness.NO_ANSWER,
            because=f"no record tells of an act or a tie between {a} and {b}",
        )
    return Finding(
        name="dyad",
        value=Dyad(a=a, b=b, acts=acts, relations=relations),
        unit="Goldstein points",
        method="sum, mean and number of acts; mentions of one type, side and time are one act",
        records=used,
    )
