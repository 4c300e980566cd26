"""Whether the words show one actor friendly or hostile to another."""

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING

from realpolitik.lexicon.loader import rows
from realpolitik.records.documents import Document
from realpolitik.understand.coreference import Cast

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

# A word whose subject and object are not the two asked about still colours the sentence, but less.
# Chosen by hand, never calibrated.
BETWEEN, NEAR = 1.0, 0.4


@cache
def polarities() -> Mapping[str, float]:
    """How friendly (+1) or hostile (-1) a word is, by lemma."""
    return {row["lemma"]: float(row["polarity"]) for row in rows("cues/stance.tsv")}


def stance_between(document: Document, doc: "Doc", cast: Cast, a: str, b: str) -> float:
    """How friendly (+1) or hostile (-1) `a` is to `b` by the words of the text; 0 where they do not say.

    `a` and `b` are names, not always spelled as in the text: words they share with a noun phrase count.
    """
    total = weight = 0.0
    for token in doc:
        polarity = polarities().get(token.lemma_.lower(), 0.0)
        if not polarity:
            continue
        if any(child.dep_ == "neg" for child in (*token.children, *token.head.children)):
            polarity = -polarity
        near = BETWEEN if _between(token, a, b) else NEAR
        total, weight = total + near * polarity, weight + near
    return max(-1.0, min(1.0, total / weight)) if weight else 0.0


def _between(token: "Token", a: str, b: str) -> bool:
    subject = [t for child in token.children if child.dep_ in {"nsubj", "poss"} for t in child.subtree]
    rest = [t for child in token.children if child.dep_ not in {"nsubj", "poss"} for t in child.subtree]
    return _named(a, subject) and _named(b, rest)


def _named(name: str, tokens: list["Token"]) -> bool:
    words = {word.lower()[:5] for word in name.split() if len(word) > 2}
    return any(token.lower_[:5] in words for token in tokens)
