"""Who is meant by nouns and pronouns."""

from datetime import date

import pytest

from realpolitik.understand.coreference import cast_of
from realpolitik.understand.sentences import parse
from tests.builders import document
from tests.understand.reading import behind, cast

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("text", "word", "acts_for", "country", "sector"),
    [
        pytest.param("Russian forces left.", "forces", "RUS", "RUS", "MIL", id="adjective"),
        pytest.param("Germany's defence ministry agreed.", "ministry", "DEU", "DEU", "GOV", id="possessive"),
        pytest.param("The army of Chad withdrew.", "army", "TCD", "TCD", "MIL", id="of"),
        pytest.param("Syrian rebels fled.", "rebels", "", "SYR", "REB", id="rebels act for no state"),
        pytest.param("Hamas officials agreed.", "officials", "hamas", "PSE", "REB", id="an organisation's"),
        pytest.param("Officials agreed.", "Officials", "", "", "GOV", id="nobody in particular"),
        pytest.param("Many Russians disagreed.", "Russians", "", "RUS", "CVL", id="people"),
        pytest.param("A retired general agreed.", "general", "", "", "ELI", id="out of office"),
        pytest.param("Egypt recalled its ambassador from Doha.", "ambassador", "EGY", "EGY", "GOV", id="its"),
        pytest.param("He met his French counterpart.", "counterpart", "FRA", "FRA", "GOV", id="his, but French"),
        pytest.param("Peru sent two of its commanders.", "two", "PER", "PER", "MIL", id="counted"),
    ],
)
def test_a_noun_stands_for_an_actor(text: str, word: str, acts_for: str, country: str, sector: str) -> None:
    """A noun for an actor says whose it is and what, but names nobody it does not name."""
    (who,) = behind(text, word)
    assert (who.actor, who.acts_for, who.country, who.sector) == ("", acts_for, country, sector)


@pytest.mark.parametrize(
    ("text", "day", "word", "actors"),
    [
        pytest.param(
            "Anwar Sadat and Menachem Begin signed. The two leaders shook hands.",
            date(1978, 9, 17),
            "leaders",
            ["anwar-sadat", "menachem-begin"],
            id="leaders",
        ),
        pytest.param(
            "Anwar Sadat and Menachem Begin signed. Both countries will exchange envoys.",
            date(1978, 9, 17),
            "countries",
            ["EGY", "ISR"],
            id="the countries of two leaders",
        ),
        pytest.param(
            "Japan and South Korea agreed. The two governments had quarrelled.",
            date(2014, 3, 10),
            "governments",
            ["JPN", "KOR"],
            id="governments",
        ),
        pytest.param(
            "India accused Pakistan. Pakistan denied it. Neither side wants a war, said Nils Dahl, an analyst.",
            date(2014, 3, 10),
            "side",
            ["IND", "PAK"],
            id="sides, and no analyst among them",
        ),
        pytest.param(
            "Japan and South Korea agreed. They set up a hotline.", date(2014, 3, 10), "They", ["JPN", "KOR"], id="they"
        ),
        pytest.param("The two superpowers met.", date(1962, 1, 1), "superpowers", [""], id="nobody named"),
    ],
)
def test_several_are_meant_at_once(text: str, day: date, word: str, actors: list[str]) -> None:
    """ "Both", "the two" and "neither" stand for the two last named that fit."""
    assert sorted(who.actor for who in behind(text, word, day)) == actors


