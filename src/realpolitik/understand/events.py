"""Who did what to whom: PLOVER, with CAMEO codes.

A word that can tell an act (its trigger) is looked up in the tables; the pattern that asks for most and finds all of it
decides. Who acts, and toward whom, is read from the syntax around the trigger: actives, passives, relative clauses,
participles, infinitives, light verbs ("held talks"), conjunctions. Only actors of the cast count as actors.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from realpolitik.lexicon.actors import actors
from realpolitik.lexicon.events import Code, EventWords, Need, Pattern, Thing, event_words
from realpolitik.records.actors import ActorKind, Participant
from realpolitik.records.documents import Document
from realpolitik.records.events import Event, EventType, Quad
from realpolitik.records.evidence import Factuality, Polarity
from realpolitik.records.places import Place
from realpolitik.records.spans import Span, hull, span_of
from realpolitik.records.times import TimeFrame
from realpolitik.understand.clauses import (
    NOMINAL,
    VERBAL,
    belonging,
    complements_of,
    conditions_of,
    governing_verb,
    holder_of,
    indirect_object_of,
    is_bare,
    is_passive,
    is_purpose,
    is_reciprocal,
    objects_behind,
    objects_of,
    passive_subject_of,
    prepositional_objects,
    speech_around,
    subject_of,
    without_asides,
)
from realpolitik.understand.coreference import Cast
from realpolitik.understand.framing import Frame, Framing
from realpolitik.understand.happenings import is_only_meant, is_only_named
from realpolitik.understand.phrases import CIVILIAN, persons
from realpolitik.understand.places import Places
from realpolitik.understand.sentences import news_tokens, phrase, span_between, text_of, words_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as Words

Who = tuple[Participant, ...]

# How deep an act may lie inside others ("agreed to stop supporting"): below that the parse is wrong more often than
# the reading is right. Chosen by hand, never calibrated.
MAX_DEPTH = 4
# How far below the head of a phrase an actor still gives the phrase its party ("positions of the forces of Togo").
# Chosen by hand, never calibrated.
MAX_PHRASE_DEPTH = 3
# One word of sport may be a figure of speech, two are a report of a match. Chosen by hand, never calibrated.
MIN_SPORT_WORDS = 2
# The share of events that were right in everything (an event at all, its type, both sides, how firmly), judged by hand
# on 151 and 96 events of two times twelve articles of bench2000, by what fills it: both sides named and told as so or
# planned, 66 of 114; both named but denied or hypothetical, 5 of 21; one side alone, by a verb, 33 of 71; by a noun, 11
# of 41. One reader judged each, on 2026-11-25; the figures are rounded to a twentieth.
CONFIDENCE_TWO_SIDED = 0.6
CONFIDENCE_TWO_SIDED_UNREAL = 0.25
CONFIDENCE_ONE_SIDED = {"verb": 0.45, "noun": 0.25}
UNREAL = frozenset({Factuality.DENIED, Factuality.HYPOTHETICAL})


# What a need calls a party; an act that another one governs may leave it unnamed.
PARTIES = frozenset({"actor", "near", "place"})
# Where a thing that stands for an act has the party that it concerns: "aid to", "sanctions on".
THING_SLOTS = ("to", "for", "with", "on", "against", "in")
# Slots that name parties and never places.
NOT_PLACES = frozenset({"owner", "undergoer", "subject", "speaker", "by", "light", "doer"})
# Acts that happen to whoever holds the ground, if nobody else is named: "landed troops in Chad".
ON_THE_GROUND = frozenset({EventType.AID, EventType.MOBILIZE, EventType.COERCE, EventType.ASSAULT})
VISIT = "042"
# Done by armies whoever is named: "shells fell on Juba", "rockets were fired into Sudan".
HEAVY_WEAPONS = ("194", "195", "192")
TOLD_AS_DONE = frozenset({Factuality.ASSERTED, Factuality.REPORTED})
BEHIND_US = frozenset({TimeFrame.PAST, TimeFrame.HISTORICAL})
FIGHT, CRITICISM = "190", "111"
# Its members are among themselves: "the Security Council discussed the border".
BODY_OF_STATES = "IGO"
# The one act of words that answers somebody without naming him.
DENIAL = "016"
# Told only of somebody who does them: "was recognised", "was asked", "was discussed" by nobody named tell nothing.
DONE_BY_SOMEONE = frozenset({EventType.AGREE, EventType.SUPPORT, EventType.REQUEST, EventType.CONSULT})
# Ties grow closer whoever sees to it: "relations were strengthened".
CLOSER_TIES = "050"
# Acts of words: whoever turns them down was asked, threatened or accused.
SPOKEN = frozenset({EventType.REQUEST, EventType.THREATEN, EventType.ACCUSE})
# Verbs of ties, trade and news without anyone on the other side are about things: "built a house", "gave details".
TOWARD_SOMEONE = ("050", "053", "061", "064")
FOR_SOMEONE = frozenset({EventType.AID, EventType.PROTEST})
MEDIATION = "045"
GROUND = ("in", "on", "at", "to", "into", "near", "across", "along")
# What the language model names that may act; towns and states are the tables' business.
NAMED = frozenset({"PERSON", "ORG", "NORP"})
# What it does not know, or takes for a landscape, may be a party behind an article: "the Front", "the West".
UNSURE = NAMED | {"", "LOC"}
PLURAL_TAGS = frozenset({"NNS", "NNPS"})
# Words before a noun that say whose or which it is.
BEFORE_NOUNS = frozenset({"amod", "compound", "nmod", "poss", "nummod"})
NOT_PREPOSITIONS = NOT_PLACES | {"object", "content", "indirect", "patient", "light", "predicate"}
NOBODY = frozenset({"no", "neither"})
# "Has not decided whether it will attack": nobody's word.
OPEN_MARKS = frozenset({"whether", "if"})
PRONOUNS = frozenset({"it", "he", "she", "they", "we", "i"})


def events_in(document: Document, doc: "Doc", cast: Cast, framing: Framing) -> tuple[Event, ...]:
    """Every event that the passages with news tell, in the order of the text."""
    reader = _Reader(doc, cast, event_words(), framing.places)
    news = news_tokens(document, doc)
    return tuple(_event(document, act, framing) for act in reader.told(news))


@dataclass(frozen=True, slots=True)
class Act:
    """An act as it was read: its trigger, what it amounts to, who takes part, and the act that it governs.

    `turned_down` says that a rejection governs it. `pattern` is None for a thing that stands for an act: aid is given,
    prisoners are released.
    """

    token: "Token"
    code: Code
    pattern: Pattern | None = None
    initiator: Who = ()
    recipient: Who = ()
    words: tuple["Token", ...] = ()
    governed: "Act | None" = None
    light: "Token | None" = None
    mutual: bool = False
    turned_down: bool = False

    @property
    def clause(self) -> "Token":
        """The word by which the act hangs in its sentence, and which says when and how firmly."""
        if self.token.dep_ == "aux":
            return speech_around(self.token.head) or self.token.head
        return self.light or self.token


def _event(document: Document, act: Act, framing: Framing) -> Event:
    assert act.pattern is not None
    frame = _frame(act, framing)
    if frame["place"] and any(_is_seat(who, frame["place"]) for who in (*act.initiator, *act.recipient)):
        frame["place"] = None
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
        reciprocal=act.mutual,
        confidence=_confidence(act, frame["factuality"]),
        rule=act.pattern.id,
        **frame,
    )


def _is_seat(who: Participant, place: Place) -> bool:
    """Whether a place only stands for the government that takes part: "blamed the raid on Tehran"."""
    return who.sector == "GOV" and who.span.quote == place.name


def _confidence(act: Act, factuality: Factuality) -> float:
    """How often events that are read in this way are right in everything."""
    if act.initiator and act.recipient:
        return CONFIDENCE_TWO_SIDED_UNREAL if factuality in UNREAL else CONFIDENCE_TWO_SIDED
    return CONFIDENCE_ONE_SIDED["noun" if act.token.pos_ in NOMINAL else "verb"]


def _frame(act: Act, framing: Framing) -> Frame:
    """The frame of the act's clause; a request or a charge that is rejected was made all the same."""
    frame = framing.act(act.clause)
    frame["place"] = frame["place"] or _place_within(act, framing)
    spoken = act.token.pos_ in NOMINAL and act.code.event_type in SPOKEN
    if spoken and act.turned_down and frame["factuality"] is Factuality.DENIED:
        frame["factuality"] = Factuality.REPORTED if frame["attribution"] else Factuality.ASSERTED
        frame["polarity"] = Polarity.POSITIVE
    if frame["factuality"] in TOLD_AS_DONE and any(map(_is_none, act.words)):
        frame["factuality"], frame["polarity"] = Factuality.DENIED, Polarity.NEGATIVE
    if spoken or act.token.pos_ not in NOMINAL or act.light is not None:
        return frame
    if frame["factuality"] is Factuality.PLANNED and frame["time"] in BEHIND_US:
        # "Told of the plans during the summit last month": the plans are ahead, the summit is not.
        frame["factuality"] = Factuality.ASSERTED
    return frame


