"""Every row of the table of ties is right about its own two sentences."""

import pytest

from realpolitik.lexicon.loader import Row, rows
from realpolitik.records.evidence import Factuality
from tests.understand.reading import relations

pytestmark = pytest.mark.model

ROWS = rows("cues/relations.tsv")
STATING = [pytest.param(row, id=row["id"]) for row in ROWS if row["pos"] not in {"hedge", "ending"}]
WEAKENING = [pytest.param(row, id=row["id"]) for row in ROWS if row["pos"] in {"hedge", "ending"}]
WEAK = {"hedge": Factuality.HYPOTHETICAL, "ending": Factuality.DENIED}


def test_an_id_names_one_row() -> None:
    """No two rows share an id."""
    assert len({row["id"] for row in ROWS}) == len(ROWS)


@pytest.mark.parametrize("row", STATING)
def test_a_pattern_states_its_tie(row: Row) -> None:
    """The example states the tie by this row, the counter-example does not."""
    stated = [tie for tie in relations(row["example"]) if tie.rule == f"relation:{row['id']}"]
    assert [(tie.relation, tie.sign) for tie in stated] == [(row["kind"], int(row["sign"]))]
    assert f"relation:{row['id']}" not in [tie.rule for tie in relations(row["counter"])]


@pytest.mark.parametrize("row", WEAKENING)
def test_a_word_weakens_a_tie(row: Row) -> None:
    """With the word the tie is in doubt or over, without it it stands."""
    assert [tie.factuality for tie in relations(row["example"])] == [WEAK[row["pos"]]]
    assert [tie.factuality for tie in relations(row["counter"])] == [Factuality.ASSERTED]
