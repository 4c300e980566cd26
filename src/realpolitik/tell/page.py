"""A brief as one HTML page that needs nothing else: the articles stand below it, their cited words marked.

Links run both ways: a footnote mark opens the footnote, the footnote the words in the article, and the number at
those words the footnote again. The page holds no script and fetches nothing.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from importlib import resources
from itertools import pairwise

from realpolitik.records.documents import NEWS, Document, Passage, PassageKind
from realpolitik.records.evidence import Record
from realpolitik.tell.brief import Brief
from realpolitik.tell.wording import bare, firmness

# How a tag looks, by its first word; what it says is always said in words too.
LOOKS = {
    "friendly": "friendly",
    "shared": "friendly",
    "compatible": "friendly",
    "hostile": "hostile",
    "clashing": "hostile",
    "rival": "hostile",
    "mixed": "mixed",
    "planned": "unsure",
    "denied": "unsure",
    "hypothetical": "unsure",
    "reported": "unsure",
    "reportedly,": "unsure",
    "imagined": "unsure",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A footnote as the page shows it."""

    number: int
    record: Record
    title: str  # of its article, where there are several
    how: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A passage of an article: what it is for, whether it is news, and its words as HTML."""

    kind: PassageKind
    words: str

    @property
    def news(self) -> bool:
        """Whether it carries records."""
        return self.kind in NEWS


def written(brief: Brief) -> str:
    """The page. Every word that comes from an article is escaped."""
    import jinja2
    from markupsafe import Markup

    source = (resources.files("realpolitik.tell") / "templates" / "brief.html.jinja").read_text(encoding="utf-8")
    environment = jinja2.Environment(
        autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=jinja2.StrictUndefined
    )
    cited = {record.document for record in brief.footnotes.records}
    marks = marks_of(brief)
    return environment.from_string(source).render(
        brief=brief,
        notes=_notes(brief),
        articles=[
            (document, [(part, Markup(part.words)) for part in parts_of(document, marks)])
            for document in brief.documents
            if document.id in cited
        ],
        cite=brief.footnotes.cite,
        bare=bare,
        look=lambda tag: LOOKS.get(tag.split()[0], "plain"),
        seen=_once(),
    )


def _notes(brief: Brief) -> list[Note]:
    titles = {document.id: document.title or document.reference for document in brief.documents}
    return [
        Note(
            number=number,
            record=record,
            title=titles[record.document] if len(titles) > 1 else "",
            how=", ".join((record.kind, record.factuality.value, *(tag for tag in firmness(record) if " " in tag))),
        )
        for number, record in enumerate(brief.footnotes.records, start=1)
    ]


def _once() -> object:
    """A function that says whether it has been asked about a number before: an id may stand once on a page."""
    asked: set[int] = set()

    def seen(number: int) -> bool:
        if number in asked:
            return True
        asked.add(number)
        return False

    return seen


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Mark:
    """Words of an article that a footnote cites; `first` if its link leads here and not to a later span."""

    start: int
    end: int
    number: int
    first: bool


def marks_of(brief: Brief) -> dict[str, list[Mark]]:
    """The marks of each article, by the article's id, in the order of the text."""
    found: dict[str, list[Mark]] = {}
    for record in brief.footnotes.records:
        number = brief.footnotes.numbers[record.id]
        for span in record.evidence:
            mark = Mark(start=span.start, end=span.end, number=number, first=span.start == record.start)
            found.setdefault(record.document, []).append(mark)
    return {document: sorted(marks) for document, marks in found.items()}


def parts_of(document: Document, marks: dict[str, list[Mark]]) -> list[Part]:
    """The passages of an article, in which cited words are marked and linked back to their footnotes."""
    own = marks.get(document.id, [])
    return [Part(kind=passage.passage, words=_words(document.text, passage, own)) for passage in document.passages]


def _words(text: str, passage: Passage, marks: Iterable[Mark]) -> str:
    """The words of a passage as HTML; where cited words overlap, a stretch is marked once."""
    (span,) = passage.evidence
    inside = [mark for mark in marks if mark.start < span.end and mark.end > span.start]
    cuts = {at for mark in inside for at in (mark.start, mark.end) if span.start < at < span.end}
    parts = []
    for left, right in pairwise(sorted({span.start, span.end, *cuts})):
        words = escape(text[left:right])
        if any(mark.start <= left and right <= mark.end for mark in inside):
            numbers = [mark.number for mark in inside if mark.first and mark.start == left]
            words = f"<mark>{''.join(map(_back, dict.fromkeys(numbers)))}{words}</mark>"
        parts.append(words)
    return "".join(parts)


def _back(number: int) -> str:
    return f'<a class="at" id="w{number}" href="#n{number}" aria-label="footnote {number}">{number}</a>'
