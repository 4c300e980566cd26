"""Where: names to gazetteer entries; disputed ones say so.

A name is found by looking up every run of capitalised words, the longest first; how the language model and the words
around it take the name decides whether it is a place. Which of several places of one name is meant is weighed by
population, by what stands beside it ("Paris, Texas"), by the countries and provinces that the text names, and by the
nearness of the other places; one name has one sense in a document unless the words beside it say otherwise.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum
from typing import TYPE_CHECKING

from realpolitik.lexicon.gazetteer import Candidate, gazetteer, key
from realpolitik.records.documents import Document
from realpolitik.records.places import Place, PlaceMention
from realpolitik.records.spans import span_of
from realpolitik.understand.metonyms import governs

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as Words

PLACE_TYPES = frozenset({"GPE", "LOC", "FAC"})
# Names of these kinds may hold that of a place: "the Bank of Ghana", "the Lima Declaration".
HOLDING_TYPES = frozenset({"ORG", "EVENT", "LAW", "WORK_OF_ART", "PRODUCT"})
NEVER_TYPES = frozenset({"DATE", "TIME", "NORP", "LANGUAGE", "CARDINAL", "ORDINAL", "MONEY", "PERCENT", "QUANTITY"})
WHERE = frozenset({"in", "at", "near", "off", "outside", "inside", "around", "across", "on", "over", "along", "within"})
# Long enough for "the former Yugoslav Republic of Macedonia"; every word more costs a look-up.
LONGEST_NAME_TOKENS = 7
# A name that only stands inside that of an organisation is taken for a place from this size; chosen by hand.
LEAST_PEOPLE_IN_ORGANISATION = 15_000
# Of a name with more places than this, only the largest are weighed: the rest are never meant without their province.
MOST_CANDIDATES = 40

# What speaks for a candidate, in powers of ten of population; tuned by hand on the development sets of places.
NAMED_BESIDE = 6.0
OWN_TABLE = 4.0
COUNTRY_NAMED = 0.7
PROVINCE_NAMED = 2.0
NEIGHBOUR = 1.5
NEAR_KM = 80.0
SMALLER_KINDS = {"admin2": -1.0, "admin1": 0.3, "continent": 4.0}


class Sureness(IntEnum):
    """How surely a name is that of a place, by the words alone."""

    NO = 0
    IF_KNOWN = 1  # only if the text names the place elsewhere
    YES = 2


@dataclass(frozen=True, slots=True)
class Named:
    """A name in the text that may be a place."""

    words: "Words"
    candidates: tuple[Candidate, ...]
    sureness: Sureness

    @property
    def name(self) -> str:
        """As the gazetteer looks it up."""
        return key(self.words.text)


@dataclass(frozen=True, slots=True)
class Places:
    """The places that a document names; `at` are the indices of the tokens of each."""

    mentions: tuple[PlaceMention, ...] = ()
    at: Mapping[int, Place] = field(default_factory=dict)

    def of(self, token: "Token") -> Place | None:
        """Where the act headed by this verb or noun took place, if its own clause says; None is an answer.

        Of several places the smallest one is taken.
        """
        found = [self.at[place.i] for place in _places_of(token) if place.i in self.at]
        return min(found, key=lambda place: (place.radius_km, place.id), default=None)


def places_in(document: Document, doc: "Doc") -> Places:
    """Every place named, with its entry in the gazetteer where it has one."""
    day = document.published.end if document.published else None
    found = _kept(list(_named(doc, day)))
    senses = _senses(found)
    mentions, at = [], {}
    for named, candidate in zip(found, senses, strict=True):
        place = gazetteer().on(candidate, day) if candidate else _unknown(named)
        mentions.append(PlaceMention(span=span_of(doc.text, named.words.start_char, named.words.end_char), place=place))
        at.update({token.i: place for token in named.words})
    return Places(tuple(mentions), at)


def _unknown(named: Named) -> Place:
    name = " ".join(named.words.text.split())
    return Place(id="~" + named.name.replace(" ", "-"), name=name, kind="unknown")


# --- Names in the text -----------------------------------------------------------------------------------------------


def _named(doc: "Doc", day: date | None) -> Iterator[Named]:
    """The longest known names, left to right, and the places that the language model sees and nobody knows."""
    at = 0
    while at < len(doc):
        named = _named_at(doc, at, day) if _begins_name(doc[at]) else None
        if named is not None:
            yield named
        at = named.words.end if named else at + 1


def _named_at(doc: "Doc", start: int, day: date | None) -> Named | None:
    end = min(start + LONGEST_NAME_TOKENS, len(doc), doc[start].sent.end)
    for stop in range(end, start, -1):
        words = doc[start:stop]
        if not _is_name(words):
            continue
        known = [candidate for candidate in gazetteer().named(words.text) if candidate.validity.holds_on(day)]
        if not known:
            continue
        sureness = _sureness(words, known)
        if sureness:
            return Named(words, tuple(known[:MOST_CANDIDATES]), sureness)
    token = doc[start]
    if token.ent_type_ in {"GPE", "LOC"} and token.ent_iob_ == "B" and token.pos_ == "PROPN":
        entity = next(entity for entity in doc.ents if entity.start == start)
        return Named(entity, (), Sureness.YES)
    return None


def _begins_name(token: "Token") -> bool:
    return token.text[:1].isupper() or (token.text[:1] in "'‘’" and token.text[1:2].isupper())


def _is_name(words: "Words") -> bool:
    """Whether these tokens could be one name: it ends in a name word, and no other mark than a hyphen is inside."""
    last = words[-1]
    if (
        not last.text[:1].isupper()
        and not last.text[:1].isdigit()
        and len(words) > 1
        and last.ent_type_ not in PLACE_TYPES
    ):
        return False
    return not last.is_space and not any(token.text in ',;:()"“”' or "\n\n" in token.text for token in words)


def _sureness(words: "Words", known: Sequence[Candidate]) -> Sureness:
    """Whether the words name a place, by what the language model takes them for and by what stands beside them."""
    if _is_code(words):
        return Sureness.YES if _after_comma(words) or words[0].ent_type_ == "GPE" else Sureness.NO
    labels = {token.ent_type_ for token in words}
    if labels & NEVER_TYPES or (len(words) == 1 and words[0].pos_ in {"ADJ", "VERB", "ADV", "DET", "PRON", "AUX"}):
        return Sureness.YES if labels <= PLACE_TYPES and _is_own(known) else Sureness.NO
    if labels <= PLACE_TYPES:
        return Sureness.YES
    if _is_own(known) and "PERSON" not in labels:
        return Sureness.YES
    whole = _fills_entity(words)
    if "PERSON" in labels:
        return Sureness.NO if not whole else Sureness.YES if _after_where(words) else Sureness.IF_KNOWN
    if labels & HOLDING_TYPES and not whole:
        return Sureness.YES if known[0].population >= LEAST_PEOPLE_IN_ORGANISATION else Sureness.IF_KNOWN
    if _after_where(words) and all(token.pos_ == "PROPN" or not token.is_alpha for token in words):
        return Sureness.YES
    return Sureness.IF_KNOWN if words[0].pos_ == "PROPN" else Sureness.NO


def _is_own(known: Iterable[Candidate]) -> bool:
    return any(candidate.own for candidate in known)


def _is_code(words: "Words") -> bool:
    """Whether the name is a bare postal code such as "TX" or "BC"."""
    return len(words.text) <= 3 and words.text.isupper() and words.text.isalpha()


def _fills_entity(words: "Words") -> bool:
    """Whether no word of the entity that the words belong to lies outside them, but for "the" and "'s"."""
    doc = words.doc
    for token in (doc[words.start - 1] if words.start else None, doc[words.end] if words.end < len(doc) else None):
        if token is None or token.lower_ == "the" or token.tag_ == "POS":
            continue
        inside = token.i < words.start and words[0].ent_iob_ == "I"
        if inside or (token.i >= words.end and token.ent_iob_ == "I" and words[-1].ent_type_):
            return False
    return True


def _after_where(words: "Words") -> bool:
    before = words.doc[words.start - 1] if words.start else None
    if before is not None and before.lower_ == "the":
        before = words.doc[before.i - 1] if before.i else None
    return before is not None and before.lower_ in {"in", "near", "outside", "around", "across"}


def _after_comma(words: "Words") -> bool:
    return words.start > 1 and words.doc[words.start - 1].text == ","


def _kept(found: Sequence[Named]) -> list[Named]:
    """The sure ones, and those that may be places and are named so elsewhere."""
    sure = {named.name for named in found if named.sureness is Sureness.YES}
    return [named for named in found if named.sureness is Sureness.YES or named.name in sure]


# --- Which place of that name ----------------------------------------------------------------------------------------


def _senses(found: Sequence[Named]) -> list[Candidate | None]:
    """The candidate meant by each name."""
    known = {named.name: named.candidates for named in found if named.candidates}
    weights = _weights(known, found)
    senses: list[Candidate | None] = []
    for number, named in enumerate(found):
        beside = _beside(found, number)
        within = [candidate for candidate in named.candidates if any(_lies_in(candidate, one) for one in beside)]
        pool = within or named.candidates
        senses.append(max(pool, key=lambda one: (weights[named.name, one.place.id], one.place.id), default=None))
    return senses


def _weights(known: Mapping[str, Sequence[Candidate]], found: Sequence[Named]) -> dict[tuple[str, str], float]:
    """What speaks for each candidate of each name, all in all."""
    neighbours = _neighbours(known)
    countries, provinces = _containers(known)
    beside: Counter[tuple[str, str]] = Counter()
    for number, named in enumerate(found):
        for candidate in named.candidates:
            if any(_lies_in(candidate, one) for one in _beside(found, number)):
                beside[named.name, candidate.place.id] += 1
    weights = {}
    for name, candidates in known.items():
        for candidate in candidates:
            pair = name, candidate.place.id
            weight = _weight_alone(candidate) + NAMED_BESIDE * min(1, beside[pair])
            weight += NEIGHBOUR * math.log2(1 + neighbours[pair])
            weight += PROVINCE_NAMED * bool(provinces.get(candidate.admin1, set()) - {name})
            weight += COUNTRY_NAMED * bool(countries.get(candidate.place.country, set()) - {name})
            weights[pair] = weight
    return weights


def _weight_alone(candidate: Candidate) -> float:
    weight = math.log10(candidate.population + 10) + SMALLER_KINDS.get(candidate.place.kind, 0.0)
    return weight + (OWN_TABLE if candidate.own else 0.0)


def _containers(known: Mapping[str, Sequence[Candidate]]) -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    """The countries and provinces that the text names, each with the names it is named by."""
    countries: dict[str, set[str]] = defaultdict(set)
    provinces: dict[str, set[str]] = defaultdict(set)
    for name, candidates in known.items():
        for candidate in candidates:
            if candidate.place.kind == "country":
                countries[candidate.place.country].add(name)
            elif candidate.place.kind == "admin1":
                provinces[candidate.admin1].add(name)
    return countries, provinces


def _neighbours(known: Mapping[str, Sequence[Candidate]]) -> dict[tuple[str, str], float]:
    """How near the other names' places lie: for each candidate the sum over the other names of their nearest one."""
    import numpy

    flat = [(name, one) for name, candidates in known.items() for one in candidates if one.place.kind in NEIGHBOURLY]
    near: dict[tuple[str, str], float] = defaultdict(float)
    if not flat:
        return near
    points = numpy.radians([[one.place.latitude or 0.0, one.place.longitude or 0.0] for _, one in flat])
    vectors = numpy.stack(
        [
            numpy.cos(points[:, 0]) * numpy.cos(points[:, 1]),
            numpy.cos(points[:, 0]) * numpy.sin(points[:, 1]),
            numpy.sin(points[:, 0]),
        ],
        axis=1,
    )
    # The chord is the distance, near enough, for places that count as neighbours.
    squares = numpy.maximum(2 - 2 * vectors @ vectors.T, 0)
    closeness = numpy.exp(-6371 * numpy.sqrt(squares) / NEAR_KM)
    bounds = numpy.cumsum([0, *Counter(name for name, _ in flat).values()])
    best = numpy.maximum.reduceat(closeness, bounds[:-1], axis=1)
    names = list(dict.fromkeys(name for name, _ in flat))
    for row, (name, one) in enumerate(flat):
        own = names.index(name)
        near[name, one.place.id] = float(best[row].sum() - best[row, own])
    return near


