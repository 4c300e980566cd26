"""Names, times, voices and quotations in plain words."""

from datetime import date

import pytest

from realpolitik.records.claims import Claim
from realpolitik.records.events import EventType
from realpolitik.records.evidence import Factuality, Voice
from realpolitik.records.interests import Direction
from realpolitik.records.times import Basis, Precision, When
from realpolitik.tell.wording import (
    bare,
    firmness,
    in_context,
    quoted,
    shortened,
    somebody,
    the,
    voices,
    when,
    who,
    wish,
)
from tests.builders import TEXT, event, record, span
from tests.builders import who as named


@pytest.mark.parametrize(
    ("start", "end", "precision", "words"),
    [
        pytest.param(date(2004, 5, 3), date(2004, 5, 3), Precision.DAY, "3 May 2004", id="day"),
        pytest.param(date(2004, 5, 3), date(2004, 5, 9), Precision.WEEK, "3 – 9 May 2004", id="week"),
        pytest.param(date(2004, 5, 31), date(2004, 6, 6), Precision.WEEK, "31 May – 6 June 2004", id="over a month"),
        pytest.param(
            date(2004, 12, 27), date(2005, 1, 2), Precision.WEEK, "27 December 2004 – 2 January 2005", id="year"
        ),
        pytest.param(date(2004, 2, 1), date(2004, 2, 29), Precision.MONTH, "February 2004", id="leap month"),
        pytest.param(date(2004, 1, 1), date(2004, 12, 31), Precision.YEAR, "2004", id="whole year"),
        pytest.param(date(1980, 1, 1), date(1989, 12, 31), Precision.DECADE, "1980 – 1989", id="decade"),
        pytest.param(date(2004, 1, 5), date(2004, 4, 2), Precision.FUZZY, "about January – April 2004", id="fuzzy"),
        pytest.param(date(2004, 3, 27), date(2004, 4, 2), Precision.FUZZY, "about 27 March – 2 April 2004", id="days"),
        pytest.param(date(1996, 4, 2), date(2004, 4, 2), Precision.FUZZY, "about 1996 – 2004", id="recent years"),
        pytest.param(None, date(2004, 4, 2), Precision.DAY, "until 2 April 2004", id="open start"),
        pytest.param(date(2004, 4, 2), None, Precision.DAY, "from 2 April 2004", id="open end"),
        pytest.param(None, date(2004, 4, 2), Precision.OPEN, "", id="no date in the words"),
    ],
)
def test_a_time_is_told_no_finer_than_it_is(
    start: date | None, end: date | None, precision: Precision, words: str
) -> None:
    """An interval by its bounds, whole months and years by name, and nothing where the words give none."""
    assert when(When(start=start, end=end, precision=precision, basis=Basis.EXPLICIT)) == words


def test_no_time_is_told_as_none() -> None:
    """An event without a time has no words for it."""
    assert when(None) == ""


@pytest.mark.parametrize(
    ("direction", "words", "told"),
    [
        pytest.param(Direction.WANT, "a port on the coast", "wants “a port on the coast”", id="a thing"),
        pytest.param(Direction.WANT, "To reach the coast", "wants to “reach the coast”", id="an act"),
        pytest.param(Direction.PREVENT, "that guns pass", "wants to prevent that “guns pass”", id="that"),
        pytest.param(Direction.OPPOSE, "for Lima to become a base", "does not want “Lima to become a base”", id="for"),
        pytest.param(Direction.OPPOSE, "to lose time", "does not want to “lose time”", id="an act opposed"),
        pytest.param(Direction.NEED, "a “friend”", "needs “a ‘friend’”", id="quoted within"),
    ],
)
def test_a_wish_reads_as_english(direction: Direction, words: str, told: str) -> None:
    """What the grammar of the sentence needs stands outside the quotation; the words stay as they are."""
    assert " ".join(wish(direction, span(words, words))) == told


SENTENCES = "Mr. Diaz met the U.S. envoy. The visit of the Peruvian minister to Chile ended early. She left."


@pytest.mark.parametrize(
    ("words", "told"),
    [
        pytest.param("visit", "“The visit of the Peruvian minister to Chile ended early”", id="a noun alone"),
        pytest.param("met", "“Mr. Diaz met the U.S. envoy”", id="short forms end no sentence"),
        pytest.param(
            "The visit of the Peruvian minister to Chile", "“The visit of the Peruvian minister to Chile”", id="enough"
        ),
    ],
)
def test_few_words_are_shown_in_their_sentence(words: str, told: str) -> None:
    """Nobody has to guess what a noun alone tells of, and no word of another sentence comes in."""
    assert in_context([span(SENTENCES, words)], SENTENCES) == told


def test_a_long_sentence_is_cut_on_both_sides() -> None:
    """With a mark where words are left out, and at the end of a paragraph without a full stop."""
    text = f"{'so ' * 20}they met in {'a far ' * 20}place\n\nAnother title"
    told = in_context([span(text, "they met in")], text)
    assert told.startswith("“… so so")
    assert told.endswith("far …”")
    assert "title" not in told


