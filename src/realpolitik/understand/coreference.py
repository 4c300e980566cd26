"""Who is meant: names, nominals and pronouns of one document brought together into its cast."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING

from realpolitik.lexicon.actors import Actors, actors
from realpolitik.records.actors import Actor, ActorKind, Participant
from realpolitik.records.documents import Document
from realpolitik.records.mentions import Mention, Naming
from realpolitik.records.spans import Span
from realpolitik.understand.actors import MODIFIERS, Name, day_of
from realpolitik.understand.descriptions import STATE_SECTORS
from realpolitik.understand.sentences import phrase, span_between

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

# A pronoun's or a nominal's antecedent is sought among this many noun phrases before it: enough for several
# sentences; it keeps the time linear in the length of the text. Chosen by hand, never calibrated.
LOOK_BACK_PHRASES = 40
COUNTRY_NOUNS = frozenset({"country", "nation", "state", "kingdom", "republic"})
GROUP_NOUNS = frozenset({"group", "organisation", "organization", "movement", "militia", "party", "alliance", "bloc"})
PAIR_NOUNS = frozenset({"leader", "side", "country", "nation", "party", "state", "president", "minister", "government", "man", "ally", "neighbour", "neighbor", "rival", "capital"})
HE = frozenset({"he", "him", "his", "himself"})
SHE = frozenset({"she", "her", "hers", "herself"})
IT = frozenset({"it", "its", "itself"})
THEY = frozenset({"they", "them", "their", "theirs", "themselves"})


@dataclass(frozen=True, slots=True)
class Cast:
    """Everyone whom a document names, and who stands behind each noun phrase.

    `mentions` are records; `chains` the groups of spans that mean the same thing (actors or not), whole noun phrases,
    in the order of the text; `actors` all actors mentioned, by id; `by_token` who stands behind each token.
    """

    mentions: tuple[Mention, ...] = ()
    chains: tuple[tuple[Span, ...], ...] = ()
    actors: tuple[Actor, ...] = ()
    by_token: Mapping[int, tuple[Participant, ...]] = field(default_factory=dict)

    def at(self, token: "Token") -> tuple[Participant, ...]:
        """Who the noun phrase headed by this token stands for; several for "both sides", none if it is no actor."""
        return self.by_token.get(token.i, ())

    def group(self, token: "Token") -> tuple[Participant, ...]:
        """As `at`, with everyone joined to it by "and": "Ghana and Togo" headed by "Ghana"."""
        found: list[Participant] = list(self.at(token))
        for conjunct in token.conjuncts:
            if conjunct.i > token.i:
                found.extend(self.at(conjunct))
        return tuple(dict.fromkeys(found))


def cast_of(document: Document, doc: "Doc", names: Iterable[Name]) -> Cast:
    """The cast of a document."""
    return _Director(document, doc, tuple(names), day_of(document)).cast()


def participant(actor: Actor, span: Span, day: date | None, naming: Naming = Naming.NAME) -> Participant:
    """An actor as it takes part: with its office of that day, and the state or organisation it acts for."""
    acts_for, sector = actor.parent, actor.sector
    if actor.kind is ActorKind.PERSON:
        office = actor.office_on(day) or (actor.offices[0] if actor.id.startswith("~") and actor.offices else None)
        acts_for = office.actor if office else ""
        sector = office.sector if office else "ELI" if actor.offices else actor.sector
        if sector not in STATE_SECTORS and acts_for == actor.country:
            acts_for = ""
    elif actor.kind is ActorKind.STATE:
        acts_for, sector = "", "GOV" if naming is Naming.METONYM else ""
    elif sector in STATE_SECTORS and actor.country:
        acts_for = acts_for or actor.country
    return Participant(
        actor=actor.id,
        name=actor.name,
        span=span,
        acts_for=acts_for,
        country=actor.country,
        sector=sector,
    )


@dataclass(slots=True)
class _Phrase:
    """A noun phrase on its way to an antecedent."""

    head: "Token"
    first: int
    last: int
    naming: Naming
    participants: tuple[Participant, ...] = ()
    actor: Actor | None = None
    kind: str = ""  # person, state, organisation or "" for a thing
    plural: bool = False
    gender: str = ""
    acts: bool = True
    chain: int = -1
    whole: bool = True  # a noun phrase of its own, not an adjective inside one


@dataclass(slots=True)
class _Director:
    """Brings the phrases of one document together."""

    document: Document
    doc: "Doc"
    names: tuple[Name, ...]
    day: date | None
    known: Actors = field(default_factory=actors)
    named: dict[int, Name] = field(default_factory=dict)
    phrases: list[_Phrase] = field(default_factory=list)
    chains: list[list[_Phrase]] = field(default_factory=list)
    by_key: dict[str, int] = field(default_factory=dict)

    def cast(self) -> Cast:
        for name in self.names:
            for i in range(name.first, name.last + 1):
                if i not in self.named or name.last - name.first >= self.named[i].last - self.named[i].first:
                    self.named[i] = name
        for found in self._phrases():
            self._link(found)
            self.phrases.append(found)
        return Cast(
            mentions=tuple(self._mentions()),
            chains=self._chains(),
            actors=tuple({name.actor.id: name.actor for name in self.names}.values()),
            by_token=self._by_token(),
        )

    # The phrases, in the order of the text.

    def _phrases(self) -> Iterator[_Phrase]:
        done: set[int] = set()
        for token in self.doc:
            name = self.named.get(token.i)
            if name is not None:
                if id(name) not in done and token.i == self._head(name).i:
                    done.add(id(name))
                    yield self._of_name(name)
                continue
            if token.pos_ == "PRON" or token.tag_ == "PRP$":
                yield self._of_pronoun(token)
            elif token.pos_ in {"NOUN", "PROPN"} and token.dep_ not in {"compound", "nmod", "amod"}:
                yield self._of_noun(token)
            elif token.dep_ in {"nsubj", "nsubjpass", "dobj", "pobj"} and token.lower_ in {"two", "both", "neither"}:
                yield self._of_noun(token)

    def _head(self, name: Name) -> "Token":
        return self.doc[name.first : name.last + 1].root

    def _of_name(self, name: Name) -> _Phrase:
        head = self._head(name)
        who = participant(name.actor, name.span, self.day, name.naming)
        kind = name.actor.kind.value
        whole = name.naming is not Naming.ADJECTIVE or head.pos_ in {"NOUN", "PROPN"} and head.dep_ not in MODIFIERS
        first, last = (name.first, name.last)
        if whole and head.dep_ not in {"compound", "nmod", "amod"}:
            first, last = self._extent(head)
        found = _Phrase(head, first, last, name.naming, (who,), name.actor, kind, acts=name.acts, whole=whole)
        if name.naming is Naming.ADJECTIVE and whole:
            return self._people(found, name, head)
        return found

    def _people(self, found: _Phrase, name: Name, head: "Token") -> _Phrase:
        """ "The Russians" are Russia; "Russians", "many Russians" and "a Russian" are people."""
        if head.tag_ in {"NNS", "NNPS"} and any(child.lower_ == "the" for child in head.children):
            return found
        who = Participant(actor="", name=found.participants[0].span.quote, span=name.span, country=name.actor.country, sector="CVL")
        return replace(found, participants=(who,), actor=None, kind="person", plural=head.tag_.endswith("S"))

    def _of_pronoun(self, token: "Token") -> _Phrase:
        word = token.lower_
        gender = "m" if word in HE else "f" if word in SHE else ""
        kind = "person" if gender else ""
        return _Phrase(token, token.i, token.i, Naming.PRONOUN, kind=kind, plural=word in THEY, gender=gender)

    def _of_noun(self, token: "Token") -> _Phrase:
        first, last = self._extent(token)
        found = _Phrase(token, first, last, Naming.NOMINAL, plural=token.tag_ in {"NNS", "NNPS"})
        agent = self.known.agent([word.lower_ for word in self.doc[first : token.i]] + [token.lower_]) or self.known.agent(
            [word.lower_ for word in self.doc[first : token.i]] + [token.lemma_.lower()]
        )
        title = self.known.title([word.lower_ for word in self.doc[first : token.i]] + [token.lemma_.lower()])
        sector = agent.sector if agent else title.sector if title else ""
        if agent or title:
            found.kind = "person" if title or (agent and agent.kind == "person") else "organisation"
            found.participants = (self._nominal(token, first, last, sector),)
        return found

    def _nominal(self, head: "Token", first: int, last: int, sector: str) -> Participant:
        """Who a common noun for an actor speaks of, as far as its own words say."""
        short = phrase(head)
        span = span_between(self.doc, self.doc[first], self.doc[max(head.i, min(last, short.end - 1))])
        behind = self._behind(head)
        if behind is None:
            return Participant(actor="", name=span.quote, span=span, sector=sector)
        acts_for = ""
        if behind.kind is ActorKind.STATE:
            acts_for = behind.id if sector in STATE_SECTORS else ""
        elif behind.kind is ActorKind.ORGANISATION:
            acts_for = behind.id
            sector = sector or behind.sector
        return Participant(
            actor="", name=span.quote, span=span, acts_for=acts_for, country=behind.country, sector=sector
        )

    def _behind(self, head: "Token") -> Actor | None:
        """The state or organisation that the words before a noun, or after its "of", put it under."""
        for child in head.children:
            if child.dep_ in MODIFIERS:
                for token in (child, *child.children):
                    name = self.named.get(token.i)
                    if name and name.actor.kind is not ActorKind.PERSON:
                        return name.actor
                    if token.dep_ == "poss" and token.tag_ == "PRP$":
                        found = self._pronoun_actor(token)
                        if found:
                            return found
        for child in head.rights:
            if child.dep_ == "prep" and child.lower_ in {"of", "from", "for", "at", "with"}:
                for token in child.children:
                    name = self.named.get(token.i)
                    if name and name.actor.kind is not ActorKind.PERSON:
                        return name.actor
        return None

    def _pronoun_actor(self, token: "Token") -> Actor | None:
        """The state or organisation that a possessive pronoun read before stands for."""
        for found in reversed(self.phrases[-LOOK_BACK_PHRASES:]):
            if found.head.i == token.i and found.participants:
                return self.known.by_id.get(found.participants[0].party)
        return None

    def _extent(self, head: "Token") -> tuple[int, int]:
        """The whole noun phrase: determiner, modifiers and what follows, without its coordinations and appositions."""
        first, last = head.left_edge.i, head.right_edge.i
        for child in head.rights:
            if child.dep_ in {"conj", "cc", "appos", "punct", "preconj"} or child.dep_ == "prep" and child.lower_ in {"including"}:
                last = child.left_edge.i - 1
                break
        for child in head.lefts:
            if child.dep_ in {"cc", "preconj", "punct", "advmod"} and child.i == first:
                first = child.i + 1
        while last > head.i and not self.doc[last].text[0].isalnum() and self.doc[last].tag_ != "POS":
            last -= 1
        while first < head.i and self.doc[first].is_space:
            first += 1
        return first, max(last, head.i)

    # Who is the same.

    def _link(self, found: _Phrase) -> None:
        if found.naming is Naming.PRONOUN:
            self._join(found, self._antecedent(found))
        elif found.actor is not None:
            self._join_key(found, "actor " + found.actor.id)
        else:
            pair = self._pair(found)
            if pair:
                found.participants = pair
                return
            if self._definite(found.head):
                before = self._described_before(found)
                if before is not None:
                    self._join(found, before)
                    return
            self._join_key(found, "noun " + self._key(found))

    def _join_key(self, found: _Phrase, key: str) -> None:
        if not found.whole:
            return
        number = self.by_key.get(key)
        if number is None:
            number = self._open(found)
            self.by_key[key] = number
        else:
            found.chain = number
            self.chains[number].append(found)

    def _open(self, found: _Phrase) -> int:
        found.chain = len(self.chains)
        self.chains.append([found])
        return found.chain

    def _join(self, found: _Phrase, before: _Phrase | None) -> None:
        if before is None:
            return
        if before.chain < 0:
            self._open(before)
        found.chain = before.chain
        self.chains[before.chain].append(found)
        found.kind, found.gender = before.kind, before.gender or found.gender
        found.actor = before.actor
        span = span_between(self.doc, self.doc[found.first], self.doc[found.last])
        found.participants = tuple(replace(who, span=span) for who in before.participants)

    def _key(self, found: _Phrase) -> str:
        words = [token.lower_ for token in self.doc[found.first : found.last + 1]]
        return " ".join(word for word in words if word not in {"the", "a", "an", "this", "that", "these", "those", "'s", "’s"})

    def _definite(self, head: "Token") -> bool:
        return any(child.lower_ in {"the", "this", "that", "these", "those"} for child in head.lefts)

    def _recent(self) -> Iterator[_Phrase]:
        return iter(self.phrases[: -LOOK_BACK_PHRASES - 1 : -1])

    def _described_before(self, found: _Phrase) -> _Phrase | None:
        """The antecedent of a definite noun phrase: the country, the group, or a phrase with the same noun."""
        lemma = found.head.lemma_.lower()
        modifiers = [token.lower_ for token in found.head.lefts if token.dep_ in MODIFIERS]
        for before in self._recent():
            if not modifiers and lemma in COUNTRY_NOUNS and not found.plural and before.kind == "state" and before.whole:
                return before
            if not modifiers and lemma in GROUP_NOUNS and not found.plural and before.kind == "organisation" and before.actor:
                return before
            if before.naming is Naming.NOMINAL and before.head.lemma_.lower() == lemma and before.plural == found.plural:
                own = {token.lower_ for token in before.head.lefts}
                if all(word in own for word in modifiers):
                    return before
            if not modifiers and not found.plural and before.actor and before.actor.kind is ActorKind.PERSON:
                if any(office.title.lower() == found.head.lower_ for office in before.actor.offices):
                    return before
        return None

    def _antecedent(self, found: _Phrase) -> _Phrase | None:
        word = found.head.lower_
        if found.head.tag_ == "EX" or (word == "it" and self._expletive(found.head)):
            return None
        for before in self._recent():
            if not before.whole or before.head.i == found.head.i:
                continue
            if (word in HE or word in SHE) and before.kind == "person" and not before.plural:
                if not before.gender or before.gender == found.gender:
                    return before
            elif word in IT and before.kind != "person" and not before.plural and before.naming is not Naming.PRONOUN:
                return before
            elif word in IT and before.naming is Naming.PRONOUN and before.head.lower_ in IT:
                return before
            elif word in THEY and (before.plural or before.kind == "organisation"):
                return before
        return None

    def _expletive(self, token: "Token") -> bool:
        return token.head.lemma_ in {"seem", "appear", "rain", "snow"} or (
            token.head.lemma_ == "be" and any(child.dep_ in {"ccomp", "xcomp", "acomp"} for child in token.head.children)
        )

    def _pair(self, found: _Phrase) -> tuple[Participant, ...]:
        """ "The two leaders", "both countries", "neither side": the two most recent that fit."""
        head = found.head
        words = {token.lower_ for token in (*head.lefts, head)}
        if not words & {"two", "both", "neither", "either"} and not (
            head.lower_ in {"sides", "parties"} and self._definite(head)
        ):
            return ()
        lemma = head.lemma_.lower()
        if lemma not in PAIR_NOUNS and head.lower_ not in {"two", "both", "neither"}:
            return ()
        wanted = {"leader": "person", "president": "person", "minister": "person", "man": "person", "country": "state", "nation": "state", "state": "state", "neighbour": "state", "neighbor": "state", "government": "state", "capital": "state"}.get(lemma, "")
        span = span_between(self.doc, self.doc[found.first], self.doc[found.last])
        chosen: dict[str, Participant] = {}
        for before in self._recent():
            if before.actor is None or not before.participants or (wanted and before.kind != wanted):
                continue
            who = before.participants[0]
            if who.actor and who.party not in {other.party for other in chosen.values()}:
                chosen[who.actor] = replace(who, span=span)
            if len(chosen) == 2:
                return tuple(reversed(chosen.values()))
        return ()

    # What comes out.

    def _by_token(self) -> dict[int, tuple[Participant, ...]]:
        found: dict[int, tuple[Participant, ...]] = {}
        for phrase_ in self.phrases:
            if phrase_.acts and phrase_.participants:
                found[phrase_.head.i] = phrase_.participants
        for name in self.names:
            head = self._head(name)
            for i in range(name.first, name.last + 1):
                if head.i in found:
                    found.setdefault(i, found[head.i])
        return found

    def _mentions(self) -> Iterator[Mention]:
        for found in self.phrases:
            for who in found.participants if found.acts else ():
                if who.actor:
                    yield Mention(document=self.document.id, evidence=(who.span,), actor=who, naming=found.naming, rule="cast")

    def _chains(self) -> tuple[tuple[Span, ...], ...]:
        found = []
        for chain in self.chains:
            if len(chain) > 1:
                spans = dict.fromkeys(span_between(self.doc, self.doc[p.first], self.doc[p.last]) for p in chain)
                if len(spans) > 1:
                    found.append(tuple(sorted(spans)))
        return tuple(sorted(found))
