"""When: an interval with its precision and what it was read from; a date without precision is no date."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from realpolitik.errors import RecordError


class Precision(StrEnum):
    """How finely the words fix the time."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    SEASON = "season"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"
    FUZZY = "fuzzy"  # "over the past few months": bounds that the words do not fix
    OPEN = "open"  # no date in the words: only before or after the dateline


class Basis(StrEnum):
    """What the interval was read from."""

    EXPLICIT = "explicit"  # "on 4 May 1982"
    RELATIVE = "relative"  # "last week", resolved against the dateline
    DATELINE = "dateline"  # no date in the words: the tense and the dateline alone
    PAGE = "page"  # the page's own date: publication dates only
    GIVEN = "given"  # stated by whoever read the document in


class TimeFrame(StrEnum):
    """How the act lies to the dateline."""

    HISTORICAL = "historical"
    PAST = "past"
    ONGOING = "ongoing"
    FUTURE = "future"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """A closed interval of days; None on a side means that the words leave that side open.

    `timex` is the TimeML value of the words ("2016-W22", "P2D"), empty where there is none.
    """

    start: date | None
    end: date | None
    precision: Precision
    basis: Basis
    timex: str = ""

    def __post_init__(self) -> None:
        if self.start and self.end and self.start > self.end:
            raise RecordError(f"an interval cannot end ({self.end}) before it starts ({self.start})")

    @property
    def iso(self) -> str:
        """The interval as ISO 8601 writes it, `..` for an open side."""
        if self.start is not None and self.start == self.end:
            return self.start.isoformat()
        return f"{self.start or '..'}/{self.end or '..'}"


def on(day: date, *, basis: Basis = Basis.EXPLICIT) -> When:
    """That one day."""
    return When(start=day, end=day, precision=Precision.DAY, basis=basis, timex=day.isoformat())
