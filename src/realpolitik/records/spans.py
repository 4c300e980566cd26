"""Span: a stretch of a document's stored text, with its words."""

from collections.abc import Iterable
from dataclasses import dataclass

from realpolitik.errors import RecordError


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Span:
    """The words from `start` to `end` of a stored text.

    Units: code points of the stored text, `end` exclusive: `text[start:end] == quote`, always.
    """

    start: int
    end: int
    quote: str

    def __post_init__(self) -> None:
        if self.start < 0 or self.end <= self.start:
            raise RecordError(f"a span needs 0 <= start < end, not {self.start}..{self.end}")
        if len(self.quote) != self.end - self.start:
            raise RecordError(
                f"the span {self.start}..{self.end} is {self.end - self.start} code points long, "
                f"its quote {len(self.quote)}: {self.quote[:60]!r}"
            )

    def overlaps(self, other: "Span") -> bool:
        """Whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end

    def covers(self, other: "Span") -> bool:
        """Whether the other lies wholly inside this one."""
        return self.start <= other.start and other.end <= self.end


def span_of(text: str, start: int, end: int) -> Span:
    """The span of these code points, without the white space at either end.

    Errors: RecordError if nothing but white space lies between `start` and `end`.

    Example:
        >>> span_of("He left .", 2, 8)
        Span(start=3, end=7, quote='left')
    """
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    words = words.strip()
    return Span(start=start, end=start + len(words), quote=words)


def hull(spans: Iterable[Span]) -> tuple[int, int]:
    """From the first start to the last end.

    Errors: RecordError if there is no span.
    """
    found = tuple(spans)
    if not found:
        raise RecordError("the hull of no spans does not exist")
    return min(span.start for span in found), max(span.end for span in found)
