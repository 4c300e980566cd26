"""Noun phrases that may stand for someone: where they begin and end, how many and what they name, and what they say."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache, cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from realpolitik.lexicon.actors import Actors, actors
from realpolitik.lexicon.loader import rows
from realpolitik.records.actors import Actor, ActorKind, Office, Participant
from realpolitik.records.mentions import Naming
from realpolitik.records.spans import Span
from realpolitik.understand.actors import Name
from realpolitik.understand.descriptions import (
    FORMER_OFFICIAL,
    STATE_SECTORS,
    Belonging,
    Description,
    describe,
)
from realpolitik.understand.sentences import span_between
from realpolitik.understand.titles import MAX_TITLE_WORDS, MODIFIERS

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

# What the names of the language model are; it has towns and states for one thing.
ENTITY_KINDS: Mapping[str, str] = {"PERSON": "person", "ORG": "organisation", "NORP": "organisation"}
INSIDE = frozenset({"compound", "nmod", "amod", "nummod", "quantmod"})
CLOSED = frozenset({"conj", "cc", "appos", "punct", "preconj", "parataxis", "dep"})
# After a hyphen: whoever is led by a state or based there belongs to it.
OWNED = frozenset({"led", "based", "born", "controlled", "held", "owned", "ruled", "run"})
PERSON, STATE, ORGANISATION, THING = "person", "state", "organisation", "thing"
# PLOVER's sector of people who are nothing else.
CIVILIAN = "CVL"
FIRST_PERSON = frozenset({"i", "me", "my", "mine", "myself", "we", "us", "our", "ours", "ourselves"})
RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})


@dataclass(eq=False)
class Phrase:
    """A noun phrase on its way to those it stands for; `first` and `last` are token indices, `last` included.

    `kind` is person, state, organisation, thing, or "" where that is open; `whole` is False for an adjective or a noun
    inside another phrase ("Iranian" forces); `owner` is the possessive pronoun that says whose it is. What only its
    words tell is found out once, as many later phrases may ask.
    """

    head: "Token"
    first: int
    last: int
    naming: Naming
    kind: str = ""
    gender: str = ""
    plural: bool = False
    acts: bool = True
    whole: bool = True
    name: Name | None = None
    said: Description | None = None
    owner: "Token | None" = None
    members: "tuple[Phrase, ...]" = ()
    participants: tuple[Participant, ...] = ()
    chain: int = -1

    @property
    def actor(self) -> Actor | None:
        """The actor, if a name says who it is."""
        return self.name.actor if self.name else None

    @property
    def relative(self) -> bool:
        """Whether it is the "who" or "which" of a relative clause."""
        return self.naming is Naming.PRONOUN and self.head.lower_ in RELATIVE

    @property
    def first_person(self) -> bool:
        """Whether it is "I" or "we" in any form."""
        return self.naming is Naming.PRONOUN and self.head.lower_ in FIRST_PERSON

    @property
    def they(self) -> bool:
        """Whether it is "they" in any form."""
        return self.naming is Naming.PRONOUN and self.head.lower_ in THIRD_PLURAL

    @cached_property
    def lemma(self) -> str:
        """The head noun in its basic form."""
        return self.head.lemma_.lower()

    @property
    def definite(self) -> bool:
        """Whether it speaks of something the reader knows already."""
        return any(
            child.lower_ in DEFINITE or child.tag_ == "PRP$" or child.dep_ == "poss" for child in self.head.lefts
        )

    @property
    def indefinite(self) -> bool:
        """Whether it brings in something new: "a", "another", "many"."""
        return any(child.lower_ in INDEFINITE for child in self.head.lefts)

    @cached_property
    def none(self) -> bool:
        """Whether it is said of none: "no state", "neither minister"."""
        return any(child.dep_ in {"det", "preconj"} and child.lower_ in {"no", "neither"} for child in self.head.lefts)

    @cached_property
    def modifiers(self) -> frozenset[str]:
        """The words before the head that narrow it down."""
        return frozenset(child.lower_ for child in self.head.lefts if child.dep_ in MODIFIERS)

    @cached_property
    def words(self) -> list[str]:
        """Its words without articles and "'s"."""
        tokens = self.head.doc[self.first : self.last + 1]
        return [token.lower_ for token in tokens if token.tag_ not in {"DT", "POS"}]

    @cached_property
    def complement(self) -> str:
        """What it is of: "the president of Chile"; empty if nothing is said."""
        for child in self.head.rights:
            if child.dep_ == "prep" and child.lower_ == "of":
                return " ".join(token.lower_ for token in child.subtree)
        return ""

    def span(self, doc: "Doc") -> Span:
        """Its words."""
        return span_between(doc, doc[self.first], doc[self.last])


DEFINITE = frozenset({"the", "this", "that", "these", "those", "both"})
INDEFINITE = frozenset({"a", "an", "another", "some", "any", "many", "several", "no", "every", "each", "few", "more"})


def participant(name: Name, span: Span, day: date | None) -> Participant:
    """An actor as it takes part: with its office of that day, and the state or organisation it acts for."""
    actor, said = name.actor, name.said
    acts_for, sector = actor.parent, actor.sector
    if actor.kind is ActorKind.PERSON:
        acts_for, sector = _office(actor, said, day)
    elif actor.kind is ActorKind.STATE:
        acts_for, sector = "", "GOV" if name.naming is Naming.METONYM else ""
    elif sector in STATE_SECTORS and actor.country:
        acts_for = acts_for or actor.country
    return Participant(
        actor=actor.id, name=actor.name, span=span, acts_for=acts_for, country=actor.country, sector=sector
    )


def _office(actor: Actor, said: Description | None, day: date | None) -> tuple[str, str]:
    """For whom a person acts and in which sector: the office of the day, else the one that the text speaks of."""
    office = None if said and said.former and day is None else _titled(actor, said, day) or actor.office_on(day)
    if office is not None:
        state = office.actor == actor.country
        return ("" if state and office.sector not in STATE_SECTORS else office.actor), office.sector
    if said is not None and not said.former and (said.acts_for or said.sector):
        home = actor.country if said.sector in STATE_SECTORS else ""
        return said.acts_for or home, said.sector
    held = day is None or any(each.validity.start and each.validity.start <= day for each in actor.offices)
    if (actor.offices and held) or (said and said.former):
        return "", FORMER_OFFICIAL
    return "", "" if actor.offices else actor.sector


def _titled(actor: Actor, said: Description | None, day: date | None) -> Office | None:
    """The office by whose title the text calls a person who holds or held several."""
    title = said.title if said and not said.former else ""
    held = [office for office in actor.offices if office.title.lower() == title and office.validity.holds_on(day)]
    return held[0] if held else None


def phrases_in(doc: "Doc", names: Iterable[Name], day: date | None) -> Iterator[Phrase]:
    """Every noun phrase and pronoun in the order of their heads; "Ghana and Togo" once more as a whole."""
    return _Finder(doc, tuple(names), day).phrases()


@dataclass(slots=True)
class _Finder:
    doc: "Doc"
    names: tuple[Name, ...]
    day: date | None
    known: Actors = field(default_factory=actors)
    at: dict[int, Name] = field(default_factory=dict)
    heads: set[int] = field(default_factory=set)

    def phrases(self) -> Iterator[Phrase]:
        for name in self.names:
            self.at.update(dict.fromkeys(range(name.first, name.last + 1), name))
            self.heads.add(self.doc[name.first : name.last + 1].root.i)
        waiting: dict[int, Phrase] = {}
        for token in self.doc:
            found = self._at(token)
            if found is None:
                continue
            waiting[token.i] = found
            yield found
            if found.whole and token.dep_ == "conj":
                group = self._group(found, waiting)
                if group:
                    yield group

    def _at(self, token: "Token") -> Phrase | None:
        name = self.at.get(token.i)
        if name is not None:
            return self._named(name, token) if token.i in self.heads else None
        if token.tag_ == "DT" and token.lower_ in counting_words():
            return self._counted(token)
        if token.pos_ == "PRON" or token.tag_ in {"PRP", "PRP$", "WP"} or token.dep_ == "relcl":
            return (
                self._pronoun(token)
                if token.tag_ in {"PRP", "PRP$", "WP", "WDT", "WP$", "DT"}
                else self._counted(token)
            )
        if token.pos_ in {"NOUN", "PROPN"}:
            return self._noun(token)
        return self._counted(token)

    def _named(self, name: Name, head: "Token") -> Phrase:
        actor = name.actor
        inside = head.dep_ in INSIDE or (name.naming is Naming.ADJECTIVE and head.pos_ == "ADJ")
        first, last = (name.first, name.last) if inside else self._extent(head, name)
        found = Phrase(
            head,
            first,
            last,
            name.naming,
            kind=actor.kind.value,
            gender=self._gender(name),
            acts=name.acts,
            whole=not inside,
            name=name,
            participants=(participant(name, name.span, self.day),),
        )
        return self._people(found) if name.naming is Naming.ADJECTIVE and not inside else found

    def _people(self, found: Phrase) -> Phrase:
        """ "The Russians" act as Russia; "Russians", "many Russians" and "a Russian" are people of that country."""
        children = [child.lower_ for child in found.head.lefts]
        plural = found.head.tag_ in {"NNS", "NNPS"}
        if children == ["the"] and (plural or found.head.pos_ == "ADJ"):
            return found
        who = replace(found.participants[0], actor="", name=found.participants[0].span.quote, sector=CIVILIAN)
        ethnic = "ethnic" in children
        home = self._home(found.head, {"of", "in", "from"} if ethnic else {"of"})
        if home or ethnic:
            who = replace(who, acts_for="", country=home)
        return replace(found, participants=(who,), name=None, kind=PERSON, plural=plural, naming=Naming.NOMINAL)

    def _home(self, people: "Token", links: set[str]) -> str:
        """The state where people live: "ethnic Albanians in Serbia", "Russians of Estonia"."""
        for link in people.rights:
            for place in link.rights if link.lower_ in links else ():
                name = self.at.get(place.i)
                if name is not None and name.actor.kind is ActorKind.STATE:
                    return name.actor.country
        return ""

    def _gender(self, name: Name) -> str:
        if name.actor.kind is not ActorKind.PERSON:
            return ""
        if name.said and name.said.gender:
            return name.said.gender
        given = name.actor.name.split()[0]
        return given_names().get(given) or given_names().get(given.split("-")[0], "")

    def _pronoun(self, token: "Token") -> Phrase | None:
        word = token.lower_
        gender = PRONOUN_GENDER.get(word, "")
        kind = PERSON if gender or word in FIRST_PERSON or word == "who" else ""
        return Phrase(token, token.i, token.i, Naming.PRONOUN, kind=kind, gender=gender, plural=word in PLURAL_PRONOUNS)

    def _counted(self, token: "Token") -> Phrase | None:
        """ "The two", "both", "two of its commanders": a number that stands for those it counts."""
        if token.dep_ not in {"nsubj", "nsubjpass", "dobj", "pobj", "poss"} or token.lower_ not in counting_words():
            return None
        first, last = self._extent(token, None)
        return Phrase(token, first, last, Naming.NOMINAL, plural=True)

    def _noun(self, token: "Token") -> Phrase | None:
        if token.dep_ in INSIDE:
            return self._inside(token)
        first, last = self._extent(token, None)
        said = self._said(token, first, last)
        people = persons()
        word = token.lemma_.lower()
        kind = THING
        if said is not None:
            kind = PERSON if said.person else ORGANISATION
        elif word in people:
            kind = PERSON
        elif token.pos_ == "PROPN":
            kind = ENTITY_KINDS.get(token.ent_type_, THING)
        owner = next((child for child in token.lefts if child.tag_ in {"PRP$", "WP$"}), None)
        found = Phrase(
            token,
            first,
            last,
            Naming.NOMINAL,
            kind=kind,
            gender=said.gender if said and said.gender else people.get(word, ""),
            plural=token.tag_ in {"NNS", "NNPS"},
            said=said,
            owner=owner,
        )
        if said is not None and not found.none:
            found.participants = (nominal(found, said, self.doc),)
        return found

    def _inside(self, token: "Token") -> Phrase | None:
        """A noun inside another phrase ("iodine" in "iodine deficiency"); a name of several words is one."""
        first, last = token.i, token.i
        if token.ent_type_:
            while first > 0 and self.doc[first - 1].ent_type_ and self.doc[first].ent_iob_ == "I":
                first -= 1
            if last + 1 < len(self.doc) and self.doc[last + 1].ent_iob_ == "I":
                return None
        return Phrase(token, first, last, Naming.NOMINAL, kind=THING, whole=False)

    def _said(self, head: "Token", first: int, last: int) -> Description | None:
        if not self.known.description_words & {head.lower_, head.lemma_.lower()}:
            return None
        end = min(last, head.i + MAX_TITLE_WORDS) + 1
        tokens = [token for token in self.doc[first:end] if token.text != "-" or token.i == head.i]
        named = {
            place: Belonging(name.actor, adjective=name.naming is Naming.ADJECTIVE)
            for place, token in enumerate(tokens)
            if (name := self.at.get(token.i)) and name.actor.kind is not ActorKind.PERSON and not self._only_helps(name)
        }
        named |= self._led(tokens)
        position = next(place for place, token in enumerate(tokens) if token.i == head.i)
        words = [token.lower_ for token in tokens]
        basic = [*words[:position], head.lemma_.lower(), *words[position + 1 :]]
        return describe(self.known, basic, named, position) or describe(self.known, words, named, position)

    def _only_helps(self, name: Name) -> bool:
        """ "Iranian-backed" forces are not Iran's, unlike "Iranian-led" ones; "ethnic Greek" ones are not Greece's."""
        if name.first > 0 and self.doc[name.first - 1].lower_ == "ethnic":
            return True
        behind = self.doc[name.last + 1 : name.last + 3]
        joined = len(behind) == 2 and behind[0].text == "-" and behind[1].tag_ in {"VBN", "VBD"}
        return joined and behind[1].lower_ not in OWNED

    def _led(self, tokens: Sequence["Token"]) -> dict[int, Belonging]:
        """ "The Moi government": by whoever leads it the state it governs."""
        found = {}
        for place, (token, after) in enumerate(pairwise(tokens)):
            name = self.at.get(token.i)
            agent = self.known.agents.get(after.lower_)
            if name is None or name.actor.kind is not ActorKind.PERSON or agent is None or agent.kind == "person":
                continue
            office = name.actor.office_on(self.day)
            state = self.known.by_id.get(name.actor.country) if office is not None else None
            if state is not None and agent.sector == "GOV":
                found[place] = Belonging(state)
        return found

    def _group(self, found: Phrase, waiting: Mapping[int, Phrase]) -> Phrase | None:
        """All that is joined by "and", once the last of them is read."""
        if any(child.dep_ == "conj" for child in found.head.rights):
            return None
        members = [found]
        while members[0].head.dep_ == "conj":
            before = waiting.get(members[0].head.head.i)
            if before is None or not before.whole:
                return None
            members.insert(0, before)
        first = members[0]
        kinds = {member.kind for member in members}
        return Phrase(
            first.head,
            first.first,
            found.last,
            Naming.NOMINAL,
            kind=kinds.pop() if len(kinds) == 1 else "",
            plural=True,
            members=tuple(members),
            participants=tuple(dict.fromkeys(who for member in members if member.acts for who in member.participants)),
        )

    def _extent(self, head: "Token", name: Name | None) -> tuple[int, int]:
        """The whole noun phrase: determiner, modifiers and what follows, but no list, no apposition and no "'s"."""
        first, last = head.left_edge.i, head.right_edge.i
        if head.ent_type_ == "DATE":
            while last + 1 < len(self.doc) and self.doc[last + 1].ent_iob_ == "I":
                last += 1
            return first, last
        core_first, core_last = (name.first, name.last) if name is not None else (head.i, head.i)
        first, last = min(first, core_first), max(last, core_last)
        for child in head.rights:
            if child.dep_ in CLOSED and child.i > core_last:
                last = child.left_edge.i - 1
                break
        while first < core_first and (_empty(self.doc[first]) or self.doc[first].dep_ in {"cc", "preconj"}):
            first += 1
        while last > core_last and (_empty(self.doc[last]) or self.doc[last].tag_ == "POS"):
            last -= 1
        return first, max(last, core_last)


def _empty(token: "Token") -> bool:
    """Space or punctuation at the edge of a phrase."""
    return bool(token.is_space or not token.text[0].isalnum())


def nominal(phrase: Phrase, said: Description, doc: "Doc", owner: Actor | None = None) -> Participant:
    """Who a common noun speaks of, as far as its own words and the owner of its "its" say."""
    if owner is not None and not said.named_before:
        said = replace(said, behind=owner)
    last = min(phrase.last, close_of(phrase.head))
    span = span_between(doc, doc[phrase.first], doc[max(last, phrase.head.i)])
    return Participant(
        actor="",
        name=span.quote,
        span=span,
        acts_for=said.acts_for,
        country=said.country,
        sector=said.sector,
    )


def close_of(head: "Token") -> int:
    """Where a noun phrase ends if its relative clauses and participles are left out."""
    for child in head.rights:
        if child.dep_ in {"relcl", "acl", "punct", "appos", "advcl"}:
            return child.left_edge.i - 1
    return head.right_edge.i


PRONOUN_GENDER: Mapping[str, str] = {
    **dict.fromkeys(("he", "him", "his", "himself"), "m"),
    **dict.fromkeys(("she", "her", "hers", "herself"), "f"),
}
THIRD_PLURAL = frozenset({"they", "them", "their", "theirs", "themselves"})
PLURAL_PRONOUNS = THIRD_PLURAL | {"we", "us", "our", "ours", "ourselves"}


@cache
def counting_words() -> frozenset[str]:
    """Words that stand for those they count: "the two", "both", "several of them"."""
    return frozenset(row["word"] for row in rows("cues/anaphors.tsv") if row["stands_for"] == "count")


@cache
def given_names() -> Mapping[str, str]:
    """Given names that are mostly men's (m) or women's (f)."""
    return {row["name"]: row["gender"] for row in rows("cues/given_names.tsv")}


@cache
def persons() -> Mapping[str, str]:
    """Nouns for one human being, with their gender where the noun has one."""
    return {row["noun"]: row["gender"] for row in rows("cues/people.tsv")}


@cache
def voices() -> Mapping[str, str]:
    """Nouns that speak though they are nobody's name, as a document or a body; and words that never do."""
    return {row["noun"]: row["speaks_as"] for row in rows("cues/voices.tsv")}


NOBODY, DOCUMENT = "nobody", "document"
