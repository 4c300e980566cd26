"""Which words colour a naming of someone: what is said of them, done to them, thought of them.

Going up from the naming, every word that judges, helps, harms or turns around what it governs multiplies the sign: to
refuse help is unfriendly, to condemn an attack is not. What stands in a circumstance ("during the visit") reaches less.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from realpolitik.lexicon.stance import StanceWord, having, stance_word

if TYPE_CHECKING:
    from spacy.tokens import Token

PARTS = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "ADJ": "adj", "ADV": "adv", "ADP": "prep", "SCONJ": "prep"}
GOVERNED = frozenset({"dobj", "pobj", "nsubjpass", "dative", "prep", "oprd", "attr"})
INSIDE = frozenset({"compound", "amod", "nmod"})
CLAUSES = frozenset({"ccomp", "pcomp", "csubjpass", "acl"})
SUBJECTS = frozenset({"nsubj", "csubj", "agent"})
# Where "refuse", "failure" and "lack" turn around what they govern.
TURNED = frozenset({"xcomp", "acl", "pcomp", "prep"})
PREDICATES = frozenset({"acomp", "attr", "oprd"})
RELATIVE_TAGS = frozenset({"WP", "WDT", "WP$"})
# Two hostile words on the way are seldom a friendly one ("accused him of attacking them"): of 72 such chains in
# directed_sentiment, 29 % were hostile and 17 % friendly (`python -m eval.table --only directed`, development half).
TWICE_HOSTILE = 0.2
# Further up no word was found that told anything of the naming. Chosen by hand, never calibrated.
MAX_STEPS = 12
# Said only in part, done by the one named rather than to them, asked of them. Chosen by hand, never calibrated.
HALF, DONE, DEED, ASKED = 0.5, 0.6, 0.6, -0.5


@dataclass(frozen=True, slots=True)
class Colour:
    """A word that colours the naming: how friendly (+1) or hostile (-1), how many steps away.

    `taken` if the naming is what the word takes as its object, so that its doer is the holder; else it is said of them.
    """

    word: "Token"
    value: float
    steps: int
    taken: bool


def word_at(token: "Token") -> StanceWord | None:
    """The stance word at a token, with its particle if it has one: "lash out"."""
    part = PARTS.get(token.pos_, "")
    if not part:
        return None
    after = [c.lower_ for c in token.rights if c.dep_ in {"prt", "prep", "advmod"}] if part in {"verb", "noun"} else []
    if token.dep_ == "amod":
        return stance_word([token.lower_], "adj") or stance_word([token.lemma_.lower()], part)
    return stance_word([token.lemma_.lower(), token.lower_], part, after)


def negated(token: "Token") -> bool:
    """Whether "not", "no" or "never" stands with the word, or with the verb whose predicate it is."""
    if any(child.dep_ == "neg" or (child.lemma_.lower(), "adv") in having("reverse") for child in token.children):
        return True
    if any(child.lower_ == "no" for child in token.lefts):
        return True
    return token.dep_ in PREDICATES and any(child.dep_ == "neg" for child in token.head.children)


def colours_of(naming: "Token") -> Iterator[Colour]:
    """The words that colour a naming, nearest first, with those that reach it through "who" and "which"."""
    for token in (naming, *_stand_ins(naming)):
        yield from _Climb(token).colours()


def _stand_ins(noun: "Token") -> Iterator["Token"]:
    for child in noun.children:
        if child.dep_ == "relcl":
            yield from _relatives(child)


def _relatives(verb: "Token") -> list["Token"]:
    return [token for token in verb.subtree if token.tag_ in RELATIVE_TAGS and token.i < verb.i]


@dataclass(slots=True)
class _Climb:
    """The way up from a naming; `sign` is how the words so far turn it, `polar` whether any did."""

    node: "Token"
    sign: float = 1.0
    steps: int = 0
    polar: bool = False
    decided: bool = False

    def colours(self) -> Iterator[Colour]:
        yield from self._said_beside(self.node)
        while self.node.head.i != self.node.i and self.steps < MAX_STEPS:
            role, head = self.node.dep_, self.node.head
            if role in {"conj", "appos"}:
                if self.node.pos_ in {"NOUN", "PROPN"} or role == "appos":
                    yield from self._said_beside(head)
            else:
                self.steps += 1
                yield from self._step(role, head)
            self.node = head

    def _step(self, role: str, head: "Token") -> Iterator[Colour]:
        word = word_at(head)
        if role == "prep" and (self.node.lower_, "prep") not in having("reach") and word_at(self.node) is None:
            self.steps += 1
            return
        if role == "pobj" and head.pos_ == "ADP":
            if word is not None:
                yield self._turn(word.polarity, head)
                self.decided = True
            return
        if role in INSIDE and head.pos_ == "PROPN":
            yield from self._titles(head)
        turns = role in TURNED and (word is None or role in {"xcomp", "acl"}) and reversing(head)
        turn = -1.0 if negated(head) != turns else 1.0
        if self.decided and role == "prep":
            # "Voted against them", "protests against them": the preposition has said it.
            self.sign, self.decided = self.sign * turn, False
            yield Colour(head, self.sign, self.steps, taken=True)
        elif word is None:
            if role in {"xcomp", "ccomp", "dobj", *TURNED} and turn < 0:
                self.sign = -self.sign
                if self.polar:
                    yield Colour(head, self.sign, self.steps, taken=True)
        elif self._governs(role, word):
            yield from self._object(role, head, word.polarity * turn, word)
        elif role == "xcomp":
            yield from self._infinitive(head, word, turn)
        elif role in CLAUSES:
            yield from self._clause(head, word.polarity * turn, word)
        elif (role in SUBJECTS and not _asked(head)) or role == "poss":
            yield from self._subject(role, head, word.polarity * turn, word)
        if role in {"nsubj", "nsubjpass"}:
            yield from self._of_subject(role, head, word, turn)
        elif role == "dobj":
            yield from self._called(head, turn)

    def _titles(self, name: "Token") -> Iterator[Colour]:
        """ "Ruritania ally Smith": the titles between the naming and the name."""
        for token in name.lefts:
            said = word_at(token) if token.i > self.node.i and token.dep_ in INSIDE else None
            if said is not None and said.effect == "side":
                yield Colour(token, self.sign * said.polarity, self.steps, taken=True)

    def _turn(self, value: float, head: "Token") -> Colour:
        """The sign once a word has turned it."""
        self.sign = TWICE_HOSTILE if self.sign < 0 and value < 0 else self.sign * value
        self.polar = True
        return Colour(head, self.sign, self.steps, taken=True)

    def _said(self, value: float, head: "Token") -> Colour:
        return Colour(head, self.sign * value, self.steps, taken=False)

    @staticmethod
    def _governs(role: str, word: StanceWord) -> bool:
        """Whether the word takes what stands in this role: its object, in "Iran's defeat" and "the Iran ban" too."""
        if role == "poss":
            return word.effect in {"act", "side"}
        return role in GOVERNED or (role in INSIDE and word.effect != "quality")

    def _object(self, role: str, head: "Token", value: float, word: StanceWord) -> Iterator[Colour]:
        if word.effect != "quality":
            yield self._turn(value, head)
        elif role != "prep":
            yield self._said(value * HALF, head)

    def _infinitive(self, head: "Token", word: StanceWord, turn: float) -> Iterator[Colour]:
        """ "Refused to help", "hopes to help": turned around, or wished for."""
        self.sign *= turn
        if self.polar and (turn < 0 or word.effect == "judge"):
            yield Colour(head, self.sign, self.steps, taken=True)

    def _clause(self, head: "Token", value: float, word: StanceWord) -> Iterator[Colour]:
        """ "Blamed for attacking them", "fears that they win": only if the clause itself is good or bad for them."""
        if word.effect in {"judge", "act"}:
            polar, colour = self.polar, self._turn(value, head)
            self.polar = polar
            if polar:
                yield colour

    def _subject(self, role: str, head: "Token", value: float, word: StanceWord) -> Iterator[Colour]:
        if word.effect == "quality":
            yield self._said(value, head)
            self.sign, self.polar = self.sign * value, True
        elif word.effect == "act" and role in SUBJECTS:
            value *= _sign_of_object(head)
            yield self._said(value * DONE, head)
            self.sign, self.polar = self.sign * value, True

    def _of_subject(self, role: str, verb: "Token", word: StanceWord | None, turn: float) -> Iterator[Colour]:
        """ "They should …", "they committed crimes", "they are corrupt"."""
        if _asked(verb):
            yield self._said(ASKED, verb)
        elif word is None and role == "nsubj" and verb.pos_ == "VERB":
            deed = _deed(verb)
            if deed:
                yield self._said(deed * turn * DEED, verb)
        for child in verb.children:
            said = word_at(child) if child.dep_ in PREDICATES else None
            if said is not None and said.effect == "quality":
                yield self._said(said.polarity * (-1.0 if negated(child) else 1.0), child)

    def _called(self, verb: "Token", turn: float) -> Iterator[Colour]:
        """ "Called them corrupt", "described them as thieves"."""
        for child in verb.rights:
            if child.dep_ in {"oprd", "acomp"}:
                named = [child]
            else:
                named = list(child.children) if child.dep_ == "prep" and child.lower_ == "as" else []
            for token in named:
                said = word_at(token)
                if said is not None:
                    yield self._said(said.polarity * turn, token)

    def _said_beside(self, noun: "Token") -> Iterator[Colour]:
        """ "Corrupt Ruritania", "Ruritania, a thief", "Ruritania, praised by all"."""
        for child in noun.children:
            said = word_at(child) if child.dep_ in {"amod", "appos", "acl", "relcl"} else None
            if said is None:
                continue
            if child.dep_ in {"amod", "appos"}:
                yield self._said(said.polarity, child)
            elif said.effect != "quality" and _takes(child):
                turn = -1.0 if negated(child) else 1.0
                yield Colour(child, self.sign * said.polarity * turn, self.steps + 1, taken=True)


def reversing(token: "Token") -> bool:
    """Whether a word turns around the act that it governs: "refuse", "failure"."""
    return (token.lemma_.lower(), PARTS.get(token.pos_, "")) in having("reverse")


def _asked(verb: "Token") -> bool:
    return any((child.lemma_.lower(), "aux") in having("ought") for child in verb.children if child.dep_ == "aux")


def _takes(verb: "Token") -> bool:
    """Whether the noun beside which this verb stands is its object: "praised by all", "(whom) all praise"."""
    return verb.tag_ == "VBN" if verb.dep_ == "acl" else not _relatives(verb)


def _sign_of_object(verb: "Token") -> float:
    """Whether what the subject helps or fights is good or bad by its own name: "fights corruption"."""
    words = (word_at(child) for child in verb.children if child.dep_ == "dobj")
    return -1.0 if any(word is not None and word.polarity < 0 for word in words) else 1.0


def _deed(verb: "Token") -> float:
    """How good or bad the thing is that a verb without a colour of its own does: "commit crimes", "try to ruin"."""
    for child in verb.children:
        if child.dep_ not in {"dobj", "xcomp"}:
            continue
        for token in (child, *(c for c in child.children if c.dep_ == "amod")):
            word = word_at(token)
            if word is not None and word.effect in {"quality", "act"}:
                return word.polarity
        if child.dep_ == "xcomp":
            return _deed(child)
    return 0.0
