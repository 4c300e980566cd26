"""Whom pronouns, "the two countries", "both sides" and other names of an organisation stand for."""

import pytest

from tests.understand.reading import behind, cast

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("text", "word", "pair"),
    [
        pytest.param(
            "Ethiopia and Eritrea resumed talks. Sudan offered to host them. The two countries have no embassies.",
            "countries",
            {"Ethiopia", "Eritrea"},
            id="a third named since",
        ),
        pytest.param(
            "Peru expelled the envoy of Chile. Bolivia condemned the step, and Bolivia offered mediation. "
            "The two countries share a border.",
            "countries",
            {"Peru", "Chile"},
            id="a third named most",
        ),
        pytest.param(
            "Greece accused Turkey of overflights. The United States urged calm. Both countries are in NATO.",
            "countries",
            {"Greece", "Turkey"},
            id="one acts on the other",
        ),
        pytest.param(
            "India met with Nepal. India met with Bhutan. The two countries agreed on a dam.",
            "countries",
            {"India", "Bhutan"},
            id="the nearest pair",
        ),
        pytest.param(
            "Ghana sent a note. Togo replied a day later. The two countries then fell silent.",
            "countries",
            {"Ghana", "Togo"},
            id="never in one sentence",
        ),
        pytest.param(
            "Ghana caught smugglers of Burkina Faso and Mali. Ghana, in the name of Niger, wrote to Togo, and "
            "the two countries agreed.",
            "countries",
            {"Ghana", "Togo"},
            id="joined by one verb",
        ),
        pytest.param(
            "Peru and Ecuador dispute a valley. Peru wrote to Ecuador. Ecuador thanked Peru. Brazil's offer to Peru "
            "failed since neither side wants a court.",
            "side",
            {"Peru", "Ecuador"},
            id="the sides of the story",
        ),
    ],
)
def test_two_are_those_last_named_together(text: str, word: str, pair: set[str]) -> None:
    """A pair is the two that share a sentence, not the two that happen to be nearest."""
    assert {who.name for who in behind(text, word)} == pair


def chains(text: str) -> list[set[str]]:
    """The chains of a text, as words."""
    return [{span.quote for span in chain} for chain in cast(text).chains]


def test_the_first_words_of_an_organisation_stand_for_it() -> None:
    """A short name takes up the longer one before it."""
    found = chains("Arkona Shipping Company lost two ships in March. Arkona sued the port.")
    assert any({"Arkona Shipping Company", "Arkona"} <= chain for chain in found)


def test_two_dates_are_not_one() -> None:
    """Dates with the same month are not the same day."""
    found = chains("The strike began on April 3. It ended on April 9.")
    assert not any({"April 3", "April 9"} <= chain for chain in found)


def test_we_of_nobody_credited_stays_the_same_voice() -> None:
    """ "We" and "our" without anyone credited are one as long as they are near."""
    found = chains("We ask all parties to talk. Our patience has an end.")
    assert any({"We", "Our"} <= chain for chain in found)


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        pytest.param(
            "Juncker tore up the text that Barroso had written.\n\n“It is over,” he said.",
            "Jean-Claude Juncker",
            id="of the main clause",
        ),
        pytest.param(
            "Macron called the army because Kerry had threatened Merkel. “It is over,” he said.",
            "Emmanuel Macron",
            id="not of its reason",
        ),
        pytest.param(
            "According to Macron, Kerry left on Monday. He said the talks had failed.",
            "Emmanuel Macron",
            id="according to",
        ),
        pytest.param(
            "Lavrov was criticised by Kerry. “He is late,” he said.", "John Kerry", id="who acts in a passive"
        ),
        pytest.param("Kerry attacked Lavrov. “He is late,” he said.", "John Kerry", id="who acts speaks of the other"),
        pytest.param(
            "Lavrov and Kerry met in Geneva. Kerry brought an aide. The talks ended in a quarrel.\n\n"
            "“I forgive him,” he said.",
            "John Kerry",
            id="who speaks before whom is spoken of",
        ),
        pytest.param("Merkel asked Kerry about Lavrov. “He is late,” he said.", "John Kerry", id="who was asked"),
        pytest.param("Lavrov interviewed Kerry in March. “We are ready,” he said.", "John Kerry", id="interviewed"),
        pytest.param(
            "Lavrov asked Kerry to leave. “It is late,” he said.", "Sergei Lavrov", id="a wish is no question"
        ),
    ],
)
def test_he_said_is_whoever_acted_last_in_a_main_clause(text: str, speaker: str) -> None:
    """Of two men before "he said" the last speaker or main actor is meant, unless the other was asked something."""
    (who,) = behind(text, "he" if " he " in text else "He", nth=0)
    assert who.name == speaker


@pytest.mark.parametrize(
    ("text", "names"),
    [
        pytest.param("Arkona fell on Monday. Arkona Inc. denied it.", {"Arkona", "Arkona Inc."}, id="form of company"),
        pytest.param(
            "Shares of Lodestar Steel Ltd. fell. Lodestar Steel denied it.",
            {"Lodestar Steel Ltd.", "Lodestar Steel"},
            id="less",
        ),
        pytest.param(
            "The Baltic Harbour Council met in Riga. The BHC wants a new pier.",
            {"The Baltic Harbour Council", "The BHC"},
            id="acronym",
        ),
        pytest.param(
            "The BHC wants a pier. The Baltic Harbour Council met in Riga.",
            {"The BHC", "The Baltic Harbour Council"},
            id="acronym first",
        ),
    ],
)
def test_an_organisation_has_more_than_one_name(text: str, names: set[str]) -> None:
    """Company forms may be left out, and initials stand for the name, whichever comes first."""
    assert any(names <= chain for chain in chains(text))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Arkona Shipping sued Arkona Steel.", id="one word in common"),
        pytest.param("The Harbour Council met the Harbour Guild.", id="both of one harbour"),
    ],
)
def test_organisations_with_a_word_in_common_are_two(text: str) -> None:
    """Names that differ in more than a company form are of different organisations."""
    assert not any(len(chain) > 1 for chain in chains(text))


def test_a_title_tells_who_he_or_she_is() -> None:
    """ "Ms." before the first naming makes every later naming of her a woman's."""
    text = "Ms. Obi Tamm met Mr. Rein Saar. Saar praised Tamm. She thanked Saar."
    assert [who.name for who in behind(text, "She")] == ["Obi Tamm"]
