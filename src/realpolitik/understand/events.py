"""Who did what to whom: PLOVER, with CAMEO codes.

A word that can tell an act (its trigger) is looked up in the tables; the pattern that asks for most and finds all of it
decides. Who acts, and toward whom, is read from the syntax around the trigger: actives, passives, relative clauses,
participles, infinitives, light verbs ("held talks"), conjunctions. Only actors of the cast count as actors.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from realpolitik.lexicon.events import Code, EventWords, Need, Pattern, Thing, event_words
from realpolitik.records.actors import Participant
from realpolitik.records.documents import Document
from realpolitik.records.events import Event
from realpolitik.records.spans import Span, hull, span_of
from realpolitik.understand.coreference import Cast
from realpolitik.understand.framing import Framing
from realpolitik.understand.sentences import news_tokens, span_between

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

Who = tuple[Participant, ...]

# How deep an act may lie inside others ("agreed to stop supporting"): below that the parse is wrong more often than
# the reading is right. Chosen by hand, never calibrated.
MAX_DEPTH = 4
# How far below the head of a phrase an actor still gives the phrase its party ("positions of the forces of Togo").
# Chosen by hand, never calibrated.
MAX_PHRASE_DEPTH = 3
# One word of sport may be a figure of speech, two are a report of a match. Chosen by hand, never calibrated.
MIN_SPORT_WORDS = 2
# Guesses until our own annotated articles measure them: verbs name their parties more reliably than nouns do, and an
# act whose one party is not named is more often a misreading.
CONFIDENCE = {"verb": 0.7, "noun": 0.6}
CONFIDENCE_LOST_ONE_SIDED = 0.15

VERBAL = frozenset({"VERB", "AUX", "ADJ"})
NOMINAL = frozenset({"NOUN", "PROPN"})
RELATIVES = frozenset({"who", "whom", "which", "that", "whose"})
# Prepositions whose gerund is done by the object: "accused Iran of attacking", "kept Togo from joining".
OBJECT_CONTROL = frozenset({"of", "from", "for", "into"})
# Prepositions that tie a phrase to the party it stands for: "a court in Chad", "the capital of Peru".
BELONGING = frozenset({"of", "in", "from", "by", "at", "inside", "near", "against", "for", "with", "to", "on", "over"})


def events_in(document: Document, doc: "Doc", cast: Cast, framing: Framing) -> tuple[Event, ...]:
    """Every event that the passages with news tell, in the order of the text."""
    reader = _Reader(doc, cast, event_words())
    news = news_tokens(document, doc)
    return tuple(_event(document, act, framing) for act in reader.told(news))


@dataclass(frozen=True, slots=True)
class Act:
    """An act as it was read: its trigger, what it amounts to, who takes part, and the act that it governs.

    `pattern` is None for a thing that stands for an act: aid is given, prisoners are released.
    """

    token: "Token"
    code: Code
    pattern: Pattern | None = None
    initiator: Who = ()
    recipient: Who = ()
    words: tuple["Token", ...] = ()
    governed: "Act | None" = None
    light: "Token | None" = None

    @property
    def clause(self) -> "Token":
        """The word by which the act hangs in its sentence, and which says when and how firmly."""
        if self.token.dep_ == "aux":
            return _speech_around(self.token.head) or self.token.head
        return self.light or self.token


def _event(document: Document, act: Act, framing: Framing) -> Event:
    assert act.pattern is not None
    kind = "noun" if act.token.pos_ in NOMINAL else "verb"
    one_sided = not (act.initiator and act.recipient)
    return Event(
        document=document.id,
        evidence=(_evidence(act),),
        event_type=act.code.event_type,
        mode=act.code.mode,
        cameo=act.code.code,
        goldstein=act.code.goldstein,
        quad=act.code.quad,
        trigger=_span(act.token),
        initiator=act.initiator,
        recipient=act.recipient,
        reciprocal=act.pattern.reciprocal,
        confidence=round(CONFIDENCE[kind] - CONFIDENCE_LOST_ONE_SIDED * one_sided, 2),
        rule=act.pattern.id,
        **framing.act(act.clause),
    )


def _span(token: "Token") -> Span:
    return span_between(token.doc, token, token)


def _evidence(act: Act) -> Span:
    """The shortest stretch with the trigger, what it needs, what it governs, and who takes part."""
    words = [act.token, *act.words, *([act.light] if act.light is not None else [])]
    inner = act.governed
    while inner is not None:
        words.extend((inner.token, *inner.words))
        inner = inner.governed
    sentence = act.token.sent
    parties = [
        who.span
        for who in (*act.initiator, *act.recipient)
        if sentence.start_char <= who.span.start and who.span.end <= sentence.end_char
    ]
    start, end = hull([*map(_span, words), *parties])
    return span_of(act.token.doc.text, start, end)


@dataclass(slots=True)
class _Reader:
    """Reads the acts of one document."""

    doc: "Doc"
    cast: Cast
    lexicon: EventWords
    _read: dict[int, Act | None] = field(default_factory=dict)
    _below: dict[int, Act | None] = field(default_factory=dict)

    def told(self, news: frozenset[int]) -> Iterator[Act]:
        """Every act with a political actor in it; a noun that belongs to a verb's act is not told twice."""
        found = [act for token in self.doc if token.i in news and (act := self.act_at(token))]
        told = [act for act in found if self._is_political(act) and not self._is_sport(act)]
        taken = {word.i for act in told for word in act.words if act.governed is None or word != act.governed.token}
        for act in told:
            if act.token.i not in taken:
                yield act

    def act_at(self, token: "Token", depth: int = 0) -> Act | None:
        """The act that this word tells, whoever takes part in it; None if it tells none."""
        if token.i not in self._read:
            self._read[token.i] = None  # meanwhile, so that no act governs itself
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
            act = Act(token, code, pattern, words=words, governed=governed, light=self._light(token))
            return self._with_parties(act, pattern)
        return None

    def _code(self, pattern: Pattern, governed: Act | None) -> Code | None:
        """What it amounts to; None where the pattern is nothing without an act that the table can combine."""
        if governed is not None and (code := self.lexicon.combined(pattern.composes, governed.code.code)):
            return code
        return None if any(need.slot == "act" and need.wanted for need in pattern.needs) else pattern.code

    def _patterns(self, token: "Token") -> tuple[Pattern, ...]:
        lemma = token.lemma_.lower()
        if token.pos_ in VERBAL and token.dep_ not in {"amod", "compound"}:
            return self.lexicon.verbs.get(lemma, ())
        if token.pos_ == "NOUN" or (token.pos_ == "PROPN" and not self.cast.at(token)):
            return self.lexicon.nouns.get(lemma, ())
        return ()

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
            if governed and any(value == "any" or governed.code.code.startswith(value) for value in need.values):
                yield governed.token
        elif need.slot == "voice":
            if self._is_own_word(token):
                yield token
        else:
            for filler in self._fillers(token, need.slot):
                if any(self._is(filler, value) for value in need.values):
                    yield filler

    def _is(self, token: "Token", value: str) -> bool:
        if value.startswith("@"):
            return any(thing.kind == value[1:] for thing in self._things(token))
        if value == "actor":
            return bool(self.cast.at(token))
        if value == "near":
            return bool(self._near(token))
        return value == "any" or token.lemma_.lower() == value

    def _things(self, token: "Token") -> Iterator[Thing]:
        before = (word.lemma_.lower() for child in token.lefts for word in child.subtree)
        return self.lexicon.kinds_of(token.lemma_.lower(), before)

    def _is_own_word(self, token: "Token") -> bool:
        """Whether the party that is to act is the one who says so: "Chad said it will ..."."""
        verb = token.head if token.dep_ == "aux" else token
        speech, subject = _speech_around(verb), subject_of(verb)
        said_by = subject_of(speech) if speech is not None else None
        if said_by is None or subject is None:
            return False
        if subject.lemma_.lower() in {"it", "they", "he", "she", "we", "I"}:
            return bool(self._near(said_by))
        return bool(_parties(self._near(said_by)) & _parties(self._near(subject)))

    # Where the words of a slot stand.

    def _fillers(self, token: "Token", slot: str) -> list["Token"]:
        light = self._light(token)
        if slot == "subject":
            return _one(subject_of(light or token))
        if slot == "object":
            return objects_of(token)
        if slot == "indirect":
            return _one(indirect_object_of(light or token))
        if slot == "particle":
            return [child for child in token.children if child.dep_ in {"prt", "advmod"} or _is_bare(child)]
        if slot == "word":
            return list(token.subtree)
        if slot == "negation":
            verb = token.head if token.dep_ == "aux" else light or token
            return [child for child in verb.children if child.dep_ == "neg"]
        return prepositional_objects(token, slot, light)

    def _light(self, token: "Token") -> "Token | None":
        """The verb that only carries this noun: "held" in "held talks"."""
        if token.pos_ not in NOMINAL:
            return None
        verb = governing_verb(token)
        return verb if verb is not None and verb.lemma_.lower() in self.lexicon.light_verbs else None

    # The act inside the act.

    def _governed(self, token: "Token", depth: int) -> Act | None:
        """The act that this word governs: the nearest one below it, clauses first."""
        if depth >= MAX_DEPTH:
            return None
        if token.i not in self._below:
            self._below[token.i] = None
            self._below[token.i] = self._find_governed(token, depth)
        return self._below[token.i]

    def _find_governed(self, token: "Token", depth: int) -> Act | None:
        candidates = complements_of(token)
        for word in candidates:
            act = self.act_at(word, depth + 1) or self._thing(word)
            if act is not None:
                return act
        for word in candidates:
            act = self._governed(word, depth + 1)
            if act is not None:
                return act
        return None

    def _thing(self, token: "Token") -> Act | None:
        code = next((thing.code for thing in self._things(token) if thing.code), "")
        if not code:
            return None
        return Act(token, self.lexicon.codes[code], initiator=self._owner(token), recipient=self._at(token))

    def _at(self, token: "Token") -> Who:
        found = (self._near(word) for slot in ("to", "for", "in", "on", "of") for word in _objects(token, slot))
        return next((who for who in found if who), ())

    # Who takes part.

    def _with_parties(self, act: Act, pattern: Pattern) -> Act:
        initiator = self._first(act, pattern.initiator, ())
        recipient = self._first(act, pattern.recipient, initiator)
        if pattern.reciprocal and not recipient and len(initiator) > 1:
            initiator, recipient = initiator[:1], initiator[1:]
        return replace(act, initiator=initiator, recipient=recipient)

    def _first(self, act: Act, slots: Iterable[str], besides: Who) -> Who:
        """Who fills the first of the slots that anyone fills."""
        found = (_without(self._party(act, slot), besides) for slot in slots)
        return next((who for who in found if who), ())

    def _party(self, act: Act, slot: str) -> Who:
        if slot.startswith("act."):
            return self._party_of_governed(act.governed, slot) if act.governed else ()
        if slot == "owner":
            return self._owner(act.token)
        undergoes = act.light is not None and self.lexicon.light_verbs[act.light.lemma_.lower()].subject == "recipient"
        if slot == "undergoer":
            return self._near_all(_one(subject_of(act.light))) if undergoes and act.light is not None else ()
        if slot == "subject" and (undergoes or (act.light is None and act.token.pos_ in NOMINAL)):
            return ()
        return self._near_all(self._fillers(act.token, slot))

    def _party_of_governed(self, governed: Act, slot: str) -> Who:
        if slot == "act.initiator":
            return governed.initiator
        if slot == "act.recipient":
            return governed.recipient
        return _distinct(who for word in governed.token.subtree for who in self.cast.at(word))

    def _near_all(self, tokens: Iterable["Token"]) -> Who:
        return _distinct(who for token in tokens for who in self._near(token))

    def _near(self, token: "Token", depth: int = 0) -> Who:
        """Whom a phrase stands for: its head, or else whom the head belongs to or is made of."""
        own = self.cast.group(token)
        if own or depth >= MAX_PHRASE_DEPTH:
            return own
        below = (self._near(word, depth + 1) for word in belonging(token))
        joined = (self._near(word, depth + 1) for word in token.conjuncts if word.i > token.i)
        return self._owner(token) or next((who for who in below if who), ()) or next((who for who in joined if who), ())

    def _owner(self, token: "Token") -> Who:
        """Whose it is, or whose adjective stands before it: "Chad's", "Russian", "U.S.-led"."""
        lefts = (child for child in token.lefts if child.dep_ in {"poss", "amod", "compound", "nmod"})
        return _distinct(who for child in lefts for word in child.subtree for who in self.cast.at(word))

    # What counts.

    def _is_political(self, act: Act) -> bool:
        """Whether someone in it answers for a state, an organisation or a political group."""
        involved = (*act.initiator, *act.recipient)
        if not any(map(_is_known, involved)):
            return False
        if act.code.code in self.lexicon.guard("crime") and not (act.initiator and act.recipient):
            everyday = self.lexicon.guard("everyday sector")
            return any(who.country or who.sector.lower() not in everyday for who in involved)
        return True

    def _is_sport(self, act: Act) -> bool:
        """Whether the sentence reports a match, where countries beat and attack each other all the time."""
        words = {word.lemma_.lower() for word in act.token.sent}
        return len(words & self.lexicon.guard("sport")) >= MIN_SPORT_WORDS


