"""When, against the dateline: last week, April, upcoming.

Rules over the words find the expressions (RULES, one table in order); each is read into a TIMEX3 value, and the value
into days. Of the syntax only two things are asked: whether the clause looks ahead, and which act a time belongs to.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING

from realpolitik.lexicon import calendar
from realpolitik.lexicon.calendar import Days, days_of, shifted, words
from realpolitik.records.documents import Document
from realpolitik.records.spans import Span, span_of
from realpolitik.records.times import Basis, Precision, When
from realpolitik.understand.sentences import text_of, words_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as Words


COUNTABLE = re.compile(r"P(?P<number>\d+)(?P<unit>[DWMY])")


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeExpression:
    """Words for a time. `type` and `value` are TimeML's (DATE, TIME, DURATION, SET; "2016-W22")."""

    span: Span
    first: int
    last: int
    type: str
    value: str
    when: When | None


# A preposition, or "", and the time behind it.
Link = tuple[str, When]


@dataclass(frozen=True, slots=True)
class Times:
    """The time expressions of a document; `of_acts` are those that hang on each act, by the index of its token."""

    expressions: tuple[TimeExpression, ...] = ()
    of_acts: Mapping[int, Sequence[Link]] = field(default_factory=dict)

    def of(self, token: "Token") -> When | None:
        """When the act headed by this verb or noun happened, by the expressions in its own clause; None if unsaid."""
        for act in _sharing_its_time(token):
            if act.i in self.of_acts:
                return _together(self.of_acts[act.i])
        return None


def times_in(document: Document, doc: "Doc") -> Times:
    """Every time expression, resolved against the document's dateline."""
    dateline = document.published.end if document.published else None
    found: list[TimeExpression] = []
    anchor: Days | None = None
    for start, end, rule, groups in _matches(text_of(doc)):
        span = words_of(doc, start, end)
        if span is None:
            continue
        reading = _read(rule, groups, Look(words=span, dateline=dateline, anchor=anchor))
        if reading is None:
            continue
        found.append(_expression(doc, span, start, end, reading))
        if reading.type == "DATE" and rule.read not in (_ago, _anaphoric):
            anchor = days_of(reading.value) or anchor
    expressions = tuple(_counted(doc, expression, found) for expression in _with_clocks(text_of(doc), found))
    return Times(expressions, _of_acts(doc, expressions))


def _of_acts(doc: "Doc", expressions: Iterable[TimeExpression]) -> dict[int, list[Link]]:
    """The times that each act has by the words that hang on it."""
    found: dict[int, list[Link]] = defaultdict(list)
    for expression in expressions:
        if expression.when is not None:
            for act, link in _acts_of(doc, expression):
                found[act.i].append((link, expression.when))
    return dict(found)


def _counted(doc: "Doc", expression: TimeExpression, others: Iterable[TimeExpression]) -> TimeExpression:
    """ "Three years after the 2003 war": counted from the other event if that has a date, else without one."""
    link = _counted_from(doc, expression)
    length = COUNTABLE.fullmatch(expression.value)
    if link is None or length is None:
        return expression
    around = {token.i for token in (link.head if link.dep_ == "mark" else link).subtree}
    base = next((other.when for other in others if other.when and other.first in around and other.first > link.i), None)
    if base is None or base.start is None or base.end is None:
        return expression
    steps = int(length["number"]) * (1 if link.lower_ == "after" else -1)
    ends = [days_of(shifted(day, steps, length["unit"])) for day in (base.start, base.end)]
    if ends[0] is None or ends[1] is None:
        return expression
    precision = max(base.precision, ends[0].precision, key=list(Precision).index)
    when = replace(base, start=ends[0].start, end=ends[1].end, precision=precision, basis=Basis.RELATIVE, timex="")
    return replace(expression, when=when)


def _counted_from(doc: "Doc", expression: TimeExpression) -> "Token | None":
    """The "after" or "before" that makes a length a distance from another event."""
    after = doc[expression.last + 1] if expression.last + 1 < len(doc) else None
    counts = expression.type == "DURATION" and after is not None and after.lower_ in {"after", "before"}
    return after if counts else None


def _expression(doc: "Doc", span: "Words", start: int, end: int, reading: "Reading") -> TimeExpression:
    when = replace(reading.when, timex=reading.value) if reading.when else None
    return TimeExpression(
        span=span_of(text_of(doc), start, end),
        first=span.start,
        last=span.end - 1,
        type=reading.type,
        value=reading.value,
        when=when,
    )


# --- What an expression is read into ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Reading:
    """What a rule made of its words."""

    type: str
    value: str
    when: When | None = None


@dataclass(frozen=True, slots=True)
class Look:
    """What a rule may look at beside its own words: the syntax, the dateline, the date named before."""

    words: "Words"
    dateline: date | None
    anchor: Days | None = None

    @property
    def direct_lean(self) -> int:
        """As `lean`, by the verb that the words hang on alone."""
        return _direct_lean(self.words.root)

    @property
    def lean(self) -> int:
        """+1 if the clause looks ahead, -1 if it looks back, 0 if it does not say."""
        return _lean(self.words.root)


Groups = Mapping[str, str | None]


def _read(rule: "Rule", groups: Groups, look: Look) -> Reading | None:
    try:
        return rule.read(groups, look)
    except (OverflowError, ValueError):  # the calendar does not reach so far: "two million years ago"
        return None


def _dated(value: str, basis: Basis, *, fuzzy: bool = False, type: str = "DATE") -> Reading:
    days = days_of(value)
    when = None
    if days:
        precision = Precision.FUZZY if fuzzy else days.precision
        when = When(start=days.start, end=days.end, precision=precision, basis=basis)
    return Reading(type, value, when)


def _stretch(type: str, value: str, start: date | None, end: date | None) -> Reading:
    return Reading(
        type, value, When(start=start, end=end, precision=Precision.FUZZY, basis=Basis.RELATIVE, timex=value)
    )


def _month_number(name: str) -> str:
    months = words("month")
    return months.get(name.lower()) or months[name.lower() + "."]


