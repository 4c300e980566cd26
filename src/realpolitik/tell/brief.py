"""The brief: what articles say about who did, said and wants what, in Markdown and HTML, every sentence with its words.

The words of a record are quoted, never retold: a brief may say less than its records, never more. What a passage
without news holds (captions, appeals, related links) is never told.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations

from realpolitik.analyse.bargaining import verdict_of
from realpolitik.analyse.issues import issues_of
from realpolitik.analyse.network import ties_of, unbalanced_triads
from realpolitik.records.actors import Participant
from realpolitik.records.arrangements import Arrangement
from realpolitik.records.claims import Label
from realpolitik.records.documents import Document, Outcome
from realpolitik.records.events import Event
from realpolitik.records.evidence import Factuality, Record
from realpolitik.records.interests import Direction, Interest
from realpolitik.records.quotes import Quote, Speech
from realpolitik.records.readings import Reading
from realpolitik.records.relations import Relation
from realpolitik.records.times import Precision, TimeFrame, When
from realpolitik.tell.cite import Footnotes, Sentence

# A page and a half for one article; the rest is counted and can be found in the ledger.
MOST_IN_A_SECTION = 12
MOST_WORDS_QUOTED = 45
QUOTATION_MARKS = "“”\" "
WANTS = {
    Direction.WANT: "wants",
    Direction.NEED: "needs",
    Direction.PREVENT: "wants to prevent",
    Direction.OPPOSE: "opposes",
}
HEDGES = {
    Factuality.ASSERTED: "",
    Factuality.REPORTED: "reported",
    Factuality.PLANNED: "planned",
    Factuality.DENIED: "denied",
    Factuality.HYPOTHETICAL: "hypothetical",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A heading and its sentences; `more` says how much was left out, `note` is about the reading, not the world."""

    title: str
    sentences: tuple[Sentence, ...] = ()
    more: int = 0
    notes: tuple[str, ...] = ()


@dataclass(slots=True, kw_only=True)
class Brief:
    """What some articles say, ready to be written down."""

    title: str
    subtitle: str
    sections: tuple[Section, ...]
    documents: tuple[Document, ...]
    run: str
    footnotes: Footnotes = field(default_factory=Footnotes)

    def markdown(self) -> str:
        """The brief in Markdown, with a footnote for each record."""
        from realpolitik.tell.markdown import written

        return written(self)

    def html(self) -> str:
        """The brief as one HTML page that needs nothing else, with the articles and their cited words marked."""
        from realpolitik.tell.page import written

        return written(self)


def brief_of(readings: Sequence[Reading], *, about: tuple[str, str] | None = None) -> Brief:
    """What these articles say; `about` names the two whose relation is asked for (ids or names)."""
    documents = tuple(reading.document for reading in readings)
    records = tuple(record for reading in readings for record in reading.records)
    main = _pair(records, readings, about)
    names = _names(records)
    sections = (
        _in_short(records, main, names),
        _happened(records, main),
        _said(records),
        _stand(records, names),
        _wanted(records, names),
        _arranged(records),
        _win_win(records, main, names),
        _labels(records),
        _unknown(readings, records),
    )
    told = Brief(
        title=documents[0].title or documents[0].reference if len(documents) == 1 else f"{len(documents)} articles",
        subtitle=_subtitle(documents),
        sections=tuple(section for section in sections if section.sentences or section.notes),
        documents=documents,
        run=readings[0].run.id,
    )
    for section in told.sections:
        for sentence in section.sentences:
            told.footnotes.cite(sentence.records)
    return told


def _subtitle(documents: Sequence[Document]) -> str:
    outlets = sorted({document.outlet for document in documents if document.outlet})
    days = sorted(document.published.end for document in documents if document.published and document.published.end)
    when = f"{days[0]}" if days and days[0] == days[-1] else f"{days[0]} to {days[-1]}" if days else "undated"
    return " · ".join(filter(None, (", ".join(outlets), when)))


def _names(records: Iterable[Record]) -> dict[str, str]:
    """How each actor is most often called, pronouns aside."""
    counted: dict[str, Counter[str]] = defaultdict(Counter)
    for record in records:
        if record.kind == "mention":
            for participant in record.participants:
                counted[participant.actor][participant.name] += 1
    return {actor: min(names, key=lambda name: (-names[name], name)) for actor, names in counted.items()}


