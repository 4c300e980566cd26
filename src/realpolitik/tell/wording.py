"""Records put into plain words: names, times, voices and quotations, the same everywhere in a brief.

What was done or said is quoted; only who, when, for whom and how firmly is told in words of ours.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from functools import cache

from realpolitik.lexicon.loader import rows
from realpolitik.records.actors import Participant
from realpolitik.records.evidence import Factuality, Polarity, Record, Voice
from realpolitik.records.interests import Direction
from realpolitik.records.spans import Span, hull
from realpolitik.records.times import Precision, When

# A quotation longer than this is cut, with a mark; its footnote opens the whole. About three lines.
MOST_WORDS_QUOTED = 40
# A name longer than this is a description; its beginning is enough.
MOST_WORDS_NAMED = 7
# More names than this are counted.
MOST_NAMES = 3

# Quotation marks at the ends of a stretch of text, which a quotation in our own marks leaves out.
OPENING_MARKS, CLOSING_MARKS = '“"„«', '”"“»'
LONE_MARK = re.compile(f"[{OPENING_MARKS}{CLOSING_MARKS}]")
INNER_MARKS = str.maketrans({"“": "‘", "”": "’", '"': "'", "„": "‚", "«": "‹", "»": "›"})
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

# So many words can be understood by themselves; fewer are shown within their sentence. Chosen by hand.
LEAST_WORDS_ALONE = 7
# As much of the sentence, on either side of the words meant, as is shown. Chosen by hand.
MOST_WORDS_AROUND = 14
# Code points beyond which nobody looks for the end of a sentence: three times what is shown on a side.
LONGEST_SENTENCE = 300
# A sentence ends with one of these and the white space after it, unless an initial or an abbreviation does ("J.",
# "U.S.", "Mr."); an empty line always
# ends one.
SENTENCE_END = re.compile(r"[.!?][\"”’')\]]*(?=\s)|\n\s*\n\s*")
SHORT_FORM = re.compile(r"(?:\b\w|\.\w|\b(?:Mr|Ms|Mrs|Dr|St|Gen|Col|Sen|Rep|Gov|Lt|Sgt|Capt|No|vs))\.$")

# A comma or a dash that may part two clauses, with the white space after it.
CLAUSE_END = re.compile(r"[,;:][”\"’']?\s+|\s[–—-]\s+")

# Names of states that stand with an article inside a sentence.
WITH_ARTICLE = re.compile(r"^United |Republic|Islands$|Federation$")

# Where the words of a wish begin so, the beginning is told outside the quotation.
TO, FOR, THAT = "to ", "for ", "that "
WISHES = {
    Direction.WANT: "wants",
    Direction.NEED: "needs",
    Direction.PREVENT: "wants to prevent",
    Direction.OPPOSE: "opposes",
}
# A gerund that something follows: "being a major player", but not "lifting of sanctions" or "funding".
GERUND = re.compile(r"[A-Za-z]{2,}ing (?!of\b)\S", re.IGNORECASE)
# A clause that says what somebody must do, close to its beginning: "the army must withdraw".
DUE = re.compile(r"^(?:\S+ ){1,6}(?:must|should|ought to|needs? to|has to|have to)\b")
NEGATION = re.compile(r"\s(?:(?:do|does|did|should|will|would)\s)?(?:not|never)\s|\s(?:do|does|did|wo|would)n['’]t\s")
MANY = {"wants": "want", "is": "are", "needs": "need", "opposes": "oppose", "demands": "demand", "does": "do"}
AGAINST = frozenset({Direction.PREVENT, Direction.OPPOSE})


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
    return " … ".join(in_marks(shortened(bare(span.quote), MOST_WORDS_QUOTED)) for span in spans)


def in_marks(words: str) -> str:
    """The words in double quotation marks, and the double marks within them made single.

    Example:
        >>> in_marks('She said "no" twice')
        "“She said 'no' twice”"
    """
    return f"“{words.translate(INNER_MARKS)}”"


def in_context(spans: Sequence[Span], text: str) -> str:
    """The words of these spans between quotation marks; very few words with some of the sentence around them.

    Example:
        >>> words = Span(start=4, end=9, quote="visit")
        >>> in_context([words], "The visit of the Peruvian minister ended early. She left.")
        '“The visit of the Peruvian minister ended early”'
    """
    if not _too_few(spans):
        return quoted(spans)
    start, end = shown(spans, text)
    whole_start, whole_end = _sentence_around(text, spans[0])
    left = "… " if text[whole_start:start].strip() else ""
    right = " …" if text[end:whole_end].strip() else ""
    return in_marks(f"{left}{' '.join(text[start:end].split()).rstrip('.')}{right}")


def shown(spans: Sequence[Span], text: str) -> tuple[int, int]:
    """From where to where the text is shown for these words."""
    start, end = hull(spans)
    if not _too_few(spans):
        return start, end
    whole_start, whole_end = _sentence_around(text, spans[0])
    before = list(re.finditer(r"\S+", text[whole_start:start]))
    after = list(re.finditer(r"\S+", text[end:whole_end]))
    first = whole_start + before[-MOST_WORDS_AROUND:][0].start() if before else start
    last = end + after[:MOST_WORDS_AROUND][-1].end() if after else end
    # Where the sentence has to be cut, it is cut between two of its clauses.
    if first > whole_start and text[whole_start:first].strip():
        first = next((first + mark.end() for mark in CLAUSE_END.finditer(text[first:start])), first)
    if text[last:whole_end].strip():
        last = next((end + mark.start() for mark in reversed([*CLAUSE_END.finditer(text[end:last])])), last)
    return first, last


def _too_few(spans: Sequence[Span]) -> bool:
    return len(spans) == 1 and len(spans[0].quote.split()) < LEAST_WORDS_ALONE


def _sentence_around(text: str, span: Span) -> tuple[int, int]:
    """Where the sentence of these words begins and ends; a title without a full stop ends with its line."""
    ends = [
        found.end()
        for found in SENTENCE_END.finditer(text, max(0, span.start - LONGEST_SENTENCE), span.end + LONGEST_SENTENCE)
        if not found[0].strip() or not SHORT_FORM.search(text[max(0, found.start() - 5) : found.start() + 1])
    ]
    start = max((end for end in ends if end <= span.start), default=max(0, span.start - LONGEST_SENTENCE))
    return start, min((end for end in ends if end >= span.end), default=min(len(text), span.end + LONGEST_SENTENCE))


def with_names(words: Span, participants: Iterable[Participant]) -> Span:
    """The words with the name, in square brackets, of whom each pronoun in them stands for.

    Example:
        >>> toward = Participant(actor="~sow", name="Sow", span=Span(start=20, end=23, quote="his"))
        >>> with_names(Span(start=20, end=32, quote="his downfall"), [toward]).quote
        'his [Sow’s] downfall'
    """
    said, end = words.quote, words.end
    for one in sorted(participants, key=lambda one: -one.span.start):
        inside = words.start <= one.span.start and one.span.end <= end
        pronoun = one.span.quote.lower() if not one.span.quote.isupper() else ""
        if inside and one.actor and pronoun in _pronouns():
            at = one.span.end - words.start
            owned = "’s" if pronoun in _pronouns("owner") else ""
            said = f"{said[:at]} [{one.name}{owned}]{said[at:]}"
    return Span(start=words.start, end=words.start + len(said), quote=said)


def wish(direction: Direction, words: Span, doer: str = "", *, clause: bool = False) -> tuple[str, str]:
    """A verb and what is wished, so that both together are English: the words of a wish may begin with "to".

    `doer` is who shall do it, where the words before the wish name someone: "urged Lima to pay"; `clause` says that
    "that" stands before the words.

    Example:
        >>> wish(Direction.WANT, Span(start=0, end=13, quote="To gain power"))
        ('wants to', '“gain power”')
        >>> wish(Direction.WANT, Span(start=0, end=6, quote="to pay"), "Lima")
        ('wants Lima to', '“pay”')
        >>> wish(Direction.OPPOSE, Span(start=0, end=25, quote="for Chad to become a base"))
        ('does not want', '“Chad to become a base”')
        >>> wish(Direction.WANT, Span(start=0, end=18, quote="hosting the summit"))
        ('is interested in', '“hosting the summit”')
        >>> wish(Direction.PREVENT, Span(start=0, end=28, quote="arms do not reach the rebels"))
        ('wants to prevent that', '“arms … reach the rebels”')
        >>> wish(Direction.WANT, Span(start=0, end=22, quote="the army must withdraw"))
        ('demands that', '“the army must withdraw”')
    """
    said, verb = bare(words.quote), WISHES[direction]
    start = said[: len(THAT)].casefold()
    subject = f"{doer} " if doer else ""
    if start.startswith(TO):
        verb = f"wants {subject}{TO}" if direction not in AGAINST else f"does not want {subject}{TO}"
        said = said[len(TO) :]
    elif start.startswith(FOR):
        verb, said = ("does not want" if direction in AGAINST else f"{verb} {FOR}"), said[len(FOR) :]
    elif start == THAT:
        verb, said = f"{verb} {THAT}", said[len(THAT) :]
    elif DUE.search(said) or (clause and direction is Direction.WANT):
        return "demands that", in_marks(shortened(said, MOST_WORDS_QUOTED))
    elif direction is Direction.WANT and GERUND.match(said):
        verb = "is interested in"
    affirmed = prevented(said) if direction is Direction.PREVENT else said
    if affirmed != said:
        verb = f"{WISHES[direction]} {THAT}"
    return verb.strip(), in_marks(shortened(bare(affirmed), MOST_WORDS_QUOTED))


def prevented(words: str) -> str:
    """What is to be prevented, where the words say what is not to be: the "not" is left out, with a mark.

    Example:
        >>> prevented("arms do not reach the rebels"), prevented("a war")
        ('arms … reach the rebels', 'a war')
    """
    return NEGATION.sub(" … ", words, count=1)


def bare(words: str) -> str:
    """The words without the double quotation marks around them, or one that has lost its partner.

    Example:
        >>> bare('“No deal,” '), bare('a “friend”'), bare('No deal,”'), bare('a “broad plan')
        ('No deal,', 'a “friend”', 'No deal,', 'a broad plan')
    """
    words = words.strip()
    marks = sum(words.count(mark) for mark in {*OPENING_MARKS, *CLOSING_MARKS})
    opened, closed = words.startswith(tuple(OPENING_MARKS)), words.endswith(tuple(CLOSING_MARKS))
    if opened and closed and marks == len("“”"):
        return words[1:-1].strip()
    if marks % 2 and opened:
        return words[1:].strip()
    if marks % 2 and closed:
        return words[:-1].strip()
    return LONE_MARK.sub("", words) if marks == 1 else words


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


PHRASE_BEHIND = re.compile(r",? (?:of|on|in|from|for|with|at|to|by|who|that)\b")


def plural(name: str) -> bool:
    """Whether a name is a description of many: "rebel forces", "the Islamic people"; a proper name never is.

    Example:
        >>> plural("rebel forces"), plural("members of the clan"), plural("a minister"), plural("United States")
        (True, True, False, False)
    """
    return name[:1].islower() and PHRASE_BEHIND.split(name)[0].endswith(("s", "people"))


def of_many(verb: str) -> str:
    """The same verb with more than one subject.

    Example:
        >>> of_many("wants to prevent"), of_many("does not want to")
        ('want to prevent', 'do not want to')
    """
    first, *rest = verb.split(" ")
    return " ".join((MANY.get(first, first), *rest))


def capital(words: str) -> str:
    """The words with a capital at their beginning, as at the beginning of a line."""
    return words[:1].upper() + words[1:]


def the(name: str) -> str:
    """The name as it stands inside a sentence.

    Example:
        >>> the("United States"), the("Peru")
        ('the United States', 'Peru')
    """
    return f"the {name}" if WITH_ARTICLE.search(name) else name


def who(participants: Iterable[Participant], states: Mapping[str, str]) -> str:
    """The actors by name, each with the state or organisation it acts for."""
    names = list(dict.fromkeys(_named(participant, states) for participant in participants))
    if len(names) > MOST_NAMES:
        names = [*names[: MOST_NAMES - 1], f"{len(names) - MOST_NAMES + 1} others"]
    return listed(names)


@cache
def _pronouns(kind: str = "") -> frozenset[str]:
    found = (row for row in rows("cues/pronouns.tsv") if kind in {"", row["stands_for"]})
    return frozenset(row["word"].casefold() for row in found)


def somebody(name: str, actor: str) -> str:
    """A name, cut where it is long; of somebody whom the text calls by a pronoun and the reader found nobody for, that.

    Example:
        >>> somebody("He", ""), somebody("Ama Mensah", "")
        ('someone not identified (‘he’)', 'Ama Mensah')
    """
    # "US" is no "us".
    if not actor and name.casefold() in _pronouns() and (len(name) == 1 or not name.isupper()):
        return f"someone not identified (‘{name if name == 'I' else name.lower()}’)"
    return shortened(name, MOST_WORDS_NAMED)


def _named(participant: Participant, states: Mapping[str, str]) -> str:
    name = somebody(participant.name, participant.actor)
    for_whom = states.get(participant.acts_for, "")
    return f"{name} ({for_whom})" if for_whom and for_whom not in name else name


def voices(record: Record) -> str:
    """Who says so, innermost voice first; empty for the author's own voice."""
    if not record.attribution:
        return "reportedly, no source named" if record.factuality is Factuality.REPORTED else ""
    first, *others = dict.fromkeys(_voice(voice) for voice in record.attribution)
    if _speaks_for_itself(record):
        return ", as told by ".join(("by their own account", *others))
    return f"according to {', as told by '.join((first, *others))}"


