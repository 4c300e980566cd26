"""Who is named: titles, aliases, metonyms (Kremlin, Jerusalem); a city or its government, a title or a name."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from realpolitik.lexicon.actors import SURNAME, Actors, actors
from realpolitik.lexicon.loader import rows
from realpolitik.lexicon.names import folded
from realpolitik.records.actors import Actor, ActorKind, Alias
from realpolitik.records.documents import Document
from realpolitik.records.mentions import Naming
from realpolitik.records.spans import Span
from realpolitik.understand.descriptions import Belonging, Description, describe
from realpolitik.understand.metonyms import governs, only_place
from realpolitik.understand.sentences import span_between

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

MODIFIERS = frozenset({"amod", "compound", "poss", "nmod", "nummod"})
# How many words before a name can belong to its title ("the Joint Special Envoy of the UN and the Arab League"), and
# how many after it to an apposition: chosen by hand, never calibrated.
MAX_TITLE_WORDS = 14
# Of several kinds of alias with the same spelling the plainest counts first ("Singapore": the state, not the city).
ALIAS_ORDER = ("name", "acronym", "short", "adjective", "demonym", "former", "metonym", "capital", SURNAME)
# "pro-Russian" rebels are not Russia's.
LEANINGS = frozenset({"pro", "anti", "non"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A name in the text and the actor it stands for; `first` and `last` are token indices, `last` included.

    `acts` is False where the words name a state only as a place ("in Syria"): no actor of the sentence, but someone
    whom "the country" can refer back to. `said` is what the document says of a person beside the name.
    """

    span: Span
    first: int
    last: int
    actor: Actor
    naming: Naming = Naming.NAME
    acts: bool = True
    said: Description | None = None


def names_in(document: Document, doc: "Doc") -> tuple[Name, ...]:
    """Every naming of an actor by a name, a title with a name, an adjective or a metonym, in the order of the text.

    A name seen in full decides who its short form is, wherever the document uses it.
    """
    return _Reader(doc, day_of(document)).names()


def day_of(document: Document) -> date | None:
    """The day the document was published, if that is known."""
    return document.published.start if document.published else None


def slug(name: str) -> str:
    """The id of an actor known by its name in a text alone.

    Example:
        >>> slug("Côte d'Or Group")
        '~cote-d-or-group'
    """
    return "~" + re.sub(r"[\W_]+", "-", folded(name).lower()).strip("-")


@dataclass(slots=True)
class _Hit:
    """Some words that may name an actor, from the tables (`aliases`) or from the language model (`label`)."""

    first: int
    last: int
    aliases: tuple[Alias, ...] = ()
    label: str = ""
    alias: Alias | None = None
    actor: Actor | None = None
    start: int = -1  # where the naming begins if a title stands before it
    said: Description | None = None

    @property
    def single(self) -> bool:
        return self.first == self.last

    @property
    def is_person(self) -> bool:
        return self.actor is not None and self.actor.kind is ActorKind.PERSON

    @property
    def kinds(self) -> set[str]:
        return {alias.kind for alias in self.aliases}


