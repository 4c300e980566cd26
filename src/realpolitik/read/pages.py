"""Any page becomes a document: text or HTML by its bytes; files, folders and JSON lines are gone through."""

import hashlib
import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import IO

import msgspec

from realpolitik.errors import InputError, NoArticle, RealpolitikError
from realpolitik.read import html, language
from realpolitik.read.credits import credits_of, day_in, published_on
from realpolitik.read.decode import MAX_BYTES, cleaned, decoded
from realpolitik.read.html import Page
from realpolitik.read.passages import passages_in
from realpolitik.read.text import paragraphs, stored
from realpolitik.records.documents import Document, PassageKind, Refusal
from realpolitik.records.ids import content_id

# Ten times the longest of 2,000 news articles (15,293 characters). What comes after is cut, with a note, so that one
# file cannot hold up a batch: `python bench/bad_input.py` prints how long so much takes, and how much memory.
MAX_TEXT_CHARS = 150_000
# What a folder is searched for; a file named by itself is read whatever its name.
READABLE = frozenset({".txt", ".html", ".htm", ".md", ".jsonl"})
# What may hold articles and cannot be read: in a folder it is refused by name. Scripts, styles and images of a saved
# page are passed over.
UNREADABLE = frozenset(
    {
        ".csv",
        ".doc",
        ".docx",
        ".eml",
        ".epub",
        ".gz",
        ".json",
        ".mht",
        ".mhtml",
        ".odt",
        ".pdf",
        ".rtf",
        ".tsv",
        ".warc",
    }
    | {".xml", ".zip"}
)
STANDARD_INPUT = "-"

Given = Mapping[str, object]


def read_page(
    data: bytes,
    *,
    reference: str = "",
    published: date | None = None,
    outlet: str = "",
    author: str = "",
    url: str = "",
    title: str = "",
    file: str = "",
    today: date | None = None,
) -> Document:
    """The document that these bytes are: pasted text, or a web page.

    What the caller states goes before what the page says, and that before a day in the name of the `file`. `today`
    decides which dates lie in the future.

    Errors: InputError for an empty or binary input, NoArticle for a page without running text.
    """
    today = today or date.today()
    raw = decoded(data, reference)
    page = _page(raw.text, reference, url, today)
    title = title or page.title
    text, notes = _stored(title, page)
    id = content_id("document", [hashlib.sha256(data).hexdigest(), url])
    passages = passages_in(text, id, title=title)
    day, doubts = published_on(given=published, page=page.published, passages=passages, today=today, file=file)
    credit = credits_of(passages, author=author, outlet=outlet, site=page.site, page_author=page.author)
    headline = next((part.evidence[0].quote for part in passages if part.passage is PassageKind.TITLE), title)
    return Document(
        id=id,
        text=text,
        original=data,
        reference=reference or url,
        title=title or headline,
        published=day,
        outlet=credit.outlet,
        author=credit.author,
        republisher=credit.republisher,
        language=page.language or "en",
        way=page.way,
        notes=(*raw.notes, *page.notes, *notes, *language.doubts(text), *doubts),
        passages=passages,
    )


def _page(text: str, reference: str, url: str, today: date) -> Page:
    if not html.looks_like_html(text):
        return Page(paragraphs=(text,), way="text")
    try:
        return html.page_of(text, url=url, today=today)
    except NoArticle as error:
        raise NoArticle(f"{reference or url or 'the input'}: {error}") from None


def _stored(title: str, page: Page) -> tuple[str, tuple[str, ...]]:
    """The text to be stored: title and paragraphs with blank lines between, no longer than the limit."""
    shown = page.paragraphs[0] if page.way == "text" else "\n\n".join(page.paragraphs)
    cut, notes = _cut(shown)
    body, more = cleaned(stored(cut) if page.way == "text" else cut)
    headline = " ".join(cleaned(title)[0].split())
    first = next(paragraphs(body), (0, 0))
    if headline and " ".join(body[slice(*first)].split()).casefold() != headline.casefold():
        body = f"{headline}\n\n{body.lstrip()}"
    return body, (*notes, *more)


