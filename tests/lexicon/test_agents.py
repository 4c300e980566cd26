"""Nouns for actors: every row reads its example, and where it has a counter example, not that."""

import pytest

from realpolitik.lexicon.loader import Row, rows
from tests.understand.reading import cast

pytestmark = pytest.mark.model


def takes_part(row: Row, text: str) -> bool:
    """Whether someone of the row's sector is named in a text with the row's noun."""
    forms = [form.lower() for form in (row["noun"], row["plural"]) if form]
    return any(
        mention.actor.sector == row["sector"] and any(form in mention.evidence[0].quote.lower() for form in forms)
        for mention in cast(text).mentions
    )


def test_every_noun_for_an_actor_reads_its_example() -> None:
    """The example's phrase with the noun stands for somebody of the sector."""
    assert [row["noun"] for row in rows("actors/agents.tsv") if not takes_part(row, row["example"])] == []


def test_no_noun_for_an_actor_reads_its_counter_example() -> None:
    """The counter example has the word, and nobody who takes part by it."""
    countered = [row for row in rows("actors/agents.tsv") if row["counter"]]
    assert [row["noun"] for row in countered if takes_part(row, row["counter"])] == []
