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
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from realpolitik.lexicon.gazetteer import Candidate, gazetteer, key
from realpolitik.lexicon.loader import rows
from realpolitik.records.documents import Document
from realpolitik.records.places import Place, PlaceMention
from realpolitik.records.spans import span_of
from realpolitik.understand.metonyms import governs

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as Words

PLACE_TYPES = frozenset({"GPE", "LOC", "FAC"})
TO_AND_FROM = frozenset({"from", "to", "between", "through", "toward", "towards", "via"})
PEOPLES = frozenset({"NORP", "LANGUAGE"})
NEVER_TYPES = PEOPLES | frozenset({"DATE", "TIME", "CARDINAL", "ORDINAL", "MONEY", "PERCENT", "QUANTITY"})
WHERE = frozenset({"in", "at", "near", "off", "outside", "inside", "around", "across", "on", "over", "along", "within"})
# Long enough for "the former Yugoslav Republic of Macedonia"; every word more costs a look-up.
LONGEST_NAME_TOKENS = 7
# A name that only stands inside that of an organisation is taken for a place from this size; chosen by hand.
LEAST_PEOPLE_IN_ORGANISATION = 100_000
# A city or province of so many is a place even where the language model takes it for something else; chosen by hand.
LEAST_PEOPLE_TO_BE_KNOWN = 500_000
# Of a name with more places than this, only the largest are weighed: the rest are never meant without their province.
MOST_CANDIDATES = 40

# A city with this share of the people of the province of its name is what the name means; chosen by hand.
SEAT_SHARE = 0.4

# What speaks for a candidate, in powers of ten of population; tuned by hand on the development sets of places.
NAMED_BESIDE = 6.0
OWN_TABLE = 2.5
# A region of our own table weighs like a country of so many people.
REGION_PEOPLE = 10_000_000
CAPITAL = 2.0
COUNTRY_NAMED = 1.0
PROVINCE_NAMED = 2.0
HOLDS_OTHERS = 2.0
NEIGHBOUR = 2.0
NEAR_KM = 80.0
SMALLER_KINDS = {"admin2": -1.0, "admin1": 0.3, "continent": 4.0}


# Between a town and the province or country that it lies in.
NAMES_ITS_PROVINCE = frozenset({", ", ",", " ("})
LISTS = frozenset({", ", ",", " and ", ", and ", " or "})
NEIGHBOURLY = frozenset({"city", "admin2"})


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
        found = [
            self.at[place.i]
            for place, beside in _places_of(token)
            if place.i in self.at and not (beside and self.at[place.i].kind == "country")
        ]
        return min(found, key=lambda place: (place.radius_km, place.id), default=None)


def places_in(document: Document, doc: "Doc") -> Places:
    """Every place named, with its entry in the gazetteer where it has one."""
    day = document.published.end if document.published else None
    found = _kept(document.text, list(_named(doc, day)))
    senses = _senses(document.text, found)
    mentions, at = [], {}
    for named, candidate in zip(found, senses, strict=True):
        place = gazetteer().on(candidate, day) if candidate else _unknown(named)
        mentions.append(
            PlaceMention(span=span_of(document.text, named.words.start_char, named.words.end_char), place=place)
        )
        at.update({token.i: place for token in named.words})
    return Places(tuple(mentions), at)


def _unknown(named: Named) -> Place:
    name = " ".join(named.words.text.split())
    return Place(id="~" + named.name.replace(" ", "-"), name=name, kind="unknown")


# --- Names in the text -----------------------------------------------------------------------------------------------


def _named(doc: "Doc", day: date | None) -> Iterator[Named]:
    """The longest known names, left to right, and the places that the language model sees and nobody knows."""
    surnames = frozenset(entity[-1].text for entity in doc.ents if entity.label_ == "PERSON" and len(entity) > 1)
    at = 0
    while at < len(doc):
        named = _named_at(doc, at, day, surnames) if _begins_name(doc[at]) else None
        if named is not None:
            yield named
        at = named.words.end if named else at + 1