def _place_within(act: Act, framing: Framing) -> Place | None:
    """Where the nouns of an act say it was done: "held talks in Oslo"; what is said of an act is said elsewhere."""
    inner = act.governed.token if act.governed is not None else None
    nouns = [word for word in act.words if word.pos_ in NOMINAL and word != inner]
    words = [act.token, *(nouns if act.code.event_type not in SPOKEN else ())]
    return next((place for word in words if (place := framing.places.of(word))), None)


def _is_none(word: "Token") -> bool:
    """Whether there is none of what the act needs: "made no concessions"."""
    return word.pos_ in NOMINAL and any(child.lower_ == "no" for child in word.lefts)


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
    # "A tariff on Ghanaian imports" does not end with whose they are.
    last = words_of(act.token.doc, end - 1, end)
    noun = last[0].head if last is not None and last[0].dep_ in BEFORE_NOUNS else None
    if noun is not None and last is not None and noun.i > last[0].i:
        end = max(end, noun.idx + len(noun))
    return span_of(text_of(act.token.doc), start, end)


@dataclass(slots=True)
class _Reader:
    """Reads the acts of one document."""

    doc: "Doc"
    cast: Cast
    lexicon: EventWords
    places: Places
    _read: dict[tuple[int, bool], Act | None] = field(default_factory=dict)
    _below: dict[int, Act | None] = field(default_factory=dict)
    _named: dict[int, set[str]] = field(default_factory=dict)

    def told(self, news: frozenset[int]) -> Iterator[Act]:
        """Every act with a political actor in it; a noun that belongs to a verb's act is not told twice."""
        tokens = (token for token in self.doc if token.i in news and self._patterns(token, 0))
        found = [act for token in tokens if (act := self.act_at(token))]
        found = [act for act in found if not self._is_calamity(act)]
        told = [self._in_words(act) for act in found if self._is_political(act) and not self._is_sport(act)]
        told = [act for act in told if act.code.code != FIGHT or not self._is_of_words(act, "verbal fight")]
        standing = _standing(told)
        told = [act for act in told if act.token.i in standing]
        taken = {word.i for act in told for word in self._told_along(act)}
        refused = {act.governed.token.i for act in told if act.governed and act.code.event_type is EventType.REJECT}
        for act in told:
            if act.token.i not in taken and not any(_repeats(act, other) for other in told):
                yield replace(act, turned_down=act.token.i in refused)

    def _told_along(self, act: Act) -> Iterator["Token"]:
        """The nouns that a verb's act has used up: "talks" in "broke off talks"."""
        inner = act.governed
        governed = inner.token if inner is not None and inner.code.event_type is not act.code.event_type else None
        if act.token.pos_ in VERBAL:
            yield from (word for word in act.words if word.pos_ in NOMINAL and word not in (act.token, governed))

    def act_at(self, token: "Token", depth: int = 0) -> Act | None:
        """The act that this word tells, whoever takes part in it; None if it tells none.

        An act that another one governs (`depth` above 0) need not name its parties: "threatened to shell the tower".
        """
        key = (token.i, depth > 0)
        if key not in self._read:
            self._read[key] = None  # meanwhile, so that no act governs itself
            self._read[key] = self._match(token, depth)
        return self._read[key]

    def _match(self, token: "Token", depth: int) -> Act | None:
        for pattern in self._patterns(token, depth):
            words = self._needs_met(token, pattern, depth)
            if words is None:
                continue
            governed = self._governed(token, depth) if pattern.composes else None
            code = self._code(pattern, governed)
            if code is None:
                continue
            act = Act(token, code, pattern, words=words, governed=governed, light=self._light(token))
            return self._with_parties(act, pattern, depth)
        return None

    def _code(self, pattern: Pattern, governed: Act | None) -> Code | None:
        """What it amounts to; None where the pattern is nothing without an act that the table can combine."""
        if governed is not None and (code := self.lexicon.combined(pattern.composes, governed.code.code)):
            return code
        nothing_alone = pattern.composes and any(need.slot == "act" and need.wanted for need in pattern.needs)
        return None if nothing_alone else pattern.code

    def _patterns(self, token: "Token", depth: int) -> tuple[Pattern, ...]:
        verbal = token.pos_ in VERBAL and token.dep_ not in {"amod", "compound"}
        if not verbal and token.pos_ not in NOMINAL:
            return ()
        found = (self.lexicon.verbs if verbal else self.lexicon.nouns).get(self._lemma(token), ())
        if not found or (token.dep_ == "compound" and not depth) or token.ent_type_ == "DATE":
            return ()
        return () if token.pos_ == "PROPN" and self.cast.at(token) else found

    def _lemma(self, token: "Token") -> str:
        """The word as the tables write it; the language model takes "co-operation" to pieces."""
        lemma = token.lemma_.lower()
        if token.i > 1 and token.nbor(-1).text == "-" and not token.nbor(-1).whitespace_:
            whole = f"{token.nbor(-2).lower_}-{lemma}"
            if whole in self.lexicon.verbs or whole in self.lexicon.nouns:
                return whole
        return lemma

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
        elif need.slot == "deed":
            if self._is_own_deed(token, depth):
                yield token
        else:
            anyone = depth > 0 and need.wanted and not PARTIES.isdisjoint(need.values)
            # "Shelled a camp in Chad": the parser has the place as often at the verb as at the thing.
            anyone = anyone or (need.slot == "object" and "place" in need.values and self._has_ground(token))
            for filler in self._fillers(token, need.slot):
                if anyone or any(self._is(filler, value) for value in need.values):
                    yield filler

    def _has_ground(self, verb: "Token") -> bool:
        """Whether the place where a verb's act is done stands at the verb itself."""
        words = (
            word for child in verb.rights if child.dep_ == "prep" and child.lower_ in GROUND for word in child.rights
        )
        return any(word.dep_ == "pobj" and any(self._states_at(word)) for word in words)

    def _is(self, token: "Token", value: str) -> bool:
        if value.startswith("@"):
            return any(thing.kind == value[1:] for thing in self._things(token))
        if value == "actor":
            return bool(self.cast.at(token)) or is_reciprocal(token)
        if value == "near":
            return bool(self._near(token)) or is_reciprocal(token)
        if value == "place":
            return any(self._states_at(token))
        return value == "any" or token.lemma_.lower() == value

    def _things(self, token: "Token") -> Iterator[Thing]:
        """What kinds of thing a noun phrase is; "tons of grain" is grain."""
        before = [word.lemma_.lower() for child in token.lefts for word in child.subtree]
        yield from self.lexicon.kinds_of(token.lemma_.lower(), before)
        if token.lemma_.lower() in self.lexicon.guard("measure"):
            for word in objects_behind(token, "of"):
                yield from self._things(word)

    def _is_own_word(self, token: "Token") -> bool:
        """Whether the party that is to act is the one who says so: "Chad said it will ..."."""
        verb = token.head if token.dep_ == "aux" else token
        if any(child.dep_ == "mark" and child.lower_ in OPEN_MARKS for child in verb.children):
            return False
        speech, subject = speech_around(verb), subject_of(verb)
        said_by = subject_of(speech) if speech is not None else None
        if said_by is None or subject is None:
            return False
        if subject.lower_ in PRONOUNS:
            return bool(self._near(said_by))
        return bool(_parties(self._near(said_by)) & _parties(self._near(subject)))

    def _is_own_deed(self, token: "Token", depth: int) -> bool:
        """Whether who says it is to do what the word governs: "warned that it would shell", not "that it rains"."""
        governed = self._governed(token, depth)
        own = _parties(self._near_all(_one(self._doer(token))))
        return governed is not None and bool(_parties(governed.initiator) & own)

    # Where the words of a slot stand.

    def _fillers(self, token: "Token", slot: str) -> list["Token"]:
        light = self._light(token)
        if slot == "subject":
            return _one(self._doer(light or token))
        if slot == "speaker":
            return _one(subject_of(speech_around(token.head if token.dep_ == "aux" else token)))
        if slot == "light":
            return _one(light)
        if slot == "before":
            return [child for child in token.lefts if child.dep_ in {"compound", "amod", "nmod"}]
        if slot == "predicate":
            return [child for child in token.children if child.dep_ in {"oprd", "xcomp", "ccomp"} and child.i > token.i]
        if slot == "doer":
            return [word for child in _contents(token) for word in _one(subject_of(child))]
        if slot == "infinitive":
            return [child for child in token.children if child.dep_ == "xcomp"]
        if slot == "patient":
            return _one(passive_subject_of(token))
        if slot == "object":
            return objects_of(token)
        if slot == "indirect":
            return _one(indirect_object_of(light or token))
        if slot == "particle":
            return [child for child in token.children if child.dep_ in {"prt", "advmod"} or is_bare(child)]
        if slot == "word":
            return list(token.subtree)
        if slot == "negation":
            verb = token.head if token.dep_ == "aux" else light or token
            return [child for child in verb.children if child.dep_ == "neg"]
        return [word for word in prepositional_objects(token, slot, light) if word != token]

    def _doer(self, word: "Token") -> "Token | None":
        """The subject; a document speaks for whoever issued it, an unclear "it" for who says so."""
        found = subject_of(word)
        if found is None or self._near(found):
            return found
        if word.dep_ == "acl":
            return holder_of(found)
        return subject_of(speech_around(word)) if found.lower_ in PRONOUNS else found

    def _light(self, token: "Token") -> "Token | None":
        """The verb that only carries this noun: "held" in "held talks", "took part" in "took part in talks"."""
        if token.pos_ not in NOMINAL:
            return None
        verb, preposition = governing_verb(token)
        if verb is None or (verb.lemma_.lower(), preposition) not in self.lexicon.light_verbs:
            return None
        return verb

    def _undergoes(self, act: Act) -> bool:
        """Whether the subject of the light verb is who suffers the act: "came under attack"."""
        _, preposition = governing_verb(act.token)
        return (
            act.light is not None
            and self.lexicon.light_verbs[act.light.lemma_.lower(), preposition].subject == "recipient"
        )

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
        if any(pattern.composes for pattern in self.lexicon.nouns.get(token.lemma_.lower(), ())):
            candidates += [child for child in token.lefts if child.dep_ == "compound"]
        if (light := self._light(token)) is not None:
            candidates = [*candidates, *(word for word in complements_of(light) if word.dep_ == "ccomp")]
        for word in candidates:
            act = self.act_at(word, depth + 1) or self._thing(word)
            if act is not None:
                return act
        for word in filter(self._is_transparent, candidates):
            act = self._governed(word, depth + 1)
            if act is not None:
                return act
        return None

    def _is_transparent(self, word: "Token") -> bool:
        """Whether the act lies in what stands below: "try to help", not "abolish tariffs"."""
        lemma = word.lemma_.lower()
        return (
            word.pos_ != "VERB" or (lemma, "") in self.lexicon.light_verbs or lemma in self.lexicon.guard("open verb")
        )

    def _thing(self, token: "Token") -> Act | None:
        code = next((thing.code for thing in self._things(token) if thing.code), "")
        if not code or token.pos_ not in NOMINAL:
            return None
        return Act(token, self.lexicon.codes[code], initiator=self._owner(token), recipient=self._at(token))

    def _at(self, token: "Token") -> Who:
        words = [word for slot in ("to", "for", "in", "on", "of") for word in objects_behind(token, slot)]
        found = (self._near(word) or tuple(self._states_at(word))[:1] for word in words)
        return next((who for who in found if who), ())

    # Who takes part.

    def _with_parties(self, act: Act, pattern: Pattern, depth: int) -> Act:
        _, initiator = self._first(act, pattern.initiator, ())
        if self._is_undergone(act):
            return replace(act, initiator=initiator, recipient=_without(self._owner(act.token), initiator))
        slot, recipient = self._first(act, pattern.recipient, initiator)
        mutual = (pattern.reciprocal and not slot.startswith("act.")) or any(map(is_reciprocal, act.words))
        if not recipient and len(initiator) > 1 and (mutual or _governs_mutual(act)):
            mutual, initiator, recipient = True, initiator[:1], initiator[1:]
        with_arms = act.code.code.startswith(HEAVY_WEAPONS)
        there = self._first_state(act, pattern.recipient, slot, initiator) if initiator or depth or with_arms else ()
        if initiator and not (recipient or there):
            recipient = self._elsewhere(act, initiator)
        mutual = mutual and bool(initiator and recipient) and not there
        recipient = there or self._on_the_ground(act, recipient)
        sides = (self._at_home(side, act.token.sent) for side in (initiator, recipient))
        return replace(act, initiator=next(sides), recipient=next(sides), mutual=mutual)

    def _is_undergone(self, act: Act) -> bool:
        """Whether the noun's owner suffers the act: "the envoy's release"; not "its capture of a town"."""
        noun = act.token
        if noun.pos_ not in NOMINAL or noun.lemma_.lower() not in self.lexicon.guard("undergone"):
            return False
        return any(child.dep_ == "poss" for child in noun.lefts) and not objects_behind(noun, "of")

    def _on_the_ground(self, act: Act, found: Who) -> Who:
        """People of no named state who are killed, held or fed in Chad are taken to be of Chad."""
        if act.code.event_type not in ON_THE_GROUND or any(who.country or who.acts_for or who.actor for who in found):
            return found
        states = self._first_state(act, GROUND, "", ())
        return tuple(replace(who, country=states[0].country) for who in found) if states else found

    def _elsewhere(self, act: Act, besides: Who) -> Who:
        """Toward whom, where the pattern's own slots name nobody.

        In "suspended aid to Chad" the parser may have "to Chad" at the verb, where only aid asks for it; who is helped
        or demanded of may stand in a purpose ("to assist Chad"); who suffers may be known by the ground alone.
        """
        slots = _slots_of_governed(act)
        _, found = self._first(act, slots, besides)
        found = found or self._first_state(act, slots, "", besides)
        if not found and (act.code.event_type in FOR_SOMEONE or act.code.code == MEDIATION):
            found = _without(self._party(act, "content"), besides)
        if not found and act.code.event_type in ON_THE_GROUND:
            found = self._first_state(act, GROUND, "", besides)
        if not found and act.code.event_type is EventType.THREATEN:
            # "Warned that it would leave if Chad raised its fees"
            found = _without(self._near_all(conditions_of(act.token)), besides)
        return found

    def _first(self, act: Act, slots: Iterable[str], besides: Who) -> tuple[str, Who]:
        """The first of the slots that anyone fills, and who fills it."""
        for slot in slots:
            found = _without(self._party(act, slot), besides)
            if found:
                return slot, found
        return "", ()

    def _first_state(self, act: Act, slots: Iterable[str], until: str, besides: Who) -> Who:
        """The state whose place stands in a slot before the first that a party fills: "shelled Juba"."""
        for slot in slots:
            if slot == until:
                break
            found = _without(self._states_there(act, slot), besides)
            if found:
                return found
        return ()

    def _states_there(self, act: Act, slot: str) -> Who:
        """The state whose place is visited, attacked or left, where nobody else is named in that slot."""
        if slot == "content":
            return tuple(state for word in _contents(act.token) for state in self._states_at(word))[:1]
        if slot.startswith("act.") or slot in NOT_PLACES:
            return ()
        fillers = [word for word in self._fillers(act.token, slot) if not self._is_circumstance(word)]
        # "Went to Egypt and Oman" has two, "went to Cairo in Egypt" one.
        states = (next(self._states_at(filler), None) for filler in fillers)
        return _distinct(state for state in states if state is not None)

    def _is_circumstance(self, filler: "Token") -> bool:
        """Whether a phrase says how or why and not where: "in response to the Juba killings"."""
        return filler.lemma_.lower() in self.lexicon.guard("circumstance")

    def _states_at(self, token: "Token") -> Iterator[Participant]:
        for word in without_asides(token):
            # "The launch over Chad" is not of Chad.
            above = word != token and word.head.lower_ == "over"
            place = self.places.at.get(word.i) if not above else None
            state = actors().by_id.get(place.country) if place is not None else None
            if state is not None:
                yield Participant(actor=state.id, name=state.name, span=_span(word), country=state.country)

    def _party(self, act: Act, slot: str) -> Who:
        if slot.startswith("act."):
            return self._party_of_governed(act.governed, slot) if act.governed else ()
        if slot == "owner":
            return () if self._is_undergone(act) else self._owner(act.token)
        if slot == "content":
            return _distinct(who for child in _contents(act.token) for who in self._all_in(child))
        undergoes = self._undergoes(act)
        if slot == "undergoer":
            return self._near_all(_one(subject_of(act.light))) if undergoes and act.light is not None else ()
        if slot == "subject" and (undergoes or (act.light is None and act.token.pos_ in NOMINAL)):
            return ()
        fillers = self._fillers(act.token, slot)
        if slot == "object" and act.code.event_type is EventType.ACCUSE:
            return _distinct(who for word in fillers for who in self._doers(word) or self._near(word))
        if slot == "subject" and any(word.lemma_.lower() in self.lexicon.guard("violent noun") for word in fillers):
            # "A bombing in Mali killed ...": Mali is where it was, not who did it.
            return _distinct(who for word in fillers for who in self._doers(word))
        return self._near_all(fillers)

    def _doers(self, token: "Token") -> Who:
        """Who did what is condemned: in "condemned the shelling of Zambia by Rhodesia" not the victim."""
        act = self.act_at(token, 1) if token.pos_ == "NOUN" else None
        return act.initiator if act is not None else ()

    def _party_of_governed(self, governed: Act, slot: str) -> Who:
        if slot == "act.initiator":
            return governed.initiator
        if slot == "act.recipient":
            return governed.recipient
        return self._all_in(governed.token)

    def _near_all(self, tokens: Iterable["Token"]) -> Who:
        return _distinct(who for token in tokens for who in self._near(token))

    def _near(self, token: "Token", depth: int = 0) -> Who:
        """Whom a phrase stands for: its head, or else whom the head belongs to or is made of."""
        if any(child.lower_ in NOBODY for child in token.lefts):
            return ()
        if token.tag_ == "VBG" and token.dep_ == "pcomp":
            return ()  # "committed to raising the fees of Chad" is nothing promised to Chad
        own = self.cast.group(token)
        if own or depth >= MAX_PHRASE_DEPTH:
            return tuple(self._of_its_state(who, token) for each in own for who in self._parted(each, token))
        below = (self._near(word, depth + 1) for word in belonging(token))
        joined = (self._near(word, depth + 1) for word in token.conjuncts if word.i > token.i)
        behind = self._owner(token) or next((who for who in below if who), ())
        if token.pos_ == "NOUN" and token.lemma_.lower() in persons():
            return (_someone(token, behind),)
        if not behind and self._is_stranger(token):
            return (_stranger(token),)
        return behind or next((who for who in joined if who), ())

    def _is_stranger(self, token: "Token") -> bool:
        """Whether a name that no table knows may be somebody's: "accused the Front", "accused the West"."""
        if token.pos_ == "PROPN" and token.ent_type_ in NAMED:
            return True
        titled = token.pos_ in NOMINAL and token.text[:1].isupper() and not token.text.isupper()
        the = any(child.lower_ == "the" and child.text != "The" for child in token.lefts)
        return titled and the and token.ent_type_ in UNSURE and token.i not in self.places.at

    def _parted(self, who: Participant, token: "Token") -> Who:
        """ "British and French envoys" are two parties, each of its own state."""
        states = [
            (word, state)
            for child in token.lefts
            if child.dep_ in {"amod", "compound", "nmod"}
            for word in (child, *child.conjuncts)
            for state in self.cast.at(word)[:1]
        ]
        countries = {state.country for _, state in states if state.country}
        if who.actor or token.tag_ not in PLURAL_TAGS or len(countries) < 2 or len(countries) != len(states):
            return (who,)
        parted = []
        for word, state in states:
            last = token if word is states[-1][0] else word
            span = span_between(token.doc, word, last)
            parted.append(replace(who, name=span.quote, span=span, country=state.country, acts_for=state.party))
        return tuple(parted)

    def _of_its_state(self, who: Participant, token: "Token") -> Participant:
        """A court, an army or rebels named with a place belong to the state of the place: "rebels in Darfur"."""
        if who.country or not who.sector or who.sector in {"IGO", "NGO", "MNC"} or who.actor.startswith("~"):
            return who
        inside = [word for word in token.subtree if who.span.start <= word.idx < who.span.end] or [token]
        states = [state for word in inside for state in self._states_at(word) if word.i in self.places.at]
        return replace(who, country=states[0].country) if states else who

    def _owner(self, token: "Token") -> Who:
        """Whose it is, or whose adjective stands before it: "Chad's", "Russian", "U.S.-led".

        "The Chad deal" is not Chad's alone: who turns it down need not turn down Chad.
        """
        joint = token.lemma_.lower() in self.lexicon.guard("joint thing")
        if joint and not any(child.dep_ == "poss" for child in token.lefts):
            return ()
        lefts = (child for child in token.lefts if child.dep_ in {"poss", "amod", "compound", "nmod"})
        return _distinct(who for child in lefts for who in self.cast.group(child) or self._all_in(child))

    def _all_in(self, token: "Token") -> Who:
        return _distinct(who for word in without_asides(token) for who in self.cast.at(word))

    def _at_home(self, found: Who, sentence: "Words") -> Who:
        """Whose country the words leave open is of the one state that the sentence names: a party, a paper, a court."""
        if not any(self._is_inner(who) for who in found):
            return found
        states = self._states_named(sentence)
        if len(states) != 1:
            return found
        (country,) = states
        return tuple(replace(who, country=country) if self._is_inner(who) else who for who in found)

    def _is_inner(self, who: Participant) -> bool:
        """Whether someone of no country named is usually of the one spoken of: its courts, its protesters."""
        if who.country or who.acts_for:
            return False
        last = who.name.split()[-1:]
        nouns = self.lexicon.guard("inner noun")
        return who.sector.lower() in self.lexicon.guard("inner sector") or any(
            word.rstrip("s") in nouns for word in last
        )

    def _states_named(self, sentence: "Words") -> set[str]:
        """The states that a sentence names in any way."""
        if sentence.start not in self._named:
            named = {who.country for word in sentence for who in self.cast.at(word)}
            places = {self.places.at[word.i].country for word in sentence if word.i in self.places.at}
            self._named[sentence.start] = {*named, *places} - {""}
        return self._named[sentence.start]

    # What counts.

    def _is_political(self, act: Act) -> bool:
        """Whether someone in it answers for a state, an organisation or a political group.

        People known by their trade alone count where both sides are named and not everyday: gunmen and priests do,
        thieves and their victims, or a court and a thief, do not. Violence against soldiers or ministers always counts.
        """
        involved = (*act.initiator, *act.recipient)
        two_sided = bool(act.initiator and act.recipient) and any(who.sector for who in involved)
        if act.code.code == VISIT and act.initiator and all(map(self._is_private, act.initiator)):
            return False  # tourists
        if act.code.quad is not Quad.MATERIAL_CONFLICT and all(map(self._is_of_trade, involved)):
            return False  # a firm that deals with firms, a paper that asks readers
        if any(map(_is_known, involved)) or (act.initiator and act.code.event_type is EventType.PROTEST):
            return True
        everyday = self.lexicon.guard("everyday sector")
        public = any(who.sector and who.sector.lower() not in everyday for who in involved)
        if act.code.code in self.lexicon.guard("crime"):
            suffered = any(who.sector and who.sector.lower() not in everyday for who in act.recipient)
            # Nouns of violence are figures of speech too often: "a parting shot at the government".
            return (suffered and act.token.pos_ in VERBAL) or (two_sided and public)
        return two_sided or public

    def _in_words(self, act: Act) -> Act:
        """An attack as what it is: senators, parties and papers attack in words, and so do leaders one another."""
        if act.code.code == FIGHT and self._is_of_words(act, "verbal attack"):
            return replace(act, code=self.lexicon.codes[CRITICISM])
        return act

    def _is_of_words(self, act: Act, guard: str) -> bool:
        """Whether those who fight by such a word bear no arms: "Biden's battle with Clinton"."""
        if self._lemma(act.token) not in self.lexicon.guard(guard) or not act.initiator:
            return False
        talkers = all(who.sector.lower() in self.lexicon.guard("unarmed sector") for who in act.initiator)
        leaders = bool(act.recipient) and all(map(self._is_unarmed, act.initiator))
        return (talkers or leaders) and all(map(self._is_unarmed, act.recipient))

    def _is_unarmed(self, who: Participant) -> bool:
        """Whether someone is a person known by name, or of parliaments, parties and the press."""
        actor = actors().by_id.get(who.actor)
        named = actor is not None and actor.kind is ActorKind.PERSON
        return named or who.sector.lower() in self.lexicon.guard("unarmed sector")

    def _is_private(self, who: Participant) -> bool:
        """Whether someone stands for no state and no organisation: tourists, a suspect, migrants."""
        unknown = not who.actor or who.actor.startswith("~")
        return unknown and not who.acts_for and who.sector.lower() in self.lexicon.guard("everyday sector")

    def _is_of_trade(self, who: Participant) -> bool:
        """Whether someone named is a firm, a paper or people of a trade, of whatever country, and answers for none."""
        return not who.acts_for and who.sector.lower() in self.lexicon.guard("trade sector")

    def _is_calamity(self, act: Act) -> bool:
        """Whether no one does it but nature, illness or chance: "homes were destroyed by the waters"."""
        doer = subject_of(act.light or act.token) if act.token.pos_ in VERBAL else None
        return doer is not None and doer.lemma_.lower() in self.lexicon.guard("calamity")

    def _is_sport(self, act: Act) -> bool:
        """Whether the sentence reports a match, where countries beat and attack each other all the time."""
        words = {word.lemma_.lower() for word in act.token.sent}
        return len(words & self.lexicon.guard("sport")) >= MIN_SPORT_WORDS


