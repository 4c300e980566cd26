"""Noun phrases that stand alone."""

from datetime import date

import pytest

from realpolitik.understand.resolution import resolve

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("mention", "day", "country", "sector"),
    [
        pytest.param("Bolivian Army", None, "BOL", "MIL", id="force"),
        pytest.param("a Zambian attorney", None, "ZMB", "JUD", id="nominal"),
        pytest.param("Margaret Thatcher", date(1985, 1, 1), "GBR", "GOV", id="person in office"),
        pytest.param("Margaret Thatcher", date(1995, 1, 1), "GBR", "ELI", id="person out of office"),
        pytest.param("Norway", None, "NOR", "", id="state"),
        pytest.param("ANKARA", None, "TUR", "GOV", id="capital for a government, in capitals"),
        pytest.param("Osaka police", None, "JPN", "COP", id="a town's police"),
        pytest.param("a crowd of angry farmers in Senegal", None, "SEN", None, id="who is counted, and where"),
        pytest.param("the UN Security Council", None, "UNO", "IGO", id="a body of the United Nations"),
        pytest.param("army accountant", None, "", "MIL", id="by another noun"),
        pytest.param("a retired vice president", None, "", "ELI", id="no longer in office"),
        pytest.param("Abkhazia", None, "GEO", "PRE", id="a state that hardly any other recognises"),
        pytest.param("Somaliland's police", None, "SOM", "COP", id="a body of such a state"),
        pytest.param("Iranian-backed fighters", None, "", "UAF", id="helped by a state, not of it"),
        pytest.param("Syria's displaced", None, "SYR", "REF", id="people by what befell them"),
        pytest.param("Cúcuta Carters Union", None, "COL", "LAB", id="a town in the name of a body"),
        pytest.param("the president of the Senate", None, "", "LEG", id="the president of a body is of that body"),
        pytest.param("Minister Juan Carlos Belgrano", None, "", "GOV", id="a king's names begin another name"),
        pytest.param("a Kenyan newspaper", None, "KEN", "JRN", id="the press"),
        pytest.param("doctors in Lahore", None, "PAK", "MED", id="those who heal"),
        pytest.param("the teapot", None, "", "", id="no actor"),
        pytest.param("", None, "", "", id="nothing"),
    ],
)
def test_a_phrase_has_country_and_sector(mention: str, day: date | None, country: str, sector: str | None) -> None:
    """Country and sector come from the words, the tables and the day; no answer is an answer."""
    found = resolve(mention, day)
    assert found.country == country
    assert sector is None or found.sector == sector


def test_the_context_helps_where_the_words_do_not() -> None:
    """A state named beside the phrase counts if the phrase names none."""
    assert resolve("the interior ministry", None, "Mexico").country == "MEX"
    assert resolve("the Peruvian interior ministry", None, "Mexico").country == "PER"
