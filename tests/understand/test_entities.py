"""Everything a report names, by type."""

from itertools import pairwise

import pytest

from realpolitik.understand.actors import names_in
from realpolitik.understand.coreference import cast_of
from realpolitik.understand.entities import entities_in
from realpolitik.understand.sentences import parse
from tests.builders import document

pytestmark = pytest.mark.model


def entities(text: str) -> dict[str, str]:
    """The entities of a text by their words."""
    article = document(text)
    doc = parse(article)
    names = names_in(article, doc)
    found = entities_in(article, doc, names, cast_of(article, doc, names))
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
