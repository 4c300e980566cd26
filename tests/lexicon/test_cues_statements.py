"""Every row of the tables of arrangements, labels and assessments proves itself."""

import pytest

from realpolitik.lexicon.loader import Row, rows
from realpolitik.records.arrangements import Status
from tests.understand.statements import arrangements, claims, labels, questions

pytestmark = pytest.mark.model

ARRANGEMENTS = rows("cues/arrangements.tsv")
LABELS = rows("cues/labels.tsv")
ASSESSMENTS = rows("cues/assessments.tsv")


def states(row: Row, text: str) -> bool:
    """Whether a text states an arrangement, of the row's status where the row names one."""
    by_status = row["effect"] in set(Status)
    return any(not by_status or one.status == row["effect"] for one in arrangements(text))


@pytest.mark.parametrize("row", ARRANGEMENTS, ids=[f"{row['role']} {row['lemmas'][:30]}" for row in ARRANGEMENTS])
def test_a_word_for_arrangements_is_one_in_its_example_alone(row: Row) -> None:
    """The example states an arrangement as the row says, the counter does not."""
    assert states(row, row["example"])
    assert not states(row, row["counter"])


@pytest.mark.parametrize("row", LABELS, ids=[f"{row['kind']} {row['word'][:30]}" for row in LABELS])
def test_a_loaded_word_is_a_label_of_actors_alone(row: Row) -> None:
    """The example calls an actor so; in the counter the word means something else."""
    assert labels(row["example"])
    assert not labels(row["counter"])


@pytest.mark.parametrize("row", ASSESSMENTS, ids=[f"{row['kind']} {row['words'][:30]}" for row in ASSESSMENTS])
def test_a_word_that_judges_is_a_claim_about_actors_alone(row: Row) -> None:
    """The example is a claim (or a question, where the row says that one is asked); the counter is none."""
    found = questions if row["kind"] == "asking" else claims
    assert found(row["example"])
    assert not found(row["counter"])


def test_labels_fall_on_both_sides() -> None:
    """The table has words of praise too, and its words are not of one camp."""
    words = {row["word"] for row in LABELS}
    assert {"hero", "liberator", "martyr", "peace-loving"} <= words
    assert {"imperialist", "crusader", "zionist", "infidel", "jihadist", "nazi"} <= words
