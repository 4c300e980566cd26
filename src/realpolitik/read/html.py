"""Web pages, by trafilatura; what it cannot read is flattened, and what that cannot read is taken plainly."""

import html
import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from realpolitik.errors import NoArticle
from realpolitik.read.decode import decoded

# trafilatura refuses more than 20,000,000 characters without a word, and slows down long before that.
MAX_MARKUP_CHARS = 4_000_000
# A flattened page is cut here: forty times the longest article that we store, links and menus included.
MAX_FLAT_CHARS = 2_000_000
# What trafilatura is asked for, the better first: 4-gram F1 on 135 news pages was .968 with precision, .960 balanced.
FOCUSES = ("precision", "balanced")
# Fewer words than this are a heading or a menu, not an article; chosen by hand.
MIN_ARTICLE_CHARS = 80

# Elements whose words are not the page's text.
UNSEEN = frozenset(
    "script style noscript template svg nav footer form button select iframe object canvas textarea".split()
)
# Elements that stand in the line; all others begin a new block.
INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark q s samp small span strike "
    "strong sub sup time tt u var wbr".split()
)
HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
TAG = re.compile(r"/?([a-zA-Z][a-zA-Z0-9:-]{0,30})")
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
    """Whether this is a web page rather than text: by its first tag, or by paragraphs and divisions that end."""
    head = text[:20_000].lstrip().lower()
    if head.startswith(("<!doctype html", "<html", "<head", "<body", "<article", "<div", "<p>", "<p ")):
        return True
    return sum(head.count(tag) for tag in ("</p>", "</div>", "</a>", "</span>", "</script>", "<br")) >= 3


def page_of(markup: str, *, url: str = "", today: date | None = None) -> Page:
    """What the page says, read in the first of three ways that finds an article.

    Errors: NoArticle if none does.
    """
    if len(markup) <= MAX_MARKUP_CHARS:
        for focus in FOCUSES:
            if page := _extracted(markup, url, today, focus):
                return page
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


def _extracted(markup: str, url: str, today: date | None, focus: str = "balanced") -> Page | None:
    """The article as trafilatura finds it, None where it finds none."""
    from trafilatura import bare_extraction

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    dates = {"original_date": True, "extensive_search": False}
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
    for element in re.findall(r"<meta [^<>]{1,1000}>", markup[: end if end >= 0 else 100_000]):
        yield element


def _limited(blocks: Iterator[Block]) -> Iterator[Block]:
    total = 0
    for block in blocks:
        yield block
        total += len(block.text)
        if total > MAX_FLAT_CHARS:
            return


def blocks_of(markup: str) -> Iterator[Block]:
    """The visible words of the page, broken where its tags break the line; one pass, whatever the nesting."""
    words: list[str] = []
    tag = ""
    for name, closes, text in _pieces(markup):
        words.append(text)
        if name in INLINE:
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
    """(tag, whether it closes, the words before it), with scripts, comments and the like left out.

    A search that found nothing once is not repeated, so a page of a million open brackets takes one pass.
    """
    at = 0
    missing: set[str] = set()

    def after(end: str, start: int) -> int:
        found = -1 if end in missing else lower.find(end, start)
        if found < 0:
            missing.add(end)
            return len(markup)
        return found + len(end)

    lower = markup.lower() if len(markup.lower()) == len(markup) else markup
    while (opening := markup.find("<", at)) >= 0:
        text = markup[at:opening]
        tag = TAG.match(markup, opening + 1)
        name, closes = "", False
        if markup.startswith("<!--", opening):
            at = after("-->", opening + 4)
        elif tag is not None:
            name, closes = tag[1].lower(), markup[opening + 1] == "/"
            at = after(">", tag.end())
            if name in UNSEEN and not closes:
                at = after(f"</{name}", at)
                at = after(">", at) if at < len(markup) else at
        elif markup[opening + 1 : opening + 2] in {"!", "?", "/"}:
            at = after(">", opening)
        else:
            text, at = markup[at : opening + 1], opening + 1
        yield name or "span", closes, text
    yield "", False, markup[at:]
