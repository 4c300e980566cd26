"""Rates, breaks and levels: closed forms, brute force, and what must not matter."""

import itertools
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from realpolitik.analyse.trends import Segment, breaks, local_level, rate_ratio
from realpolitik.errors import SheetError

counts = st.lists(st.integers(0, 9), min_size=2, max_size=9)


def test_a_ratio_of_rates_is_that_of_the_sums() -> None:
    """Ten events in 200 articles against thirty in 300: twice the rate, with the error of the closed form."""
    found = rate_ratio([4, 6, 10, 20], [120, 80, 100, 200], [False, False, True, True])
    assert found.ratio == pytest.approx(2.0)
    assert found.se_log == pytest.approx(math.sqrt(1 / 10 + 1 / 30))
    low, high = found.interval()
    assert low < 2.0 < high
    assert low * high == pytest.approx(4.0)


@pytest.mark.parametrize(
    ("y", "e", "x"), [([0, 1], [5, 5], [False, True]), ([1, 1], [0, 5], [False, True]), ([1], [1, 2], [True])]
)
def test_a_ratio_that_cannot_be_told_is_refused(y: list[int], e: list[int], x: list[bool]) -> None:
    """No event, no exposure, or sides that do not fit."""
    with pytest.raises(SheetError):
        rate_ratio(y, e, x)


@given(counts, st.integers(0, 3), st.booleans())
def test_breaks_are_the_best_of_all(values: list[int], count: int, poisson: bool) -> None:
    """Oracle: every way to cut the series into so many segments."""
    count = min(count, len(values) - 1)

    def loss(ends: tuple[int, ...]) -> float:
        """What a division leaves unexplained."""
        cuts = [0, *ends, len(values)]
        parts = [values[a:b] for a, b in itertools.pairwise(cuts)]
        if poisson:
            return sum(sum(p) - (sum(p) * math.log(sum(p) / len(p)) if sum(p) else 0) for p in parts)
        return sum(sum((v - sum(p) / len(p)) ** 2 for v in p) for p in parts)

    found = breaks(values, count, poisson=poisson)
    least = min(loss(ends) for ends in itertools.combinations(range(1, len(values)), count))
    assert loss(tuple(segment.end for segment in found[:-1])) == pytest.approx(least, abs=1e-6)
    assert [segment.start for segment in found] == [0, *(segment.end for segment in found[:-1])]
    assert found[-1].end == len(values)


def test_a_clear_break_is_found_and_noise_has_none() -> None:
    """A step of five times the noise pays; the same noise without a step does not."""
    noise = np.random.default_rng(3).standard_normal(60)
    step = noise + 5 * (np.arange(60) >= 24)
    assert [segment.start for segment in breaks(step.tolist())] == [0, 24]
    assert len(breaks(noise.tolist())) == 1
    assert breaks([2, 2, 2]) == (Segment(start=0, end=3, mean=2.0),)


def test_a_rate_that_falls_breaks_once() -> None:
    """Counts of about three, then of about one."""
    chance = np.random.default_rng(7)
    series = [*chance.poisson(4, 40).tolist(), *chance.poisson(0.8, 60).tolist()]
    first, second = breaks(series, poisson=True)
    assert abs(first.end - 40) <= 2
    assert first.mean > 3 * second.mean


@pytest.mark.parametrize(
    ("values", "count", "poisson"),
    [([], None, False), ([1.0, math.nan], None, False), ([-1.0, 1.0], None, True), ([1.0], 1, False)],
)
def test_what_is_no_series_is_refused(values: list[float], count: int | None, poisson: bool) -> None:
    """Nothing, no number, a negative count, more breaks than periods."""
    with pytest.raises(SheetError):
        breaks(values, count, poisson=poisson)


def test_the_level_is_the_recursion_by_hand() -> None:
    """Variance 10 + 0.5 before, gain 10.5 / 11.5: the first level is 21/23 of the first value."""
    found = local_level([1.0, 2.0], level_variance=0.5, noise_variance=1.0, start=0.0, start_variance=10.0)
    assert found[0] == pytest.approx(21 / 23)
    second = 0.5 + 10.5 / 11.5
    assert found[1] == pytest.approx(21 / 23 + second / (second + 1) * (2 - 21 / 23))


def test_without_noise_the_level_is_the_value() -> None:
    """What is seen exactly is known exactly."""
    values = (3.0, -1.0, 4.0)
    assert local_level(values, level_variance=1, noise_variance=0, start=0, start_variance=1) == pytest.approx(values)
