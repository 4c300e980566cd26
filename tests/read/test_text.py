"""Paragraphs of pasted text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from realpolitik.read.text import paragraphs, stored


@pytest.mark.parametrize(
    ("pasted", "kept"),
    [
        pytest.param("One.\n\nTwo.", "One.\n\nTwo.", id="as it is"),
        pytest.param("A headline\nA long first line of news.", "A headline\n\nA long first line of news.", id="lines"),
        pytest.param(
            "The two ministers met in the old town of Ohrid on the shore of\n"
            "the lake and spoke about the name of the country, the treaty and\nthe flag.",
            "The two ministers met in the old town of Ohrid on the shore of\n"
            "the lake and spoke about the name of the country, the treaty and\nthe flag.",
            id="a wrapped paragraph",
        ),
    ],
)
def test_lines_become_paragraphs_unless_they_were_wrapped(pasted: str, kept: str) -> None:
    """Lines under each other are paragraphs; lines broken at a margin are one."""
    assert stored(pasted) == kept


@given(st.text(alphabet="ab .\n\t", max_size=200))
def test_no_word_is_lost(pasted: str) -> None:
    """Storing adds line ends only, and paragraphs hold all that is not white space."""
    text = stored(pasted)
    assert text.split() == pasted.split()
    spans = list(paragraphs(text))
    assert "".join("".join(text[start:end].split()) for start, end in spans) == "".join(text.split())
    assert spans == sorted(spans)
