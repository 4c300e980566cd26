"""Coalitions: what each is worth to those it could join, and which division nobody can upset.

v(S) is what a coalition S can secure by itself, v of nobody 0; n players, numbered from 0; a coalition is the sum of
2^i over its members, so v is a list of 2^n numbers.
"""

from collections.abc import Callable, Iterable, Sequence
from math import factorial

import numpy as np
from scipy.optimize import linprog

from realpolitik.analyse.bargaining import Matrix
from realpolitik.errors import SheetError

# Every coalition is looked at: 4,096 of them take well under a second.
MOST_PLAYERS = 12
# How far a bound is loosened, so that rounding does not make a programme unsolvable, and how near to its bound a
# coalition then counts as bound: the loosening of all others may add up.
LOOSE, BOUND = 1e-9, 1e-6


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
    return _least_excess(game, {})[0]


def nucleolus(game: Matrix) -> tuple[float, ...]:
    """The division of the whole that leaves the unhappiest coalition least unhappy, then the next, and so on.

    Source: Schmeidler 1969; by linear programmes that fix, one round after another, the coalitions that can be made
    no happier. Nobody gets less than alone, where that is possible.
    """
    n = _players(game)
    fixed: dict[int, float] = {}
    while True:
        excess, division = _least_excess(game, fixed)
        bound = [c for c in _proper(game) if c not in fixed and _must_be_tight(game, c, excess, fixed)]
        if not bound:
            return tuple(float(value) for value in division)
        fixed |= dict.fromkeys(bound, excess)
        if np.linalg.matrix_rank(np.array([_row(c, n) for c in (*fixed, 2**n - 1)])) == n:
            return tuple(float(value) for value in _least_excess(game, fixed)[1])


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


def _least_excess(game: Matrix, fixed: dict[int, float]) -> tuple[float, Matrix]:
    """The least e with x(S) >= v(S) - e for every coalition not yet fixed, and such an x."""
    n = _players(game)
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
    return float(found.fun), np.asarray(found.x[:n])


def _must_be_tight(game: Matrix, coalition: int, excess: float, fixed: dict[int, float]) -> bool:
    """Whether a coalition gets no more than its bound in every division that reaches the least excess."""
    n = _players(game)
    free = [c for c in _proper(game) if c not in fixed]
    found = linprog(
        [-value for value in _row(coalition, n)],
        A_ub=[[-value for value in _row(c, n)] for c in free],
        b_ub=[-(game[c] - excess) + LOOSE for c in free],
        A_eq=[_row(2**n - 1, n), *(_row(c, n) for c in fixed)],
        b_eq=[game[-1], *(game[c] - bound for c, bound in fixed.items())],
        bounds=[(None, None)] * n,
    )
    return bool(found.status == 0 and -found.fun <= game[coalition] - excess + BOUND)
