"""The bargaining sheet drafted from records: parties, issues, options, weights, red lines and outside options.

Every cell is a range, and either cites the records it rests on or is assumed. What the words do not say is never a
bare number: it runs over a range that `verdict` draws from.

Units: `weight` from 0 (nothing to it) to 1 (above all else), before the weights of a party are made to sum to 1;
`worth` of an option from 0 (the worst that can come of the issue) to 1 (the best); `outside` on the scale of the whole.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from realpolitik.analyse.issues import Issue, Standing, issues_of
from realpolitik.errors import SheetError
from realpolitik.records.arrangements import Arrangement
from realpolitik.records.evidence import Factuality, Record
from realpolitik.records.interests import Direction, Interest
from realpolitik.records.mentions import Mention
from realpolitik.records.relations import Relation

# Above so many topics the outcomes are too many to look at each: four options on 8 topics are 65,536 outcomes, which
# take 0.1 s. The least salient issues are left off the sheet.
MOST_TOPICS = 8
# More third parties than a reader takes in; those with the most records come first. Chosen by hand.
MOST_AFFECTED = 5

# A party that holds an interest this pressing against something will not sign it away. Chosen by hand, never
# calibrated: .5 is the salience of an interest without a word of emphasis.
RED_LINE_SALIENCE = 0.8
AGAINST = frozenset({Direction.PREVENT, Direction.OPPOSE})

# Kinds of records whose participants play a part, rather than being named or speaking.
PLAYING = frozenset({"event", "relation", "interest", "arrangement"})

# Ties that give a party somewhere else to turn, by their ids in the relations table.
BACKING = frozenset({"ally", "partner", "patron", "guarantor", "backs", "host"})


class Option(StrEnum):
    """What a deal can do with an issue."""

    LEFT = "left as it is"
    DONE = "done"
    PREVENTED = "prevented"
    FIRST = "to the first party"
    SECOND = "to the second party"
    HALFWAY = "halfway"


class Guess(StrEnum):
    """What a range stands for. All cells of one party that stand for the same thing move together.

    A party that minds one thing on which the text is silent is taken to mind them all, and a deal that brings it
    little of one want brings it little of the others. Chance would even such things out, and the more the text leaves
    unsaid, the surer a verdict would look.
    """

    STATED_WEIGHT = "how much its stated wants weigh"
    SILENT_WEIGHT = "how much weighs on which it is silent"
    MET = "how much of its stated wants a deal brings about"
    OPEN = "how much of its stated wants comes about without a deal"
    SILENT = "how well it is served where it is silent"
    OUTSIDE = "what it can reach elsewhere"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A number as far as it is known: a range, and the ids of the records that it rests on (none: assumed)."""

    low: float
    high: float
    guess: Guess
    records: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not 0 <= self.low <= self.high <= 1:
            raise SheetError(f"a cell needs 0 <= low <= high <= 1, not {self.low}..{self.high}")

    @property
    def assumed(self) -> bool:
        """Whether no words say so."""
        return not self.records

    @property
    def middle(self) -> float:
        """Half-way between its ends."""
        return (self.low + self.high) / 2

    @property
    def settled(self) -> bool:
        """Whether its ends are one, by definition: there is nothing to draw."""
        return self.low == self.high


