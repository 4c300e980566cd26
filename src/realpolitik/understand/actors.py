"""Who is named: titles, aliases, metonyms (Kremlin, Jerusalem); a city or its government, a title or a name."""

import re
import unicodedata
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from realpolitik.lexicon.actors import Actors, actors
from realpolitik.lexicon.loader import rows
from realpolitik.lexicon.names import folded
from realpolitik.records.actors import Actor, ActorKind, Alias, Office
from realpolitik.records.documents import Document
from realpolitik.records.mentions import Naming
from realpolitik.records.spans import Span
from realpolitik.understand.sentences import span_between

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

# Bodies of a state act for it; rebels, parties and firms of a country do not.
STATE_SECTORS = frozenset({"GOV", "MIL", "COP", "SPY", "JUD", "LEG"})
# Aliases that are one with a place: whether a government is meant, the syntax has to say.
CITY = "capital"
MODIFIERS = frozenset({"amod", "compound", "poss", "nmod", "nummod"})
# How many words before a name can belong to its title ("the Joint Special Envoy of the UN and the Arab League ..."):
# chosen by hand, never calibrated.
MAX_TITLE_WORDS = 14


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A name in the text and the actor it stands for; `first` and `last` are token indices, `last` included.

    `acts` is False where the words name a state only as a place ("in Syria"): no actor of the sentence, but someone
    whom "the country" can refer back to.
    """

    span: Span
    first: int
    last: int
    actor: Actor
    naming: Naming = Naming.NAME
    acts: bool = True


def names_in(document: Document, doc: "Doc") -> tuple[Name, ...]:
    """Every naming of an actor by a name, a title with a name, an adjective or a metonym, in the order of the text."""
    return _Reader(doc, day_of(document)).names()


def day_of(document: Document) -> date | None:
    """The day the document was published, if that is known."""
    return document.published.start if document.published else None


def slug(name: str) -> str:
    """The id of an actor known by its name alone.

    Example:
        >>> slug("Côte d'Or Group")
        '~cote-d-or-group'
    """
    return "~" + re.sub(r"[\W_]+", "-", folded(name).lower()).strip("-")


@dataclass(slots=True)
class _Hit:
    """Some words that may name an actor; the choice among the aliases comes later."""

    first: int
    last: int
    aliases: tuple[Alias, ...] = ()
    label: str = ""
    actor: Actor | None = None
    alias: Alias | None = None
    said: Office | None = None
    start: int = -1  # where the naming begins with its title

    @property
    def is_person(self) -> bool:
        return self.actor is not None and self.actor.kind is ActorKind.PERSON


@dataclass(slots=True)
class _Reader:
    """One reading of one document."""

    doc: "Doc"
    day: date | None
    known: Actors = field(default_factory=actors)
    hits: list[_Hit] = field(default_factory=list)
    at: dict[int, _Hit] = field(default_factory=dict)

    def names(self) -> tuple[Name, ...]:
        self._find()
        self._choose()
        self._short_forms()
        for hit in self.hits:
            if hit.is_person:
                self._title(hit)
        said: dict[str, list[Office]] = defaultdict(list)
        for hit in self.hits:
            if hit.is_person and hit.actor:
                if hit.said is None:
                    hit.said = self._apposed(hit)
                if hit.said is not None:
                    said[hit.actor.id].append(hit.said)
        final = {hit.actor.id: self._with_offices(hit.actor, said[hit.actor.id]) for hit in self.hits if hit.actor}
        return tuple(self._name(hit, final[hit.actor.id]) for hit in self.hits if hit.actor)

    # Finding the words.

    def _find(self) -> None:
        entities = [hit for entity in self.doc.ents if (hit := self._entity(entity.start, entity.end, entity.label_))]
        known = list(self._known())
        inside: dict[int, _Hit] = {i: entity for entity in entities for i in range(entity.first, entity.last + 1)}
        lost: set[int] = set()
        kept: list[_Hit] = []
        for hit in known:
            entity = inside.get(hit.first) or inside.get(hit.last)
            if entity and self._swallowed(hit, entity):
                continue
            kept.append(hit)
            if entity:
                lost.add(id(entity))
        kept.extend(entity for entity in entities if id(entity) not in lost)
        self.hits = sorted(kept, key=lambda hit: hit.first)
        self._index()

    def _index(self) -> None:
        self.at = {i: hit for hit in self.hits for i in range(hit.first, hit.last + 1)}

    def _known(self) -> Iterator[_Hit]:
        starts = [token.idx for token in self.doc]
        for start, end, name in self.known.index.find(self.doc.text):
            first, last = bisect_right(starts, start) - 1, bisect_right(starts, end - 1) - 1
            before = self.doc.text[starts[first] : start]
            after = self.doc.text[end : starts[last] + len(self.doc[last])]
            if any(character.isalnum() for character in before + after):
                continue
            if first == last and self.doc[first].ent_type_ in {"DATE", "TIME"}:
                continue
            if first and self.doc[first - 1].lower_ in {"pro", "anti", "non"}:
                continue
            if first > 1 and self.doc[first - 1].text == "-" and self.doc[first - 2].lower_ in {"pro", "anti", "non"}:
                continue
            yield _Hit(first, last, aliases=self.known.named(name, self.day))

    def _entity(self, start: int, end: int, label: str) -> _Hit | None:
        if label not in {"PERSON", "ORG"}:
            return None
        tokens = [token for token in self.doc[start:end]]
        while tokens and (tokens[0].lower_ in {"the", "a", "an"} or not tokens[0].text[0].isalnum()):
            tokens.pop(0)
        while tokens and (tokens[-1].tag_ == "POS" or not tokens[-1].text[-1].isalnum() and tokens[-1].text[-1] != "."):
            tokens.pop()
        for place, token in enumerate(tokens):
            if "\n" in token.text:
                tokens = tokens[:place]
                break
        if not tokens or not tokens[-1].text[0].isalnum():
            return None
        if label == "PERSON":
            tokens = self._without_title(tokens)
            if not tokens:
                return None
        return _Hit(tokens[0].i, tokens[-1].i, label=label)

    def _without_title(self, tokens: "list[Token]") -> "list[Token]":
        while tokens and tokens[0].lower_.rstrip(".") in self.known.titles:
            tokens = tokens[1:]
        return tokens

    def _swallowed(self, hit: _Hit, entity: _Hit) -> bool:
        """Whether a known name is only a part of another, unknown one."""
        if hit.first < entity.first or hit.last > entity.last or (hit.first, hit.last) == (entity.first, entity.last):
            return False
        kinds = {alias.kind for alias in hit.aliases}
        if entity.label == "PERSON":
            person = any(self.known.by_id[alias.actor].kind is ActorKind.PERSON for alias in hit.aliases)
            return not (person and hit.last == entity.last and hit.first != hit.last) and not kinds & {"adjective"}
        head = self.doc[entity.first : entity.last + 1].root
        return self.known.agent([head.lower_]) is not None and not kinds & {"acronym"}

    # Choosing who is meant.

    def _choose(self) -> None:
        full = {
            alias.actor
            for hit in self.hits
            for alias in hit.aliases
            if hit.last > hit.first and self.known.by_id[alias.actor].kind is ActorKind.PERSON
        }
        chosen = []
        for hit in self.hits:
            if hit.aliases:
                hit.alias = self._alias(hit, full)
                hit.actor = self.known.by_id[hit.alias.actor] if hit.alias else None
            elif hit.last > hit.first or hit.label == "PERSON":
                hit.actor = self._stranger(hit)
            if hit.actor:
                chosen.append(hit)
        self.hits = chosen
        self._index()

    def _alias(self, hit: _Hit, full: "set[str]") -> Alias | None:
        def fit(alias: Alias) -> tuple[int, int, str]:
            actor = self.known.by_id[alias.actor]
            if actor.kind is not ActorKind.PERSON:
                return (1, 0, alias.actor)
            office = actor.office_on(self.day)
            return (0 if alias.actor in full else 1 if office else 2, 0, alias.actor)

        best = min(hit.aliases, key=fit)
        actor = self.known.by_id[best.actor]
        if actor.kind is ActorKind.PERSON and hit.first == hit.last and best.actor not in full:
            token = self.doc[hit.first]
            if token.pos_ != "PROPN" or (self.day and fit(best)[0] == 2):
                return None
        return best

    def _stranger(self, hit: _Hit) -> Actor | None:
        words = self.doc[hit.first : hit.last + 1]
        if hit.label == "PERSON":
            if hit.first == hit.last or not all(token.text[0].isupper() or token.lower_ in {"al", "bin", "de", "van", "von", "ben", "ibn", "da", "la", "el", "-", "."} for token in words):
                return None
            return Actor(id=slug(words.text), name=words.text, kind=ActorKind.PERSON, detail="person")
        head = words.root
        agent = self.known.agent([token.lower_ for token in self.doc[hit.first : head.i + 1]])
        country = next((i.actor for token in words for i in [self.at.get(token.i)] if i and i.actor and i is not hit), None)
        if not any(character.isalpha() for character in slug(words.text)):
            return None
        return Actor(
            id=slug(words.text),
            name=words.text,
            kind=ActorKind.ORGANISATION,
            country=country.country if country else "",
            sector=agent.sector if agent else "",
        )

    # Short forms of names seen in full.

    def _short_forms(self) -> None:
        surnames: dict[str, Actor] = {}
        for hit in self.hits:
            if hit.is_person and hit.actor and hit.last > hit.first:
                surnames[self.doc[hit.last].text] = hit.actor
        for token in self.doc:
            taken = self.at.get(token.i)
            if token.text in surnames and (taken is None or (taken.first == taken.last and not taken.aliases)):
                if taken:
                    taken.actor = surnames[token.text]
                elif token.text[0].isupper():
                    self.hits.append(_Hit(token.i, token.i, label="PERSON", actor=surnames[token.text]))
        self.hits.sort(key=lambda hit: hit.first)
        self._index()

    # What is said of a person beside the name.

    def _title(self, hit: _Hit) -> None:
        hit.start = hit.first
        start = hit.first
        for token in reversed(self.doc[max(0, hit.first - MAX_TITLE_WORDS) : hit.first]):
            if not self._in_title(token, hit):
                break
            start = token.i
        while start < hit.first and not self.doc[start].text[0].isalnum():
            start += 1
        words = [token.lower_.rstrip(".") for token in self.doc[start : hit.first]]
        if not words or not any(word in self.known.titles for word in words):
            return
        hit.start = start
        hit.said = self._office(range(start, hit.first))

    def _in_title(self, token: "Token", hit: _Hit) -> bool:
        if token.i in self.at and self.at[token.i].is_person:
            return False
        if token.lower_ == "of":
            return token.i > 0 and self.doc[token.i - 1].lower_ in self.known.titles
        if token.pos_ in {"PROPN", "ADJ"} and token.text[0].isupper():
            return True
        if token.lower_.rstrip(".") in self.known.titles or token.tag_ == "POS":
            return True
        return token.pos_ in {"NOUN", "ADJ", "PROPN"} and token.dep_ in MODIFIERS

    def _office(self, words: Iterable[int]) -> Office | None:
        """The office that these words speak of."""
        sector, title, actor, country = "", "", None, ""
        tokens = [self.doc[i] for i in words]
        lowered = [token.lower_.rstrip(".") for token in tokens]
        borrowed = ""
        for end in range(1, len(tokens) + 1):
            found = self.known.title(lowered[:end])
            agent = self.known.agent(lowered[:end])
            if found and found.sector:
                if not title or not found.borrows:
                    sector, title = found.sector, " ".join(lowered[:end])
                if found.borrows and borrowed:
                    sector = borrowed
            elif agent:
                borrowed = agent.sector
        for token in tokens:
            hit = self.at.get(token.i)
            if hit and hit.actor and not hit.is_person:
                actor = actor or hit.actor
        if not title:
            return None
        if any(word in {"former", "ex", "then", "late", "retired", "ousted", "deposed"} for word in lowered):
            sector = "ELI"
        return Office(title=title, role="", actor=actor.id if actor else "", sector=sector)

    def _apposed(self, hit: _Hit) -> Office | None:
        """The office in an apposition: "X, the foreign minister of Y", "its leader, X"."""
        name = self.doc[hit.first : hit.last + 1].root
        heads = [child for child in name.children if child.dep_ == "appos"]
        if name.dep_ == "appos":
            heads.append(name.head)
        for head in heads:
            if head.i in self.at and self.at[head.i].is_person:
                continue
            first, last = head.left_edge.i, head.right_edge.i
            words = [i for i in range(first, min(last, first + MAX_TITLE_WORDS) + 1) if not hit.first <= i <= hit.last]
            office = self._office(words)
            if office:
                return office
        return None

    def _with_offices(self, actor: Actor, said: Sequence[Office]) -> Actor:
        """The actor with what the text says of a person whom no table knows."""
        if actor.kind is not ActorKind.PERSON or not said or not actor.id.startswith("~"):
            return actor
        offices = [office for office in said if office.actor] or list(said)
        best = offices[0]
        behind = self.known.by_id.get(best.actor)
        country = (behind.country if behind else "") or ""
        return replace(actor, country=country, sector=best.sector, offices=(best,))

    # The final form.

    def _name(self, hit: _Hit, actor: Actor) -> Name:
        start = hit.start if hit.start >= 0 else hit.first
        naming, acts = Naming.NAME, True
        kind = hit.alias.kind if hit.alias else ""
        if start < hit.first:
            naming = Naming.TITLE
        elif kind in {"adjective", "demonym"}:
            naming = Naming.ADJECTIVE
        elif kind == CITY:
            naming, acts = Naming.METONYM, self._governs(hit)
        elif kind == "metonym":
            naming = Naming.METONYM
        elif actor.kind is ActorKind.STATE:
            acts = not self._only_place(hit)
        return Name(
            span=span_between(self.doc, self.doc[start], self.doc[hit.last]),
            first=start,
            last=hit.last,
            actor=actor,
            naming=naming,
            acts=acts,
        )

    def _governs(self, hit: _Hit) -> bool:
        """Whether a city stands for its government, by the words around it."""
        token = self.doc[hit.first : hit.last + 1].root
        if token.dep_ == "conj":
            token = token.head
        following = self.doc[hit.last + 1] if hit.last + 1 < len(self.doc) else None
        if following is not None and following.text in {",", "("} and hit.last + 2 < len(self.doc):
            after = self.at.get(hit.last + 2)
            if after and after.alias and after.alias.kind == "name":
                return False
        cues = _city_cues()
        match token.dep_:
            case "nsubj":
                return token.head.lemma_ not in cues["subject", "city"] or any(
                    child.dep_ in {"xcomp", "ccomp", "dobj"} for child in token.head.children
                )
            case "nsubjpass" | "dobj":
                if token.dep_ == "nsubjpass":
                    return token.head.lemma_ in cues["object", "government"]
                return token.head.lemma_ not in cues["object", "city"]
            case "poss":
                return token.head.lemma_.lower() not in cues["possessed", "city"]
            case "pobj":
                return self._government_after(token.head)
            case "agent":
                return True
        return False

    def _government_after(self, preposition: "Token") -> bool:
        cues = _city_cues()
        word, above = preposition.lower_, preposition.head
        if word in cues["preposition", "city"]:
            return False
        if word in {"to", "from", "for", "on", "toward", "towards", "upon"}:
            return above.lemma_.lower() not in cues["motion", "city"]
        if word == "of":
            return above.lemma_.lower() not in cues["part", "city"]
        return word in cues["preposition", "government"]

    def _only_place(self, hit: _Hit) -> bool:
        token = self.doc[hit.first : hit.last + 1].root
        while token.dep_ == "conj":
            token = token.head
        if token.dep_ != "pobj":
            return False
        cues = _city_cues()
        word, above = token.head.lower_, token.head.head
        if word in cues["preposition", "city"]:
            return True
        return word in {"to", "from"} and above.pos_ == "VERB" and above.lemma_ in cues["motion", "city"]


@cache
def _city_cues() -> Mapping[tuple[str, str], frozenset[str]]:
    """By where it stands and what it tells: the words that tell a city from its government."""
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in rows("cues/cities.tsv"):
        found[row["where"], row["reading"]].add(row["cue"])
    return defaultdict(frozenset, {key: frozenset(cues) for key, cues in found.items()})
