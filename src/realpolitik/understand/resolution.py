"""Who is meant by a noun phrase that stands alone: its state and its PLOVER sector."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from realpolitik.lexicon.actors import Actors, actors
from realpolitik.lexicon.gazetteer import gazetteer
from realpolitik.lexicon.loader import many, rows
from realpolitik.records.actors import Actor, ActorKind, Participant
from realpolitik.records.documents import Document
from realpolitik.records.times import Basis, on
from realpolitik.understand.actors import Name, names_in
from realpolitik.understand.coreference import cast_of
from realpolitik.understand.phrases import CIVILIAN, participant, persons
from realpolitik.understand.sentences import parse_text

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

# PLOVER writes these in the place of a state for bodies of many states: its codes for the United Nations, for the
# European Union, and for all others.
INTERNATIONAL = {"united-nations": "UNO", "european-union": "EUR"}
OTHER_INTERNATIONAL = "IGO"
# PLOVER's code for a state that hardly any other recognises; it stands under the state that claims its land.
UNRECOGNISED = "PRE"
# A smaller place is more often a word that is also a hamlet's name: chosen by hand, never calibrated.
TOWN_POPULATION = 50_000


NOMINAL = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "PRON"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """Who a noun phrase means. `country` is an ISO 3166-1 alpha-3 code, or UNO, EUR or IGO for a body of many states.

    `actor` is the id of an actor of the tables, "" for anyone else; `name` the actor's name, else the words.
    """

    name: str
    country: str = ""
    sector: str = ""
    actor: str = ""


def resolve(mention: str, day: date | None = None, context: str = "") -> Resolution:
    """Who a noun phrase means on a day: "Pakistani Army", "a Ugandan attorney", "Angela Merkel".

    `context` may name a state to which the phrase belongs if its own words do not say ("Mexico" for "the PRI").

    Limits: everything is read out of the words; a person or body that no table knows has no country of its own.
    """
    text = re.sub(r"\s+(?=['’]s\b)|\s+(?= )", "", mention.strip())
    if not text:
        return Resolution(name="")
    doc = parse_text(text)
    published = on(day, basis=Basis.GIVEN) if day else None
    document = Document(id="mention", text=text, original=b"", published=published)
    return _Reading(doc, names_in(document, doc), document, day, context).resolution()


@dataclass(slots=True)
class _Reading:
    doc: "Doc"
    names: tuple[Name, ...]
    document: Document
    day: date | None
    context: str

    def resolution(self) -> Resolution:
        head = _head(self.doc, self.names)
        who = self._who(head)
        known = actors()
        actor = known.by_id.get(who.actor) if who else None
        country = self._country(who, known) or self._place(head) or self._state_of(self.context, known)
        sector = (who.sector if who else "") or ("" if actor else self._sector(head, known))
        sovereign = _claimed().get(country, "")
        return Resolution(
            name=who.name if who and who.actor else self.doc.text,
            country=sovereign or country,
            sector=UNRECOGNISED if sovereign and not sector else sector,
            actor=actor.id if actor else "",
        )

    def _who(self, head: "Token") -> Participant | None:
        for name in self.names:
            if name.first <= head.i <= name.last:
                return participant(name, name.span, self.day)
        found = cast_of(self.document, self.doc, self.names).at(head)
        return found[0] if found else None

    def _country(self, who: Participant | None, known: Actors) -> str:
        if who is None:
            return ""
        if who.country:
            return who.country
        party = known.by_id.get(who.party)
        return _international(party, known) if party else ""

    def _place(self, head: "Token") -> str:
        """The state of a state, organisation or town named anywhere in the words, unless they name a person."""
        if head.ent_type_ == "PERSON":
            return ""
        for name in self.names:
            if name.actor.country and not self._only_helps(name.last):
                return name.actor.country
        for name in self.names:
            found = _international(name.actor, actors())
            if found:
                return found
        for start, end in self._towns():
            for candidate in gazetteer().named(self.doc[start:end].text)[:1]:
                if candidate.population >= TOWN_POPULATION:
                    return candidate.place.country
        return ""

    def _only_helps(self, last: int) -> bool:
        """ "Iranian-backed": not of the state whose name ends there."""
        behind = self.doc[last + 1 : last + 3]
        return len(behind) == 2 and behind[0].text == "-" and behind[1].lower_ in {"backed", "funded", "armed"}

    def _towns(self) -> Iterator[tuple[int, int]]:
        """Where a town may be named: the model's places, and the proper nouns before a common one."""
        for entity in self.doc.ents:
            if entity.label_ in {"GPE", "LOC", "FAC"} and not self._only_helps(entity.end - 1):
                yield entity.start, entity.end
        for name in self.names:
            if name.actor.kind is ActorKind.ORGANISATION:
                yield from ((name.first, min(name.first + length, name.last)) for length in (3, 2, 1))
        first = next((token.i for token in self.doc if token.pos_ != "PROPN"), len(self.doc))
        if 0 < first < len(self.doc) and self.doc[first].pos_ == "NOUN":
            yield 0, first
        elif first > 1:
            yield 0, 1

    def _state_of(self, context: str, known: Actors) -> str:
        aliases = known.named(context, self.day) if context else ()
        return known.by_id[aliases[0].actor].country if aliases else ""

    def _sector(self, head: "Token", known: Actors) -> str:
        """The sector that another of the words gives away: "police station", "army accountant"."""
        words = [token.lower_ for token in self.doc]
        lemmas = [token.lemma_.lower() for token in self.doc]
        for end in (*range(head.i + 1, 0, -1), *range(head.i + 2, len(words) + 1)):
            found = known.agent(words[:end]) or known.agent(lemmas[:end])
            if found:
                return found.sector
            title = known.titles.get(lemmas[end - 1])
            if title and title.sector:
                return title.sector
        return CIVILIAN if any(lemma in persons() for lemma in lemmas) else ""


def _head(doc: "Doc", names: tuple[Name, ...]) -> "Token":
    """The noun that says what the phrase is: the last before a preposition, a comma or a relative clause."""
    inside = {i for name in names for i in range(name.first, name.last + 1)}
    last = None
    for token in doc:
        if token.i in inside or token.pos_ in NOMINAL or (token.head == token and token.lower_ in actors().agents):
            last = token
        elif last is not None and last.pos_ != "ADJ" and token.pos_ in {"ADP", "PUNCT", "SCONJ"} and token.text != "-":
            break
    return last if last is not None else doc[0]


@cache
def _claimed() -> Mapping[str, str]:
    """By a state of our own code (X..): the state of ISO 3166 in which its land lies."""
    return {
        claimant: row["countries"]
        for row in rows("places/regions.tsv")
        if row["kind"] == "disputed"
        for claimant in many(row["claimants"])
        if claimant.startswith("X") and claimant != row["countries"]
    }


def _international(actor: Actor, known: Actors) -> str:
    """PLOVER's code for a body of many states."""
    above: Actor | None = actor
    while above is not None:
        if above.id in INTERNATIONAL:
            return INTERNATIONAL[above.id]
        above = known.by_id.get(above.parent)
    return OTHER_INTERNATIONAL if actor.sector == "IGO" and not actor.country else ""