def _capital(look: Look, name: str) -> bool:
    """Whether a month or weekday is written as a name and used as one: "May" the month, not the verb."""
    position = look.words.text.lower().find(name.lower())
    written = look.words.text[position : position + 1]
    if not written.isupper():
        return False
    token = next((token for token in look.words if token.text.lower() == name.lower()), None)
    if token is None or token.lower_ not in {"may", "march"}:
        return True
    return token.tag_ not in {"MD", "VB", "VBP"} and token.ent_type_ not in {"PERSON", "ORG"}


def _year_of(groups: Groups, name: str = "year") -> str | None:
    """A year in four figures; two figures are those nearest to our time."""
    written = groups.get(name)
    if not written:
        return None
    figures = written.strip("'’ ")
    if len(figures) == 2:
        # Two figures up to 39 are of this century, by the habit of news since 2000; chosen by hand.
        return ("20" if int(figures) < 40 else "19") + figures
    return figures


# --- Days and months -------------------------------------------------------------------------------------------------


def _day(groups: Groups, look: Look) -> Reading | None:
    """A day by month and number, with or without its year."""
    name = groups["month"] or ""
    if not _capital(look, name):
        return None
    month, day = _month_number(name), int(re.sub(r"\D", "", groups["day"] or "") or _ordinal(groups["day"]))
    if not 1 <= day <= 31:
        return None
    year = _year_of(groups) or _relative_year(groups, look)
    if year:
        return _until(_dated(f"{year}-{month}-{day:02d}", _basis(groups)), groups)
    if look.dateline is None:
        return Reading("DATE", f"XXXX-{month}-{day:02d}")
    return _until(_nearest(look, [f"{year}-{month}-{day:02d}" for year in _years_around(look.dateline)]), groups)


def _until(reading: Reading, groups: Groups) -> Reading:
    """The reading, stretched to the last day of "3-5 March"."""
    last = groups.get("last_day")
    days = days_of(f"{reading.value[:8]}{int(last):02d}") if last else None
    if days is None or reading.when is None or not reading.when.start or days.end < reading.when.start:
        return reading
    return Reading("DATE", f"{reading.value}/{days.end}", replace(reading.when, end=days.end))


def _basis(groups: Groups) -> Basis:
    return Basis.EXPLICIT if groups.get("year") else Basis.RELATIVE


def _ordinal(word: str | None) -> int:
    return int(words("ordinal").get((word or "").lower(), "0"))


def _years_around(dateline: date) -> range:
    return range(dateline.year - 1, dateline.year + 2)


def _relative_year(groups: Groups, look: Look) -> str | None:
    relation = groups.get("of_year")
    if not relation or look.dateline is None:
        return None
    return f"{look.dateline.year + int(words('relation').get(relation.lower(), '0')):04d}"


def _nearest(look: Look, values: Iterable[str]) -> Reading:
    """Of several years' days or months, the next one where the clause looks ahead, else the latest; unsaid, the
    nearer."""
    assert look.dateline is not None
    dateline = look.dateline
    known = [(days, value) for value in values if (days := days_of(value))]
    if not known:
        return Reading("DATE", next(iter(values), ""))
    behind = [value for days, value in known if days.start <= dateline]
    ahead = [value for days, value in known if days.end >= dateline]
    lean = look.direct_lean
    if lean > 0 and ahead:
        return _dated(ahead[0], Basis.RELATIVE)
    if lean < 0 and behind:
        return _dated(behind[-1], Basis.RELATIVE)
    nearest = min(known, key=lambda item: (abs((item[0].start - dateline).days), item[1]))[1]
    return _dated(nearest, Basis.RELATIVE)


def _month(groups: Groups, look: Look) -> Reading | None:
    """A month, with its year, a word such as "last", or alone."""
    name = groups["month"] or ""
    if not _capital(look, name):
        return None
    month = _month_number(name)
    year = _year_of(groups) or _relative_year(groups, look)
    if year:
        return _dated(f"{year}-{month}", _basis(groups))
    if look.dateline is None:
        return Reading("DATE", f"XXXX-{month}")
    return _in_year(groups, look, [f"{year}-{month}" for year in _years_around(look.dateline)])


def _in_year(groups: Groups, look: Look, values: list[str]) -> Reading:
    """Of a month or season in three years, the one that "last", "this" or "next" or the tense picks."""
    assert look.dateline is not None
    relation = words("relation").get((groups.get("relation") or "").lower())
    behind = [value for value in values if (days := days_of(value)) and days.end < look.dateline]
    begun = [value for value in values if (days := days_of(value)) and days.start <= look.dateline]
    ahead = [value for value in values if (days := days_of(value)) and days.start > look.dateline]
    running = [value for value in begun if value not in behind]
    if relation == "-1":
        return _dated((behind or values)[-1], Basis.RELATIVE)
    if relation == "1":
        return _dated((ahead or values)[0], Basis.RELATIVE)
    if relation == "0":
        return _dated(values[1], Basis.RELATIVE)
    if look.lean > 0:
        return _dated((running or ahead or values)[0], Basis.RELATIVE)
    return _dated((begun or values)[-1], Basis.RELATIVE)


def _season(groups: Groups, look: Look) -> Reading | None:
    """A season, with its year, a word such as "last", or alone."""
    season = words("season")[(groups["season"] or "").lower()]
    year = _year_of(groups) or _relative_year(groups, look)
    if year:
        return _dated(f"{year}-{season}", _basis(groups))
    if look.dateline is None:
        return None
    reading = _in_year(groups, look, [f"{year}-{season}" for year in _years_around(look.dateline)])
    return _one_winter(reading, look) if season == "WI" else reading


def _one_winter(reading: Reading, look: Look) -> Reading:
    """The winter that begins in the year of the value: seen from the dateline it is one, not two."""
    year = int(reading.value[:4])
    assert look.dateline is not None
    if look.lean <= 0 and date(year, 12, 1) > look.dateline:
        year -= 1
    start, end = date(year, 12, 1), calendar.last_day_of_month(year + 1, 2)
    return Reading("DATE", f"{year}-WI", When(start=start, end=end, precision=Precision.SEASON, basis=Basis.RELATIVE))


