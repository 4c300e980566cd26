"""Names in a text, and whom they stand for."""

from datetime import date

import pytest

from realpolitik.records.actors import ActorKind
from realpolitik.records.mentions import Naming
from realpolitik.understand.actors import slug
from tests.understand.reading import behind, names

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("text", "city", "acts"),
    [
        pytest.param("Moscow denied the charge on Friday.", "Moscow", True, id="it denies"),
        pytest.param("The talks in Moscow lasted two days.", "Moscow", False, id="in it"),
        pytest.param("The envoy flew to Tehran.", "Tehran", False, id="to it"),
        pytest.param("Relations with Ankara have cooled.", "Ankara", True, id="relations with it"),
        pytest.param("Beijing's policy toward its neighbours changed.", "Beijing", True, id="its policy"),
        pytest.param("The strike closed Cairo's airport.", "Cairo", False, id="its airport"),
        pytest.param("Lima accused Quito of spying.", "Quito", True, id="it is accused"),
        pytest.param("The queen visited Nairobi.", "Nairobi", False, id="it is visited"),
        pytest.param("The ambassador met the press in Doha and Riyadh.", "Riyadh", False, id="second of a list"),
        pytest.param("Officials in Seoul said Pyongyang had fired it.", "Pyongyang", True, id="it had fired"),
        pytest.param("CAIRO (Reuters) - The vote was put off.", "CAIRO", False, id="a dateline"),
    ],
)
def test_a_city_or_its_government(text: str, city: str, acts: bool) -> None:
    """The words around a capital say whether it acts."""
    found = {name.span.quote: name for name in names(text)}
    assert found[city].naming is Naming.METONYM
    assert found[city].acts is acts


@pytest.mark.parametrize(
    ("text", "state", "acts"),
    [
        pytest.param("Rebels fought in Syria.", "Syria", False, id="in it"),
        pytest.param("They fled to Jordan.", "Jordan", False, id="flight to it"),
        pytest.param("Russia returned a tank to Israel.", "Israel", True, id="something given to it"),
        pytest.param("Chad recalled its envoy.", "Chad", True, id="it acts"),
    ],
)
def test_a_state_or_a_place(text: str, state: str, acts: bool) -> None:
    """A state named only as a place is no actor."""
    assert {name.span.quote: name.acts for name in names(text)}[state] is acts


@pytest.mark.parametrize(
    ("text", "day", "words", "actor"),
    [
        pytest.param(
            "U.S. Secretary of State Hillary Clinton met Chinese Vice Premier Li Keqiang.",
            date(2012, 3, 1),
            "U.S. Secretary of State Hillary Clinton",
            "hillary-clinton",
            id="country, office and name are one naming",
        ),
        pytest.param(
            "Prime Minister Blair agreed.", date(2003, 3, 1), "Prime Minister Blair", "tony-blair", id="short"
        ),
        pytest.param("Blair told Bush to wait.", date(2003, 3, 1), "Bush", "george-w-bush", id="surname, in office"),
        pytest.param("Blair told Bush to wait.", date(1990, 3, 1), "Bush", "george-h-w-bush", id="the one of that day"),
        pytest.param(
            "Iranian Vice Admiral Behrouz Tavakoli warned them.",
            date(2012, 3, 1),
            "Iranian Vice Admiral Behrouz Tavakoli",
            "~behrouz-tavakoli",
            id="someone no table knows",
        ),
        pytest.param(
            "Donald Trump met Kim Jong Un. Trump praised Kim.",
            date(2018, 6, 12),
            "Kim",
            "kim-jong-un",
            id="family name",
        ),
        pytest.param("The Soviets backed Hanoi.", date(1970, 1, 1), "Soviets", "SUN", id="a people for its state"),
        pytest.param("The White House agreed.", date(2001, 1, 1), "White House", "white-house", id="a seat of power"),
    ],
)
def test_words_name_an_actor(text: str, day: date, words: str, actor: str) -> None:
    """The longest naming is one name of the right actor on the day."""
    assert {name.span.quote: name.actor.id for name in names(text, day)}.get(words) == actor


def test_a_full_name_decides_what_its_short_form_is() -> None:
    """A surname that is also a town, a state or another leader's name is the person named in full before."""
    text = (
        "Valerie Paris, an Australian sailor, sued the firm. Paris said it had lied. "
        "Daniel Brown, a lawyer for Paris, agreed. Brown gave no details."
    )
    found = [(name.span.quote, name.actor.id) for name in names(text, date(2008, 5, 1)) if name.acts]
    assert [actor for words, actor in found if words == "Paris"] == ["~valerie-paris", "~valerie-paris"]
    assert ("Brown", "~daniel-brown") in found


