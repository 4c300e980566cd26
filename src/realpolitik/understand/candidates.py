"""Words that may name an actor: the names of our tables, and what the language model takes for a name."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from realpolitik.lexicon.actors import SURNAME, Actors
from realpolitik.lexicon.loader import rows
from realpolitik.lexicon.names import folded
from realpolitik.records.actors import Actor, ActorKind, Alias
from realpolitik.understand.descriptions import Description

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

PERSON_LABEL, ORGANISATION_LABEL = "PERSON", "ORG"
# "Pro-Russian" rebels are not Russia's, and "African American" says of nobody that a state is behind them.
LEANINGS = frozenset({"pro", "anti", "non", "african"})


# Whoever has two family names bears no more of them ("Gómez Farías").
MAX_LAST_NAMES = 2


@dataclass(slots=True)
class Candidate:
    """Some words that may name an actor, from the tables (`aliases`) or from the language model (`label`).

    `first` and `last` are token indices, `last` included. What is found out about it is written into the later fields:
    the `alias` it uses, the `actor` it means, where a title before it begins (`start`), and what the title says.
    """

    first: int
    last: int
    aliases: tuple[Alias, ...] = ()
    label: str = ""
    alias: Alias | None = None
    actor: Actor | None = None
    start: int = -1
    said: Description | None = None

    @property
    def single(self) -> bool:
        """Whether it is one word."""
        return self.first == self.last

    @property
    def is_person(self) -> bool:
        """Whether it means a person."""
        return self.actor is not None and self.actor.kind is ActorKind.PERSON

    @property
    def is_stranger(self) -> bool:
        """Whether it means someone whom no table knows."""
        return self.actor is not None and self.actor.id.startswith("~")

    @property
    def kinds(self) -> frozenset[str]:
        """The kinds of alias that it may be."""
        return frozenset(alias.kind for alias in self.aliases)

    def covers(self, other: "Candidate") -> bool:
        """Whether it is longer than the other, which lies inside it."""
        inside = self.first <= other.first and other.last <= self.last
        return inside and (self.first, self.last) != (other.first, other.last)


def candidates_in(doc: "Doc", day: date | None, known: Actors) -> list[Candidate]:
    """Known names, and the model's persons and organisations that are none of them."""
    return _Finder(doc, day, known).candidates()


