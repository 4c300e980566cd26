"""Names, times, voices and quotations in plain words."""

from datetime import date

import pytest

from realpolitik.records.claims import Claim
from realpolitik.records.evidence import Factuality, Voice
from realpolitik.records.times import Basis, Precision, When
from realpolitik.tell.wording import bare, firmness, in_words, quoted, shortened, voices, when, who
from tests.builders import TEXT, record, span
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
        pytest.param(date(2004, 1, 5), date(2004, 4, 2), Precision.FUZZY, "about 5 January – 2 April 2004", id="fuzzy"),
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
    ("share", "words"),
    [
        (1.0, "is almost certain to"),
        (0.8, "is highly likely to"),
        (0.6, "is likely to"),
        (0.45, "has a realistic possibility to"),
        (0.3, "is unlikely to"),
        (0.1, "is highly unlikely to"),
        (0.0, "has a remote chance to"),
    ],
)
def test_the_scale_of_words_is_fixed(share: float, words: str) -> None:
    """The seven steps of the yardstick, each at a share in its middle."""
    assert in_words(share) == words


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("“No deal.”", "No deal."),
        ('"No deal"', "No deal"),
        ("«Non»", "Non"),
        ("no marks", "no marks"),
        ("the ‘deal’", "the ‘deal’"),
        ("“", ""),
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