def _someone(token: "Token", behind: Who) -> Participant:
    """People whom no other noun for actors calls anything: civilians, of the state to which the phrase ties them."""
    words = phrase(token)
    span = span_between(token.doc, words[0], words[-1])
    country = behind[0].country if len(behind) == 1 else ""
    return Participant(actor="", name=span.quote, span=span, country=country, sector=CIVILIAN)


def _stranger(token: "Token") -> Participant:
    """Someone whose name says nothing to the tables, such as a surname alone."""
    words = [
        word for word in token.subtree if word.ent_type_ == token.ent_type_ and word.dep_ in {"compound", token.dep_}
    ]
    span = span_between(token.doc, words[0], token)
    return Participant(actor="", name=span.quote, span=span)


def _standing(acts: Iterable[Act]) -> set[int]:
    """Where the acts stand that happen, and those that they govern: a promise, and what is promised."""
    by_token = {act.token.i: act for act in acts if not _lacks_the_other(act)}
    standing: set[int] = set()
    for act in filter(_happens, by_token.values()):
        inner: Act | None = act
        while inner is not None and inner.token.i not in standing:
            standing.add(inner.token.i)
            below = inner.governed.token.i if inner.governed is not None else -1
            inner = by_token.get(below)
    return standing


def _is_done_by_nobody(act: Act) -> bool:
    """Whether the subject is no party: "the paper praised Chad". Violence counts whoever did it."""
    return not act.initiator and act.code.event_type is not EventType.ASSAULT


