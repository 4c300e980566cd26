"""Time expressions against the dateline (a Monday, 6 June 2016, unless a row says otherwise)."""

from datetime import date

import pytest

from realpolitik.records.documents import Document
from realpolitik.records.times import Basis, on
from realpolitik.understand.sentences import parse_text
from realpolitik.understand.times import times_in

pytestmark = pytest.mark.model

DATELINE = date(2016, 6, 6)


def values(text: str) -> list[tuple[str, str]]:
    """The words and the TimeML value of every expression in a text."""
    document = Document(id="d", text=text, original=b"", published=on(DATELINE, basis=Basis.GIVEN))
    return [(found.span.quote, found.value) for found in times_in(document, parse_text(text)).expressions]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        pytest.param("The envoys met on 4 May 1982.", "1982-05-04", id="day month year"),
        pytest.param("The envoys met on May 4, 1982.", "1982-05-04", id="month day year"),
        pytest.param("The treaty was signed in 1978.", "1978", id="year"),
        pytest.param("The treaty was signed in March 1978.", "1978-03", id="month and year"),
        pytest.param("The cabinet fell last week.", "2016-W22", id="last week"),
        pytest.param("The cabinet meets today.", "2016-06-06", id="today"),
        pytest.param("The cabinet met yesterday.", "2016-06-05", id="yesterday"),
        pytest.param("The cabinet will meet tomorrow.", "2016-06-07", id="tomorrow"),
        pytest.param("The minister resigned on Friday.", "2016-06-03", id="Friday, past"),
        pytest.param("The minister spoke on Monday.", "2016-06-06", id="Monday on a Monday"),
        pytest.param("Parliament dissolved last month.", "2016-05", id="last month"),
        pytest.param("Parliament will vote next year.", "2017", id="next year"),
        pytest.param("The rebels fled in September.", "2015-09", id="month past"),
        pytest.param("The rebels began to flee in September.", "2015-09", id="month past, begun"),
        pytest.param("The rebels promised to leave in September.", "2016-09", id="month promised"),
        pytest.param("The war of the 1980s ended.", "198", id="decade"),
        pytest.param("Talks lasted three days.", "P3D", id="duration"),
        pytest.param("The border closed two weeks ago.", "2016-W21", id="weeks ago"),
    ],
)
def test_an_expression_has_its_value(text: str, value: str) -> None:
    """The value of each expression is the one that TimeML gives it."""
    assert value in [found for _, found in values(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Early in the spring of 1994 the army marched; by late April it had lost.",
        "On the 25th anniversary of independence, in the third quarter of 2011, the union struck.",
        "For more than a decade, every year, on Christmas Eve, at about 10 p.m., the guns fell silent.",
        "Between 12 and 15 July, from 1999 to 2005, over the past few months, in recent years, now and then.",
        "The next day, the following week, the previous month, a year later, earlier this week, later this year.",
        "In the nineteenth century; since the Second World War; 30 February 2010; 2010-02-15; 15/02/2010; 9 a.m. GMT.",
        "Tonight, this morning, on Tuesday night, the day after tomorrow, at the weekend, daily, twice a month.",
        "A five-year civil war, a two-day visit, the 48 hours since, half a century, several decades, weeks.",
        "In the first half of 2003, the fiscal year 2009, mid-June, the end of August, the mid-1970s, summer 1968.",
        "New Year's Day, Ramadan, Easter, Thanksgiving, May Day, the twenties, the late sixties, 1914-18.",
    ],
)
def test_words_stand_where_they_are_said_to_stand(text: str) -> None:
    """Every expression quotes the text, and an interval never ends before it begins."""
    document = Document(id="d", text=text, original=b"", published=on(DATELINE, basis=Basis.GIVEN))
    found = times_in(document, parse_text(text)).expressions
    assert found
    for words in found:
        assert text[words.span.start : words.span.end] == words.span.quote


