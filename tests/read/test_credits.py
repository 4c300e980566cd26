"""Author, outlet, re-publisher and day of publication, kept apart."""

from datetime import date

import pytest

from realpolitik.read.credits import day_in
from realpolitik.read.pages import read_page
from realpolitik.records.times import Basis

NEWS = "The ministers of Kenya and Somalia met in Garissa. They discussed the border at length and signed nothing. " * 3
TODAY = date(2020, 1, 1)


@pytest.mark.parametrize(
    ("above", "below", "credit"),
    [
        pytest.param(
            "By: Amina Warsame, The Coast Star", "Source: Friends of Kenya",
            ("Amina Warsame", "The Coast Star", "Friends of Kenya"), id="re-published",
        ),
        pytest.param("By Amina Warsame", "", ("Amina Warsame", "", ""), id="author alone"),
        pytest.param("", "Source: The Coast Star", ("", "The Coast Star", ""), id="source alone"),
        pytest.param("GARISSA (AFP) —", "", ("", "AFP", ""), id="agency"),
        pytest.param("", "", ("", "", ""), id="nothing said"),
    ],
)  # fmt: skip
def test_who_stands_behind_a_text(above: str, below: str, credit: tuple[str, str, str]) -> None:
    """The byline's outlet wrote it; the source that carries it is its re-publisher; nothing is made up."""
    between = " " if above.endswith("—") else "\n\n"
    document = read_page(f"Talks in Garissa\n\n{above}{between}{NEWS}\n\n{below}".encode(), today=TODAY)
    assert (document.author, document.outlet, document.republisher) == credit


def test_what_the_reader_states_goes_first() -> None:
    """A stated outlet and day stand over those of the page."""
    text = f"Talks in Garissa\n\nBy: Amina Warsame, The Coast Star\n\n3 May 2011\n\n{NEWS}"
    document = read_page(text.encode(), outlet="Nordpost", published=date(2011, 5, 4), today=TODAY)
    assert document.outlet == "Nordpost"
    assert document.published is not None
    assert (document.published.start, document.published.basis) == (date(2011, 5, 4), Basis.GIVEN)


@pytest.mark.parametrize(
    ("line", "day", "basis"),
    [
        pytest.param("GARISSA, 3 May 2011 -", date(2011, 5, 3), Basis.EXPLICIT, id="dateline"),
        pytest.param("Published: August 14, 2003", date(2003, 8, 14), Basis.EXPLICIT, id="line of its own"),
        pytest.param("3 May 2099", None, None, id="a day to come is not one of publication"),
        pytest.param("3 May", None, None, id="a day without a year is none"),
    ],
)
def test_the_day_is_the_pages_own(line: str, day: date | None, basis: Basis | None) -> None:
    """The day comes from the page's words or is not said."""
    between = " " if line.endswith("-") else "\n\n"
    document = read_page(f"Talks in Garissa\n\n{line}{between}{NEWS}".encode(), today=TODAY)
    found = document.published
    assert (found and found.start, found and found.basis) == (day, basis)


@pytest.mark.parametrize("words", ["31 June 2004", "Boeing 747-400 of 1999", "room 12, May", ""])
def test_what_is_no_day_gives_none(words: str) -> None:
    """Days that do not exist, and numbers that only look like one, are no dates."""
    assert day_in(words) is None


@pytest.mark.parametrize(
    ("file", "day"),
    [
        pytest.param("2011-05-04-garissa.txt", date(2011, 5, 4), id="ISO 8601"),
        pytest.param("star_20110504_01.txt", date(2011, 5, 4), id="without marks"),
        pytest.param("2011_05_04.html", date(2011, 5, 4), id="underscores"),
        pytest.param("20111399.txt", None, id="no such day"),
        pytest.param("document-2011050412.txt", None, id="a longer number"),
        pytest.param("2099-01-01.txt", None, id="a day to come"),
    ],
)
def test_the_day_in_a_files_name_is_the_last_resort(file: str, day: date | None) -> None:
    """It counts where neither the reader nor the page says a day, and only there."""
    silent = read_page(f"Talks in Garissa\n\n{NEWS}".encode(), file=file, today=TODAY).published
    assert (silent and silent.start) == day
    dated = read_page(f"Talks in Garissa\n\n3 May 2010\n\n{NEWS}".encode(), file=file, today=TODAY).published
    assert dated is not None
    assert dated.start == date(2010, 5, 3)
