"""Who wrote it, who published it, who published it again, and when: as the page itself says."""

import calendar
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from realpolitik.records.documents import Passage, PassageKind
from realpolitik.records.times import Basis, When, on

# Few pages carry an article of before this year under its own date; older dates are slips of the pen.
FIRST_YEAR = 1900
# Somewhere on earth it is tomorrow already.
SLACK = timedelta(days=1)

MONTHS = {
    name.casefold(): number
    for names in (calendar.month_name, calendar.month_abbr)
    for number, name in enumerate(names)
    if name
} | {"sept": 9}
MONTH = r"(?P<month>[A-Za-z]{3,9})\.?"
DATES = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?<!\d)(?P<year>\d{4})-(?P<number>\d{2})-(?P<day>\d{2})(?!\d)",
        rf"(?<!\w){MONTH} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<year>\d{{4}})(?!\d)",
        rf"(?<!\d)(?P<day>\d{{1,2}})(?:st|nd|rd|th)? {MONTH},? (?P<year>\d{{4}})(?!\d)",
    )
)
# The day in the name of a file: 2013-05-14, 2013_05_14 or 20130514, of this century or the last.
NAMED_DAY = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<mark>[-_.]?)(?P<month>\d\d)(?P=mark)(?P<day>\d\d)(?!\d)")
BY = re.compile(r"(?:by\b ?:?|special (?:to|for)\b)\s*", re.IGNORECASE)
OUTLET_AFTER = re.compile(r"\s*(?:,|\||–|—| - | for | of )\s*")
AND = re.compile(r"\s+(?:and|&)\s+")
SOURCE = re.compile(
    r"(?:sources?\s?:|(?:this \w+ )?(?:was |is )?(?:originally |first |re-?)?"
    r"(?:published|appeared|posted|printed)(?: with (?:kind )?permission)?(?: (?:in|on|at|by|from|of))?)\s*",
    re.IGNORECASE,
)
AGENCY = re.compile(r"\(([A-Z][\w .&'’/-]{1,40})\)")
# A credit is a name; what is longer is a sentence.
MAX_NAME_CHARS = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class Credits:
    """Author, outlet and re-publisher, kept apart; empty where nothing says."""

    author: str = ""
    outlet: str = ""
    republisher: str = ""


def credits_of(
    passages: Iterable[Passage], *, author: str = "", outlet: str = "", site: str = "", page_author: str = ""
) -> Credits:
    """Who stands behind the article.

    What the reader states (`author`, `outlet`) goes before the byline, the byline before the source line, and
    that before what the page's metadata say (`page_author`, `site`). Whoever carries another outlet's article
    is its re-publisher.

    Example:
        >>> credits_of((), outlet="Lagos Courier", site="Nordpost")
        Credits(author='', outlet='Lagos Courier', republisher='Nordpost')
    """
    found = tuple(passages)
    writer, byline_outlet = _byline(found)
    source = _source(found)
    first = outlet or byline_outlet or source or site or _agency(found)
    # An outlet that only the reader stated may itself carry the article of the source: then nobody can tell.
    carriers = (site,) if outlet and outlet != byline_outlet else (source, site)
    again = next((other for other in carriers if other and other.casefold() != first.casefold()), "")
    return Credits(author=author or writer or page_author, outlet=first, republisher=again)


def _byline(passages: Iterable[Passage]) -> tuple[str, str]:
    """The author and, where the byline names it, the outlet."""
    for passage in passages:
        if passage.passage is not PassageKind.BYLINE:
            continue
        for line in passage.evidence[0].quote.split("\n"):
            found = BY.match(line)
            if found and len(line) <= MAX_NAME_CHARS * 2:
                return _author_and_outlet(line[found.end() :].strip())
            if passage.rule == "passages:names" and line.strip():
                return _author_and_outlet(line.strip())
    return "", ""


def _author_and_outlet(words: str) -> tuple[str, str]:
    """A comma divides names while "and" is still to come; after the last name it divides off the outlet."""
    names = AND.split(words)
    parts = OUTLET_AFTER.split(names[-1], maxsplit=1)
    author = words[: len(words) - len(names[-1])] + parts[0]
    return author.strip(" ,"), parts[1].strip(" ,.") if len(parts) > 1 else ""


def _source(passages: Iterable[Passage]) -> str:
    for passage in passages:
        if passage.passage is not PassageKind.SOURCE_LINE:
            continue
        line = passage.evidence[0].quote.split("\n")[0]
        found = SOURCE.match(line)
        name = line[found.end() :].strip(" .") if found else ""
        if 0 < len(name) <= MAX_NAME_CHARS:
            return name
    return ""


def _agency(passages: Iterable[Passage]) -> str:
    """The news agency that the dateline names."""
    for passage in passages:
        if passage.passage is PassageKind.DATELINE and (found := AGENCY.search(passage.evidence[0].quote)):
            return found[1]
    return ""


def published_on(
    *, given: date | None, page: str, passages: Iterable[Passage], today: date, file: str = ""
) -> tuple[When | None, tuple[str, ...]]:
    """The day of publication: as the reader gives it, else as metadata, dateline or the file's name says.

    A day of the future or of before 1900 is left out, with a note where it is the page that says it.
    """
    if given is not None:
        return on(given, basis=Basis.GIVEN), ()
    notes: list[str] = []
    for day, basis in ((day_in(page), Basis.PAGE), (_dateline(passages), Basis.EXPLICIT)):
        if day is None:
            continue
        if day.year >= FIRST_YEAR and day <= today + SLACK:
            return on(day, basis=basis), tuple(notes)
        notes.append(f"the page's date {day.isoformat()} cannot be its day of publication and was left out")
    named = day_in_name(file)
    return on(named, basis=Basis.GIVEN) if named and named <= today + SLACK else None, tuple(notes)


def day_in_name(file: str) -> date | None:
    """The day in the name of a file; None if there is none.

    Example:
        >>> day_in_name("2013-05-14-naryn.txt")
        datetime.date(2013, 5, 14)
    """
    for found in NAMED_DAY.finditer(file):
        try:
            return date(int(found["year"]), int(found["month"]), int(found["day"]))
        except ValueError:
            continue
    return None


def _dateline(passages: Iterable[Passage]) -> date | None:
    for passage in passages:
        if passage.passage in {PassageKind.DATELINE, PassageKind.BYLINE}:
            day = day_in(passage.evidence[0].quote)
            if day is not None:
                return day
    return None


def day_in(words: str) -> date | None:
    """The first full date in the words: day, month by name or in ISO 8601, and year; None if there is none.

    Example:
        >>> day_in("Published: 14 August 2003, 10:20 GMT")
        datetime.date(2003, 8, 14)
    """
    for pattern in DATES:
        for found in pattern.finditer(words[:1000]):
            parts = found.groupdict()
            month = int(parts["number"]) if "number" in parts else MONTHS.get(parts["month"].casefold(), 0)
            try:
                return date(int(parts["year"]), month, int(parts["day"]))
            except ValueError:
                continue
    return None