def _is_for_himself(act: Act) -> bool:
    """Whether nobody else is helped: "protected its own interests", "guarded the tunnel"."""
    if act.recipient or act.pattern is None or "object" not in act.pattern.recipient:
        return False
    own = any(child.tag_ == "PRP$" for word in objects_of(act.token) for child in word.lefts)
    return act.code.event_type is EventType.AID or (own and act.code.event_type is EventType.SUPPORT)


def _adds_nothing(act: Act) -> bool:
    """Whether an auxiliary says no more than its verb ("will agree", "will not shell"), or nobody demands."""
    if act.governed is None or act.pattern is None:
        return False
    by_word_of_mouth = act.code.event_type is EventType.REQUEST and "speaker" in act.pattern.initiator
    if by_word_of_mouth and not (act.initiator and act.recipient):
        return True
    same = act.code.event_type is act.governed.code.event_type
    spared = act.code.event_type is EventType.REJECT and act.governed.code.quad is Quad.MATERIAL_CONFLICT
    return act.token.dep_ == "aux" and (same or spared)


def _needs_a_doer(act: Act, verb: "Token") -> bool:
    """Whether the words tell nothing if nobody does it; "Chad was asked to leave" tells enough."""
    if not is_passive(verb):
        return True
    asked_to = act.code.event_type is EventType.REQUEST and any(child.dep_ == "xcomp" for child in verb.children)
    return act.code.event_type in DONE_BY_SOMEONE and act.code.code != CLOSER_TIES and not asked_to


