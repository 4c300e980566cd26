"""All things that a text names or describes, by the types of intelligence reports: who, where, when, with what."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING

from realpolitik.lexicon.gazetteer import gazetteer
from realpolitik.lexicon.loader import rows
from realpolitik.records.documents import Document
from realpolitik.records.mentions import Naming
from realpolitik.records.spans import Span
from realpolitik.understand.actors import Name
from realpolitik.understand.coreference import Cast
from realpolitik.understand.phrases import ORGANISATION, PERSON, STATE, Phrase
from realpolitik.understand.sentences import span_between
from realpolitik.understand.times import Times

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spacy.tokens import Doc

Entity = tuple[Span, str]
# What the names of the language model are among these types.
MODEL_TYPES: Mapping[str, str] = {
    "PERSON": "Person",
    "ORG": "Organisation",
    "GPE": "Location",
    "LOC": "Location",
    "FAC": "Location",
    "DATE": "Temporal",
    "TIME": "Temporal",
    "MONEY": "Money",
    "CARDINAL": "Quantity",
    "QUANTITY": "Quantity",
    "PERCENT": "Quantity",
    "LAW": "DocumentReference",
    "WORK_OF_ART": "DocumentReference",
}


def entities_in(
    document: Document, doc: "Doc", names: "Iterable[Name]", cast: Cast, times: Times | None = None
) -> tuple[Entity, ...]:
    """Every noun phrase with the type of what it stands for, none inside another, in the order of the text.

    Types: Person, Organisation, Location, Temporal, Quantity, Money, Weapon, MilitaryPlatform, Vehicle,
    DocumentReference, Nationality. People in the plural are an Organisation.
    """
    found = [*_phrases(doc, cast), *_of_model(doc), *_of_times(times)]
    taken: list[Entity] = []
    # Of two that overlap the one that comes first here stays: noun phrases, then the model's names, then times.
    occupied = bytearray(len(doc.text))
    for span, kind in sorted(found, key=lambda entity: (entity[0].start - entity[0].end, entity[0].start)):
        if not any(occupied[span.start : span.end]):
            occupied[span.start : span.end] = b"\x01" * (span.end - span.start)
            taken.append((span, kind))
    return tuple(sorted(taken))


def _phrases(doc: "Doc", cast: Cast) -> Iterator[Entity]:
    for phrase in cast.phrases:
        if phrase.naming is Naming.ADJECTIVE and phrase.name is not None and not phrase.whole:
            yield phrase.name.span, "Nationality"
        elif not phrase.whole and phrase.name is not None:
            # Inside a phrase that is no entity itself: "IMF approval".
            yield phrase.name.span, _type_of_name(phrase)
        elif phrase.whole and not phrase.members and not phrase.relative and phrase.head.tag_ != "PRP$":
            kind = _type(phrase)
            if kind:
                first, last = _core(phrase)
                yield span_between(doc, doc[first], doc[last]), kind


def _core(phrase: Phrase) -> tuple[int, int]:
    """A noun phrase without its number, its clauses and what stands in a phrase of its own behind it."""
    first, last = phrase.first, phrase.last
    name = phrase.name if phrase.name and phrase.first <= phrase.name.first <= phrase.name.last <= phrase.last else None
    floor = max(phrase.head.i, name.last if name else 0)
    for child in phrase.head.rights:
        if (
            child.i > floor
            and child.dep_ in OUTSIDE
            and not (child.lower_ == "of" and phrase.said and phrase.said.person)
        ):
            last = min(last, child.left_edge.i - 1)
    number = next((child for child in phrase.head.lefts if child.dep_ == "nummod"), None)
    if number is not None and number.i + 1 <= phrase.head.i and first <= number.i:
        first = number.i + 1
    return first, max(last, floor)


OUTSIDE = frozenset({"prep", "relcl", "acl", "punct", "appos", "advcl", "advmod", "amod"})


def _type(phrase: Phrase) -> str:
    """What a noun phrase stands for; "" if it is none of the types."""
    if phrase.naming is Naming.PRONOUN:
        return _type_of_kind(phrase)
    if phrase.name is not None and phrase.naming is not Naming.NOMINAL:
        return _type_of_name(phrase)
    listed = entity_nouns().get(phrase.lemma, "")
    if phrase.head.pos_ == "PROPN" and _stands_in_place(phrase) and phrase.head.ent_type_ in {"", "PERSON", "GPE"}:
        return "Location"
    if phrase.said is not None or phrase.kind == PERSON:
        if listed and listed != "Organisation" and (phrase.said is None or not phrase.said.person):
            return listed
        return "Person" if phrase.kind == PERSON and not phrase.plural else "Organisation"
    if phrase.head.pos_ == "PROPN" and phrase.head.ent_type_ in MODEL_TYPES:
        return MODEL_TYPES[phrase.head.ent_type_]
    if not listed and phrase.head.pos_ == "PROPN":
        return "Location" if gazetteer().named(phrase.head.text) else ""
    return listed


def _stands_in_place(phrase: Phrase) -> bool:
    """ "Near X", "in X": a proper noun behind such a preposition is a place."""
    return phrase.head.dep_ == "pobj" and phrase.head.head.lower_ in PLACING


SUBJECTS = frozenset({"nsubj", "nsubjpass"})
PLACING = frozenset(
    {"in", "near", "at", "around", "outside", "across", "throughout", "inside", "north", "south", "east", "west"}
)


def _type_of_name(phrase: Phrase) -> str:
    if phrase.kind == PERSON:
        unknown = phrase.actor is not None and phrase.actor.id.startswith("~")
        return "Location" if unknown and phrase.naming is Naming.NAME and _stands_in_place(phrase) else "Person"
    if phrase.kind == STATE:
        return "Organisation" if phrase.acts else "Location"
    return "Organisation"


def _type_of_kind(phrase: Phrase) -> str:
    word = phrase.head.lower_
    if word in {"we", "us", "our", "they"}:
        return "Organisation"
    if word in {"it", "its", "them", "their"} and (phrase.actor is None or phrase.head.dep_ not in SUBJECTS):
        return ""
    return {PERSON: "Person", ORGANISATION: "Organisation", STATE: "Organisation"}.get(phrase.kind, "")


def _of_model(doc: "Doc") -> Iterator[Entity]:
    for entity in doc.ents:
        if entity.label_ in MODEL_TYPES and entity.text.strip():
            yield span_between(doc, entity[0], entity[-1]), MODEL_TYPES[entity.label_]


def _of_times(times: Times | None) -> Iterator[Entity]:
    for expression in times.expressions if times is not None else ():
        if not expression.value.endswith("_REF"):
            yield expression.span, "Temporal"


@cache
def entity_nouns() -> Mapping[str, str]:
    """Nouns for weapons, vehicles, documents, places and bodies, with the type of what they name."""
    return {row["noun"]: row["type"] for row in rows("cues/entity_nouns.tsv")}
