"""Indices of balance: values by hand, and what must not matter."""

import itertools
import math
import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from realpolitik.analyse import balance
from realpolitik.analyse.frustration import WeightedTie
from realpolitik.errors import SheetError
from tests.analyse.test_frustration import networks

BALANCED = [(0, 1, 1), (1, 2, -1), (0, 2, -1)]
UNBALANCED = [(0, 1, 1), (1, 2, 1), (0, 2, -1)]


def test_triads_are_counted_by_their_signs() -> None:
    """Four parties, two friends at odds with two friends but for one friendship across."""
    signs = balance.matrix(4, [(0, 1, 1), (2, 3, 1), (0, 2, -1), (0, 3, -1), (1, 2, -1), (1, 3, 1)])
    assert balance.census(signs) == {"+++": 0, "++-": 2, "+--": 2, "---": 0}
    assert balance.triangle_balance(signs) == pytest.approx(0.5)


@given(networks())
def test_the_census_is_that_of_a_count_of_all_triads(network: tuple[int, list[WeightedTie]]) -> None:
    """Oracle: every three parties looked at."""
    parties, ties = network
    signs = balance.matrix(parties, ties)
    counted = dict.fromkeys(balance.KINDS, 0)
    for i, j, k in itertools.combinations(range(parties), 3):
        three = sorted((signs[i, j], signs[i, k], signs[j, k]), reverse=True)
        if all(three):
            counted["".join("+" if sign > 0 else "-" for sign in three)] += 1
    assert balance.census(signs) == counted


def test_walk_balance_of_one_triad() -> None:
    """Eigenvalues of the unbalanced triad are -2, 1, 1 and of the same without signs 2, -1, -1."""
    expected = (math.exp(-2) + 2 * math.e) / (math.exp(2) + 2 / math.e)
    assert balance.walk_balance(balance.matrix(3, UNBALANCED)) == pytest.approx(expected)
    assert balance.walk_balance(balance.matrix(3, BALANCED)) == pytest.approx(1.0)


def test_algebraic_conflict_is_nothing_just_in_balance() -> None:
    """The unbalanced triad has the least eigenvalue 2 - 1 = 1."""
    assert balance.algebraic_conflict(balance.matrix(3, BALANCED)) == pytest.approx(0.0, abs=1e-12)
    assert balance.algebraic_conflict(balance.matrix(3, UNBALANCED)) == pytest.approx(1.0)


def test_without_ties_there_is_no_index() -> None:
    """None, not a number that looks like balance."""
    signs = balance.matrix(3, [])
    assert balance.triangle_balance(signs) is None
    assert balance.walk_balance(signs) is None
    assert balance.normalised(0, 0) is None
    assert balance.algebraic_conflict(balance.matrix(0, [])) == 0.0


def test_normalised_is_from_one_to_nothing() -> None:
    """No tie frustrated is 1, every second one 0."""
    assert balance.normalised(0, 8) == 1.0
    assert balance.normalised(4, 8) == 0.0


def test_three_enemies_are_three_blocs() -> None:
    """What two camps cannot do without a frustrated tie, three can."""
    signs = balance.matrix(3, [(0, 1, -1), (1, 2, -1), (0, 2, -1)])
    assert balance.blocs(signs, 2).frustrated == 1
    assert balance.blocs(signs, 3) == balance.Blocs(camps=(0, 1, 2), frustrated=0)
    with pytest.raises(SheetError, match="camp"):
        balance.blocs(signs, 0)


@given(networks(), st.integers(1, 4))
def test_blocs_count_what_is_out_of_place(network: tuple[int, list[WeightedTie]], camps: int) -> None:
    """The number told is that of the division told; more camps never do worse than fewer."""
    parties, ties = network
    signs = balance.matrix(parties, ties)
    found = balance.blocs(signs, camps)
    together = np.equal.outer(found.camps, found.camps)
    assert found.frustrated == int(np.triu((signs < 0) & together | (signs > 0) & ~together).sum())
    assert set(found.camps) <= set(range(camps))


@given(networks(), st.randoms(use_true_random=False))
def test_names_and_switching_do_not_matter(network: tuple[int, list[WeightedTie]], chance: random.Random) -> None:
    """Triads, walks and conflict stay when parties are renamed, and when all ties of some are turned round."""
    parties, ties = network
    names = chance.sample(range(parties), parties)
    turned = [chance.choice((1, -1)) for _ in range(parties)]
    signs = balance.matrix(parties, ties)
    other = balance.matrix(parties, [(names[i], names[j], w * turned[i] * turned[j]) for i, j, w in ties])
    assert balance.triangle_balance(other) == balance.triangle_balance(signs)
    for index in (balance.walk_balance, balance.algebraic_conflict):
        assert index(other) == (None if index(signs) is None else pytest.approx(index(signs), abs=1e-9))


def test_signs_are_counted() -> None:
    """Friendly and hostile ties."""
    assert balance.by_sign(UNBALANCED) == {1: 2, -1: 1}
