"""Where: names to entries, the place of an act, disputed places, and no place at all."""

from datetime import date

import pytest

from realpolitik.records.places import Place
from realpolitik.understand.places import Places, places_in
from realpolitik.understand.sentences import parse
from tests.builders import document

pytestmark = pytest.mark.model

DAY = date(2016, 6, 6)


def places(text: str, day: date = DAY) -> Places:
    """The places of a text of that day."""
    article = document(text, day)
    return places_in(article, parse(article))


def named(text: str, words: str, day: date = DAY) -> Place:
    """The place that these words name."""
    return next(mention.place for mention in places(text, day).mentions if mention.span.quote == words)


def where(text: str, verb: str, day: date = DAY) -> Place | None:
    """Where the act took place that this word of the text names."""
    article = document(text, day)
    doc = parse(article)
    return places_in(article, doc).of(next(token for token in doc if token.text == verb))


@pytest.mark.parametrize(
    ("text", "words", "latitude", "longitude"),
    [
        pytest.param("The minister flew to Nairobi.", "Nairobi", -1.3, 36.8, id="a capital"),
        pytest.param("A warehouse burned in Paris, Texas.", "Paris", 33.7, -95.6, id="province beside it"),
        pytest.param("The bridge at Paris was closed by French police.", "Paris", 48.9, 2.4, id="the largest"),
        pytest.param("Voters in Ohio went to the polls in Dayton.", "Dayton", 39.8, -84.2, id="province named before"),
        pytest.param("The court sat in Oruro, Bolivia.", "Oruro", -18.0, -67.1, id="country beside it"),
    ],
)
def test_a_name_is_the_place_meant(text: str, words: str, latitude: float, longitude: float) -> None:
    """What stands beside a name, then size, decides which of several places it is."""
    place = named(text, words)
    assert place.latitude == pytest.approx(latitude, abs=0.5)
    assert place.longitude == pytest.approx(longitude, abs=0.5)


@pytest.mark.parametrize(
    ("text", "verb", "place"),
    [
        pytest.param("The two envoys met in Vienna on Friday.", "met", "Vienna", id="in a city"),
        pytest.param("Police arrested nine people in Lagos, Nigeria.", "arrested", "Lagos", id="the smallest"),
        pytest.param("Shells fell near Kharkiv overnight.", "fell", "Kharkiv", id="near a city"),
        pytest.param("The Oslo talks collapsed.", "talks", "Oslo", id="a city before the noun"),
    ],
)
def test_an_act_takes_place_where_its_clause_says(text: str, verb: str, place: str) -> None:
    """The place hangs on the act."""
    found = where(text, verb)
    assert found is not None
    assert found.name == place


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        pytest.param("Moscow condemned the vote.", "condemned", id="a capital that acts"),
        pytest.param("The Kremlin denied the report.", "denied", id="a building that acts"),
        pytest.param("Talks with Ankara collapsed.", "collapsed", id="a capital that is met"),
        pytest.param("The Washington Post reported it.", "reported", id="a newspaper"),
        pytest.param("The president resigned yesterday.", "resigned", id="nothing said"),
        pytest.param("Ghana accused Togo of theft.", "accused", id="states that act"),
        pytest.param("The Syria talks collapsed.", "talks", id="a state that it is about"),
        pytest.param("The two discussed a ban on arms, in Chad and Niger.", "discussed", id="set off"),
        pytest.param("They held talks over the rights of herders in Chad.", "talks", id="within what it is over"),
    ],
)
def test_no_place_is_an_answer(text: str, verb: str) -> None:
    """A capital standing for its government is not where the act took place; without a place there is none."""
    assert where(text, verb) is None


@pytest.mark.parametrize(
    ("words", "day", "holders", "others"),
    [
        pytest.param("Crimea", date(2016, 6, 6), {"RUS"}, {"UKR"}, id="Crimea since 2014"),
        pytest.param("Kashmir", date(2016, 6, 6), {"IND", "PAK", "CHN"}, set(), id="Kashmir, held in parts"),
        pytest.param("Azad Kashmir", date(2016, 6, 6), {"PAK"}, {"IND"}, id="Azad Kashmir"),
    ],
)
def test_a_disputed_place_lists_who_holds_and_who_claims_it(
    words: str, day: date, holders: set[str], others: set[str]
) -> None:
    """Holders and claimants are those of the day; we take no side."""
    place = named(f"The envoys met in {words} on Sunday.", words, day)
    assert set(place.holder) == holders
    assert set(place.claimants) - holders == others


def test_a_place_was_undisputed_before_the_dispute() -> None:
    """In a text of 2010 Crimea is held by one and claimed by no other."""
    place = named("The envoys met in Crimea on Sunday.", "Crimea", date(2010, 6, 6))
    assert set(place.holder) == {"UKR"}
    assert not place.disputed


@pytest.mark.parametrize(
    ("text", "word"),
    [
        pytest.param("Jordan Smith scored twice.", "Jordan", id="a person"),
        pytest.param("She bought a china cup.", "china", id="a thing"),
    ],
)
def test_a_name_of_something_else_is_no_place(text: str, word: str) -> None:
    """People, papers and things may be called like places."""
    assert word not in [mention.span.quote for mention in places(text).mentions]


def test_mentions_quote_the_text() -> None:
    """Every mention stands where it says."""
    text = "From Cape Town to Addis Ababa, and from Guayaquil to São Paulo, dockers struck."
    found = places(text).mentions
    assert found
    assert all(text[mention.span.start : mention.span.end] == mention.span.quote for mention in found)
