"""When, against the dateline: last week, April, upcoming."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from realpolitik.records.documents import Document
from realpolitik.records.spans import Span
from realpolitik.records.times import When

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeExpression:
    """Words for a time. `type` and `value` are TimeML's (DATE, TIME, DURATION, SET; "2016-W22")."""

    span: Span
    first: int
    last: int
    type: str
    value: str
    when: When | None


@dataclass(frozen=True, slots=True)
class Times:
    """The time expressions of a document."""

    expressions: tuple[TimeExpression, ...] = ()

    def of(self, token: "Token") -> When | None:
        """When the act headed by this verb or noun happened, by the expressions in its own clause; None if unsaid."""
        return None


def times_in(document: Document, doc: "Doc") -> Times:
    """Every time expression, resolved against the document's dateline."""
    return Times()
