"""Whom "the two countries", "both sides", "the two leaders" stand for."""

import pytest

from tests.understand.reading import behind, cast

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("text", "word", "pair"),
    [
        pytest.param(
            "Ethiopia and Eritrea resumed talks. Sudan offered to host them. The two countries have no embassies.",
            "countries",
            {"Ethiopia", "Eritrea"},
            id="a third named since",
        ),
        pytest.param(
            "Peru expelled the envoy of Chile. Bolivia condemned the step, and Bolivia offered mediation. "
            "The two countries share a border.",
            "countries",
            {"Peru", "Chile"},
            id="a third named most",
        ),
        pytest.param(
            "Greece accused Turkey of overflights. The United States urged calm. Both countries are in NATO.",
            "countries",
            {"Greece", "Turkey"},
            id="one acts on the other",
        ),
        pytest.param(
            "India met with Nepal. India met with Bhutan. The two countries agreed on a dam.",
            "countries",
            {"India", "Bhutan"},
            id="the nearest pair",
        ),
        pytest.param(
            "Ghana sent a note. Togo replied a day later. The two countries then fell silent.",
            "countries",
            {"Ghana", "Togo"},
            id="never in one sentence",
        ),
        pytest.param(
            "Ghana caught smugglers of Burkina Faso and Mali. Ghana, in the name of Niger, wrote to Togo, and "
            "the two countries agreed.",
            "countries",
            {"Ghana", "Togo"},
            id="joined by one verb",
        ),
        pytest.param(
            "Peru and Ecuador dispute a valley. Peru wrote to Ecuador. Ecuador thanked Peru. Brazil's offer to Peru "
            "failed since neither side wants a court.",
            "side",
            {"Peru", "Ecuador"},
            id="the sides of the story",
        ),
    ],
)
def test_two_are_those_last_named_together(text: str, word: str, pair: set[str]) -> None:
    """A pair is the two that share a sentence, not the two that happen to be nearest."""
    assert {who.name for who in behind(text, word)} == pair


def chains(text: str) -> list[set[str]]:
    """The chains of a text, as words."""
    return [{span.quote for span in chain} for chain in cast(text).chains]


def test_the_first_words_of_an_organisation_stand_for_it() -> None:
    """A short name takes up the longer one before it."""
    found = chains("Arkona Shipping Company lost two ships in March. Arkona sued the port.")
    assert any({"Arkona Shipping Company", "Arkona"} <= chain for chain in found)


def test_two_dates_are_not_one() -> None:
    """Dates with the same month are not the same day."""
    found = chains("The strike began on April 3. It ended on April 9.")
    assert not any({"April 3", "April 9"} <= chain for chain in found)


def test_we_of_nobody_credited_stays_the_same_voice() -> None:
    """ "We" and "our" without anyone credited are one as long as they are near."""
    found = chains("We ask all parties to talk. Our patience has an end.")
    assert any({"We", "Our"} <= chain for chain in found)