def _named_at(doc: "Doc", start: int, day: date | None, surnames: frozenset[str]) -> Named | None:
    for stop in reversed(_ends_of_names(doc[start : start + LONGEST_NAME_TOKENS])):
        words = doc[start:stop]
        known = [candidate for candidate in gazetteer().named(words.text) if candidate.validity.holds_on(day)]
        if not known or (words.text.lower() in _no_places() and not any(candidate.own for candidate in known)):
            continue
        sureness = _sureness(words, known, surnames)
        if sureness:
            return Named(words, tuple(known[:MOST_CANDIDATES]), sureness)
    return _unlisted(doc[start])


def _unlisted(token: "Token") -> Named | None:
    """A place that the language model sees and the gazetteer lacks: only behind a word that asks for a place."""
    if token.ent_type_ not in {"GPE", "LOC"} or token.ent_iob_ != "B" or token.pos_ != "PROPN":
        return None
    entity = next(entity for entity in token.doc.ents if entity.start == token.i)
    inner = any(gazetteer().named(entity.doc[word.i : entity.end].text) for word in entity[1:])
    return Named(entity, (), Sureness.YES) if _after_where(entity) and not inner else None


@cache
def _no_places() -> frozenset[str]:
    """Words that are the names of small places and hardly ever mean them: "North", "Police"."""
    return frozenset(row["word"] for row in rows("places/no_places.tsv"))


@cache
def _given_names() -> frozenset[str]:
    return frozenset(row["name"] for row in rows("cues/given_names.tsv"))


def _begins_name(token: "Token") -> bool:
    return token.text[:1].isupper() or (token.text[:1] in "'‘’" and token.text[1:2].isupper())


def _ends_of_names(words: "Words") -> list[int]:
    """Where a name may end that begins with the first of these tokens: behind a name word, with no mark inside."""
    ends: list[int] = []
    for token in words:
        text = token.text
        begins = token.i == words.start
        if text in ',;:()"“”' or "\n\n" in text or (token.is_sent_start and not begins):
            break
        if (
            begins or text[:1].isupper() or text[:1].isdigit() or token.ent_type_ in PLACE_TYPES
        ) and not token.is_space:
            ends.append(token.i + 1)
    return ends


def _sureness(words: "Words", known: Sequence[Candidate], surnames: frozenset[str]) -> Sureness:
    """Whether the words name a place, by what the language model takes them for and by what stands beside them."""
    if _is_code(words):
        return Sureness.YES if _after_comma(words) or words[0].ent_type_ == "GPE" else Sureness.NO
    labels = {token.ent_type_ for token in words}
    whole, own = _fills_entity(words), any(candidate.own for candidate in known)
    if _is_dateline(words):
        return Sureness.YES
    if labels & PEOPLES and words[-1].tag_ == "NNP" and _is_well_known(words, known, is_person=False):
        return Sureness.YES
    if labels & NEVER_TYPES or (len(words) == 1 and words[0].pos_ not in {"PROPN", "NOUN", "X"}):
        return Sureness.YES if labels <= PLACE_TYPES and own else Sureness.NO
    if words.text in surnames and not own and not _after_where(words):
        return Sureness.NO
    if labels <= {"GPE", "LOC"} or (labels == {"FAC"} and whole):
        return Sureness.YES
    if not whole:
        return Sureness.NO if "PERSON" in labels else _inside_name(words, known)
    if own and "PERSON" not in labels:
        return Sureness.YES
    if _after_where(words) or _is_well_known(words, known, is_person="PERSON" in labels):
        return Sureness.YES
    if "PERSON" not in labels and (_before(words) in TO_AND_FROM or (len(words) > 1 and labels == {""})):
        return Sureness.YES
    return Sureness.IF_KNOWN


def _is_dateline(words: "Words") -> bool:
    """Whether it is the place at the head of a report: "NAIROBI (Agency) -", "QUITO, Ecuador -"."""
    following = words.doc[words.end].text if words.end < len(words.doc) else ""
    return words.text.isupper() and len(words.text) > 3 and following in {"(", "-", "--", "---", "–", "—", ",", ":"}


