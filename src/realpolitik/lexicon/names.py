"""Names in a text: the longest known names, found by their words, whatever stands between the words.

"Al Qaeda" in a table also finds "Al-Qaeda", "Benítez" also "Benitez", "Tehran" also "TEHRAN"; otherwise capital
letters count, so that "Turkey" is not "turkey".
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

WORD = re.compile(r"[^\W_]+")
# What may stand between two words of one name: "Al-Qaeda", "Côte d'Ivoire", "U.S. Senate", a name over a line's end,
# and hyphens that some agencies write between spaces ("Kim Jong - un").
BETWEEN = re.compile(r"[ \u00a0]{1,2}|\n|[-\u2010\u2011\u2013'\u2019.&/]|\. | & |, | [-\u2010\u2011] ")
# A shorter word in capitals is more often an acronym ("WHO", "US") than a shouted word.
SHOUTED_LETTERS = 4


def folded(word: str) -> str:
    """A word without its accents, so that a name is found in either spelling.

    Example:
        >>> folded("Benítez")
        'Benitez'
    """
    if word.isascii():
        return word
    parts = unicodedata.normalize("NFKD", word)
    return "".join(part for part in parts if not unicodedata.combining(part))


@dataclass(slots=True)
class _Node:
    """One word on the way through the known names; `names` are those that end here."""

    words: "dict[str, _Node]" = field(default_factory=dict)
    names: list[str] = field(default_factory=list)

    def after(self, word: str) -> "_Node | None":
        """Where the word leads; a word in capitals also as it is usually written."""
        found = self.words.get(word)
        if found is None and len(word) >= SHOUTED_LETTERS and word.isupper():
            return self.words.get(word.capitalize())
        return found


class NameIndex:
    """All names of a lexicon, to be found in a text in one pass."""

    def __init__(self, names: Iterable[str]) -> None:
        self._root = _Node()
        for name in sorted(set(names)):
            node = self._root
            for word in WORD.findall(name):
                node = node.words.setdefault(folded(word), _Node())
            if node is not self._root:
                node.names.append(name)

    def find(self, text: str) -> Iterator[tuple[int, int, str]]:
        """(start, end, name) for the longest known names, left to right, none inside another.

        Units: code points of `text`. `name` is spelled as in the table; `text[start:end]` as in the text.
        """
        words = [(found.start(), found.end()) for found in WORD.finditer(text)]
        at = 0
        while at < len(words):
            taken, name = self._longest(text, words, at)
            if not taken:
                at += 1
                continue
            start, end = words[at][0], words[at + taken - 1][1]
            if name.endswith(".") and text[end : end + 1] == ".":
                end += 1
            yield start, end, name
            at += taken

    def _longest(self, text: str, words: list[tuple[int, int]], at: int) -> tuple[int, str]:
        node, best, name, taken, before = self._root, 0, "", 0, 0
        while at + taken < len(words):
            start, end = words[at + taken]
            following = node.after(folded(text[start:end]))
            if following is None or (taken and not BETWEEN.fullmatch(text, before, start)):
                break
            node, before, taken = following, end, taken + 1
            if node.names:
                best, name = taken, _as_written(node.names, text[words[at][0] : end + 1])
        return best, name


def _as_written(names: list[str], words: str) -> str:
    """Of several spellings with the same words ("US.", "US"), the one in the text, else the first."""
    return next((name for name in names if words.startswith(name)), names[0])
