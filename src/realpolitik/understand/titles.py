"""What stands beside a person's name: "Iranian Vice Admiral X", "X, an analyst at Y", "its leader, X"."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from realpolitik.lexicon.actors import Actors
from realpolitik.understand.candidates import Candidate
from realpolitik.understand.descriptions import Belonging, Description, describe

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

# How many words before a name can belong to its title ("the Joint Special Envoy of the UN and the Arab League"), and
# how many after it to an apposition: chosen by hand, never calibrated.
MAX_TITLE_WORDS = 14
MODIFIERS = frozenset({"amod", "compound", "poss", "nmod", "nummod"})


@dataclass(frozen=True, slots=True)
class Titles:
    """The titles and appositions of one document; `at` are its names by token."""

    doc: "Doc"
    known: Actors
    at: Mapping[int, Candidate]

    def before(self, name: Candidate) -> tuple[int, Description] | None:
        """Where the title before a name begins, and what it says."""
        start = name.first
        for token in reversed(self.doc[max(0, name.first - MAX_TITLE_WORDS) : name.first]):
            if not self._in_title(token):
                break
            start = token.i
        while start < name.first and not self.doc[start].text[0].isalnum():
            start += 1
        said = self._described(range(start, name.first)) if start < name.first else None
        return (start, said) if said is not None else None

    def beside(self, name: Candidate) -> Description | None:
        """What an apposition on either side of a name says: "X, the foreign minister of Y"; "its leader, X"."""
        root = self.doc[name.first : name.last + 1].root
        heads = [child for child in root.children if child.dep_ == "appos"]
        heads += [root.head] if root.dep_ == "appos" else []
        for head in heads:
            if head.i in self.at and self.at[head.i].is_person:
                continue
            behind = head.i > name.last
            first = max(head.left_edge.i, name.last + 1) if behind else head.left_edge.i
            last = min(head.right_edge.i, head.i + MAX_TITLE_WORDS) if behind else name.first - 1
            said = self._described(range(first, last + 1), head.i)
            if said is not None:
                return said
        return None

    def _in_title(self, token: "Token") -> bool:
        name = self.at.get(token.i)
        if name is not None:
            return not name.is_person
        if token.lower_ == "of":
            return token.i > 0 and self.doc[token.i - 1].lower_ in self.known.titles
        if token.lower_ == "for":
            return self._charged_with(token)
        if token.lower_.rstrip(".") in self.known.titles or token.tag_ == "POS" or token.text == "-":
            return True
        capital = token.pos_ in {"PROPN", "ADJ"} and token.text[0].isupper()
        return capital or (token.pos_ in {"NOUN", "ADJ", "PROPN"} and token.dep_ in MODIFIERS)

    def _charged_with(self, preposition: "Token") -> bool:
        """ "Minister for Tourism X", but not "minister for President X" nor "spokesman for X"."""
        before, after = self.doc[max(0, preposition.i - 1)], self.doc[preposition.i + 1]
        title = self.known.titles.get(before.lower_)
        named = self.at.get(after.i)
        return (
            bool(title and title.sector and not title.borrows)
            and named is None
            and after.lower_ not in self.known.titles
        )

    def _described(self, places: Iterable[int], head: int | None = None) -> Description | None:
        tokens = [self.doc[i] for i in places if self.doc[i].text != "-"]
        named = {
            place: Belonging(name.actor, adjective=name.alias is not None and name.alias.kind in ADJECTIVES)
            for place, token in enumerate(tokens)
            if (name := self.at.get(token.i)) and name.actor and not name.is_person
        }
        position = next((place for place, token in enumerate(tokens) if token.i == head), None)
        return describe(self.known, [_word(token) for token in tokens], named, position)


ADJECTIVES = frozenset({"adjective", "demonym"})


def _word(token: "Token") -> str:
    """A word as the tables have it: "Gen." is "gen", but "U.S." keeps its stops."""
    word = str(token.lower_)
    return word if "." in word[:-1] else word.rstrip(".")
