"""Whom "the two countries", "both sides", "the two leaders" stand for."""

import pytest

from tests.understand.reading import behind

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
    ],
)
def test_two_are_those_last_named_together(text: str, word: str, pair: set[str]) -> None:
    """A pair is the two that share a sentence, not the two that happen to be nearest."""
    assert {who.name for who in behind(text, word)} == pair
