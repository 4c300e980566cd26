"""Win-win, and for whom: Pareto, Nash, outside options, who loses.

i is a party, k an item on the table (settled as wanted: 1, or not: 0), w_ik the worth of item k to party i (negative if
it wants to prevent it), u_i = sum_k w_ik x_ik the worth of an outcome, d_i its outside option, g_i = u_i - d_i its gain.

Source: Nash 1950, The Bargaining Problem; Kalai and Smorodinsky 1975; Kalai 1977 (egalitarian).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import NDArray

from realpolitik.analyse.issues import Issue, issues_of, leaning
from realpolitik.errors import SheetError
from realpolitik.records.evidence import Record
from realpolitik.records.findings import Exactness, Finding

Matrix = NDArray[np.float64]
Value = Callable[[Matrix, Matrix], Matrix]

# What the text does not say is assumed within these ranges. Chosen by hand, never calibrated; the verdict says how
# often it holds over the whole of them.
SALIENCE_SPREAD = 0.25  # around the salience that the words suggest
UNSAID_WORTH = 0.3  # an item on which a party is silent is worth between minus and plus this much to it
OUTSIDE_SHARE = 0.5  # no deal is worth between nothing and this share of all that a party could get
DRAWS = 10_000
SEED = 20_000  # any number will do, as long as it stays
# Above so many items there are too many outcomes to look at each; the least salient are left off the table.
MOST_ITEMS = 10
# The scale of words for a share of draws, from its lower ends.
WORDS = ((0.9, "almost certainly"), (0.6, "probably"), (0.4, "perhaps"), (0.1, "probably not"), (0.0, "hardly"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """The worth of an item to a party, as a range, and the ids of the records that say so (none: assumed)."""

    low: float
    high: float
    records: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not (np.isfinite(self.low) and np.isfinite(self.high)) or self.low > self.high:
            raise SheetError(f"a range needs two numbers, the lower first, not {self.low}..{self.high}")

    @property
    def assumed(self) -> bool:
        """Whether no words say so."""
        return not self.records


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """Two parties, others who are affected, the items on the table, and what each item is worth to each."""

    parties: tuple[str, str]
    affected: tuple[str, ...]
    items: tuple[str, ...]
    cells: Mapping[tuple[str, str], Cell]  # by (who, item)

    def range_of(self, who: str) -> tuple[Matrix, Matrix]:
        """The lower and upper worth of each item to one of them."""
        cells = [self.cells[who, item] for item in self.items]
        return np.array([cell.low for cell in cells]), np.array([cell.high for cell in cells])


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """A verdict in words, its reasons with the records they rest on, and what it assumes."""

    sentence: str
    share_win_win: float
    share_gains: Mapping[str, float]
    reasons: tuple[tuple[str, tuple[str, ...]], ...]
    assumptions: tuple[str, ...]


def pareto(worth: Matrix) -> NDArray[np.bool_]:
    """Which outcomes (rows) no other outcome beats for one party (column) without costing another; ties stay.

    Example:
        >>> pareto(np.array([[1.0, 0.0], [0.0, 1.0], [0.0, 0.0]])).tolist()
        [True, True, False]
    """
    no_worse = (worth[None, :, :] >= worth[:, None, :]).all(axis=2)
    better = (worth[None, :, :] > worth[:, None, :]).any(axis=2)
    return ~(no_worse & better).any(axis=1)


def nash(worth: Matrix, outside: Matrix) -> int | None:
    """The outcome with the greatest product of gains among those that leave nobody worse off; None if there is none.

    Source: Nash 1950.
    """
    return _best(worth, outside, lambda gains, _: gains.prod(axis=1))


def kalai_smorodinsky(worth: Matrix, outside: Matrix) -> int | None:
    """The outcome whose smallest gain, as a share of the best gain each could have, is greatest.

    Source: Kalai and Smorodinsky 1975; the ideal point is taken over individually rational outcomes.
    """
    return _best(worth, outside, lambda gains, ideal: (gains / np.where(ideal > 0, ideal, 1)).min(axis=1))


def egalitarian(worth: Matrix, outside: Matrix) -> int | None:
    """The outcome whose smallest gain is greatest.

    Source: Kalai 1977.
    """
    return _best(worth, outside, lambda gains, _: gains.min(axis=1))


def _best(worth: Matrix, outside: Matrix, value: Value) -> int | None:
    gains = worth - outside
    rational = (gains >= 0).all(axis=1)
    if not rational.any():
        return None
    ideal = gains[rational].max(axis=0)
    scores = np.where(rational, value(gains, ideal), -np.inf)
    # Equal scores are settled by the sum of gains, then by the order of the outcomes.
    sums = gains.sum(axis=1)
    return int(max(range(len(scores)), key=lambda at: (round(scores[at], 12), round(sums[at], 12), -at)))


def draft(records: Sequence[Record], parties: tuple[str, str]) -> Sheet:
    """The sheet that the records allow: an item for each issue on which a party holds an interest.

    Every cell cites the interests it rests on; where a party is silent the cell is assumed.
    """
    issues = [issue for issue in issues_of(records) if set(issue.holders) & set(parties)]
    issues = sorted(issues, key=lambda issue: -_salience(issue))[:MOST_ITEMS]
    items = tuple(issue.name for issue in issues)
    affected = tuple(sorted({holder for issue in issues for holder in issue.holders} - set(parties)))
    cells = {(who, issue.name): _cell(issue, who) for who in (*parties, *affected) for issue in issues}
    return Sheet(parties=parties, affected=affected, items=items, cells=cells)


def _salience(issue: Issue) -> float:
    return max(interest.salience for interest in issue.interests)


def _cell(issue: Issue, who: str) -> Cell:
    own = [i for i in issue.interests if who in {p.party or p.name for p in i.holder}]
    if not own:
        return Cell(low=-UNSAID_WORTH, high=UNSAID_WORTH)
    worth = sum(leaning(interest) * interest.salience for interest in own) / len(own)
    # A stated leaning keeps its sign, however uncertain its strength.
    low, high = worth - SALIENCE_SPREAD, worth + SALIENCE_SPREAD
    low, high = (max(low, 0.0), high) if worth > 0 else (low, min(high, 0.0)) if worth < 0 else (low, high)
    return Cell(low=low, high=high, records=tuple(interest.id for interest in own))


def verdict_of(records: Sequence[Record], parties: tuple[str, str], names: Mapping[str, str]) -> Finding[Verdict]:
    """Whether a deal between the two can leave both better off than none, how often over all that is assumed.

    The deal looked at is the Nash solution at the middle of all ranges. There is no answer where one of the two holds
    no stated interest: nobody's gain may be invented.
    """
    sheet = draft(records, parties)
    for party in parties:
        if not any(sheet.cells[party, item].records for item in sheet.items):
            return _no_answer(f"no interest of {names.get(party, party)} is stated in the text")
    outcomes = np.array(list(product((0.0, 1.0), repeat=len(sheet.items))))
    middle = np.stack([outcomes @ _middle(sheet, party) for party in parties], axis=1)
    best = nash(middle, np.stack([_outside_middle(sheet, party) for party in parties]))
    if best is None:
        return _no_answer("no outcome leaves both at least as well off as their outside options at the middle values")
    deal = outcomes[best]
    gains = {who: _gains(sheet, who, deal, number) for number, who in enumerate((*parties, *sheet.affected))}
    both = float(np.mean((gains[parties[0]] > 0) & (gains[parties[1]] > 0)))
    shares = {who: float(np.mean(gain > 0)) for who, gain in gains.items()}
    return Finding(
        name="win-win",
        value=_told(sheet, deal, both, shares, names),
        unit="share of draws",
        method="Nash solution at the middle of the ranges; gains against the outside option over all ranges",
        exactness=Exactness.ESTIMATED,
        settings=(("draws", str(DRAWS)), ("seed", str(SEED)), ("outside share", str(OUTSIDE_SHARE))),
        records=tuple(sorted({id for cell in sheet.cells.values() for id in cell.records})),
    )


def _no_answer(because: str) -> Finding[Verdict]:
    return Finding(
        name="win-win", value=None, unit="", method="drafted sheet", exactness=Exactness.NO_ANSWER, because=because
    )


def _middle(sheet: Sheet, who: str) -> Matrix:
    low, high = sheet.range_of(who)
    return (low + high) / 2


def _outside_middle(sheet: Sheet, who: str) -> np.float64:
    return np.float64(np.maximum(_middle(sheet, who), 0).sum() * OUTSIDE_SHARE / 2)


def _gains(sheet: Sheet, who: str, deal: Matrix, stream: int) -> Matrix:
    """What the deal is worth above the outside option, once for each draw from the ranges."""
    random = np.random.default_rng([SEED, stream])
    low, high = sheet.range_of(who)
    worth = random.uniform(low, high, size=(DRAWS, len(low)))
    if who not in sheet.parties:
        return worth @ deal  # those who are not asked have no say: the comparison is with no deal at all
    outside = np.maximum(worth, 0).sum(axis=1) * random.uniform(0, OUTSIDE_SHARE, DRAWS)
    return worth @ deal - outside


def in_words(share: float) -> str:
    """The word of the fixed scale for a share of draws."""
    return next(word for least, word in WORDS if share >= least)


def _told(sheet: Sheet, deal: Matrix, both: float, shares: Mapping[str, float], names: Mapping[str, str]) -> Verdict:
    a, b = (names.get(party, party) for party in sheet.parties)
    chosen = [item for item, taken in zip(sheet.items, deal, strict=True) if taken]
    reasons = []
    for who in (*sheet.parties, *sheet.affected):
        grounds = tuple(id for item in sheet.items for id in sheet.cells[who, item].records)
        compared = "its outside option" if who in sheet.parties else "no deal"
        text = f"{names.get(who, who)} gains against {compared} in {shares[who]:.0%} of the draws"
        reasons.append((f"{text} ({in_words(shares[who])}).", grounds))
    silent = sum(cell.assumed for cell in sheet.cells.values())
    return Verdict(
        sentence=f"A deal between {a} and {b} is {in_words(both)} a win-win against no deal: both gain in "
        f"{both:.0%} of the plausible valuations.",
        share_win_win=both,
        share_gains=shares,
        reasons=tuple(reasons),
        assumptions=(
            f"The deal looked at settles: {'; '.join(chosen) or 'nothing'}.",
            f"Assumed: {silent} of {len(sheet.cells)} cells of the sheet, on which the text is silent "
            f"(worth between -{UNSAID_WORTH} and {UNSAID_WORTH}); the weight of stated wants within "
            f"{SALIENCE_SPREAD} of what the words suggest; no deal worth up to {OUTSIDE_SHARE:.0%} of all a "
            "party could get.",
        ),
    )