def _cut(text: str) -> tuple[str, tuple[str, ...]]:
    """The text up to the last line end before the limit; white space above it is no text."""
    shown = text if len(text) <= MAX_TEXT_CHARS else text.strip()
    if len(shown) <= MAX_TEXT_CHARS:
        return shown, ()
    end = shown.rfind("\n", MAX_TEXT_CHARS // 2, MAX_TEXT_CHARS)
    end = end if end > 0 else MAX_TEXT_CHARS
    return shown[:end], (f"cut after {end} of {len(shown)} characters: one document may have {MAX_TEXT_CHARS}",)


def read_path(
    path: str | Path,
    *,
    data: bytes | None = None,
    published: date | None = None,
    outlet: str = "",
    author: str = "",
    url: str = "",
    today: date | None = None,
) -> Iterator[Document | Refusal]:
    """The documents in a file, in a folder and all folders below it, or in `data` for the path "-".

    A file that cannot be read gives one refusal with its reason, and the next one is read. In a folder, files
    are taken in the order of their names.
    """
    given = {"published": published, "outlet": outlet, "author": author, "url": url, "today": today}
    if str(path) == STANDARD_INPUT:
        yield from _guarded("standard input", partial(_read, data or b"", "standard input", given))
        return
    if str(path).startswith(("http://", "https://")):
        yield Refusal(
            reference=str(path), reason=f"{path} is an address, and nothing is fetched; save the page to a file"
        )
        return
    path = Path(path)
    if not path.is_dir():
        yield from _file(path, given)
        return
    files = tuple(_files_in(path))
    kinds = ", ".join(sorted(READABLE))
    if not files:
        yield Refusal(reference=str(path), reason=f"the folder {path} holds no file to read; wanted: {kinds}")
    for file in files:
        if file.suffix.lower() in UNREADABLE:
            yield Refusal(
                reference=str(file), reason=f"{file} is of no kind that is read from a folder; wanted: {kinds}"
            )
        else:
            yield from _file(file, given)


def _files_in(folder: Path) -> Iterator[Path]:
    for parent, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            if Path(name).suffix.lower() in READABLE | UNREADABLE:
                yield Path(parent) / name


def _file(path: Path, given: Given) -> Iterator[Document | Refusal]:
    if path.suffix.lower() == ".jsonl":
        yield from _lines(path, given)
    else:
        yield from _guarded(str(path), partial(_read_file, path, given))


def _guarded(reference: str, read: Callable[[], Document]) -> Iterator[Document | Refusal]:
    try:
        yield read()
    except RealpolitikError as error:
        yield Refusal(reference=reference, reason=str(error))


def _bytes_of(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror or error}; check the path") from None


def _read(data: bytes, reference: str, given: Given) -> Document:
    return read_page(data, reference=reference, **given)  # type: ignore[arg-type]


def _read_file(path: Path, given: Given) -> Document:
    return read_page(_bytes_of(path), reference=str(path), file=path.name, **given)  # type: ignore[arg-type]


class Article(msgspec.Struct, kw_only=True):
    """One line of a file of JSON lines: an article, with what is known about it."""

    text: str = ""
    html: str = ""
    title: str = ""
    date: str = ""
    published: str = ""
    outlet: str = ""
    source: str = ""
    author: str = ""
    url: str = ""
    id: str | int = ""


def _lines(path: Path, given: Given) -> Iterator[Document | Refusal]:
    try:
        with path.open("rb") as file:
            for number, line in enumerate(iter(partial(_line_of, file), b""), start=1):
                if line.strip():
                    where = f"{path}, line {number}"
                    yield from _guarded(where, partial(_article, line, where, given))
    except OSError as error:
        yield Refusal(reference=str(path), reason=f"{path} cannot be read: {error.strerror or error}; check the path")


def _line_of(file: IO[bytes]) -> bytes:
    """The next line; of one longer than any document only so much that it is refused for its length."""
    line = rest = file.readline(MAX_BYTES + 1)
    while rest and not rest.endswith(b"\n"):
        rest = file.readline(MAX_BYTES)
    return line


def _article(line: bytes, where: str, given: Given) -> Document:
    if len(line) > MAX_BYTES:
        raise InputError(f"{where} has more than {MAX_BYTES} bytes, and one document may have {MAX_BYTES}; split it")
    try:
        article = msgspec.json.decode(line, type=Article)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise InputError(f"{where} is no article: {error}; give one JSON object a line, with text or html") from None
    if not (article.html or article.text):
        raise InputError(f"{where} is no article: it has neither text nor html")
    data = (article.html or article.text).encode("utf-8", "surrogatepass")
    stated = {
        "published": given["published"] or day_in(article.published or article.date),
        "outlet": given["outlet"] or article.outlet or article.source,
        "author": given["author"] or article.author,
        "url": given["url"] or article.url,
        "today": given["today"],
    }
    document = read_page(data, reference=where, title=article.title, **stated)  # type: ignore[arg-type]
    return replace(document, reference=article.url or (f"{where}, id {article.id}" if article.id else where))
