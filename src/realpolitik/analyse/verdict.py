"""Whether a deal between two parties leaves both better off, how often over all that is assumed, and at whose cost.

i is a party or a third party, k a topic; w_ik the weight and v_ik(o) the worth of option o, so that an outcome ω is
worth u_i(ω) = Σ_k w_ik v_ik(ω_k), the weights of each made to sum to 1. Without a deal everything is left as it is,
and a party may turn elsewhere: d_i is the better of the two. The deal looked at is the Nash solution at the middle of
all ranges; then every range is drawn from, and the deal stays. What one party's cells leave open moves together.

Limits: a share of draws is no probability of anything in the world. It says how far the verdict hangs on what the
text leaves unsaid.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np

from realpolitik.analyse.bargaining import Mask, Matrix, nash, pareto, zone
from realpolitik.analyse.sheet import Cell, Guess, Option, Sheet, Topic, sheet_of
from realpolitik.records.evidence import Record
from realpolitik.records.findings import Exactness, Finding
from realpolitik.records.interests import Interest
from realpolitik.records.mentions import Mention

# The standard error of a share is then below half a percentage point.
DRAWS = 10_000
# Any number will do, as long as it stays.
SEED = 20_000
# A verdict that holds in so many draws, or in so few, does not hang on the assumptions.
ROBUST_SHARE = 0.9
# The unknowns that matter most, as many as a reader takes in. Chosen by hand.
MOST_UNKNOWNS = 3
# Halving an interval so often leaves less than a thousandth of it.
HALVINGS = 12

METHOD = "Nash solution at the middle of all ranges, compared with no deal over draws from all ranges"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """What the deal means to one: in which share of draws it gains or loses, and the middle gain.

    `records` say what it wants or why it is touched; without any, all of it is assumed.
    """

    who: str
    share_gains: float
    share_loses: float
    middle_gain: float
    records: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Unknown:
    """Something assumed of a party, and how the verdict hangs on it.

    `share_low` and `share_high` are the shares of win-win in the lowest and the highest third of its draws, `flips_at`
    the value, anywhere from 0 to 1, at which the party stops or starts to gain while all else stays at its middle.
    None: there is no such value, or the guess has a range for each issue and so no one value.
    """

    who: str
    guess: Guess
    low: float
    high: float
    share_low: float
    share_high: float
    flips_at: float | None

    @property
    def swing(self) -> float:
        """How much the verdict hangs on it."""
        return abs(self.share_high - self.share_low)


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What the sheet comes to. `deal` has an option for each topic; all shares are shares of draws, from 0 to 1."""

    sheet: Sheet
    deal: tuple[Option, ...]
    efficient: bool  # at the middle values no other outcome is better for one and no worse for the other
    share_win_win: float
    parties: tuple[Outlook, ...]
    affected: tuple[Outlook, ...]
    unknowns: tuple[Unknown, ...]

    @property
    def robust(self) -> bool:
        """Whether the verdict stays the same over nearly all that is assumed."""
        return self.share_win_win >= ROBUST_SHARE or self.share_win_win <= 1 - ROBUST_SHARE

    @property
    def losers(self) -> tuple[Outlook, ...]:
        """Third parties that lose in more draws than they gain, the surest first."""
        found = [outlook for outlook in self.affected if outlook.share_loses > outlook.share_gains]
        return tuple(sorted(found, key=lambda outlook: (-outlook.share_loses, outlook.who)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Values:
    """Weights (draws by topics) and worths (draws by topics by options) of one of them, and its outside option."""

    weights: Matrix
    worths: Matrix
    outside: Matrix

    def utility(self, choice: Sequence[int]) -> Matrix:
        """What an outcome, an option's number for each topic, is worth in each draw."""
        chosen = self.worths[:, np.arange(len(choice)), list(choice)]
        total = self.weights.sum(axis=1)
        # Where nothing weighs anything, nothing is worth anything.
        return np.asarray((self.weights * chosen).sum(axis=1) / np.where(total > 0, total, 1))

    def without(self, topics: int) -> Matrix:
        """What is left without a deal: the better of the status quo and the outside option."""
        return np.maximum(self.utility([0] * topics), self.outside)

    def gain(self, choice: Sequence[int]) -> Matrix:
        """What the outcome gives above that."""
        return np.asarray(self.utility(choice) - self.without(len(choice)))


# Where in its range each guess lies, from 0 (the low end) to 1 (the high end), once for each draw.
Levels = Mapping[Guess, Matrix]
MIDDLE: Levels = {guess: np.array([0.5]) for guess in Guess}


def verdict_of(records: Sequence[Record], parties: tuple[str, str]) -> Finding[Verdict]:
    """The verdict on a deal between the two; no answer where the words give no ground for one.

    Nobody's gain may be invented: a party that is silent everywhere has none that could be counted, and what a party
    wants from the rest of the world is nothing that the other could give. That somebody asks for, or speaks of, a
    "win-win" is no ground at all.
    """
    sheet = sheet_of(records, parties)
    for party in parties:
        if not any(topic.stake_of(party).stated for topic in sheet.topics):
            return _no_answer(f"no interest of {party} is stated", sheet)
    for party, other in (parties, parties[::-1]):
        if not any(_hangs_on(topic, records, party, other) for topic in sheet.topics):
            return _no_answer(f"nothing that {party} wants is said to hang on {other}", sheet)
    everyone = (*parties, *sheet.affected)
    middles = {who: _values(sheet, who, MIDDLE) for who in everyone}
    choices = [choice for choice in _choices(sheet) if not _crosses_red_line(sheet, choice)]
    worth = np.array([[middles[party].utility(choice)[0] for party in parties] for choice in choices])
    outside = np.array([middles[party].without(len(sheet.topics))[0] for party in parties])
    if not zone(worth, outside).any():
        return _no_answer("at the middle of all ranges no deal is better than none for both", sheet)
    best = max(nash(worth, outside), key=lambda row: (worth[row].sum(), -row))
    drawn = {who: _levels(who) for who in everyone}
    return Finding(
        name="win-win",
        value=_verdict(sheet, choices[best], bool(pareto(worth)[best]), middles, drawn),
        unit="share of draws",
        method=METHOD,
        exactness=Exactness.ESTIMATED,
        settings=(("draws", str(DRAWS)), ("seed", str(SEED))),
        records=sheet.records,
    )


def _hangs_on(topic: Topic, records: Sequence[Record], party: str, other: str) -> bool:
    """Whether the other has a say in what a party wants: a stake or an arrangement in it, or a name in the words."""
    if not topic.stake_of(party).stated:
        return False
    own = [i for i in topic.issue.interests if party in {each.party for each in i.holder}]
    arranged = [r for r in records if r.id in topic.arrangements and {party, other} <= _parties(r)]
    return (
        topic.stake_of(other).stated
        or bool(arranged)
        or any(other in {each.party for each in interest.toward} for interest in own)
        or any(other == r.actor.party and _names(r, own) for r in records if isinstance(r, Mention))
    )


def _parties(record: Record) -> set[str]:
    return {participant.party for participant in record.participants}


def _names(mention: Mention, interests: Sequence[Interest]) -> bool:
    return any(
        interest.document == mention.document and interest.object.covers(mention.evidence[0]) for interest in interests
    )


def _no_answer(because: str, sheet: Sheet) -> Finding[Verdict]:
    return Finding(
        name="win-win",
        value=None,
        unit="",
        method=METHOD,
        exactness=Exactness.NO_ANSWER,
        records=sheet.records,
        because=because,
    )


def _choices(sheet: Sheet) -> list[tuple[int, ...]]:
    """Every outcome as option numbers; the first is that everything is left as it is."""
    return list(product(*(range(len(topic.options)) for topic in sheet.topics)))


def _crosses_red_line(sheet: Sheet, choice: Sequence[int]) -> bool:
    """Whether the deal itself brings about what a party says must not be."""
    return any(
        stake.red_line and option > 0 and stake.worth[option].high == 0
        for topic, option in zip(sheet.topics, choice, strict=True)
        for stake in topic.stakes
        if stake.who in sheet.parties
    )


def _levels(who: str) -> Levels:
    """Draws for each guess; each of those concerned has a stream of its own, so one more changes no other."""
    random = np.random.default_rng([SEED, *who.encode("utf-8", "surrogatepass")])
    return {guess: random.uniform(size=DRAWS) for guess in Guess}


def _values(sheet: Sheet, who: str, levels: Levels) -> Values:
    draws = len(next(iter(levels.values())))
    most = max(len(topic.options) for topic in sheet.topics)
    weights, worths = np.zeros((draws, len(sheet.topics))), np.zeros((draws, len(sheet.topics), most))
    for k, topic in enumerate(sheet.topics):
        stake = topic.stake_of(who)
        weights[:, k] = _value(stake.weight, levels)
        for o, cell in enumerate(stake.worth):
            worths[:, k, o] = _value(cell, levels)
    return Values(weights=weights, worths=worths, outside=_value(_outside(sheet, who), levels))


def _value(cell: Cell, levels: Levels) -> Matrix:
    return np.clip(cell.low + (cell.high - cell.low) * levels[cell.guess], 0, 1)


def _outside(sheet: Sheet, who: str) -> Cell:
    """Third parties are not asked and have nowhere to turn: theirs is the status quo."""
    if who not in sheet.parties:
        return Cell(low=0.0, high=0.0, guess=Guess.OUTSIDE)
    return sheet.outside[sheet.parties.index(who)]


def _verdict(
    sheet: Sheet, choice: Sequence[int], efficient: bool, middles: Mapping[str, Values], drawn: Mapping[str, Levels]
) -> Verdict:
    gains = {who: _values(sheet, who, levels).gain(choice) for who, levels in drawn.items()}
    win_win = np.logical_and.reduce([gains[party] > 0 for party in sheet.parties])
    outlooks = {
        who: Outlook(
            who=who,
            share_gains=float((gain > 0).mean()),
            share_loses=float((gain < 0).mean()),
            middle_gain=float(middles[who].gain(choice)[0]),
            records=_grounds(sheet, who),
        )
        for who, gain in gains.items()
    }
    unknowns = [each for who in sheet.parties for each in _unknowns(sheet, choice, who, win_win, drawn[who])]
    return Verdict(
        sheet=sheet,
        deal=tuple(topic.options[option] for topic, option in zip(sheet.topics, choice, strict=True)),
        efficient=efficient,
        share_win_win=float(win_win.mean()),
        parties=tuple(outlooks[party] for party in sheet.parties),
        affected=tuple(outlooks[who] for who in sheet.affected if _grounds(sheet, who)),
        unknowns=tuple(sorted(unknowns, key=lambda unknown: -round(unknown.swing, 3))[:MOST_UNKNOWNS]),
    )


def _grounds(sheet: Sheet, who: str) -> tuple[str, ...]:
    return tuple(sorted({id for cell in _cells(sheet, who) for id in cell.records}))


def _cells(sheet: Sheet, who: str) -> tuple[Cell, ...]:
    stakes = [topic.stake_of(who) for topic in sheet.topics]
    return (*(cell for stake in stakes for cell in (stake.weight, *stake.worth)), _outside(sheet, who))


def _unknowns(sheet: Sheet, choice: Sequence[int], who: str, win_win: Mask, levels: Levels) -> tuple[Unknown, ...]:
    """Everything assumed of a party, and how the verdict hangs on each."""
    cells = [cell for cell in _cells(sheet, who) if not cell.settled]
    return tuple(
        _unknown(sheet, choice, who, guess, [cell for cell in cells if cell.guess is guess], win_win, levels[guess])
        for guess in Guess
        if any(cell.guess is guess for cell in cells)
    )


def _unknown(
    sheet: Sheet,
    choice: Sequence[int],
    who: str,
    guess: Guess,
    cells: Sequence[Cell],
    win_win: Mask,
    level: Matrix,
) -> Unknown:
    least, most = np.quantile(level, (1 / 3, 2 / 3))
    # The widest cell shows the range: halfway options have a narrower one of their own.
    widest = max(cells, key=lambda cell: cell.high - cell.low)
    return Unknown(
        who=who,
        guess=guess,
        low=widest.low,
        high=widest.high,
        share_low=float(win_win[level <= least].mean()),
        share_high=float(win_win[level >= most].mean()),
        flips_at=None if guess is Guess.STATED_WEIGHT else _flip(sheet, choice, who, widest),
    )


def _flip(sheet: Sheet, choice: Sequence[int], who: str, cell: Cell) -> float | None:
    """Where from 0 to 1 a guess turns the gain of its party round, all else at its middle; by halving."""

    def gains(value: float) -> bool:
        level = np.array([(value - cell.low) / (cell.high - cell.low)])
        return bool(_values(sheet, who, {**MIDDLE, cell.guess: level}).gain(choice)[0] > 0)

    low, high = 0.0, 1.0
    first = gains(low)
    if first == gains(high):
        return None
    for _ in range(HALVINGS):
        half = (low + high) / 2
        low, high = (half, high) if gains(half) == first else (low, half)
    return (low + high) / 2
