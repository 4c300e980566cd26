"""The brief: every sentence with its words, each thing told as firmly as the text tells it, and no firmer."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings

from realpolitik.errors import InputError, UnknownName
from realpolitik.records.documents import NEWS
from realpolitik.records.readings import Reading
from realpolitik.tell import markdown, page
from realpolitik.tell.brief import Brief, brief_of
from tests.strategies import readings


def said(brief: Brief, section: str) -> list[str]:
    """The sentences of a section as they are read aloud, its notes after them."""
    found = [part for part in brief.sections if part.title == section]
    return [
        line for part in found for group in part.groups for line in (*(s.text for s in group.sentences), *group.notes)
    ]


def heading_of(brief: Brief, words: str) -> str:
    """The heading under which a sentence with these words stands."""
    return next(
        group.heading
        for section in brief.sections
        for group in section.groups
        if section.title == "What happened" and any(words in sentence.text for sentence in group.sentences)
    )


def test_the_bottom_line_comes_first(kunene: Reading) -> None:
    """The question of the headline, the verdict with what it is compared to, who pays, what both want."""
    short = said(brief_of([kunene]), "In short")
    assert short[0] == "The article asks: “Can Namibia and Angola share the Kunene?”"
    assert "Angola and Namibia" in short[1]
    assert "no deal" in short[1]
    assert short[2].startswith("South Africa loses against no deal in ")
    assert "Angola and Namibia both want to prevent “South Africa out of the talks”" in short


def test_acts_stand_where_they_belong(kunene: Reading) -> None:
    """What happened by date, what has no date after it, plans and history apart."""
    brief = brief_of([kunene])
    told = said(brief, "What happened")
    assert (
        told[0]
        == "4 May 2011, Namibia and Angola: “Namibia met Angola in Windhoek on 4 May 2011” (read as meeting or talks)"
    )
    assert heading_of(brief, "met") == ""
    assert heading_of(brief, "cut the flow") == "No date in the words"
    assert heading_of(brief, "open two gates") == "Planned or announced"
    assert heading_of(brief, "raided") == "Earlier history"


def test_hedges_stay_visible(kunene: Reading) -> None:
    """A report without a source says so."""
    (line,) = [line for line in said(brief_of([kunene]), "What happened") if "cut the flow" in line]
    assert "reportedly, no source named" in line


def test_history_counts_for_nothing_now(kunene: Reading) -> None:
    """The raid of 1978 makes no tie and no number of the present."""
    brief = brief_of([kunene])
    assert not any("raided" in line for line in said(brief, "How the parties stand"))
    (acts,) = [line for line in said(brief, "In short") if "told as having happened" in line]
    assert "told as having happened: meeting or talks and coercion; planned: concession" in acts


def test_imagined_words_are_marked(kunene: Reading) -> None:
    """Nobody is made to say what somebody else made up."""
    (line,) = [line for line in said(brief_of([kunene], about=None), "Who says what") if "never said" in line]
    assert line.startswith("Angola: “Go thirsty, all of you,”")
    assert "imagined by Tjivikua" in line


def test_speakers_and_indirect_speech(kunene: Reading) -> None:
    """Each quotation with its speaker and whom that speaks for; indirect speech says that it is."""
    told = said(brief_of([kunene]), "Who says what")
    assert "Tjivikua (Namibia): “We need water for our towns,”" in told
    assert "Angola: “that dams cost money” (in indirect speech)" in told


def test_ties_and_strange_bedfellows(kunene: Reading) -> None:
    """Every pair once, the main one first, and the ally of both a rival and a friend shown as out of balance."""
    told = said(brief_of([kunene]), "How the parties stand")
    assert told[0].startswith("Angola and Namibia: neighbour: “neighbours on good terms”")
    assert "friendly" in told[0]
    assert "Namibia is friendly with both Angola and Zambia, who are hostile to each other" in told


def test_wants_are_told_by_holder_with_their_voice(kunene: Reading) -> None:
    """Who says that a party wants something stands beside it."""
    told = said(brief_of([kunene]), "What each wants")
    assert any(line.startswith("Namibia needs “water for our towns” (according to Tjivikua)") for line in told)
    assert "Shared: “South Africa out of the talks”: Angola and Namibia against it" in told


def test_arrangements_and_labels(kunene: Reading) -> None:
    """A proposal with its purpose and state; a loaded word as the word of whoever uses it."""
    brief = brief_of([kunene])
    (board,) = said(brief, "Arrangements and proposals")
    assert board == "Namibia and Angola: “a joint office”, its purpose: “to measure the river” (proposed)"
    assert said(brief, "Labels, and who uses them") == ["Angola is called “a bully” by Tjivikua"]


def test_the_verdict_names_what_it_assumes(kunene: Reading) -> None:
    """For whom, who pays, who may be touched, what is assumed and what would turn it round."""
    brief = brief_of([kunene])
    told = " ".join(said(brief, "Win-win, for whom, and who pays"))
    for words in (
        "Namibia gains in ",
        "South Africa loses",
        "Zambia is at odds with Angola",
        "cells of the sheet",
        "(assumed",
    ):
        assert words in told
    (section,) = [section for section in brief.sections if section.table]
    assert section.table is not None
    cells = [cell for row in section.table.rows for cell in row[1:]]
    assert all(cell.records or "assumed" in cell.text or cell.text == "not asked" for cell in cells)


def test_what_is_not_known_is_told(kunene: Reading) -> None:
    """One article, acts without a date, sources without a name, parts of the page set aside."""
    told = " ".join(said(brief_of([kunene]), "What we do not know"))
    for words in ("a single article", "2 of 4 event records", "1 statement rests", "2 parts of the page"):
        assert words in told


def test_parts_that_were_not_read_are_named(kunene: Reading) -> None:
    """A document read in part says so in the brief, with the reason."""
    lossy = replace(kunene, notes=("cut after 10 characters",))
    assert "article.txt was read in part: cut after 10 characters." in said(brief_of([lossy]), "What we do not know")


def test_without_a_day_of_publication_the_reader_is_told(kunene: Reading) -> None:
    """And what to do about it."""
    undated = replace(kunene, document=replace(kunene.document, published=None))
    assert any("--published" in line for line in said(brief_of([undated]), "What we do not know"))


def test_captions_and_appeals_are_never_told(kunene: Reading) -> None:
    """No sentence rests on words outside title, teaser and body."""
    brief = brief_of([kunene])
    news = [p.evidence[0] for p in kunene.document.passages if p.passage in NEWS]
    for record in brief.footnotes.records:
        assert all(any(part.covers(span) for part in news) for span in record.evidence)


@pytest.mark.parametrize(
    "about", [("NAM", "ZMB"), ("namibia", "Zambia"), ("Namib", "Zamb")], ids=["ids", "names", "parts of names"]
)
def test_the_pair_can_be_asked_for(kunene: Reading, about: tuple[str, str]) -> None:
    """By id or by name; without a stake of one of them there is no answer, and it says why."""
    told = said(brief_of([kunene], about=about), "Win-win, for whom, and who pays")
    assert told == ["No answer, because no interest of Zambia is stated."]


def test_an_unknown_name_is_answered_with_the_known(kunene: Reading) -> None:
    """Nobody is guessed at."""
    with pytest.raises(UnknownName, match="Namibia"):
        brief_of([kunene], about=("Atlantis", "NAM"))


def test_no_article_gives_no_brief() -> None:
    """There is nothing to tell."""
    with pytest.raises(InputError):
        brief_of([])


def test_several_articles_share_a_brief(kunene: Reading) -> None:
    """The title counts them, the subtitle spans their days."""
    brief = brief_of([kunene, kunene])
    assert brief.title == "2 articles"
    assert "6 May 2011" in brief.subtitle
    assert brief_of([kunene]).subtitle == "The Windhoek Example · 6 May 2011"


def test_the_same_readings_give_the_same_bytes(kunene: Reading) -> None:
    """And so do their records in another order."""
    shuffled = replace(kunene, records=tuple(reversed(kunene.records)))
    for form in (markdown, page):
        assert form.written(brief_of([kunene])) == form.written(brief_of([kunene]))
        assert form.written(brief_of([shuffled])) == form.written(brief_of([kunene]))


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(readings())
def test_any_reading_can_be_told(reading: Reading) -> None:
    """Whatever the records, both forms are written and every footnote is one of the records."""
    brief = brief_of([reading])
    assert {record.id for record in brief.footnotes.records} <= {record.id for record in reading.records}
    markdown.written(brief)
    page.written(brief)