def _lacks_the_other(act: Act) -> bool:
    """Whether what takes two has one: "the cabinet discussed the border"; words are an act only toward someone."""
    if act.recipient or act.pattern is None:
        return False
    spoken = act.code.event_type is EventType.STATEMENT and act.code.code != DENIAL
    of_many = any(who.sector == BODY_OF_STATES for who in act.initiator)
    between_two = act.pattern.reciprocal and not act.pattern.recipient and not of_many
    toward = act.code.code.startswith(TOWARD_SOMEONE) and act.token.pos_ in VERBAL
    willing = act.token.lemma_.lower() in event_words().guard("willing")
    return spoken or between_two or toward or willing


def _happens(act: Act) -> bool:
    """Whether an act that no other governs is told, not only meant or named."""
    if is_only_meant(act.clause) or _adds_nothing(act):
        return False
    verb = act.token.head if act.token.dep_ == "aux" else act.token
    if verb.pos_ in VERBAL and _needs_a_doer(act, verb) and (_is_done_by_nobody(act) or _is_for_himself(act)):
        return False
    return act.light is not None or not is_only_named(
        act.token, act.code.event_type, by_one=bool(act.initiator), to_one=bool(act.recipient)
    )


def _repeats(act: Act, other: Act) -> bool:
    """Whether an act below another adds nothing to it: "met the envoy for talks", "met to discuss the border"."""
    if act is other:
        return False
    if other.governed is not None and act.token.dep_ == "aux" and act.token.head == other.governed.token:
        return act.code.event_type is other.code.event_type  # "warned that it would shell"
    below = act.token.pos_ in NOMINAL or (act.token.dep_ in {"advcl", "xcomp"} and act.token.tag_ == "VB")
    return (
        below
        and act.code.event_type is other.code.event_type
        and other.token.is_ancestor(act.token)
        and set(act.initiator) <= set(other.initiator)
        and set(act.recipient) <= {*other.recipient, *other.initiator}
    )


