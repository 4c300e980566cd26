"""Solutions of bargaining problems against worked examples and brute force."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from realpolitik.analyse.bargaining import (
    distributiveness,
    egalitarian,
    kalai_smorodinsky,
    nash,
    opposition,
    pareto,
    rational,
    utilitarian,
    utilities,
    zone,
)
from realpolitik.errors import SheetError

# Nash 1950, Econometrica 18(2), section "Examples": what Bill's five and Jack's four goods are worth to (Bill, Jack).
BILLS = [(2, 4), (2, 2), (2, 1), (2, 2), (4, 1)]
JACKS = [(10, 1), (4, 1), (6, 2), (2, 2)]


def barter() -> np.ndarray:
    """The gains of Bill and Jack in each of the 512 exchanges of whole goods."""
    goods = [(-bill, jack) for bill, jack in BILLS] + [(bill, -jack) for bill, jack in JACKS]
    return np.array([np.array(given) @ np.array(goods) for given in product((0, 1), repeat=9)], dtype=float)


def points(*rows: tuple[float, ...]) -> np.ndarray:
    """Outcomes by parties."""
    return np.array(rows, dtype=float)


def test_nash_solves_his_own_example() -> None:
    """Bill gains 12 and Jack 5, as printed in Nash 1950."""
    worth = barter()
    (best,) = nash(worth, np.zeros(2))
    assert worth[best].tolist() == [12, 5]


def test_the_frontier_of_his_example() -> None:
    """Seven exchanges are rational and efficient, counted by hand from the table of Nash 1950."""
    worth = barter()
    kept = worth[pareto(worth) & rational(worth, np.zeros(2))]
    assert sorted({(int(a), int(b)) for a, b in kept}) == [(2, 8), (6, 7), (8, 6), (12, 5), (14, 4), (16, 2), (18, 0)]


@pytest.mark.parametrize(
    ("outside", "best"),
    [pytest.param((0, 0), [6, 6], id="nothing outside"), pytest.param((5, 1), [9, 3], id="the first could walk away")],
)
def test_an_outside_option_moves_the_nash_solution_to_its_owner(
    outside: tuple[float, float], best: list[float]
) -> None:
    """Products by hand: 36 > 27 > 18 from (0, 0), but 4 x 2 = 8 > 1 x 5 = 5 from (5, 1)."""
    worth = points((6, 6), (9, 3), (2, 9), (0, 10), (10, 0))
    (found,) = nash(worth, np.array(outside, dtype=float))
    assert worth[found].tolist() == best


def test_weights_turn_the_nash_solution() -> None:
    """With weights 3 and 1 the first party's gain counts cubed: 9^3 x 3 > 6^3 x 6, by hand."""
    worth = points((6, 6), (9, 3))
    assert nash(worth, np.zeros(2)) == (0,)
    assert nash(worth, np.zeros(2), np.array([3.0, 1.0])) == (1,)


def test_kalai_smorodinsky_looks_at_shares_of_the_best() -> None:
    """Shares by hand: (.5, .5) of (10, 4) at (5, 2), while equal gains are nearest at (3, 3)."""
    worth = points((10, 0), (0, 4), (5, 2), (3, 3))
    assert kalai_smorodinsky(worth, np.zeros(2)) == (2,)
    assert egalitarian(worth, np.zeros(2)) == (3,)


def test_ideals_are_taken_over_rational_outcomes() -> None:
    """An outcome that ruins the other is nobody's ideal: without (100, -1) the ideal is (4, 2) and (2, 2) wins."""
    worth = points((100, -1), (4, 1), (2, 2), (3, 1))
    assert kalai_smorodinsky(worth, np.zeros(2)) == (1, 2)


def test_the_egalitarian_solution_is_not_the_least_difference() -> None:
    """Of (.50, .52) and (.90, .51) the second has the greater smallest gain, though it is less even."""
    assert egalitarian(points((0.5, 0.52), (0.9, 0.51), (0.2, 0.95)), np.zeros(2)) == (1,)


def test_ties_are_all_given() -> None:
    """Equal outcomes are equally good."""
    worth = points((1, 2), (2, 1), (1, 2), (0, 0))
    assert nash(worth, np.zeros(2)) == (0, 1, 2)
    assert utilitarian(worth, np.zeros(2)) == (0, 1, 2)
    assert pareto(worth).tolist() == [True, True, True, False]


def test_ties_go_by_the_second_smallest_gain() -> None:
    """Leximin: (1, 3) is better than (1, 2) though the smallest gain is the same."""
    assert egalitarian(points((1, 2), (1, 3)), np.zeros(2)) == (1,)


def test_without_a_zone_there_is_no_solution() -> None:
    """Raiffa 1982: when what each can have elsewhere adds up to more than there is, no deal beats none."""
    worth = points(*((share, 100 - share) for share in range(101)))
    outside = np.array([60.0, 55.0])
    assert not zone(worth, outside).any()
    assert nash(worth, outside) == kalai_smorodinsky(worth, outside) == egalitarian(worth, outside) == ()


