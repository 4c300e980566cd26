"""Ties between typed entities, as intelligence reports list them: who is where, whose, against whom, with whom.

The entities are given; what ties two of them is read from the words and the syntax between, in the order of `RULES`.
Types: CoLocated, Apart, BelongsTo, InChargeOf, HasAttrOf, IsSynonymOf, AlliesOf, FightingAgainst, CommWith, Likes,
Dislikes. Ties that hold both ways are given both ways.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from realpolitik.lexicon.events import event_words
from realpolitik.lexicon.loader import rows
from realpolitik.records.documents import Document
from realpolitik.understand.antecedents import standing_for
from realpolitik.understand.clauses import NOMINAL, antecedent, is_passive, objects_behind, objects_of, subject_of
from realpolitik.understand.coreference import Cast
from realpolitik.understand.sentences import words_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

Place = tuple[int, int]
Given = tuple[int, int, str]
EntityTie = tuple[str, Place, Place]

PEOPLE = frozenset({"Person", "Organisation"})
GOODS = frozenset({"Weapon", "MilitaryPlatform", "Vehicle"})
ALL = PEOPLE | GOODS
# Between which types each tie can hold: from the first to the second.
ALLOWED: Mapping[str, tuple[frozenset[str], frozenset[str]]] = {
    "HasAttrOf": (ALL | {"Location"}, frozenset({"Quantity", "Nationality"})),
    "IsSynonymOf": (ALL | {"Location", "Temporal", "Quantity"}, ALL | {"Location", "Temporal", "Quantity"}),
    "CoLocated": (ALL | {"Location"}, frozenset({"Location"})),
    "Apart": (ALL | {"Location"}, frozenset({"Location"})),
    "BelongsTo": (ALL | {"Money", "DocumentReference"}, PEOPLE),
    "InChargeOf": (PEOPLE, ALL | {"Location"}),
    "FightingAgainst": (ALL, ALL | {"Location"}),
    "AlliesOf": (PEOPLE, PEOPLE),
    "CommWith": (PEOPLE, PEOPLE),
    "Likes": (PEOPLE, PEOPLE),
    "Dislikes": (PEOPLE, PEOPLE | {"Nationality"}),
}


# What members of one list never are to each other.
ONE_WAY = frozenset({"CoLocated", "Apart", "BelongsTo", "InChargeOf", "IsSynonymOf"})


@dataclass(frozen=True, slots=True)
class Entity:
    """A given entity and its head word."""

    start: int
    end: int
    type: str
    head: "Token"

    @property
    def place(self) -> Place:
        """Where it stands."""
        return self.start, self.end


Found = Iterator[tuple[str, Entity, Entity]]


def relations_between(document: Document, doc: "Doc", cast: Cast, given: Iterable[Given]) -> tuple[EntityTie, ...]:
    """The ties between the given entities (start, end, type), each once, in the order of the text."""
    scene = _Scene.of(document.text, doc, given)
    found: dict[EntityTie, None] = {}
    for rule in RULES:
        for kind, a, b in rule(scene):
            first, second = ALLOWED[kind]
            together = kind in ONE_WAY and scene.listed(a) == scene.listed(b)
            nested = kind != "HasAttrOf" and a.start < b.end and b.start < a.end
            if not together and not nested and a != b and a.type in first and b.type in second:
                found[kind, a.place, b.place] = None
    return tuple(sorted(found, key=lambda tie: (tie[1], tie[2], tie[0])))


@dataclass(frozen=True, slots=True)
class _Scene:
    """The entities of one text, to be found by any word inside them."""

    text: str
    doc: "Doc"
    entities: tuple[Entity, ...]
    inside: Mapping[int, Entity]
    following: Mapping[Entity, Entity]

    def listed(self, entity: Entity) -> Entity:
        """The last of the list in which an entity stands; itself where it stands alone."""
        while entity in self.following:
            entity = self.following[entity]
        return entity

    @classmethod
    def of(cls, text: str, doc: "Doc", given: Iterable[Given]) -> "_Scene":
        entities = []
        inside: dict[int, Entity] = {}
        for start, end, type in sorted(given, key=lambda each: each[0] - each[1]):
            words = words_of(doc, start, end)
            if words is None:
                continue
            entity = Entity(start, end, type, words.root)
            entities.append(entity)
            # The longest come first, so that a word belongs to the smallest entity around it.
            inside.update({word.i: entity for word in words})
        ordered = tuple(sorted(entities, key=lambda each: (each.start, each.end)))
        return cls(text, doc, ordered, inside, _lists(doc, ordered))

    def at(self, words: Iterable["Token | None"]) -> list[Entity]:
        """The entities at these words and at all joined to them by "and"."""
        found = []
        for word in words:
            if word is not None:
                for each in (antecedent(word), *(other for other in word.conjuncts if other.i > word.i)):
                    entity = self.inside.get(each.i) or self.inside.get(_counted(each).i)
                    while entity is not None and entity not in found:
                        found.append(entity)
                        entity = self.following.get(entity)
        return found


# What may stand between two members of a list: "a rifle, two mortars and the tank".
JOINTS = frozenset({"PUNCT", "CCONJ", "DET", "NUM", "SPACE"})


def _lists(doc: "Doc", entities: Sequence[Entity]) -> Mapping[Entity, Entity]:
    """What follows each entity in a list: "a rifle, two mortars and a tank", however the parser took it apart."""
    things = [each for each in entities if each.type != "Quantity"]
    joined: dict[Entity, Entity] = {}
    waiting: list[tuple[Entity, Entity]] = []
    for one, other in pairwise(things):
        gap = _between(doc, one, other)
        alike = one.type == other.type or {one.type, other.type} <= GOODS | {"Location"}
        if not (alike and gap and all(word.pos_ in JOINTS and word.text not in ENDS for word in gap)):
            waiting = []
            continue
        waiting.append((one, other))
        # Only "and" before the last tells a list from an apposition.
        if any(word.pos_ == "CCONJ" for word in gap):
            joined.update(waiting)
            waiting = []
    return joined


ENDS = frozenset({".", ";", ":", "!", "?", "(", ")", "\n"})


def _between(doc: "Doc", one: Entity, other: Entity) -> list["Token"]:
    """The words between two entities; none where they overlap or touch."""
    words = words_of(doc, one.end, other.start) if one.end < other.start else None
    return [word for word in words or () if one.end <= word.idx and word.idx + len(word) <= other.start]


def _counted(word: "Token") -> "Token":
    """What a number or a part stands for: "dozens of shells", "one of the ships"."""
    counts = word.pos_ in {"NUM", "PRON", "DET"} or word.lemma_.lower() in standing_for("quantity")
    return next(iter(objects_behind(word, "of")), word) if counts else word


def _pairs(kind: str, first: Iterable[Entity], second: Sequence[Entity], *, mutual: bool = False) -> Found:
    for a in first:
        for b in second:
            yield kind, a, b
            if mutual:
                yield kind, b, a


@cache
def cues(kind: str) -> frozenset[str]:
    """The words of one sort that the table of such ties knows."""
    return frozenset(row["lemma"] for row in rows("cues/entity_ties.tsv") if row["kind"] == kind)


# What stands inside or right beside a noun phrase.


def _attributes(scene: _Scene) -> Found:
    """ "Two ships", "Syrian children"."""
    for each in scene.entities:
        if each.type not in {"Quantity", "Nationality"}:
            continue
        owner = scene.inside.get(each.head.head.i)
        following = next((other for other in scene.entities if 0 <= other.start - each.end <= 1), None)
        if following is None and owner is None:
            owner = next(iter(scene.at(objects_behind(each.head, "of"))), None)
        found = following or owner
        if found is not None and found != each:
            yield "HasAttrOf", found, each


BRACKET = re.compile(r"\s*[\[(]\s*[\"'“]?$")
# "Also known by its Arabic acronym as": no such phrase has more words. Chosen by hand, never calibrated.
MOST_ALIAS_WORDS = 9


def _synonyms(scene: _Scene) -> Found:
    """ "X, also known as Y", "X (Y)", "the minister, X", "its head is X"."""
    for one, other in pairwise(scene.entities):
        gap = scene.text[one.end : other.start]
        words = _between(scene.doc, one, other)
        known = len(words) <= MOST_ALIAS_WORDS and {word.lower_ for word in words} & cues("alias")
        if one.type == other.type and (BRACKET.match(gap) or known):
            yield from _pairs("IsSynonymOf", [one], [other], mutual=True)
    for each in scene.entities:
        head = each.head
        beside = scene.inside.get(head.head.i) if head.dep_ == "appos" else None
        if head.dep_ == "attr" and head.head.lemma_ == "be":
            beside = next(iter(scene.at([subject_of(head.head)])), None)
        if beside is not None and beside != each and beside.type == each.type:
            if each.type in PEOPLE:
                yield from _pairs("IsSynonymOf", [beside], [each], mutual=True)
            elif each.type == "Location" and head.dep_ == "appos":
                yield "CoLocated", beside, each
    for one, other in pairwise(scene.entities):
        gap = scene.text[one.end : other.start]
        if one.type == other.type == "Person" and gap in {", ", " "} and _titled(one) and not _titled(other):
            yield from _pairs("IsSynonymOf", [one], [other], mutual=True)


def _titled(each: Entity) -> bool:
    """Whether a person is only called by an office: "the foreign minister"."""
    return each.head.lemma_.lower() in cues("leader")


def _possession(scene: _Scene) -> Found:
    """ "X's aircraft", "members of X", "the X commander"."""
    for each in scene.entities:
        for owner in _owners(scene, each):
            if each.head.lemma_.lower() in cues("leader") and each.type == "Person":
                yield "InChargeOf", each, owner
            elif owner.type in PEOPLE and each.type in PEOPLE | {"Money", "DocumentReference"}:
                yield "BelongsTo", each, owner
            elif owner.type in PEOPLE:
                yield "InChargeOf", owner, each
            elif owner.type == "Location":
                yield "CoLocated", each, owner


def _owners(scene: _Scene, each: Entity) -> list[Entity]:
    words = [child for child in each.head.lefts if child.dep_ in {"poss", "compound", "nmod", "amod"}]
    words += [child for child in objects_behind(each.head, "of") if child.i > each.head.i]
    return [one for one in scene.at(words) if one != each]


def _members(scene: _Scene) -> Found:
    """ "The coalition includes X and Y", "X is part of Y", "X, a member of Y"."""
    for word in scene.doc:
        if word.lemma_.lower() in cues("include") and word.pos_ == "VERB":
            yield from _pairs("BelongsTo", scene.at(objects_of(word)), scene.at([subject_of(word)]))
        elif word.lemma_.lower() in cues("part") and word.pos_ in NOMINAL:
            wholes = scene.at(objects_behind(word, "of"))
            host = word.head.head if word.dep_ == "pobj" else word.head
            bearers = [host] if host.pos_ in NOMINAL else [subject_of(host)]
            yield from _pairs("BelongsTo", scene.at(bearers), wholes)


def _posts(scene: _Scene) -> Found:
    """ "X, commander of Y", "X from Y", "X was assigned to Y", "X is made up of Y"."""
    for word in scene.doc:
        if word.lemma_.lower() in cues("leader") and word.i not in scene.inside:
            bearers = [word.head] if word.dep_ == "appos" else [subject_of(word.head)] if word.dep_ == "attr" else []
            units = [*objects_behind(word, "of"), *(child for child in word.rights if child.dep_ == "appos")]
            yield from _pairs("InChargeOf", scene.at(bearers), scene.at(units))
        elif word.lower_ == "from" and word.dep_ == "prep":
            yield from _pairs("BelongsTo", scene.at([word.head]), scene.at(objects_behind(word.head, "from")))
        elif word.pos_ == "VERB" and word.lemma_ in cues("assign"):
            yield from _pairs("BelongsTo", scene.at(objects_of(word)), scene.at(objects_behind(word, "to")))


# Where.


def _places(scene: _Scene) -> Found:
    """ "X in Y", "X did it in Y": all who take part are there."""
    for each in scene.entities:
        preposition = each.head.head
        if each.type != "Location" or each.head.dep_ != "pobj":
            continue
        word = preposition.lower_
        kind = "CoLocated" if word in cues("place") else "Apart" if word in cues("away") else ""
        for host in _hosts(preposition):
            if host.pos_ == "VERB" and host.lemma_ in cues("motion") and word in {"to", "into", "through", "for"}:
                yield from _pairs("CoLocated", scene.at([subject_of(host)]), [each])
            elif host.pos_ == "VERB" and host.lemma_ in cues("leaving") and word in {"from", "of"}:
                yield from _pairs("Apart", scene.at([subject_of(host)]), [each])
            elif kind:
                yield from _pairs(kind, _present(scene, host), [each])


def _openings(scene: _Scene) -> Found:
    """ "Near X, the forces struck Y and destroyed Z": what opens a sentence is where all of it happens."""
    for each in scene.entities:
        sentence = each.head.sent
        before = scene.text[sentence.start_char : each.start]
        opens = "".join(letter for letter in before.lower() if letter.isalpha()) in cues("place")
        if each.type == "Location" and opens and scene.text[each.end : each.end + 1] == ",":
            verbs = [sentence.root, *(verb for verb in sentence.root.conjuncts if verb.pos_ == "VERB")]
            yield from _pairs("CoLocated", [one for verb in verbs for one in _present(scene, verb)], [each])


def _hosts(preposition: "Token") -> list["Token"]:
    """What a phrase of place belongs to; what it is joined to by "and" shares it."""
    host = preposition.head
    if host.pos_ == "ADP":
        host = host.head
    return [host, *(verb for verb in host.conjuncts if verb.pos_ == "VERB" and host.pos_ == "VERB")]


def _present(scene: _Scene, host: "Token") -> list[Entity]:
    """Those who are where something is or happens."""
    here = scene.inside.get(host.i)
    if here is not None:
        return [here]
    if host.pos_ in {"VERB", "AUX"}:
        objects = objects_of(host)
        behind = [inner for word in ("against", "with") for inner in objects_behind(host, word)]
        return scene.at([subject_of(host), *objects, *behind])
    words = [child for child in host.lefts if child.dep_ in {"poss", "compound", "amod"}]
    words += [inner for word in ("of", "by", "against", "on") for inner in objects_behind(host, word)]
    return scene.at(words)


def _visited(scene: _Scene) -> Found:
    """ "X visited Y", "X entered Y", "X left Y"."""
    for word in scene.doc:
        if word.pos_ == "VERB" and word.lemma_ in cues("entering") | cues("leaving"):
            kind = "CoLocated" if word.lemma_ in cues("entering") else "Apart"
            yield from _pairs(kind, scene.at([subject_of(word)]), scene.at(objects_of(word)))


# Who does what with whom.


@cache
def _root_codes(sort: str) -> Mapping[str, frozenset[str]]:
    """The first two figures of the CAMEO codes that a verb or noun can have."""
    found = event_words().verbs if sort == "verb" else event_words().nouns
    return {lemma: frozenset(pattern.code.code[:2] for pattern in patterns) for lemma, patterns in found.items()}


FIGHT = frozenset({"18", "19", "20"})
CONSULT = frozenset({"04"})


def _acts(scene: _Scene) -> Found:
    """ "X bombed Y", "X met Y", "X supports Y", "X condemned Y"."""
    for verb in scene.doc:
        if verb.pos_ != "VERB":
            continue
        lemma = verb.lemma_.lower()
        doers, objects = _agents(scene, verb), scene.at(objects_of(verb))
        kind = _kind_of(lemma)
        if kind in {"FightingAgainst", "AlliesOf", "Likes", "Dislikes"}:
            yield from _pairs(kind, doers, objects, mutual=kind == "AlliesOf")
        elif kind == "CommWith":
            with_whom = [*objects, *scene.at(objects_behind(verb, "with")), *scene.at(objects_behind(verb, "to"))]
            yield from _pairs(kind, doers, with_whom, mutual=True)
            yield from _pairs(kind, doers[:1], doers[1:], mutual=True)
        elif kind == "InChargeOf":
            yield from _pairs(kind, doers, objects)
            yield from _pairs(kind, scene.at([_before_hyphen(verb)]), scene.at([verb.head]))
        yield from _pairs("FightingAgainst", doers, scene.at(objects_behind(verb, "against")))
        yield from _pairs("CommWith", doers, scene.at(objects_behind(verb, "with")) if kind == "meet" else [])


def _agents(scene: _Scene, verb: "Token") -> list[Entity]:
    """Who does what a verb says; of "the efforts of X to defeat Y" X."""
    subject = subject_of(verb)
    found = scene.at([subject])
    if found or subject is None or subject.pos_ not in NOMINAL:
        return found
    return _doers(scene, subject)


def _before_hyphen(verb: "Token") -> "Token | None":
    """ "ISIL" in "ISIL-held"."""
    return next((child for child in verb.lefts if child.dep_ in {"npadvmod", "compound", "nmod", "amod"}), None)


def _kind_of(lemma: str) -> str:
    for kind in ("FightingAgainst", "AlliesOf", "CommWith", "InChargeOf", "Likes", "Dislikes"):
        if lemma in cues(kind):
            return kind
    codes = _root_codes("verb").get(lemma, frozenset())
    return "FightingAgainst" if codes and codes <= FIGHT else ""


def _nouns(scene: _Scene) -> Found:
    """ "X's attack on Y", "the fight of X against Y", "talks between X and Y", "in support of Y"."""
    for noun in scene.doc:
        if noun.pos_ not in NOMINAL:
            continue
        against = scene.at(objects_behind(noun, "against"))
        doers = _doers(scene, noun)
        yield from _pairs("FightingAgainst", doers, against)
        lemma = noun.lemma_.lower()
        codes = _root_codes("noun").get(lemma, frozenset())
        if codes & FIGHT:
            for word in ("on", "at", "of"):
                yield from _pairs("FightingAgainst", doers, scene.at(objects_behind(noun, word)))
        if lemma in cues("talk"):
            both = scene.at(objects_behind(noun, "between"))
            yield from _pairs("CommWith", both[:1], both[1:], mutual=True)
            yield from _pairs("CommWith", doers, scene.at(objects_behind(noun, "with")), mutual=True)
        if lemma in cues("support"):
            for word in ("of", "to", "for"):
                yield from _pairs("AlliesOf", doers, scene.at(objects_behind(noun, word)), mutual=True)
        if lemma in cues("control"):
            yield from _pairs("InChargeOf", doers, scene.at(objects_behind(noun, "of")))


def _doers(scene: _Scene, noun: "Token") -> list[Entity]:
    """Who does what a noun names: its owner, who stands behind "by", the subject of the verb that it completes."""
    own = scene.inside.get(noun.i)
    owners = [child for child in noun.lefts if child.dep_ in {"poss", "compound", "amod"}]
    found = scene.at([*owners, *objects_behind(noun, "by")]) or ([own] if own else [])
    if found:
        return found
    head = noun.head
    if noun.dep_ == "pobj":
        head = head.head
    if head.pos_ in {"VERB", "AUX"} and noun.dep_ in {"dobj", "pobj", "attr"} and not is_passive(head):
        return scene.at([subject_of(head)])
    return scene.at([head]) if head.pos_ in NOMINAL else []


Rule = Callable[[_Scene], Found]
RULES: tuple[Rule, ...] = (
    _attributes,
    _synonyms,
    _possession,
    _members,
    _posts,
    _places,
    _openings,
    _visited,
    _acts,
    _nouns,
)
