"""City or government, by the syntax alone."""

import pytest

from realpolitik.understand.metonyms import governs, only_place
from realpolitik.understand.sentences import parse_text

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("text", "city", "expected"),
    [
        pytest.param("Rabat rejected the offer.", "Rabat", True, id="subject"),
        pytest.param("Rabat lies on the coast.", "Rabat", False, id="subject of lying"),
        pytest.param("The pressure on Rabat grew.", "Rabat", True, id="pressure on"),
        pytest.param("They marched on Rabat.", "Rabat", False, id="march on"),
        pytest.param("The mayor of Rabat resigned.", "Rabat", False, id="mayor of"),
        pytest.param("Rabat", "Rabat", False, id="alone"),
    ],
)
def test_governs(text: str, city: str, expected: bool) -> None:
    """Verbs, prepositions and possessed nouns tell a government from its seat."""
    (token,) = [token for token in parse_text(text) if token.text == city]
    assert governs(token) is expected


@pytest.mark.parametrize(
    ("text", "state", "expected"),
    [
        pytest.param("Floods hit villages in Malawi.", "Malawi", True, id="in"),
        pytest.param("Thousands fled to Malawi.", "Malawi", True, id="to, with motion"),
        pytest.param("The bank lent money to Malawi.", "Malawi", False, id="to, without motion"),
        pytest.param("Malawi objected.", "Malawi", False, id="subject"),
    ],
)
def test_only_place(text: str, state: str, expected: bool) -> None:
    """A state behind a preposition of place, or as the goal of a motion, is a place."""
    (token,) = [token for token in parse_text(text) if token.text == state]
    assert only_place(token) is expected
