"""How someone is called, what is asked, and what a voice holds to be so."""

import pytest

from realpolitik.records.evidence import Factuality
from tests.understand.statements import abouts, claims, labels, parties, questions

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("text", "about"),
    [
        pytest.param("Turkey is the key to the straits.", ["TUR"], id="the key"),
        pytest.param("Zambia is in trouble.", ["ZMB"], id="in trouble"),
        pytest.param("The embargo will weaken Sudan.", ["SDN"], id="will weaken"),
        pytest.param("The famine was the result of Spain's tariff.", ["ESP"], id="the result"),
        pytest.param("Chile is far richer than Peru.", ["CHL", "PER"], id="comparison"),
        pytest.param("It is unlikely that Fiji will sign.", ["FJI"], id="unlikely"),
        pytest.param("The vote shows that Togo fears a coup.", ["TGO"], id="shows that"),
        pytest.param("The purge was a mistake by Mali.", ["MLI"], id="a mistake"),
    ],
)
def test_a_claim_is_read(text: str, about: list[str]) -> None:
    """Judgements, causes and comparisons about actors are claims."""
    assert about in [parties(one.about) for one in claims(text)]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Ravi Patel is the Fijian premier.", id="who someone is"),
        pytest.param("Peru has a long coast.", id="a plain fact"),
        pytest.param("The soup is too weak.", id="no actor"),
        pytest.param("If Peru is weak, the fleet will sail.", id="a condition"),
        pytest.param("The film shows Peru signing the pact.", id="what is shown to the eye"),
        pytest.param("Is Peru weak?", id="a question"),
        pytest.param("Peru wants a port.", id="an interest"),
        pytest.param("Chile attacked a fort in Peru.", id="an event"),
    ],
)
def test_what_is_no_claim(text: str) -> None:
    """Facts, conditions, questions, and what another record says already."""
    assert not claims(text)


def test_a_claim_has_its_voice_and_only_its_clause() -> None:
    """What a speaker holds is the speaker's, in the words of the clause."""
    (found,) = claims("Lima said on Monday that Chile is weak at sea.")
    assert [voice.actor for voice in found.attribution] == ["PER"]
    assert [span.quote for span in found.evidence] == ["Chile is weak at sea"]


def test_he_said_in_between_is_no_part_of_it() -> None:
    """A claim around "said X" has two pieces, and X is not what it is about."""
    (found,) = claims("Zambia, said Banda, “is in trouble.”")
    assert [span.quote for span in found.evidence] == ["Zambia", "is in trouble"]
    assert parties(found.about) == ["ZMB"]


def test_a_denied_claim_is_denied() -> None:
    """ "Is not a danger" is the denial of one."""
    (found,) = claims("Iraq is not a danger to Kuwait.")
    assert found.factuality is Factuality.DENIED


@pytest.mark.parametrize(
    ("text", "label", "about"),
    [
        pytest.param("Chad is Libya's sworn enemy.", "sworn enemy", ["TCD"], id="predicate"),
        pytest.param(
            "Peru banned the terrorist group Hezbollah.", "terrorist group", ["hezbollah"], id="before a name"
        ),
        pytest.param("Jordan condemned the Syrian regime.", "regime", ["SYR"], id="of a state"),
        pytest.param("Jordan condemned the Syrian regime and Iran.", "regime", ["SYR"], id="not who is joined to it"),
        pytest.param("Panama called the Cuban premier a puppet.", "puppet", ["CUB"], id="called"),
        pytest.param("Serbia called the Greek general a hero.", "hero", ["GRC"], id="praise"),
        pytest.param("Iraq fought the so-called Islamic State.", "so-called", ["islamic-state"], id="hyphen"),
    ],
)
def test_a_label_is_read(text: str, label: str, about: list[str]) -> None:
    """The designation alone, without article and nationality, and who is called so."""
    assert (label, about) in [(one.label, parties(one.about)) for one in labels(text)]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("The anti-terrorist prosecutor of Peru resigned.", id="against"),
        pytest.param("The exercise regime of the swimmer is hard.", id="another sense"),
        pytest.param("The enemy of the good is the best.", id="nobody"),
    ],
)
def test_what_is_no_label(text: str) -> None:
    """The word must fall on an actor."""
    assert not labels(text)


def test_a_label_is_of_whoever_uses_it() -> None:
    """What a voice calls someone is told by that voice."""
    (found,) = labels("Lima said that the Chilean regime had failed.")
    assert [voice.actor for voice in found.attribution] == ["PER"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("Will Peru sign the pact?", "Will Peru sign the pact?", id="direct"),
        pytest.param("Kenya asked whether Mali would vote.", "whether Mali would vote", id="indirect"),
        pytest.param("He hides one thing: can Chile pay?", "can Chile pay?", id="behind a colon"),
    ],
)
def test_a_question_is_read(text: str, words: str) -> None:
    """The question itself, asked by the author or a voice, and never a claim."""
    assert words in [one.evidence[0].quote for one in questions(text)]
    assert not claims(text)


def test_a_question_about_nobody_is_left_out() -> None:
    """A question that names no actor is none of ours."""
    assert not abouts("What is the time?")
