"""Who says it: the records of speech, the voices behind each clause, and attributions in the wider sense."""

from datetime import date

import pytest

from realpolitik.records.evidence import Factuality
from realpolitik.records.quotes import Quote, Report, Speech
from realpolitik.understand.actors import names_in
from realpolitik.understand.coreference import cast_of
from realpolitik.understand.quotes import Attribution, Speeches, attributions_in, speeches_in
from realpolitik.understand.sentences import parse
from tests.builders import document

pytestmark = pytest.mark.model

DAY = date(2016, 6, 6)


def speeches(text: str) -> Speeches:
    """What is said in a text."""
    article = document(text, DAY)
    doc = parse(article)
    return speeches_in(article, doc, cast_of(article, doc, names_in(article, doc)))


def attributions(text: str) -> tuple[Attribution, ...]:
    """Who stands how to what in a text."""
    article = document(text, DAY)
    doc = parse(article)
    return attributions_in(article, doc, cast_of(article, doc, names_in(article, doc)))


def told(speech: Speech) -> tuple[str, list[str], list[str]]:
    """A record in short: what kind, the words of its speakers, the words said."""
    return speech.kind, [who.span.quote for who in speech.speaker], [span.quote for span in speech.evidence]


def voices(text: str, word: str) -> list[str]:
    """The names of the voices behind a word, innermost first."""
    article = document(text, DAY)
    doc = parse(article)
    found = speeches_in(article, doc, cast_of(article, doc, names_in(article, doc)))
    return [voice.name for voice in found.voices_at(next(token for token in doc if token.text == word))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Merkel said that the talks had failed.",
            [("report", ["Merkel"], ["the talks had failed"])],
            id="indirect",
        ),
        pytest.param(
            "Lavrov said that the talks had failed and that Moscow would respond.",
            [("report", ["Lavrov"], ["the talks had failed and that Moscow would respond"])],
            id="A and that B",
        ),
        pytest.param("“We agree,” said the envoy.", [("quote", ["the envoy"], ["“We agree,”"])], id="direct"),
        pytest.param(
            "“The border,” Modi said, “will stay open.”",
            [("quote", ["Modi"], ["“The border,”", "“will stay open.”"])],
            id="split",
        ),
        pytest.param(
            "“We agree,” said the envoy. “We always did.”",
            [("quote", ["the envoy"], ["“We agree,”", "“We always did.”"])],
            id="it goes on behind the cue",
        ),
        pytest.param(
            "''We agree,'' said the envoy.", [("quote", ["the envoy"], ["''We agree,''"])], id="two apostrophes"
        ),
        pytest.param(
            "The talks, the mayor said, had collapsed.",
            [("report", ["the mayor"], ["The talks", "had collapsed"])],
            id="put in between",
        ),
        pytest.param(
            "As the consul noted, the offer expired.",
            [("report", ["the consul"], ["the offer expired"])],
            id="as she noted",
        ),
        pytest.param(
            "According to the Kremlin, the pipe was damaged.",
            [("report", ["the Kremlin"], ["the pipe was damaged"])],
            id="according to",
        ),
        pytest.param(
            "In the bishop's view, the war was unjust.",
            [("report", ["the bishop's"], ["the war was unjust"])],
            id="in her view",
        ),
        pytest.param(
            "Ghana's president was quoted as saying the vote was fair.",
            [("report", ["Ghana's president"], ["the vote was fair"])],
            id="was quoted as saying",
        ),
        pytest.param(
            "Sisi, who said Egypt would mediate, left.",
            [("report", ["Sisi"], ["Egypt would mediate"])],
            id="relative clause",
        ),
        pytest.param(
            "Trudeau: Canada will not sign\n\nThe premier spoke in Regina.",
            [("report", ["Trudeau"], ["Canada will not sign"])],
            id="headline",
        ),
        pytest.param(
            "Orban called the plan “madness”.", [("quote", ["Orban"], ["“madness”"])], id="a scare quote with a speaker"
        ),
        pytest.param("The so-called “security zone” was enlarged.", [], id="a scare quote without one"),
        pytest.param("“Never!” the king barked.", [("quote", ["the king"], ["“Never!”"])], id="any verb beside it"),
        pytest.param(
            "Abiy rejected the claim by Eritrea that troops had crossed.",
            [("report", ["Eritrea"], ["troops had crossed"])],
            id="a noun, and not who rejects it",
        ),
        pytest.param("Turkey agreed to withdraw. Iran wants a seat.", [], id="plans and wants are no speech"),
        pytest.param("Warsaw criticized the ruling.", [], id="nor is criticism"),
        pytest.param("Rain fell on Accra.", [], id="nothing"),
    ],
)
def test_speech_is_recorded_with_its_speaker(text: str, expected: list[tuple[str, list[str], list[str]]]) -> None:
    """One record for each speech, split or not, with whoever is credited."""
    assert [told(record) for record in speeches(text).records] == expected


