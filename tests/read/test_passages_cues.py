"""Every row of the cue table proves itself: its example is of its kind, its counter is not."""

import pytest

from realpolitik.lexicon import loader
from realpolitik.read.passages import TABLE, passages_in
from realpolitik.records.documents import PassageKind

ROWS = loader.rows(TABLE)
# Where a row's example needs other paragraphs before it, this sign divides them; the last one is judged.
DIVIDER = " ¶ "
NEWS = "The two foreign ministers met in the old town on Tuesday. " * 5


def kinds_of(sentences: str, row: loader.Row) -> set[PassageKind]:
    """The kinds of the last paragraph under a headline, and below news where the cue may stand there."""
    *before, last = sentences.split(DIVIDER)
    news = [] if "head" in row["where"] or "lead" in row["where"] else [NEWS]
    text = "\n\n".join(["Ministers meet", *news, *before, last])
    at = text.rindex(last)
    return {
        passage.passage
        for passage in passages_in(text, "doc-1", title="Ministers meet")
        if passage.evidence[0].start < at + len(last) and passage.evidence[0].end > at
    }


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
def test_example_is_of_its_kind(row: loader.Row) -> None:
    """The example of a row is read as the kind that the row names."""
    assert PassageKind(row["kind"]) in kinds_of(row["example"], row)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
def test_counter_is_news(row: loader.Row) -> None:
    """The counter-example of a row is read as news."""
    assert kinds_of(row["counter"], row) <= {PassageKind.BODY, PassageKind.TEASER}