def _is_known(who: Participant) -> bool:
    return bool(who.country or who.sector or who.acts_for or (who.actor and not who.actor.startswith("~")))


def _parties(found: Who) -> set[str]:
    return {name for who in found for name in (who.party, who.country) if name}


def _without(found: Who, besides: Who) -> Who:
    spans = {who.span for who in besides}
    actors = {who.actor for who in besides if who.actor}
    return tuple(who for who in found if who.span not in spans and who.actor not in actors)


def _distinct(found: Iterable[Participant]) -> Who:
    return tuple(dict.fromkeys(found))


def _one(token: "Token | None") -> list["Token"]:
    return [] if token is None else [token]


# Syntax: who does what a word says, and to whom, wherever the sentence puts them.


def subject_of(word: "Token | None") -> "Token | None":
    """The head of the phrase that does what this verb or predicate says; the agent in the passive."""
    if word is None:
        return None
    if word.dep_ == "aux":
        return subject_of(word.head)
    for child in word.children:
        if child.dep_ in {"nsubj", "csubj"} and child.i != word.i:
            return antecedent(child)
    if is_passive(word):
        return next(iter(_objects(word, "by")), None)
    return _subject_from_above(word)


def _subject_from_above(word: "Token") -> "Token | None":
    """The subject that a verb without one of its own takes from what governs it."""
    head = word.head
    if word.dep_ == "conj":
        return subject_of(head) if not is_passive(head) else passive_subject_of(head) or subject_of(head)
    if word.dep_ in {"xcomp", "ccomp", "advcl", "acomp", "attr", "oprd", "dep", "prep"} and head is not word:
        return _controller(head, by_object=word.dep_ in {"xcomp", "ccomp", "oprd"})
    if word.dep_ == "pcomp":
        return _controller(head.head, by_object=head.lemma_.lower() in OBJECT_CONTROL)
    if word.dep_ == "acl":
        return head if word.tag_ == "VBG" else _holder(head)
    if word.dep_ == "relcl":
        return head
    return None