def test_without_a_dateline_only_explicit_dates_are_resolved() -> None:
    """ "Last week" of an undated text is no interval."""
    text = "The cabinet fell last week. It had been formed on 2 January 2001."
    document = Document(id="d", text=text, original=b"")
    found = {words.span.quote: words.when for words in times_in(document, parse_text(text)).expressions}
    assert found.get("last week") is None
    assert any(when and when.start == date(2001, 1, 2) for when in found.values())


def test_an_act_has_the_time_of_its_own_clause() -> None:
    """A date in another clause does not date the act."""
    text = "Ghana, which became independent in 1957, signed the accord on Friday."
    document = Document(id="d", text=text, original=b"", published=on(DATELINE, basis=Basis.GIVEN))
    doc = parse_text(text)
    signed = next(token for token in doc if token.text == "signed")
    when = times_in(document, doc).of(signed)
    assert when is not None
    assert when.start == date(2016, 6, 3)


def happened(text: str, verb: str) -> tuple[date | None, date | None] | None:
    """The interval of the act that this word of the text names; None where the text gives no date."""
    document = Document(id="d", text=text, original=b"", published=on(DATELINE, basis=Basis.GIVEN))
    doc = parse_text(text)
    act = next(token for token in doc if token.text == verb)
    when = times_in(document, doc).of(act)
    return (when.start, when.end) if when else None


@pytest.mark.parametrize(
    ("text", "verb", "interval"),
    [
        pytest.param("Three years after the coup, Ruritania voted.", "voted", None, id="the other event has no date"),
        pytest.param("Peru recalled its envoy three weeks before the vote.", "recalled", None, id="before, no date"),
        pytest.param("Three years later, the king abdicated.", "abdicated", None, id="later than what?"),
        pytest.param(
            "Ten years after the 1958 flood, Ruritania voted.",
            "voted",
            (date(1968, 1, 1), date(1968, 12, 31)),
            id="a dated noun",
        ),
        pytest.param(
            "The pact was signed two days after it was announced on Monday.",
            "signed",
            (date(2016, 6, 8), date(2016, 6, 8)),
            id="a dated clause",
        ),
        pytest.param(
            "The pact, signed five years after independence in 1960, lapsed.",
            "signed",
            (date(1965, 1, 1), date(1965, 12, 31)),
            id="a date further on",
        ),
    ],
)
def test_a_distance_hangs_on_the_other_event(
    text: str, verb: str, interval: tuple[date | None, date | None] | None
) -> None:
    """ "Three years after X" is counted from X, and is no date where X has none; never from the dateline."""
    assert happened(text, verb) == interval


FRIDAY = (date(2016, 6, 3), date(2016, 6, 3))


@pytest.mark.parametrize(
    ("text", "verb", "interval"),
    [
        pytest.param("Peru on Friday also closed its ports.", "closed", FRIDAY, id="between subject and verb"),
        pytest.param("On Friday the army arrested the envoys.", "arrested", FRIDAY, id="before the subject"),
        pytest.param("On Friday the army shelled the port and seized a bridge.", "seized", FRIDAY, id="goes on"),
        pytest.param("During a call with the minister on Friday, Diallo rejected it.", "rejected", FRIDAY, id="during"),
        pytest.param("The rebels pledged peace at a summit on Friday.", "pledged", FRIDAY, id="at"),
        pytest.param("Chad began on Friday to send troops.", "send", FRIDAY, id="begun"),
        pytest.param("Chad agreed on Friday to send troops.", "send", None, id="what is agreed has no date yet"),
        pytest.param("Chad, which voted on Friday, expelled a consul.", "expelled", None, id="another clause"),
        pytest.param("Chad voted on Friday and has expelled a consul.", "expelled", None, id="another tense"),
        pytest.param("Chad rejected a report on the 1982 war.", "rejected", None, id="the date of something else"),
    ],
)
def test_an_act_is_dated_by_the_words_beside_it(
    text: str, verb: str, interval: tuple[date | None, date | None] | None
) -> None:
    """A date between subject and verb, at the occasion of the act, or at the verb that it goes on from, is its own."""
    assert happened(text, verb) == interval
