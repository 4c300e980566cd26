"""To whom something is said."""

from datetime import date

import pytest

from realpolitik.understand.actors import names_in
from realpolitik.understand.coreference import cast_of
from realpolitik.understand.quotes import speeches_in
from realpolitik.understand.sentences import parse
from tests.builders import document

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("“We will not go,” Lavrov told Merkel.", ["Angela Merkel"], id="told"),
        pytest.param("The envoy told reporters in Oslo that Peru had won.", ["reporters"], id="told them that"),
        pytest.param("Rabat urged Togo to show restraint.", ["Togo"], id="urged"),
        pytest.param("Merkel asked the Chadian rebels to leave.", ["the Chadian rebels"], id="asked"),
        pytest.param("Chad promised Togo that it would leave.", ["Togo"], id="promised"),
        pytest.param("In a letter to Kofi Annan, Chad said that Togo had fallen.", ["Kofi Annan"], id="in a letter to"),
        pytest.param("In an interview with the BBC, Merkel said that it had failed.", ["BBC"], id="in an interview"),
        pytest.param("Speaking to Peruvian deputies, Moi said Togo had won.", ["Peruvian deputies"], id="speaking to"),
        pytest.param("The minister said to Merkel that he would stay.", ["Angela Merkel"], id="said to"),
        pytest.param("Merkel said that she had written to Togo.", [], id="within what is said"),
        pytest.param("Merkel called Togo a friend and said that it would stay.", [], id="spoken of"),
    ],
)
def test_speech_has_its_addressee(text: str, expected: list[str]) -> None:
    """Who is told, asked, written to or spoken to is the addressee; who is spoken of is not."""
    article = document(text, date(2016, 6, 6))
    doc = parse(article)
    records = speeches_in(article, doc, cast_of(article, doc, names_in(article, doc))).records
    assert [who.name for record in records for who in record.addressee] == expected
