"""Stretches between quotation marks and who is credited beside them."""

import pytest

from realpolitik.understand.quotation_marks import quotations_in
from realpolitik.understand.sentences import parse_text

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        pytest.param("“We agree,” said the envoy.", ["envoy"], id="behind"),
        pytest.param('The minister said: "We agree."', ["minister"], id="before, straight marks"),
        pytest.param('"We agree," the envoy said. "We always did."', ["envoy", "envoy"], id="it goes on"),
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
