"""Coalitions: what each is worth to those it could join, and which division nobody can upset.

v(S) is what a coalition S can secure by itself, v of nobody 0; n players, numbered from 0; a coalition is the sum of
2^i over its members, so v is a list of 2^n numbers.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import factorial

import numpy as np
from scipy.optimize import linprog

from realpolitik.analyse.bargaining import Matrix
from realpolitik.errors import SheetError

# Every coalition is looked at: 65,536 of them take about a second, and 4,096 as bounds of a linear programme too.
MOST_PLAYERS = 16
MOST_PLAYERS_OF_A_PROGRAMME = 12
# A bound with a price above this holds the excess up; below, it is rounding of the solver.
LEAST_PRICE = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True)
class _Round:
    """The least excess, a division that reaches it, and the coalitions that cannot have more in any that does."""

    excess: float
    division: tuple[float, ...]
    bound: tuple[int, ...]


def game_of(players: int, worth: Callable[[tuple[int, ...]], float]) -> Matrix:
    """The game in which each coalition, given by its members, has this worth."""
    if not 1 <= players <= MOST_PLAYERS:
        raise SheetError(f"a game is looked at whole with 1 to {MOST_PLAYERS} players, not {players}")
    return np.array([worth(_members(coalition, players)) for coalition in range(2**players)], dtype=float)


def voting_game(quota: float, votes: Sequence[float]) -> Matrix:
    """The game in which a coalition wins, and has 1, with so many votes."""
    return game_of(len(votes), lambda members: float(sum(votes[i] for i in members) >= quota))


def shapley(game: Matrix) -> tuple[float, ...]:
    """What each adds to those before it, on the average over all orders of joining. Source: Shapley 1953."""
    n = _players(game)
    weight = [factorial(size) * factorial(n - size - 1) / factorial(n) for size in range(n)]
    return tuple(
        float(sum(weight[coalition.bit_count()] * added for coalition, added in _added(game, i))) for i in range(n)
    )


def banzhaf(game: Matrix) -> tuple[float, ...]:
    """The share of each in all swings: coalitions that win with it and lose without. Source: Banzhaf 1965."""
    n = _players(game)
    swings = np.array([sum(added for _, added in _added(game, i)) for i in range(n)], dtype=float)
    total = swings.sum()
    return tuple(float(swing) for swing in (swings / total if total else swings))


def least_core(game: Matrix) -> float:
    """How much every coalition must give up so that some division of the whole cannot be upset.

    0 or less: the core is not empty, and there is such a division as it is. Source: Maschler, Peleg and Shapley 1979.
    """
    return _least_excess(game, {}).excess


def nucleolus(game: Matrix) -> tuple[float, ...]:
    """The division of the whole that leaves the unhappiest coalition least unhappy, then the next, and so on.

    Source: Schmeidler 1969; by linear programmes that fix, one round after another, the coalitions that can be made
    no happier: those whose bound has a price.
    """
    n = _players(game)
    fixed: dict[int, float] = {}
    while True:
        found = _least_excess(game, fixed)
        fixed |= dict.fromkeys(found.bound, found.excess)
        rank = np.linalg.matrix_rank(np.array([_row(c, n) for c in (*fixed, 2**n - 1)]))
        if rank == n or not found.bound:
            return _least_excess(game, fixed).division


def _players(game: Matrix) -> int:
    n = len(game).bit_length() - 1
    if len(game) != 2**n or not 1 <= n <= MOST_PLAYERS or game[0]:
        raise SheetError(f"a game has 2^n worths for n players up to {MOST_PLAYERS}, the first of them 0")
    return n


def _members(coalition: int, players: int) -> tuple[int, ...]:
    return tuple(i for i in range(players) if coalition >> i & 1)


def _added(game: Matrix, player: int) -> Iterable[tuple[int, float]]:
    """Each coalition without the player, and what the player adds to it."""
    bit = 1 << player
    return ((c, float(game[c | bit] - game[c])) for c in range(len(game)) if not c & bit)


def _proper(game: Matrix) -> range:
    return range(1, len(game) - 1)


def _row(coalition: int, players: int) -> list[float]:
    return [float(coalition >> i & 1) for i in range(players)]


def _least_excess(game: Matrix, fixed: dict[int, float]) -> _Round:
    """The least e with x(S) >= v(S) - e for every coalition not yet fixed, and such an x."""
    n = _players(game)
    if n > MOST_PLAYERS_OF_A_PROGRAMME:
        raise SheetError(f"divisions are compared for up to {MOST_PLAYERS_OF_A_PROGRAMME} players, not {n}")
    free = [c for c in _proper(game) if c not in fixed]
    found = linprog(
        # With every coalition fixed there is no excess left to press down.
        [0.0] * n + [float(bool(free))],
        A_ub=[[*(-value for value in _row(c, n)), -1.0] for c in free] or None,
        b_ub=[-game[c] for c in free] or None,
        A_eq=[[*_row(2**n - 1, n), 0.0], *([*_row(c, n), 0.0] for c in fixed)],
        b_eq=[game[-1], *(game[c] - excess for c, excess in fixed.items())],
        bounds=[(None, None)] * (n + 1),
    )
    prices = found.ineqlin.marginals if free else ()
    return _Round(
        excess=float(found.fun),
        division=tuple(float(value) for value in found.x[:n]),
        bound=tuple(c for c, price in zip(free, prices, strict=True) if price < -LEAST_PRICE),
    )
