"""The signed network; where it is out of balance (strange bedfellows).

i, j, k are parties; s_ij in {-1, +1} the sign of the tie between i and j. A triad is balanced if s_ij s_jk s_ik = +1.

Source: Heider 1946; Cartwright and Harary 1956, Structural balance: a generalization of Heider's theory.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from realpolitik.records.events import Event
from realpolitik.records.evidence import Factuality, Polarity, Record
from realpolitik.records.relations import Relation
from realpolitik.records.times import TimeFrame

# The rule that makes a tie, to be seen whole: a stated relation counts as much as three events, because it speaks of
# the tie itself. Chosen by hand, never calibrated.
RELATION_WEIGHT = 3
EVENT_WEIGHT = 1
FIRM = frozenset({Factuality.ASSERTED, Factuality.REPORTED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """Two parties, friendly (+1) or hostile (-1), and the ids of the records that say so."""

    a: str
    b: str
    sign: int
    weight: int
    records: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Triad:
    """Three parties and the signs of their ties in the order ab, ac, bc."""

    actors: tuple[str, str, str]
    signs: tuple[int, int, int]
    records: tuple[str, ...]

    @property
    def balanced(self) -> bool:
        """Whether the friend of a friend is a friend, and the enemy of an enemy too."""
        a, b, c = self.signs
        return a * b * c > 0


def ties_of(records: Iterable[Record]) -> tuple[Tie, ...]:
    """The ties that current, firmly stated relations and events make; where they cancel out there is none."""
    weights: dict[tuple[str, str], int] = defaultdict(int)
    grounds: dict[tuple[str, str], list[str]] = defaultdict(list)
    for record in records:
        weight = _weight(record)
        if not weight:
            continue
        for a, b in _pairs(record):
            weights[a, b] += weight
            grounds[a, b].append(record.id)
    return tuple(
        Tie(a=a, b=b, sign=1 if weight > 0 else -1, weight=abs(weight), records=tuple(sorted(grounds[a, b])))
        for (a, b), weight in sorted(weights.items())
        if weight
    )


def _weight(record: Record) -> int:
    current = record.factuality in FIRM and record.time is not TimeFrame.HISTORICAL
    if not current or record.polarity is Polarity.NEGATIVE:
        return 0
    if isinstance(record, Relation):
        return RELATION_WEIGHT * record.sign
    if isinstance(record, Event):
        return EVENT_WEIGHT * ((record.goldstein > 0) - (record.goldstein < 0))
    return 0


def _pairs(record: Record) -> list[tuple[str, str]]:
    first, second = (
        (record.a, record.b)
        if isinstance(record, Relation)
        else (record.initiator, record.recipient)
        if isinstance(record, Event)
        else ((), ())
    )
    pairs = {tuple(sorted((p.party, q.party))) for p in first for q in second if p.party and q.party}
    return sorted((a, b) for a, b in pairs if a != b)


def triads_of(ties: Sequence[Tie]) -> tuple[Triad, ...]:
    """Every three parties that are tied pairwise."""
    between = {(tie.a, tie.b): tie for tie in ties}
    actors = sorted({actor for pair in between for actor in pair})
    found = []
    for a, b, c in combinations(actors, 3):
        sides = [between.get(pair) for pair in ((a, b), (a, c), (b, c))]
        if all(sides):
            ab, ac, bc = (side for side in sides if side)
            grounds = tuple(sorted({*ab.records, *ac.records, *bc.records}))
            found.append(Triad(actors=(a, b, c), signs=(ab.sign, ac.sign, bc.sign), records=grounds))
    return tuple(found)


def unbalanced_triads(ties: Sequence[Tie]) -> tuple[Triad, ...]:
    """The strange bedfellows: triads whose signs multiply to -1."""
    return tuple(triad for triad in triads_of(ties) if not triad.balanced)
