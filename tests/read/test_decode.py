"""Bytes become characters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from realpolitik.errors import InputError
from realpolitik.read.decode import cleaned, decoded

WORDS = "President Préval met Chávez in Genève, and “all” went well. "


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_western_text_is_read_in_any_usual_encoding(encoding: str) -> None:
    """Accents and quotation marks come out as they were."""
    assert decoded((WORDS * 4).encode(encoding)).text == WORDS * 4


@pytest.mark.parametrize(
    ("label", "encoding"),
    [
        pytest.param("utf-8", "cp1252", id="says utf-8, is windows-1252"),
        pytest.param("iso-8859-1", "cp1252", id="says latin-1, is windows-1252"),
        pytest.param("windows-1252", "cp1252", id="says what it is"),
        pytest.param("utf-16", "utf-8", id="says utf-16, is utf-8"),
        pytest.param("klingon", "utf-8", id="says what does not exist"),
    ],
)
def test_a_label_is_believed_only_if_it_fits(label: str, encoding: str) -> None:
    """A page's own declaration is used where the bytes agree with it."""
    page = f'<html><head><meta charset="{label}"></head><body><p>{WORDS * 4}</p>'
    assert WORDS in decoded(page.encode(encoding)).text


def test_other_alphabets_are_found() -> None:
    """Cyrillic without a label is read as Cyrillic, and the document says that this was a guess."""
    found = decoded(("Министры встретились в Москве и подписали договор о границе. " * 8).encode("cp1251"))
    assert "Министры" in found.text
    assert found.notes


@given(st.binary(max_size=200))
def test_what_comes_out_can_be_stored(data: bytes) -> None:
    """No half characters, no control characters but tabs and line ends, or an error that says why not."""
    try:
        text = decoded(data).text
    except InputError:
        return
    text.encode("utf-8")
    assert cleaned(text) == (text, ())
