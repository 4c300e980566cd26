"""The actors of the tables."""

from datetime import date

import pytest

from realpolitik.lexicon.actors import SURNAME, Actors, actors


@pytest.fixture(scope="module")
def known() -> Actors:
    """The tables, read once."""
    return actors()


@pytest.mark.parametrize(
    ("name", "day", "actor"),
    [
        pytest.param("Moscow", date(1975, 1, 1), "SUN", id="a capital of a state that is gone"),
        pytest.param("Moscow", date(2015, 1, 1), "RUS", id="the same capital later"),
        pytest.param("Ankara", None, "TUR", id="without a day"),
        pytest.param("NATO", date(1955, 1, 1), "nato", id="an acronym"),
    ],
)
def test_a_name_means_who_bore_it_on_the_day(known: Actors, name: str, day: date | None, actor: str) -> None:
    """An alias holds in its time only."""
    assert actor in {alias.actor for alias in known.named(name, day)}


def test_an_unknown_name_names_nobody(known: Actors) -> None:
    """A name that no table has gives no alias."""
    assert known.named("Atlantis Liberation Yacht Club") == ()


@pytest.mark.parametrize(
    ("state", "title", "day", "holder"),
    [
        pytest.param("USA", "president", date(1962, 10, 24), "john-f-kennedy", id="a president"),
        pytest.param("GBR", "Prime Minister", date(1982, 5, 1), "margaret-thatcher", id="capitals do not matter"),
        pytest.param("USA", "president", None, None, id="nobody without a day"),
        pytest.param("USA", "emperor", date(2000, 1, 1), None, id="no such office"),
    ],
)
def test_an_office_has_its_holder_of_the_day(
    known: Actors, state: str, title: str, day: date | None, holder: str | None
) -> None:
    """The tables say who held an office on a day, or that they do not know."""
    found = known.holder(state, title, day)
    assert (found.id if found else None) == holder


@pytest.mark.parametrize(
    ("words", "sector"),
    [
        pytest.param(["the", "soldiers"], "MIL", id="regular plural"),
        pytest.param(["angry", "gunmen"], "UAF", id="irregular plural"),
        pytest.param(["the", "security", "forces"], "COP", id="the longest noun"),
        pytest.param(["the", "teapot"], "", id="no actor"),
    ],
)
def test_nouns_for_actors_have_a_sector(known: Actors, words: list[str], sector: str) -> None:
    """The noun at the end of the words decides."""
    found = known.agent(words)
    assert (found.sector if found else "") == sector


def test_a_leader_is_known_by_the_family_name(known: Actors) -> None:
    """The last word of a leader's name, the first where custom puts the family name there."""
    assert "george-w-bush" in {alias.actor for alias in known.aliases["Bush"] if alias.kind == SURNAME}
    assert "kim-jong-un" in {alias.actor for alias in known.aliases["Kim"]}


def test_a_spokesman_borrows_the_sector(known: Actors) -> None:
    """A governor is of the government, a president or a spokesman of whatever he heads or speaks for."""
    assert not known.titles["governor"].borrows
    assert known.titles["president"].borrows
    assert known.titles["spokesman"].borrows
