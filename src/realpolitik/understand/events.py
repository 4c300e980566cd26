"""Who did what to whom: PLOVER, with CAMEO codes.

A word that can tell an act (its trigger) is looked up in the tables; the pattern that asks for most and finds all of it
decides. Who acts, and toward whom, is read from the syntax around the trigger, through passives, relative clauses,
participles, infinitives, light verbs ("held talks") and conjunctions. Only the cast's actors count as actors.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from realpolitik.lexicon.events import Code, EventWords, LightVerb, Need, Pattern, event_words
from realpolitik.records.actors import Participant
from realpolitik.records.documents import Document
from realpolitik.records.events import Event, EventType
from realpolitik.records.spans import Span, hull, span_of
from realpolitik.understand.coreference import Cast
from realpolitik.understand.framing import Framing
from realpolitik.understand.sentences import news_tokens

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

Who = tuple[Participant, ...]

# How far an act may lie inside other acts ("agreed to stop supporting"): deeper nesting is misparsed more often than
# not; chosen by hand, never calibrated.
MAX_DEPTH = 4
# How far below the head of a phrase an actor may stand and still give the phrase its party ("the positions of the
# forces of Togo"); chosen by hand, never calibrated.
MAX_PHRASE_DEPTH = 3
# The share of rows right on our own example sentences is no estimate of this; a guess until the gold is annotated.
CONFIDENCE_VERB = 0.7
CONFIDENCE_NOUN = 0.6
CONFIDENCE_ONE_SIDED = 0.5

RELATIVE = frozenset({"who", "whom", "which", "that", "whose"})
OBJECTS = ("dobj", "obj", "dative", "oprd")
# Prepositions whose gerund is done by the object: "accused Iran of attacking", "stopped Togo from joining".
OBJECT_CONTROL = frozenset({"of", "from", "for", "into"})


def events_in(document: Document, doc: "Doc", cast: Cast, framing: Framing) -> tuple[Event, ...]:
    """Every event that the passages with news tell, in the order of the text."""
    reader = _Reader(doc, cast, event_words(), news_tokens(document, doc))
    return tuple(_event(document, act, framing) for act in reader.acts())


@dataclass(frozen=True, slots=True)
class Act:
    """An act as it was read: its trigger, the pattern that fits, who plays which part, and the act it governs."""

    token: "Token"
    pattern: Pattern
    code: Code
    initiator: Who = ()
    recipient: Who = ()
    words: tuple["Token", ...] = ()
    governed: "Act | None" = None
    light: "Token | None" = None

    @property
    def head(self) -> "Token":
        """The word by which the act hangs in its sentence: the light verb of a noun that has one."""
        return self.light or self.token


@dataclass(slots=True)
class _Reader:
    """Reads the acts of one document."""

    doc: "Doc"
    cast: Cast
    lexicon: EventWords
    news: frozenset[int]
    _read: dict[int, Act | None] = field(default_factory=dict)

    def acts(self) -> Iterator[Act]:
        """Every act with an actor in it, in the order of the text; a noun inside a verb's act is not told twice."""
        found = [act for token in self.doc if token.i in self.news and (act := self.act_at(token))]
        taken = {word.i for act in found for word in act.words if word.i != act.token.i and not act.governed}
        for act in found:
            if act.token.i not in taken and self._is_political(act) and not self._is_play(act):
                yield act

    def act_at(self, token: "Token", depth: int = 0) -> Act | None:
        """The act that this word tells, whoever takes part in it; None if it tells none."""
        if depth > MAX_DEPTH:
            return None
        if token.i not in self._read:
            self._read[token.i] = None  # an act cannot govern itself
            self._read[token.i] = self._match(token, depth)
        return self._read[token.i]

    def _match(self, token: "Token", depth: int) -> Act | None:
        for pattern in self._patterns(token):
            words = self._needs_met(token, pattern, depth)
            if words is None:
                continue
            governed = self._governed(token, depth) if pattern.composes else None
            code = self._code(pattern, governed)
            if code is None:
                continue
            return self._cast_parts(Act(token, pattern, code, words=words, governed=governed, light=self._light(token)))
        return None

    def _patterns(self, token: "Token") -> tuple[Pattern, ...]:
        lemma = token.lemma_.lower()
        if token.pos_ in {"VERB", "AUX", "ADJ"} and token.dep_ not in {"amod", "compound"}:
            return self.lexicon.verbs.get(lemma, ())
        if token.pos_ in {"NOUN", "PROPN"} and not (token.pos_ == "PROPN" and self.cast.at(token)):
            return self.lexicon.nouns.get(lemma, ())
        return ()

    def _code(self, pattern: Pattern, governed: Act | None) -> Code | None:
        if governed is None:
            return pattern.code
        return self.lexicon.combined(pattern.composes, governed.code.code) or pattern.code

    # What a pattern asks for.

    def _needs_met(self, token: "Token", pattern: Pattern, depth: int) -> tuple["Token", ...] | None:
        """The words that meet the pattern's needs; None where one is not met."""
        found: list[Token] = []
        for need in pattern.needs:
            words = tuple(self._meeting(token, need, depth))
            if bool(words) != need.wanted:
                return None
            found.extend(words)
        return tuple(found)

    def _meeting(self, token: "Token", need: Need, depth: int) -> Iterator["Token"]:
        if need.slot == "act":
            governed = self._governed(token, depth)
            if governed and any(v == "any" or governed.code.code.startswith(v) for v in need.values):
                yield governed.token
            return
        for filler in self._fillers(token, need.slot):
            if any(self._is(filler, value) for value in need.values):
                yield filler

    def _is(self, token: "Token", value: str) -> bool:
        if value == "any":
            return True
        if value == "actor":
            return bool(self.cast.at(token))
        if value == "near":
            return bool(self._near(token))
        if value.startswith("@"):
            return any(thing.kind == value[1:] for thing in self._things(token))
        return token.lemma_.lower() == value

    def _things(self, token: "Token") -> Iterator[object]:
        lemma = token.lemma_.lower()
        before = [word.lemma_.lower() for child in token.lefts for word in child.subtree]
        return self.lexicon.kinds_of(lemma, before)  # type: ignore[return-value]

    # Where the words of a slot stand.

    def _fillers(self, token: "Token", slot: str) -> list["Token"]:
        light = self._light(token)
        if slot == "subject":
            found = subject_of(light or token)
            return [found] if found is not None else []
        if slot == "object":
            found = object_of(token)
            return _with_conjuncts(found)
        if slot == "particle":
            return [child for child in token.children if child.dep_ in {"prt", "advmod"} or _is_bare(child)]
        if slot == "negation":
            return [child for child in token.children if child.dep_ == "neg"]
        return prepositional(token, slot, light)

    # The act inside the act.

    def _governed(self, token: "Token", depth: int) -> Act | None:
        for word in complements_of(token):
            act = self.act_at(word, depth + 1) or self._thing_act(word)
            if act is not None:
                return act
        for word in complements_of(token):
            if depth < MAX_DEPTH and word.pos_ in {"VERB", "AUX", "ADJ", "NOUN"}:
                deeper = self._governed(word, depth + 1)
                if deeper is not None:
                    return deeper
        return None

    def _thing_act(self, token: "Token") -> Act | None:
        """The act that a noun for a thing stands for: aid is given, prisoners are released."""
        for thing in self._things(token):
            code = getattr(thing, "code", "")
            if code:
                return Act(token, THING, self.lexicon.codes[code])
        return None

    # Who takes part.

    def _cast_parts(self, act: Act) -> Act:
        initiator = self._first(act, act.pattern.initiator, ())
        recipient = self._first(act, act.pattern.recipient, initiator)
        if act.pattern.reciprocal and not recipient and len(initiator) > 1:
            initiator, recipient = initiator[:1], initiator[1:]
        return Act(
            act.token, act.pattern, act.code, initiator, recipient, act.words, act.governed, act.light
        )

    def _first(self, act: Act, slots: Iterable[str], besides: Who) -> Who:
        """Who fills the first of the slots that anyone fills."""
        for slot in slots:
            found = _without(self._part(act, slot), besides)
            if found:
                return found
        return ()

    def _part(self, act: Act, slot: str) -> Who:
        governed = act.governed
        if slot == "act.initiator":
            return governed.initiator if governed else ()
        if slot == "act.recipient":
            return governed.recipient if governed else ()
        if slot == "act.near":
            return self._within(governed.token) if governed else ()
        if slot == "owner":
            return self._owner(act.token)
        if slot == "light.recipient":
            return self._undergoing(act)
        if slot == "subject" and act.light is not None and self._light_verb(act.light).subject == "recipient":
            return ()
        return _distinct(who for token in self._fillers(act.token, slot) for who in self._near(token))

    def _undergoing(self, act: Act) -> Who:
        if act.light is None or self._light_verb(act.light).subject != "recipient":
            return ()
        subject = subject_of(act.light)
        return self._near(subject) if subject is not None else ()

    def _owner(self, token: "Token") -> Who:
        """Whose it is, or whose adjective stands before it: "Iraq's", "Russian", "U.S.-led"."""
        lefts = [child for child in token.lefts if child.dep_ in {"poss", "amod", "compound", "nmod"}]
        return _distinct(who for child in lefts for who in self._inside(child))

    def _inside(self, token: "Token") -> Who:
        return _distinct(who for word in token.subtree for who in self.cast.at(word))

    def _within(self, token: "Token") -> Who:
        for word in token.subtree:
            if found := self.cast.at(word):
                return found
        return ()

    def _near(self, token: "Token", depth: int = 0) -> Who:
        """Who a phrase stands for: its head, or else whom the head belongs to, or is made of."""
        own = self.cast.group(token)
        if own or depth >= MAX_PHRASE_DEPTH:
            return own
        owner = self._owner(token)
        if owner:
            return owner
        for child in token.rights:
            if child.dep_ == "appos" and (found := self._near(child, depth + 1)):
                return found
            if child.dep_ == "prep" and child.lemma_.lower() in PHRASE_PREPOSITIONS:
                found = _distinct(
                    who for inner in child.children if inner.dep_ == "pobj" for who in self._near(inner, depth + 1)
                )
                if found:
                    return found
        return _distinct(who for conjunct in token.conjuncts if conjunct.i > token.i for who in self.cast.at(conjunct))

    # Light verbs.

    def _light(self, token: "Token") -> "Token | None":
        if token.pos_ not in {"NOUN", "PROPN"}:
            return None
        verb = governing_verb(token)
        return verb if verb is not None and verb.lemma_.lower() in self.lexicon.light_verbs else None

    def _light_verb(self, verb: "Token") -> LightVerb:
        return self.lexicon.light_verbs[verb.lemma_.lower()]

    # What counts.

    def _is_political(self, act: Act) -> bool:
        """Whether someone in it answers for a state, an organisation or a political group."""
        involved = (*act.initiator, *act.recipient)
        if not any(_is_known(who) for who in involved):
            return False
        if act.code.code[:3] in self.lexicon.guard("crime"):
            return any(who.country or who.sector not in {"", "CVL", "COP", "CRM", "JUD"} for who in involved) or (
                bool(act.initiator) and bool(act.recipient)
            )
        return True

    def _is_play(self, act: Act) -> bool:
        """Whether the sentence is about sport, where countries beat and attack each other all the time."""
        words = {word.lemma_.lower() for word in act.token.sent}
        return len(words & self.lexicon.guard("sport")) >= MIN_SPORT_WORDS


PHRASE_PREPOSITIONS = frozenset({"of", "in", "from", "by", "at", "inside", "near", "against", "for", "with", "to", "on"})
# One word of sport may be a figure of speech; two are a report of a match. Chosen by hand, never calibrated.
MIN_SPORT_WORDS = 2


@dataclass(frozen=True, slots=True)
class _Parts:
    """Placeholder kept out of the public face."""


def _is_known(who: Participant) -> bool:
    return bool(who.country or who.sector or (who.actor and not who.actor.startswith("~")) or who.acts_for)


def _without(found: Who, besides: Who) -> Who:
    names = {who.actor for who in besides if who.actor}
    spans = {who.span for who in besides}
    return tuple(who for who in found if who.span not in spans and (not who.actor or who.actor not in names))


def _distinct(found: Iterable[Participant]) -> Who:
    return tuple(dict.fromkeys(found))