def test_a_quotation_goes_on_from_paragraph_to_paragraph() -> None:
    """A paragraph that opens with a mark while the last was left open, or follows one, has the same speaker."""
    text = (
        "“Our army stands ready,” the marshal said.\n\n“It will strike if attacked.\n\n"
        "“Nobody should doubt it,” he said."
    )
    found = speeches(text).records
    assert all(isinstance(record, Quote) for record in found)
    assert [told(record)[1] for record in found] == [["the marshal"], ["the marshal"], ["he"]]


def test_a_mark_that_is_never_closed_ends_with_its_paragraph() -> None:
    """What stands in the next paragraph is the author's."""
    text = "The envoy said: “We agree.\n\nRain fell on the capital."
    assert voices(text, "agree") == ["The envoy"]
    assert voices(text, "fell") == []


def test_a_quotation_inside_a_report_is_a_record_too() -> None:
    """Mixed speech: the report, and in it the words between the marks."""
    report, quote = speeches("Putin said the raid was “a stab in the back”.").records
    assert isinstance(report, Report)
    assert isinstance(quote, Quote)
    assert quote.evidence[0].quote == "“a stab in the back”"
    assert report.speaker == quote.speaker


def test_an_imagined_quotation_inside_a_quotation() -> None:
    """It is a record of its own, hypothetical, and whoever quotes it stands behind it."""
    outer, inner = speeches("“The parade is a way of saying, ‘We do not need you at all,’” the envoy said.").records
    assert told(outer)[1] == ["the envoy"]
    assert isinstance(inner, Quote)
    assert inner.imagined
    assert inner.factuality is Factuality.HYPOTHETICAL
    assert "‘We do not need you at all" in inner.evidence[0].quote
    assert [voice.name for voice in inner.attribution] == ["the envoy"]


