"""The table of stance words: rows in order, no word twice, an example and a counter for each effect."""

from collections import Counter

import pytest

from realpolitik.lexicon.loader import Row, rows
from realpolitik.lexicon.stance import COLOURS, having, stance_word, stance_words

TABLE, EFFECTS = "cues/stance.tsv", "cues/stance_effects.tsv"


def test_every_row_has_a_known_effect_and_a_polarity_in_range() -> None:
    """Polarity lies between -1 and +1 and is never 0; the effect is one of those explained."""
    known = {row["effect"] for row in rows(EFFECTS)}
    for row in rows(TABLE):
        assert row["effect"] in known, row
        assert 0 < abs(float(row["polarity"])) <= 1, row


def test_no_word_stands_twice() -> None:
    """A lemma has one row for each part of speech and effect."""
    counted = Counter((row["lemma"], row["pos"], row["effect"]) for row in rows(TABLE))
    assert [key for key, times in counted.items() if times > 1] == []


def test_no_word_is_friendly_and_hostile() -> None:
    """Two effects of one word never differ in sign, so that it does not matter which is read."""
    signs: dict[tuple[str, str], set[bool]] = {}
    for row in rows(TABLE):
        if row["effect"] in COLOURS:
            signs.setdefault((row["lemma"], row["pos"]), set()).add(float(row["polarity"]) > 0)
    assert [key for key, found in signs.items() if len(found) > 1] == []


@pytest.mark.parametrize("row", rows(EFFECTS), ids=lambda row: row["effect"])
def test_every_effect_is_used_and_shown(row: Row) -> None:
    """An effect has words, a sentence that shows it and one that does not; the two differ in sign."""
    assert having(row["effect"])
    assert row["example"] != row["counter"]
    assert float(row["sign"]) != float(row["counter_sign"])
    assert row["holder"] in row["example"]
    assert row["toward"] in row["example"]


def test_a_particle_makes_another_word() -> None:
    """A word with its particle is looked up before the word alone."""
    assert ("lash out", "verb") in stance_words()
    found = stance_word(["turn"], "verb", ["down"])
    assert found is not None
    assert found.polarity < 0
    assert stance_word(["turn"], "verb") is None


def test_a_word_without_a_row_has_no_colour() -> None:
    """Neutral words are not in the table."""
    assert stance_word(["say"], "verb") is None
