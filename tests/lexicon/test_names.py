"""Known names found in running text."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from realpolitik.lexicon.names import NameIndex, folded

INDEX = NameIndex(
    ["Chad", "Al Qaeda", "U.S.", "US", "United Nations", "United Nations Security Council", "Côte d'Ivoire", "Tehran"]
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("Chad protested.", ["Chad"], id="one word"),
        pytest.param("a chad of paper", [], id="small letters are another word"),
        pytest.param("Chadian rebels", [], id="a part of a word is no name"),
        pytest.param("al-Qaeda and Al-Qaeda", ["Al Qaeda"], id="another mark between the words"),
        pytest.param("Al\nQaeda", ["Al Qaeda"], id="over the end of a line"),
        pytest.param("Al. Some way off, Qaeda", [], id="not over other words"),
        pytest.param("the United Nations Security Council", ["United Nations Security Council"], id="the longest"),
        pytest.param("the United Nations Security Guards", ["United Nations"], id="the longest that is whole"),
        pytest.param("the U.S. and the US", ["U.S.", "US"], id="each spelling as it stands"),
        pytest.param("Cote d’Ivoire", ["Côte d'Ivoire"], id="without accents, with another apostrophe"),
        pytest.param("TEHRAN DENIES IT", ["Tehran"], id="in capitals"),
        pytest.param("CHAD", ["Chad"], id="short, in capitals"),
        pytest.param("us", [], id="a pronoun"),
        pytest.param("", [], id="nothing"),
    ],
)
def test_names_are_found_as_the_table_spells_them(text: str, found: list[str]) -> None:
    """A name is found whatever marks, accents and capitals the text gives it, and only whole."""
    assert [name for _, _, name in INDEX.find(text)] == found


def test_the_full_stop_of_an_acronym_belongs_to_it() -> None:
    """The offsets are those of the words in the text, with the last stop of "U.S."."""
    text = "The U.S. objects."
    assert [text[start:end] for start, end, _ in INDEX.find(text)] == ["U.S."]


@given(st.lists(st.sampled_from(["Chad", "US", "Al", "Qaeda", "-", "met", "\n", ".", "é"]), max_size=12))
def test_finds_lie_in_the_text_side_by_side(parts: list[str]) -> None:
    """Whatever the text, names do not overlap and come in the order of the text."""
    found = list(INDEX.find(" ".join(parts)))
    assert all(before[1] <= after[0] for before, after in pairwise(found))


@pytest.mark.parametrize(("word", "plain"), [("Benítez", "Benitez"), ("Orbán", "Orban"), ("Oslo", "Oslo")])
def test_accents_are_folded(word: str, plain: str) -> None:
    """A word with and without its accents is one word."""
    assert folded(word) == plain
