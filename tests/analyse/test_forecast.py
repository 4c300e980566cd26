"""What a group decides: printed examples, values by hand, and what must not matter."""

import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from realpolitik.analyse.forecast import (
    Stand,
    election_odds,
    mean_interval,
    utilities,
    weighted_mean,
    weighted_median,
)
from realpolitik.errors import SheetError

# The delay of emission standards for medium-sized cars, in years (Bueno de Mesquita 1994, page 78).
EMISSIONS = tuple(
    Stand(actor=actor, position=x, capability=c, salience=s)
    for actor, c, x, s in (
        ("Netherlands", 0.08, 4, 0.8),
        ("Belgium", 0.08, 7, 0.4),
        ("Luxembourg", 0.03, 4, 0.2),
        ("Germany", 0.16, 4, 0.8),
        ("France", 0.16, 10, 0.6),
        ("Italy", 0.16, 10, 0.6),
        ("United Kingdom", 0.16, 10, 0.9),
        ("Ireland", 0.05, 7, 0.1),
        ("Denmark", 0.05, 4, 1.0),
        ("Greece", 0.08, 7, 0.7),
    )
)
numbers = st.floats(0.01, 100)
stands = st.lists(
    st.builds(Stand, actor=st.text(max_size=3), position=st.integers(-20, 20), capability=numbers, salience=numbers),
    min_size=1,
    max_size=8,
)


def test_mean_and_median_of_the_emissions_table() -> None:
    """7.39 and 7 years (Scholz, Calbert and Smith 2011, table 2, round 0)."""
    assert weighted_mean(EMISSIONS) == pytest.approx(7.389956, abs=1e-6)
    assert weighted_median(EMISSIONS) == 7


@given(stands)
def test_no_other_position_beats_the_median(group: list[Stand]) -> None:
    """Oracle: the vote, by weight, of every other position against it."""
    median = weighted_median(group)
    for other in {stand.position for stand in group}:
        nearer = sum(s.weight for s in group if abs(s.position - other) < abs(s.position - median))
        farther = sum(s.weight for s in group if abs(s.position - other) > abs(s.position - median))
        assert nearer <= farther + 1e-6 * (nearer + farther)


@given(stands, st.randoms(use_true_random=False))
def test_order_does_not_matter(group: list[Stand], chance: random.Random) -> None:
    """Mean, median and odds are those of the same actors in another order."""
    other = chance.sample(group, len(group))
    assert weighted_mean(other) == pytest.approx(weighted_mean(group), abs=1e-9)
    assert weighted_median(other) == weighted_median(group)


def test_the_interval_holds_the_mean_and_grows_with_what_is_not_known() -> None:
    """The mean lies within; positions that may be off by two years make the interval wider; a seed gives it again."""
    sure = mean_interval(EMISSIONS)
    group = [
        Stand(actor=s.actor, position=s.position, capability=s.capability, salience=s.salience, spread=2)
        for s in EMISSIONS
    ]
    unsure = mean_interval(group)
    assert sure.low < sure.value < sure.high
    assert unsure.high - unsure.low > sure.high - sure.low
    assert unsure == mean_interval(group)


def test_odds_of_two_options_are_those_of_strength() -> None:
    """Three against one: p = 3/4, and with the strengths squared 9/10."""
    worth = np.array([[1.0, 0.0], [0.0, 1.0]])
    weights = np.array([3.0, 1.0])
    assert election_odds(worth, weights) == pytest.approx([0.75, 0.25], abs=1e-6)
    assert election_odds(worth, weights, power=2.0) == pytest.approx([0.9, 0.1], abs=1e-6)


def test_odds_of_three_options_by_hand() -> None:
    """P_i is proportional to the product of p_ij: a cycle of equals gives each a third, a universal favourite all."""
    cycle = np.array([[2.0, 1.0, 0.0], [0.0, 2.0, 1.0], [1.0, 0.0, 2.0]])
    assert election_odds(cycle, np.ones(3)) == pytest.approx([1 / 3] * 3)
    assert election_odds(np.array([[0.0, 1.0, 0.0]] * 2), np.ones(2))[1] == pytest.approx(1.0, abs=1e-6)


@given(stands)
def test_odds_add_up_to_one(group: list[Stand]) -> None:
    """Whatever the group, its positions share one probability; rescaling the weights changes nothing."""
    options = np.unique([float(stand.position) for stand in group])
    weights = np.array([stand.weight for stand in group])
    worth = utilities(group, options)
    odds = election_odds(worth, weights)
    assert odds.sum() == pytest.approx(1.0)
    assert (odds >= 0).all()
    assert worth.min() >= 0
    assert worth.max() <= 1


@pytest.mark.parametrize(
    "group",
    [
        (),
        (Stand(actor="A", position=1, capability=0, salience=1),),
        (Stand(actor="A", position=float("nan"), capability=1, salience=1),),
        (Stand(actor="A", position=1, capability=-1, salience=1),),
    ],
)
def test_a_group_without_weight_is_refused(group: tuple[Stand, ...]) -> None:
    """Nobody, no weight, no number, a negative one: the error says which."""
    with pytest.raises(SheetError):
        weighted_mean(group)


def test_utilities_that_do_not_fit_the_weights_are_refused() -> None:
    """One row per actor."""
    with pytest.raises(SheetError, match="weights"):
        election_odds(np.ones((2, 3)), np.ones(3))
