"""Run, Reading, Refused: what came of reading one input, and with what it was read."""

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from typing import ClassVar, TypeVar

from realpolitik.errors import RecordError
from realpolitik.records.actors import Actor, Participant
from realpolitik.records.documents import Document, Outcome, Refusal
from realpolitik.records.evidence import Record
from realpolitik.records.ids import content_id
from realpolitik.records.spans import Span

R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """With what a document was read: the same run on the same document gives the same records.

    `code` is the version of the program, `model` the language model with its version, `tables` and `settings`
    digests of the lexicon's tables and of the settings that change what is read.
    """

    kind: ClassVar[str] = "run"

    code: str
    model: str = ""
    tables: str = ""
    settings: str = ""

    def __post_init__(self) -> None:
        if not self.code:
            raise RecordError("a run needs the version of the code that made it")

    @property
    def id(self) -> str:
        """Made from all four."""
        return content_id(self.kind, (self.code, self.model, self.tables, self.settings))


@dataclass(frozen=True, slots=True, kw_only=True)
class StepFailure:
    """A step of understanding that failed on a document; the steps after it went on without what it gives."""

    step: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A document and everything that one run read from it.

    `notes` say what was lost on the way beyond the document's own notes.
    """

    document: Document
    run: Run
    records: tuple[Record, ...] = ()
    actors: tuple[Actor, ...] = ()
    notes: tuple[str, ...] = ()
    failures: tuple[StepFailure, ...] = ()

    def __post_init__(self) -> None:
        for record in self.records:
            if record.document != self.document.id:
                raise RecordError(f"{record.id} is of {record.document}, not of {self.document.id}")
            if record.run != self.run.id:
                raise RecordError(f"{record.id} was made by {record.run or 'no run'}, not by {self.run.id}")
            for span in spans_of(record):
                if self.document.text[span.start : span.end] != span.quote:
                    raise RecordError(f"{record.id} cites {span.quote[:60]!r}, which does not stand at {span.start}")

    @property
    def reference(self) -> str:
        """The path or URL of the input."""
        return self.document.reference

    @property
    def outcome(self) -> Outcome:
        """Whether all of it was read and understood."""
        return Outcome.PARTLY if self.notes or self.failures else self.document.outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """An input that gave no document, and the run that refused it."""

    refusal: Refusal
    run: Run

    @property
    def reference(self) -> str:
        """The path or URL of the input."""
        return self.refusal.reference

    @property
    def outcome(self) -> Outcome:
        """Always a refusal."""
        return Outcome.REFUSED


def stamped(records: Iterable[R], run: Run) -> tuple[R, ...]:
    """The same records, each saying that this run made it."""
    return tuple(replace(record, run=run.id) for record in records)


def spans_of(record: Record) -> tuple[Span, ...]:
    """Every span that a record holds: its evidence, its participants and the words of its own fields."""
    found: list[Span] = []
    for field in fields(record):
        value = getattr(record, field.name)
        for part in value if isinstance(value, tuple) else (value,):
            if isinstance(part, Participant):
                found.append(part.span)
            elif isinstance(part, Span):
                found.append(part)
    return tuple(found)
