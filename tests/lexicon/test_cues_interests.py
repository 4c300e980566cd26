"""Every row of the tables of interests and issues proves itself: its example matches, its counter does not."""

import pytest

from realpolitik.lexicon.loader import Row, many, rows
from realpolitik.records.interests import Direction
from tests.understand.statements import interests

CUES = "cues/interests.tsv"
ISSUES = "cues/issues.tsv"
# Rows of these kinds are themselves the word that says that something is wanted; the others help them.
SAYING = {"verb", "noun", "adj", "phrase", "purpose", "design", "opening", "modal"}
# Rows of these kinds take an interest away.
TAKING = {"idle", "bare"}


def ids(rows: list[Row], column: str) -> list[str]:
    """What each row is called in the report."""
    return [f"{row.get('kind', row.get('issue'))} {row[column][:30]}" for row in rows]


OWN = [row for row in rows(CUES) if row["kind"] in SAYING]
HELPING = [row for row in rows(CUES) if row["kind"] in {"saying", "means", "light"} and row["direction"] != "oppose"]
TURNING = [row for row in rows(CUES) if row["kind"] == "few" or (row["kind"], row["direction"]) == ("light", "oppose")]
IDLE = [row for row in rows(CUES) if row["kind"] in TAKING]
WEIGHTS = [row for row in rows(CUES) if row["kind"] in {"weight", "giving"}]


def test_every_kind_of_row_is_tried() -> None:
    """No row of the table is left out by the tests below."""
    assert len(OWN) + len(HELPING) + len(TURNING) + len(IDLE) + len(WEIGHTS) == len(rows(CUES))


@pytest.mark.model
@pytest.mark.parametrize("row", OWN, ids=ids(OWN, "cue"))
def test_a_cue_is_one_in_its_example_alone(row: Row) -> None:
    """The example states an interest by this cue, which leans as the row says; the counter states none by it."""
    rules = {f"interest:{cue}" for cue in many(row["cue"])}
    found = [one for one in interests(row["example"]) if one.rule in rules]
    assert found, row["example"]
    assert {one.direction for one in found} <= {Direction(row["direction"]), Direction.PREVENT}
    assert [one for one in interests(row["counter"]) if one.rule in rules] == []


@pytest.mark.model
@pytest.mark.parametrize("row", HELPING, ids=ids(HELPING, "cue"))
def test_a_helper_lets_its_example_be_an_interest(row: Row) -> None:
    """With the helping word there is an interest, without it there is none."""
    assert interests(row["example"])
    assert not interests(row["counter"])


@pytest.mark.model
@pytest.mark.parametrize("row", TURNING, ids=ids(TURNING, "cue"))
def test_words_that_turn_an_interest_round(row: Row) -> None:
    """ "Little appetite" is the wish to prevent, "great appetite" the wish to have."""
    assert {one.direction for one in interests(row["example"])} == {Direction.PREVENT}
    assert {one.direction for one in interests(row["counter"])} == {Direction.WANT}


@pytest.mark.model
@pytest.mark.parametrize("row", IDLE, ids=ids(IDLE, "cue"))
def test_words_that_name_nothing_wanted(row: Row) -> None:
    """To refuse a comment is no interest; to refuse an act is one."""
    assert not interests(row["example"])
    assert interests(row["counter"])


@pytest.mark.model
@pytest.mark.parametrize("row", WEIGHTS, ids=ids(WEIGHTS, "cue"))
def test_words_that_weigh(row: Row) -> None:
    """The salience is that of the weighing word, in the example alone."""
    salience = float(row["salience"])
    assert {one.salience for one in interests(row["example"])} == {salience}
    assert salience not in {one.salience for one in interests(row["counter"])}


@pytest.mark.model
@pytest.mark.parametrize("row", rows(ISSUES), ids=ids(list(rows(ISSUES)), "lemmas"))
def test_an_issue_is_told_by_its_nouns(row: Row) -> None:
    """The interest of the example belongs to the issue, that of the counter does not."""
    assert row["issue"] in {one.issue for one in interests(row["example"])}
    counter = interests(row["counter"])
    assert counter
    assert row["issue"] not in {one.issue for one in counter}


def test_a_noun_belongs_to_one_issue() -> None:
    """No noun stands in two rows, and there are enough of them to tell most issues."""
    nouns = [lemma for row in rows(ISSUES) for lemma in many(row["lemmas"])]
    assert len(nouns) == len(set(nouns))
    assert len(nouns) >= 200


def test_the_issues_that_only_one_can_have_are_there() -> None:
    """The analysis of rivals speaks of issues by their ids."""
    assert {"territory", "influence"} <= {row["issue"] for row in rows(ISSUES)}