# All ranges below are chosen by hand, never calibrated; the verdict is drawn from the whole of them.
SPREAD = 0.25  # a weight lies within this of the salience that the words suggest
LEAST_WEIGHT = 0.05  # a stated interest never weighs nothing
# Silence on an issue: it weighs less than what is spoken of, or nothing; any outcome may be the better one; left as
# it is, it is neither good nor bad.
SILENT_WEIGHT = Cell(low=0.0, high=0.5, guess=Guess.SILENT_WEIGHT)
SILENT_WORTH = Cell(low=0.0, high=1.0, guess=Guess.SILENT)
SILENT_LEFT = Cell(low=0.5, high=0.5, guess=Guess.SILENT)
# A stated want may come true without a deal, but rather not; a deal may bring about all of it, or less than half.
OPEN_WORTH = Cell(low=0.0, high=0.6, guess=Guess.OPEN)
MET_WORTH = (0.4, 1.0)
HALF_MET_WORTH = (0.2, 0.5)
UNMET_WORTH = (0.0, 0.0)
# What a party can reach elsewhere, and the same where the text names another backer.
OUTSIDE = (0.0, 0.5)
OUTSIDE_BACKED = (0.3, 0.7)
# A third party that others want to hold back: how much that matters to it, and what it is worth to be held back.
THIRD_WEIGHT = Cell(low=0.1, high=0.6, guess=Guess.SILENT_WEIGHT)
THIRD_WORTH = (0.0, 0.3)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stake:
    """What an issue is to someone: how much it weighs, what each option is worth, and whether one is ruled out."""

    who: str
    weight: Cell
    worth: tuple[Cell, ...]  # in the order of the topic's options
    stated: bool
    red_line: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """An issue on the table, what a deal can do with it, arrangements found on it, and everyone's stake."""

    issue: Issue
    options: tuple[Option, ...]
    arrangements: tuple[str, ...]
    stakes: tuple[Stake, ...]

    def stake_of(self, who: str) -> Stake:
        """The stake of a party or of someone affected."""
        return next(stake for stake in self.stakes if stake.who == who)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """Two parties, third parties who are affected, the topics, and what each party has without a deal."""

    parties: tuple[str, str]
    affected: tuple[str, ...]
    topics: tuple[Topic, ...]
    outside: tuple[Cell, ...]  # of each party
    left_off: int = 0  # issues that found no room

    @property
    def cells(self) -> tuple[Cell, ...]:
        """Every cell, by topic, then outside options."""
        stakes = [stake for topic in self.topics for stake in topic.stakes]
        return (*(cell for stake in stakes for cell in (stake.weight, *stake.worth)), *self.outside)

    @property
    def records(self) -> tuple[str, ...]:
        """The ids of all records that it rests on."""
        found = {id for cell in self.cells for id in cell.records}
        return tuple(sorted(found.union(*(topic.arrangements for topic in self.topics))))


def sheet_of(records: Sequence[Record], parties: tuple[str, str]) -> Sheet:
    """The sheet that the records allow: a topic for each issue on which a party holds an interest.

    An interest that is only imagined or asked for by somebody else stays off the table.
    """
    firm = [r for r in records if not (isinstance(r, Interest) and r.factuality is Factuality.HYPOTHETICAL)]
    own = [issue for issue in issues_of(firm) if set(issue.holders) & set(parties)]
    kept = sorted(own, key=lambda issue: (-issue.salience, issue.interests[0].start))[:MOST_TOPICS]
    held_back = {issue: _held_back(issue, records) for issue in kept}
    affected = _affected(kept, held_back, parties)
    return Sheet(
        parties=parties,
        affected=affected,
        topics=tuple(_topic(issue, parties, affected, held_back[issue], records) for issue in kept),
        outside=tuple(_outside(records, party, parties) for party in parties),
        left_off=len(own) - len(kept),
    )


def _held_back(issue: Issue, records: Iterable[Record]) -> tuple[tuple[str, str], ...]:
    """Who is named in what others want to prevent or oppose, each with the id of the interest that names it."""
    players = _players(records)
    against = [interest for interest in issue.interests if interest.direction in AGAINST]
    named = [
        (mention.actor.party, interest.id)
        for mention in records
        if isinstance(mention, Mention) and mention.actor.party in players
        for interest in against
        if mention.document == interest.document
        and interest.object.covers(mention.evidence[0])
        # Who says that something is to be prevented is not who is to be held back.
        and mention.actor.actor not in {voice.actor for voice in interest.attribution}
    ]
    toward = [(each.party, interest.id) for interest in against for each in interest.toward if each.party]
    return tuple(sorted({(who, id) for who, id in (*named, *toward) if who not in issue.holders}))


def _players(records: Iterable[Record]) -> frozenset[str]:
    """Who does, holds or wants something in the records; others are named, but play no part."""
    acting = (record for record in records if record.kind in PLAYING)
    return frozenset(each.party for record in acting for each in record.participants) - {""}


def _affected(
    issues: Sequence[Issue], held_back: dict[Issue, tuple[tuple[str, str], ...]], parties: tuple[str, str]
) -> tuple[str, ...]:
    counted = Counter(holder for issue in issues for holder in issue.holders)
    counted.update(who for issue in issues for who in sorted({who for who, _ in held_back[issue]}))
    others = [who for who in counted if who not in parties]
    return tuple(sorted(others, key=lambda who: (-counted[who], who))[:MOST_AFFECTED])