def _controller(head: "Token", by_object: bool) -> "Token | None":
    if head.pos_ in NOMINAL:
        return _holder(head)
    if by_object and not is_passive(head):
        direct = [child for child in head.children if child.dep_ in {"dobj", "dative"} and child.pos_ != "ADP"]
        if direct:
            return direct[0] if direct[0].pos_ != "NOUN" or not _verb_noun(head) else subject_of(head)
    return passive_subject_of(head) or subject_of(head)


def _verb_noun(head: "Token") -> bool:
    """Whether the verb's object is only part of the predicate: "made an offer to", "took steps to"."""
    return head.lemma_ in {"make", "take", "have", "give"}


def _holder(noun: "Token") -> "Token | None":
    """Whose plan, promise or refusal it is."""
    owners = [child for child in noun.lefts if child.dep_ == "poss"]
    if owners:
        return owners[0]
    verb = governing_verb(noun)
    return subject_of(verb) if verb is not None else next(iter(_objects(noun, "by")), None)


def passive_subject_of(verb: "Token") -> "Token | None":
    """The subject of a passive: who undergoes what the verb says."""
    found = next((antecedent(child) for child in verb.children if child.dep_ == "nsubjpass"), None)
    if found is None and verb.dep_ == "conj" and is_passive(verb) and verb.head.pos_ == "VERB":
        return passive_subject_of(verb.head) or (subject_of(verb.head) if not is_passive(verb.head) else None)
    return found


