"""The expected-utility model of challenges and offers of Bueno de Mesquita, as Scholz and others wrote it down.

WARNING. It is here because analysts know it, not because it is right: its published trajectories come only of variants
that its papers do not describe, small changes of input move its outcome far, and on the decisions of the European
Union the plain weighted mean and median did better. Every result names its variant.

Actor i has position x_i, capability c_i, salience s_i and, from its security, an exponent of risk r_i; R is the range
of the positions at the start, D_ij = |x_i - x_j| / R. In each round every actor weighs a challenge to every other,

    E_ij = s_j (P_ij U_success + (1 - P_ij) U_failure) + (1 - s_j) U_success - Q U_statusquo - (1 - Q) U_moved

and takes the offer that asks least of it, of the strongest kind there is.

Sources: B. Bueno de Mesquita 1994, Political forecasting: an expected utility method; J. Scholz, G. Calbert and
G. Smith 2011, Unravelling Bueno De Mesquita's group decision model, equations 15 to 34 and the appendix.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import numpy.typing as npt

from realpolitik.analyse.forecast import Stand, median_of, weights_and_positions
from realpolitik.errors import SheetError

Vector = npt.NDArray[np.float64]
Matrix = npt.NDArray[np.float64]


class Denominator(StrEnum):
    """By what the votes for i over j are divided to give P_ij."""

    PAIRWISE = "pairwise"  # the votes of both: as the equations are printed
    ALL_PAIRS = "all_pairs"  # the votes over all pairs of positions: what gives the published table, but for one number


class Choice(StrEnum):
    """Which of several compromises an actor takes."""

    LEAST = "least"  # the one that moves it least: as the text says
    SCHOLZ_CODE = "scholz_code"  # the one whose weighted point is lowest: what gives the published table


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """What the papers leave open, by name; `status_quo` is Q, how likely all stays as it is without a challenge."""

    denominator: Denominator = Denominator.PAIRWISE
    choice: Choice = Choice.LEAST
    status_quo: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """Positions after a round, in the order of the actors, with their weighted mean and median."""

    positions: tuple[float, ...]
    mean: float
    median: float


def trajectory(stands: Sequence[Stand], rounds: int, variant: Variant) -> tuple[Round, ...]:
    """The start and so many rounds after it.

    Errors: SheetError if all stand at the same place, salience is not between 0 and 1, or as for the weighted mean.
    """
    model = Model(stands, variant)
    told = [model.now()]
    for _ in range(rounds):
        model.move()
        told.append(model.now())
    return tuple(told)


class Model:
    """The state of one bargaining."""

    def __init__(self, stands: Sequence[Stand], variant: Variant) -> None:
        self.weights, self.positions = weights_and_positions(stands)
        self.salience = np.array([stand.salience for stand in stands])
        self.range = float(np.ptp(self.positions))
        if not self.range:
            raise SheetError("all actors stand at the same place: there is nothing to bargain about")
        if (self.salience > 1).any():
            raise SheetError("this model takes a salience from 0 to 1, the chance that a challenge is resisted")
        self.variant = variant
        self.neutral = np.ones(len(stands))

    def now(self) -> Round:
        """Where all stand."""
        return Round(
            positions=tuple(self.positions.tolist()),
            mean=float(self.weights @ self.positions / self.weights.sum()),
            median=median_of(self.weights, self.positions),
        )

    def chances(self, risk: Vector) -> Matrix:
        """P_ij, each actor k voting with w_k times the difference in its utility, to the power of its own risk."""
        away = (np.abs(self.positions[:, None] - self.positions[None, :]) / self.range) ** risk[:, None]
        votes = self.weights[:, None, None] * (away[:, None, :] - away[:, :, None])  # k for i over j
        for_i = np.maximum(0.0, votes).sum(axis=0)
        if self.variant.denominator is Denominator.ALL_PAIRS:
            all_votes = np.full_like(for_i, np.abs(votes).sum())
        else:
            all_votes = for_i + for_i.T
        return np.divide(for_i, all_votes, out=np.zeros_like(for_i), where=all_votes > 0)

    def expected(self, risk: Vector) -> Matrix:
        """E_ij as i sees it, with i's own exponent of risk."""
        return self._expected(risk, risk[:, None])

    def expected_by_the_other(self, risk: Vector) -> Matrix:
        """E_ji as i sees it: what i thinks that j expects of challenging i; row i, column j."""
        return self._expected(risk, risk[None, :]).T

    def _expected(self, risk: Vector, seen: Matrix) -> Matrix:
        away = np.abs(self.positions[:, None] - self.positions[None, :]) / self.range
        chance = self.chances(risk)
        success, failure = 2 - 4 * (0.5 - away / 2) ** seen, 2 - 4 * (0.5 + away / 2) ** seen
        resists = self.salience[None, :]
        challenge = resists * (chance * success + (1 - chance) * failure) + (1 - resists) * success
        stays = self.variant.status_quo
        return challenge - stays * (2 - 4 * 0.5**seen) - (1 - stays) * self._moved(away, seen)

    def _moved(self, away: Matrix, seen: Matrix) -> Matrix:
        """What i gets if j is let alone and moves on: something better where the median is nearer to i than j is."""
        middle = np.abs(self.positions - median_of(self.weights, self.positions))[:, None] / self.range
        both = 0.25 * (middle + away)
        better, worse = 2 - 4 * np.maximum(0.0, 0.5 - both) ** seen, 2 - 4 * (0.5 + both) ** seen
        return np.where(middle < away, better, worse)

    def risks(self) -> Vector:
        """r_i from 1/2 to 2: who is safer than others takes less care.

        Security is what all others together expect of a challenge to i, compared with those who fare best and worst.
        """
        expected = self.expected(self.neutral)
        danger = expected.sum(axis=0) - np.diag(expected)
        spread = danger.max() - danger.min()
        if not spread > 0:
            return self.neutral
        risk = (2 * danger - danger.max() - danger.min()) / spread
        return np.asarray((1 - risk / 3) / (1 + risk / 3), dtype=np.float64)

    def move(self) -> None:
        """One round: all weigh, all take their offer at the same time."""
        risk = self.risks()
        own, other = self.expected(risk), self.expected_by_the_other(risk)
        self.positions = np.array([self._offer(i, own[i], other[i]) for i in range(len(self.positions))])

    def _offer(self, i: int, own: Vector, other: Vector) -> float:
        """Where i ends up: by a confrontation if there is one, else a compromise, else a surrender."""
        x, here = self.positions, float(self.positions[i])
        elsewhere = x != here
        confronts = elsewhere & (other > own) & (own > 0)
        yields = elsewhere & (other > 0) & (own < 0)
        bargains = yields & (other > -own)
        met = here + (x - here) * np.abs(own / np.where(other == 0, 1, other))
        point = (np.abs(own) * here + np.abs(other) * x) / np.maximum(np.abs(own) + np.abs(other), np.finfo(float).tiny)
        asked = point if self.variant.choice is Choice.SCHOLZ_CODE else np.abs(met - here)
        for there, offers, price in (
            (confronts, x, np.abs(x - here)),
            (bargains, met, asked),
            (yields & ~bargains, x, np.abs(x - here)),
        ):
            if there.any():
                return float(offers[np.where(there, price, np.inf).argmin()])
        return here