def _figures(groups: Groups, look: Look) -> Reading | None:
    """A day in figures: 2016-06-30, 30.06.2016, 6/30/2016; where day and month may be swapped, both are kept."""
    year, first, second = _year_of(groups), int(groups["first"] or 0), int(groups["second"] or 0)
    if groups.get("order") == "." or first > 12:
        first, second = second, first
    reading = _dated(f"{year}-{first:02d}-{second:02d}", Basis.EXPLICIT)
    swapped = days_of(f"{year}-{second:02d}-{first:02d}")
    if groups.get("order") != "/" or reading.when is None or swapped is None:
        return reading
    ends = sorted((reading.when.start or swapped.start, swapped.start))
    precision = Precision.DAY if ends[0] == ends[1] else Precision.FUZZY
    return replace(reading, when=When(start=ends[0], end=ends[1], precision=precision, basis=Basis.EXPLICIT))


def _holiday(groups: Groups, look: Look) -> Reading | None:
    """A holiday or festival, of the year named or of the nearest."""
    name = (groups["holiday"] or "").lower()
    year = _year_of(groups) or _relative_year(groups, look)
    if year:
        return _dated(_holiday_in(name, int(year)), _basis(groups))
    if look.dateline is None:
        return None
    return _nearest(look, [_holiday_in(name, year) for year in _years_around(look.dateline)])


def _holiday_in(name: str, year: int) -> str:
    if name in words("holiday"):
        return f"{year:04d}-{words('holiday')[name]}"
    if name in words("floating holiday"):
        return calendar.floating_holiday(year, words("floating holiday")[name]).isoformat()
    return (calendar.easter(year) + timedelta(days=int(words("easter")[name]))).isoformat()


# --- Days of the week, today, tonight --------------------------------------------------------------------------------


def _weekday(groups: Groups, look: Look) -> Reading | None:
    """A day of the week: that very day, or by tense the last or next one."""
    name = groups["weekday"] or ""
    if not _capital(look, name):
        return None
    weekday = int(words("weekday").get(name.lower()) or words("weekday")[name.lower() + "."])
    if groups.get("each") or groups.get("plural"):
        return Reading("SET", f"XXXX-WXX-{weekday}{_part(groups)}")
    if look.dateline is None:
        return Reading("DATE", f"XXXX-WXX-{weekday}")
    back = (look.dateline.isoweekday() - weekday) % 7
    relation = words("relation").get((groups.get("relation") or "").lower())
    if relation == "-1":
        day = look.dateline - timedelta(days=back or 7)
    elif relation == "1" or (relation is None and back and look.lean > 0):
        day = look.dateline + timedelta(days=7 - back)
    elif relation == "0":
        day = look.dateline + timedelta(days=weekday - look.dateline.isoweekday())
    else:
        day = look.dateline - timedelta(days=back)
    return _part_of_day(day, groups)


def _part(groups: Groups) -> str:
    return "T" + words("daypart")[groups["daypart"].lower()] if groups.get("daypart") else ""  # type: ignore[union-attr]


def _part_of_day(day: date, groups: Groups) -> Reading:
    part = _part(groups)
    return _dated(day.isoformat() + part, Basis.RELATIVE, type="TIME" if part else "DATE")


def _shift(groups: Groups, look: Look) -> Reading | None:
    """Yesterday, today, tomorrow."""
    if look.dateline is None:
        return Reading("DATE", "PRESENT_REF")
    return _part_of_day(look.dateline + timedelta(days=int(words("shift")[(groups["shift"] or "").lower()])), groups)


def _this_part(groups: Groups, look: Look) -> Reading | None:
    """This morning, last night, tonight, overnight."""
    if look.dateline is None:
        return None
    written = look.words.text.lower()
    back = 1 if written.startswith(("last", "overnight")) else 0
    part = "TNI" if written.endswith("night") else _part(groups)
    return _dated((look.dateline - timedelta(days=back)).isoformat() + part, Basis.RELATIVE, type="TIME")


def _weekend(groups: Groups, look: Look) -> Reading | None:
    """The weekend: the one that runs, or by word or tense the last or next."""
    if look.dateline is None:
        return None
    relation = words("relation").get((groups.get("relation") or "").lower())
    weeks = 0
    if look.dateline.isoweekday() < 6 and (relation == "-1" or (relation is None and look.lean <= 0)):
        weeks = -1
    elif look.dateline.isoweekday() >= 6 and relation in ("1", "-1"):
        weeks = int(relation)
    elif relation == "1":
        weeks = 0
    return _dated(calendar.week_of(look.dateline + timedelta(weeks=weeks)) + "-WE", Basis.RELATIVE)


# --- Weeks, months, years around the dateline ------------------------------------------------------------------------


def _relative(groups: Groups, look: Look) -> Reading | None:
    """Last week, this month, next year; "the past year" is the stretch that ends now."""
    if look.dateline is None:
        return None
    unit, relation = words("unit")[(groups["unit"] or "").lower()], (groups["relation"] or "").lower()
    steps = int(words("relation")[relation])
    if unit in ("S", "TM", "H"):
        return None
    if (groups["unit"] or "").lower().endswith("s"):
        return _recent({**groups, "side": "coming" if steps > 0 else "past"}, look)
    value = shifted(look.dateline, steps, unit)
    value = value[:3] if unit == "10Y" else value[:2] if unit == "100Y" else value
    if unit in ("10Y", "100Y") and "past" in relation:
        value = "P" + unit
    if "past" in relation or "coming" in relation:
        length = timedelta(days=calendar.days_back(1, unit))
        ends = (look.dateline - length, look.dateline) if steps < 0 else (look.dateline, look.dateline + length)
        return _stretch("DATE", value, *ends)
    return _dated(value, Basis.RELATIVE)


def _anaphoric(groups: Groups, look: Look) -> Reading | None:
    """That day, the same week, the following year: counted from the date named before."""
    base = look.anchor.start if look.anchor else None
    if base is None:
        return None
    unit, word = words("unit")[(groups["unit"] or "").lower()], (groups["step"] or "").lower()
    steps = {"following": 1, "next": 1, "previous": -1, "preceding": -1}.get(word, 0)
    if unit in ("S", "TM", "H"):
        return None
    return _dated(shifted(base, steps, unit), Basis.RELATIVE)


