"""A brief as one HTML page that needs nothing else: the articles stand below it, their cited words marked."""

from html import escape
from importlib import resources
from itertools import pairwise

from realpolitik.records.documents import NEWS, Document
from realpolitik.records.evidence import Record
from realpolitik.tell.brief import Brief, Section


def written(brief: Brief) -> str:
    """The page. Every word that comes from an article is escaped; the page holds no script and fetches nothing."""
    import jinja2

    source = (resources.files("realpolitik.tell") / "templates" / "brief.html.jinja").read_text(encoding="utf-8")
    environment = jinja2.Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True)
    numbers = brief.footnotes.numbers
    return environment.from_string(source).render(
        brief=brief,
        sections=[(section, _rows(brief, section)) for section in brief.sections],
        notes=[(number, record) for number, record in enumerate(brief.footnotes.records, start=1)],
        articles=[(document, marked(document, brief.footnotes.records, numbers)) for document in brief.documents],
    )


def _rows(brief: Brief, section: Section) -> list[tuple[str, tuple[int, ...]]]:
    return [(sentence.text, brief.footnotes.cite(sentence.records)) for sentence in section.sentences]


def marked(document: Document, records: list[Record], numbers: dict[str, int]) -> list[tuple[str, str]]:
    """The passages of an article with their kind, as HTML in which cited words are marked and linked back.

    Where cited words overlap, each stretch bears the numbers of all that cite it.
    """
    import markupsafe

    cited = [
        (span.start, span.end, numbers[record.id])
        for record in records
        if record.document == document.id
        for span in record.evidence
    ]
    found = []
    for passage in document.passages:
        (span,) = passage.evidence
        kind = "" if passage.passage in NEWS else passage.passage.value.replace("_", " ")
        found.append((kind, markupsafe.Markup(_marked(document.text, span.start, span.end, cited))))
    return found


def _marked(text: str, start: int, end: int, cited: list[tuple[int, int, int]]) -> str:
    inside = [mark for mark in cited if mark[0] < end and mark[1] > start]
    cuts = sorted({start, end, *(min(max(at, start), end) for mark in inside for at in mark[:2])})
    parts = []
    for left, right in pairwise(cuts):
        words = escape(text[left:right]).replace("\n\n", "<br><br>")
        here = sorted({number for first, last, number in inside if first <= left and right <= last})
        if not here:
            parts.append(words)
            continue
        opening = "".join(f'<a class="at" id="w{n}" href="#n{n}">{n}</a>' for n in here if _starts(inside, n, left))
        parts.append(f"<mark>{opening}{words}</mark>")
    return "".join(parts)


def _starts(inside: list[tuple[int, int, int]], number: int, at: int) -> bool:
    """Whether the first words that bear this number begin here: an id may stand only once on a page."""
    return min(first for first, _, other in inside if other == number) == at
