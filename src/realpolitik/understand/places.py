"""Where: names to gazetteer entries; disputed ones say so."""

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from realpolitik.lexicon.gazetteer import Candidate, gazetteer, key
from realpolitik.records.documents import Document
from realpolitik.records.places import Place, PlaceMention
from realpolitik.records.spans import span_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as Words

PLACE_TYPES = frozenset({"GPE", "LOC", "FAC"})
WHERE = frozenset({"in", "at", "near", "off", "outside", "inside", "around", "across", "on", "over", "along", "within"})
# What speaks for a candidate, in powers of ten of population. Chosen by hand: a town of the state or country named
# beside it beats a city a thousand times larger; a country that the document names counts like a factor of thirty.
NAMED_BESIDE = 3.0
COUNTRY_NAMED = 1.5
OWN_TABLE = 4.0


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
            for preposition in token.children
            if preposition.dep_ == "prep" and preposition.lower_ in WHERE
            for place in preposition.subtree
            if place.i in self.at and (place.head == preposition or place.dep_ in {"appos", "conj", "compound", "pobj"})
        ]
        return min(found, key=lambda place: (place.radius_km, place.id), default=None)


def places_in(document: Document, doc: "Doc") -> Places:
    """Every place named, with its entry in the gazetteer where it has one."""
    words = [(entity, gazetteer().named(entity.text)) for entity in _named(doc)]
    countries = Counter(c[0].place.country for _, c in words if c and c[0].place.kind == "country")
    chosen: dict[str, Candidate] = {}
    mentions, at = [], {}
    for number, (entity, candidates) in enumerate(words):
        if not candidates:
            continue
        beside = words[number + 1][1] if _beside(words, number) else ()
        name = key(entity.text)
        best = chosen.get(name)
        if best is None or beside:
            best = max(candidates, key=lambda candidate: _score(candidate, beside, countries))
            chosen.setdefault(name, best)
        mentions.append(PlaceMention(span=span_of(doc.text, entity.start_char, entity.end_char), place=best.place))
        at.update({token.i: best.place for token in entity})
    return Places(tuple(mentions), at)


def _named(doc: "Doc") -> Iterator["Words"]:
    """The names of places as the language model marks them, without "the" and possessive endings; and proper nouns
    that stand after "in" or "near", whatever the model takes them for."""
    for entity in doc.ents:
        first, last = entity.start, entity.end
        while first < last and doc[first].lower_ in {"the", "northern", "southern", "eastern", "western", "central"}:
            first += 1
        while last > first and (doc[last - 1].tag_ == "POS" or doc[last - 1].is_space):
            last -= 1
        if first == last:
            continue
        if entity.label_ in PLACE_TYPES or _after_where(doc, entity):
            yield doc[first:last]


def _after_where(doc: "Doc", entity: "Words") -> bool:
    before = doc[entity.start - 1].lower_ if entity.start else ""
    return entity.label_ in {"PERSON", "ORG"} and before in {"in", "near"} and len(entity) <= 2


def _beside(words: Sequence[tuple["Words", tuple[Candidate, ...]]], number: int) -> bool:
    """Whether the next place follows after a comma: "Paris, Texas"."""
    if number + 1 >= len(words):
        return False
    entity, following = words[number][0], words[number + 1][0]
    between = entity.doc.text[entity.end_char : following.start_char]
    return between in {", ", ","}


def _score(candidate: Candidate, beside: Sequence[Candidate], countries: Mapping[str, int]) -> tuple[float, str]:
    score = math.log10(candidate.population + 10)
    if candidate.place.kind in {"country", "region", "disputed", "sea", "strait"} and not candidate.place.geonames:
        score += OWN_TABLE
    for other in beside:
        if other.place.kind == "country" and other.place.country == candidate.place.country:
            score += NAMED_BESIDE
            break
        if other.admin1 and other.admin1 == candidate.admin1 and other.place.kind != candidate.place.kind:
            score += NAMED_BESIDE
            break
    if candidate.place.country in countries:
        score += COUNTRY_NAMED
    # The same score for two: the one whose id comes first, so that the answer never depends on chance.
    return score, candidate.place.id