def _end_of(groups: Groups, look: Look) -> Reading | None:
    """The end of the year, the beginning of the month."""
    if look.dateline is None:
        return None
    unit = words("unit")[(groups["unit"] or "").lower()]
    if unit in ("S", "TM", "H"):
        return None
    value = shifted(look.dateline, 0, unit)
    return _dated(value[:3] if unit == "10Y" else value[:2] if unit == "100Y" else value, Basis.RELATIVE)


def _ago(groups: Groups, look: Look) -> Reading | None:
    """Two weeks ago, a year earlier, ten days later."""
    unit = words("unit")[(groups["unit"] or "").lower()]
    direction = (groups["direction"] or "").lower()
    steps = 1 if direction in ("later", "from now", "hence") else -1
    base = look.dateline
    if direction not in ("ago", "from now", "hence") and look.anchor:
        base = look.anchor.start
    number = _number(groups["number"])
    if base is None or number is None:
        return None
    if _is_vague(groups["number"]):
        length = timedelta(days=calendar.days_back(int(number), unit))
        return _stretch("DATE", "PAST_REF" if steps < 0 else "FUTURE_REF", *sorted((base, base + steps * length)))
    if unit == "Y" and look.anchor and look.anchor.precision is Precision.QUARTER and direction in ("ago", "earlier"):
        base, unit, number = look.anchor.start, "Q", 4 * number
    value = shifted(base, steps * int(number), unit)
    if direction == "later" and not look.anchor and look.lean < 0:
        # Later than something without a date: "three years later, the king fell" is not after the dateline.
        return Reading("DATE", value)
    return _dated(value, Basis.RELATIVE, fuzzy=bool(groups.get("about")))


def _stretch_of(groups: Groups, look: Look) -> Reading | None:
    """The past two months, the next few days: a stretch that ends or begins now."""
    reading = _duration(groups, look)
    if reading is None or look.dateline is None:
        return reading
    number = int(_number(groups["number"]) or 1)
    length = timedelta(days=calendar.days_back(number, words("unit")[(groups["unit"] or "").lower()]))
    ahead = words("relation").get((groups["relation"] or "").lower()) == "1"
    ends = (look.dateline, look.dateline + length) if ahead else (look.dateline - length, look.dateline)
    return _stretch("DURATION", reading.value, *ends)


def _recent(groups: Groups, look: Look) -> Reading | None:
    """Recent weeks, coming months, the years ahead."""
    ahead = (groups.get("side") or "").lower() in ("coming", "ahead", "future")
    value = "FUTURE_REF" if ahead else "PAST_REF"
    if look.dateline is None:
        return Reading("DATE", value)
    most = int(words("vague")["several"])
    length = timedelta(days=calendar.days_back(most, words("unit")[(groups["unit"] or "").lower()]))
    ends = (look.dateline, look.dateline + length) if ahead else (look.dateline - length, look.dateline)
    return _stretch("DATE", value, *ends)


# --- Years, quarters, decades ----------------------------------------------------------------------------------------


def _quarter(groups: Groups, look: Look) -> Reading | None:
    """The third quarter, the first half of 1998."""
    letter = "Q" if (groups["half"] or "").lower().startswith("q") else "H"
    number = _ordinal(groups["ordinal"]) or int(re.sub(r"\D", "", groups["ordinal"] or "") or 0)
    if not 1 <= number <= (4 if letter == "Q" else 2):
        return None
    year = _year_of(groups) or _year_of(groups, "year_before") or _relative_year(groups, look)
    if year:
        return _dated(f"{year}-{letter}{number}", Basis.EXPLICIT if groups.get("of_year") is None else Basis.RELATIVE)
    if look.dateline is None:
        return None
    begun = [f"{year}-{letter}{number}" for year in _years_around(look.dateline)]
    return _dated([value for value in begun if _starts(value) <= look.dateline][-1], Basis.RELATIVE)


def _whole(groups: Groups, look: Look) -> Reading | None:
    """ "The year", which no word says which: a length and no date."""
    return Reading("DURATION", _length(1, words("unit")[(groups["unit"] or "").lower()]))


def _starts(value: str) -> date:
    days = days_of(value)
    return days.start if days else date.max


def _year(groups: Groups, look: Look) -> Reading | None:
    """A year in figures, where the words around it say that it is one."""
    if not groups.get("sure") and not _is_year(look):
        return None
    year = _year_of(groups) or ""
    other = groups.get("other")
    if not other:
        return _dated(year, Basis.EXPLICIT)
    last = days_of(year[: 4 - len(other)] + other)
    first = days_of(year)
    if first is None or last is None or last.end < first.start:
        return None
    when = When(start=first.start, end=last.end, precision=Precision.YEAR, basis=Basis.EXPLICIT)
    return Reading("DATE", f"{year}/{last.end.year}", when)


def _is_year(look: Look) -> bool:
    """Whether four figures are a year rather than a count, a price or a flight."""
    token, doc = look.words[-1], look.words.doc
    before = doc[token.i - 1] if token.i else None
    after = doc[token.i + 1] if token.i + 1 < len(doc) else None
    if before is not None and (
        before.text in "$€£¥#" or before.like_num or before.lower_ in {"no.", "number", "flight"}
    ):
        return False
    if after is not None and (after.text in "%°" or after.like_num or after.lower_ in {"people", "troops", "percent"}):
        return False
    if any(word.ent_type_ == "DATE" for word in look.words):
        return True
    leads = {"in", "since", "by", "of", "from", "until", "till", "to", "during", "before", "after", "through"}
    return before is not None and before.lower_ in leads and (after is None or after.pos_ not in {"NOUN", "PROPN"})


