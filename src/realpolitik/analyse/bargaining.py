"""Win-win, and for whom: the solutions of a bargaining problem over a finite list of outcomes.

i is a party, a column; ω an outcome, a row; u_i(ω) what it is worth to i; d_i what i has without a deal;
g_i = u_i - d_i its gain. An outcome is individually rational if no gain is negative; a_i is the most that i can get
among those. Every solution is a tuple of rows in ascending order: outcomes that tie are all given, and no row means
that the solution does not exist.

Units: utility, comparable within one party only. Nash and Kalai-Smorodinsky do not move when a party's utility is
rescaled or shifted; the egalitarian and utilitarian solutions do.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from realpolitik.errors import SheetError

Matrix = NDArray[np.float64]
Mask = NDArray[np.bool_]

# Two scores that agree to so many digits tie: far below any meaning, far above what sums of doubles lose.
TIE_DIGITS = 10


def pareto(worth: Matrix) -> Mask:
    """Which outcomes no other outcome beats for one party without costing another; equal outcomes all stay.

    Example:
        >>> pareto(np.array([[1.0, 0.0], [0.0, 1.0], [0.0, 0.0]])).tolist()
        [True, True, False]
    """
    left = np.arange(len(worth))
    efficient = np.ones(len(worth), dtype=bool)
    # Largest sums first: each survivor beats many others, so few rounds are needed.
    for row in np.argsort(-worth.sum(axis=1), kind="stable"):
        if not efficient[row]:
            continue
        beaten = (worth[left] <= worth[row]).all(axis=1) & (worth[left] < worth[row]).any(axis=1)
        efficient[left[beaten]] = False
        left = left[~beaten]
    return efficient


def rational(worth: Matrix, outside: Matrix) -> Mask:
    """Which outcomes leave nobody worse off than without a deal."""
    return np.asarray((_gains(worth, outside) >= 0).all(axis=1))


def zone(worth: Matrix, outside: Matrix, *, margin: float = 0.0) -> Mask:
    """Which outcomes leave everybody better off by more than the margin: the zone of possible agreement.

    Source: Raiffa 1982, The Art and Science of Negotiation.
    """
    return np.asarray((_gains(worth, outside) > margin).all(axis=1))


def nash(worth: Matrix, outside: Matrix, weights: Matrix | None = None) -> tuple[int, ...]:
    """The rational outcomes with the greatest product of gains, each gain raised to the weight of its party.

    Source: Nash 1950, The Bargaining Problem; weights: Harsanyi and Selten 1972.
    Limits: where no outcome is better for all, every product is zero and every rational outcome ties.
    """
    gains = np.maximum(_gains(worth, outside), 0)
    power = np.ones(gains.shape[1]) if weights is None else np.asarray(weights, dtype=float)
    return _greatest((gains**power).prod(axis=1)[:, None], rational(worth, outside))


def kalai_smorodinsky(worth: Matrix, outside: Matrix) -> tuple[int, ...]:
    """The rational outcomes whose smallest gain, as a share of the most that each party can gain, is greatest.

    Source: Kalai and Smorodinsky 1975. The ideal point a is taken over rational outcomes; ties go by the second
    smallest share, and so on.
    """
    within = rational(worth, outside)
    if not within.any():
        return ()
    gains = _gains(worth, outside)
    most = gains[within].max(axis=0)
    return _greatest(np.sort(gains / np.where(most > 0, most, 1), axis=1), within)


def egalitarian(worth: Matrix, outside: Matrix) -> tuple[int, ...]:
    """The rational outcomes whose smallest gain is greatest; ties go by the second smallest, and so on.

    Source: Kalai 1977, Proportional solutions to bargaining situations. Programs that speak of "the Kalai point"
    may mean this, the Kalai-Smorodinsky solution, or the outcome where the two utilities differ least.
    """
    return _greatest(np.sort(_gains(worth, outside), axis=1), rational(worth, outside))


def utilitarian(worth: Matrix, outside: Matrix) -> tuple[int, ...]:
    """The outcomes with the greatest sum of gains, rational or not.

    Limits: adds up utilities of different parties, which nothing in a text makes comparable.
    """
    gains = _gains(worth, outside)
    return _greatest(gains.sum(axis=1)[:, None], gains[:, 0] == gains[:, 0])


def _gains(worth: Matrix, outside: Matrix) -> Matrix:
    worth, outside = np.asarray(worth, dtype=float), np.asarray(outside, dtype=float)
    if worth.ndim != 2 or outside.shape != worth.shape[1:]:
        raise SheetError(f"{worth.shape} outcomes by parties need one outside option a party, not {outside.shape}")
    if not (np.isfinite(worth).all() and np.isfinite(outside).all()):
        raise SheetError("every outcome must be worth a finite number to every party")
    return worth - outside


def _greatest(keys: Matrix, within: Mask) -> tuple[int, ...]:
    """The rows whose keys, compared from left to right, are greatest among those within."""
    rows = within.nonzero()[0]
    for column in keys.round(TIE_DIGITS).T:
        if len(rows):
            rows = rows[column[rows] == column[rows].max()]
    return tuple(int(row) for row in rows)


def opposition(worth: Matrix) -> float:
    """How far the best outcome for all together stays from everybody's best, 1 to each: 0 where all can have it all.

    Units: Euclidean distance in utilities that run from 0 to 1.
    Source: Baarslag et al. 2013, Evaluating practical negotiating agents.
    """
    return float(np.sqrt(((1 - np.asarray(worth, dtype=float)) ** 2).sum(axis=1)).min())


def distributiveness(worth: Matrix) -> float | None:
    """Whether what is good for one of two is bad for the other: 1 where the problem is zero-sum, -1 where they agree.

    Less the correlation of the two utilities over all outcomes; None where one of them does not vary.
    """
    first, second = np.asarray(worth, dtype=float).T
    if not (first.std() and second.std()):
        return None
    return float(-np.corrcoef(first, second)[0, 1])


def utilities(weights: Matrix, values: Sequence[Matrix]) -> Matrix:
    """What each outcome is worth to one party: the weighted sum over its issues, one option taken of each.

    `values` has a row of options for each issue; outcomes come in the order in which the last issue changes fastest.
    """
    weighted = [weight * np.asarray(options, dtype=float) for weight, options in zip(weights, values, strict=True)]
    total = np.zeros(1)
    for options in weighted:
        total = (total[:, None] + options[None, :]).ravel()
    return total
