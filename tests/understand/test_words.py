"""Who is meant by a bare noun phrase, what kinds of things a text names, and how friendly its words are."""

from datetime import date

import pytest

from realpolitik.records.documents import Document
from realpolitik.understand.entities import entities_in
from realpolitik.understand.resolution import resolve
from realpolitik.understand.sentences import parse
from realpolitik.understand.stance import stance_between
from realpolitik.understand.steps import STEPS, work_through

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("phrase", "country", "sector"),
    [
        pytest.param("Indonesian soldiers", "IDN", "MIL", id="adjective and noun"),
        pytest.param("the Kenyan parliament", "KEN", "LEG", id="body"),
        pytest.param("Peruvian police", "PER", "COP", id="police"),
        pytest.param("Norway's foreign minister", "NOR", "GOV", id="possessive office"),
        pytest.param("rebels", "", "REB", id="nobody's rebels"),
    ],
)
def test_a_noun_phrase_has_country_and_sector(phrase: str, country: str, sector: str) -> None:
    """What the words of a phrase say of its state and its PLOVER sector is found."""
    found = resolve(phrase, date(2012, 1, 1))
    assert (found.country, found.sector) == (country, sector)


@pytest.mark.parametrize("phrase", ["", "   ", "?", "the the", "he"])
def test_nobody_is_an_answer(phrase: str) -> None:
    """A phrase that names nobody has no country."""
    assert resolve(phrase).country == ""


def test_a_text_names_things_of_several_kinds() -> None:
    """People, organisations, places, times and weapons are told apart, each where it stands."""
    text = "In March 2003 General Ivan Petrov of the Bulgarian army inspected rifles and two helicopters in Varna."
    document = Document(id="d", text=text, original=b"")
    workings = work_through(STEPS[:8], {"document": document})
    found = entities_in(document, workings["doc"], workings["names"], workings["cast"], workings["times"])
    kinds = {kind for _, kind in found}
    assert {"Person", "Organisation", "Location", "Temporal"} <= kinds
    assert all(text[span.start : span.end] == span.quote for span, _ in found)


@pytest.mark.parametrize(
    ("text", "a", "b", "sign"),
    [
        pytest.param("Chile praised Peru for its help.", "Chile", "Peru", 1, id="praise"),
        pytest.param("Chile condemned Peru for the attack.", "Chile", "Peru", -1, id="condemn"),
        pytest.param("Chile did not praise Peru.", "Chile", "Peru", -1, id="negated"),
        pytest.param("Chile and Peru share a coast.", "Chile", "Peru", 0, id="nothing said"),
    ],
)
def test_words_between_two_have_a_sign(text: str, a: str, b: str, sign: int) -> None:
    """Friendly words give a positive, hostile words a negative stance, and neutral words none."""
    document = Document(id="d", text=text, original=b"")
    workings = work_through(STEPS[:9], {"document": document})
    value = stance_between(document, workings["doc"], workings["cast"], a, b)
    assert (value > 0) - (value < 0) == sign


def test_a_document_is_parsed_as_its_text() -> None:
    """Parsing a document is parsing its stored text."""
    assert parse(Document(id="d", text="Mali votes.", original=b"")).text == "Mali votes."
