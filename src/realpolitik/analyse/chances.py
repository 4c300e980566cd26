"""How often all of some uncertain gains are positive: the share of draws in which a deal is better for everyone.

Each gain has a distribution of its own; a Gaussian copula ties them together: the same normal draws, correlated by ρ,
are pushed through each distribution.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import sqrt

import numpy as np
from scipy import stats

from realpolitik.errors import SheetError

# The standard error of a share is then at most a tenth of a percentage point.
DRAWS = 250_000
# Any number will do, as long as it stays.
SEED = 20_000


class Shape(StrEnum):
    """The distributions that an analyst may state."""

    POINT = "point"  # value
    UNIFORM = "uniform"  # least, most
    TRIANGULAR = "triangular"  # least, likeliest, most
    NORMAL = "normal"  # mean, standard deviation
    BETA = "beta"  # a, b, from 0 to 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Gain:
    """What a party gains, as far as it is known; `numbers` in the order that its shape says."""

    shape: Shape
    numbers: tuple[float, ...]

    def at(self, level: np.ndarray) -> np.ndarray:
        """The values below which the gain stays with these probabilities.

        Errors: SheetError if the numbers do not fit the shape.
        """
        try:
            return np.asarray(_QUANTILES[self.shape](level, *self.numbers))
        except TypeError:
            raise SheetError(f"a {self.shape} gain is not stated by {len(self.numbers)} numbers") from None


@dataclass(frozen=True, slots=True, kw_only=True)
class Chance:
    """A share of draws and its standard error."""

    share: float
    error: float


def all_gain(gains: Sequence[Gain], *, correlation: float = 0.0, draws: int = DRAWS, seed: int = SEED) -> Chance:
    """In which share of draws every gain is positive; `correlation` ties each two of them."""
    if not -1 <= correlation <= 1:
        raise SheetError(f"a correlation lies from -1 to 1, not at {correlation}")
    n = len(gains)
    matrix = np.full((n, n), correlation) + (1 - correlation) * np.eye(n)
    try:
        normals = np.random.default_rng(seed).multivariate_normal(np.zeros(n), matrix, size=draws, check_valid="raise")
    except ValueError:
        raise SheetError(f"{n} gains cannot all be correlated by {correlation}") from None
    levels = stats.norm.cdf(normals)
    positive = np.logical_and.reduce([gain.at(levels[:, i]) > 0 for i, gain in enumerate(gains)])
    share = float(positive.mean())
    return Chance(share=share, error=sqrt(share * (1 - share) / draws))


def _triangular(level: np.ndarray, least: float, likeliest: float, most: float) -> np.ndarray:
    return np.asarray(stats.triang.ppf(level, (likeliest - least) / (most - least), loc=least, scale=most - least))


_QUANTILES: Mapping[Shape, Callable[..., np.ndarray]] = {
    Shape.POINT: lambda level, value: np.full_like(level, value),
    Shape.UNIFORM: lambda level, least, most: least + level * (most - least),
    Shape.TRIANGULAR: _triangular,
    Shape.NORMAL: lambda level, mean, deviation: stats.norm.ppf(level, mean, deviation),
    Shape.BETA: lambda level, a, b: stats.beta.ppf(level, a, b),
}
