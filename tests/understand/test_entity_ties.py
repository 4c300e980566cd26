"""Ties between the entities of a report, read from the words between them."""

import pytest

from realpolitik.understand.coreference import Cast
from realpolitik.understand.entity_ties import ALLOWED, relations_between
from realpolitik.understand.sentences import parse
from tests.builders import document

pytestmark = pytest.mark.model

Typed = tuple[str, str]


def ties(text: str, *entities: Typed) -> set[tuple[str, str, str]]:
    """The ties in a text between these entities (words, type)."""
    article = document(text)
    given = [(text.index(words), text.index(words) + len(words), type) for words, type in entities]
    found = relations_between(article, parse(article), Cast(), given)
    return {(kind, text[a[0] : a[1]], text[b[0] : b[1]]) for kind, a, b in found}


ARMY, REBELS, TOWN = ("The army", "Organisation"), ("the rebels", "Organisation"), ("Beledweyne", "Location")


@pytest.mark.parametrize(
    ("text", "entities", "tie"),
    [
        pytest.param(
            "The army shelled the rebels.", (ARMY, REBELS), ("FightingAgainst", "The army", "the rebels"), id="attack"
        ),
        pytest.param(
            "The army launched an operation against the rebels.",
            (ARMY, REBELS),
            ("FightingAgainst", "The army", "the rebels"),
            id="against",
        ),
        pytest.param("The army is in Beledweyne.", (ARMY, TOWN), ("CoLocated", "The army", "Beledweyne"), id="in"),
        pytest.param(
            "Near Beledweyne, The army destroyed a truck and a mortar.",
            (ARMY, TOWN, ("a truck", "Vehicle"), ("a mortar", "Weapon")),
            ("CoLocated", "a mortar", "Beledweyne"),
            id="opening",
        ),
        pytest.param("The army left Beledweyne.", (ARMY, TOWN), ("Apart", "The army", "Beledweyne"), id="left"),
        pytest.param(
            "The army sank two boats.",
            (ARMY, ("two", "Quantity"), ("boats", "Vehicle")),
            ("HasAttrOf", "boats", "two"),
            id="number",
        ),
        pytest.param(
            "Colonel Abdi Warsame, the commander of the Tenth Brigade, spoke.",
            (("Colonel Abdi Warsame", "Person"), ("the Tenth Brigade", "Organisation")),
            ("InChargeOf", "Colonel Abdi Warsame", "the Tenth Brigade"),
            id="commander",
        ),
        pytest.param(
            "The Front for Renewal (FR) split.",
            (("The Front for Renewal", "Organisation"), ("FR", "Organisation")),
            ("IsSynonymOf", "FR", "The Front for Renewal"),
            id="acronym",
        ),
        pytest.param(
            "Tomas Brandt met Maria Lopez.",
            (("Tomas Brandt", "Person"), ("Maria Lopez", "Person")),
            ("CommWith", "Tomas Brandt", "Maria Lopez"),
            id="met",
        ),
        pytest.param(
            "The union includes Peru, Chile and Ecuador.",
            (("The union", "Organisation"), *((name, "Organisation") for name in ("Peru", "Chile", "Ecuador"))),
            ("BelongsTo", "Ecuador", "The union"),
            id="includes",
        ),
        pytest.param(
            "Kenya condemned the rebels.",
            (("Kenya", "Organisation"), REBELS),
            ("Dislikes", "Kenya", "the rebels"),
            id="condemned",
        ),
    ],
)
def test_words_tie_two_entities(text: str, entities: tuple[Typed, ...], tie: tuple[str, str, str]) -> None:
    """Acts, prepositions, numbers, titles and lists each make their tie."""
    assert tie in ties(text, *entities)


def test_members_of_a_list_are_not_tied_to_each_other() -> None:
    """ "Peru, Chile and Ecuador" neither belong to nor lie in one another."""
    names = tuple((name, "Location") for name in ("Peru", "Chile", "Ecuador"))
    assert ties("They sent envoys to Peru, Chile and Ecuador.", *names) == set()


def test_entities_in_separate_sentences_are_not_tied() -> None:
    """Mere nearness ties nothing."""
    assert ties("The army slept. It rained on the rebels.", ARMY, REBELS) == set()


def test_only_fitting_types_are_tied() -> None:
    """A quantity attacks nobody: every kind of tie has its types."""
    found = ties("The army shelled the rebels.", ("The army", "Quantity"), REBELS)
    assert "Quantity" not in ALLOWED["FightingAgainst"][0]
    assert "FightingAgainst" not in {kind for kind, _, _ in found}