@pytest.mark.parametrize(
    ("text", "person", "country", "sector"),
    [
        pytest.param(
            "Marit Solheim, the foreign minister of Norway, left.", "~marit-solheim", "NOR", "GOV", id="behind"
        ),
        pytest.param("A Turkish analyst, Deniz Aydin, agreed.", "~deniz-aydin", "TUR", "EDU", id="before"),
        pytest.param("Peru's army chief, Hugo Salas, spoke.", "~hugo-salas", "PER", "MIL", id="possessive"),
        pytest.param("Former Kenyan minister Amos Kirui spoke.", "~amos-kirui", "KEN", "ELI", id="no longer in office"),
        pytest.param("Russia expert Carla Weiss spoke.", "~carla-weiss", "", "EDU", id="expertise is no citizenship"),
        pytest.param("Kenyan minister Tomas Brandt spoke.", "~tomas-brandt", "KEN", "GOV", id="two surnames of others"),
    ],
)
def test_what_is_said_of_a_stranger(text: str, person: str, country: str, sector: str) -> None:
    """Title and apposition give a person whom no table knows a country and a sector."""
    (found,) = {name.actor for name in names(text) if name.actor.id == person}
    assert (found.country, found.sector) == (country, sector)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("Michael Jordan spoke.", "Jordan", id="within a person's name"),
        pytest.param("Pro-Russian rebels shelled the town.", "Russian", id="a leaning"),
        pytest.param("Peru's Congress voted to impeach the president.", "Congress", id="another state's institution"),
        pytest.param("The treaty was signed in May.", "May", id="a month"),
        pytest.param("The Christian Democrats lost in Hesse.", "Democrats", id="the end of another party's name"),
        pytest.param("King Salman bin Abdulaziz Al Saud left Riyadh.", "Al Saud", id="the end of a person's name"),
    ],
)
def test_what_only_looks_like_a_name(text: str, words: str) -> None:
    """Words that spell a known name but are none are left alone."""
    assert words not in {name.span.quote for name in names(text)}


def test_an_acronym_in_brackets_names_the_group() -> None:
    """A group introduced with its acronym is known by it from there on."""
    text = "The Front for Northern Renewal (FNR) attacked a barracks. The FNR later denied it."
    found = [name.actor for name in names(text)]
    assert {actor.id for actor in found} == {"~front-for-northern-renewal"}
    assert {actor.kind for actor in found} == {ActorKind.ORGANISATION}
    assert len(found) == 3


def test_offsets_are_of_the_stored_text() -> None:
    """Every name's span gives its own words."""
    text = "Sudan’s President Omar al-Bashir met the U.N. envoy.\n\nMr. Bashir left."
    assert all(text[name.span.start : name.span.end] == name.span.quote for name in names(text, date(2005, 5, 1)))


@pytest.mark.parametrize(
    ("day", "acts_for", "sector"),
    [
        pytest.param(date(1979, 6, 1), "USA", "GOV", id="in office"),
        pytest.param(date(1994, 6, 1), "", "ELI", id="out of office"),
    ],
)
def test_an_office_has_its_time(day: date, acts_for: str, sector: str) -> None:
    """A person acts for the state while in office; afterwards the country stays, the office does not."""
    (who,) = behind("Jimmy Carter arrived.", "Carter", day)
    assert (who.actor, who.acts_for, who.country, who.sector) == ("jimmy-carter", acts_for, "USA", sector)


@pytest.mark.parametrize(
    ("name", "id"), [("Marit Solheim", "~marit-solheim"), ("Côte d'Or Group", "~cote-d-or-group"), ("A.B. C", "~a-b-c")]
)
def test_a_stranger_has_an_id_made_of_the_name(name: str, id: str) -> None:
    """The id is the folded name behind a tilde."""
    assert slug(name) == id


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "President Obama left. Later first lady Michelle Obama spoke. Obama smiled.",
            ["barack-obama", "~michelle-obama", "barack-obama"],
            id="a wife does not take the name",
        ),
        pytest.param("Al-Assad denied it.", ["bashar-al-assad"], id="the small letter of a name opens the sentence"),
        pytest.param(
            "The reporter Jean Cochran was there. Jean added that it failed.",
            ["~jean-cochran", "~jean-cochran"],
            id="a first name",
        ),
    ],
)
def test_who_was_named_before_goes_on(text: str, expected: list[str]) -> None:
    """A short form is whoever the text has known by it so far."""
    assert [name.actor.id for name in names(text)] == expected


@pytest.mark.parametrize(
    ("text", "word", "who"),
    [
        pytest.param("Kim Jong - un met Trump.", "Kim Jong - un", "kim-jong-un", id="hyphen between spaces"),
        pytest.param("Kim Sang-soo met Trump.", "Kim Sang-soo", "~kim-sang-soo", id="nobody known"),
        pytest.param("Choe Ryong-hae met Kim Sang-soo. Then Kim left.", "Kim", "~kim-sang-soo", id="family name first"),
    ],
)
def test_a_family_name_that_comes_first_is_not_somebody_else(text: str, word: str, who: str) -> None:
    """ "Kim" with a given name behind it is no one else called Kim, with or without spaces around the hyphen."""
    found = {name.span.quote: name.actor.id for name in names(text)}
    assert found[word] == who


def test_a_name_that_a_title_introduced_is_enough_by_itself() -> None:
    """ "President Makarios" tells who "Makarios himself" is, whatever the language model takes the word for."""
    text = "President Makarios fled the coup. Makarios himself, in London, thanked Moscow."
    assert [name.actor.id for name in names(text, date(1974, 8, 1)) if "Makarios" in name.span.quote] == 2 * [
        "makarios-iii"
    ]


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        pytest.param("Italy closed the crossing. Guerini said it would open soon.", "lorenzo-guerini", id="named"),
        pytest.param("Merkel said it would open soon.", "angela-merkel", id="whoever leads needs no state"),
    ],
)
def test_a_ministers_surname_needs_the_state(text: str, actor: str) -> None:
    """A family name alone is a minister where the state is spoken of, and a leader anywhere."""
    assert actor in {name.actor.id for name in names(text, date(2020, 3, 1))}


def test_a_surname_far_from_the_state_names_nobody_known() -> None:
    """Where nothing speaks of the state, the family name of its minister is somebody else's."""
    found = names("The Ohio shop was sold, Guerini said in Columbus.", date(2020, 3, 1))
    assert "lorenzo-guerini" not in {name.actor.id for name in found}
