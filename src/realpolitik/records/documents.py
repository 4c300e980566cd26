"""Document and Passage: a text as it was stored, and its parts told apart by what they do on the page."""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from realpolitik.errors import RecordError
from realpolitik.records.evidence import Record
from realpolitik.records.times import When


class PassageKind(StrEnum):
    """What a part of the page is for."""

    TITLE = "title"
    IMAGE_SLUG = "image_slug"
    CAPTION = "caption"
    TEASER = "teaser"
    DATELINE = "dateline"
    BYLINE = "byline"
    BODY = "body"
    APPEAL = "appeal"
    RELATED = "related"
    SOURCE_LINE = "source_line"
    COPYRIGHT = "copyright"


# Only these carry events, relations, interests and claims; the others name people and nothing more.
NEWS = frozenset({PassageKind.TITLE, PassageKind.TEASER, PassageKind.BODY})


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage(Record):
    """A part of the page; neighbouring paragraphs of one kind are one passage."""

    kind: ClassVar[str] = "passage"

    passage: PassageKind

    def __post_init__(self) -> None:
        # Named, not super(): a slotted dataclass is a new class, which a bare super() does not know.
        Record.__post_init__(self)
        if len(self.evidence) != 1:
            raise RecordError("a passage is one stretch of text")

    @property
    def content(self) -> tuple[str, ...]:
        """The kind of passage."""
        return (self.passage,)


class Outcome(StrEnum):
    """How the reading of an input ended."""

    READ = "read"
    PARTLY = "partly"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One article as it was stored.

    `text` is what all spans count in; `original` the bytes as they came. `way` is the path the reading took
    ("text", "html", "html:flattened", "html:plain"), `notes` what was lost or had to be guessed on it.
    """

    id: str
    text: str
    original: bytes
    reference: str = ""  # the path or URL it came from
    title: str = ""
    published: When | None = None
    outlet: str = ""
    author: str = ""
    republisher: str = ""
    language: str = "en"
    way: str = "text"
    notes: tuple[str, ...] = ()
    passages: tuple[Passage, ...] = ()

    def __post_init__(self) -> None:
        if not self.text.strip():
            raise RecordError("a document without text is not a document")
        for passage in self.passages:
            (span,) = passage.evidence
            if self.text[span.start : span.end] != span.quote:
                raise RecordError(f"the passage at {span.start} does not stand in the text")

    @property
    def outcome(self) -> Outcome:
        """Whether all of it was read."""
        return Outcome.PARTLY if self.notes else Outcome.READ


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """An input that gave no document, and why."""

    reference: str
    reason: str
    step: str = "read"
