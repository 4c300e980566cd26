"""Coalitional games against printed values and brute force."""

from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from realpolitik.analyse.coalitions import banzhaf, game_of, least_core, nucleolus, shapley, voting_game
from realpolitik.errors import SheetError

MAJORITY = game_of(3, lambda members: float(len(members) >= 2))


def bankruptcy(estate: float, claims: tuple[float, ...]) -> object:
    """What is left to a coalition once all others are paid."""
    return game_of(
        len(claims),
        lambda members: max(0.0, estate - sum(claim for i, claim in enumerate(claims) if i not in members)),
    )


def test_power_is_not_votes() -> None:
    """By hand over six orders: with 50, 49 and 1 votes and a quota of 51, two of three are as weak as each other."""
    game = voting_game(51, (50, 49, 1))
    assert shapley(game) == pytest.approx((2 / 3, 1 / 6, 1 / 6))
    assert banzhaf(game) == pytest.approx((3 / 5, 1 / 5, 1 / 5))


def test_a_runway_is_paid_for_by_whom_it_is_long() -> None:
    """Littlechild and Owen 1973: costs of 1, 2 and 3 are shared stretch by stretch, 1/3, 1/3 + 1/2, 1/3 + 1/2 + 1."""
    game = game_of(3, lambda members: max((i + 1.0 for i in members), default=0.0))
    assert shapley(game) == pytest.approx((1 / 3, 5 / 6, 11 / 6))


def test_the_security_council_is_its_permanent_members() -> None:
    """Shapley and Shubik 1954, for nine of fifteen votes with five vetoes, by hand.

    An elected member turns a coalition round if all five and exactly three of the nine others are in it: C(9, 3) 8! 6!
    / 15! = 4 / 2145 = .0019; the five share the rest, .1963 each.
    """
    game = game_of(15, lambda members: float(len(members) >= 9 and set(range(5)) <= set(members)))
    power = shapley(game)
    assert power[:5] == pytest.approx((421 / 2145,) * 5)
    assert power[5:] == pytest.approx((4 / 2145,) * 10)


def test_majority_has_no_core() -> None:
    """By hand: any two can upset any division of 1; each pair must give up a third."""
    assert least_core(MAJORITY) == pytest.approx(1 / 3)
    assert nucleolus(MAJORITY) == pytest.approx((1 / 3, 1 / 3, 1 / 3))


@pytest.mark.parametrize(
    ("estate", "shares"),
    [(100, (100 / 3, 100 / 3, 100 / 3)), (200, (50, 75, 75)), (300, (50, 100, 150))],
)
def test_the_estates_of_the_talmud(estate: float, shares: tuple[float, ...]) -> None:
    """Aumann and Maschler 1985, table I: claims of 100, 200 and 300 on estates of 100, 200 and 300."""
    assert nucleolus(bankruptcy(estate, (100, 200, 300))) == pytest.approx(shares)  # type: ignore[arg-type]


games = st.integers(2, 4).flatmap(lambda n: st.lists(st.integers(0, 9), min_size=2**n - 1, max_size=2**n - 1))


@settings(deadline=None, max_examples=40)
@given(games)
def test_shapley_is_the_mean_over_orders(worths: list[int]) -> None:
    """As it is defined: what each adds when it joins, over every order."""
    values = [0, *worths]
    n = len(values).bit_length() - 1
    added = [0.0] * n
    orders = list(permutations(range(n)))
    for order in orders:
        coalition = 0
        for player in order:
            added[player] += values[coalition | 1 << player] - values[coalition]
            coalition |= 1 << player
    expected = [value / len(orders) for value in added]
    game = game_of(n, lambda members: float(values[sum(1 << i for i in members)]))
    assert shapley(game) == pytest.approx(expected)
    assert sum(nucleolus(game)) == pytest.approx(values[-1])


def test_too_many_players_are_refused() -> None:
    """Rather than running for hours."""
    with pytest.raises(SheetError):
        game_of(17, lambda members: 0.0)
    with pytest.raises(SheetError):
        least_core(game_of(13, lambda members: 0.0))
