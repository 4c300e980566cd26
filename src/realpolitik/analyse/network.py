"""The signed network; where it is out of balance (strange bedfellows).

i, j, k are parties; s_ij in {-1, +1} the sign of the tie between i and j. A triad is balanced if s_ij s_jk s_ik = +1.

Source: Heider 1946; Cartwright and Harary 1956, Structural balance: a generalization of Heider's theory.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from realpolitik.analyse.series import Act, Lane, acts_of
from realpolitik.records.events import Event, EventType
from realpolitik.records.evidence import Factuality, Polarity, Record
from realpolitik.records.relations import Relation
from realpolitik.records.times import TimeFrame

# The rule that makes a tie, to be seen whole: a stated relation counts as much as three acts, because it speaks of
# the tie itself. Chosen by hand, never calibrated.
RELATION_WEIGHT = 3
ACT_WEIGHT = 1

# Nearer to 0 on the Goldstein scale an act is neither friendly nor hostile: among the codes of CAMEO these are
# statements (0 to 0.4) and appeals (-0.3, -0.1).
LEAST_GOLDSTEIN = 1.0

# The one relation of persons that is no tie of those for whom they act.
LEADS = "leads"
FIRM = frozenset({Factuality.ASSERTED, Factuality.REPORTED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """Two parties, friendly (+1) or hostile (-1), and the ids of the records on either side.

    `friendly` and `hostile` are the weights of what speaks for each; the sign is that of the heavier one.
    """

    a: str
    b: str
    friendly: int
    hostile: int
    records: tuple[str, ...]
    stated: bool = False  # by a relation, not by acts alone

    @property
    def sign(self) -> int:
        """+1 friendly, -1 hostile, 0 as much of the one as of the other."""
        return (self.friendly > self.hostile) - (self.friendly < self.hostile)

    @property
    def mixed(self) -> bool:
        """Whether there is something to say on both sides."""
        return bool(self.friendly and self.hostile)


@dataclass(frozen=True, slots=True, kw_only=True)
class Triad:
    """Three parties that are tied pairwise, in the order ab, ac, bc."""

    ties: tuple[Tie, Tie, Tie]

    @property
    def actors(self) -> tuple[str, str, str]:
        """The three, in alphabetical order."""
        ab, _, bc = self.ties
        return ab.a, ab.b, bc.b

    @property
    def signs(self) -> tuple[int, int, int]:
        """The signs of ab, ac, bc."""
        ab, ac, bc = self.ties
        return ab.sign, ac.sign, bc.sign

    @property
    def balanced(self) -> bool:
        """Whether the friend of a friend is a friend, and the enemy of an enemy too."""
        ab, ac, bc = self.signs
        return ab * ac * bc > 0

    @property
    def records(self) -> tuple[str, ...]:
        """The ids of the records behind its three ties."""
        return tuple(sorted({id for tie in self.ties for id in tie.records}))


def ties_of(records: Sequence[Record]) -> tuple[Tie, ...]:
    """The ties that current, firmly stated relations and acts make; each mention of one act counts once."""
    weights: dict[tuple[str, str, int], int] = defaultdict(int)
    grounds: dict[tuple[str, str], set[str]] = defaultdict(set)
    stated = set()
    for sign, weight, pairs, ids in (*_from_relations(records), *_from_acts(records)):
        for pair in pairs:
            weights[(*pair, sign)] += weight
            grounds[pair].update(ids)
            if weight == RELATION_WEIGHT:
                stated.add(pair)
    return tuple(
        Tie(
            a=a,
            b=b,
            friendly=weights[a, b, 1],
            hostile=weights[a, b, -1],
            records=tuple(sorted(grounds[a, b])),
            stated=(a, b) in stated,
        )
        for a, b in sorted(grounds)
    )


Ground = tuple[int, int, list[tuple[str, str]], tuple[str, ...]]


def _from_relations(records: Iterable[Record]) -> list[Ground]:
    return [
        (record.sign, RELATION_WEIGHT, _pairs(record), (record.id,))
        for record in records
        if isinstance(record, Relation) and record.sign and _holds(record)
    ]


def _from_acts(records: Iterable[Record]) -> list[Ground]:
    happened = [act for act in acts_of(records) if act.lane is Lane.HAPPENED and leaning(act)]
    return [(leaning(act), ACT_WEIGHT, _pairs(act.first), act.records) for act in happened]


def leaning(act: Act) -> int:
    """+1 for a friendly act, -1 for a hostile one, 0 for one that is neither.

    A military move says where forces go, not against whom: troops sent to an ally's country are no hostile act.
    """
    if act.first.event_type is EventType.MOBILIZE:
        return 0
    value = act.first.goldstein
    return 0 if abs(value) < LEAST_GOLDSTEIN else 1 if value > 0 else -1


def _holds(record: Relation) -> bool:
    if record.relation == LEADS and any(one.acts_for for one in record.a):
        return False  # whoever heads a bureau does so for himself, not for the institute he speaks for
    firm = record.factuality in FIRM and record.polarity is Polarity.POSITIVE
    return firm and record.time is not TimeFrame.HISTORICAL


def _pairs(record: Relation | Event) -> list[tuple[str, str]]:
    """Each party of the one side with each of the other, in alphabetical order."""
    first, second = (record.a, record.b) if isinstance(record, Relation) else (record.initiator, record.recipient)
    if isinstance(record, Event) and record.reciprocal and not second:
        second = first
    sides = {(p.party, q.party) for p in first for q in second if p.party and q.party and p.party != q.party}
    return sorted({(min(pair), max(pair)) for pair in sides})


def triads_of(ties: Sequence[Tie]) -> tuple[Triad, ...]:
    """Every three parties that are tied pairwise, with a sign on each side."""
    between = {(tie.a, tie.b): tie for tie in ties if tie.sign}
    beyond: dict[str, list[str]] = defaultdict(list)
    for a, b in sorted(between):
        beyond[a].append(b)
    return tuple(
        Triad(ties=(between[a, b], between[a, c], between[b, c]))
        for a in sorted(beyond)
        for at, b in enumerate(beyond[a])
        for c in beyond[a][at + 1 :]
        if (b, c) in between
    )


def unbalanced_triads(ties: Sequence[Tie]) -> tuple[Triad, ...]:
    """The strange bedfellows: triads whose signs multiply to -1."""
    return tuple(triad for triad in triads_of(ties) if not triad.balanced)


def census(triads: Iterable[Triad]) -> tuple[tuple[str, int], ...]:
    """How many triads have which signs, by the number of friendly sides: +++, ++-, +--, ---."""
    found = ["".join("+" if sign > 0 else "-" for sign in sorted(triad.signs, reverse=True)) for triad in triads]
    return tuple((signs, found.count(signs)) for signs in ("+++", "++-", "+--", "---"))
