"""What happened and who says what: acts by date, plans and history apart, quotations with their speakers."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from realpolitik.analyse.series import Act, Lane, acts_of, dated
from realpolitik.records.actors import Participant
from realpolitik.records.arrangements import Arrangement
from realpolitik.records.claims import Label
from realpolitik.records.events import Event, EventType
from realpolitik.records.evidence import Record
from realpolitik.records.quotes import Quote, Report, Speech
from realpolitik.tell.cite import Clause, Sentence, sentence
from realpolitik.tell.material import Material
from realpolitik.tell.sections import Group, Section, capped, section
from realpolitik.tell.wording import (
    MOST_WORDS_NAMED,
    UNNAMED,
    capital,
    count,
    firmness,
    in_context,
    listed,
    quoted,
    shortened,
    shown,
    somebody,
    voices,
    when,
    who,
)

# A page and a half for one article; the rest is counted and can be found in the ledger. Chosen by hand.
MOST_ACTS = {Lane.HAPPENED: 10, Lane.PLANNED: 5, Lane.HISTORICAL: 4, Lane.DENIED: 3, Lane.HYPOTHETICAL: 3}
MOST_SPEECHES = 8
MOST_ARRANGEMENTS = 6
MOST_LABELS = 6
# A word or two between quotation marks is somebody's word, but tells nothing by itself. Chosen by hand.
LEAST_WORDS_SAID = 4

# A report so many times longer than the words quoted in it tells more than they do. Chosen by hand.
MOST_TIMES_LONGER = 2
# A longer cue is a clause of its own.
MOST_WORDS_CUE = 2

NO_DATE = "No date in the words"

HEADINGS = {
    Lane.HAPPENED: "",
    Lane.PLANNED: "Planned or announced",
    Lane.DENIED: "Denied",
    Lane.HYPOTHETICAL: "Only imagined, asked for or possible",
    Lane.HISTORICAL: "Earlier history",
}

LANES = tuple(HEADINGS)
FIRMNESS_OF_LANE = {
    Lane.HAPPENED: "",
    Lane.PLANNED: "planned",
    Lane.DENIED: "denied",
    Lane.HYPOTHETICAL: "hypothetical",
    Lane.HISTORICAL: "",
}

NOUNS = {
    EventType.AGREE: "agreement",
    EventType.CONSULT: "meeting or talks",
    EventType.SUPPORT: "support",
    EventType.CONCEDE: "concession",
    EventType.COOPERATE: "cooperation",
    EventType.AID: "aid",
    EventType.RETREAT: "withdrawal or release",
    EventType.REQUEST: "request",
    EventType.ACCUSE: "accusation",
    EventType.REJECT: "refusal",
    EventType.THREATEN: "threat",
    EventType.PROTEST: "protest",
    EventType.SANCTION: "sanction",
    EventType.MOBILIZE: "military move",
    EventType.COERCE: "coercion",
    EventType.ASSAULT: "attack",
    EventType.STATEMENT: "statement",
}


# Mentions of one act that are quoted; further ones are counted. Chosen by hand.
MOST_MENTIONS = 3

Line = tuple[Act, ...]


def happened(material: Material) -> Section:
    """Acts by date, those without one after them; plans, denials, hypotheses and history each apart."""
    lines = lines_of(material)
    groups = [group for lane in HEADINGS for group in _lane(material, lines, lane)]
    return section("What happened", *groups)


def lines_of(material: Material) -> tuple[Line, ...]:
    """Acts that are told together because the same words tell of them, the firmest first in each.

    "Threatened to veto" is a threat and a refusal that is planned: one line. History stays by itself.
    """
    lines: dict[str, list[list[Act]]] = {}
    acts = [act for act in acts_of(material.of(Event)) if _tells(act)]
    for act in sorted(acts, key=lambda act: (LANES.index(act.lane), -len(act.first.roles), _place(act.first))):
        near = lines.setdefault(act.first.document, [])
        home = next((line for line in near if _told_by_same_words(material, line[0], act)), None)
        if home is None:
            near.append([act])
        else:
            home.append(act)
    return tuple(tuple(line) for near in lines.values() for line in near)


def _tells(act: Act) -> bool:
    """Whether it says who did something; a statement without an addressee is told among the quotations."""
    roles = act.first.roles
    return "initiator" in roles and (act.first.event_type is not EventType.STATEMENT or "recipient" in roles)


def _place(record: Record) -> tuple[str, int, str]:
    return record.document, record.start, record.id


def _told_by_same_words(material: Material, a: Act, b: Act) -> bool:
    """Whether the words of the one are among those shown for the other."""
    if (a.lane is Lane.HISTORICAL) is not (b.lane is Lane.HISTORICAL):
        return False
    inside = _stands_in(material, a.first, b.first) or _stands_in(material, b.first, a.first)
    return inside or any(share_words(one, other) for one in a.events for other in b.events)


def _stands_in(material: Material, event: Event, other: Event) -> bool:
    start, end = shown(other.evidence, material.text_of(other))
    return all(start <= span.start and span.end <= end for span in event.evidence)


def share_words(a: Record, b: Record) -> bool:
    """Whether most of the words of the shorter one stand in the longer one too."""
    if a.document != b.document:
        return False
    common = sum(max(0, min(s.end, t.end) - max(s.start, t.start)) for s in a.evidence for t in b.evidence)
    return 2 * common > min(_length(a), _length(b))


def _length(record: Record) -> int:
    return sum(span.end - span.start for span in record.evidence)


def _lane(material: Material, lines: Sequence[Line], lane: Lane) -> tuple[Group, ...]:
    """The lines of a lane that matter most, in the order of time; of what happened, those without a date apart."""
    own = [line for line in lines if line[0].lane is lane]
    kept = sorted(own, key=lambda line: rank(material, line))[: MOST_ACTS[lane]]
    kept.sort(key=lambda line: (*_day(line[0].first), _place(line[0].first)))
    told = [told_line(material, line) for line in kept]
    more = len(own) - len(kept)
    if lane is not Lane.HAPPENED:
        return (Group(heading=HEADINGS[lane], sentences=tuple(told), more=more),)
    split = sum(dated(line[0].first.happened) for line in kept)
    return (
        Group(heading=HEADINGS[lane], sentences=tuple(told[:split])),
        Group(heading=NO_DATE, sentences=tuple(told[split:]), more=more),
    )


def rank(material: Material, line: Line) -> tuple[float, ...]:
    """What matters most comes first: the main parties, both sides named, the head of the article, several mentions."""
    first = line[0].first
    mentions = sum(len(act.events) for act in line)
    weight = material.closeness(first) + 2 * ("recipient" in first.roles) + material.in_lead(first)
    return -weight, -mentions, -first.confidence


def _day(event: Event) -> tuple[bool, date]:
    time = event.happened
    if time is None or not dated(time):
        return True, date.max
    return False, time.start or time.end or date.max


def told_line(material: Material, line: Line) -> Sentence:
    """When, who, to whom: the words, and what sort of act they were read as."""
    act = line[0]
    told = _mentions(material, act)
    clauses = [
        Clause(text=f"{'; also ' if n else ''}{in_context(event.evidence, material.text_of(event))}", records=(event,))
        for n, event in enumerate(told)
    ]
    rest = [event for each in line for event in each.events if event not in told]
    unseen = [event for event in act.events if not any(_repeats(material, event, other) for other in told)]
    if rest:
        more = f"; and {count(len(unseen), 'more mention')}" if unseen else ""
        clauses.append(Clause(text=more, records=tuple(rest)))
    return Sentence(
        when=when(act.first.happened),
        lead=_sides(material, act.first),
        clauses=tuple(clauses),
        tags=tuple(dict.fromkeys(filter(None, (*_kinds(material, line), _where(act.first))))),
    )


def shortly(material: Material, line: Line) -> Sentence:
    """The same in short: one quotation, and what sort of act it was read as."""
    act = line[0]
    return sentence(
        in_context(act.first.evidence, material.text_of(act.first)),
        act.events,
        when=when(act.first.happened),
        lead=_sides(material, act.first),
        tags=(f"read as {NOUNS[act.first.event_type]}", *firmness(act.first)),
    )


def _mentions(material: Material, act: Act) -> list[Event]:
    """The mention that says most, then others in other words."""
    told = [act.first]
    for event in act.events:
        if len(told) < MOST_MENTIONS and not any(_repeats(material, event, other) for other in told):
            told.append(event)
    return told


def _repeats(material: Material, event: Event, other: Event) -> bool:
    """Whether a mention says nothing that is not among the words shown for another: a headline and its article."""
    start, end = shown(other.evidence, material.text_of(other))
    words = " ".join(material.text_of(other)[start:end].split()).casefold()
    return all(" ".join(span.quote.split()).casefold() in words for span in event.evidence) or share_words(event, other)


def _kinds(material: Material, line: Line) -> Iterator[str]:
    """What it was read as: the first act in full, others as far as they differ."""
    first = line[0].first
    told = FIRMNESS_OF_LANE[line[0].lane]
    yield f"read as {NOUNS[first.event_type]}"
    if len(line[0].events) > 1:
        articles = len({event.document for event in line[0].events})
        yield f"{len(line[0].events)} mentions{f' in {articles} articles' if articles > 1 else ''}, counted as one"
    for act in line[1:]:
        words = (FIRMNESS_OF_LANE[act.lane], NOUNS[act.first.event_type], *_aside(material, act, first))
        yield f"and as {' '.join(filter(None, words))}"
    yield from (word for word in firmness(first) if word != told)


def _aside(material: Material, act: Act, first: Event) -> Iterator[str]:
    """Whose act another one of the same words is, as far as the sides differ."""
    if _parties(act.first.initiator) != _parties(first.initiator):
        yield f"by {who(act.first.initiator, material.names)}"
    if act.first.recipient and _parties(act.first.recipient) != _parties(first.recipient):
        yield f"to {who(act.first.recipient, material.names)}"


def kinds_of(acts: Iterable[Act]) -> str:
    """The sorts of acts and how many of each, the most frequent first.

    Mentions that may be one act count as one, so a number is a lower bound.
    """
    counted = Counter(NOUNS[act.first.event_type] for act in acts)
    return listed([f"{noun} ({number})" if number > 1 else noun for noun, number in counted.most_common()])


def _parties(participants: Sequence[Participant]) -> set[str]:
    return {participant.party or participant.name for participant in participants}


def _where(event: Event) -> str:
    if event.place is None:
        return ""
    return f"in {event.place.name}, disputed" if event.place.disputed else f"in {event.place.name}"


def _sides(material: Material, event: Event) -> str:
    own = _parties(event.initiator)
    others = [each for each in event.recipient if (each.party or each.name) not in own]
    if event.reciprocal:
        return capital(who([*event.initiator, *others], material.names))
    doers, toward = capital(who(event.initiator, material.names)), who(others, material.names)
    return f"{doers} to {toward}" if toward else doers


def said(material: Material) -> Section:
    """Who says what, in the order of the text: everyone who speaks once, before anyone is heard twice."""
    told = [speech for speech in _speeches(material) if speech[0].speaker and _words(speech[0]) >= LEAST_WORDS_SAID]
    kept = _in_turns(sorted(told, key=lambda speech: _weight(material, speech[0])))[:MOST_SPEECHES]
    kept.sort(key=lambda speech: _place(speech[0]))
    group = Group(sentences=tuple(_speech(material, speech) for speech in kept), more=len(told) - len(kept))
    return section("Who says what", group)


def _speeches(material: Material) -> list[tuple[Speech, ...]]:
    """Quotations and reports, the same words once: the innermost voice first, then those who hand it on."""
    speeches: list[list[Speech]] = []
    found: list[Speech] = [*material.of(Quote), *material.of(Report)]
    for speech in sorted(found, key=lambda speech: (-len(_chain(speech)), isinstance(speech, Report), _place(speech))):
        home = next((same for same in speeches if share_words(same[0], speech)), None)
        if home is None:
            speeches.append([speech])
        elif _words(speech) > MOST_TIMES_LONGER * _words(home[0]):
            # A word or two in quotation marks inside a longer report: the report tells more.
            home.insert(0, speech)
        else:
            home.append(speech)
    return [tuple(same) for same in speeches]


def _chain(speech: Speech) -> list[str]:
    """Those who hand the words on, the speaker left out."""
    own = {participant.name for participant in speech.speaker}
    others = (voice for voice in speech.attribution if voice.name and voice.name not in own)
    return [somebody(voice.name, voice.actor) for voice in others]


def _in_turns(speeches: Sequence[tuple[Speech, ...]]) -> list[tuple[Speech, ...]]:
    """The same, the first of each speaker before the second of any; whoever cannot be told from another comes last."""
    turns: Counter[str] = Counter()
    numbered = []
    for speech in speeches:
        speaker = speech[0].speaker[0]
        turns[speaker.actor or speaker.name] += 1
        unknown = somebody(speaker.name, speaker.party) != shortened(speaker.name, MOST_WORDS_NAMED)
        numbered.append(((unknown, turns[speaker.actor or speaker.name]), speech))
    return [speech for _, speech in sorted(numbered, key=lambda pair: pair[0])]


def _weight(material: Material, speech: Speech) -> tuple[int, bool, bool, int]:
    """Those who speak for the main parties first, then those with a name, direct speech, and whoever says most."""
    named = any(participant.actor for participant in speech.speaker)
    return -material.closeness(speech), not named, isinstance(speech, Report), -_words(speech)


def _words(speech: Speech) -> int:
    return sum(len(span.quote.split()) for span in speech.evidence)


def _speech(material: Material, same: Sequence[Speech]) -> Sentence:
    speech = same[0]
    to_whom = who(speech.addressee, material.names)
    speaker = capital(who(speech.speaker, material.names))
    imagined = isinstance(speech, Quote) and speech.imagined
    chain = _chain(speech)
    cue = _cue_before(speech)
    tags = (
        "imagined words, never said" if imagined else "" if isinstance(speech, Quote) else _indirect(speech, cue),
        f"{'imagined' if imagined else 'as told'} by {chain[0]}" if chain else "",
    )
    lead = f"{speaker} to {to_whom}" if to_whom and not cue else speaker
    return sentence(f"{cue} {quoted(speech.evidence)}".strip(), same, lead=lead, tags=tags, flowing=bool(cue))


def _indirect(speech: Speech, cue: str) -> str:
    """How it is said, where the verb does not stand before the words: "in indirect speech (“urged”)"."""
    said = "" if cue or speech.cue is None else " ".join(speech.cue.quote.split())
    return (
        f"in indirect speech (“{said}”)"
        if said[:1].isalpha() and said not in speech.evidence[0].quote
        else "in indirect speech"
    )


def _cue_before(speech: Speech) -> str:
    """The verb that says that it is said, where indirect speech follows it at once: "warned that ..."."""
    cue = speech.cue
    if not isinstance(speech, Report) or cue is None or len(speech.evidence) != 1:
        return ""
    words = cue.quote.split()
    finite = len(words) <= MOST_WORDS_CUE and words[0].isalpha() and not words[0].endswith("ing")
    return cue.quote if finite and 0 < speech.start - cue.end <= 1 else ""


def arranged(material: Material) -> Section:
    """Agreements, mechanisms and proposals, each once, those between the main parties first."""
    found = sorted(material.of(Arrangement), key=lambda one: (-material.closeness(one), -len(one.object.quote)))
    told: list[list[Arrangement]] = []
    for one in found:
        home = next((same for same in told if _may_be_one_arrangement(same[0], one)), None)
        if home is None:
            told.append([one])
        else:
            home.append(one)
    return section(
        "Arrangements and proposals", capped("", [_arrangement(material, same) for same in told], MOST_ARRANGEMENTS)
    )


def _may_be_one_arrangement(longer: Arrangement, shorter: Arrangement) -> bool:
    """Whether the shorter words are among the longer ones, or the same words tell of both, and it stands the same."""
    within = " ".join(shorter.object.quote.casefold().split()) in " ".join(longer.object.quote.casefold().split())
    return longer.status is shorter.status and (within or share_words(longer, shorter))


def _arrangement(material: Material, same: Sequence[Arrangement]) -> Sentence:
    one = same[0]
    own_words = one.purpose and not one.object.covers(one.purpose)
    purpose = f", its purpose: {quoted([one.purpose])}" if one.purpose and own_words else ""
    since = when(one.happened)
    tags = (one.status.value.replace("_", " "), since and f"since {since}", voices(one))
    lead = capital(who(one.parties, material.names)) or "Parties not named"
    return sentence(f"{quoted([one.object])}{purpose}", same, lead=lead, tags=tags)


def labelled(material: Material) -> Section:
    """Loaded words, each with whoever uses it; they are nobody's fact."""
    told: dict[tuple[str, str, str], list[Label]] = {}
    for label in material.of(Label):
        known = [each for each in label.about if each.party]
        about = listed(list(dict.fromkeys(material.name(each.actor or each.party) for each in known)))
        told.setdefault((label.label.casefold(), about, _user(label)), []).append(label)
    sentences = [
        sentence(
            f"is called {word} by {user}" if about else f"uses the word {word}",
            same,
            lead=about or capital(user),
            flowing=True,
        )
        for (_, about, user), same in told.items()
        for word in (quoted(same[0].evidence[:1]),)
    ]
    return section("Labels, and who uses them", capped("", sentences, MOST_LABELS))


def _user(label: Label) -> str:
    voices = dict.fromkeys(somebody(voice.name, voice.actor) or UNNAMED for voice in label.attribution)
    return ", as told by ".join(voices) or "the author"
