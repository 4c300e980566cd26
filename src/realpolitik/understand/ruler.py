"""The last corrections of parts of speech, as the language model makes them, but in a fifth of the time.

The model's attribute ruler tries each of its 180 rules on each token, a tenth of the whole parse. Nearly all rules look
at one token alone, at its tag, its dependency and whether it is one of some 150 words: what they say of such a
combination is found out once and remembered.
"""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.pipeline import AttributeRuler
    from spacy.tokens import Doc

Pattern = list[dict[str, Any]]
Match = tuple[int, int, int]
# All that the remembered rules look at.
LOOKED_AT = ("LOWER", "TAG", "DEP", "IS_SPACE")


def quicken(ruler: "AttributeRuler") -> None:
    """Gives a ruler a matcher that finds the same and remembers what it found."""
    ruler.matcher = RememberingMatcher(ruler)


class RememberingMatcher:
    """Finds what the matcher of a ruler finds."""

    def __init__(self, ruler: "AttributeRuler") -> None:
        from spacy.matcher import Matcher

        self._simple, self._others = Matcher(ruler.vocab), Matcher(ruler.vocab)
        self._known: dict[tuple[int, ...], tuple[int, ...]] = {}
        words: set[str] = set()
        for number, rule in enumerate(ruler.patterns):
            for pattern in rule["patterns"]:
                simple = _is_simple(pattern)
                words.update(_words_of(pattern) if simple else ())
                (self._simple if simple else self._others).add(str(number), [pattern])
        self._words = frozenset(ruler.vocab.strings[word] for word in words)

    def __call__(self, doc: "Doc", **options: bool) -> list[Match]:
        """The number of each rule that fits, as a hash, with the tokens that it fits."""
        found: list[Match] = self._others(doc, **options)
        for at, (word, *other) in enumerate(doc.to_array(LOOKED_AT).tolist()):
            looks = (word if word in self._words else 0, *other)
            if looks not in self._known:
                self._known[looks] = tuple(rule for rule, _, _ in self._simple(doc[at : at + 1], **options))
            found.extend((rule, at, at + 1) for rule in self._known[looks])
        return found


def _is_simple(pattern: Pattern) -> bool:
    """Whether it looks at one token, and of its word only whether it is one of a list."""
    token = pattern[0]
    listed = isinstance(token.get("LOWER", ""), str) or {*token["LOWER"]} == {"IN"}
    return len(pattern) == 1 and {*token} <= {*LOOKED_AT} and listed


def _words_of(pattern: Pattern) -> Iterable[str]:
    wanted: str | Mapping[str, list[str]] = pattern[0].get("LOWER", {"IN": []})
    return [wanted] if isinstance(wanted, str) else wanted["IN"]
