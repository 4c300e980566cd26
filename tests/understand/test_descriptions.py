"""What titles and nouns say of an actor."""

import pytest

from realpolitik.lexicon.actors import actors
from realpolitik.understand.descriptions import Belonging, describe


@pytest.mark.parametrize(
    ("words", "named", "head", "sector", "acts_for"),
    [
        pytest.param("iranian vice admiral", {0: "IRN"}, None, "MIL", "IRN", id="adjective and title"),
        pytest.param("spokesman for the rebels", {}, 0, "REB", "", id="the sector of the institution"),
        pytest.param("hamas leader", {0: "hamas"}, None, "REB", "hamas", id="the sector of the organisation"),
        pytest.param("former president of chile", {3: "CHL"}, 1, "ELI", "", id="out of office"),
        pytest.param("ambassador of france to togo", {2: "FRA", 4: "TGO"}, 0, "GOV", "FRA", id="of one, to another"),
        pytest.param("deputy minister of defence colonel", {}, None, "GOV", "", id="the first office"),
        pytest.param("yemeni rebels", {0: "YEM"}, 1, "REB", "", id="rebels act for no state"),
    ],
)
def test_words_say_sector_and_side(
    words: str, named: dict[int, str], head: int | None, sector: str, acts_for: str
) -> None:
    """Sector and side come from the words; nothing is added."""
    known = actors()
    belonging = {place: Belonging(known.by_id[actor], adjective=True) for place, actor in named.items()}
    found = describe(known, words.split(), belonging, head)
    assert found is not None
    assert (found.sector, found.acts_for) == (sector, acts_for)


def test_other_nouns_say_nothing() -> None:
    """A phrase whose head is no actor has no description, whoever is named in it."""
    known = actors()
    named = {0: Belonging(known.by_id["IRN"], adjective=True)}
    assert describe(known, ["iranian", "carpet"], named, 1) is None


def test_a_field_of_study_is_not_a_side() -> None:
    """The "Russia expert" belongs to nobody named, the "Russian expert" to Russia."""
    known = actors()
    russia = known.by_id["RUS"]
    by_name = describe(known, ["russia", "expert"], {0: Belonging(russia)}, 1)
    by_adjective = describe(known, ["russian", "expert"], {0: Belonging(russia, adjective=True)}, 1)
    assert by_name is not None
    assert by_adjective is not None
    assert (by_name.country, by_adjective.country) == ("", "RUS")
