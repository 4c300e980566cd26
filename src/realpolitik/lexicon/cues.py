"""Cues: words that tell how to take the words around them (who says it, how firmly), by lemma."""

from collections.abc import Iterable, Mapping
from functools import cache

from realpolitik.lexicon.loader import Row, rows

# What the language model takes for the basic form of these is another word; both readings lead to the same rows.
MISREAD = {"hop": "hope"}


@cache
def cues(table: str, pos: str = "") -> Mapping[str, Row]:
    """The rows of a table of cues by lemma, of one part of speech if one is given; of several, the last stands.

    A lemma of several words ("point out", "make clear") is looked up like any other.

    Errors: UnknownName if there is no such table.

    Example:
        >>> cues("cues/speech.tsv", "verb")["deny"]["lemma"]
        'deny'
    """
    return {row["lemma"]: row for row in rows(table) if not pos or row["pos"] == pos}


def cue_at(known: Mapping[str, Row], lemma: str, companions: Iterable[str] = ()) -> Row | None:
    """The row of a word, that of the word with a companion first: "point" with "out" before "point" alone."""
    lemma = MISREAD.get(lemma, lemma)
    longer = (known.get(f"{lemma} {companion}") for companion in companions)
    return next((row for row in longer if row is not None), known.get(lemma))