def _topic(
    issue: Issue,
    parties: tuple[str, str],
    affected: Sequence[str],
    held_back: Iterable[tuple[str, str]],
    records: Iterable[Record],
) -> Topic:
    options = _options(issue)
    stakes = []
    for who in (*parties, *affected):
        naming = tuple(id for named, id in held_back if named == who)
        if who in issue.holders:
            stakes.append(_stated(issue, who, parties, options))
        elif naming:
            stakes.append(_suffered(who, options, naming))
        else:
            stakes.append(_silent(who, options))
    found = tuple(r.id for r in records if isinstance(r, Arrangement) and _on(r, issue))
    return Topic(issue=issue, options=options, arrangements=found, stakes=tuple(stakes))


def _options(issue: Issue) -> tuple[Option, ...]:
    if issue.standing is Standing.RIVAL:
        return (Option.LEFT, Option.FIRST, Option.SECOND, Option.HALFWAY)
    if issue.standing in (Standing.CLASHING, Standing.UNCLEAR):
        return (Option.LEFT, Option.DONE, Option.PREVENTED, Option.HALFWAY)
    wanted = any(holding.leaning > 0 for holding in issue.holdings)
    return (Option.LEFT, Option.DONE if wanted else Option.PREVENTED)


def _stated(issue: Issue, who: str, parties: tuple[str, str], options: Iterable[Option]) -> Stake:
    holding = next(holding for holding in issue.holdings if holding.holder == who)
    salience = max(interest.salience for interest in holding.interests)
    weight = Cell(
        low=max(LEAST_WEIGHT, salience - SPREAD),
        high=min(1.0, salience + SPREAD),
        guess=Guess.STATED_WEIGHT,
        records=holding.records,
    )
    best = _best(issue, who, holding.leaning, parties)
    against = any(interest.direction in AGAINST for interest in holding.interests)
    return Stake(
        who=who,
        weight=weight,
        worth=tuple(_worth(option, best, holding.records) for option in options),
        stated=True,
        red_line=against and salience >= RED_LINE_SALIENCE,
    )


def _best(issue: Issue, who: str, leaning: int, parties: tuple[str, str]) -> Option | None:
    """The option that a stated interest asks for; None for someone who leans both ways."""
    if issue.standing is Standing.RIVAL:
        return {parties[0]: Option.FIRST, parties[1]: Option.SECOND}.get(who)
    return {1: Option.DONE, -1: Option.PREVENTED, 0: None}[leaning]


def _worth(option: Option, best: Option | None, records: tuple[str, ...]) -> Cell:
    if option is Option.LEFT:
        return OPEN_WORTH
    if best is None:
        return SILENT_WORTH
    low, high = {best: MET_WORTH, Option.HALFWAY: HALF_MET_WORTH}.get(option, UNMET_WORTH)
    return Cell(low=low, high=high, guess=Guess.MET, records=records)


def _suffered(who: str, options: Iterable[Option], naming: tuple[str, ...]) -> Stake:
    """The stake of someone whom others want to hold back: that it minds is assumed, that it is named is not."""
    low, high = THIRD_WORTH
    worth = {Option.LEFT: SILENT_LEFT, Option.PREVENTED: Cell(low=low, high=high, guess=Guess.SILENT, records=naming)}
    return Stake(
        who=who,
        weight=THIRD_WEIGHT,
        worth=tuple(worth.get(option, SILENT_WORTH) for option in options),
        stated=False,
    )


def _silent(who: str, options: Iterable[Option]) -> Stake:
    worth = tuple(SILENT_LEFT if option is Option.LEFT else SILENT_WORTH for option in options)
    return Stake(who=who, weight=SILENT_WEIGHT, worth=worth, stated=False)


def _on(arrangement: Arrangement, issue: Issue) -> bool:
    """Whether an arrangement's own words, or its purpose, are what an interest of the issue is about."""
    spans = [span for span in (arrangement.object, arrangement.purpose) if span]
    return any(
        arrangement.document == interest.document and span.overlaps(interest.object)
        for interest in issue.interests
        for span in spans
    )


def _outside(records: Iterable[Record], party: str, parties: tuple[str, str]) -> Cell:
    """What a party can turn to instead: better where the text names another backer, who is cited."""
    named = tuple(r.id for r in records if isinstance(r, Relation) and _backs(r, party, parties))
    low, high = OUTSIDE_BACKED if named else OUTSIDE
    return Cell(low=low, high=high, guess=Guess.OUTSIDE, records=named)


def _backs(relation: Relation, party: str, parties: tuple[str, str]) -> bool:
    ends = {participant.party for participant in relation.participants}
    others = ends - set(parties) - {""}
    firm = relation.factuality in {Factuality.ASSERTED, Factuality.REPORTED}
    return firm and relation.relation in BACKING and party in ends and bool(others) and len(ends & set(parties)) == 1
