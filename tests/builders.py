"""Records by hand, in a line each: what tests need and the seventeen fields they do not care about."""

from collections.abc import Iterable
from datetime import date
from typing import Any, TypeVar

from realpolitik.records.actors import Actor, ActorKind, Participant
from realpolitik.records.documents import Document, Passage, PassageKind, Refusal
from realpolitik.records.events import Event, EventType
from realpolitik.records.evidence import Record
from realpolitik.records.ids import content_id
from realpolitik.records.readings import Reading, Refused, Run, stamped
from realpolitik.records.spans import Span
from realpolitik.records.times import Basis, When, on

R = TypeVar("R", bound=Record)

Side = str | tuple[Participant, ...]

RUN = Run(code="1.0", model="hand 1", tables="t", settings="s")

TEXT = "Peru threatened Chile with tariffs. Chile wants access to the port of Arica, its envoy said."


def span(text: str, words: str, *, nth: int = 0) -> Span:
    """Where these words stand in the text, for the first time or after `nth` others."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return Span(start=start, end=start + len(words), quote=words)


def who(text: str, words: str, actor: str = "", **fields: Any) -> Participant:
    """The actor that these words of the text name."""
    return Participant(actor=actor, name=fields.pop("name", words), span=span(text, words), **fields)


def actor(id: str, name: str, kind: ActorKind = ActorKind.STATE, **fields: Any) -> Actor:
    """An actor, a state unless said otherwise."""
    return Actor(id=id, name=name, kind=kind, **fields)


def record(of: type[R], text: str, words: str | Iterable[str], **fields: Any) -> R:
    """A record of this kind that rests on these words of the text of `document(text)`."""
    found = (words,) if isinstance(words, str) else tuple(words)
    fields = {"document": document_id(text), "run": RUN.id} | fields
    return of(evidence=tuple(span(text, each) for each in found), **fields)


def event(text: str, words: str, type: EventType, initiator: Side = "", recipient: Side = "", **fields: Any) -> Event:
    """An event between two sides, each given as "words=ID" ("Peru=PER") or as participants."""
    sides = {"initiator": initiator, "recipient": recipient}
    return record(
        Event,
        text,
        words,
        event_type=type,
        **{role: _side(text, side) for role, side in sides.items()},
        **fields,
    )


def _side(text: str, side: Side) -> tuple[Participant, ...]:
    if isinstance(side, str):
        return (who(text, *side.split("=")),) if side else ()
    return side


def document_id(text: str) -> str:
    """The id that documents built here have."""
    return content_id("document", [text])


def document(text: str = TEXT, published: date | When | None = None, **fields: Any) -> Document:
    """An article of this text, all of it body."""
    when = on(published, basis=Basis.GIVEN) if isinstance(published, date) else published
    body = record(Passage, text, text.strip(), passage=PassageKind.BODY)
    fields = {
        "original": text.encode("utf-8", "replace"),
        "reference": "article.txt",
        "passages": (body,),
    } | fields
    return Document(id=document_id(text), text=text, published=when, **fields)


def reading(
    text: str = TEXT,
    records: Iterable[Record] = (),
    *,
    published: date | None = None,
    run: Run = RUN,
    actors: Iterable[Actor] = (),
    **fields: Any,
) -> Reading:
    """A reading of `document(text)`; further fields are the document's."""
    found = document(text, published, **fields)
    return Reading(document=found, run=run, records=stamped(records, run), actors=tuple(actors))


def refused(reference: str, reason: str = "the file is empty", *, step: str = "read", run: Run = RUN) -> Refused:
    """An input that was refused."""
    return Refused(refusal=Refusal(reference=reference, reason=reason, step=step), run=run)
