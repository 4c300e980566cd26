"""Dividing one thing, or several: closed forms of the bargaining textbooks, two parties each.

All of them take numbers that no text gives; they are for an analyst who states them.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from scipy.optimize import brentq, minimize_scalar

from realpolitik.errors import SheetError

Utility = Callable[[float], float]

# Shares are found to so many parts of the whole, far below any meaning.
FINE = 1e-10


@dataclass(frozen=True, slots=True, kw_only=True)
class Crisis:
    """The deals that both prefer to fighting, as the first one's share of what is at stake, and the middle of them."""

    least: float
    most: float

    @property
    def middle(self) -> float:
        """The Nash solution: both gain alike against war."""
        return (self.least + self.most) / 2


def split_the_difference(
    pie: float, outside: Sequence[float], weights: Sequence[float] = ()
) -> tuple[float, ...] | None:
    """Each has its outside option and its share of what is left; None where nothing is left.

    `weights` are bargaining powers, equal if not given.
    Source: Nash 1950; with weights Muthoo 1999, Bargaining Theory with Applications, chapter 2.

    Example:
        >>> split_the_difference(10, (2, 4))
        (4.0, 6.0)
    """
    surplus = pie - sum(outside)
    if surplus < 0:
        return None
    powers = tuple(weights) or (1.0,) * len(outside)
    return tuple(own + power / sum(powers) * surplus for own, power in zip(outside, powers, strict=True))


def nash_division(first: Utility, second: Utility, outside: tuple[float, float] = (0.0, 0.0)) -> float:
    """The first one's share of 1 at which the product of gains is greatest.

    Each utility is a function of the share that its party gets, and rises with it.
    Source: Nash 1950.
    """

    def loss(share: float) -> float:
        gains = (first(share) - outside[0], second(1 - share) - outside[1])
        return -gains[0] * gains[1] if min(gains) > 0 else 0.0

    return _within(first, second, outside, loss)


def kalai_smorodinsky_division(first: Utility, second: Utility, outside: tuple[float, float] = (0.0, 0.0)) -> float:
    """The first one's share of 1 at which both get the same part of the most that each could gain.

    Source: Kalai and Smorodinsky 1975; the most that each could gain leaves the other no worse off than without.
    """
    least, most = _rational_shares(first, second, outside)
    ideal = first(most) - outside[0], second(1 - least) - outside[1]

    def gap(share: float) -> float:
        return (first(share) - outside[0]) / ideal[0] - (second(1 - share) - outside[1]) / ideal[1]

    return float(brentq(gap, least, most, xtol=FINE))


def _within(first: Utility, second: Utility, outside: tuple[float, float], loss: Callable[[float], float]) -> float:
    bounds = _rational_shares(first, second, outside)
    return float(minimize_scalar(loss, bounds=bounds, method="bounded", options={"xatol": FINE}).x)


def _rational_shares(first: Utility, second: Utility, outside: tuple[float, float]) -> tuple[float, float]:
    """From the least share that the first would accept to the greatest that the second would leave it.

    Errors: SheetError where there is none.
    """
    if first(1) < outside[0] or second(1) < outside[1]:
        raise SheetError("what one has elsewhere is more than all there is to divide")
    least = 0.0 if first(0) >= outside[0] else float(brentq(lambda share: first(share) - outside[0], 0, 1, xtol=FINE))
    given = 0.0 if second(0) >= outside[1] else float(brentq(lambda share: second(share) - outside[1], 0, 1, xtol=FINE))
    if least >= 1 - given:
        raise SheetError("no division is better for both than what they have elsewhere")
    return least, 1 - given


def crisis_range(wins: float, cost: float, other_cost: float) -> Crisis:
    """What both prefer to fighting over a thing worth 1, of which the first would win the share `wins`.

    `cost` and `other_cost` are what fighting costs the first and the other.
    Source: Fearon 1995, Rationalist explanations for war: from p - c_A to p + c_B.
    """
    if not 0 <= wins <= 1 or min(cost, other_cost) < 0:
        raise SheetError(f"a crisis needs a chance between 0 and 1 and costs from 0, not {wins}, {cost}, {other_cost}")
    return Crisis(least=max(0.0, wins - cost), most=min(1.0, wins + other_cost))


def first_offer_share(patience: float, other_patience: float) -> float:
    """What the one who makes the first offer gets of 1, where offers alternate and a round of delay costs both.

    Patience is what a round's delay leaves of a gain, from 0 to less than 1.
    Source: Rubinstein 1982, Perfect equilibrium in a bargaining model: (1 - δ2) / (1 - δ1 δ2).
    """
    if not (0 <= patience < 1 and 0 <= other_patience < 1):
        raise SheetError(f"patience lies from 0 to less than 1, not at {patience} and {other_patience}")
    return (1 - other_patience) / (1 - patience * other_patience)


def outside_option_share(outside: float, pie: float = 1.0) -> float:
    """What one of two equally patient parties gets who could leave for something better elsewhere.

    It gets half, or as much as it has elsewhere if that is more: a threat to leave for less is not believed.
    Source: Binmore, Shaked and Sutton 1989, An outside option experiment.
    """
    return max(pie / 2, outside)


def adjusted_winner(points: Sequence[float], other_points: Sequence[float]) -> tuple[float, ...]:
    """The first one's share of each issue, so that both are equally well off by their own points.

    Each issue goes to whoever puts more points on it; then the winner hands over, beginning with the issues on which
    the two differ least, until both have the same. Envy-free, efficient and equitable for issues that can be divided.
    Source: Brams and Taylor 1996, Fair Division, chapter 4.

    Example:
        >>> adjusted_winner((60, 40), (40, 60))
        (1.0, 0.0)
    """
    if len(points) != len(other_points) or min((*points, *other_points), default=0) < 0:
        raise SheetError("both must put points, none of them negative, on the same issues")
    shares = [float(own >= other) for own, other in zip(points, other_points, strict=True)]
    ahead = _lead(shares, points, other_points)
    first_is_ahead = ahead > 0
    ratios = sorted(
        (_ratio(own, other) if first_is_ahead else _ratio(other, own), k)
        for k, (own, other) in enumerate(zip(points, other_points, strict=True))
        if shares[k] == float(first_is_ahead) and own + other > 0
    )
    for _, k in ratios:
        if abs(ahead) <= 0:
            break
        # Handing over the whole of an issue takes its points from the one and gives the other its own.
        handed = min(1.0, abs(ahead) / (points[k] + other_points[k]))
        shares[k] += -handed if first_is_ahead else handed
        ahead = _lead(shares, points, other_points)
    return tuple(shares)


def scores(shares: Sequence[float], points: Sequence[float], other_points: Sequence[float]) -> tuple[float, float]:
    """What the two have by their own points."""
    first = sum(share * own for share, own in zip(shares, points, strict=True))
    return first, sum((1 - share) * other for share, other in zip(shares, other_points, strict=True))


def _lead(shares: Sequence[float], points: Sequence[float], other_points: Sequence[float]) -> float:
    first, second = scores(shares, points, other_points)
    return first - second


def _ratio(own: float, other: float) -> float:
    return own / other if other else float("inf")