def _is_well_known(words: "Words", known: Iterable[Candidate], *, is_person: bool) -> bool:
    """Whether a place of just that name is so large that the language model rather errs; not where it is a given
    name."""
    if is_person and words.text in _given_names():
        return False
    name = key(words.text)
    return any(one.population >= LEAST_PEOPLE_TO_BE_KNOWN and key(one.place.name) == name for one in known)


def _inside_name(words: "Words", known: Sequence[Candidate]) -> Sureness:
    """Whether a part of an organisation's name is that of a place: "the Lagos Chamber of Commerce", "Bank of Ghana"."""
    before = words.doc[words.start - 1] if words.start else None
    first = words[0].ent_iob_ == "B" or (before is not None and before.lower_ == "the" and before.ent_iob_ == "B")
    if not first and (before is None or before.lower_ not in {"of", "for", "in"}):
        return Sureness.NO
    name = key(words.text)
    large = any(candidate.population >= LEAST_PEOPLE_IN_ORGANISATION for candidate in known)
    named = any(key(one.place.name) == name or one.place.kind == "country" for one in known) or "." in words.text
    return Sureness.YES if large and named else Sureness.IF_KNOWN


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
    return _before(words) in {"in", "near", "outside", "around", "across"}


def _before(words: "Words") -> str:
    """The word before a name, past "the"."""
    at = words.start - 1
    if at > 0 and words.doc[at].lower_ == "the":
        at -= 1
    return words.doc[at].lower_ if at >= 0 else ""


def _after_comma(words: "Words") -> bool:
    return words.start > 1 and words.doc[words.start - 1].text == ","


def _kept(text: str, found: Sequence[Named]) -> list[Named]:
    """The sure ones, and of those that may be places what is surely named elsewhere or in one list with places."""
    sure = {named.name for named in found if named.sureness is Sureness.YES}
    beside = _beside(text, found)
    kept: list[Named] = []
    for number, named in enumerate(found):
        confirmed = any(_lies_in(one, other) for one in named.candidates for other in beside[number])
        if named.sureness is Sureness.YES or named.name in sure or confirmed or _in_list(text, found, number, kept):
            kept.append(named)
    return kept


def _in_list(text: str, found: Sequence[Named], number: int, kept: Sequence[Named]) -> bool:
    """Whether a name stands in one list with a sure place: "Accra, Lomé and Kara"."""
    words = found[number].words
    before = kept[-1].words if kept else None
    after = found[number + 1] if number + 1 < len(found) else None
    if words[0].ent_type_ == "PERSON":
        return False
    if before is not None and text[before.end_char : words.start_char] in LISTS:
        return True
    return bool(after and after.sureness is Sureness.YES and text[words.end_char : after.words.start_char] in LISTS)


# --- Which place of that name ----------------------------------------------------------------------------------------


def _senses(text: str, found: Sequence[Named]) -> list[Candidate | None]:
    """The candidate meant by each name."""
    beside = _beside(text, found)
    weights = _weights(found, beside)
    senses: list[Candidate | None] = []
    for named, containers in zip(found, beside, strict=True):
        within = [one for one in named.candidates if any(_lies_in(one, container) for container in containers)]
        pool = within or named.candidates
        best = max(pool, key=lambda one: (weights[named.name, one.place.id], one.place.id), default=None)
        senses.append(_seat(named, best) if best is not None and best.place.kind == "admin1" else best)
    return senses


def _seat(named: Named, province: Candidate) -> Candidate:
    """The city for which a province is called, if most live there; not in "the Kharkiv region"."""
    if named.words.root.dep_ in {"compound", "amod", "nmod"}:
        return province
    for one in named.candidates:
        city = one.place.kind == "city" and one.admin1 == province.admin1
        if city and one.population >= SEAT_SHARE * province.population:
            return one
    return province


