"""The same solutions where parties may agree on a lot: any mixture of outcomes is on the table too.

λ_ω >= 0 is the share of outcome ω in the lot, Σ λ_ω = 1, and the lot is worth Σ λ_ω u_i(ω) to party i. A lot lets two
who cannot split a thing meet in the middle; whether states draw lots is another question, but dated, partial or
alternating deals come to the same.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linprog, minimize

from realpolitik.analyse.bargaining import Matrix, pareto

Rows = NDArray[np.intp]

# A share of the lot below this is rounding of the solver.
LEAST_SHARE = 1e-9
# What the solver may leave unsolved; its results agree with closed forms to about seven digits.
TOLERANCE = 1e-14
MOST_STEPS = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Lottery:
    """A mixture of outcomes: row and share for each that takes part, and what it is worth to each party."""

    shares: tuple[tuple[int, float], ...]
    worth: tuple[float, ...]


def kalai_smorodinsky_lottery(worth: Matrix, outside: Matrix) -> Lottery | None:
    """The lot with the greatest common share t of what each can gain at best; None where nobody can agree.

    Source: Kalai and Smorodinsky 1975; the ideal point is taken over rational lots.
    """
    worth, outside = _arrays(worth, outside)
    most = _ideal(worth, outside)
    return None if most is None else _greatest_step(worth, outside, most - outside)


def egalitarian_lottery(worth: Matrix, outside: Matrix) -> Lottery | None:
    """The lot with the greatest common gain. Source: Kalai 1977."""
    worth, outside = _arrays(worth, outside)
    return _greatest_step(worth, outside, np.ones(worth.shape[1]))


def nash_lottery(worth: Matrix, outside: Matrix, weights: Matrix | None = None) -> Lottery | None:
    """The lot with the greatest product of gains; None where no lot is better than none for all.

    Source: Nash 1950, where lots are what makes the set of utilities convex.
    """
    worth, outside = _arrays(worth, outside)
    power = np.ones(worth.shape[1]) if weights is None else np.asarray(weights, dtype=float)
    start = egalitarian_lottery(worth, outside)
    if start is None or min(np.array(start.worth) - outside) <= LEAST_SHARE:
        return None
    rows = pareto(worth).nonzero()[0]
    kept = worth[rows]
    first = _inside(kept, outside, np.array(start.worth))

    def loss(share: Matrix) -> float:
        return float(-(power * np.log(np.maximum(share @ kept - outside, LEAST_SHARE))).sum())

    def slope(share: Matrix) -> Matrix:
        return np.asarray(-(kept @ (power / np.maximum(share @ kept - outside, LEAST_SHARE))))

    found = minimize(
        loss,
        first,
        jac=slope,
        method="SLSQP",
        bounds=[(0, 1)] * len(rows),
        constraints=[{"type": "eq", "fun": lambda share: share.sum() - 1, "jac": np.ones_like}],
        options={"ftol": TOLERANCE, "maxiter": MOST_STEPS},
    )
    return _lottery(found.x / found.x.sum(), rows, worth)


def _arrays(worth: Matrix, outside: Matrix) -> tuple[Matrix, Matrix]:
    return np.asarray(worth, dtype=float), np.asarray(outside, dtype=float)


def _ideal(worth: Matrix, outside: Matrix) -> Matrix | None:
    """The most that each can have of a lot that leaves nobody worse off than without."""
    best = []
    for party in range(worth.shape[1]):
        found = linprog(-worth[:, party], A_ub=-worth.T, b_ub=-outside, A_eq=np.ones((1, len(worth))), b_eq=[1.0])
        if found.status != 0:
            return None
        best.append(-found.fun)
    return np.array(best)


def _greatest_step(worth: Matrix, outside: Matrix, way: Matrix) -> Lottery | None:
    """The lot that goes farthest from the outside options in a given direction: a linear programme in shares and t."""
    outcomes = len(worth)
    found = linprog(
        np.append(np.zeros(outcomes), -1.0),
        A_ub=np.hstack([-worth.T, way[:, None]]),
        b_ub=-outside,
        A_eq=np.append(np.ones(outcomes), 0.0)[None, :],
        b_eq=[1.0],
    )
    return _lottery(found.x[:-1], np.arange(outcomes), worth) if found.status == 0 else None


def _inside(kept: Matrix, outside: Matrix, reached: Matrix) -> Matrix:
    """Shares of efficient outcomes that are worth at least as much: where the search for a product begins."""
    found = linprog(
        np.zeros(len(kept)), A_ub=-kept.T, b_ub=-reached + TOLERANCE, A_eq=np.ones((1, len(kept))), b_eq=[1.0]
    )
    return np.asarray(found.x) if found.status == 0 else np.full(len(kept), 1 / len(kept))


def _lottery(shares: Matrix, rows: Rows, worth: Matrix) -> Lottery:
    drawn = tuple((int(row), float(share)) for row, share in zip(rows, shares, strict=True) if share > LEAST_SHARE)
    total = np.asarray(shares) @ worth[rows]
    return Lottery(shares=drawn, worth=tuple(float(value) for value in total))
