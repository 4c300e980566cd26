"""A brief as one HTML page that needs nothing else: the articles stand below it, their cited words marked.

Links run both ways: a footnote mark opens the footnote, the footnote the words in the article, and the number at
those words the footnote again. The page holds no script and fetches nothing.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape
from importlib import resources
from itertools import pairwise

from realpolitik.records.documents import NEWS, Document, PassageKind
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
    """A part of an article: what it is for (None: no passage), whether it is news, and its words as HTML."""

    kind: PassageKind | None
    words: str

    @property
    def news(self) -> bool:
        """Whether it carries records."""
        return self.kind in NEWS

    @property
    def name(self) -> str:
        """What it is for, in words."""
        return self.kind.replace("_", " ") if self.kind else "not told apart"


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
    shown: set[int] = set()
    articles = [
        (document, [(part, Markup(part.words)) for part in parts_of(document, marks, shown)])
        for document in dict.fromkeys(brief.documents)
        if document.id in cited
    ]
    return environment.from_string(source).render(
        brief=brief,
        notes=_notes(brief),
        articles=articles,
        shown=shown,
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


def parts_of(document: Document, marks: dict[str, list[Mark]], shown: set[int] | None = None) -> list[Part]:
    """The whole article, each stretch once, cited words marked and linked back to their footnotes.

    The numbers of the footnotes whose words were met are added to `shown`.
    """
    own = marks.get(document.id, [])
    met = set() if shown is None else shown
    return [
        Part(kind=kind, words=_words(document.text, start, end, own, met))
        for kind, start, end in _stretches(document)
        if document.text[start:end].strip()
    ]


def _stretches(document: Document) -> Iterator[tuple[PassageKind | None, int, int]]:
    """The passages in the order of the text, none running into the next, and what no passage covers between them."""
    done = 0
    for passage in sorted(document.passages, key=lambda passage: passage.evidence[0]):
        (span,) = passage.evidence
        if span.end <= done:
            continue
        yield None, done, max(done, span.start)
        yield passage.passage, max(done, span.start), span.end
        done = span.end
    yield None, done, len(document.text)


def _words(text: str, start: int, end: int, marks: Iterable[Mark], met: set[int]) -> str:
    """The words of a stretch as HTML; where cited words overlap, a piece is marked once."""
    inside = [mark for mark in marks if mark.start < end and mark.end > start]
    cuts = {at for mark in inside for at in (mark.start, mark.end) if start < at < end}
    parts = []
    for left, right in pairwise(sorted({start, end, *cuts})):
        words = escape(text[left:right])
        covering = [mark for mark in inside if mark.start <= left and right <= mark.end]
        if covering:
            numbers = [mark.number for mark in covering if mark.first and mark.number not in met]
            met.update(numbers)
            names = " ".join(f"m{number}" for number in dict.fromkeys(mark.number for mark in covering))
            back = "".join(map(_back, dict.fromkeys(numbers)))
            words = f'<mark class="{names}">{back}{words}</mark>'
        parts.append(words)
    return "".join(parts)


def _back(number: int) -> str:
    return f'<a class="at" id="w{number}" href="#n{number}" aria-label="footnote {number}">{number}</a>'