@pytest.mark.parametrize(
    ("text", "day", "word", "actor"),
    [
        pytest.param("Angela Merkel left. She was tired.", date(2015, 1, 1), "She", "angela-merkel", id="she"),
        pytest.param("Chad closed its border.", date(2015, 1, 1), "its", "TCD", id="its"),
        pytest.param("Pyongyang denied it.", date(2015, 1, 1), "it", "", id="not its own subject"),
        pytest.param("Chad says it is clear that rain fell.", date(2015, 1, 1), "it", "", id="an empty it"),
        pytest.param(
            "The Israeli prime minister met Obama. The president praised him.",
            date(2016, 6, 6),
            "him",
            "benjamin-netanyahu",
            id="the office, then the pronoun",
        ),
        pytest.param(
            "Khrushchev wrote to Kennedy. The Soviet leader was angry.",
            date(1962, 10, 24),
            "leader",
            "nikita-khrushchev",
            id="leader of",
        ),
        pytest.param("Hezbollah fired. The group denied it.", date(2015, 1, 1), "group", "hezbollah", id="the group"),
        pytest.param(
            "Fighting goes on in Syria. The country is poor.", date(2015, 1, 1), "country", "SYR", id="country"
        ),
        pytest.param(
            "Angela Merkel met Secretary of State Rex Tillerson. The secretary of state left.",
            date(2017, 5, 21),
            "secretary",
            "rex-tillerson",
            id="a title of several words",
        ),
        pytest.param(
            "Iran had a plan. He telephoned Syrian President Bashar al-Assad and flew rifles into the country.",
            date(2015, 1, 1),
            "country",
            "SYR",
            id="the country of a title",
        ),
        pytest.param(
            "Iran's proxy, the militant group Hezbollah, fired.",
            date(2015, 1, 1),
            "group",
            "hezbollah",
            id="apposition",
        ),
        pytest.param("The army, which Chad trains, left.", date(2015, 1, 1), "which", "", id="relative pronoun"),
        pytest.param('"I will sign," Macron told Merkel.', date(2018, 6, 12), "I", "emmanuel-macron", id="I"),
        pytest.param('"We owe it to them," Macron said.', date(2018, 6, 12), "We", "FRA", id="we"),
    ],
)
def test_who_is_taken_up(text: str, day: date, word: str, actor: str) -> None:
    """A pronoun or a definite noun stands for the one named before that fits."""
    found = behind(text, word, day)
    if actor:
        assert [who.actor for who in found] == [actor]
    else:
        assert not any(who.actor for who in found)


def test_who_speaks_in_a_quotation_is_not_he_in_it() -> None:
    """ "He" between quotation marks is someone other than the one who is credited."""
    text = 'Putin had two aims. "His first one was to win time," said Viktor Orban.'
    assert [who.actor for who in behind(text, "His")] == ["vladimir-putin"]


def test_a_participant_found_through_a_pronoun_stands_where_the_pronoun_stands() -> None:
    """The span is the pronoun's, the actor that of its antecedent."""
    text = "Chad closed its border."
    (who,) = behind(text, "its")
    assert text[who.span.start : who.span.end] == "its"


def test_a_group_is_everyone_joined_by_and() -> None:
    """ "Ghana and Togo" headed by "Ghana" is both."""
    article = document("Ghana and Togo signed.")
    doc = parse(article)
    from realpolitik.understand.actors import names_in

    found = cast_of(article, doc, names_in(article, doc)).group(doc[0])
    assert [who.actor for who in found] == ["GHA", "TGO"]


def test_chains_hold_what_means_the_same() -> None:
    """Names, nouns and pronouns of one thing are one chain, things as well as actors."""
    text = "The treaty was signed by Chad. Chad praised it; the treaty ends a war."
    chains = [[span.quote for span in chain] for chain in cast(text).chains]
    assert ["The treaty", "it", "the treaty"] in chains or ["The treaty", "the treaty"] in chains
    assert ["Chad", "Chad"] in chains


def test_every_span_gives_its_words() -> None:
    """Mentions and chains lie in the stored text, also beyond the basic plane."""
    text = "𝄞 Chad’s army said it’d hold the “island”.\n\nThe army left; its two generals stayed."
    found = cast(text)
    spans = [span for chain in found.chains for span in chain]
    spans += [span for mention in found.mentions for span in mention.evidence]
    assert spans
    assert all(text[span.start : span.end] == span.quote for span in spans)


def test_no_text_has_no_cast() -> None:
    """A text without actors has no mentions and nobody behind its words."""
    assert cast("It rained all night.").mentions == ()


