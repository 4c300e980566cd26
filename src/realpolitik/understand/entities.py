"""All things that a text names or describes, by the types of intelligence reports: who, where, when, with what."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING

from realpolitik.lexicon.loader import rows
from realpolitik.records.documents import Document
from realpolitik.records.mentions import Naming
from realpolitik.records.spans import Span
from realpolitik.understand.actors import Name
from realpolitik.understand.coreference import Cast
from realpolitik.understand.phrases import ORGANISATION, PERSON, STATE, Phrase, close_of
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
        kind = _type(phrase)
        if kind and phrase.whole and not phrase.members and not phrase.relative:
            last = phrase.last
            if phrase.naming is not Naming.PRONOUN:
                last = max(min(phrase.last, close_of(phrase.head)), phrase.head.i, phrase.name.last if phrase.name and phrase.name.first >= phrase.first and phrase.name.last <= phrase.last else 0)
            yield span_between(doc, doc[phrase.first], doc[last]), kind
        elif phrase.naming is Naming.ADJECTIVE and phrase.name is not None:
            yield phrase.name.span, "Nationality"


def _type(phrase: Phrase) -> str:
    """What a noun phrase stands for; "" if it is none of the types."""
    if phrase.naming in {Naming.NAME, Naming.TITLE, Naming.METONYM, Naming.ADJECTIVE} and phrase.name is not None:
        return _type_of_name(phrase)
    if phrase.naming is Naming.PRONOUN:
        return _type_of_kind(phrase)
    listed = entity_nouns().get(phrase.lemma, "")
    if phrase.said is not None or phrase.kind == PERSON:
        if listed and listed != "Organisation":
            return listed
        return "Person" if phrase.kind == PERSON and not phrase.plural else "Organisation"
    if phrase.head.pos_ == "PROPN" and phrase.head.ent_type_ in MODEL_TYPES:
        return MODEL_TYPES[phrase.head.ent_type_]
    return listed


def _type_of_name(phrase: Phrase) -> str:
    if phrase.kind == PERSON:
        return "Person"
    if phrase.kind == STATE:
        return "Organisation" if phrase.acts and phrase.head.dep_ in {"nsubj", "agent"} else "Location"
    return "Organisation"


def _type_of_kind(phrase: Phrase) -> str:
    if phrase.head.lower_ in {"we", "us", "our", "they", "them", "their"}:
        return "Organisation" if phrase.kind in {PERSON, ORGANISATION, STATE} else ""
    return {PERSON: "Person", ORGANISATION: "Organisation", STATE: "Organisation"}.get(phrase.kind, "")


def _of_model(doc: "Doc") -> Iterator[Entity]:
    for entity in doc.ents:
        if entity.label_ in MODEL_TYPES and entity.text.strip():
            yield span_between(doc, entity[0], entity[-1]), MODEL_TYPES[entity.label_]


def _of_times(times: Times | None) -> Iterator[Entity]:
    for expression in times.expressions if times is not None else ():
        yield expression.span, "Temporal"


@cache
def entity_nouns() -> Mapping[str, str]:
    """Nouns for weapons, vehicles, documents, places and bodies, with the type of what they name."""
    return {row["noun"]: row["type"] for row in rows("cues/entity_nouns.tsv")}
