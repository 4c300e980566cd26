"""What happened, who says what and what is arranged: each thing once, as firmly as it is told."""

from dataclasses import replace

import pytest

from realpolitik.records.arrangements import Arrangement, Status
from realpolitik.records.claims import Label
from realpolitik.records.events import Event, EventType
from realpolitik.records.evidence import Factuality, Polarity, Record, Voice
from realpolitik.records.quotes import Quote, Report
from realpolitik.records.times import TimeFrame
from realpolitik.tell.account import arranged, happened, labelled, lines_of, said
from realpolitik.tell.material import material_of
from realpolitik.tell.sections import Section
from tests.builders import actor, event, reading, record, span, who

TEXT = (
    "Mali threatened to close the border with Niger. Niger regrets the threat of Mali. Two envoys met in Gao. "
    "In 1985 Mali fought Burkina Faso. Niger said that Mali was wrong. “We will not bow,” Sidibe said on Monday, the "
    "radio reported. Mali and Niger agreed on a joint patrol on the river. The joint patrol starts in May. "
    "Mali calls Niger a puppet."
)
NAMES = {"Mali": "MLI", "Niger": "NER", "Burkina Faso": "BFA", "Sidibe": "~sidibe", "the radio": "~radio"}
ACTORS = [actor("MLI", "Mali"), actor("NER", "Niger"), actor("BFA", "Burkina Faso")]


def act(words: str, type: EventType, first: str = "Mali=MLI", second: str = "Niger=NER", **fields: object) -> Event:
    """An act between two of them."""
    return event(TEXT, words, type, first, second, **fields)


def lines(section: Section) -> list[str]:
    """The sentences of a section, as they are read aloud."""
    return [sentence.text for group in section.groups for sentence in group.sentences]


def told(*records: Record) -> list[str]:
    """What is told to have happened."""
    return lines(happened(material_of([reading(TEXT, records, actors=ACTORS)], None)))


THREAT = act("Mali threatened to close the border with Niger", EventType.THREATEN)
CLOSING = act("close the border with Niger", EventType.COERCE, factuality=Factuality.PLANNED)


def test_the_same_words_make_one_line() -> None:
    """A threat and what is threatened are two records and one line, with a footnote for each."""
    material = material_of([reading(TEXT, [THREAT, CLOSING])], None)
    (line,) = lines_of(material)
    assert [each.first.event_type for each in line] == [EventType.THREATEN, EventType.COERCE]
    (group,) = happened(material).groups
    assert len(group.sentences[0].records) == 2
    assert lines(happened(material)) == [
        "Mali to Niger: “Mali threatened to close the border with Niger” (read as threat, and as planned coercion)"
    ]


def test_history_is_never_told_in_one_line_with_the_present() -> None:
    """What lies long back stands by itself, whatever words it shares."""
    old = act("Mali threatened to close the border", EventType.COERCE, time=TimeFrame.HISTORICAL)
    assert len(told(THREAT, old)) == 2


def test_mentions_of_one_act_are_one_line() -> None:
    """Reported twice, told once, in the words of both, and counted."""
    again = act("the threat of Mali", EventType.THREATEN)
    (line,) = told(THREAT, again)
    assert line.endswith("(read as threat, 2 mentions, counted as one)")
    assert "; also “Niger regrets the threat of Mali”" in line


def test_mentions_in_several_articles_are_counted_by_article() -> None:
    """Two reports of one act are not two acts; how many articles tell it is said."""
    other = f"Update: {TEXT}"
    again = event(other, "Mali threatened to close the border with Niger", EventType.THREATEN, "Mali=MLI", "Niger=NER")
    material = material_of([reading(TEXT, [THREAT]), reading(other, [again])], None)
    (line,) = lines(happened(material))
    assert line.endswith("(read as threat, 2 mentions in 2 articles, counted as one)")
    assert line.count("“") == 1


def test_a_side_is_not_told_as_acting_on_itself() -> None:
    """Who does something together is named once."""
    joint = act(
        "Mali and Niger agreed on a joint patrol on the river",
        EventType.AGREE,
        (who(TEXT, "Mali", "MLI"), who(TEXT, "Niger", "NER")),
        (who(TEXT, "Niger", "NER"),),
    )
    (line,) = told(joint)
    assert line.startswith("Mali and Niger: ")


