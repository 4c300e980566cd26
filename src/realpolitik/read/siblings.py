"""Paragraphs that were left out of an article although they stand on the page just as those that were taken."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

# Shorter paragraphs are as often menus and notes as they are news; two lines of print, chosen by hand.
MIN_PARAGRAPH_CHARS = 80
# Pages that divide an article among several boxes lose more than half of it; less than a fifth was left out on purpose.
MIN_LOST_SHARE = 0.2
# One paragraph shows no usual place.
MIN_TAKEN = 2
# How many boxes around a paragraph must be alike; on the pages with divided articles two were too few, four too many.
BOXES = 3
# So much of a paragraph tells it from the others.
KEY_CHARS = 60

SPACES = re.compile(r"\s+")

Place = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A paragraph of the page and the boxes around it, the innermost first."""

    text: str
    place: Place
    box: int  # the innermost box, by its number on the page

    @property
    def key(self) -> str:
        """What tells it from other paragraphs."""
        return _key(self.text)


def completed(paragraphs: tuple[str, ...], markup: str) -> tuple[str, ...]:
    """The article with the paragraphs of boxes like those that most of it stands in, in the order of the page.

    Limits: a page that puts the next article into such a box as well gives both.
    """
    lines = tuple(_lines(markup))
    known = {_key(paragraph) for paragraph in paragraphs}
    taken = [line for line in lines if line.key in known]
    places = Counter(line.place for line in taken)
    usual, often = next(iter(places.most_common(1)), ((), 0))
    if often < MIN_TAKEN:
        return paragraphs
    boxes = {line.box for line in taken}
    lost = [line for line in lines if line.place == usual and line.box not in boxes and line.key not in known]
    if sum(len(line.text) for line in lost) < MIN_LOST_SHARE * sum(map(len, paragraphs)):
        return paragraphs
    return tuple(_in_order(paragraphs, lines, {line.key for line in lost}))


def _in_order(paragraphs: tuple[str, ...], lines: tuple[Line, ...], lost: set[str]) -> Iterator[str]:
    """The paragraphs, each followed by those lost ones that stand below it on the page."""
    below: dict[str, list[str]] = {}
    known = {_key(paragraph) for paragraph in paragraphs}
    last = ""
    for line in lines:
        if line.key in known:
            last = line.key
        elif line.key in lost:
            lost.discard(line.key)
            below.setdefault(last, []).append(line.text)
    yield from below.pop("", ())
    for paragraph in paragraphs:
        yield paragraph
        yield from below.pop(_key(paragraph), ())


def _lines(markup: str) -> Iterator[Line]:
    from lxml import etree, html

    try:
        page = html.document_fromstring(markup.encode("utf-8", "replace"), parser=html.HTMLParser(encoding="utf-8"))
    except (etree.LxmlError, ValueError):
        return
    boxes: dict[object, int] = {}
    for paragraph in page.iter("p"):
        text = SPACES.sub(" ", paragraph.text_content()).strip()
        linked = sum(len(link.text_content()) for link in paragraph.iter("a"))
        if len(text) >= MIN_PARAGRAPH_CHARS and linked < len(text) / 2:
            yield Line(text=text, place=_place(paragraph), box=boxes.setdefault(paragraph.getparent(), len(boxes)))


def _place(paragraph: object) -> Place:
    place: list[str] = []
    box = paragraph.getparent()  # type: ignore[attr-defined]
    while box is not None and len(place) < BOXES:
        place.append(f"{box.tag}.{box.get('class', '')}")
        box = box.getparent()
    return tuple(place)


def _key(text: str) -> str:
    return SPACES.sub(" ", text).strip()[:KEY_CHARS]
