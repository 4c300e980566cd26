"""Whether a deal between two parties leaves both better off, how often over all that is assumed, and at whose cost.

i is a party or a third party, k a topic; w_ik the weight and v_ik(o) the worth of option o, so that an outcome ω is
worth u_i(ω) = Σ_k w_ik v_ik(ω_k), the weights of each made to sum to 1. Without a deal everything is left as it is,
and a party may turn elsewhere: d_i is the better of the two. The deal looked at is the Nash solution at the middle of
all ranges; then every range is drawn from, and the deal stays.

Limits: a share of draws is no probability of anything in the world. It says how far the verdict hangs on what the
text leaves unsaid.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np

from realpolitik.analyse.bargaining import Matrix, nash, pareto, zone
from realpolitik.analyse.sheet import WORST, Cell, Option, Sheet, Topic, sheet_of
from realpolitik.records.evidence import Record
from realpolitik.records.findings import Exactness, Finding

# The standard error of a share is then below half a percentage point.
DRAWS = 10_000
# Any number will do, as long as it stays.
SEED = 20_000
# A verdict that holds in so many draws, or in so few, does not hang on the assumptions.
ROBUST_SHARE = 0.9
# The unknowns that matter most, as many as a reader takes in. Chosen by hand.
MOST_UNKNOWNS = 3
# Halving an interval of length 1 so often leaves less than a thousandth.
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
    """An assumed cell and how the verdict hangs on it.

    `share_low` and `share_high` are the shares of win-win in the lowest and the highest third of its draws, `flips_at`
    the value at which a party stops or starts to gain while all else stays at its middle; None if there is none.
    """

    who: str
    what: str  # weight, worth or outside
    topic: str
    cell: Cell
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
        return np.asarray((self.weights * chosen).sum(axis=1) / np.maximum(self.weights.sum(axis=1), 1e-12))

    def gain(self, choice: Sequence[int]) -> Matrix:
        """What the outcome gives above the better of the status quo and the outside option."""
        return self.utility(choice) - np.maximum(self.utility([0] * len(choice)), self.outside)


def verdict_of(records: Sequence[Record], parties: tuple[str, str]) -> Finding[Verdict]:
    """The verdict on a deal between the two; no answer where one of them has no stated interest.

    Nobody's gain may be invented: a party that is silent everywhere has none that could be counted.
    """
    sheet = sheet_of(records, parties)
    for party in parties:
        if not any(topic.stake_of(party).stated for topic in sheet.topics):
            return _no_answer(f"no interest of {party} is stated", sheet)
    middles = {who: _values(sheet, who, _at_middle) for who in (*parties, *sheet.affected)}
    choices = [choice for choice in _choices(sheet) if not _crosses_red_line(sheet, choice)]
    worth = np.array([[middles[party].utility(choice)[0] for party in parties] for choice in choices])
    outside = np.array([-middles[party].gain(choices[0])[0] + worth[0][i] for i, party in enumerate(parties)])
    if not zone(worth, outside).any():
        return _no_answer("at the middle of all ranges no deal is better than none for both", sheet)
    best = max(nash(worth, outside), key=lambda row: (worth[row].sum(), -row))
    drawn = {who: _values(sheet, who, _drawn(number)) for number, who in enumerate(middles)}
    return Finding(
        name="win-win",
        value=_verdict(sheet, choices[best], bool(pareto(worth)[best]), middles, drawn),
        unit="share of draws",
        method=METHOD,
        exactness=Exactness.ESTIMATED,
        settings=(("draws", str(DRAWS)), ("seed", str(SEED))),
        records=sheet.records,
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
        stake.red_line and option > 0 and stake.worth[option].high == WORST
        for topic, option in zip(sheet.topics, choice, strict=True)
        for stake in topic.stakes
        if stake.who in sheet.parties
    )


Pick = Callable[[Matrix, Matrix], Matrix]


def _at_middle(low: Matrix, high: Matrix) -> Matrix:
    return ((low + high) / 2)[None, ...]


def _drawn(stream: int) -> Pick:
    """Draws between two ends; each of those concerned has a stream of its own, so one more changes no other."""
    random = np.random.default_rng([SEED, stream])
    return lambda low, high: random.uniform(low, high, size=(DRAWS, *low.shape))


def _values(sheet: Sheet, who: str, pick: Pick) -> Values:
    most = max(len(topic.options) for topic in sheet.topics)
    stakes = [topic.stake_of(who) for topic in sheet.topics]
    weights = np.array([[stake.weight.low, stake.weight.high] for stake in stakes])
    worths = np.zeros((len(stakes), most, 2))
    for k, stake in enumerate(stakes):
        for o, cell in enumerate(stake.worth):
            worths[k, o] = cell.low, cell.high
    outside = _outside(sheet, who)
    return Values(
        weights=pick(weights[:, 0], weights[:, 1]),
        worths=pick(worths[:, :, 0], worths[:, :, 1]),
        outside=pick(np.array(outside.low), np.array(outside.high)),
    )


def _outside(sheet: Sheet, who: str) -> Cell:
    """Third parties are not asked and have nowhere to turn: theirs is the status quo."""
    if who not in sheet.parties:
        return Cell(low=0.0, high=0.0)
    return sheet.outside[sheet.parties.index(who)]


def _verdict(
    sheet: Sheet, choice: Sequence[int], efficient: bool, middles: dict[str, Values], drawn: dict[str, Values]
) -> Verdict:
    gains = {who: values.gain(choice) for who, values in drawn.items()}
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
    return Verdict(
        sheet=sheet,
        deal=tuple(topic.options[option] for topic, option in zip(sheet.topics, choice, strict=True)),
        efficient=efficient,
        share_win_win=float(win_win.mean()),
        parties=tuple(outlooks[party] for party in sheet.parties),
        affected=tuple(outlooks[who] for who in sheet.affected if _grounds(sheet, who)),
        unknowns=_unknowns(sheet, choice, win_win, middles, drawn),
    )


def _grounds(sheet: Sheet, who: str) -> tuple[str, ...]:
    cells = [cell for topic in sheet.topics for cell in _cells(topic, who)]
    return tuple(sorted({id for cell in cells for id in cell.records}))


def _cells(topic: Topic, who: str) -> tuple[Cell, ...]:
    stake = topic.stake_of(who)
    return (stake.weight, *stake.worth)


def _unknowns(
    sheet: Sheet, choice: Sequence[int], win_win: Matrix, middles: dict[str, Values], drawn: dict[str, Values]
) -> tuple[Unknown, ...]:
    """The assumed cells of the two parties on which the verdict hangs most."""
    found = []
    for party in sheet.parties:
        middle, draws = middles[party], drawn[party]
        for k, topic in enumerate(sheet.topics):
            stake, at = topic.stake_of(party), choice[k]
            if not stake.stated and at:
                found.append(_unknown(party, "weight", topic, stake.weight, draws.weights[:, k], win_win, None))
                flips = _flip(middle, choice, middle.worths, (0, k, at))
                cell = stake.worth[at]
                found.append(_unknown(party, "worth", topic, cell, draws.worths[:, k, at], win_win, flips))
        flips = _flip(middle, choice, middle.outside, (0,))
        found.append(_unknown(party, "outside", None, _outside(sheet, party), draws.outside, win_win, flips))
    return tuple(sorted(found, key=lambda unknown: -round(unknown.swing, 3))[:MOST_UNKNOWNS])


def _unknown(
    who: str, what: str, topic: Topic | None, cell: Cell, drawn: Matrix, win_win: Matrix, flips_at: float | None
) -> Unknown:
    low, high = np.quantile(drawn, (1 / 3, 2 / 3))
    return Unknown(
        who=who,
        what=what,
        topic=topic.issue.name if topic else "",
        cell=cell,
        share_low=float(win_win[drawn <= low].mean()),
        share_high=float(win_win[drawn >= high].mean()),
        flips_at=flips_at,
    )


def _flip(middle: Values, choice: Sequence[int], values: Matrix, at: tuple[int, ...]) -> float | None:
    """Where on its whole scale one value turns the gain of its owner round, all else at its middle; by halving."""
    before = float(values[at])

    def gains(value: float) -> bool:
        values[at] = value
        return bool(middle.gain(choice)[0] > 0)

    low, high = 0.0, 1.0
    first = gains(low)
    if first == gains(high):
        values[at] = before
        return None
    for _ in range(HALVINGS):
        half = (low + high) / 2
        low, high = (half, high) if gains(half) == first else (low, half)
    values[at] = before
    return (low + high) / 2