def test_a_long_sentence_is_cut_between_clauses() -> None:
    """Where there is a comma on the way, what is shown begins or ends there, not in the middle of a phrase."""
    text = f"{'so ' * 20}late, Peru met Chile in Lima, and {'a far ' * 20}place."
    assert in_context([span(text, "met")], text) == "“… Peru met Chile in Lima …”"


@pytest.mark.parametrize(
    ("name", "actor", "told"),
    [
        pytest.param("We", "", "someone not identified (‘we’)", id="nobody found"),
        pytest.param("We", "PER", "We", id="somebody found"),
        pytest.param("US", "", "US", id="a name that looks like a pronoun"),
        pytest.param("a guard", "", "a guard", id="a description"),
    ],
)
def test_a_pronoun_of_nobody_known_is_told_as_such(name: str, actor: str, told: str) -> None:
    """ "He" alone tells a reader of a brief nothing, for the sentence before is not there."""
    assert somebody(name, actor) == told


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("“No deal.”", "No deal."),
        ('"No deal"', "No deal"),
        ("«Non»", "Non"),
        ("no marks", "no marks"),
        ("the ‘deal’", "the ‘deal’"),
        ("“", ""),
        ("a “friend”", "a “friend”"),
        ("“No” and “yes”", "“No” and “yes”"),
        ("no deal,”", "no deal,"),
    ],
)
def test_outer_marks_are_left_out(words: str, expected: str) -> None:
    """A quotation is not quoted twice; single marks may be apostrophes and stay."""
    assert bare(words) == expected


def test_long_words_are_cut_with_a_mark() -> None:
    """A cut is shown, and never ends on a comma."""
    assert shortened("one, two, three", 2) == "one, two …"
    assert quoted([span(TEXT, "Peru threatened Chile"), span(TEXT, "its envoy said")]) == (
        "“Peru threatened Chile” … “its envoy said”"
    )


def test_actors_are_told_with_those_they_act_for() -> None:
    """A person with its state, unless the name says it; more than three are counted."""
    envoy = named(TEXT, "its envoy", "~envoy", acts_for="CHL")
    chile = named(TEXT, "Chile", "CHL", acts_for="CHL")
    assert who([envoy, chile], {"CHL": "Chile"}) == "its envoy (Chile) and Chile"
    crowd = [named(TEXT, word, word) for word in ("Peru", "Chile", "tariffs", "port")]
    assert who(crowd, {}) == "Peru, Chile and 2 others"


@pytest.mark.parametrize(
    ("chain", "factuality", "words"),
    [
        pytest.param((), Factuality.ASSERTED, "", id="the author"),
        pytest.param((), Factuality.REPORTED, "reportedly, no source named", id="reportedly"),
        pytest.param((Voice(actor="", name=""),), Factuality.REPORTED, "according to unnamed sources", id="unnamed"),
        pytest.param(
            (Voice(actor="x", name="Ana Ruiz"), Voice(actor="y", name="a paper")),
            Factuality.REPORTED,
            "according to Ana Ruiz, as told by a paper",
            id="chain",
        ),
        pytest.param(
            (Voice(actor="x", name="Chile", imagined=True),),
            Factuality.HYPOTHETICAL,
            "according to Chile (imagined)",
            id="imagined",
        ),
    ],
)
def test_who_says_so_is_told(chain: tuple[Voice, ...], factuality: Factuality, words: str) -> None:
    """The chain of voices, innermost first; hedges stay visible."""
    assert voices(record(Claim, TEXT, "its envoy said", attribution=chain, factuality=factuality)) == words


def test_how_a_record_is_to_be_taken() -> None:
    """ "reported" is left out where the voice says it; a plan stays a plan."""
    voice = (Voice(actor="x", name="Ana Ruiz"),)
    plan = record(Claim, TEXT, "its envoy said", attribution=voice, factuality=Factuality.PLANNED)
    told = record(Claim, TEXT, "its envoy said", attribution=voice, factuality=Factuality.REPORTED)
    assert firmness(plan) == ("planned", "according to Ana Ruiz")
    assert firmness(told) == ("according to Ana Ruiz",)


def test_who_speaks_for_itself_says_so() -> None:
    """A wish that its holder states and one that others ascribe to it are told apart."""
    chile = (Voice(actor="CHL", name="Chile"),)
    own = event(TEXT, "Chile wants access", EventType.REQUEST, "Chile=CHL", attribution=chile)
    ascribed = event(TEXT, "Peru threatened Chile", EventType.THREATEN, "Peru=PER", attribution=chile)
    assert voices(own) == "by their own account"
    assert voices(ascribed) == "according to Chile"


def test_some_names_take_an_article() -> None:
    """Inside a sentence, and only those that need one."""
    assert [the(name) for name in ("United Kingdom", "Dominican Republic", "Chad")] == [
        "the United Kingdom",
        "the Dominican Republic",
        "Chad",
    ]