def test_a_divided_sum_splits_the_surplus() -> None:
    """Split the difference: 100 less 20 and 40 leaves 40, so 40 to the first and 60 to the second, by hand."""
    worth = points(*((share, 100 - share) for share in range(101)))
    outside = np.array([20.0, 40.0])
    assert nash(worth, outside) == egalitarian(worth, outside) == kalai_smorodinsky(worth, outside) == (40,)


@pytest.mark.parametrize(
    ("worth", "outside"),
    [
        pytest.param(np.ones((2, 2)), np.zeros(3), id="parties do not match"),
        pytest.param(np.array([[1.0, np.nan]]), np.zeros(2), id="not a number"),
        pytest.param(np.ones(2), np.zeros(2), id="no table"),
    ],
)
def test_a_table_that_is_none_is_refused(worth: np.ndarray, outside: np.ndarray) -> None:
    """The fault is named instead of a wrong answer given."""
    with pytest.raises(SheetError):
        nash(worth, outside)


tables = st.integers(2, 3).flatmap(
    lambda parties: st.lists(
        st.lists(st.integers(-5, 5).map(float), min_size=parties, max_size=parties), min_size=1, max_size=12
    )
)


@given(tables)
def test_pareto_agrees_with_the_definition(rows: list[list[float]]) -> None:
    """Undominated: nobody else is as good for all and better for one, compared pair by pair."""
    expected = [
        not any(all(o >= s for o, s in zip(other, own, strict=True)) and other != own for other in rows) for own in rows
    ]
    assert pareto(np.array(rows)).tolist() == expected


@given(tables, st.integers(1, 9), st.integers(-9, 9))
def test_rescaling_a_party_moves_nothing(rows: list[list[float]], factor: int, shift: int) -> None:
    """Nash and Kalai-Smorodinsky know nothing of units: utility times a factor plus a constant gives the same rows."""
    worth = np.array(rows)
    outside = np.zeros(worth.shape[1])
    scale = np.array([factor] + [1] * (worth.shape[1] - 1), dtype=float)
    for solution in (nash, kalai_smorodinsky):
        assert solution(worth * scale + shift, outside * scale + shift) == solution(worth, outside)


@given(tables)
def test_solutions_are_rational(rows: list[list[float]]) -> None:
    """No solution leaves anyone worse off than without a deal."""
    worth = np.array(rows)
    outside = np.zeros(worth.shape[1])
    within = rational(worth, outside)
    for solution in (nash, kalai_smorodinsky, egalitarian):
        assert all(within[row] for row in solution(worth, outside))
        assert bool(solution(worth, outside)) == bool(within.any())


def test_utilities_add_up_over_issues() -> None:
    """By hand: weights .6 and .4, the last issue changing fastest."""
    found = utilities(np.array([0.6, 0.4]), [np.array([1.0, 0.0]), np.array([0.5, 1.0, 0.0])])
    assert found.tolist() == pytest.approx([0.8, 1.0, 0.6, 0.2, 0.4, 0.0])


def test_trading_issues_beats_a_compromise_on_each() -> None:
    """Raiffa 1982, by hand: weights (.8, .2) against (.2, .8), each issue 1 or 0 to one, 0 or 1 to the other, or half.

    Each gets what matters more to it: .8 to both; halves everywhere are worth .5 to both, so trading gains .6.
    """
    to_one, to_other = np.array([1.0, 0.5, 0.0]), np.array([0.0, 0.5, 1.0])
    worth = np.stack([
        utilities(np.array([0.8, 0.2]), [to_one, to_one]),
        utilities(np.array([0.2, 0.8]), [to_other, to_other]),
    ], axis=1)  # fmt: skip
    (best,) = nash(worth, np.zeros(2))
    assert worth[best].tolist() == pytest.approx([0.8, 0.8])
    assert worth[best].sum() - worth[4].sum() == pytest.approx(0.6)


def test_opposition_and_distributiveness() -> None:
    """Zero-sum by hand: half each is nearest to (1, 1), at the root of a half, and the correlation is -1."""
    assert opposition(points((1, 0), (0.5, 0.5), (0, 1))) == pytest.approx(0.5**0.5)
    assert distributiveness(points((1, 0), (0.5, 0.5), (0, 1))) == pytest.approx(1)
    assert distributiveness(points((1, 1), (0, 0))) == pytest.approx(-1)
    assert distributiveness(points((1, 1), (0, 1))) is None


def test_a_deal_of_two_can_cost_a_third_more() -> None:
    """After Jehiel and Moldovanu 1996, by hand: the best deal of two gives them 3 each and takes 8 from the third."""
    deals = points((3, 3, -8), (2, 2, 0), (1, 1, 3))
    (best,) = nash(deals[:, :2], np.zeros(2))
    assert best == 0
    assert deals[best].sum() < 0
    assert utilitarian(deals, np.zeros(3)) == (2,)