def _spoken_year(groups: Groups, look: Look) -> Reading | None:
    """Nineteen ninety-six."""
    rest = int(_number(groups["rest"]) or 0)
    century = {"eighteen": 1800, "nineteen": 1900, "twenty": 2000}[(groups["hundreds"] or "").lower()]
    return _dated(str(century + rest), Basis.EXPLICIT) if 10 <= rest < 100 else None


def _decade(groups: Groups, look: Look) -> Reading | None:
    """The 1970s, the '80s, the nineties."""
    if figures := groups.get("decade"):
        digits = figures.strip("'’")
        return _dated(digits[:3] if len(digits) == 4 else "19" + digits[0], Basis.EXPLICIT)
    tens = words("number")[re.sub("ies$", "y", (groups["tens"] or "").lower())]
    return _dated("19" + tens[0], Basis.EXPLICIT)


def _century(groups: Groups, look: Look) -> Reading | None:
    """The 20th century."""
    written = groups["ordinal"] or ""
    number = _ordinal(written) or int(re.sub(r"\D", "", written) or 0)
    return _dated(f"{number - 1:02d}", Basis.EXPLICIT) if 1 <= number <= 22 else None


# --- Durations, sets, and words without a date -----------------------------------------------------------------------


def _number(written: str | None) -> float | None:
    """The number that words or figures name; for a vague word the most that it is usually taken to allow."""
    text = re.sub(r"\s+", " ", (written or "").lower().strip())
    if text in words("vague"):
        return float(words("vague")[text])
    if text in ("a", "an", "half a", "half an"):
        return 0.5 if text.startswith("half") else 1.0
    if fraction := re.fullmatch(r"(\d+)[ -]1/2|(\d+)½", text):
        return int(fraction[1] or fraction[2]) + 0.5
    if re.fullmatch(r"[\d.,]+", text):
        return float(text.replace(",", ""))
    return _spelled(text)


def _spelled(text: str) -> float | None:
    total = part = 0
    for word in re.split(r"[ -]", text):
        if word in words("number"):
            part += int(words("number")[word])
        elif word in words("multiplier"):
            total, part = total + (part or 1) * int(words("multiplier")[word]), 0
        elif word not in ("and", "a"):
            return None
    return float(total + part) or None


def _is_vague(written: str | None) -> bool:
    return re.sub(r"\s+", " ", (written or "").lower()) in words("vague")


def _duration(groups: Groups, look: Look) -> Reading | None:
    """Two years, a few days, a 30-day truce."""
    unit = words("unit")[(groups["unit"] or "").lower()]
    number = _number(groups["number"])
    if number is None or (unit in ("S", "Q") and (groups["number"] or "").lower() == "a"):
        return None
    if _is_vague(groups["number"]) and "couple" not in (groups["number"] or ""):
        return Reading("DURATION", _vague_length(unit))
    if "couple" in (groups["number"] or "").lower():
        number = 2.0
    return Reading("DURATION", _length(number, unit))


def _length(number: float, unit: str) -> str:
    digits = unit.rstrip("DWMQYHST")
    amount, name = number * int(digits or 1), unit[len(digits) :]
    if name == "TM" or name in "HS":
        name = name[-1]
        return (
            f"PT{amount:g}{name}" if amount == int(amount) else f"PT{int(amount)}{name}30{'M' if name == 'H' else 'S'}"
        )
    if amount != int(amount) and name == "Y":
        return f"P{int(amount)}Y6M" if amount > 1 else "P6M"
    return f"P{amount:g}{name}"


def _vague_length(unit: str) -> str:
    name = {"10Y": "E", "100Y": "C", "TM": "M", "2W": "W"}.get(unit, unit)
    return f"PT X{name}".replace(" ", "") if unit in ("TM", "H", "S") else f"PX{name}"


def _plural(groups: Groups, look: Look) -> Reading | None:
    """Years, for weeks: a stretch of unknown length."""
    return Reading("DURATION", _vague_length(words("unit")[(groups["unit"] or "").lower()]))


def _every(groups: Groups, look: Look) -> Reading | None:
    """Daily, every month, each July, every two years."""
    if word := groups.get("set"):
        return Reading("SET", words("set")[word.lower()])
    if month := groups.get("month"):
        return Reading("SET", f"XXXX-{_month_number(month)}") if _capital(look, month) else None
    if season := groups.get("season"):
        return Reading("SET", f"XXXX-{words('season')[season.lower()]}")
    number = _number(groups["number"]) if groups.get("number") else 1.0
    return Reading("SET", _length(number, words("unit")[(groups["unit"] or "").lower()])) if number else None


def _reference(groups: Groups, look: Look) -> Reading | None:
    """Now, recently, soon: the present, the past or the future without a date."""
    word = (groups["reference"] or "").lower()
    value = words("reference").get(word) or words("weak reference")[word]
    if look.dateline is None or value == "PRESENT_REF":
        return Reading("DATE", value)
    past = value == "PAST_REF"
    return _stretch("DATE", value, None if past else look.dateline, look.dateline if past else None)


def _clock(groups: Groups, look: Look) -> Reading | None:
    """A time of day; it is a time of the dateline unless a day stands beside it."""
    if word := groups.get("clock"):
        time = words("clock")[word.lower()]
    else:
        hour, minute = int(groups["hour"] or 0), int(groups["minute"] or 0)
        half = (groups.get("half") or "").lower()[:1]
        hour = hour % 12 + (12 if half == "p" else 0) if half else hour
        if hour > 24 or minute > 59:
            return None
        time = f"T{hour:02d}:{minute:02d}"
    day = look.dateline.isoformat() if look.dateline else "XXXX-XX-XX"
    return _dated(day + time, Basis.RELATIVE, type="TIME")


def _with_clocks(text: str, found: Iterable[TimeExpression]) -> Iterator[TimeExpression]:
    """The expressions in order, a time of day and the day beside it made one: "10 p.m. Wednesday"."""
    before: TimeExpression | None = None
    for expression in found:
        joined = before and _joined(text, before, expression)
        if joined is None and before is not None:
            yield before
        before = joined or expression
    if before is not None:
        yield before


