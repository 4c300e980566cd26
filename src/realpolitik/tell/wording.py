"""Records put into plain words: names, times, voices and quotations, the same everywhere in a brief.

What was done or said is quoted; only who, when, for whom and how firmly is told in words of ours.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from realpolitik.records.actors import Participant
from realpolitik.records.evidence import Factuality, Record, Voice
from realpolitik.records.spans import Span
from realpolitik.records.times import Precision, TimeFrame, When

# A quotation longer than this is cut, with a mark; its footnote opens the whole. About three lines.
MOST_WORDS_QUOTED = 40
# A name longer than this is a description; its beginning is enough.
MOST_WORDS_NAMED = 7
# More names than this are counted.
MOST_NAMES = 3

# Quotation marks at the ends of a stretch of text, which a quotation in our own marks leaves out.
OPENING_MARKS, CLOSING_MARKS = '“"„«', '”"“»'
# What a cut may not end on.
HANGING = ",;:–—-( "

UNNAMED = "unnamed sources"

FIRMNESS = {
    Factuality.ASSERTED: "",
    Factuality.REPORTED: "reported",
    Factuality.PLANNED: "planned",
    Factuality.DENIED: "denied",
    Factuality.HYPOTHETICAL: "hypothetical",
}

# The fixed scale of words for a share. Source: Probability Yardstick of the UK Professional Head of Intelligence
# Assessment; its gaps are closed at their middle.
YARDSTICK = (
    (0.925, "is almost certain to"),
    (0.775, "is highly likely to"),
    (0.525, "is likely to"),
    (0.375, "has a realistic possibility to"),
    (0.225, "is unlikely to"),
    (0.075, "is highly unlikely to"),
    (0.0, "has a remote chance to"),
)


def in_words(share: float) -> str:
    """The words of the fixed scale for a share, to be followed by a verb.

    Example:
        >>> in_words(0.7), in_words(0.4)
        ('is likely to', 'has a realistic possibility to')
    """
    return next(words for least, words in YARDSTICK if share >= least)


def listed(parts: Sequence[str]) -> str:
    """The parts as a list in a sentence.

    Example:
        >>> listed(["a", "b", "c"])
        'a, b and c'
    """
    return " and ".join(filter(None, (", ".join(parts[:-1]), *parts[-1:])))


def count(number: int, singular: str, plural: str = "") -> str:
    """How many of what.

    Example:
        >>> count(1, "act"), count(2, "act"), count(0, "party", "parties")
        ('1 act', '2 acts', 'no parties')
    """
    return f"{number or 'no'} {singular if number == 1 else plural or singular + 's'}"


def quoted(spans: Iterable[Span]) -> str:
    """The words of these spans between quotation marks, cut where they are long."""
    return " … ".join(f"“{shortened(bare(span.quote), MOST_WORDS_QUOTED)}”" for span in spans)


def bare(words: str) -> str:
    """The words without the double quotation marks at their ends.

    Example:
        >>> bare('“No deal,” ')
        'No deal,'
    """
    words = words.strip()
    opened = words[1:] if words[:1] in tuple(OPENING_MARKS) else words
    return (opened[:-1] if opened[-1:] in tuple(CLOSING_MARKS) else opened).strip()


def shortened(words: str, most: int) -> str:
    """The words on one line, cut after so many, with a mark.

    Example:
        >>> shortened("a ceasefire, and talks", 2)
        'a ceasefire …'
    """
    found = words.split()
    if len(found) <= most:
        return " ".join(found)
    return " ".join(found[:most]).rstrip(HANGING) + " …"


def who(participants: Iterable[Participant], states: Mapping[str, str]) -> str:
    """The actors by name, each with the state or organisation it acts for."""
    names = list(dict.fromkeys(_named(participant, states) for participant in participants))
    if len(names) > MOST_NAMES:
        names = [*names[: MOST_NAMES - 1], f"{len(names) - MOST_NAMES + 1} others"]
    return listed(names)


def _named(participant: Participant, states: Mapping[str, str]) -> str:
    name = shortened(participant.name, MOST_WORDS_NAMED)
    for_whom = states.get(participant.acts_for, "")
    return f"{name} ({for_whom})" if for_whom and for_whom not in name else name


def voices(record: Record) -> str:
    """Who says so, innermost voice first; empty for the author's own voice."""
    if not record.attribution:
        return "reportedly, no source named" if record.factuality is Factuality.REPORTED else ""
    names = [_voice(voice) for voice in record.attribution]
    return f"according to {', as told by '.join(dict.fromkeys(names))}"


def _voice(voice: Voice) -> str:
    name = shortened(voice.name, MOST_WORDS_NAMED) or UNNAMED
    return f"{name} (imagined)" if voice.imagined else name


def firmness(record: Record) -> tuple[str, ...]:
    """How a record is to be taken: planned, denied, hypothetical, and who says so."""
    word = FIRMNESS[record.factuality]
    said_by = voices(record)
    return tuple(filter(None, ("" if word == "reported" and said_by else word, said_by)))


def when(time: When | None) -> str:
    """The time as the words give it, with no more precision than they have; empty where they give none.

    Example:
        >>> from realpolitik.records.times import Basis
        >>> year = {"start": date(1982, 1, 1), "end": date(1982, 12, 31), "basis": Basis.EXPLICIT}
        >>> when(When(precision=Precision.YEAR, **year))
        '1982'
    """
    if time is None or time.precision is Precision.OPEN:
        return ""
    if time.start is None or time.end is None:
        return f"until {_day(time.end)}" if time.end else f"from {_day(time.start)}" if time.start else ""
    about = "about " if time.precision is Precision.FUZZY else ""
    return about + interval(time.start, time.end)


def interval(start: date, end: date) -> str:
    """From one day to another, whole months and years by their name.

    Example:
        >>> interval(date(2015, 9, 1), date(2015, 9, 30))
        'September 2015'
        >>> interval(date(2016, 5, 30), date(2016, 6, 5))
        '30 May – 5 June 2016'
    """
    if start == end:
        return _day(start)
    whole_months = start.day == 1 and (end + timedelta(days=1)).day == 1
    if whole_months and (start.month, end.month) == (1, 12):
        return f"{start.year}" if start.year == end.year else f"{start.year} – {end.year}"
    if whole_months and (start.year, start.month) == (end.year, end.month):
        return f"{start:%B} {start.year}"
    return f"{_without_year(start, end)} – {_day(end)}"


def _without_year(start: date, end: date) -> str:
    if start.year != end.year:
        return _day(start)
    return f"{start.day}" if start.month == end.month else f"{start.day} {start:%B}"


def _day(day: date | None) -> str:
    return f"{day.day} {day:%B} {day.year}" if day else ""


def historical(record: Record) -> str:
    """A word of warning for what lies long back."""
    return "historical" if record.time is TimeFrame.HISTORICAL else ""
