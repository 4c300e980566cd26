"""Markdown: footnotes that match, and words that cannot become markup."""

import re

import pytest

from realpolitik.records.events import EventType
from realpolitik.records.readings import Reading
from realpolitik.tell import markdown
from realpolitik.tell.brief import brief_of
from tests.builders import event, reading


def test_every_mark_has_its_footnote(kunene: Reading) -> None:
    """Numbers used are numbers defined, in the order of their first use."""
    written = markdown.written(brief_of([kunene]))
    body, _, notes = written.partition("\n[^1]: ")
    used = list(dict.fromkeys(int(number) for number in re.findall(r"\[\^(\d+)\]", body)))
    defined = [1, *(int(number) for number in re.findall(r"^\[\^(\d+)\]: ", notes, re.MULTILINE))]
    assert used == defined == sorted(used)


def test_a_footnote_opens_the_words(kunene: Reading) -> None:
    """Quotation, characters, how it is said and the id to ask for."""
    brief = brief_of([kunene])
    record = brief.footnotes.records[0]
    (span,) = record.evidence
    line = next(line for line in markdown.written(brief).splitlines() if line.startswith("[^1]: "))
    assert f"“{span.quote}”" in line
    assert f"characters {span.start}–{span.end}" in line
    assert record.id in line


def test_several_articles_are_named_in_footnotes(kunene: Reading) -> None:
    """With more than one article each footnote says which it is from."""
    other = reading("Peru met Chile.", [event("Peru met Chile.", "Peru met Chile", EventType.CONSULT, "Peru=PER",
                                              "Chile=CHL", reciprocal=True)], title="Two ports")  # fmt: skip
    written = markdown.written(brief_of([kunene, other], about=("PER", "CHL")))
    assert "“Peru met Chile”: Two ports, characters 0–14" in written


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("a *b* _c_ `d`", r"a \*b\* \_c\_ \`d\`", id="emphasis"),
        pytest.param("[x](http://e.org)", r"\[x\](http\://e.org)", id="link"),
        pytest.param("see www.e.org", r"see www\.e.org", id="bare address"),
        pytest.param("<b>&amp;", r"\<b\>\&amp;", id="html"),
        pytest.param("a | b", r"a \| b", id="table"),
        pytest.param("one\n\n# two", r"one \# two", id="lines"),
        pytest.param("safe\u202eevil\x1b[31m", r"safeevil\[31m", id="unseen signs"),
    ],
)
def test_words_cannot_become_markup(text: str, expected: str) -> None:
    """What means something to Markdown, HTML or a terminal is escaped or left out."""
    assert markdown.plain(text) == expected