def _joined(text: str, one: TimeExpression, two: TimeExpression) -> TimeExpression | None:
    between = text[one.span.end : two.span.start]
    if not re.fullmatch(r",? (?:on |at |GMT |EST |EDT |local time |local time on )?", between):
        return None
    clock, day = (one, two) if re.search(r"T\d\d:", one.value) else (two, one)
    if not re.search(r"T\d\d:", clock.value) or not re.fullmatch(r"\d{4}-\d\d-\d\d(T[A-Z]+)?", day.value):
        return None
    value = day.value[:10] + clock.value[clock.value.index("T") :]
    return TimeExpression(
        span=span_of(text, one.span.start, two.span.end),
        first=one.first,
        last=two.last,
        type="TIME",
        value=value,
        when=replace(day.when, timex=value) if day.when else None,
    )


# --- The rules -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern over the words, in lower case, and what reads its groups; `<MONTH>` stands for the words of a kind."""

    pattern: str
    read: Callable[[Groups, Look], Reading | None]


_PART = (
    r"(?:(?:the )?(?:early|mid|late|earlier|later|sometime|the end|end|the beginning|beginning|the start|start|"
    r"the middle|middle|the latter part)(?: of| in)?[ -](?:the )?)?"
)
_ABOUT = (
    r"(?:(?P<about>about|around|nearly|almost|more than|over|at least|roughly|less than|up to|some|just|barely|"
    r"only|no more than|another) )?"
)
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?(?!\d|:\d|%|[.,]\d| percent| p\.m| a\.m)"
_LAST_DAY = r"(?: ?[-–] ?(?P<last_day>\d{1,2})(?!\d))?"
_YEAR = r"(?P<year>(?:1\d|20|21)\d\d)"
_OF_YEAR = r"(?:,? (?:of )?(?P<of_year>last|this|next) year)"
_RELATION = r"(?:the )?<RELATION>"

# In this order; where two match at one place, the longer wins, then the earlier.
RULES = (
    Rule(r"(?P<year>\d{4})(?P<order>-)(?P<first>\d\d)-(?P<second>\d\d)", _figures),
    Rule(
        r"(?P<first>\d{1,2})(?P<order>[/.])(?P<second>\d{1,2})(?P=order_1)(?P<year>\d{4}|\d\d)(?![\d/.]\d)",
        _figures,
    ),
    Rule(rf"(?:<WEEKDAY>,? )?(?:the )?<MONTH>,? (?:the )?{_DAY}{_LAST_DAY}(?:,? {_YEAR}\b|{_OF_YEAR})?", _day),
    Rule(rf"(?:<WEEKDAY>,? )?(?:the )?{_DAY}{_LAST_DAY}(?: of)? <MONTH>(?:,? {_YEAR}\b|{_OF_YEAR})?", _day),
    Rule(rf"(?:the )?(?P<day><ORDINAL>) of <MONTH>(?:,? {_YEAR}\b)?", _day),
    Rule(rf"{_PART}<MONTH>(?:,? (?:of )?{_YEAR}\b| (?P<year>['’]\d\d)\b|{_OF_YEAR})", _month),
    Rule(rf"{_PART}(?:{_RELATION} )?<MONTH>", _month),
    Rule(rf"{_PART}(?:the )?<SEASON>(?: of|,)? (?:{_YEAR}\b|(?P<of_year>last|this|next) year)", _season),
    Rule(rf"{_PART}{_RELATION} <SEASON>", _season),
    Rule(r"(?<=in |by )(?:the )?<SEASON>\b(?! of)|(?:this|the) (?:early |late )?<SEASON>\b(?! of)", _season),
    Rule(rf"(?:<HOLIDAY>)(?:,? {_YEAR}\b|{_OF_YEAR})?", _holiday),
    Rule(rf"{_PART}(?:{_RELATION} )?<WEEKDAY>(?:'s|’s)?(?: <DAYPART>)?", _weekday),
    Rule(r"(?:(?P<each>each|every) )?<WEEKDAY>(?: <DAYPART>)?(?P<plural>s)", _weekday),
    Rule(r"(?P<each>each|every) <WEEKDAY>(?: <DAYPART>)?", _weekday),
    Rule(rf"{_PART}<SHIFT>(?: <DAYPART>)?", _shift),
    Rule(
        r"tonight|overnight|last night|(?:late |early |later |earlier )?this <DAYPART>|last evening",
        _this_part,
    ),
    Rule(rf"(?:over |during )?(?:{_RELATION}|the) weekend", _weekend),
    Rule(rf"{_PART}{_RELATION} (?:fiscal )?<UNIT>", _relative),
    Rule(
        r"(?:the|that) (?P<step>same|following|next|previous|preceding) <UNIT>|that (?P<step>)<UNIT>",
        _anaphoric,
    ),
    Rule(r"(?:the )?(?:very )?(?:end|beginning|start|middle|close) of (?:the|this) <UNIT>", _end_of),
    Rule(
        rf"{_ABOUT}<NUMBER>[ -](?:more )?<UNIT> (?P<direction>ago|earlier|later|from now|hence)\b",
        _ago,
    ),
    Rule(rf"{_RELATION} {_ABOUT}<NUMBER>[ -](?:\w+ )?<UNIT>", _stretch_of),
    Rule(r"<NUMBER> (?P<relation>past|last|previous|next|coming) <UNIT>", _stretch_of),
    Rule(r"(?:the |more )?(?P<side>recent|coming|future|past) <UNIT>", _recent),
    Rule(r"(?:the )?<UNIT> (?P<side>ahead)", _recent),
    Rule(
        rf"(?:the )?(?:(?P<year_before>\d{{4}}) )?(?:fiscal[ -])?(?:<ORDINAL>|(?P<ordinal>[1-4](?:st|nd|rd|th)))[ -]"
        rf"(?P<half>quarter|half)(?:,? (?:of )?(?:{_YEAR}\b|(?P<of_year>last|this|next) year))?",
        _quarter,
    ),
    Rule(
        rf"{_PART}(?:(?P<sure>the year|fiscal|fiscal year|calendar) )?{_YEAR}"
        r"(?:[-–/](?P<other>\d{4}|\d\d))?(?!\d|,\d|\.\d|-year)",
        _year,
    ),
    Rule(
        r"(?:the year )?(?P<hundreds>eighteen|nineteen|twenty) (?P<rest>(?:<TENS>)(?:[ -](?:<ONES>))?|<TEENS>)",
        _spoken_year,
    ),
    Rule(rf"{_PART}(?P<decade>\d{{3}}0|['’]?\d0)['’]?s", _decade),
    Rule(
        rf"{_PART}the (?:early |late |mid-)?"
        r"(?P<tens>twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties)",
        _decade,
    ),
    Rule(rf"{_PART}(?:<ORDINAL>|(?P<ordinal>\d\d?(?:st|nd|rd|th)))[ -]century", _century),
    Rule(
        rf"{_ABOUT}(?:the (?:first |final |last )?)?<NUMBER>[ -](?:more |full |straight )?<UNIT>(?:-long)?"
        r"(?![ -]olds?\b)",
        _duration,
    ),
    Rule(
        r"(?:for |in |within |of |over |after )(?P<unit>(?:day|week|month|year|decade|hour|minute|centurie)s)",
        _plural,
    ),
    Rule(r"<SET>|(?:each|every) (?:<MONTH>|<SEASON>|(?:<NUMBER> )?<UNIT>)", _every),
    Rule(r"(?<!as )<REFERENCE>(?! as | after| before)", _reference),
    Rule(
        r"<CLOCK>|(?P<hour>\d{1,2})(?::(?P<minute>\d\d))?\s?(?P<half>[ap])\.?m\b\.?|"
        r"(?P<hour>\d\d?):(?P<minute>\d\d)(?: gmt)?",
        _clock,
    ),
)


