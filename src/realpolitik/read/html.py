"""Web pages, by trafilatura; what it cannot read is flattened, and what that cannot read is taken plainly."""

import html
import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from realpolitik.errors import NoArticle
from realpolitik.read.decode import decoded
from realpolitik.read.siblings import completed

# trafilatura refuses more than 20,000,000 characters without a word, and slows down long before that.
MAX_MARKUP_CHARS = 4_000_000
# Its time grows faster than the page: 300,000 list items took 48 s. News pages have up to 10,000 tags.
MAX_TAGS = 40_000
# So much of a page is flattened: twice what the first way of reading takes. A page of 20 million characters, one of
# them beyond the first plane (four bytes each), took 674 MB to read; with this cut it takes 360.
MAX_FLAT_MARKUP_CHARS = 8_000_000
# A flattened page is cut here: five times the longest text that we store, links and menus included.
MAX_FLAT_CHARS = 2_000_000
MAX_FLAT_BLOCKS = 10_000
# Precision is asked first: on 135 news pages 4-gram F1 was .968 with it and .960 without. What it finds may be a
# notice beside the article; the shortest article of these pages has 367 characters, the notice had 260 of 3,200.
MAX_SCRAP_CHARS = 1_000
MIN_SCRAP_SHARE = 0.2
# Fewer words than this are a heading or a menu, not an article; chosen by hand.
MIN_ARTICLE_CHARS = 80

# Elements whose words are not the page's text.
UNSEEN = frozenset(
    {
        "script",
        "style",
        "noscript",
        "template",
        "svg",
        "nav",
        "footer",
        "form",
        "button",
        "select",
        "iframe",
        "object",
        "canvas",
        "textarea",
    }
)
# Elements that stand in the line; all others begin a new block.
INLINE = frozenset(
    {
        "a",
        "abbr",
        "acronym",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "ins",
        "kbd",
        "label",
        "mark",
        "q",
        "s",
        "samp",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
    }
)
# Comments and declarations break no line.
COMMENT = "!"
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
# A "<" that begins no tag is a sign like any other.
OPENING = re.compile(r"<(?=[a-zA-Z/!?])")
TAG = re.compile(r"/?([a-zA-Z][a-zA-Z0-9:-]{0,30})")
META = re.compile(r"<meta [^<>]{1,1000}>")
# A page without a body tag is searched for its metadata this far; the longest head of 135 news pages is shorter.
MAX_HEAD_CHARS = 400_000
SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What a web page says, and what it says about itself; empty where it says nothing."""

    paragraphs: tuple[str, ...] = ()
    title: str = ""
    author: str = ""
    site: str = ""
    published: str = ""  # ISO 8601, as the page's metadata give it
    language: str = ""
    way: str = "html"
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """The words between two tags that break the line."""

    tag: str
    text: str


def looks_like_html(text: str) -> bool:
    """Whether this is a web page rather than text: by its first tag, or by tags that end paragraphs."""
    head = text[:20_000].lstrip().lower()
    if head.startswith(("<!doctype html", "<html", "<head", "<body", "<article", "<div", "<p>", "<p ")):
        return True
    return sum(head.count(tag) for tag in ("</p>", "</div>", "</a>", "</span>", "</script>", "<br")) >= 3


def page_of(markup: str, *, url: str = "", today: date | None = None) -> Page:
    """What the page says, read in the first of three ways that finds an article.

    Errors: NoArticle if none does.
    """
    if len(markup) <= MAX_MARKUP_CHARS and markup.count("<") <= MAX_TAGS and (page := _focused(markup, url, today)):
        return replace(page, paragraphs=completed(page.paragraphs, markup))
    page = _flattened(markup[:MAX_FLAT_MARKUP_CHARS], url, today)
    if len(markup) <= MAX_FLAT_MARKUP_CHARS:
        return page
    cut = f"cut after {MAX_FLAT_MARKUP_CHARS} of {len(markup)} characters of markup"
    return replace(page, notes=(cut, *page.notes))


def _flattened(markup: str, url: str, today: date | None) -> Page:
    blocks = tuple(_limited(blocks_of(markup)))
    if page := _extracted(_flat(blocks, markup), url, today):
        note = "the page is too deep, too long or too broken for the first way of reading; parts may be missing"
        return replace(page, way="html:flattened", notes=(note,))
    return _plain(blocks)


def article_text(data: bytes) -> str:
    """The body of the article in this page, its paragraphs one a line; "" where there is none."""
    try:
        return "\n".join(page_of(decoded(data).text).paragraphs)
    except NoArticle:
        return ""


def _focused(markup: str, url: str, today: date | None) -> Page | None:
    """The article by the first focus that finds one, unless it is a scrap of what the other finds."""
    precise = _extracted(markup, url, today, "precision")
    if precise and _length(precise) > MAX_SCRAP_CHARS:
        return precise
    balanced = _extracted(markup, url, today)
    if precise and balanced and _length(precise) >= MIN_SCRAP_SHARE * _length(balanced):
        return precise
    return balanced or precise


def _length(page: Page) -> int:
    return sum(map(len, page.paragraphs))


def _extracted(markup: str, url: str, today: date | None, focus: str = "balanced") -> Page | None:
    """The article as trafilatura finds it, None where it finds none."""
    from trafilatura import bare_extraction

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    dates: dict[str, object] = {"original_date": True, "extensive_search": False}
    if today is not None:
        dates["max_date"] = today.isoformat()
    try:
        found = bare_extraction(
            markup,
            url=url or None,
            favor_precision=focus == "precision",
            include_comments=False,
            with_metadata=True,
            date_extraction_params=dates,
        )
    # The engine's faults on broken pages are many and undocumented; each of them means: try the next way.
    except Exception:
        return None
    if found is None or len(found.text or "") < MIN_ARTICLE_CHARS:
        return None
    return Page(
        paragraphs=tuple(line.strip() for line in found.text.split("\n") if line.strip()),
        title=_line(found.title),
        author=_line(found.author),
        site=_line(found.sitename),
        published=found.date or "",
        language=found.language or "",
    )


def _line(words: str | None) -> str:
    return SPACES.sub(" ", html.unescape(words or "")).strip()


def _plain(blocks: tuple[Block, ...]) -> Page:
    """Every visible block of the page, when nothing tells the article from the rest."""
    title = next((block.text for block in blocks if block.tag == "title"), "")
    shown = tuple(block.text for block in blocks if block.tag != "title")
    if sum(map(len, shown)) < MIN_ARTICLE_CHARS:
        raise NoArticle("no article was found in the page: it holds no running text; give the article's own page")
    note = "no article could be told from the rest of the page: all its visible text was read"
    return Page(paragraphs=shown, title=title, way="html:plain", notes=(note,))


def _flat(blocks: tuple[Block, ...], markup: str) -> str:
    """The same words without nesting, with the page's own metadata before them."""
    head = "".join(meta for meta in _metadata(markup))
    body = "\n".join(_element(block) for block in blocks)
    return f"<html><head>{head}</head><body><article>\n{body}\n</article></body></html>"