def _pair(
    records: Iterable[Record], readings: Sequence[Reading], about: tuple[str, str] | None
) -> tuple[str, str] | None:
    """The two parties asked about, or else those who most often meet in records, as the states they act for."""
    if about:
        by_name = {actor.name.lower(): actor.id for reading in readings for actor in reading.actors}
        ids = {actor.id for reading in readings for actor in reading.actors}
        first, second = (name if name in ids else by_name.get(name.lower(), name) for name in about)
        return first, second
    counted: Counter[tuple[str, str]] = Counter()
    for record in records:
        if record.kind in {"event", "relation", "interest", "arrangement"}:
            parties = sorted({participant.party for participant in record.participants if participant.party})
            counted.update((a, b) for a, b in combinations(parties, 2))
    return min(counted, key=lambda pair: (-counted[pair], pair)) if counted else None


def _in_short(records: Sequence[Record], main: tuple[str, str] | None, names: dict[str, str]) -> Section:
    """The bottom line: how the two stand, and whether both gain."""
    if main is None:
        return Section(title="In short", notes=("No two actors meet in these records.",))
    a, b = (names.get(actor, actor) for actor in main)
    between = [r for r in records if set(main) <= {p.party for p in r.participants}]
    events = [r for r in between if isinstance(r, Event) and r.time is not TimeFrame.HISTORICAL]
    happened = [r for r in events if r.factuality in {Factuality.ASSERTED, Factuality.REPORTED}]
    sentences = []
    if happened:
        cooperation = sum(r.goldstein > 0 for r in happened)
        conflict = sum(r.goldstein < 0 for r in happened)
        sentences.append(
            Sentence(
                text=f"Between {a} and {b} the text tells of {_count(cooperation, 'cooperative act')} and "
                f"{_count(conflict, 'act')} of conflict that are said to have happened.",
                records=tuple(happened),
            )
        )
    verdict = verdict_of(records, main, names)
    if verdict.value is not None:
        sentences.append(Sentence(text=verdict.value.sentence, records=_by_id(records, verdict.records)))
        return Section(title="In short", sentences=tuple(sentences))
    return Section(title="In short", sentences=tuple(sentences), notes=(f"Win-win? No answer: {verdict.because}.",))


def _count(number: int, what: str) -> str:
    return f"{number or 'no'} {what}{'' if number == 1 else 's'}"


def _by_id(records: Iterable[Record], ids: Iterable[str]) -> tuple[Record, ...]:
    wanted = set(ids)
    return tuple(record for record in records if record.id in wanted)


def _happened(records: Sequence[Record], main: tuple[str, str] | None) -> Section:
    """Events by date, the historical ones last and marked."""
    events = [record for record in records if isinstance(record, Event)]
    events.sort(
        key=lambda event: (event.time is TimeFrame.HISTORICAL, _day(event.happened), event.document, event.start)
    )
    kept = sorted(_most_about(events, main, MOST_IN_A_SECTION * 2), key=events.index)
    return Section(
        title="What happened, and what is planned",
        sentences=tuple(Sentence(text=_event_text(event), records=(event,)) for event in kept),
        more=len(events) - len(kept),
    )


def _most_about(events: Sequence[Event], main: tuple[str, str] | None, most: int) -> list[Event]:
    def rank(event: Event) -> tuple[int, int]:
        parties = {participant.party for participant in event.participants}
        return -len(parties & set(main or ())), -len(event.participants)

    return sorted(events, key=rank)[:most]


def _event_text(event: Event) -> str:
    when = _when(event.happened)
    parts = [event.event_type.value.lower(), HEDGES[event.factuality], _voices(event)]
    if event.time is TimeFrame.HISTORICAL:
        parts.append("historical")
    if event.place:
        parts.append(f"in {event.place.name}")
    marks = ", ".join(filter(None, parts))
    return f"{when}: {_who(event.initiator)}{_toward(event)}: {_quoted(event)} ({marks})."


def _toward(event: Event) -> str:
    if not event.recipient:
        return ""
    return f" {'with' if event.reciprocal else 'toward'} {_who(event.recipient)}"