def is_passive(verb: "Token") -> bool:
    """Whether the verb's subject undergoes the act."""
    if any(child.dep_ in {"nsubjpass", "auxpass", "agent"} for child in verb.children):
        return True
    if verb.tag_ != "VBN" or any(child.dep_ in {"aux", "dobj", "nsubj"} for child in verb.children):
        return False
    if verb.dep_ in {"acl", "relcl", "advcl", "amod"}:
        return True
    return verb.dep_ == "conj" and verb.head.pos_ == "VERB" and is_passive(verb.head)


def objects_of(verb: "Token") -> list["Token"]:
    """The heads of what the verb acts on, in the active and the passive; everything joined to them by "and"."""
    found = next((antecedent(child) for child in verb.children if child.dep_ in {"dobj", "oprd"}), None)
    if found is None and is_passive(verb):
        found = passive_subject_of(verb)
        if found is None and verb.dep_ == "acl":
            found = verb.head
    if found is None and verb.dep_ == "relcl" and any(child.dep_ == "nsubj" for child in verb.children):
        found = (
            verb.head
            if not any(child.lemma_.lower() in RELATIVES and child.dep_ == "nsubj" for child in verb.children)
            else None
        )
    if found is None and verb.dep_ == "conj" and verb.head.pos_ == "VERB" and not list(verb.rights):
        return objects_of(verb.head)
    if found is None:
        found = next((child for child in verb.children if child.dep_ == "dative" and child.pos_ != "ADP"), None)
    return [found, *(word for word in found.conjuncts if word.i > found.i)] if found is not None else []


