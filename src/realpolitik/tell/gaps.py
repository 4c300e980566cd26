"""What we do not know: single voices, missing dates, sources without a name, parties not heard, parts not read."""

from collections import Counter
from collections.abc import Iterator

from realpolitik.analyse.series import Lane, dated, lane_of
from realpolitik.records.documents import NEWS, Outcome, Passage
from realpolitik.records.events import Event
from realpolitik.records.evidence import Factuality, Record
from realpolitik.records.quotes import Speech
from realpolitik.tell.material import Material
from realpolitik.tell.sections import Group, Section, section
from realpolitik.tell.wording import count, the

STATEMENTS = frozenset({"event", "relation", "interest", "arrangement", "claim"})
# One voice behind so large a part of what is attributed is worth a warning. Chosen by hand.
SINGLE_VOICE_SHARE = 0.5
# Of so few statements a share says nothing. Chosen by hand.
LEAST_ATTRIBUTED = 4


def unknown(material: Material) -> Section:
    """What the articles leave open, and what could not be read."""
    notes = (
        *_voices(material),
        *_not_heard(material),
        *_dates(material),
        *_unnamed(material),
        *_unread(material),
    )
    return section("What we do not know", Group(notes=notes))


def _voices(material: Material) -> Iterator[str]:
    if len(material.readings) == 1:
        yield "Everything here comes from a single article."
    voice = single_voice(material)
    if voice:
        name, times, total = voice
        yield f"One voice, {name}, stands behind {times} of {count(total, 'attributed statement')}."


def single_voice(material: Material) -> tuple[str, int, int] | None:
    """Who stands behind most of what is attributed, behind how much of how much; None where nobody does."""
    attributed = [record.attribution[0] for record in _statements(material) if record.attribution]
    counted = Counter(voice.name for voice in attributed if voice.actor)
    if len(attributed) < LEAST_ATTRIBUTED or not counted:
        return None
    name, times = min(counted.items(), key=lambda item: (-item[1], item[0]))
    return (name, times, len(attributed)) if times > SINGLE_VOICE_SHARE * len(attributed) else None


def _statements(material: Material) -> Iterator[Record]:
    return (record for record in material.records.values() if record.kind in STATEMENTS)


def _not_heard(material: Material) -> Iterator[str]:
    heard = {speaker.party for speech in material.of(Speech) for speaker in speech.speaker}
    silent = [material.name(party) for party in material.main or () if party not in heard]
    for name in silent:
        yield f"Nobody who speaks for {the(name)} is quoted or reported."


def _dates(material: Material) -> Iterator[str]:
    events = material.of(Event)
    undated = sum(not dated(event.happened) for event in events)
    if undated:
        has = "has" if undated == 1 else "have"
        yield f"{undated} of {count(len(events), 'event record')} {has} no date in the words."
    early = sum(_dated_too_late(material, event) for event in events)
    if early:
        verb = "bears" if early == 1 else "bear"
        yield f"{count(early, 'act')} told as done {verb} a date after the day of publication."
    unplaced = [document.reference or "The article" for document in material.documents if document.published is None]
    if unplaced:
        some = f"{len(unplaced)} of {len(material.documents)} articles have"
        has = f"{unplaced[0]} has" if len(unplaced) == 1 else some
        yield (
            f"{has} no day of publication, so “last week” and the like stay without a date; give --published, or put "
            "the day into the file's name."
        )


def _dated_too_late(material: Material, event: Event) -> bool:
    """Whether an act that is said to have happened bears a date that its article could not know."""
    published = next(d.published for d in material.documents if d.id == event.document)
    if published is None or published.end is None or event.happened is None or not dated(event.happened):
        return False
    start = event.happened.start
    return lane_of(event) is Lane.HAPPENED and start is not None and start > published.end


def _unnamed(material: Material) -> Iterator[str]:
    statements = list(_statements(material))
    hedged = sum(
        record.factuality is Factuality.REPORTED and not any(voice.actor for voice in record.attribution)
        for record in statements
    )
    if hedged:
        yield f"{count(hedged, 'statement rests', 'statements rest')} on sources without a name, or on “reportedly”."
    open_ = sum(record.factuality is Factuality.HYPOTHETICAL for record in statements)
    if open_:
        share = f"{open_} of {count(len(statements), 'statement')}"
        yield f"{share} {'is' if open_ == 1 else 'are'} hypothetical: may, if, wanted, asked or imagined."
    described = {
        (record.document, participant.span)
        for record in statements
        for participant in record.participants
        if not participant.actor
    }
    if described:
        yield f"{count(len(described), 'actor is', 'actors are')} known by a description alone, not by name."


def _unread(material: Material) -> Iterator[str]:
    for reading in material.readings:
        if reading.outcome is not Outcome.READ:
            failures = [f"the step {failure.step} failed ({failure.message})" for failure in reading.failures]
            why = "; ".join((*reading.document.notes, *reading.notes, *failures))
            yield f"{reading.reference or 'The article'} was read in part: {why}."
    aside = sum(passage.passage not in NEWS for passage in material.of(Passage))
    if aside:
        were = "was" if aside == 1 else "were"
        parts = f"{count(aside, 'part')} of the page (captions, appeals, credits and the like)"
        yield f"{parts} {were} set aside as no news."