@pytest.mark.parametrize(
    ("text", "word", "who"),
    [
        pytest.param("Kerry knows the next president of Chad.", "president", ("", "TCD"), id="an office still ahead"),
        pytest.param(
            "Obama hopes the next president of the United States signs.",
            "president",
            ("", "USA"),
            id="nor whoever holds it",
        ),
        pytest.param("The Merkel government fell.", "government", ("", "DEU"), id="by whoever leads it"),
        pytest.param("The Obama Administration met envoys.", "Administration", ("", "USA"), id="capitalised"),
        pytest.param(
            "Tasnim news agency spoke of the Revolutionary Guard. The agency said it flew.",
            "agency",
            ("tasnim-news-agency", ""),
            id="the one whose name has the noun",
        ),
    ],
)
def test_an_office_or_body_is_no_more_than_the_words_say(text: str, word: str, who: tuple[str, str]) -> None:
    """No future president is the present one; a government is of the state that its leader leads."""
    found = behind(text, word, nth=text.split().count(word) - 1)
    assert [(one.actor, one.acts_for) for one in found] == [who]


@pytest.mark.parametrize("text", ["No government claimed the attack.", "Neither minister agreed."])
def test_none_is_no_actor(text: str) -> None:
    """Words that say that nobody did it stand for nobody."""
    assert behind(text, text.split()[1]) == ()


def test_sides_are_states_where_their_ministers_speak() -> None:
    """Both sides are the two states, also where one of them is named by its minister."""
    text = "Kerry and Lavrov announced a deal in Geneva. Both sides stood their ground."
    assert {one.actor for one in behind(text, "sides")} == {"USA", "RUS"}


@pytest.mark.parametrize(
    ("text", "word", "nth", "who"),
    [
        pytest.param(
            "Kerry said that Lavrov would come and that a deal was near. He urged Peru to wait.",
            "He",
            0,
            "john-kerry",
            id="who spoke goes on",
        ),
        pytest.param(
            "Kerry stressed that Lavrov had talked a lot.\n\n“The minister has had many talks,” he said.",
            "he",
            0,
            "john-kerry",
            id="not whom the quotation speaks of",
        ),
    ],
)
def test_he_who_says_is_who_spoke_before(text: str, word: str, nth: int, who: str) -> None:
    """A pronoun that speaks is the last speaker, none of those whom the words say something about."""
    assert [one.actor for one in behind(text, word, nth=nth)] == [who]


@pytest.mark.parametrize(
    ("text", "word", "who"),
    [
        pytest.param("Joe Biden left. The U.S. president stayed.", "president", "barack-obama", id="no vice president"),
        pytest.param("Putin met Lavrov. The Russian leader smiled.", "leader", "vladimir-putin", id="no minister"),
    ],
)
def test_a_leader_is_whoever_leads(text: str, word: str, who: str) -> None:
    """The president or leader of a state is no one below."""
    assert [one.actor for one in behind(text, word)] == [who]


def test_a_state_in_a_title_is_a_naming_of_the_state() -> None:
    """The "US" of "US envoy X" is in the chain of the United States, not in that of the envoy."""
    found = [
        {span.quote for span in chain} for chain in cast("The U.S. voted. U.S. President Barack Obama left.").chains
    ]
    assert {"The U.S.", "U.S."} in found


@pytest.mark.parametrize(
    ("text", "word", "who"),
    [
        pytest.param("Merkel, a trained glazier, left.", "glazier", "angela-merkel", id="beside a name"),
        pytest.param("Merkel is a legend.", "legend", "angela-merkel", id="said of a name"),
        pytest.param("Merkel is not a legend.", "legend", "", id="denied"),
    ],
)
def test_what_stands_beside_a_name_is_who_it_names(text: str, word: str, who: str) -> None:
    """A noun that no table lists is the person beside whose name it stands."""
    assert [one.actor for one in behind(text, word)] == ([who] if who else [])


def test_a_noun_inside_a_compound_is_nothing_by_itself() -> None:
    """The "border" of "border guards" is not taken up by "the border" of another country."""
    found = cast("Togo sent border guards. Ghana closed its border posts.").chains
    assert not any(span.quote == "border" for chain in found for span in chain)