def _matches(text: str) -> Iterator[tuple[int, int, Rule, Groups]]:
    """The matches of all rules, the longest first at each place, none inside another."""
    # Patterns that disregard case would take twice as long.
    lower_case = _in_lower_case(text)
    found = [
        (match.start(), -match.end(), number, match)
        for number, pattern in enumerate(_patterns())
        for match in pattern.finditer(lower_case)
    ]
    at = 0
    for start, _, number, match in sorted(found, key=lambda item: item[:3]):
        if start >= at:
            matched = [name for name, value in match.groupdict().items() if value]
            groups = {re.sub(r"_\d+$", "", name): text[slice(*match.span(name))] for name in matched}
            yield start, match.end(), RULES[number], _Groups(groups)
            at = match.end()


def _in_lower_case(text: str) -> str:
    """The text in lower case with every character in its place: a few have two for one, and stay as they are."""
    lower_case = text.lower()
    if len(lower_case) == len(text):
        return lower_case
    return "".join(lower if len(lower := character.lower()) == 1 else character for character in text)


class _Groups(dict[str, str | None]):
    """The groups that matched; any other is None."""

    def __missing__(self, name: str) -> None:
        return None


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(rf"(?<![\w-])(?:{_spelled_out(rule.pattern)})(?!\w)") for rule in RULES)


def _spelled_out(pattern: str) -> str:
    """The pattern with the words of each kind in place of its name, and every group named once."""
    for kind, alternatives in _kinds().items():
        pattern = pattern.replace(f"<{kind}>", alternatives)
    seen: dict[str, int] = {}

    def numbered(group: re.Match[str]) -> str:
        seen[group[1]] = seen.get(group[1], 0) + 1
        return f"(?P<{group[1]}_{seen[group[1]]}>"

    return re.sub(r"\(\?P<([a-z_]+)>", numbered, pattern).replace(" ", r"\s")


@cache
def _kinds() -> dict[str, str]:
    """What stands for the words of each kind in a pattern."""
    simple = ("season", "daypart", "ordinal", "clock", "shift", "relation", "set", "unit", "weekday")
    kinds = {kind.upper(): f"(?P<{kind}>{_any(words(kind))})" for kind in simple}
    numeral = rf"(?:{_any([*words('number'), *words('multiplier')])})"
    vague = _any(words("vague"))
    number = rf"{vague}|\d[\d,]*(?:\.\d+)?(?:[ -]1/2|½)?|(?:an? )?{numeral}(?:[ -](?:and )?{numeral})*|half an?|an?"
    kinds["NUMBER"] = f"(?P<number>{number})"
    kinds["HOLIDAY"] = f"(?P<holiday>{_any([*words('holiday'), *words('floating holiday'), *words('easter')])})"
    kinds["REFERENCE"] = f"(?P<reference>{_any([*words('reference'), *words('weak reference')])})"
    kinds["MONTH"] = f"(?P<month>{_any(words('month'))}|(?:{_any(_without_dots(words('month')))})(?= \\d))"
    tens, ones, teens = _by_size(20, 99), _by_size(1, 9), _by_size(10, 19)
    return kinds | {"TENS": tens, "ONES": ones, "TEENS": teens}


def _any(names: Iterable[str]) -> str:
    """Any of these words, the longer ones first."""
    return "|".join(re.escape(name).replace(r"\ ", " ") for name in sorted(names, key=lambda name: (-len(name), name)))


def _without_dots(names: Iterable[str]) -> list[str]:
    return [name.removesuffix(".") for name in names if name.endswith(".")]


def _by_size(least: int, most: int) -> str:
    return _any(word for word, value in words("number").items() if least <= int(value) <= most)


# --- Which way a clause looks, and whose time an expression is -------------------------------------------------------


def _lean(token: "Token") -> int:
    """+1 if the clause around a token looks ahead, -1 if it looks back, 0 if it does not say."""
    if token.dep_ in {"poss", "compound", "nmod", "nummod", "amod"}:
        return 1 if _is_announced(token.head) else 0
    for node in (token, *token.ancestors):
        if node.pos_ in {"VERB", "AUX"} and node.dep_ not in {"aux", "auxpass", "amod"}:
            return _tense(node)
        if _is_announced(node):
            return 1
    return 0


def _direct_lean(token: "Token") -> int:
    """As `_lean`, by the verb that the expression hangs on and no other: a day has a nearest year anyway."""
    head = token.head.head if token.dep_ == "pobj" else token.head
    return _tense(head) if head.pos_ in {"VERB", "AUX"} else 1 if _is_announced(head) else 0


