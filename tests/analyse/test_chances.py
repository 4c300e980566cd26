"""Shares of draws against closed forms."""

from math import asin, pi

import pytest

from realpolitik.analyse.chances import Gain, Shape, all_gain
from realpolitik.errors import SheetError

# Four standard errors of a quarter of a million draws.
CLOSE = 0.004


def gain(shape: Shape, *numbers: float) -> Gain:
    """A gain of this shape."""
    return Gain(shape=shape, numbers=numbers)


@pytest.mark.parametrize(
    ("gains", "correlation", "share"),
    [
        # Below 0 lie 1² / (3 x 2) = 1/6 of the first and 2² / (3 x 2) = 2/3 of the other.
        pytest.param(
            (gain(Shape.TRIANGULAR, -1, 1, 2), gain(Shape.TRIANGULAR, -2, 0, 1)), 0.0, (1 - 1 / 6) / 3, id="triangular"
        ),
        pytest.param((gain(Shape.UNIFORM, -1, 3), gain(Shape.UNIFORM, -1, 1)), 0.0, 0.75 * 0.5, id="uniform"),
        # Sheppard 1899: two standard normals are both positive with 1/4 + asin(ρ) / 2π.
        pytest.param(
            (gain(Shape.NORMAL, 0, 1), gain(Shape.NORMAL, 0, 2)), -0.6, 0.25 + asin(-0.6) / (2 * pi), id="tied"
        ),
        pytest.param((gain(Shape.POINT, 1), gain(Shape.BETA, 2, 3)), 0.0, 1.0, id="certain"),
        pytest.param((gain(Shape.POINT, -1), gain(Shape.BETA, 2, 3)), 0.0, 0.0, id="certain loss"),
    ],
)
def test_how_often_both_gain(gains: tuple[Gain, ...], correlation: float, share: float) -> None:
    """As often as the closed form says, and the error is said with it."""
    found = all_gain(gains, correlation=correlation)
    assert found.share == pytest.approx(share, abs=CLOSE)
    assert found.error <= 0.001
    assert all_gain(gains, correlation=correlation) == found


@pytest.mark.parametrize(
    ("gains", "correlation"),
    [
        pytest.param((gain(Shape.UNIFORM, 1),), 0.0, id="a number missing"),
        pytest.param((gain(Shape.POINT, 1),), 1.5, id="no correlation"),
        pytest.param((gain(Shape.POINT, 1),) * 3, -0.9, id="three cannot all be opposed"),
    ],
)
def test_what_is_no_distribution_is_refused(gains: tuple[Gain, ...], correlation: float) -> None:
    """The fault is named."""
    with pytest.raises(SheetError):
        all_gain(gains, correlation=correlation)
