"""Cues of speech, thought and want, with what they take."""

from collections.abc import Iterator

import pytest

from realpolitik.understand.coreference import Cast
from realpolitik.understand.sayings import Saying, headlines_in, light_verbs, sayings_in, speech_cues
from realpolitik.understand.sentences import parse_text

pytestmark = pytest.mark.model


def sayings(text: str) -> Iterator[tuple[Saying, str, str, str]]:
    """Every saying of a text, with its source, what is spoken, and all of its content, as words."""
    doc = parse_text(text)

    def words(tokens: frozenset[int]) -> str:
        return " ".join(doc[at].text for at in sorted(tokens))

    for found in sayings_in(doc, frozenset(range(len(doc)))):
        source = found.source.text if found.source is not None else ""
        yield found, source, words(found.spoken), words(found.content)


@pytest.mark.parametrize(
    ("text", "row", "source", "spoken", "content"),
    [
        pytest.param(
            "The envoy said that rain fell.", "say", "envoy", "that rain fell", "that rain fell", id="a clause"
        ),
        pytest.param("Chad wants peace.", "want", "Chad", "", "peace", id="a want is not spoken"),
        pytest.param("Rabat urged them to stop.", "urge", "Rabat", "to stop", "to stop", id="an infinitive"),
        pytest.param("Niger accused Mali of spying.", "accuse", "Niger", "", "Mali spying", id="object and phrase"),
        pytest.param(
            "The critic pointed out that it fell.",
            "point out",
            "critic",
            "that it fell",
            "that it fell",
            id="two words",
        ),
        pytest.param(
            "She was confident that it fell.", "confident", "She", "that it fell", "that it fell", id="adjective"
        ),
        pytest.param("The bank's fear that it fell grew.", "fear", "bank", "that it fell", "that it fell", id="noun"),
        pytest.param(
            "The king made a claim that rain fell.",
            "claim",
            "king",
            "that rain fell",
            "that rain fell",
            id="light verb",
        ),
    ],
)
def test_a_cue_has_a_source_and_what_it_takes(text: str, row: str, source: str, spoken: str, content: str) -> None:
    """What is spoken makes records; the content is all that the source stands to."""
    found = [(one.row, who, said, whole) for one, who, said, whole in sayings(text) if one.row == row]
    assert found == [(row, source, spoken, content)]


def test_nobody_says_a_passive_without_an_agent() -> None:
    """ "Is said to" is hearsay, "was told by the nun that" is not."""
    assert [one.hearsay for one, *_ in sayings("He is said to have fled.")] == [True]
    assert [(who, one.hearsay) for one, who, *_ in sayings("It was reported by the nun that he fled.")] == [
        ("nun", False)
    ]


def test_the_pronoun_of_a_relative_clause_is_kept() -> None:
    """The source is the noun, the pronoun stands for it in the cue's own clause."""
    ((found, source, *_),) = sayings("The nun who said that rain fell left.")
    assert source == "nun"
    assert found.relative is not None
    assert found.relative.text == "who"


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        pytest.param("Trudeau: Canada will not sign", ["Trudeau"], id="a person"),
        pytest.param("Correction: the vote was in May", [], id="a word of the page"),
        pytest.param("Nairobi: two killed in a blast", [], id="a place"),
        pytest.param("Trudeau said: we agree on this", [], id="a sentence with a verb"),
        pytest.param("Trudeau: yes", [], id="too little said"),
    ],
)
def test_a_headline_with_a_colon_names_its_speaker(text: str, speakers: list[str]) -> None:
    """A short name without a verb, a colon, and what is said."""
    doc = parse_text(text)
    found = headlines_in(doc, frozenset(range(len(doc))), Cast())
    assert [one.source.text for one in found if one.source is not None] == speakers


def test_a_name_that_opens_several_lines_takes_turns() -> None:
    """The turns of an interview are the words of whoever is named before the colon."""
    turns = "Coral Herald: Will the reef be closed?\n\nTamsin: Yes, it will be closed.\n\n"
    doc = parse_text(turns * 3)
    found = [one.source.text for one in headlines_in(doc, frozenset(range(len(doc))), Cast()) if one.source is not None]
    assert found == ["Herald", "Tamsin"] * 3


def test_an_endless_sentence_is_passed_over() -> None:
    """A "sentence" without a stop gives no sayings, however often it says "said"."""
    assert list(sayings("he said that " * 600)) == []


def test_the_tables_speak_of_verbs_and_nouns() -> None:
    """Cues are kept by part of speech; light verbs only do what their object names."""
    assert speech_cues("verb")["say"]["class"] == "say"
    assert "say" not in speech_cues("noun")
    assert "make" in light_verbs()
    assert "reject" not in light_verbs()


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("The minister has met them, he will continue to meet them.", id="a comma between two clauses"),
        pytest.param(
            "Chad and Togo could take solace in one respect: They are still talking.", id="to talk is not to tell"
        ),
    ],
)
def test_a_clause_beside_a_verb_is_not_always_told(text: str) -> None:
    """Two clauses with a comma or a colon between them stand on their own."""
    doc = parse_text(text)
    assert not any(saying.spoken for saying in sayings_in(doc, frozenset(range(len(doc)))))