def _element(block: Block) -> str:
    tag = block.tag if block.tag in HEADINGS or block.tag == "title" else "p"
    return f"<{tag}>{html.escape(block.text)}</{tag}>"


def _metadata(markup: str) -> Iterator[str]:
    """The meta elements of the page's head."""
    end = markup.find("<body")
    yield from META.findall(markup, 0, end if end >= 0 else MAX_HEAD_CHARS)


def _limited(blocks: Iterator[Block]) -> Iterator[Block]:
    total = 0
    for number, block in enumerate(blocks):
        yield block
        total += len(block.text)
        if total > MAX_FLAT_CHARS or number > MAX_FLAT_BLOCKS:
            return


def blocks_of(markup: str) -> Iterator[Block]:
    """The visible words of the page, broken where its tags break the line; one pass, whatever the nesting."""
    words: list[str] = []
    tag = ""
    for name, closes, text in _pieces(markup):
        words.append(text)
        if name in INLINE or name == COMMENT:
            continue
        if block := _block(tag, words):
            yield block
        words = []
        tag = "" if closes else name
    if block := _block(tag, words):
        yield block


def _block(tag: str, words: list[str]) -> Block | None:
    text = _line("".join(words))
    return Block(tag=tag, text=text) if text else None


def _pieces(markup: str) -> Iterator[tuple[str, bool, str]]:
    """Tag, whether it closes, and the words before it, without those in scripts, menus and comments."""
    scan = _Scan(markup)
    at = 0
    while opening := OPENING.search(markup, at):
        text, at = markup[at : opening.start()], opening.end()
        tag = TAG.match(markup, at)
        name, closes = (tag[1].lower(), markup[at] == "/") if tag else (COMMENT, False)
        at = scan.after("-->" if markup.startswith("!--", at) else ">", at)
        if name in UNSEEN and not closes:
            at = scan.after(">", scan.after(f"</{name}", at))
        yield name, closes, text
    yield "", False, markup[at:]


class _Scan:
    """Searches that never go over the same ground twice, so that a hostile page takes one pass."""

    def __init__(self, markup: str) -> None:
        lower = markup.lower()
        # A few letters grow when made small; the page is then searched as it is.
        self.text = lower if len(lower) == len(markup) else markup
        self.missing: set[str] = set()

    def after(self, words: str, start: int) -> int:
        """Where the next such words end; the end of the page if there are none."""
        found = -1 if words in self.missing else self.text.find(words, start)
        if found < 0:
            self.missing.add(words)
            return len(self.text)
        return found + len(words)