def test_a_quotation_inside_a_quotation_has_its_own_speaker() -> None:
    """The one who is quoted in it, told by the one who quotes."""
    outer, inner = speeches("The envoy said: “The widow told me, ‘I will never leave.’”").records
    assert told(outer)[1] == ["The envoy"]
    assert told(inner)[1] == ["The widow"]
    assert [voice.name for voice in inner.attribution] == ["The envoy"]


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        pytest.param("The mayor said that rain fell. Snow melted.", "melted", [], id="a new sentence is the author's"),
        pytest.param(
            "The envoy said: “The widow told me that he fled.”",
            "fled",
            ["The widow", "The envoy"],
            id="innermost first",
        ),
        pytest.param("The consul is said to have fled.", "fled", ["unnamed sources"], id="is said to"),
        pytest.param("It was reported that the mayor fled.", "fled", ["unnamed sources"], id="it was reported"),
        pytest.param("The rebels reportedly seized the town.", "seized", ["unnamed sources"], id="reportedly"),
        pytest.param("Accra wants Togo to withdraw.", "withdraw", [], id="a want has no voice"),
        pytest.param("Niger accused Mali of shelling a town.", "shelling", ["Niger"], id="who accuses speaks"),
        pytest.param(
            "The nun demanded that the army withdraw and closed the convent.",
            "closed",
            [],
            id="what goes on with the cue",
        ),
        pytest.param("The colonel was condemned for looting.", "looting", [], id="nor has a judgement"),
        pytest.param("The widow denied that he fled.", "fled", ["The widow"], id="who denies speaks"),
    ],
)
def test_the_chain_of_voices_runs_outwards(text: str, word: str, expected: list[str]) -> None:
    """Behind a clause stand those who say it, and nobody else."""
    assert voices(text, word) == expected


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        pytest.param("It is like telling them: “Please invade us.”", [], id="like telling"),
        pytest.param("The queen would say that the pact is dead.", ["The queen"], id="would say"),
        pytest.param("The parade was a way of saying that the army rules.", [], id="a way of saying"),
    ],
)
def test_speech_that_nobody_uttered_is_imagined(text: str, speaker: list[str]) -> None:
    """It is hypothetical, and its innermost voice is marked as imagined."""
    found = speeches(text)
    (record,) = found.records
    assert record.factuality is Factuality.HYPOTHETICAL
    assert [who.span.quote for who in record.speaker][: len(speaker)] == speaker
    assert any(voice.imagined for chain in found.voices.values() for voice in chain)


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        pytest.param("Turkey agreed to withdraw.", "Turkey", "to withdraw", id="plans"),
        pytest.param("Chile wants a seat.", "Chile", "a seat", id="wants"),
        pytest.param("Warsaw criticized the ruling.", "Warsaw", "the ruling", id="criticism"),
        pytest.param("The union's support for the strike grew.", "The union's", "the strike", id="a noun"),
        pytest.param("The farmers are angry about the quota.", "The farmers", "the quota", id="an adjective"),
        pytest.param("The poll showed that turnout fell.", "The poll", "turnout fell", id="a document"),
    ],
)
def test_attribution_in_the_wider_sense(text: str, source: str, content: str) -> None:
    """Wants, plans, judgements and findings are attributions, though they are no speech of ours."""
    (found,) = attributions(text)
    assert (found.source[0].quote, found.content[0].quote) == (source, content)


def test_of_attributions_inside_one_another_the_outermost_is_told() -> None:
    """What a speaker thinks aloud is not told again; what nobody holds is no attribution."""
    assert [one.source[0].quote for one in attributions("The envoy said that Chad wants peace.")] == ["The envoy"]
    assert [one.source[0].quote for one in attributions("“I think Chad wants peace,” the envoy said.")] == ["the envoy"]
    assert attributions("It is feared that the dam will burst.") == ()


def test_a_relative_pronoun_is_a_source_beside_its_noun() -> None:
    """Both the noun and the pronoun that stands for it name who says it."""
    (found,) = attributions("The nun who said that rain fell left.")
    assert [span.quote for span in found.source] == ["The nun", "who"]


