"""The calendar: what its words mean, and which days the TimeML value of an expression covers.

Letters: a value is written as TIMEX3 does, "1998" a year, "199" a decade, "19" a century, "1998-Q3", "1998-H1",
"1998-SU", "1998-03", "1998-W11", "1998-W11-WE", "1998-03-12", with "T19:15" or "TMO" behind a day.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from realpolitik.lexicon.loader import rows
from realpolitik.records.times import Precision

TABLE = "cues/times.tsv"
# Years outside are misread numbers rather than dates of politics; chosen by hand, never calibrated.
FIRST_YEAR, LAST_YEAR = 1000, 2199
QUARTER_MONTHS = {"Q1": (1, 3), "Q2": (4, 6), "Q3": (7, 9), "Q4": (10, 12), "H1": (1, 6), "H2": (7, 12)}
SEASON_MONTHS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11)}


@dataclass(frozen=True, slots=True)
class Days:
    """A stretch of days, both ends included, and how finely a value fixes it."""

    start: date
    end: date
    precision: Precision


@cache
def words(kind: str) -> dict[str, str]:
    """The words of one kind in cues/times.tsv, in lower case, with their values."""
    return {row["word"].lower(): row["value"] for row in rows(TABLE) if row["kind"] == kind}


def days_of(value: str) -> Days | None:
    """The days that a value covers; None where it names no days, or days that do not exist.

    Limits: seasons are those of the northern hemisphere, by whole months; "the winter of 1994" may be its first or its
    last months and covers both.

    Example:
        >>> days_of("1998-W11")
        Days(start=datetime.date(1998, 3, 9), end=datetime.date(1998, 3, 15), precision=<Precision.WEEK: 'week'>)
        >>> days_of("1998-02-31") is None
        True
    """
    for pattern, read in _FORMS:
        if found := re.fullmatch(pattern, value):
            try:
                days = read(*found.groups())
            except (ValueError, OverflowError):
                return None
            return days if days.start.year >= FIRST_YEAR and days.end.year <= LAST_YEAR else None
    return None


def last_day_of_month(year: int, month: int) -> date:
    """The last day of a month."""
    return (date(year + month // 12, month % 12 + 1, 1)) - timedelta(days=1)


def _day(year: str, month: str, day: str) -> Days:
    found = date(int(year), int(month), int(day))
    return Days(found, found, Precision.DAY)


def _month(year: str, month: str) -> Days:
    return _months(int(year), int(month), int(month), Precision.MONTH)


def _week(year: str, week: str) -> Days:
    monday = date.fromisocalendar(int(year), int(week), 1)
    return Days(monday, monday + timedelta(days=6), Precision.WEEK)


def _weekend(year: str, week: str) -> Days:
    saturday = date.fromisocalendar(int(year), int(week), 6)
    return Days(saturday, saturday + timedelta(days=1), Precision.DAY)


def _quarter(year: str, name: str) -> Days:
    return _months(int(year), *QUARTER_MONTHS[name], Precision.QUARTER)


def _season(year: str, name: str) -> Days:
    if name == "WI":
        return Days(date(int(year) - 1, 12, 1), last_day_of_month(int(year) + 1, 2), Precision.SEASON)
    return _months(int(year), *SEASON_MONTHS[name], Precision.SEASON)


def _months(year: int, first: int, last: int, precision: Precision) -> Days:
    return Days(date(year, first, 1), last_day_of_month(year, last), precision)


def _year(year: str) -> Days:
    return Days(date(int(year), 1, 1), date(int(year), 12, 31), Precision.YEAR)


def _decade(decade: str) -> Days:
    return Days(date(int(decade) * 10, 1, 1), date(int(decade) * 10 + 9, 12, 31), Precision.DECADE)


def _century(century: str) -> Days:
    return Days(date(int(century) * 100, 1, 1), date(int(century) * 100 + 99, 12, 31), Precision.CENTURY)


_FORMS: tuple[tuple[str, Callable[..., Days]], ...] = (
    (r"(\d{4})-(\d\d)-(\d\d)(?:T.*)?", _day),
    (r"(\d{4})-(\d\d)", _month),
    (r"(\d{4})-W(\d\d)", _week),
    (r"(\d{4})-W(\d\d)-WE", _weekend),
    (r"(\d{4})-([QH]\d)", _quarter),
    (r"(\d{4})-(SP|SU|FA|WI)", _season),
    (r"(\d{4})", _year),
    (r"(\d{3})", _decade),
    (r"(\d{2})", _century),
)


def week_of(day: date) -> str:
    """The value of the week, Monday to Sunday, that a day lies in.

    Example:
        >>> week_of(date(2016, 6, 6))
        '2016-W23'
    """
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}"


def shifted(day: date, number: int, unit: str) -> str:
    """The value, as coarse as the unit, of the stretch so many units after a day (before it, if negative).

    `unit` is D, W, M, Q or Y, with a factor in front if need be ("2W", "10Y"); shorter units stay within the day.
    Errors: ValueError or OverflowError if the calendar does not reach so far.

    Example:
        >>> shifted(date(2016, 6, 6), -3, "M"), shifted(date(2016, 6, 6), -1, "2W")
        ('2016-03', '2016-W21')
    """
    factor, name = _factor(unit)
    number *= factor
    if name == "Y":
        return f"{_checked(day.year + number):04d}"
    if name in "MQ":
        months = day.year * 12 + day.month - 1 + number * (3 if name == "Q" else 1)
        year, month = _checked(months // 12), months % 12 + 1
        return f"{year:04d}-Q{(month + 2) // 3}" if name == "Q" else f"{year:04d}-{month:02d}"
    if name == "W":
        return week_of(day + timedelta(weeks=number))
    return (day + timedelta(days=number if name == "D" else 0)).isoformat()


def days_back(number: int, unit: str) -> int:
    """About how many days so many units last, rounded up."""
    factor, name = _factor(unit)
    return number * factor * {"D": 1, "W": 7, "M": 31, "Q": 92, "Y": 366}.get(name, 1)


def _factor(unit: str) -> tuple[int, str]:
    digits = unit.rstrip("DWMQYHSTE")
    return (int(digits) if digits else 1), unit[len(digits) :]


def _checked(year: int) -> int:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise OverflowError(f"the year {year} is not one of news")
    return year


def floating_holiday(year: int, rule: str) -> date:
    """The day of a holiday that is a weekday of a month: "11-4-4" is the fourth Thursday of November, "05-L-1" the last
    Monday of May.

    Example:
        >>> floating_holiday(1998, "11-4-4")
        datetime.date(1998, 11, 26)
    """
    month, place, weekday = rule.split("-")
    if place == "L":
        last = last_day_of_month(year, int(month))
        return last - timedelta(days=(last.isoweekday() - int(weekday)) % 7)
    first = date(year, int(month), 1)
    return first + timedelta(days=(int(weekday) - first.isoweekday()) % 7 + 7 * (int(place) - 1))


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar.

    Source: the anonymous algorithm (Nature, 20 April 1876), as given in Meeus 1991, Astronomical Algorithms, ch. 8.

    Example:
        >>> easter(2000)
        datetime.date(2000, 4, 23)
    """
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (b - (b + 8) // 25 + 1) // 3
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    j = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * j) // 451
    month, day = divmod(h + j - 7 * m + 114, 31)
    return date(year, month, day + 1)
