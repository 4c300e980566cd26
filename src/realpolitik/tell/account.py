"""What happened and who says what: acts by date, plans and history apart, quotations with their speakers."""

from collections.abc import Sequence
from datetime import date

from realpolitik.analyse.series import Act, Lane, acts_of, dated
from realpolitik.records.arrangements import Arrangement
from realpolitik.records.claims import Label
from realpolitik.records.events import Event, EventType
from realpolitik.records.quotes import Quote, Report, Speech
from realpolitik.tell.cite import Sentence, sentence
from realpolitik.tell.material import Material
from realpolitik.tell.sections import Group, Section, capped, section
from realpolitik.tell.wording import firmness, quoted, voices, when, who

# A page and a half for one article; the rest is counted and can be found in the ledger. Chosen by hand.
MOST_ACTS = {Lane.HAPPENED: 10, Lane.PLANNED: 5, Lane.HISTORICAL: 4, Lane.DENIED: 3, Lane.HYPOTHETICAL: 3}
MOST_SPEECHES = 8
MOST_ARRANGEMENTS = 6
MOST_LABELS = 6
# A word or two between quotation marks is somebody's word, but tells nothing by itself. Chosen by hand.
LEAST_WORDS_SAID = 4

NO_DATE = "No date in the words"

HEADINGS = {
    Lane.HAPPENED: "",
    Lane.PLANNED: "Planned or announced",
    Lane.DENIED: "Denied",
    Lane.HYPOTHETICAL: "Only imagined, asked for or possible",
    Lane.HISTORICAL: "Earlier history",
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


def happened(material: Material) -> Section:
    """Acts by date, those without one after them; plans, denials, hypotheses and history each apart."""
    acts = [act for act in acts_of(material.of(Event)) if _tells(act)]
    groups = [group for lane in HEADINGS for group in _lane(material, acts, lane)]
    return section("What happened", *groups)


def _tells(act: Act) -> bool:
    """Whether it says who did something; a statement without an addressee is told among the quotations."""
    roles = act.first.roles
    return "initiator" in roles and (act.first.event_type is not EventType.STATEMENT or "recipient" in roles)


def _lane(material: Material, acts: Sequence[Act], lane: Lane) -> tuple[Group, ...]:
    """The acts of a lane that matter most, in the order of time; of what happened, those without a date apart."""
    own = [act for act in acts if act.lane is lane]
    kept = sorted(own, key=lambda act: _rank(material, act))[: MOST_ACTS[lane]]
    kept.sort(key=lambda act: (*_day(act.first), act.first.document, act.first.start))
    told = [_act(material, act) for act in kept]
    more = len(own) - len(kept)
    if lane is not Lane.HAPPENED:
        return (Group(heading=HEADINGS[lane], sentences=tuple(told), more=more),)
    split = sum(dated(act.first.happened) for act in kept)
    return (
        Group(heading=HEADINGS[lane], sentences=tuple(told[:split])),
        Group(heading=NO_DATE, sentences=tuple(told[split:]), more=more),
    )


def _rank(material: Material, act: Act) -> tuple[int, int, float]:
    first = act.first
    return -material.closeness(first), -len(first.roles), -first.confidence


def _day(event: Event) -> tuple[bool, date]:
    time = event.happened
    if time is None or not dated(time):
        return True, date.max
    return False, time.start or time.end or date.max


def _act(material: Material, act: Act) -> Sentence:
    event = act.first
    told = len(act.events)
    tags = (NOUNS[event.event_type], *firmness(event), f"told {told} times" if told > 1 else "", _where(event))
    return sentence(
        quoted(event.evidence),
        act.events,
        when=when(event.happened),
        lead=_sides(material, event),
        tags=tags,
    )


def _where(event: Event) -> str:
    if event.place is None:
        return ""
    return f"in {event.place.name}, disputed" if event.place.disputed else f"in {event.place.name}"


def _sides(material: Material, event: Event) -> str:
    doers, others = who(event.initiator, material.names), who(event.recipient, material.names)
    if not others:
        return doers
    return f"{doers} {'and' if event.reciprocal else 'to'} {others}"


def said(material: Material) -> Section:
    """Who says what, in the order of the text: direct quotations before indirect speech where room is short."""
    quotes = [quote for quote in material.of(Quote) if quote.speaker and _words(quote) >= LEAST_WORDS_SAID]
    taken = {(quote.document, span) for quote in quotes for span in quote.evidence}
    reports = [
        report
        for report in material.of(Report)
        if report.speaker
        and _words(report) >= LEAST_WORDS_SAID
        and not any(doc == report.document and span.overlaps(own) for doc, span in taken for own in report.evidence)
    ]
    ranked = [*sorted(quotes, key=lambda quote: _weight(material, quote)), *reports]
    kept = sorted(ranked[:MOST_SPEECHES], key=lambda speech: (speech.document, speech.start))
    group = Group(sentences=tuple(_speech(material, speech) for speech in kept), more=len(ranked) - len(kept))
    return section("Who says what", group)


def _weight(material: Material, speech: Speech) -> tuple[int, int]:
    """Those who speak for the main parties first, then whoever says most."""
    return -material.closeness(speech), -_words(speech)


def _words(speech: Speech) -> int:
    return sum(len(span.quote.split()) for span in speech.evidence)


def _speech(material: Material, speech: Speech) -> Sentence:
    to_whom = who(speech.addressee, material.names)
    speaker = who(speech.speaker, material.names)
    lead = f"{speaker} to {to_whom}" if to_whom else speaker
    imagined = isinstance(speech, Quote) and speech.imagined
    further = [voice.name for voice in speech.attribution if voice.name not in {p.name for p in speech.speaker}]
    tags = (
        "imagined words, never said" if imagined else "" if isinstance(speech, Quote) else "in indirect speech",
        f"{'imagined' if imagined else 'as told'} by {further[0]}" if further and further[0] else "",
    )
    return sentence(quoted(speech.evidence), (speech,), lead=lead, tags=tags)


def arranged(material: Material) -> Section:
    """Agreements, mechanisms and proposals, those between the main parties first."""
    found = sorted(material.of(Arrangement), key=lambda one: -material.closeness(one))
    told = [_arrangement(material, one) for one in found]
    return section("Arrangements and proposals", capped("", told, MOST_ARRANGEMENTS))


def _arrangement(material: Material, one: Arrangement) -> Sentence:
    purpose = f", its purpose: {quoted([one.purpose])}" if one.purpose else ""
    since = when(one.happened)
    tags = (one.status.value.replace("_", " "), since and f"since {since}", voices(one))
    lead = who(one.parties, material.names) or "Parties not named"
    return sentence(f"{quoted([one.object])}{purpose}", (one,), lead=lead, tags=tags)


def labelled(material: Material) -> Section:
    """Loaded words, each with whoever uses it; they are nobody's fact."""
    told: dict[tuple[str, str, str], list[Label]] = {}
    for label in material.of(Label):
        about = who(label.about, material.names) or "someone not named"
        user = voices(label).removeprefix("according to ") or "the author"
        told.setdefault((label.label.casefold(), about, user), []).append(label)
    sentences = [
        sentence(f"is called {quoted(same[0].evidence[:1])} by {user}", same, lead=about, flowing=True)
        for (_, about, user), same in told.items()
    ]
    return section("Labels, and who uses them", capped("", sentences, MOST_LABELS))
