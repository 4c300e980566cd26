"""Records on a terminal: one in two lines, or one whole with the words around it.

What a page says is printed without the signs that a terminal would act on.
"""

from collections.abc import Iterator

from realpolitik.records.documents import Document
from realpolitik.records.events import Event
from realpolitik.records.evidence import Record
from realpolitik.records.spans import Span
from realpolitik.tell.markdown import UNSEEN
from realpolitik.tell.wording import MOST_WORDS_QUOTED, firmness, shortened, when, who

# So much of an id tells records apart in all but the largest ledgers; `show` says so where it does not.
ID_DIGITS = 8
# Code points of the text shown on either side of a record's words: about a line.
AROUND = 80
OPENING_MARKS = frozenset("\"“„«‘'")

# What a record was read as stands in one of these fields, by its kind.
SORTS = ("event_type", "relation", "direction", "status", "office", "label", "passage", "naming")


def in_two_lines(record: Record, article: str = "") -> str:
    """What it is, who is in it, when and how firmly; below, its words and the article that they stand in."""
    digits = len(record.kind) + 1 + ID_DIGITS
    told = " · ".join(
        filter(None, (_sort(record), _sides(record), when(record.happened), ", ".join(_firmness(record))))
    )
    words = " … ".join(shortened(span.quote, MOST_WORDS_QUOTED) for span in record.evidence)
    # A quotation brings marks of its own.
    shown = words if words[:1] in OPENING_MARKS else f"“{words}”"
    where = f"  [{article}]" if article else ""
    return _clean(f"{record.id[:digits]}  {told}\n    {shown}{where}")


def whole(record: Record, document: Document) -> str:
    """All that is said of a record, line by line, with the words before and after its own."""
    return "\n".join(_clean(line.replace("\n", " ")) for line in _lines(record, document))


def _lines(record: Record, document: Document) -> Iterator[str]:
    yield record.id
    yield f"  what       {_sort(record)}"
    for role, participants in record.roles.items():
        yield f"  {role:10} {who(participants, {p.acts_for: p.acts_for for p in participants})}"
    yield f"  said by    {_said_by(record)}"
    yield f"  taken as   {record.factuality.value}, {record.polarity.value}; {record.time.value}"
    yield f"  when       {when(record.happened) or 'no date in the words'}"
    if record.place:
        disputed = " (disputed)" if record.place.disputed else ""
        yield f"  where      {record.place.name}{disputed}"
    if isinstance(record, Event):
        yield f"  codes      CAMEO {record.cameo or '-'}, Goldstein {record.goldstein:+g}, {record.quad.value}"
    yield f"  read by    rule {record.rule or '-'}, confidence {record.confidence:.2f}, {record.run}"
    yield f"  article    {document.reference}  {document.title}"
    for span in record.evidence:
        yield f"  [{span.start}-{span.end}] {_around(document.text, span)}"


def _sort(record: Record) -> str:
    found = next((str(value) for name in SORTS if (value := getattr(record, name, ""))), "")
    return f"{record.kind} {found}".strip()


def _sides(record: Record) -> str:
    return "; ".join(
        f"{role} {who(participants, {p.acts_for: p.acts_for for p in participants})}"
        for role, participants in record.roles.items()
    )


def _firmness(record: Record) -> tuple[str, ...]:
    return firmness(record) or (record.factuality.value,)


def _said_by(record: Record) -> str:
    names = [
        f"{voice.name or 'unnamed sources'}{' (imagined)' if voice.imagined else ''}" for voice in record.attribution
    ]
    return ", told by ".join((*names, "the author"))


def _around(text: str, span: Span) -> str:
    before, after = text[max(0, span.start - AROUND) : span.start], text[span.end : span.end + AROUND]
    return f"...{before}>>{span.quote}<<{after}..."


def _clean(text: str) -> str:
    """Without what a terminal would act on."""
    return UNSEEN.sub("", text)
