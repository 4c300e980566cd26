"""Where a sentence says that something is wanted, before it is known who is an actor."""

import pytest

from realpolitik.understand.sentences import parse_text
from realpolitik.understand.want_cues import Want, lemma_of, negated
from realpolitik.understand.wants import wants_at

pytestmark = pytest.mark.model


def wants(text: str) -> list[Want]:
    """All wants of a text."""
    return [want for token in parse_text(text) for want in wants_at(token)]


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        pytest.param("They did not want a war.", "want", True, id="not"),
        pytest.param("No one wants a war.", "wants", True, id="no one"),
        pytest.param("They never wanted a war.", "wanted", True, id="never"),
        pytest.param("They want a war.", "want", False, id="plain"),
        pytest.param("They have little appetite for it.", "appetite", True, id="little"),
    ],
)
def test_negation_is_seen(text: str, word: str, expected: bool) -> None:
    """Negation stands at the word, at its subject, or in a word such as "little"."""
    (token,) = [token for token in parse_text(text) if token.text == word]
    assert negated(token) is expected


def test_a_wrong_lemma_is_righted() -> None:
    """ "Hopes" is of "hope", whatever the model says."""
    (token,) = [token for token in parse_text("The Danish government hopes to join.") if token.text == "hopes"]
    assert lemma_of(token) == "hope"


def test_two_readings_of_one_cue_come_in_order() -> None:
    """What a speaker says that someone needs to do is first of all the speaker's want."""
    found = wants("The king said the duke needs to leave the castle.")
    assert [want.holder.text for want in found[:2]] == ["king", "duke"]


def test_an_object_taken_away_by_a_relative_clause_is_found() -> None:
    """ "The dam that they want to build": the dam."""
    (found,) = wants("The dam that they want to build is high.")
    assert [head.text for head in found.object] == ["dam"]


def test_a_particle_makes_another_verb() -> None:
    """Who backs a plan wants it; who backs up a threat does not want the threat."""
    assert wants("The king backs the plan.")
    assert not wants("The king backed up a threat.")
