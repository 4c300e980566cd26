"""Closed forms against calculations by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from realpolitik.analyse.dividing import (
    adjusted_winner,
    crisis_range,
    first_offer_share,
    kalai_smorodinsky_division,
    nash_division,
    outside_option_share,
    scores,
    split_the_difference,
)
from realpolitik.errors import SheetError


def test_a_surplus_is_split() -> None:
    """Muthoo 1999, chapter 2: each its own and its power's part of what is left; nothing where nothing is left."""
    assert split_the_difference(100, (20, 40)) == pytest.approx((40, 60))
    assert split_the_difference(100, (20, 40), (0.7, 0.3)) == pytest.approx((48, 52))
    assert split_the_difference(100, (60, 55)) is None


def test_who_fears_risk_gets_less() -> None:
    """Osborne and Rubinstein 1990, chapter 2, in closed form: x against the root of the rest.

    The product x √(1 - x) is greatest at 2/3; equal parts of the best are at x = √(1 - x), the golden section.
    """
    first, second = (lambda share: share), (lambda share: share**0.5)
    assert nash_division(first, second) == pytest.approx(2 / 3, abs=1e-6)
    assert kalai_smorodinsky_division(first, second) == pytest.approx((5**0.5 - 1) / 2, abs=1e-6)


def test_outside_options_bound_a_division() -> None:
    """By hand: with .5 and .3 elsewhere of 1, the .2 that is left is halved; with .5 and .6 nothing is left."""
    own = lambda share: share  # noqa: E731
    assert nash_division(own, own, (0.5, 0.3)) == pytest.approx(0.6, abs=1e-6)
    assert kalai_smorodinsky_division(own, own, (0.5, 0.3)) == pytest.approx(0.6, abs=1e-6)
    for outside in ((0.5, 0.6), (1.5, 0.0)):
        with pytest.raises(SheetError):
            nash_division(own, own, outside)


def test_war_is_worse_than_some_deal_for_both() -> None:
    """Fearon 1995, by hand: a chance of .6 and costs of .1 and .2 leave from .5 to .8; their middle is .65."""
    found = crisis_range(0.6, 0.1, 0.2)
    assert (found.least, found.most, found.middle) == pytest.approx((0.5, 0.8, 0.65))
    assert crisis_range(0.05, 0.1, 0.0).least == 0


def test_who_offers_first_has_more() -> None:
    """Rubinstein 1982: two who are as patient as .9 part at 1 / 1.9; one without patience takes what is offered."""
    assert first_offer_share(0.9, 0.9) == pytest.approx(1 / 1.9)
    assert first_offer_share(0.9, 0.0) == 1


@pytest.mark.parametrize(("outside", "share"), [(0.3, 0.5), (0.5, 0.5), (0.7, 0.7)])
def test_only_a_good_outside_option_counts(outside: float, share: float) -> None:
    """Binmore, Shaked and Sutton 1989: half, or the outside option where that is more."""
    assert outside_option_share(outside) == share


def test_issues_go_to_whom_they_matter_until_both_are_even() -> None:
    """By hand: 50, 30, 20 against 20, 30, 50.

    The first takes the two issues on which it puts as much or more, 80 to 50; the tie goes over until 80 - 30h =
    50 + 30h, at a half: 65 to each.
    """
    own, other = (50, 30, 20), (20, 30, 50)
    shares = adjusted_winner(own, other)
    assert shares == pytest.approx((1, 0.5, 0))
    assert scores(shares, own, other) == pytest.approx((65, 65))


@given(st.lists(st.tuples(st.integers(1, 50), st.integers(1, 50)), min_size=1, max_size=8))
def test_both_end_up_with_the_same(issues: list[tuple[int, int]]) -> None:
    """Equitable whatever the points; no part of an issue is given twice; at most one issue is divided."""
    own, other = zip(*issues, strict=True)
    shares = adjusted_winner(own, other)
    first, second = scores(shares, own, other)
    assert first == pytest.approx(second)
    assert all(0 <= share <= 1 for share in shares)
    assert sum(1e-9 < share < 1 - 1e-9 for share in shares) <= 1


@pytest.mark.parametrize(
    "wrong",
    [
        pytest.param(lambda: crisis_range(1.2, 0, 0), id="no chance"),
        pytest.param(lambda: first_offer_share(1, 0.5), id="patience without end"),
        pytest.param(lambda: adjusted_winner((1,), (1, 2)), id="other issues"),
        pytest.param(lambda: adjusted_winner((-1, 2), (1, 2)), id="negative points"),
    ],
)
def test_numbers_out_of_range_are_refused(wrong: object) -> None:
    """The fault is named instead of a wrong answer given."""
    with pytest.raises(SheetError):
        wrong()  # type: ignore[operator]
