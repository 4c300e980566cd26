"""Stretches between quotation marks and who is credited beside them."""

import pytest

from realpolitik.understand.quotation_marks import inner_quotations, quotations_in
from realpolitik.understand.sentences import parse_text

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        pytest.param("“We agree,” said the envoy.", ["envoy"], id="behind"),
        pytest.param('The minister said: "We agree."', ["minister"], id="before, straight marks"),
        pytest.param('"We agree," the envoy said. "We always did."', ["envoy", "envoy"], id="it goes on"),
        pytest.param('"We agree,"the envoy said. "We did."Then he left.', ["envoy", "envoy"], id="no space behind"),
        pytest.param("The mayor said: ``We are glad.''", ["mayor"], id="marks of old files"),
        pytest.param("“Never again.”", [None], id="nobody"),
        pytest.param("No marks at all.", [], id="no quotation"),
    ],
)
def test_each_quotation_has_its_speaker(text: str, speakers: list[str | None]) -> None:
    """The subject nearest to the marks is credited."""
    found = quotations_in(parse_text(text)).found
    assert [quotation.speaker.text if quotation.speaker is not None else None for quotation in found] == speakers


def test_a_mark_that_is_never_closed_ends_with_its_paragraph() -> None:
    """A forgotten mark does not swallow the rest of the text."""
    doc = parse_text("“We agree, the envoy said.\n\nThe king left.")
    quotations = quotations_in(doc)
    (king,) = [token for token in doc if token.text == "king"]
    assert quotations.around(king) is None
    assert quotations.around(doc[2]) is not None


def test_an_open_mark_goes_on_where_the_next_paragraph_opens_with_one() -> None:
    """Newspapers repeat the mark at each paragraph and close the last; a closed one does not go on."""
    first, second, third = quotations_in(
        parse_text("“We agree.\n\n“We always did,” he said.\n\n“Others differ.”")
    ).found
    assert (first.continues, second.continues, third.continues) == (False, True, False)


def test_single_marks_are_told_from_apostrophes() -> None:
    """Only what is tagged as a mark opens a quotation inside another."""
    doc = parse_text("“The workers’ envoy said, ‘It’s over.’”")
    (outer,) = quotations_in(doc).found
    assert [doc[inner.start : inner.end + 1].text for inner in inner_quotations(doc, outer)] == ["‘It’s over.’"]


def test_words_leave_the_marks_out() -> None:
    """The words of a quotation are its letters alone."""
    doc = parse_text("“We agree,” he said.")
    (found,) = quotations_in(doc).found
    assert [doc[at].text for at in found.words(doc)] == ["We", "agree"]
    assert doc[found.tokens[0]].text == "“"
