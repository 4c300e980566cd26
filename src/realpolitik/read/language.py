"""Whether a text is English: only English is understood, and a page in another language must not pass as read."""

import re
from functools import cache

from realpolitik.lexicon import loader

TABLE = "cues/common_words.tsv"
# Of 2,468 English news articles the one with the fewest has 14% of these words; of 16 pages in nine other languages the
# one with the most, full of English names, has 10%.
MIN_COMMON = 0.12
# A headline of a few names may do without; so many letters are two or three sentences.
MIN_LETTERS = 200
WORD = re.compile(r"[^\W\d_]+")


def doubts(text: str) -> tuple[str, ...]:
    """A note if the text is hardly English, else nothing.

    Example:
        >>> doubts("El gobierno de Chile retiró a su embajador de Lima, según el ministerio. " * 4)[0]
        'hardly any common English words (0 of 52): only English is understood'
    """
    words = WORD.findall(text.casefold())
    common = sum(word in _common() for word in words)
    if sum(map(len, words)) < MIN_LETTERS or common >= MIN_COMMON * len(words):
        return ()
    return (f"hardly any common English words ({common} of {len(words)}): only English is understood",)


@cache
def _common() -> frozenset[str]:
    return frozenset(row["word"] for row in loader.rows(TABLE))
