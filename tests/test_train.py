"""The table that was learned from: every row points at its word and carries labels on the scale."""

import csv
from pathlib import Path

TABLE = Path(__file__).resolve().parents[1] / "train" / "certainty.tsv"


def rows() -> list[dict[str, str]]:
    """The rows of the table."""
    with TABLE.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def test_every_row_points_at_its_word() -> None:
    """The word stands in the sentence where the row says."""
    for row in rows():
        assert row["sentence"][int(row["start"]) : int(row["end"])] == row["word"], row


def test_no_word_is_asked_about_twice() -> None:
    """Ids are unique, and so are sentence and place."""
    assert len({row["id"] for row in rows()}) == len(rows())
    assert len({(row["sentence"], row["start"]) for row in rows()}) == len(rows())


def test_labels_lie_on_the_scale() -> None:
    """From -3 to +3; only the second reader's may still be empty."""
    for row in rows():
        assert all(-3 <= float(label) <= 3 for label in (row["a"], row["b"] or 0)), row


def test_every_sentence_is_our_own() -> None:
    """No text of others is trained on."""
    assert {row["origin"] for row in rows()} == {"own"}