def test_what_is_negated_stands_among_the_denied() -> None:
    """However firmly it is told."""
    denied = act("Mali threatened to close the border with Niger", EventType.COERCE, polarity=Polarity.NEGATIVE)
    material = material_of([reading(TEXT, [denied])], None)
    assert [group.heading for group in happened(material).groups] == ["Denied"]


QUOTE = record(
    Quote,
    TEXT,
    "“We will not bow,”",
    speaker=(who(TEXT, "Sidibe", "~sidibe"),),
    attribution=(Voice(actor="~radio", name="the radio"),),
)


def speeches(*records: Record) -> list[str]:
    """Who is told to say what."""
    return lines(said(material_of([reading(TEXT, records, actors=ACTORS)], None)))


def test_words_are_told_once_by_whom_they_were_said() -> None:
    """Not a second time by the one who hands them on."""
    handed_on = replace(QUOTE, speaker=(who(TEXT, "the radio", "~radio"),), attribution=())
    assert speeches(QUOTE, handed_on) == ["Sidibe: “We will not bow,” (as told by the radio)"]


def test_indirect_speech_reads_on_from_its_verb() -> None:
    """With the verb that the text has."""
    report = record(Report, TEXT, "that Mali was wrong", speaker=(who(TEXT, "Niger", "NER"),), cue=span(TEXT, "said"))
    assert speeches(report) == ["Niger said “that Mali was wrong” (in indirect speech)"]


def test_everyone_is_heard_before_anyone_is_heard_twice() -> None:
    """Where room is short, a second voice is worth more than a ninth sentence of the first."""
    text = (
        " ".join(f"“Sentence number {n} of the minister,” she said." for n in range(12))
        + " “Not so, not at all,” he said."
    )
    minister = [
        record(Quote, text, f"“Sentence number {n} of the minister,”", speaker=(who(text, "she", "~minister"),))
        for n in range(12)
    ]
    rival = record(Quote, text, "“Not so, not at all,”", speaker=(who(text, "he", "~rival", name="The rival"),))
    section = said(material_of([reading(text, [*minister, rival])], None))
    assert any(line.startswith("The rival: ") for line in lines(section))
    assert section.groups[0].more == 5


def test_somebody_unknown_is_heard_last() -> None:
    """Where room is short, a voice that nobody can name gives way to a second sentence of one who can be named."""
    text = (
        " ".join(f"“Sentence number {n} of the minister,” she said." for n in range(8))
        + " “I do not know it,” he said."
    )
    minister = [
        record(Quote, text, f"“Sentence number {n} of the minister,”", speaker=(who(text, "she", "~minister"),))
        for n in range(8)
    ]
    someone = record(Quote, text, "“I do not know it,”", speaker=(who(text, "he", name="He"),))
    assert not any(
        "not identified" in line for line in lines(said(material_of([reading(text, [*minister, someone])], None)))
    )


@pytest.mark.parametrize(
    ("status", "expected"),
    [pytest.param(Status.AGREED, 1, id="the same"), pytest.param(Status.ENDED, 2, id="ended meanwhile")],
)
def test_an_arrangement_is_told_once_unless_it_changed(status: Status, expected: int) -> None:
    """The longer words tell the shorter ones too."""
    parties = (who(TEXT, "Mali", "MLI"), who(TEXT, "Niger", "NER"))
    longer = record(
        Arrangement,
        TEXT,
        "agreed on a joint patrol on the river",
        object=span(TEXT, "a joint patrol on the river"),
        status=Status.AGREED,
        parties=parties,
    )
    shorter = record(
        Arrangement, TEXT, "The joint patrol", object=span(TEXT, "joint patrol", nth=1), status=status, parties=parties
    )
    section = arranged(material_of([reading(TEXT, [shorter, longer], actors=ACTORS)], None))
    assert len(lines(section)) == expected


def test_a_label_without_a_known_bearer_is_its_users_word() -> None:
    """Nobody is called something whom the reader could not name."""
    label = record(Label, TEXT, "puppet", label="puppet", attribution=(Voice(actor="MLI", name="Mali"),))
    known = replace(label, about=(who(TEXT, "Niger", "NER"),))
    for records, line in (([label], "Mali uses the word “puppet”"), ([known], "Niger is called “puppet” by Mali")):
        assert lines(labelled(material_of([reading(TEXT, records, actors=ACTORS)], None))) == [line]
