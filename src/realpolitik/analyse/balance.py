"""Indices of structural balance, side by side, because they disagree.

A is the symmetric n x n matrix of a signed network, a_ij in {-1, 0, +1}; |A| the same without signs. None of them is
told without the others: on networks of states the share of balanced triads stays near 0.9 while walk balance falls
below 0.2. The line index is in `analyse.frustration`.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from realpolitik.analyse.frustration import WeightedTie
from realpolitik.errors import SheetError

Matrix = npt.NDArray[np.float64]

# Divisions into camps are improved from so many starts; it was enough for every network tried up to 200 parties.
STARTS = 50
KINDS = ("+++", "++-", "+--", "---")


def matrix(parties: int, ties: Sequence[WeightedTie]) -> Matrix:
    """A; of several ties between the same two the sign of their sum counts."""
    found = np.zeros((parties, parties))
    for i, j, w in ties:
        found[i, j] += w
        found[j, i] += w
    return np.sign(found)


def census(signs: Matrix) -> dict[str, int]:
    """How many triads there are of each kind, by their signs.

    Over closed walks of three steps: tr A^3, tr |A|^3, and the same with one factor without signs.
    """
    plain = np.abs(signs)
    # Six closed walks of three steps go round each triad; p counts friendly ties and q hostile ones.
    friendly, hostile = (plain + signs) / 2, (plain - signs) / 2
    walks = (
        np.trace(friendly @ friendly @ friendly) / 6,
        np.trace(friendly @ friendly @ hostile) / 2,
        np.trace(friendly @ hostile @ hostile) / 2,
        np.trace(hostile @ hostile @ hostile) / 6,
    )
    return {kind: round(float(count)) for kind, count in zip(KINDS, walks, strict=True)}


def triangle_balance(signs: Matrix) -> float | None:
    """The share of triads whose signs multiply to +1; None where there is no triad.

    Source: Cartwright and Harary 1956, Structural balance: a generalization of Heider's theory.
    """
    counted = census(signs)
    total = sum(counted.values())
    return (counted["+++"] + counted["+--"]) / total if total else None


def walk_balance(signs: Matrix) -> float | None:
    """Closed walks, shorter ones weighing more, with signs beside without: tr exp(A) / tr exp(|A|); None without ties.

    1 is balance. Source: Estrada 2019, Rethinking structural balance in signed social networks, equation 6.
    """
    if not signs.any():
        return None
    own, plain = np.linalg.eigvalsh(signs), np.linalg.eigvalsh(np.abs(signs))
    largest = plain.max()  # taken out of both sums, so that neither overflows
    return float(np.exp(own - largest).sum() / np.exp(plain - largest).sum())


def algebraic_conflict(signs: Matrix) -> float:
    """The least eigenvalue of the signed Laplacian D - A: 0 exactly if a component is balanced.

    Source: Kunegis et al. 2010, Spectral analysis of signed graphs, section 4.
    """
    laplacian = np.diag(np.abs(signs).sum(axis=1)) - signs
    return max(0.0, float(np.linalg.eigvalsh(laplacian).min())) if len(signs) else 0.0


def normalised(frustrated: int, ties: int) -> float | None:
    """F = 1 - 2L/m, from 0 to 1, which is balance; None without ties.

    Source: Aref and Wilson 2018, Measuring partial balance in signed networks.
    """
    return 1 - 2 * frustrated / ties if ties else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Blocs:
    """A division into several camps: each party's camp, and how many ties are out of place.

    Out of place are hostile ties within a camp and friendly ones between camps. `frustrated` is the least that was
    found from many starts, so an upper bound.
    """

    camps: tuple[int, ...]
    frustrated: int


def blocs(signs: Matrix, camps: int) -> Blocs:
    """Weak balance: the best division found into at most so many camps, where the enemy of an enemy may be an enemy.

    Errors: SheetError unless there is at least one camp.

    Source: Davis 1967, Clustering and structural balance in graphs.
    """
    if camps < 1:
        raise SheetError(f"a network is divided into one camp or more, not {camps}")
    numbers = np.random.default_rng(0)
    n = len(signs)
    found = min(
        (
            _settled(signs, camp, camps)
            for camp in [np.zeros(n, dtype=np.int64), *numbers.integers(camps, size=(STARTS, n))]
        ),
        key=lambda division: (_out_of_place(signs, division), division.tolist()),
    )
    order = {camp: place for place, camp in enumerate(dict.fromkeys(found.tolist()))}
    return Blocs(camps=tuple(order[camp] for camp in found.tolist()), frustrated=_out_of_place(signs, found))


def _settled(signs: Matrix, division: npt.NDArray[np.int64], camps: int) -> npt.NDArray[np.int64]:
    """A division that moving a single party would not make better."""
    division = division.copy()
    member = np.eye(camps)[division]
    moved = True
    while moved:
        moved = False
        for party in range(len(signs)):
            # What a camp would agree with: friends in it, less enemies in it.
            agree = signs[party] @ member
            best = int(agree.argmax())
            if agree[best] > agree[division[party]]:
                member[party], division[party], moved = np.eye(camps)[best], best, True
    return division


def _out_of_place(signs: Matrix, division: npt.NDArray[np.int64]) -> int:
    together = division[:, None] == division[None, :]
    return int(((signs < 0) & together).sum() + ((signs > 0) & ~together).sum()) // 2


def by_sign(ties: Sequence[WeightedTie]) -> dict[int, int]:
    """How many ties are friendly (+1) and hostile (-1)."""
    counted = Counter((w > 0) - (w < 0) for _, _, w in ties)
    return {sign: counted[sign] for sign in (1, -1)}
