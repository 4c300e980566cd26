"""How certain readers would be that something has happened: the rules of certainty, and what was learned of readers.

What was learned is the small network of `train/certainty.py`: the first four layers of a sentence encoder, the upper
two of them trained on sentences whose words we placed on the scale from -3 (certainly did not happen) to +3 (certainly
did). It sees "the need to cut spending" and "the decision to cut spending", which are put alike and taken differently.
It takes 15 milliseconds a word, so no step of understanding runs it: whoever wants the figure asks for it.
"""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from realpolitik.lexicon.weights import pieces_of, weights_of
from realpolitik.understand.certainty import Certainty

if TYPE_CHECKING:
    from spacy.tokens import Span as Words
    from spacy.tokens import Token

NAME = "certainty"
# What was learned counts a little more than the rules; their mean, which shrinks toward the middle, is spread again.
# On one half of UDS-It-Happened's development words shares of .5, .6 and .7 gave a mean error of .98, .98 and .99, and
# no spread 1.05; on the other half 1.06 with these two, 1.13 without a spread (`python -m eval.table --only fact`).
SHARE, SPREAD = 0.6, 1.2
FURTHEST = 3.0
# As the encoder was trained.
LAYERS, FROZEN, HEADS = 4, 2, 12
UNKNOWN, FIRST, LAST = "[UNK]", "[CLS]", "[SEP]"
# Longer sentences are cut there, longer words are unknown; as the encoder was trained.
LONGEST_SENTENCE, LONGEST_WORD = 96, 100


@dataclass(frozen=True, slots=True)
class Piece:
    """A word or part of a word, by its row in the table of pieces, and where it stands."""

    row: int
    start: int
    end: int


def scores_at(certainty: Certainty, tokens: Sequence["Token"]) -> tuple[float, ...]:
    """How certain readers would be that what these words of one sentence name has happened, from -3 to +3.

    Limits: what is denied is read as not so, though readers of the measuring set wavered there.
    """
    if not tokens:
        return ()
    learned = learned_scores(tokens[0].sent, tokens)
    mixed = (SHARE * own + (1 - SHARE) * certainty.of(token).score for own, token in zip(learned, tokens, strict=True))
    return tuple(max(-FURTHEST, min(FURTHEST, SPREAD * value)) for value in mixed)


def learned_scores(sentence: "Words", tokens: Sequence["Token"]) -> tuple[float, ...]:
    """What was learned alone; 0 for a word beyond the end of what is read of a long sentence."""
    import numpy

    pieces = pieces_in(sentence.text, pieces_of(NAME))
    places = [(token.idx - sentence.start_char, token.idx - sentence.start_char + len(token)) for token in tokens]
    asked = numpy.array([[p.start < end and p.end > start for p in pieces] for start, end in places], dtype="float32")
    found = _Network(weights_of(NAME)).scores([piece.row for piece in pieces], asked)
    return tuple(float(score) if marks.any() else 0.0 for score, marks in zip(found, asked, strict=True))


# The words as the network knows them.


def pieces_in(text: str, known: Mapping[str, int]) -> tuple[Piece, ...]:
    """The known pieces of a sentence between its first and last mark, as many as are read.

    Source: WordPiece, as in BERT (Devlin et al. 2019): lower case, no accents, the longest known piece first.
    """
    found = [piece for word in _words(text) for piece in _split(word, known)]
    return (Piece(known[FIRST], 0, 0), *found[: LONGEST_SENTENCE - 2], Piece(known[LAST], 0, 0))


def _words(text: str) -> Iterator[list[tuple[str, int]]]:
    """The words as plain letters, each with its place in the text; marks of punctuation stand alone."""
    word: list[tuple[str, int]] = []
    for place, sign in enumerate(text):
        alone = _stands_alone(sign)
        if (sign.isspace() or alone) and word:
            yield word
            word = []
        plain = [(letter, place) for letter in unicodedata.normalize("NFD", sign.lower()) if _is_read(letter)]
        if alone and plain:
            yield plain
        elif not sign.isspace():
            word += plain
    if word:
        yield word


def _stands_alone(sign: str) -> bool:
    return unicodedata.category(sign)[0] == "P" or sign in "$+<=>^`|~" or 0x4E00 <= ord(sign) <= 0x9FFF


def _is_read(letter: str) -> bool:
    category = unicodedata.category(letter)
    return category != "Mn" and category[0] != "C"


def _split(word: list[tuple[str, int]], known: Mapping[str, int]) -> list[Piece]:
    letters = "".join(letter for letter, _ in word)
    pieces: list[Piece] = []
    at = 0
    while at < len(letters) <= LONGEST_WORD:
        before = "##" if at else ""
        end = next((end for end in range(len(letters), at, -1) if before + letters[at:end] in known), 0)
        if not end:
            break
        pieces.append(Piece(known[before + letters[at:end]], word[at][1], word[end - 1][1] + 1))
        at = end
    if at < len(letters):
        return [Piece(known[UNKNOWN], word[0][1], word[-1][1] + 1)]
    return pieces


# The network. L: how many pieces; W: the width of the numbers that stand for one; N: how many words are asked about.


@dataclass(frozen=True, slots=True)
class _Network:
    """A transformer's encoder (Vaswani et al. 2017), with a mark on the word asked about from the third layer on."""

    weights: Mapping[str, Any]

    def scores(self, rows: Sequence[int], asked: Any) -> Any:
        """A score for each row of `asked` (N, L), whose ones stand at the pieces of a word."""
        import numpy

        words = self.weights["words"][list(rows)] + self.weights["places"][: len(rows)]
        words = self._normal("start", words)[None]
        for layer in range(FROZEN):
            words = self._layer(layer, words)
        words = words + asked[..., None] * self.weights["mark"]
        for layer in range(FROZEN, LAYERS):
            words = self._layer(layer, words)
        at = (words * asked[..., None]).sum(1) / numpy.maximum(asked.sum(1, keepdims=True), 1)
        return (numpy.concatenate([words.mean(1), at], -1) @ self.weights["head"])[:, 0] + self.weights["head.bias"]

    def _layer(self, layer: int, words: Any) -> Any:
        from scipy.special import erf

        words = self._normal(f"{layer}.attended", words + self._attended(layer, words))
        inner = self._linear(f"{layer}.inner", words)
        inner = inner * 0.5 * (1 + erf(inner / 2**0.5))
        return self._normal(f"{layer}.outer", words + self._linear(f"{layer}.out", inner))

    def _attended(self, layer: int, words: Any) -> Any:
        import numpy

        query, key, value = (self._heads(self._linear(f"{layer}.{name}", words)) for name in ("query", "key", "value"))
        near = query @ key.swapaxes(-1, -2) / query.shape[-1] ** 0.5
        near = numpy.exp(near - near.max(-1, keepdims=True))
        seen = (near / near.sum(-1, keepdims=True)) @ value
        return self._linear(f"{layer}.joined", seen.swapaxes(1, 2).reshape(words.shape))

    @staticmethod
    def _heads(words: Any) -> Any:
        return words.reshape(*words.shape[:2], HEADS, -1).swapaxes(1, 2)

    def _linear(self, name: str, words: Any) -> Any:
        return words @ self.weights[name] + self.weights[f"{name}.bias"]

    def _normal(self, name: str, words: Any) -> Any:
        centred = words - words.mean(-1, keepdims=True)
        spread = ((centred**2).mean(-1, keepdims=True) + 1e-12) ** 0.5
        return centred / spread * self.weights[f"{name}.gain"] + self.weights[f"{name}.bias"]