NEIGHBOURLY = frozenset({"city", "admin2"})


def _beside(found: Sequence[Named], number: int) -> tuple[Candidate, ...]:
    """The candidates of the name that follows after a comma: "Paris, Texas"."""
    if number + 1 >= len(found):
        return ()
    words, following = found[number].words, found[number + 1]
    between = words.doc.text[words.end_char : following.words.start_char]
    return following.candidates if between in {", ", ",", " ("} else ()


def _lies_in(candidate: Candidate, container: Candidate) -> bool:
    """Whether a town or county lies in a province or country."""
    if candidate.place.id == container.place.id:
        return False
    if container.place.kind == "country":
        return candidate.place.country == container.place.country and candidate.place.kind != "country"
    return container.place.kind == "admin1" and candidate.admin1 == container.admin1


# --- Where an act took place -----------------------------------------------------------------------------------------


def _places_of(act: "Token") -> Iterator["Token"]:
    """The words for places in the clause of an act: "met in Accra", "the Oslo talks", "fighting around Goma"."""
    for child in act.children:
        if child.dep_ == "prep" and child.lower_ in WHERE:
            yield from _objects(child)
        elif child.dep_ in {"compound", "nmod"} and not governs(child):
            yield child


def _objects(preposition: "Token") -> Iterator["Token"]:
    for child in preposition.children:
        if child.dep_ == "pobj":
            yield child
            yield from (part for part in child.children if part.dep_ in {"appos", "conj", "compound", "nmod"})
            for inner in child.children:
                if inner.dep_ == "prep" and inner.lower_ in WHERE | {"of"}:
                    yield from _objects(inner)
