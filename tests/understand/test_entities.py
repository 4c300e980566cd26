"""Everything a report names, by type."""

from itertools import pairwise

import pytest

from realpolitik.understand.actors import names_in
from realpolitik.understand.coreference import cast_of
from realpolitik.understand.entities import entities_in
from realpolitik.understand.sentences import parse
from realpolitik.understand.times import times_in
from tests.builders import document

pytestmark = pytest.mark.model


def entities(text: str) -> dict[str, str]:
    """The entities of a text by their words."""
    article = document(text)
    doc = parse(article)
    names = names_in(article, doc)
    found = entities_in(article, doc, names, cast_of(article, doc, names), times_in(article, doc))
    assert all(text[span.start : span.end] == span.quote for span, _ in found)
    assert all(before.end <= after.start for (before, _), (after, _) in pairwise(found))
    return {span.quote: kind for span, kind in found}


@pytest.mark.parametrize(
    ("text", "words", "kind"),
    [
        pytest.param("Colonel Hamid Daoud spoke in Basra.", "Colonel Hamid Daoud", "Person", id="person"),
        pytest.param("Colonel Hamid Daoud spoke in Basra.", "Basra", "Location", id="town"),
        pytest.param("The militants shelled a hospital.", "The militants", "Organisation", id="people"),
        pytest.param("The militants shelled a hospital.", "a hospital", "Location", id="building"),
        pytest.param("He fired rockets at a warship.", "rockets", "Weapon", id="weapon"),
        pytest.param("He fired rockets at a warship.", "a warship", "MilitaryPlatform", id="platform"),
        pytest.param("On 3 May 1999 they paid $40 million.", "3 May 1999", "Temporal", id="day"),
        pytest.param("They burned two buses and a truck.", "a truck", "Vehicle", id="vehicle"),
    ],
)
def test_an_entity_has_its_type(text: str, words: str, kind: str) -> None:
    """Noun phrases, names and times are told apart by what they stand for, and none lies inside another."""
    assert entities(text).get(words) == kind


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("Their plan failed.", "Their", id="possessive"),
        pytest.param("The strike failed.", "The strike", id="act"),
        pytest.param("They are strong now.", "now", id="no date"),
    ],
)
def test_what_is_no_entity(text: str, words: str) -> None:
    """Owners that are only a pronoun, acts, and times without a date are none."""
    assert words not in entities(text)


def test_a_name_inside_a_phrase_that_is_none() -> None:
    """ "NATO approval" is no entity, NATO is."""
    assert entities("They wait for NATO approval.").get("NATO") == "Organisation"