def _weights(found: Sequence[Named], beside: Sequence[Sequence[Candidate]]) -> dict[tuple[str, str], float]:
    """What speaks for each candidate of each name, all in all."""
    known = {named.name: named.candidates for named in found if named.candidates}
    neighbours, held = _neighbours(known), _held(known)
    countries, provinces = _containers(known)
    confirmed = {
        (named.name, one.place.id)
        for named, containers in zip(found, beside, strict=True)
        for one in named.candidates
        if any(_lies_in(one, container) for container in containers)
    }
    weights = {}
    for name, candidates in known.items():
        for one in candidates:
            pair = name, one.place.id
            weight = _weight_alone(one) + NAMED_BESIDE * (pair in confirmed)
            weight += NEIGHBOUR * math.log2(1 + neighbours[pair])
            weight += HOLDS_OTHERS * math.log2(1 + held[pair])
            weight += PROVINCE_NAMED * bool(provinces[one.admin1] - {name})
            weight += COUNTRY_NAMED * bool(countries[one.place.country] - {name})
            weights[pair] = weight
    return weights


def _weight_alone(candidate: Candidate) -> float:
    population = REGION_PEOPLE if candidate.own and not candidate.population else candidate.population
    weight = math.log10(population + 10) + SMALLER_KINDS.get(candidate.place.kind, 0.0)
    weight += CAPITAL * gazetteer().is_capital(candidate)
    return weight + (OWN_TABLE if candidate.own else 0.0)


def _held(known: Mapping[str, Sequence[Candidate]]) -> dict[tuple[str, str], float]:
    """For countries and provinces: how many of the other names have their largest place in it, any place counting
    half."""
    shares: dict[str, dict[str, float]] = defaultdict(dict)
    for name, candidates in known.items():
        for one in candidates:
            for code in {one.place.country, one.admin1} - {""} if one.place.kind != "country" else ():
                shares[code].setdefault(name, 1.0 if one is candidates[0] else 0.5)
    held: dict[tuple[str, str], float] = defaultdict(float)
    for name, candidates in known.items():
        for one in candidates:
            code = {"country": one.place.country, "admin1": one.admin1}.get(one.place.kind, "")
            held[name, one.place.id] = sum(share for other, share in shares[code].items() if other != name)
    return held


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


def _beside(text: str, found: Sequence[Named]) -> list[tuple[Candidate, ...]]:
    """For each name the candidates of the name that follows after a comma: "Paris, Texas"."""
    beside: list[tuple[Candidate, ...]] = []
    for named, following in pairwise((*found, None)):
        assert named is not None
        between = text[named.words.end_char : following.words.start_char] if following else ""
        beside.append(following.candidates if following and between in NAMES_ITS_PROVINCE else ())
    return beside


def _lies_in(candidate: Candidate, container: Candidate) -> bool:
    """Whether a town or county lies in a province or country."""
    if candidate.place.id == container.place.id:
        return False
    if container.place.kind == "country":
        return candidate.place.country == container.place.country and candidate.place.kind != "country"
    return container.place.kind == "admin1" and candidate.admin1 == container.admin1


# --- Where an act took place -----------------------------------------------------------------------------------------


def _places_of(act: "Token") -> Iterator[tuple["Token", bool]]:
    """The words for places in the clause of an act, and whether they only stand before its noun.

    "Met in Accra", "fighting around Goma"; "the Oslo talks", but a state that stands so is whose act it is, or what
    about: "Greek aggression", "the Syria talks".
    """
    objects = [child.i for child in act.children if child.dep_ == "dobj"]
    for child in act.children:
        if child.dep_ == "prep" and child.lower_ in WHERE:
            # "Discussed a ban on arms, in Chad and Niger": set off behind an object, it goes with that.
            if not (objects and objects[0] < child.i and child.nbor(-1).text == ","):
                yield from ((place, False) for place in _objects(child))
        elif child.dep_ in {"compound", "nmod"} and not governs(child):
            yield child, True


def _objects(preposition: "Token") -> Iterator["Token"]:
    for child in preposition.children:
        if child.dep_ == "pobj":
            yield child
            yield from (part for part in child.children if part.dep_ in {"appos", "conj", "compound", "nmod"})
            for inner in child.children:
                # "Talks over the rights of herders in Darfur" need not be held there.
                if inner.dep_ == "prep" and inner.lower_ in WHERE | {"of"} and preposition.lower_ not in {"over", "on"}:
                    yield from _objects(inner)