def _is_announced(noun: "Token") -> bool:
    """Whether a noun names something to come: "the upcoming vote"."""
    return any(child.lower_ in words("announced") for child in noun.lefts if child.dep_ == "amod")


def _tense(verb: "Token") -> int:
    helpers = [child for child in verb.children if child.dep_ in {"aux", "auxpass"}]
    forms = {helper.lower_ for helper in helpers}
    if any(helper.tag_ == "MD" for helper in helpers):
        return -1 if "have" in forms else 0 if "could" in forms else 1
    planned = verb.lemma_.lower() in words("planned")
    if verb.tag_ == "VBN" and forms & {"is", "are", "'s", "’s", "'re", "be"} and not forms & {"has", "have", "had"}:
        return 1 if planned or "to" in forms else 0
    if verb.tag_ in {"VBD", "VBN"} or forms & {"had", "was", "were", "did", "has", "have", "'ve", "’ve"}:
        return 1 if planned else -1
    if "to" in forms:
        if verb.dep_ == "xcomp" and verb.head.lemma_.lower() in words("same time"):  # "began to send"
            return _tense(verb.head)
        return 0 if verb.dep_ == "advcl" else 1
    if verb.tag_ == "VBG":
        return 1 if forms else _lean(verb.head) if verb.head != verb else 0
    return 1 if planned or verb.lemma_.lower() in words("timetabled") else 0


def _sharing_its_time(act: "Token") -> Iterator["Token"]:
    """The act's own head, then the words that tell of the same act or go on with it.

    "Hold" and its "talks", "began" and what began; "on Monday the army shelled the port and seized the bridge".
    """
    yield act
    if act.pos_ in {"VERB", "AUX"}:
        if act.dep_ == "xcomp" and act.head.lemma_.lower() in words("same time"):
            yield act.head
        if act.dep_ == "conj" and act.tag_ == act.head.tag_ and not _has_subject(act):
            yield act.head
        if act.lemma_.lower() in words("light"):
            yield from (child for child in act.children if child.dep_ in {"dobj", "nsubjpass"})
    elif act.dep_ in {"dobj", "nsubj", "nsubjpass"} and act.head.lemma_.lower() in words("light"):
        yield act.head


def _has_subject(verb: "Token") -> bool:
    return any(child.dep_ in {"nsubj", "nsubjpass"} for child in verb.children)


def _acts_of(doc: "Doc", found: TimeExpression) -> Iterator[tuple["Token", str]]:
    """The acts on which an expression hangs, and the preposition, or "", by which it does."""
    counted = _counted_from(doc, found)
    if counted is not None:
        event = counted.head if counted.dep_ == "mark" else counted
        within = found.first <= event.head.i <= found.last
        act = event.head.head if within else event.head
        if act != event:
            yield act, ""
        return
    node, link = doc[found.first : found.last + 1].root, ""
    while node.dep_ == "conj" and node.head != node:
        node = node.head
    if node.dep_ in {"nsubj", "nsubjpass", "dobj", "attr", "ROOT"}:
        return
    while node.dep_ in {"pobj", "pcomp"} and node.head != node:
        link = node.head.lower_
        node = node.head
        while node.head.dep_ == "prep" and node.dep_ == "prep":
            node = node.head
        if node.head.ent_type_ in {"GPE", "LOC", "FAC"} and node.head.dep_ == "pobj":
            node = node.head
    governor = node.head.head if node.head.dep_ in {"aux", "auxpass"} else node.head
    for act in {governor, *_dated_through(governor, node)}:
        yield act, link


# An act during, at or in something has the time of that: "resigned during talks on Saturday".
WITHIN = frozenset({"during", "at", "in"})


def _dated_through(noun: "Token", node: "Token") -> Iterator["Token"]:
    """The act that is dated although the expression hangs on a noun beside it.

    "Peru on Friday closed its ports": a name has no date; the parser takes the words before a verb for its subject's.
    """
    if noun.dep_ in {"nsubj", "nsubjpass"} and noun.pos_ == "PROPN":
        yield noun.head
        return
    occasion = noun.dep_ == "pobj" and noun.pos_ == "NOUN" and not noun.ent_type_ and noun.head.lower_ in WITHIN
    if occasion and node.dep_ in {"prep", "npadvmod"}:
        yield noun.head.head


FROM, TO = ("from", "since", "after"), ("to", "until", "till", "through", "by", "before")


def _together(stated: Sequence[Link]) -> When:
    """One interval out of all that a clause says: a range from its ends, else the narrowest."""
    by_link = dict(reversed(stated))
    between = [when for link, when in stated if link == "between"]
    if len(between) > 1:
        return _range(between[0], between[-1])
    start = next((_bound(link, by_link[link]) for link in FROM if link in by_link), None)
    end = next((_bound(link, by_link[link]) for link in TO if link in by_link and (start or link != "to")), None)
    exact = [when for link, when in stated if link not in FROM and (link not in TO or (link == "to" and not start))]
    if exact:
        return min(exact, key=_length_of)
    return _range(start, end)


def _bound(link: str, when: When) -> When:
    """The interval that a bound leaves: "after Monday" begins on Tuesday, "before 2005" ends with 2004."""
    if link == "after" and when.end:
        return replace(when, start=when.end + timedelta(days=1), end=None)
    if link == "before" and when.start:
        return replace(when, start=None, end=when.start - timedelta(days=1))
    return when


def _range(start: When | None, end: When | None) -> When:
    ends = [when for when in (start, end) if when]
    first, last = (start.start if start else None), (end.end if end else None)
    if first and last and first > last:
        return ends[0]
    precision = max((when.precision for when in ends), key=list(Precision).index)
    timex = "/".join(when.timex if when else ".." for when in (start, end))
    return replace(ends[0], start=first, end=last, precision=precision, timex=timex)


def _length_of(when: When) -> tuple[bool, int]:
    if when.start is None or when.end is None:
        return True, 0
    return when.precision is Precision.FUZZY, (when.end - when.start).days