def _said(records: Sequence[Record]) -> Section:
    """Who says what: quotations first, longest first; imagined ones are marked."""
    speeches = [record for record in records if isinstance(record, Speech) and record.speaker]
    speeches.sort(key=lambda speech: (not isinstance(speech, Quote), -sum(len(s.quote) for s in speech.evidence)))
    kept = sorted(speeches[:MOST_IN_A_SECTION], key=lambda speech: (speech.document, speech.start))
    return Section(
        title="Who says what",
        sentences=tuple(Sentence(text=_speech_text(speech), records=(speech,)) for speech in kept),
        more=len(speeches) - len(kept),
    )


def _speech_text(speech: Speech) -> str:
    outer = [voice.name for voice in speech.attribution if voice.name not in {p.name for p in speech.speaker}]
    through = f", as {outer[0]} puts it" if outer else ""
    if isinstance(speech, Quote):
        verb = "is imagined to say" if speech.imagined else "says"
        return f"{_who(speech.speaker)} {verb}{through}: {_quoted(speech)}."
    return f"{_who(speech.speaker)} is reported{through} as saying: {_quoted(speech)}."


def _stand(records: Sequence[Record], names: dict[str, str]) -> Section:
    """Ties by pair, then the triads that are out of balance."""
    relations = [record for record in records if isinstance(record, Relation)]
    sentences = [Sentence(text=_relation_text(relation), records=(relation,)) for relation in relations]
    for triad in unbalanced_triads(ties_of(records)):
        who = ", ".join(names.get(actor, actor) for actor in triad.actors)
        signs = ", ".join("friendly" if sign > 0 else "hostile" for sign in triad.signs)
        text = f"Strange bedfellows: {who} form a triad out of balance (ties in this order: {signs})."
        sentences.append(Sentence(text=text, records=_by_id(records, triad.records)))
    return Section(
        title="How the parties stand",
        sentences=tuple(sentences[: MOST_IN_A_SECTION * 2]),
        more=max(0, len(sentences) - MOST_IN_A_SECTION * 2),
    )


def _relation_text(relation: Relation) -> str:
    sign = {1: "friendly", -1: "hostile", 0: "neither friendly nor hostile"}[relation.sign]
    marks = ", ".join(filter(None, (sign, HEDGES[relation.factuality], _voices(relation))))
    arrow = "→" if relation.directed else "–"
    kind = relation.relation.replace("_", " ")
    return f"{_who(relation.a)} {arrow} {_who(relation.b)}: {kind} ({marks}): {_quoted(relation)}."


def _wanted(records: Sequence[Record], names: dict[str, str]) -> Section:
    """What each wants, by holder, then what is shared and what clashes."""
    interests = [record for record in records if isinstance(record, Interest) and record.holder]
    interests.sort(
        key=lambda interest: (interest.holder[0].party, -interest.salience, interest.document, interest.start)
    )
    kept = interests[: MOST_IN_A_SECTION * 2]
    sentences = [Sentence(text=_interest_text(interest), records=(interest,)) for interest in kept]
    for issue in issues_of(records):
        if issue.relation:
            who = " and ".join(names.get(actor, actor) for actor in issue.holders)
            text = f"On {issue.name}, {who} have {issue.relation} interests."
            sentences.append(Sentence(text=text, records=_by_id(records, issue.records)))
    return Section(title="What each wants", sentences=tuple(sentences), more=len(interests) - len(kept))


def _interest_text(interest: Interest) -> str:
    marks = ", ".join(filter(None, (HEDGES[interest.factuality], _voices(interest))))
    toward = f" (toward {_who(interest.toward)})" if interest.toward else ""
    verb = WANTS[interest.direction]
    return f"{_who(interest.holder)} {verb} {_cut(interest.object.quote)}{toward}{f' ({marks})' if marks else ''}."


def _arranged(records: Sequence[Record]) -> Section:
    """Agreements, mechanisms and proposals."""
    found = [record for record in records if isinstance(record, Arrangement)]
    return Section(
        title="Arrangements and proposals",
        sentences=tuple(Sentence(text=_arrangement_text(one), records=(one,)) for one in found[:MOST_IN_A_SECTION]),
        more=max(0, len(found) - MOST_IN_A_SECTION),
    )