def _governs_mutual(act: Act) -> bool:
    """ "Peru and Chile failed to reach an agreement": each with the other."""
    return act.governed is not None and act.governed.mutual


def _slots_of_governed(act: Act) -> tuple[str, ...]:
    """The prepositions that the governed act asks for."""
    if act.governed is None:
        return ()
    slots = act.governed.pattern.recipient if act.governed.pattern else THING_SLOTS
    return tuple(slot for slot in slots if slot not in NOT_PREPOSITIONS and "." not in slot)


def _contents(token: "Token") -> list["Token"]:
    """The clauses that a word governs: what is threatened or agreed, and what a protest is for."""
    return [child for child in token.children if child.dep_ in {"xcomp", "ccomp", "acl"} or is_purpose(child)]


def _is_known(who: Participant) -> bool:
    """Whether it is known which state, organisation or person it is."""
    return bool(who.country or who.acts_for or (who.actor and not who.actor.startswith("~")))


def _parties(found: Who) -> set[str]:
    return {name for who in found for name in (who.party, who.country) if name}


def _without(found: Who, besides: Who) -> Who:
    """Those of the found who are not the others, whatever words or pronouns name them."""
    spans = {who.span for who in besides}
    same = {who.actor or who.name for who in besides}
    return tuple(who for who in found if who.span not in spans and (who.actor or who.name) not in same)


def _distinct(found: Iterable[Participant]) -> Who:
    """Each party once, however often it is named."""
    known: dict[tuple[str, str] | Span, Participant] = {}
    for who in found:
        known.setdefault((who.actor, who.acts_for) if who.actor else who.span, who)
    return tuple(known.values())


def _one(token: "Token | None") -> list["Token"]:
    return [] if token is None else [token]
