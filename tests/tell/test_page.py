"""The HTML page: whole by itself, safe, and linked both ways."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import HealthCheck, given, settings

from realpolitik.records.events import EventType
from realpolitik.records.readings import Reading
from realpolitik.tell import page
from realpolitik.tell.brief import brief_of
from tests.builders import event, reading
from tests.strategies import readings


class Reader(HTMLParser):
    """What stands on a page: its tags with their attributes, ids, links and text."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []
        self.marked: list[str] = []
        self._marks = 0
        self.feed(markup)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Takes down a tag."""
        self.tags.append((tag, dict(attrs)))
        self._marks += tag == "mark"

    def handle_endtag(self, tag: str) -> None:
        """Closes a mark."""
        self._marks -= tag == "mark"

    def handle_data(self, data: str) -> None:
        """Takes down text, marked text apart too."""
        self.text.append(data)
        if self._marks:
            self.marked.append(data)

    @property
    def ids(self) -> list[str]:
        """All ids, in order."""
        return [attributes["id"] or "" for _, attributes in self.tags if "id" in attributes]

    @property
    def links(self) -> list[str]:
        """All addresses."""
        return [attributes["href"] or "" for _, attributes in self.tags if "href" in attributes]


def check(markup: str) -> Reader:
    """The page read, after checking what must hold of any page."""
    found = Reader(markup)
    assert len(found.ids) == len(set(found.ids))
    assert all(link.startswith("#") and link[1:] in found.ids for link in found.links)
    assert not {"script", "img", "link", "iframe", "object", "form"} & {tag for tag, _ in found.tags}
    assert not any(name.startswith("on") or name == "src" for _, attributes in found.tags for name in attributes)
    return found


def test_the_page_needs_nothing_else(kunene: Reading) -> None:
    """No script, no image, no address but its own anchors; it forbids itself to fetch anything."""
    markup = page.written(brief_of([kunene]))
    check(markup)
    assert "default-src 'none'" in markup
    assert "url(" not in markup
    assert "@import" not in markup


def test_links_run_both_ways(kunene: Reading) -> None:
    """From each sentence to its footnote, on to the words in the article, and back."""
    brief = brief_of([kunene])
    found = check(page.written(brief))
    for number in brief.footnotes.numbers.values():
        assert {f"r{number}", f"n{number}", f"w{number}"} <= set(found.ids)
        assert {f"#r{number}", f"#n{number}", f"#w{number}"} <= set(found.links)


def test_cited_words_are_marked_in_the_article(kunene: Reading) -> None:
    """Every cited stretch is marked, whole, though marks overlap."""
    brief = brief_of([kunene])
    marked = re.sub(r"\d", "", "".join(check(page.written(brief)).marked))
    for record in brief.footnotes.records:
        for span in record.evidence:
            assert re.sub(r"\d", "", span.quote) in marked


def test_all_words_of_a_footnote_light_up_together(kunene: Reading) -> None:
    """Where marks overlap its words are in pieces: each piece bears its number, and a rule of the page's style."""
    brief = brief_of([kunene])
    markup = page.written(brief)
    found = check(markup)
    marked = [set((attributes["class"] or "").split()) for tag, attributes in found.tags if tag == "mark"]
    for record in brief.footnotes.records:
        number = brief.footnotes.numbers[record.id]
        assert f"#w{number}:target) .m{number}" in markup
        assert any(f"m{number}" in pieces for pieces in marked)


def test_what_no_passage_covers_is_shown_too() -> None:
    """A document without passages is still shown whole, and its footnotes lead into it."""
    text = "Peru met Chile in Lima."
    told = event(text, "Peru met Chile", EventType.CONSULT, "Peru=PER", "Chile=CHL", reciprocal=True)
    found = check(page.written(brief_of([reading(text, [told], passages=())])))
    assert "#w1" in found.links
    assert "not told apart" in "".join(found.text)


def test_the_whole_article_is_shown(kunene: Reading) -> None:
    """Parts that are no news too, named for what they are."""
    text = "".join(check(page.written(brief_of([kunene]))).text)
    for words in ("Presidents at a gala.", "caption", "Give now!", "appeal"):
        assert words in text


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "</mark></p><img src=x onerror=alert(1)>",
        "{{ 7 * 7 }} {% include 'x' %}",
        "&lt;b&gt; \" ' & <",
        "<!-- ]]> <![CDATA[",
    ],
)
def test_words_of_an_article_are_never_markup(hostile: str) -> None:
    """Whatever a page contains is shown as the words it is, in title, sentence, footnote and article."""
    text = f"Peru met Chile {hostile} in Lima."
    told = event(text, f"Peru met Chile {hostile}", EventType.CONSULT, "Peru=PER", "Chile=CHL", reciprocal=True)
    markup = page.written(brief_of([reading(text, [told], title=hostile, outlet=hostile)]))
    found = check(markup)
    assert hostile in "".join(found.text)


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(readings())
def test_any_page_is_whole(reading: Reading) -> None:
    """Ids once, links that lead somewhere, nothing from outside."""
    check(page.written(brief_of([reading])))