def _arrangement_text(arrangement: Arrangement) -> str:
    purpose = f", in order {_cut(arrangement.purpose.quote)}" if arrangement.purpose else ""
    marks = ", ".join(filter(None, (arrangement.status.value.replace("_", " "), _voices(arrangement))))
    return f"{_who(arrangement.parties) or 'Parties unnamed'}: {_cut(arrangement.object.quote)}{purpose} ({marks})."


def _win_win(records: Sequence[Record], main: tuple[str, str] | None, names: dict[str, str]) -> Section:
    """The verdict with its assumptions, and who else is touched."""
    title = "Win-win, for whom, and who pays"
    if main is None:
        return Section(title=title)
    verdict = verdict_of(records, main, names)
    if verdict.value is None:
        return Section(title=title, notes=(f"No answer: {verdict.because}.",))
    sentences = tuple(Sentence(text=text, records=_by_id(records, ids)) for text, ids in verdict.value.reasons if ids)
    return Section(title=title, sentences=sentences, notes=verdict.value.assumptions)


def _labels(records: Sequence[Record]) -> Section:
    """Loaded words, each with whoever uses it."""
    found = [record for record in records if isinstance(record, Label)]
    sentences = (
        Sentence(
            text=f"“{label.label}” is what {_voices(label).removeprefix('according to ') or 'the author'} calls "
            f"{_who(label.about) or 'someone unnamed'}.",
            records=(label,),
        )
        for label in found[:MOST_IN_A_SECTION]
    )
    return Section(title="Labels, and who uses them", sentences=tuple(sentences))


def _unknown(readings: Sequence[Reading], records: Sequence[Record]) -> Section:
    """What the articles leave open, and what could not be read."""
    notes = []
    voices = Counter(
        record.attribution[0].name
        for record in records
        if record.attribution and record.kind in {"event", "relation", "interest", "claim"}
    )
    if voices:
        name, times = min(voices.items(), key=lambda item: (-item[1], item[0]))
        notes.append(f"{times} of {sum(voices.values())} attributed statements rest on one voice: {name}.")
    if len(readings) == 1:
        notes.append("Everything here comes from a single article.")
    events = [record for record in records if isinstance(record, Event)]
    undated = sum(event.happened is None or event.happened.precision is Precision.OPEN for event in events)
    if undated:
        notes.append(f"{undated} of {len(events)} events have no date in the words.")
    hedged = sum(not any(v.actor for v in r.attribution) and r.factuality is Factuality.REPORTED for r in records)
    if hedged:
        notes.append(f"{_count(hedged, 'record')} rest on sources that are not named.")
    for reading in readings:
        if reading.outcome is not Outcome.READ:
            why = (*reading.document.notes, *reading.notes, *(failure.message for failure in reading.failures))
            notes.append(f"{reading.reference} was read in part: {'; '.join(why)}.")
        if reading.document.published is None:
            notes.append(f"{reading.reference} has no date of publication, so nothing in it could be dated from it.")
    return Section(title="What we do not know", notes=tuple(notes))


def _who(participants: Iterable[Participant]) -> str:
    names = list(dict.fromkeys(participant.name for participant in participants))
    return ", ".join(names[:-1]) + (" and " if len(names) > 1 else "") + names[-1] if names else ""


def _voices(record: Record) -> str:
    names = [f"{voice.name}{' (imagined)' if voice.imagined else ''}" for voice in record.attribution]
    return f"according to {', by way of '.join(names)}" if names else ""


def _quoted(record: Record) -> str:
    return " … ".join(f"“{_cut(span.quote.strip(QUOTATION_MARKS))}”" for span in record.evidence)


def _cut(words: str) -> str:
    found = words.split()
    return " ".join(found[:MOST_WORDS_QUOTED]) + (" …" if len(found) > MOST_WORDS_QUOTED else "")


def _day(when: When | None) -> date:
    if when is None:
        return date.max
    return when.start or when.end or date.max


def _when(when: When | None) -> str:
    if when is None or when.precision is Precision.OPEN:
        ahead = when is not None and when.start is not None
        return "Ahead, no date given" if ahead else "No date given"
    if when.start and when.end and when.start != when.end:
        return f"{when.start} to {when.end}"
    return str(when.start or f"until {when.end}")
