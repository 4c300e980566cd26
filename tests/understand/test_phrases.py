"""What the words of a noun phrase say of whom it stands for."""

from datetime import date

import pytest

from tests.understand.reading import behind

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("text", "word", "country"),
    [
        pytest.param("Cuban-led forces left.", "forces", "CUB", id="led by a state"),
        pytest.param("Two Oslo groups and a Norway-based charity agreed.", "charity", "NOR", id="based in a state"),
        pytest.param("Libyan-backed rebels left.", "rebels", "", id="helped by a state"),
        pytest.param("Ethnic Greek rebels left.", "rebels", "", id="of a people"),
        pytest.param("Ethnic Hungarians in Slovakia agreed.", "Hungarians", "SVK", id="a people where it lives"),
        pytest.param("Ethnic Hungarians agreed.", "Hungarians", "", id="a people, who knows where"),
        pytest.param("Many Hungarians agreed.", "Hungarians", "HUN", id="a state's people"),
    ],
)
def test_who_belongs_to_a_state(text: str, word: str, country: str) -> None:
    """Whoever a state leads or who lives there belongs to it; whom it only helps does not."""
    assert behind(text, word)[0].country == country


@pytest.mark.parametrize(
    ("text", "day", "sector"),
    [
        pytest.param("General Colin Powell agreed.", None, "GOV", id="a rank is no office of the tables: the latest"),
        pytest.param("President Nelson Mandela agreed.", None, "GOV", id="the title that the text gives"),
        pytest.param("President Nelson Mandela agreed.", date(1996, 1, 1), "GOV", id="in office"),
        pytest.param("Nelson Mandela agreed.", date(2005, 1, 1), "ELI", id="out of office"),
    ],
)
def test_the_title_beside_a_name_says_which_office(text: str, day: date | None, sector: str) -> None:
    """Of several offices the one counts by which the text calls its holder."""
    assert behind(text, text.split()[-2], day)[0].sector == sector