@pytest.mark.parametrize(
    "text",
    ["“", "”", '""', "''", "“”", "said", "said:", "He said.", "“““a”””", ": x y z", "“a\n\n“b\n\n“c", "\u200b“x said”"],
)
def test_broken_text_is_read_without_failing(text: str) -> None:
    """Stray marks and bare cues give at most odd records, whose spans are still the text's own words."""
    for record in speeches(text).records:
        assert all(text[span.start : span.end] == span.quote for span in record.evidence)
    attributions(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Lavrov said Ghana had asked for a truce, adding that the river was shared.",
            ["Sergei Lavrov", "Sergei Lavrov"],
            id="a participle behind what is said",
        ),
        pytest.param(
            "Merkel warned the day would mark a loss and said the island was alone.",
            ["Angela Merkel", "Angela Merkel"],
            id="a past verb behind a would",
        ),
        pytest.param(
            "“The premier must go,” tweeted former speaker and envoy Ada Obi.", ["Ada Obi"], id="one person, two titles"
        ),
        pytest.param("The lack of rain shows that the harvest will fail.", [], id="a lack has no voice"),
        pytest.param("A report said that the army had lied.", ["A report"], id="a document has one"),
        pytest.param("No state said that it had won.", [], id="nobody"),
        pytest.param("You know that we lost.", [], id="the reader"),
        pytest.param(
            "The relief mission in Mali said 83 died. That figure was lower. It said the dead were women.",
            ["The relief mission in Mali", "The relief mission in Mali"],
            id="a figure is not the it that says",
        ),
        pytest.param(
            "John Bale of Ohio, who said that the nominee was a friend, may vote no.",
            ["John Bale"],
            id="no place speaks",
        ),
    ],
)
def test_only_who_has_a_voice_speaks(text: str, expected: list[str]) -> None:
    """Speech goes on with its speaker; what cannot speak is none, nor is whoever is spoken of."""
    assert [who.name for speech in speeches(text).records for who in speech.speaker] == expected


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        pytest.param(
            "“We lost the crew,” the port master Jon Hoff wrote.\n\n“We assess the drone to be foreign,” "
            "ministry spokeswoman Cdr. Rebecca Reb told the Daily Star.",
            ["Jon Hoff", "Rebecca Reb"],
            id="who follows the comma",
        ),
        pytest.param(
            "Her father ruled the town, says Ada Obi. “She would sit next to him. She learnt it there.”",
            ["Ada Obi", "Ada Obi"],
            id="the same paragraph",
        ),
        pytest.param(
            "Mbeki met the support that the king needs.\n\n“I feel sure we have the votes,” said Rep. Jane Schak, "
            "who supports the accord.",
            ["Jane Schak", "Jane Schak"],
            id="I is who is credited in the same paragraph",
        ),
    ],
)
def test_a_quotation_without_a_cue_has_the_nearest_speaker(text: str, speakers: list[str]) -> None:
    """A quotation is of whoever stands beside it, else of who speaks in the same paragraph."""
    assert [who.name for speech in speeches(text).records for who in speech.speaker] == speakers


@pytest.mark.parametrize(
    ("text", "speaker", "teller"),
    [
        pytest.param("Putin's visit is a way of saying that Togo is alone.", ["Vladimir Putin"], [], id="whose way"),
        pytest.param(
            "“Peru has its own quarrel, and flaunting its ties is a way of saying, ‘Lagos, where were you?’” said Obi.",
            ["Peru"],
            ["Obi"],
            id="told by who is quoted",
        ),
    ],
)
def test_an_imagined_voice_is_of_whoever_would_say_it(text: str, speaker: list[str], teller: list[str]) -> None:
    """A way of saying something is the speech of whose way it is: imagined, told by whoever is quoted."""
    imagined = [speech for speech in speeches(text).records if speech.factuality is Factuality.HYPOTHETICAL]
    assert [[who.name for who in speech.speaker] for speech in imagined] == [speaker]
    assert [voice.name for voice in imagined[0].attribution] == teller


def test_a_quotation_opened_twice_is_of_who_speaks_between() -> None:
    """A quotation whose mark is not closed before its cue ends there, and goes on behind it."""
    (record,) = speeches("“Togo, said Magen, “is in trouble.”").records
    assert told(record) == ("quote", ["Magen"], ["“Togo,", "“is in trouble.”"])


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        pytest.param(
            "“Will you come?” Juncker asked Merkel.\n\n“I will,” she said.\n\n“When?”\n\n“In May, I think.”",
            ["Jean-Claude Juncker", "Angela Merkel", "Jean-Claude Juncker", "Angela Merkel"],
            id="question and answer",
        ),
        pytest.param(
            "“We will come,” said Juncker.\n\n“I will stay,” said Merkel.\n\n“It is too late for us.”",
            ["Jean-Claude Juncker", "Angela Merkel", "Angela Merkel"],
            id="nobody asked",
        ),
        pytest.param(
            "“Will you come?” said Juncker.\n\n“It is late,” he said.\n\n“It is too late for us.”",
            ["Jean-Claude Juncker", "Jean-Claude Juncker", "Jean-Claude Juncker"],
            id="one alone",
        ),
    ],
)
def test_two_speak_by_turns_where_one_asks(text: str, speakers: list[str]) -> None:
    """A quotation that is a paragraph by itself is the other's turn in a dialogue, else the last one goes on."""
    assert [who.name for record in speeches(text).records for who in record.speaker] == speakers
