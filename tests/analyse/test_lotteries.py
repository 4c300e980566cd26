"""Solutions over mixtures of outcomes, against closed forms and printed examples."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from realpolitik.analyse.bargaining import kalai_smorodinsky
from realpolitik.analyse.lotteries import egalitarian_lottery, kalai_smorodinsky_lottery, nash_lottery

NOTHING = np.zeros(2)


def points(*rows: tuple[float, ...]) -> np.ndarray:
    """Outcomes by parties."""
    return np.array(rows, dtype=float)


# Kalai and Smorodinsky 1975, Econometrica 43: the second set contains the first.
SMALL = points((0, 0), (1, 0), (0, 1), (0.75, 0.75))
LARGE = points((0, 0), (1, 0), (0, 1), (1, 0.7))


def test_the_example_of_kalai_and_smorodinsky() -> None:
    """Nash gives the second party less in the larger set; their own solution does not, 10/13 to each by hand."""
    small, large = nash_lottery(SMALL, NOTHING), nash_lottery(LARGE, NOTHING)
    assert small is not None
    assert large is not None
    assert small.worth == pytest.approx((0.75, 0.75))
    assert large.worth == pytest.approx((1, 0.7))
    fair = kalai_smorodinsky_lottery(LARGE, NOTHING)
    assert fair is not None
    assert fair.worth == pytest.approx((10 / 13, 10 / 13))


def test_a_lot_meets_in_the_middle() -> None:
    """All or nothing, by hand: half a chance each; with 60 elsewhere of 100, the first gets 80."""
    worth = points((100, 0), (0, 100))
    for solution in (nash_lottery, kalai_smorodinsky_lottery, egalitarian_lottery):
        even, uneven = solution(worth, NOTHING), solution(worth, np.array([60.0, 0.0]))
        assert even is not None
        assert uneven is not None
        assert even.worth == pytest.approx((50, 50))
        assert uneven.worth == pytest.approx((80, 20))
        assert dict(even.shares) == pytest.approx({0: 0.5, 1: 0.5})


def test_weights_split_the_surplus() -> None:
    """Muthoo 1999, chapter 2, by hand: of a surplus of 40, powers .7 and .3 take 28 and 12."""
    found = nash_lottery(points((100, 0), (0, 100)), np.array([20.0, 40.0]), np.array([0.7, 0.3]))
    assert found is not None
    assert found.worth == pytest.approx((48, 52))


def test_without_agreement_there_is_no_lot() -> None:
    """What both have elsewhere is more than any lot can give."""
    outside = np.array([60.0, 55.0])
    for solution in (nash_lottery, kalai_smorodinsky_lottery, egalitarian_lottery):
        assert solution(points((100, 0), (0, 100)), outside) is None


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=2, max_size=6))
def test_a_lot_is_no_worse_than_its_outcomes(rows: list[tuple[int, int]]) -> None:
    """The least share of the best that anyone gets is at least that of the best single outcome."""
    worth = points(*rows)
    most = worth.max(axis=0)
    if not most.all():
        return
    single = worth[kalai_smorodinsky(worth, NOTHING)[0]]
    found = kalai_smorodinsky_lottery(worth, NOTHING)
    assert found is not None
    assert min(np.array(found.worth) / most) >= min(single / most) - 1e-7
    assert sum(share for _, share in found.shares) == pytest.approx(1)