@dataclass(frozen=True, slots=True)
class _Finder:
    doc: "Doc"
    day: date | None
    known: Actors

    def candidates(self) -> list[Candidate]:
        entities = [found for entity in self.doc.ents if (found := self._entity(self._whole(entity), entity.label_))]
        entities = [entity for entity in entities if not any(other.covers(entity) for other in entities)]
        around = {i: entity for entity in entities for i in range(entity.first, entity.last + 1)}
        known = list(self._known())
        people = {i for name in known if self._people(name) for i in range(name.first, name.last + 1)}
        kept: list[Candidate] = []
        lost: set[int] = set()
        for name in known:
            entity = around.get(name.first) or around.get(name.last)
            if entity is not None and entity.covers(name) and self._swallows(entity, name, people):
                continue
            kept.append(name)
            if entity is not None and not (entity.label == PERSON_LABEL and "adjective" in name.kinds):
                lost.add(entity.first)
        return kept + [entity for entity in entities if entity.first not in lost]

    def _known(self) -> Iterator[Candidate]:
        text, starts = self.doc.text, [token.idx for token in self.doc]
        for start, end, name in self.known.index.find(text):
            first, last = bisect_right(starts, start) - 1, bisect_right(starts, end - 1) - 1
            rest = text[starts[first] : start] + text[end : starts[last] + len(self.doc[last])]
            part_of_word = any(character.isalnum() for character in rest)
            month = first == last and self.doc[first].ent_type_ in {"DATE", "TIME"}
            if not (part_of_word or month or self._leans(first) or self._ends_longer(first, name)):
                yield Candidate(first, last, aliases=self.known.named(name, self.day))

    def _leans(self, first: int) -> bool:
        before = [token.lower_ for token in self.doc[max(0, first - 2) : first]]
        return before[-1:] != [] and (before[-1] in LEANINGS or (before[-1] == "-" and before[0] in LEANINGS))

    def _ends_longer(self, first: int, name: str) -> bool:
        """Whether an organisation's one word ends the name of another: "Christian Democrats" are not the Democrats."""
        token, before = self.doc[first], self.doc[max(0, first - 1)]
        longer = token.ent_iob_ == "I" or (before.head == token and before.ent_type_ == token.ent_type_ == "NORP")
        if " " in name or not longer or not before.text[0].isupper():
            return False
        own = {self.known.by_id[alias.actor].country for alias in self.known.named(before.text, self.day)} - {""}
        meant = [(self.known.by_id[alias.actor], alias.kind) for alias in self.known.named(name, self.day)]
        return all(
            actor.kind is ActorKind.ORGANISATION and kind != "acronym" and actor.country not in own
            for actor, kind in meant
        )

    def _whole(self, entity: "Span") -> "list[Token]":
        """The model's words, and of a person the last names that it left out: "Juan Carlos" of "Juan Carlos Jobim"."""
        tokens, head = list(entity), entity[-1].head
        rest = self.doc[entity.end : head.i + 1]
        cut = entity.label_ == PERSON_LABEL and entity[-1].dep_ == "compound" and 0 < len(rest) <= MAX_LAST_NAMES
        if cut and all(token.pos_ == "PROPN" and self._may_be_last_name(token) for token in rest):
            tokens.extend(rest)
        return tokens

    def _may_be_last_name(self, token: "Token") -> bool:
        words = (token.lower_, token.lemma_.lower())
        bearers = {self.known.by_id[alias.actor].kind for alias in self.known.named(token.text)}
        described = self.known.description_words.intersection(words)
        return token.text[0].isupper() and not described and bearers <= {ActorKind.PERSON}

    def _entity(self, tokens: "list[Token]", label: str) -> Candidate | None:
        """A person or organisation of the model, trimmed to the name itself."""
        if label not in {PERSON_LABEL, ORGANISATION_LABEL}:
            return None
        tokens = tokens[: next((place for place, token in enumerate(tokens) if "\n" in token.text), len(tokens))]
        while tokens and (tokens[0].pos_ == "DET" or not tokens[0].text[0].isalnum() or self._titles(tokens[0], label)):
            tokens = tokens[1:]
        while tokens and (tokens[-1].tag_ == "POS" or not tokens[-1].text[0].isalnum()):
            tokens = tokens[:-1]
        if not tokens or any("/" in token.text or token.like_num for token in tokens):
            return None
        return Candidate(tokens[0].i, tokens[-1].i, label=label)

    def _titles(self, token: "Token", label: str) -> bool:
        return label == PERSON_LABEL and token.lower_.rstrip(".") in self.known.titles

    def _people(self, name: Candidate) -> bool:
        return any(self.known.by_id[alias.actor].kind is ActorKind.PERSON for alias in name.aliases)

    def _swallows(self, entity: Candidate, name: Candidate, people: set[int]) -> bool:
        """Whether a known name is only a part of another, unknown one: "Michael Jordan", "University of Chad"."""
        if entity.label == ORGANISATION_LABEL:
            if is_generic(self.doc, self.known, entity):
                return False
            whole = bool(organisation_sector(self.doc, self.known, entity)) or self._begins(entity, name)
            return whole and not self._people(name)
        if "adjective" in name.kinds or not is_personal(self.doc, entity):
            return False
        if not self._people(name):
            ends = name.first - 1 in people and name.last == entity.last  # "Salman bin Abdulaziz Al Saud"
            return ends or not any(i in people for i in range(entity.first, entity.last + 1))
        rest = range(name.last + 1, entity.last + 1)
        if rest:
            tokens = self.doc[name.last + 1 : entity.last + 1]
            proper = all(token.pos_ == "PROPN" or token.text == "-" or ends_given_name(token) for token in tokens)
            return proper and (people.isdisjoint(rest) or self._out_of_office(name))
        return name.single and not self._respelled(entity, name)

    def _begins(self, entity: Candidate, name: Candidate) -> bool:
        """Whether a place only begins the longer name of an organisation: "Brussels Policy Forum"."""
        rest = self.doc[name.last + 1 : entity.last + 1]
        proper = all(token.pos_ == "PROPN" and token.text not in self.known.aliases for token in rest)
        return name.first == entity.first and len(rest) > 1 and proper and "acronym" not in name.kinds

    def _out_of_office(self, name: Candidate) -> bool:
        """Whether it is only the surname of people out of office, and here a given name: "Martin Brandt"."""
        bearers = (self.known.by_id[alias.actor] for alias in name.aliases)
        return name.kinds == {SURNAME} and all(bearer.office_on(self.day) is None for bearer in bearers)

    def _respelled(self, entity: Candidate, name: Candidate) -> bool:
        """Whether it may be another spelling of someone in office: "Benyamin Netanyahu"."""
        initial = folded(self.doc[entity.first].text)[0]
        return any(
            folded(self.known.by_id[alias.actor].name).startswith(initial)
            and self.known.by_id[alias.actor].office_on(self.day) is not None
            for alias in name.aliases
        )


def organisation_sector(doc: "Doc", known: Actors, name: Candidate) -> str:
    """The sector of an organisation by the noun in its name ("University of Chad"); "" if it has none."""
    tokens = doc[name.first : name.last + 1]
    end = next((place for place, token in enumerate(tokens) if place and token.pos_ == "ADP"), len(tokens))
    agent = known.agent([token.lower_ for token in tokens[:end]])
    return agent.sector if agent else ""


def is_generic(doc: "Doc", known: Actors, name: Candidate) -> bool:
    """Whether a name is only what every state has, with or without the state: "Spanish Supreme Court", "Ministry"."""
    words = [token.lower_ for token in doc[name.first : name.last + 1]]
    while words and doc[name.last + 1 - len(words)].text in known.aliases:
        words = words[1:]
    end = next((place for place, word in enumerate(words) if word in {"of", "for"}), len(words))
    return " ".join(words[:end]) in known.agents


def is_personal(doc: "Doc", name: Candidate) -> bool:
    """Whether every word of it could be part of a person's name."""
    return all(
        token.text[0].isupper() or token.lower_ in particles() or token.text == "-" or ends_given_name(token)
        for token in doc[name.first : name.last + 1]
    )


def ends_given_name(token: "Token") -> bool:
    """Whether it is the second half of a given name, as Koreans write it behind their family name: "Kim Sang-soo"."""
    return token.i > 0 and token.nbor(-1).text == "-" and token.text.isalpha() and token.text.islower()


@cache
def particles() -> frozenset[str]:
    """Small words inside persons' names: "bin", "van", "de"."""
    return frozenset(row["word"] for row in rows("cues/name_particles.tsv"))
