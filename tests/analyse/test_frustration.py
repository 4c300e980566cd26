"""The line index of imbalance: known values, brute force on small networks, and what must not matter."""

import itertools
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from realpolitik.analyse.frustration import WeightedTie, frustration
from realpolitik.errors import SheetError

PETERSEN = (
    [(i, (i + 1) % 5) for i in range(5)] + [(i, i + 5) for i in range(5)] + [(5 + i, 5 + (i + 2) % 5) for i in range(5)]
)


def hostile(ties: list[tuple[int, int]]) -> list[WeightedTie]:
    """All of them hostile."""
    return [(i, j, -1) for i, j in ties]


def by_brute_force(parties: int, ties: list[WeightedTie]) -> int:
    """The least weight that any of all divisions frustrates."""
    return min(
        sum(abs(w) for i, j, w in ties if w * camps[i] * camps[j] < 0)
        for camps in itertools.product((1, -1), repeat=parties)
    )


@st.composite
def networks(draw: st.DrawFn) -> tuple[int, list[WeightedTie]]:
    """A few parties with ties, some of them several times and with weights."""
    n = draw(st.integers(2, 8))
    pairs = st.tuples(st.integers(0, n - 1), st.integers(0, n - 1)).filter(lambda pair: pair[0] != pair[1])
    weights = st.sampled_from([-3, -2, -1, -1, 1, 1, 2])
    ties = draw(st.lists(st.tuples(pairs, weights), max_size=20))
    return n, [(i, j, w) for (i, j), w in ties]


@pytest.mark.parametrize(
    ("parties", "ties", "expected"),
    [
        (3, [(0, 1, 1), (1, 2, 1), (0, 2, -1)], 1),  # Heider's unbalanced triad
        (3, [(0, 1, -1), (1, 2, -1), (0, 2, -1)], 1),
        (3, [(0, 1, 1), (1, 2, -1), (0, 2, -1)], 0),
        # All hostile, L is the number of edges less the largest cut: K4 6 - 4, K5 10 - 6, Petersen's graph 15 - 12.
        (4, hostile(list(itertools.combinations(range(4), 2))), 2),
        (5, hostile(list(itertools.combinations(range(5), 2))), 4),
        (10, hostile(PETERSEN), 3),
        (2, [(0, 1, 3), (0, 1, -2)], 2),
        (4, [], 0),
        (0, [], 0),
    ],
)
def test_known_values(parties: int, ties: list[WeightedTie], expected: int) -> None:
    """Values that follow from the definition by hand."""
    found = frustration(parties, ties)
    assert found.proved
    assert found.upper == expected


@settings(deadline=None)
@given(networks())
def test_it_is_the_least_of_all_divisions(network: tuple[int, list[WeightedTie]]) -> None:
    """Oracle: all divisions are tried; and the division told frustrates just those ties that are told."""
    parties, ties = network
    found = frustration(parties, ties)
    assert found.lower == found.upper == by_brute_force(parties, ties)
    broken = [at for at, (i, j, w) in enumerate(ties) if w * found.camps[i] * found.camps[j] < 0]
    assert list(found.frustrated) == broken
    assert sum(abs(ties[at][2]) for at in broken) == found.upper


@settings(deadline=None)
@given(networks(), st.randoms(use_true_random=False))
def test_names_and_switching_do_not_matter(network: tuple[int, list[WeightedTie]], chance: random.Random) -> None:
    """L stays when parties are renamed, and when all ties of some parties are turned round."""
    parties, ties = network
    names = chance.sample(range(parties), parties)
    turned = [chance.choice((1, -1)) for _ in range(parties)]
    other = [(names[i], names[j], w * turned[i] * turned[j]) for i, j, w in ties]
    assert frustration(parties, other).upper == frustration(parties, ties).upper


def ring_of_rings(size: int, seed: int) -> tuple[int, list[WeightedTie]]:
    """A grid on which friendly and hostile ties are drawn by lot: nothing in it can be reduced away but its rim."""
    chance = random.Random(seed)
    at = [(x, y) for x in range(size) for y in range(size)]
    steps = [
        (x * size + y, (x + dx) * size + y + dy)
        for x, y in at
        for dx, dy in ((0, 1), (1, 0))
        if max(x + dx, y + dy) < size
    ]
    return size * size, [(i, j, chance.choice((1, -1))) for i, j in steps]


def test_a_network_of_four_hundred_is_proved() -> None:
    """The bounds meet, and the same comes of it again."""
    network = ring_of_rings(20, seed=3)
    found = frustration(*network)
    assert found.proved
    assert found == frustration(*network)


def test_without_time_there_are_bounds_all_the_same() -> None:
    """Lower, upper and a division are told even if nothing could be proved."""
    parties, ties = ring_of_rings(12, seed=5)
    found = frustration(parties, ties, seconds=0.0)
    assert 0 <= found.lower < found.upper <= len(ties)
    assert not found.proved
    assert len(found.camps) == parties
    assert found.lower <= frustration(parties, ties).upper <= found.upper


def test_what_cuts_leave_open_whole_numbers_close() -> None:
    """A dense random network, where the linear programme alone proves nothing."""
    chance = random.Random(11)
    ties = [(i, j, chance.choice((1, -1))) for i, j in itertools.combinations(range(14), 2)]
    assert frustration(14, ties).upper == by_brute_force(14, ties)


@pytest.mark.parametrize("tie", [(0, 0, 1), (0, 1, 0), (0, 5, 1), (-1, 1, 1)])
def test_what_is_no_tie_is_refused(tie: WeightedTie) -> None:
    """A tie has two parties that there are, and a sign."""
    with pytest.raises(SheetError, match="tie"):
        frustration(2, [tie])
