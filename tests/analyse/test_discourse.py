"""Networks of statements: sums by hand, and what must not matter."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from realpolitik.analyse.discourse import Combining, Statement, affiliations, ties


def said(words: str) -> list[Statement]:
    """Statements such as "A+dam": A agrees with the dam; "A-dam": it does not."""
    found = []
    for word in words.split():
        sign = "+" if "+" in word else "-"
        actor, concept = word.split(sign)
        found.append(Statement(actor=actor, concept=concept, agrees=sign == "+"))
    return found


STATEMENTS = said("A+dam A+dam A-tax B+dam B+tax C-dam")
lists = st.lists(
    st.builds(Statement, actor=st.sampled_from("ABC"), concept=st.sampled_from(["dam", "tax"]), agrees=st.booleans()),
    max_size=12,
)


def test_actors_by_concepts() -> None:
    """How often each speaks of each, and agreement less disagreement."""
    table = affiliations(STATEMENTS)
    assert (table.rows, table.columns) == (("A", "B", "C"), ("dam", "tax"))
    assert table.counts.tolist() == [[2, 1], [1, 1], [1, 0]]
    assert affiliations(STATEMENTS, Combining.SUBTRACT).counts.tolist() == [[2, -1], [1, 1], [-1, 0]]
    assert affiliations(STATEMENTS, Combining.CONGRUENCE).counts.tolist() == [[2, 0], [1, 1], [0, 0]]


def test_actors_by_actors() -> None:
    """A and B agree twice on the dam and differ once on the tax; C differs from both on the dam."""
    assert ties(STATEMENTS, Combining.CONGRUENCE).counts.tolist() == [[0, 2, 0], [2, 0, 0], [0, 0, 0]]
    assert ties(STATEMENTS, Combining.CONFLICT).counts.tolist() == [[0, 1, 2], [1, 0, 1], [2, 1, 0]]
    # A has 3 statements and B 2, on average 2.5.
    assert ties(STATEMENTS, Combining.SUBTRACT, normalised=True).counts[0, 1] == pytest.approx(1 / 2.5)


@given(lists, st.randoms(use_true_random=False))
def test_order_does_not_matter(statements: list[Statement], chance: random.Random) -> None:
    """Networks are symmetric, and those of the same statements in another order; parts add up to the whole."""
    tables = {how: ties(statements, how).counts for how in Combining}
    other = {how: ties(chance.sample(statements, len(statements)), how).counts for how in Combining}
    for how, counts in tables.items():
        assert (counts == counts.T).all()
        assert (counts == other[how]).all()
    assert (tables[Combining.CONGRUENCE] + tables[Combining.CONFLICT] == tables[Combining.IGNORE]).all()


def test_nobody_says_anything() -> None:
    """An empty table, not an error."""
    assert ties([], Combining.IGNORE, normalised=True).counts.shape == (0, 0)