@dataclass(slots=True)
class _Reader:
    """One reading of one document."""

    doc: "Doc"
    day: date | None
    known: Actors = field(default_factory=actors)
    hits: list[_Hit] = field(default_factory=list)
    at: dict[int, _Hit] = field(default_factory=dict)

    def names(self) -> tuple[Name, ...]:
        """The steps in their order: words, who is meant, short forms, titles, what is said of whom."""
        self._keep(self._found())
        self._choose()
        self._introduced_acronyms()
        self._short_forms()
        self._titles()
        told = self._told()
        inside = {i for hit in self.hits if hit.start >= 0 for i in range(hit.start, hit.first)}
        return tuple(
            self._name(hit, hit.actor, told.get(hit.actor.id))
            for hit in self.hits
            if hit.actor is not None and hit.first not in inside
        )

    def _keep(self, hits: Iterable[_Hit]) -> None:
        self.hits = sorted(hits, key=lambda hit: (hit.first, hit.last))
        self.at = {i: hit for hit in self.hits for i in range(hit.first, hit.last + 1)}

    # The words.

    def _found(self) -> list[_Hit]:
        """Known names, and the model's names that are none of them."""
        entities = [hit for entity in self.doc.ents if (hit := self._entity(list(entity), entity.label_))]
        inside = {i: entity for entity in entities for i in range(entity.first, entity.last + 1)}
        known = list(self._known())
        people = {i for hit in known if self._people(hit) for i in range(hit.first, hit.last + 1)}
        kept: list[_Hit] = []
        lost: set[int] = set()
        for hit in known:
            entity = inside.get(hit.first) or inside.get(hit.last)
            if entity is not None and self._swallows(entity, hit, people):
                continue
            kept.append(hit)
            if entity is not None and not (entity.label == "PERSON" and hit.kinds & {"adjective"}):
                lost.add(entity.first)
        return kept + [entity for entity in entities if entity.first not in lost]

    def _known(self) -> Iterator[_Hit]:
        starts = [token.idx for token in self.doc]
        for start, end, name in self.known.index.find(self.doc.text):
            first, last = bisect_right(starts, start) - 1, bisect_right(starts, end - 1) - 1
            rest = self.doc.text[starts[first] : start] + self.doc.text[end : starts[last] + len(self.doc[last])]
            if any(character.isalnum() for character in rest) or self._leans(first):
                continue
            if first == last and self.doc[first].ent_type_ in {"DATE", "TIME"}:
                continue
            yield _Hit(first, last, aliases=self.known.named(name, self.day))

    def _leans(self, first: int) -> bool:
        before = self.doc[max(0, first - 2) : first]
        return any(token.lower_ in LEANINGS for token in before) and (
            before[-1].text == "-" or before[-1].lower_ in LEANINGS
        )

    def _entity(self, tokens: "list[Token]", label: str) -> _Hit | None:
        """A person or organisation of the model, trimmed to the name itself."""
        if label not in {"PERSON", "ORG"}:
            return None
        broken = next((place for place, token in enumerate(tokens) if "\n" in token.text), len(tokens))
        tokens = tokens[:broken]
        while tokens and (tokens[0].pos_ == "DET" or not tokens[0].text[0].isalnum()):
            tokens = tokens[1:]
        while tokens and (tokens[-1].tag_ == "POS" or not tokens[-1].text[0].isalnum()):
            tokens = tokens[:-1]
        if label == "PERSON":
            while tokens and tokens[0].lower_.rstrip(".") in self.known.titles:
                tokens = tokens[1:]
        if not tokens or any("/" in token.text or token.like_num for token in tokens):
            return None
        return _Hit(tokens[0].i, tokens[-1].i, label=label)

    def _people(self, hit: _Hit) -> bool:
        return any(self.known.by_id[alias.actor].kind is ActorKind.PERSON for alias in hit.aliases)

    def _swallows(self, entity: _Hit, hit: _Hit, people: set[int]) -> bool:
        """Whether a known name is only a part of another, unknown one: "Michael Jordan", "University of Chad"."""
        if hit.first < entity.first or hit.last > entity.last or (hit.first, hit.last) == (entity.first, entity.last):
            return False
        if entity.label == "ORG":
            return not self._people(hit) and (self._organisation_sector(entity) != "" or self._one_name(entity, hit))
        if hit.kinds & {"adjective"} or not self._is_name(entity):
            return False
        if not self._people(hit):
            return not any(i in people for i in range(entity.first, entity.last + 1))
        if hit.last < entity.last:
            return all(self.doc[i].pos_ == "PROPN" and i not in people for i in range(hit.last + 1, entity.last + 1))
        return hit.single and not self._same_initial(entity, hit)

    def _one_name(self, entity: _Hit, hit: _Hit) -> bool:
        """Whether a place only begins the longer name of an organisation: "Brussels Policy Forum"."""
        rest = self.doc[hit.last + 1 : entity.last + 1]
        proper = all(token.pos_ == "PROPN" and token.text not in self.known.aliases for token in rest)
        return hit.first == entity.first and len(rest) > 1 and proper and not hit.kinds & {"acronym"}

    def _same_initial(self, entity: _Hit, hit: _Hit) -> bool:
        """Whether it may be another spelling of someone in office: "Benyamin Netanyahu"."""
        initial = folded(self.doc[entity.first].text)[0]
        return any(
            folded(self.known.by_id[alias.actor].name).startswith(initial)
            and self.known.by_id[alias.actor].office_on(self.day) is not None
            for alias in hit.aliases
        )

    def _organisation_sector(self, entity: _Hit) -> str:
        """The sector of an organisation by the noun in its name ("University of Chad"), "" if it has none."""
        for token in self.doc[entity.first : entity.last + 1]:
            if token.lower_ in {"of", "for", "on", "in"}:
                break
            agent = self.known.agents.get(token.lower_)
        else:
            token = self.doc[entity.last]
        words = [token.lower_ for token in self.doc[entity.first : max(token.i, entity.first + 1)]]
        words = words if token.i < entity.last else [*words, self.doc[entity.last].lower_]
        agent = self.known.agent(words)
        return agent.sector if agent else ""

    def _is_name(self, hit: _Hit) -> bool:
        """Whether every word of it could be part of a person's name."""
        words = self.doc[hit.first : hit.last + 1]
        return all(token.text[0].isupper() or token.lower_ in particles() for token in words)

    # Who is meant.

    def _choose(self) -> None:
        full = {alias.actor for hit in self.hits if not hit.single and self._people(hit) for alias in hit.aliases}
        for hit in self.hits:
            if hit.aliases:
                hit.alias = self._alias(hit, full)
                hit.actor = self.known.by_id[hit.alias.actor] if hit.alias else None
            else:
                hit.actor = self._stranger(hit)
        self._keep(hit for hit in self.hits if hit.actor)

    def _alias(self, hit: _Hit, full: set[str]) -> Alias | None:
        """The likeliest of several actors: named in full elsewhere, in office on the day, in the tables' order."""
        best = min(hit.aliases, key=lambda alias: (self._distance(alias, full), _kind_order(alias), alias.actor))
        if self.known.by_id[best.actor].kind is not ActorKind.PERSON or not hit.single or best.actor in full:
            return best
        token = self.doc[hit.first]
        sure = token.ent_type_ == "PERSON" or self._titled(token) if best.kind == SURNAME else token.pos_ == "PROPN"
        return best if sure and self._distance(best, full) < 2 else None

    def _titled(self, token: "Token") -> bool:
        return token.i > 0 and self.doc[token.i - 1].lower_.rstrip(".") in self.known.titles

    def _distance(self, alias: Alias, full: set[str]) -> int:
        actor = self.known.by_id[alias.actor]
        if alias.actor in full or actor.kind is not ActorKind.PERSON:
            return 0
        return 1 if actor.office_on(self.day) else 2

    def _stranger(self, hit: _Hit) -> Actor | None:
        """A person or organisation that no table knows."""
        words = self.doc[hit.first : hit.last + 1]
        if hit.label == "PERSON":
            if not self._is_name(hit):
                return None
            return Actor(id=slug(words.text), name=words.text, kind=ActorKind.PERSON, detail="person")
        if hit.single or words.root.lower_ in not_organisations() or not words.text[0].isupper():
            return None
        country = next((token.text for token in words if token.text in self.known.aliases), "")
        behind = self.known.named(country, self.day)
        return Actor(
            id=slug(words.text),
            name=words.text,
            kind=ActorKind.ORGANISATION,
            country=self.known.by_id[behind[0].actor].country if behind else "",
            sector=self._organisation_sector(hit),
        )

    # Short forms.

    def _introduced_acronyms(self) -> None:
        """ "Movement for Unity (MFU)": from there on MFU is the movement."""
        meant: dict[str, Actor] = {}
        for hit in self.hits:
            after = self.doc[hit.last + 1 : hit.last + 4]
            bracketed = len(after) == 3 and after[0].text == "(" and after[2].text == ")"
            organisation = hit.actor if hit.actor and hit.actor.kind is ActorKind.ORGANISATION else None
            if organisation and not hit.single and bracketed and after[1].text.isupper() and after[1].i not in self.at:
                meant.setdefault(after[1].text, organisation)
        if meant:
            self._keep(
                [
                    *self.hits,
                    *(
                        _Hit(token.i, token.i, actor=meant[token.text])
                        for token in self.doc
                        if token.text in meant and token.i not in self.at
                    ),
                ]
            )

    def _short_forms(self) -> None:
        """A surname alone is the person last named in full with it, whatever the model takes it for."""
        full: dict[str, list[tuple[int, Actor]]] = defaultdict(list)
        for hit in self.hits:
            if hit.is_person and hit.actor and not hit.single:
                full[self.doc[hit.last].text].append((hit.last, hit.actor))
        found = []
        for token in self.doc:
            if token.text in full and token.text[0].isupper() and self._may_be_surname(token, full[token.text][0][0]):
                place = bisect_right([at for at, _ in full[token.text]], token.i) - 1
                found.append(_Hit(token.i, token.i, label="PERSON", actor=full[token.text][max(place, 0)][1]))
        taken = {hit.first for hit in found}
        self._keep([hit for hit in self.hits if not (hit.single and hit.first in taken)] + found)

    def _may_be_surname(self, token: "Token", named: int) -> bool:
        """Whether a word known as a surname is one here: not within a longer name, nor a town one is in."""
        hit = self.at.get(token.i)
        if hit is None or not hit.aliases:
            return hit is None or hit.single
        if not hit.single or hit.is_person:
            return False
        return token.ent_type_ == "PERSON" or (named < token.i and not only_place(token))

    # What is said of a person beside the name.

    def _titles(self) -> None:
        for hit in self.hits:
            if hit.is_person:
                start = self._title_start(hit)
                said = self._described(range(start, hit.first)) if start < hit.first else None
                if said:
                    hit.start, hit.said = start, said
                else:
                    hit.said = self._apposed(hit)
        full = {hit.actor.id for hit in self.hits if hit.actor and not hit.single}
        self._keep(
            hit
            for hit in self.hits
            if not (
                hit.actor
                and hit.single
                and hit.actor.id.startswith("~")
                and hit.actor.id not in full
                and hit.is_person
                and hit.said is None
            )
        )

    def _title_start(self, hit: _Hit) -> int:
        start = hit.first
        for token in reversed(self.doc[max(0, hit.first - MAX_TITLE_WORDS) : hit.first]):
            if not self._in_title(token):
                break
            start = token.i
        while start < hit.first and not self.doc[start].text[0].isalnum():
            start += 1
        return start

    def _in_title(self, token: "Token") -> bool:
        hit = self.at.get(token.i)
        if hit is not None:
            return not hit.is_person
        if token.lower_ == "of":
            return token.i > 0 and self.doc[token.i - 1].lower_ in self.known.titles
        if token.lower_.rstrip(".") in self.known.titles or token.tag_ == "POS" or token.text == "-":
            return True
        if token.pos_ in {"PROPN", "ADJ"} and token.text[0].isupper():
            return True
        return token.pos_ in {"NOUN", "ADJ", "PROPN"} and token.dep_ in MODIFIERS

    def _described(self, places: Iterable[int], head: int | None = None) -> Description | None:
        tokens = [self.doc[i] for i in places if self.doc[i].text != "-"]
        named = {
            place: Belonging(hit.actor, adjective=hit.alias is not None and hit.alias.kind in {"adjective", "demonym"})
            for place, token in enumerate(tokens)
            if (hit := self.at.get(token.i)) and hit.actor and not hit.is_person
        }
        words = [token.lower_ if "." in token.lower_[:-1] else token.lower_.rstrip(".") for token in tokens]
        position = next((place for place, token in enumerate(tokens) if token.i == head), None)
        return describe(self.known, words, named, position)

    def _apposed(self, hit: _Hit) -> Description | None:
        """ "X, the foreign minister of Y"; "its leader, X"."""
        name = self.doc[hit.first : hit.last + 1].root
        heads = [child for child in name.children if child.dep_ == "appos"]
        if name.dep_ == "appos":
            heads.append(name.head)
        for head in heads:
            first = max(head.left_edge.i, hit.last + 1 if head.i > hit.last else 0)
            last = head.right_edge.i if head.i > hit.last else hit.first - 1
            if head.i in self.at and self.at[head.i].is_person:
                continue
            said = self._described(range(first, min(last, head.i + MAX_TITLE_WORDS) + 1), head.i)
            if said:
                return said
        return None

    def _told(self) -> dict[str, Description]:
        """By person: the fullest thing that the document says of them."""
        found: dict[str, Description] = {}
        for hit in self.hits:
            if hit.is_person and hit.actor and hit.said and hit.said.sector:
                before = found.get(hit.actor.id)
                if before is None or (before.behind is None and hit.said.behind is not None):
                    found[hit.actor.id] = hit.said
        return found

    # The result.

    def _name(self, hit: _Hit, actor: Actor, said: Description | None) -> Name:
        start = hit.start if hit.start >= 0 else hit.first
        root = self.doc[hit.first : hit.last + 1].root
        kind = hit.alias.kind if hit.alias else ""
        naming, acts = Naming.NAME, True
        if start < hit.first:
            naming = Naming.TITLE
        elif kind in {"adjective", "demonym"}:
            naming = Naming.ADJECTIVE
        elif kind == "capital":
            naming, acts = Naming.METONYM, governs(root) and not self._addressed(hit)
        elif kind == "metonym":
            naming, acts = Naming.METONYM, not only_place(root)
        elif actor.kind is ActorKind.STATE:
            acts = not only_place(root)
        if actor.kind is ActorKind.PERSON and actor.id.startswith("~") and said:
            actor = replace(actor, country=said.country, sector=said.sector)
        span = span_between(self.doc, self.doc[start], self.doc[hit.last])
        return Name(
            span=span,
            first=start,
            last=hit.last,
            actor=actor,
            naming=naming,
            acts=acts,
            said=hit.said or said,
        )

    def _addressed(self, hit: _Hit) -> bool:
        """ "Paris, France", "CAIRO (Reuters)": a city with its country, or the dateline of a report."""
        following = self.doc[hit.last + 1 : hit.last + 3]
        if len(following) < 2 or following[0].text not in {",", "("}:
            return False
        after = self.at.get(following[1].i)
        opens = hit.first == 0 or "\n" in self.doc[hit.first - 1].text
        return bool(opens or (after and after.alias and after.alias.kind == "name"))


def _kind_order(alias: Alias) -> int:
    return ALIAS_ORDER.index(alias.kind) if alias.kind in ALIAS_ORDER else len(ALIAS_ORDER)


@cache
def particles() -> frozenset[str]:
    """Small words inside persons' names: "bin", "van", "de"."""
    return _words("cues/name_particles.tsv")


@cache
def not_organisations() -> frozenset[str]:
    """Nouns whose names the model takes for organisations: plans, treaties, wars."""
    return _words("cues/not_organisations.tsv")


def _words(table: str) -> frozenset[str]:
    return frozenset(row["word"] for row in rows(table))