def _speaks_for_itself(record: Record) -> bool:
    """Whether the innermost voice is the one who acts or wants."""
    voice = record.attribution[0]
    acting = next(iter(record.roles.values()), ())
    return bool(voice.actor) and not voice.imagined and voice.actor in {p.actor for p in acting}


def _voice(voice: Voice) -> str:
    name = somebody(voice.name, voice.actor) or UNNAMED
    return f"{name} (imagined)" if voice.imagined else name


def firmness(record: Record) -> tuple[str, ...]:
    """How a record is to be taken: planned, denied, hypothetical, and who says so."""
    denied = record.polarity is Polarity.NEGATIVE and record.factuality is not Factuality.DENIED
    word = "denied" if denied else FIRMNESS[record.factuality]
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
    if time.precision is Precision.FUZZY:
        return f"about {_roughly(time.start, time.end)}"
    return interval(time.start, time.end)


# What lies so many days apart at its ends is told by the year, or by the month: "in recent years" names no day. Chosen
# by hand.
DAYS_BY_YEAR, DAYS_BY_MONTH = 730, 60


def _roughly(start: date, end: date) -> str:
    """An interval of unsure ends, no more exact than it is long."""
    days = (end - start).days
    if days >= DAYS_BY_YEAR:
        return f"{start.year} – {end.year}"
    if days >= DAYS_BY_MONTH:
        year = "" if start.year == end.year else f" {start.year}"
        return f"{start:%B}{year} – {end:%B} {end.year}"
    return interval(start, end)


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
