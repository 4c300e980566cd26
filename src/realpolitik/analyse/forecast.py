"""What a group decides: the weighted mean and median of its positions, and the odds of each position.

Actor i has position x_i on one issue, capability c_i (what it could bring to bear) and salience s_i (how far it would);
w_i = c_i s_i is its weight. The mean and median with an interval are the forecast to begin with: on decisions of the
European Union they came as close to what was decided as any model of the bargaining, or closer (Thomson et al. 2006,
The European Union Decides, chapter 10). The model of challenges and offers is in `analyse.challenges`.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from realpolitik.errors import SheetError

Vector = npt.NDArray[np.float64]
Matrix = npt.NDArray[np.float64]

# No coalition is without any strength at all, so that every position has odds (KTAB, model.cpp).
LEAST_STRENGTH = 1e-8
# So many draws leave an error of half a hundredth in the ends of an interval of nine tenths.
DRAWS = 4_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """Where one actor stands on an issue, in the issue's own unit; capability and salience on any scale from 0.

    `spread` is how far the position may be off to either side, as a standard deviation.
    """

    actor: str
    position: float
    capability: float
    salience: float
    spread: float = 0.0
    records: tuple[str, ...] = ()

    @property
    def weight(self) -> float:
        """What the actor brings to bear on this issue."""
        return self.capability * self.salience


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """A value between two bounds, within which it lies with the share given."""

    value: float
    low: float
    high: float
    share: float


def weighted_mean(stands: Sequence[Stand]) -> float:
    """Positions weighed by w.

    Errors: SheetError if nobody has any weight.
    """
    weights, positions = weights_and_positions(stands)
    return float(weights @ positions / weights.sum())


def weighted_median(stands: Sequence[Stand]) -> float:
    """The least position such that half of all weight stands there or below: with single-peaked preferences and votes
    by weight no other position beats it (Black 1948, On the rationale of group decision-making).

    Errors: SheetError if nobody has any weight.
    """
    return median_of(*weights_and_positions(stands))


def median_of(weights: Vector, positions: Vector) -> float:
    """The same of plain numbers."""
    order = np.argsort(positions, kind="stable")
    reached = np.cumsum(weights[order])
    # The sum of many weights is not exact: half of it less a trifle is half.
    return float(positions[order][np.searchsorted(reached, reached[-1] * (0.5 - 1e-12))])


def weights_and_positions(stands: Sequence[Stand]) -> tuple[Vector, Vector]:
    """w and x.

    Errors: SheetError if a number is no number or negative where it must not be, or nobody has any weight.
    """
    weights = np.array([stand.weight for stand in stands])
    positions = np.array([stand.position for stand in stands])
    if not (np.isfinite(weights).all() and np.isfinite(positions).all()):
        raise SheetError("every position, capability and salience must be a finite number")
    if any(min(stand.capability, stand.salience, stand.spread) < 0 for stand in stands):
        raise SheetError("capability, salience and spread are 0 or more")
    if not weights.sum() > 0:
        raise SheetError("nobody brings any weight to bear: give a capability and a salience above 0")
    return weights, positions


def mean_interval(stands: Sequence[Stand], *, share: float = 0.9, draws: int = DRAWS, seed: int = 0) -> Interval:
    """The weighted mean, and within what it lies if positions are off and weights are known no better than to a half.

    Positions are drawn from a normal distribution of their spread, weights are multiplied by a number between 1/2 and
    2, uniform in its logarithm: capability and salience are judgements.
    """
    weights, positions = weights_and_positions(stands)
    chance = np.random.default_rng(seed)
    spread = np.array([stand.spread for stand in stands])
    moved = positions + spread * chance.standard_normal((draws, len(stands)))
    varied = weights * 2.0 ** chance.uniform(-1, 1, (draws, len(stands)))
    means = (varied * moved).sum(axis=1) / varied.sum(axis=1)
    low, high = np.quantile(means, [(1 - share) / 2, (1 + share) / 2])
    return Interval(value=weighted_mean(stands), low=float(low), high=float(high), share=share)


def utilities(stands: Sequence[Stand], options: Vector) -> Matrix:
    """What each actor thinks of each option: 1 at its own position, less in proportion to the distance, 0 at the range.

    Rows are actors, columns options.
    """
    _, positions = weights_and_positions(stands)
    span = max(np.ptp(np.concatenate([positions, options])), np.finfo(float).tiny)
    found: Matrix = 1 - np.abs(positions[:, None] - options[None, :]) / span
    return found


def election_odds(worth: Matrix, weights: Vector, *, power: float = 1.0) -> Vector:
    """The probability of each option in a probabilistic Condorcet election.

    `worth` has a row per actor and a column per option. c_ij is the strength of those who prefer i to j, p_ij =
    c_ij^power / (c_ij^power + c_ji^power), and P_i is proportional to the product of p_ij over all j: the odds that i
    wins against each other option. Options that are the same to everyone must be merged before, or they split odds.

    Source: KTAB (Wise, Lester and Efird 2015, An introduction to the KAPSARC Toolkit for Behavioral Analysis), the
    conditional model of the probabilistic Condorcet election.
    """
    if worth.shape[0] != len(weights) or not worth.size or not np.isfinite(worth).all():
        raise SheetError(f"{worth.shape} utilities of actors by options do not fit {len(weights)} weights")
    gain = np.maximum(0.0, worth[:, :, None] - worth[:, None, :])
    strength = LEAST_STRENGTH + np.einsum("k,kij->ij", weights, gain)
    strength = (strength / strength.max()) ** power
    wins = strength / (strength + strength.T)
    logs = np.log(wins).sum(axis=1)
    odds = np.exp(logs - logs.max())
    return np.asarray(odds / odds.sum(), dtype=np.float64)