@pytest.mark.parametrize(
    ("text", "who"),
    [
        pytest.param("Boeing spokesman Rein Saar said on Monday, “We are glad.”", ["boeing"], id="a spokesman"),
        pytest.param("Ada Tamm, chief executive of Boeing, left. “We are glad,” she said.", ["boeing"], id="a chief"),
        pytest.param(
            "Arkona Shipping spokesman Rein Saar said, “We are glad.”", ["~arkona-shipping"], id="of nobody known"
        ),
        pytest.param(
            "The Arkona Shipping Company sued. “We are glad,” the company said.",
            ["~arkona-shipping-company"],
            id="a firm",
        ),
        pytest.param("Ada Tamm, an analyst at Boeing, said: “We must wait.”", [], id="no analyst"),
    ],
)
def test_we_is_the_side_that_somebody_speaks_for(text: str, who: list[str]) -> None:
    """Whoever leads or speaks for an organisation says "we" for it, known to the tables or not."""
    assert [one.actor for one in behind(text, "We")] == who


@pytest.mark.parametrize(
    ("text", "word", "who"),
    [
        pytest.param("Obama met Xi. Both praised the deal.", "Both", {"barack-obama", "xi-jinping"}, id="both"),
        pytest.param("Obama met Xi. Neither gave a date.", "Neither", {"barack-obama", "xi-jinping"}, id="neither"),
        pytest.param("Two neighbours, Ghana and Togo, agreed.", "neighbours", {"GHA", "TGO"}, id="named beside"),
        pytest.param(
            "The African Union, the Arab League and Chad met. They agreed on a force.",
            "They",
            {"african-union", "arab-league", "TCD"},
            id="all of them, not the first",
        ),
    ],
)
def test_each_of_several_is_meant(text: str, word: str, who: set[str]) -> None:
    """A word for several stands for all who were joined, named beside it, or named last."""
    assert {one.actor for one in behind(text, word)} == who


@pytest.mark.parametrize(
    ("text", "town"),
    [
        pytest.param("Fighting in Goma, Congo, killed ten.", "Goma", id="a town"),
        pytest.param("Fighting in Kidal, Mali, killed ten.", "Kidal", id="another"),
    ],
)
def test_a_town_is_not_the_country_named_behind_it(text: str, town: str) -> None:
    """What stands behind a town says where it lies, not who it is."""
    assert behind(text, town) == ()


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        pytest.param("Oslo and Baku signed a treaty. The pact bans mines.", {"a treaty", "The pact"}, id="a treaty"),
        pytest.param("Rebels shelled a port. The attack killed ten. It is over.", {"The attack", "It"}, id="it"),
        pytest.param("Fighting went on in Kharkiv. The city was dark.", {"Kharkiv", "The city"}, id="the city"),
    ],
)
def test_a_thing_is_taken_up_by_another_word_for_its_sort(text: str, chain: set[str]) -> None:
    """ "The pact" takes up a treaty, "it" a thing, "the city" a town named before."""
    assert any(chain <= {span.quote for span in found} for found in cast(text).chains)


@pytest.mark.parametrize(
    ("text", "day", "word", "who"),
    [
        pytest.param(
            "The acting president of Cyprus, Glafcos Clerides, asked for time.",
            date(1974, 8, 1),
            "president",
            "glafcos-clerides",
            id="not whoever holds the office",
        ),
        pytest.param("Its oldest ally, the United States, objected.", date(1974, 8, 1), "ally", "USA", id="a state"),
        pytest.param(
            "Macron spoke. Merkel herself was silent.", date(2018, 6, 1), "herself", "angela-merkel", id="self"
        ),
        pytest.param(
            "Mali wants Algeria to close its border. It sent a list.", date(2014, 6, 1), "It", "MLI", id="main subject"
        ),
        pytest.param("Chad freed them in Niger. It was glad.", date(2014, 6, 1), "It", "TCD", id="no place"),
        pytest.param(
            "Moscow wants no island divided. Macron thanked it.",
            date(2018, 6, 1),
            "it",
            "RUS",
            id="no thing is thanked",
        ),
        pytest.param(
            "Reagan flew to Reykjavik to see Gorbachev. Thatcher supports the president.",
            date(1986, 10, 20),
            "president",
            "ronald-reagan",
            id="not who came into office later",
        ),
    ],
)
def test_who_is_meant_by_the_words_around(text: str, day: date, word: str, who: str) -> None:
    """The name beside a noun says who it is; a subject is more in mind than a place; an office has its time."""
    assert [one.actor for one in behind(text, word, day)] == [who]
