"""The steps of understanding as one ordered table: what each needs and what it gives.

Read it from top to bottom: that is the order in which an article is understood. Every step is a plain function of what
it needs; `understand` hands each its needs and keeps what it gives.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, cast

from realpolitik.errors import UnknownName
from realpolitik.records.actors import Actor
from realpolitik.records.documents import Document
from realpolitik.records.evidence import Record
from realpolitik.understand.actors import names_in
from realpolitik.understand.arrangements import arrangements_in
from realpolitik.understand.certainty import certainty_in
from realpolitik.understand.claims import claims_in
from realpolitik.understand.coreference import Cast, cast_of
from realpolitik.understand.events import events_in
from realpolitik.understand.framing import framing_of
from realpolitik.understand.interests import interests_in
from realpolitik.understand.places import places_in
from realpolitik.understand.quotes import Speeches, speeches_in
from realpolitik.understand.relations import relations_in
from realpolitik.understand.sentences import parse
from realpolitik.understand.tenures import tenures_in
from realpolitik.understand.times import times_in


@dataclass(frozen=True, slots=True)
class Step:
    """One step: the names of what it needs, the name of what it gives, and the function between them."""

    gives: str
    needs: tuple[str, ...]
    run: Callable[..., object]


def dateline(document: Document) -> date | None:
    """The day from which the text looks at the world: its publication date."""
    return document.published.end if document.published else None


def stated(
    events: Sequence[Record],
    relations: Sequence[Record],
    interests: Sequence[Record],
    arrangements: Sequence[Record],
) -> tuple[Record, ...]:
    """Everything that a claim must not repeat."""
    return (*events, *relations, *interests, *arrangements)


STEPS = (
    Step("doc", ("document",), parse),
    Step("dateline", ("document",), dateline),
    Step("times", ("document", "doc"), times_in),
    Step("places", ("document", "doc"), places_in),
    Step("names", ("document", "doc"), names_in),
    Step("cast", ("document", "doc", "names"), cast_of),
    Step("speeches", ("document", "doc", "cast"), speeches_in),
    Step("certainty", ("document", "doc", "speeches", "times"), certainty_in),
    Step("framing", ("speeches", "certainty", "times", "places", "dateline"), framing_of),
    Step("events", ("document", "doc", "cast", "framing"), events_in),
    Step("relations", ("document", "doc", "cast", "framing"), relations_in),
    Step("tenures", ("document", "doc", "cast", "framing"), tenures_in),
    Step("interests", ("document", "doc", "cast", "framing"), interests_in),
    Step("arrangements", ("document", "doc", "cast", "framing"), arrangements_in),
    Step("stated", ("events", "relations", "interests", "arrangements"), stated),
    Step("claims", ("document", "doc", "cast", "framing", "stated"), claims_in),
)
GIVEN = ("document",)


def check(steps: Iterable[Step], given: Iterable[str] = GIVEN) -> None:
    """That every step finds what it needs among what the steps before it gave.

    Errors: UnknownName, with the names that were there.
    """
    known = set(given)
    for step in steps:
        for need in step.needs:
            if need not in known:
                raise UnknownName(f"need of the step {step.gives!r}", need, known)
        known.add(step.gives)


@dataclass(frozen=True, slots=True)
class Understanding:
    """What was read out of a document: its records in the order of the text, and its actors.

    `workings` holds what every step gave, by name, for whoever wants to look behind a record.
    """

    document: Document
    records: tuple[Record, ...]
    actors: tuple[Actor, ...]
    workings: Mapping[str, Any]


def understand(document: Document, *, run: str = "", steps: Sequence[Step] = STEPS) -> Understanding:
    """All that the steps read out of a document, each record marked with the run that made it."""
    workings = work_through(steps, {"document": document})
    found = cast("Cast", workings["cast"])
    speeches = cast("Speeches", workings["speeches"])
    records: list[Record] = [
        *document.passages,
        *found.mentions,
        *speeches.records,
        *workings["stated"],
        *workings["tenures"],
        *workings["claims"],
    ]
    unique = {record.id: record for record in records}
    ordered = sorted(unique.items(), key=lambda item: (item[1].start, item[1].kind, item[0]))
    return Understanding(
        document=document,
        records=tuple(replace(record, run=run) for _, record in ordered),
        actors=found.actors,
        workings=workings,
    )


def work_through(steps: Sequence[Step], given: Mapping[str, object]) -> dict[str, Any]:
    """What the steps give, by name, together with what was given to them.

    Errors: UnknownName if a step needs what neither is given nor made by a step before it; whatever goes wrong inside a
    step, with the step's name as a note.
    """
    check(steps, given)
    workings: dict[str, Any] = dict(given)
    for step in steps:
        try:
            workings[step.gives] = step.run(*(workings[need] for need in step.needs))
        except Exception as error:
            error.add_note(step.gives)
            raise
    return workings