def indirect_object_of(verb: "Token") -> "Token | None":
    """To whom something is given: "gave Chad a loan", "Chad was given a loan"."""
    found = next((child for child in verb.children if child.dep_ == "dative" and child.pos_ != "ADP"), None)
    if found is None and any(child.dep_ == "dobj" for child in verb.children):
        return passive_subject_of(verb)
    return found


def prepositional_objects(token: "Token", preposition: str, light: "Token | None" = None) -> list["Token"]:
    """What stands behind this preposition: at the word, at its object, at its light verb.

    A phrase is as often attached to the object ("sanctions on") as to the verb ("imposed on"), by the parser as by us.
    """
    hosts = [token, *objects_of(token)] if token.pos_ in VERBAL else [token, *_one(light)]
    hosts += [child for host in hosts for child in host.children if child.dep_ == "prt"]
    return list(dict.fromkeys(word for host in hosts for word in _objects(host, preposition)))


def _objects(host: "Token", preposition: str) -> list["Token"]:
    found = []
    for child in host.children:
        if child.dep_ in {"prep", "agent", "dative"} and child.lemma_.lower() == preposition:
            for word in child.children:
                if word.dep_ == "pobj":
                    found.extend([antecedent(word), *(other for other in word.conjuncts if other.i > word.i)])
    return found


def antecedent(token: "Token") -> "Token":
    """The noun behind a relative pronoun; any other word is its own."""
    if token.lemma_.lower() not in RELATIVES or token.tag_ not in {"WP", "WDT", "WP$", "IN", "DT"}:
        return token
    clause = token
    while clause.dep_ != "relcl" and clause.head is not clause:
        clause = clause.head
    return clause.head if clause.dep_ == "relcl" else token


def governing_verb(noun: "Token") -> "Token | None":
    """The verb whose object, passive subject or relative clause this noun is."""
    for child in noun.children:
        if child.dep_ in {"relcl", "acl"} and noun in objects_of(child):
            return child
    word = noun
    while word.dep_ == "conj" and word.head.pos_ in NOMINAL:
        word = word.head
    if word.dep_ in {"dobj", "nsubjpass"}:
        return word.head
    if word.dep_ == "pobj" and word.head.dep_ == "prep" and word.head.head.pos_ == "VERB":
        # "carry out", "engage in": the preposition belongs to the verb.
        verb = word.head.head
        return verb if word.head.i == verb.i + 1 and verb.lemma_.lower() in {"engage", "enter", "carry", "go"} else None
    return None


def belonging(noun: "Token") -> list["Token"]:
    """The words behind a noun that say whose it is: appositions, and what stands behind of, in, from ..."""
    found = [child for child in noun.rights if child.dep_ == "appos"]
    for child in noun.rights:
        if child.dep_ == "prep" and child.lemma_.lower() in BELONGING:
            found.extend(word for word in child.children if word.dep_ == "pobj")
    return found


def complements_of(word: "Token") -> list["Token"]:
    """The words whose act this word can govern: clauses and infinitives first, then objects, then phrases."""
    if word.dep_ == "aux":
        return [word.head]
    clauses, objects, phrases = [], objects_of(word) if word.pos_ in VERBAL else [], []
    for child in word.children:
        if child.dep_ in {"xcomp", "ccomp", "acl"} or (child.dep_ in {"acomp", "attr", "oprd"} and child.i > word.i):
            clauses.append(child)
        elif child.dep_ == "prep" and child.i > word.i:
            phrases.extend(inner for inner in child.children if inner.dep_ in {"pobj", "pcomp"})
    of_objects = [
        child for noun in objects for child in noun.children if child.dep_ in {"acl", "relcl"} and child.tag_ == "VB"
    ]
    return [*clauses, *of_objects, *objects, *phrases]


def _speech_around(verb: "Token") -> "Token | None":
    """The verb of speech that reports this verb's clause."""
    while verb.dep_ in {"conj", "xcomp"}:
        verb = verb.head
    if verb.dep_ == "ccomp" and verb.head.pos_ == "VERB":
        return verb.head
    return next(
        (child for child in verb.children if child.dep_ in {"parataxis", "ccomp"} and child.pos_ == "VERB"),
        None,
    )


def _is_bare(child: "Token") -> bool:
    """A preposition without an object works like a particle: "called off"."""
    return child.dep_ == "prep" and not any(inner.dep_ in {"pobj", "pcomp"} for inner in child.children)
