"""Bytes become documents, or an error that says why not."""

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from realpolitik.errors import InputError
from realpolitik.read.pages import read_page, read_path
from realpolitik.records.documents import Document, Refusal

BODY = "The ministers of Fiji and Samoa met in Suva on Tuesday. They discussed the fishing treaty at length.\n\n" * 3


@pytest.mark.parametrize(
    ("data", "words"),
    [
        pytest.param("Préval a rencontré Chávez à Caracas.".encode("cp1252"), "Préval", id="windows-1252"),
        pytest.param(b"\xef\xbb\xbfTalks in Suva ended.", "Talks in Suva", id="utf-8 with a mark"),
        pytest.param("Talks in Suva ended.".encode("utf-16"), "Talks in Suva", id="utf-16"),
        pytest.param(
            b"Talks in\x00 Suva ended.\r\nAll left. " + b"Nobody spoke afterwards. " * 20,
            "Suva ended.",
            id="control characters",
        ),
    ],
)
def test_encodings_are_read(data: bytes, words: str) -> None:
    """Text in the usual encodings comes out as it was written."""
    assert words in read_page(data, reference="x.txt").text


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"%PDF-1.7 \x00\x01", id="pdf"),
        pytest.param(b"PK\x03\x04\x00\x00", id="zip"),
        pytest.param(b"\x1f\x8b\x08\x00\x00", id="gzip"),
    ],
)
def test_what_is_no_text_is_refused(data: bytes) -> None:
    """The error names the input."""
    with pytest.raises(InputError, match=r"x\.bin"):
        read_page(data, reference="x.bin")


def test_a_page_gives_its_article() -> None:
    """Script and navigation stay out, the paragraphs come in, and the date is the page's."""
    paragraphs = "".join(f"<p>{part}</p>" for part in BODY.split("\n\n") if part)
    page = (
        "<html><head><title>Fiji and Samoa meet</title>"
        '<meta property="article:published_time" content="2011-04-05"></head>'
        f"<body><nav>Home | Sport</nav><script>steal()</script><article><h1>Fiji and Samoa meet</h1>{paragraphs}"
        "</article></body></html>"
    )
    document = read_page(page.encode(), reference="page.html")
    assert "fishing treaty" in document.text
    assert "steal" not in document.text
    assert document.published is not None
    assert document.published.start == date(2011, 4, 5)


def test_a_long_line_is_cut_with_a_note() -> None:
    """Twenty megabytes in one line are read in part, and the document says so."""
    document = read_page(b"word " * 4_000_000, reference="long.txt")
    assert document.notes
    assert document.outcome == "partly"


def test_lines_of_json_are_articles(tmp_path: Path) -> None:
    """Each line is an article; one that is not is refused with its number, and the next is read."""
    file = tmp_path / "articles.jsonl"
    good = json.dumps({"text": BODY, "title": "Suva", "date": "2011-04-05", "outlet": "Pacific Post"})
    page = json.dumps({"html": f"<html><body><p>{BODY}</p></body></html>", "url": "https://example.org/a"})
    file.write_text(f"{good}\nnot json\n{page}\n", encoding="utf-8")
    found = list(read_path(file))
    assert [type(one) for one in found] == [Document, Refusal, Document]
    assert isinstance(found[0], Document)
    assert found[0].outlet == "Pacific Post"
    assert isinstance(found[1], Refusal)
    assert "2" in found[1].reference + found[1].reason


def test_a_folder_is_read_in_the_order_of_its_names(tmp_path: Path) -> None:
    """Files below a folder are read in order, and what is not text to read is left alone."""
    for name in ("b.txt", "a.txt", "c.bin"):
        (tmp_path / name).write_text(f"{name}. {BODY}", encoding="utf-8")
    found = list(read_path(tmp_path))
    assert [one.reference.rsplit("/", 1)[-1] for one in found] == ["a.txt", "b.txt"]


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_give_a_document_or_an_input_error(data: bytes) -> None:
    """Nothing that comes in can raise anything else; passages quote the text."""
    try:
        document = read_page(data, reference="any")
    except InputError:
        return
    for passage in document.passages:
        (span,) = passage.evidence
        assert document.text[span.start : span.end] == span.quote


def test_a_line_longer_than_any_document_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is never held in memory as a whole, and the lines around it are read."""
    monkeypatch.setattr("realpolitik.read.pages.MAX_BYTES", 500)
    good = json.dumps({"text": BODY})
    file = tmp_path / "articles.jsonl"
    file.write_text(f"{good}\n{json.dumps({'text': BODY * 20})}\n{good}", encoding="utf-8")
    found = list(read_path(file))
    assert [type(one) for one in found] == [Document, Refusal, Document]
    assert isinstance(found[1], Refusal)
    assert "500" in found[1].reason


FRAGMENTS = st.sampled_from(
    [
        "<p>",
        "</p>",
        "<div class='a'>",
        "</div",
        "<!--",
        "-->",
        "<script>",
        "</script>",
        "<table><tr><td>",
        "&amp;",
        "&#0;",
        "<meta charset='x'>",
        "<title>",
        "</title>",
        "<a href='javascript:x'>",
        "\x00",
        "\ud800",
        "<![CDATA[",
        BODY,
        "]]>",
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(FRAGMENTS, max_size=30))
def test_any_markup_gives_a_document_or_an_input_error(parts: list[str]) -> None:
    """Broken pages are read in some way or refused; the passages hold all that was stored, and no script."""
    markup = f"<html><body>{''.join(parts)}"
    try:
        document = read_page(markup.encode("utf-8", "surrogatepass"), reference="page")
    except InputError:
        return
    rest = list(document.text)
    for passage in document.passages:
        (span,) = passage.evidence
        assert document.text[span.start : span.end] == span.quote
        rest[span.start : span.end] = [" "] * (span.end - span.start)
    assert "".join(rest).strip() == ""
    document.text.encode("utf-8")


def test_in_a_folder_what_may_hold_articles_is_not_passed_over(tmp_path: Path) -> None:
    """A file of a kind that cannot be read is refused by name; the pictures of a saved page are not."""
    for name in ("a.txt", "b.pdf", "c.png"):
        (tmp_path / name).write_text("Kenya and Somalia met in Mogadishu.", encoding="utf-8")
    read, refused = read_path(tmp_path)
    assert read.reference.endswith("a.txt")
    assert isinstance(refused, Refusal)
    assert "b.pdf is of no kind" in refused.reason


def test_the_name_of_a_file_gives_its_day(tmp_path: Path) -> None:
    """Files that are named by their days have them, in a folder as well."""
    (tmp_path / "2003-02-01-mogadishu.txt").write_text("Kenya and Somalia met in Mogadishu.", encoding="utf-8")
    (document,) = read_path(tmp_path)
    assert isinstance(document, Document)
    assert document.published is not None
    assert str(document.published.start) == "2003-02-01"


def test_a_line_without_an_article_says_so(tmp_path: Path) -> None:
    """A line of JSON with neither text nor html is refused as such."""
    file = tmp_path / "lines.jsonl"
    file.write_text('{"title": "Talks in Mogadishu"}\n', encoding="utf-8")
    (refused,) = read_path(file)
    assert isinstance(refused, Refusal)
    assert "neither text nor html" in refused.reason


def test_an_address_is_not_fetched() -> None:
    """Whoever gives an address is told what to do, and sees it as it was given."""
    (refused,) = read_path("https://news.example/talks.html")
    assert isinstance(refused, Refusal)
    assert refused.reference == "https://news.example/talks.html"
    assert "nothing is fetched" in refused.reason
