"""Who is meant: names, nominals and pronouns of one document brought together into its cast."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING

from realpolitik.records.actors import Actor, ActorKind, Participant
from realpolitik.records.documents import Document
from realpolitik.records.mentions import Mention, Naming
from realpolitik.records.spans import Span, span_of
from realpolitik.understand.actors import Name, day_of
from realpolitik.understand.antecedents import (
    LEADING,
    Stage,
    of_name,
    of_noun,
    of_pair,
    of_pronoun,
    standing_for,
)
from realpolitik.understand.descriptions import Description, coming
from realpolitik.understand.phrases import (
    ORGANISATION,
    PERSON,
    STATE,
    THING,
    Phrase,
    close_of,
    nominal,
    phrases_in,
)
from realpolitik.understand.quotation_marks import Quotations, quotations_in
from realpolitik.understand.sentences import span_between
from realpolitik.understand.titles import ADJECTIVES

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

# What the language model calls places.
PLACES = frozenset({"GPE", "LOC", "FAC"})
# Whose "we" is the state, body or company for which they act.
SPEAKING_FOR = LEADING | {"BUS", "JRN", "NGO", "NGM", "MNC"}


@dataclass(frozen=True, slots=True)
class Cast:
    """Everyone whom a document names, and who stands behind each noun phrase.

    `mentions` are records; `chains` the groups of spans that mean the same thing (actors or not), whole noun phrases,
    in the order of the text; `actors` all actors mentioned, by id; `by_token` who stands behind each token;
    `phrases` the noun phrases themselves; `named_by` is the first noun phrase for what a pronoun stands for;
    `quotations` are those between whose marks it makes a difference who speaks.
    """

    mentions: tuple[Mention, ...] = ()
    chains: tuple[tuple[Span, ...], ...] = ()
    actors: tuple[Actor, ...] = ()
    by_token: Mapping[int, tuple[Participant, ...]] = field(default_factory=dict)
    phrases: tuple[Phrase, ...] = ()
    named_by: Mapping[int, Phrase] = field(default_factory=dict)
    quotations: Quotations = field(default_factory=Quotations)

    def at(self, token: "Token") -> tuple[Participant, ...]:
        """Who the noun phrase headed by this token stands for; several for "both sides", none if it is no actor."""
        return self.by_token.get(token.i, ())

    def group(self, token: "Token") -> tuple[Participant, ...]:
        """As `at`, with everyone joined to it by "and": "Ghana and Togo" headed by "Ghana"."""
        found: list[Participant] = [] if _titled_twice(token) else list(self.at(token))
        for conjunct in token.conjuncts:
            if conjunct.i > token.i:
                found.extend(self.at(conjunct))
        return tuple(dict.fromkeys(found))


def cast_of(document: Document, doc: "Doc", names: Iterable[Name]) -> Cast:
    """The cast of a document."""
    named = tuple(names)
    day = day_of(document)
    quotations = quotations_in(doc)
    director = _Director(doc, day, Stage(doc, quotations, day))
    director.read(named)
    return Cast(
        mentions=tuple(_mentions(document, director.stage.phrases)),
        chains=_spans(doc, director.stage.chains, director.in_titles(named)),
        actors=tuple({name.actor.id: name.actor for name in named}.values()),
        by_token=_by_token(doc, named, director.stage.phrases),
        phrases=tuple(director.stage.phrases),
        named_by=_named_by(director.stage.chains),
        quotations=quotations,
    )


@dataclass(slots=True)
class _Director:
    """Links the phrases of one document, from left to right; `by_key` holds the last phrase of each name or noun.

    `names` are all names by head, also those further on.
    """

    doc: "Doc"
    day: date | None
    stage: Stage
    by_key: dict[str, Phrase] = field(default_factory=dict)
    names: dict[int, Name] = field(default_factory=dict)

    def read(self, names: tuple[Name, ...]) -> None:
        self.names = {self.doc[name.first : name.last + 1].root.i: name for name in names}
        for found in phrases_in(self.doc, names, self.day):
            self._link(found)
            self.stage.enter(found)
        self._first_person()
        groups = {found.head.i: found for found in self.stage.phrases if found.members}
        for found in self.stage.phrases:
            self._counted(found)
            self._spelled_out(found, groups)

    def in_titles(self, names: Iterable[Name]) -> Iterator[tuple[Span, int]]:
        """Who is named inside the title of somebody else, with the chain of whom it is: the "US" of "US envoy X"."""
        for name in names:
            behind = name.said.behind if name.naming is Naming.TITLE and name.said is not None else None
            known = self.by_key.get(f"actor {behind.id}") if behind is not None else None
            if behind is not None and known is not None:
                for start, end in self._places(name.span.quote, behind):
                    yield span_of(self.doc.text, name.span.start + start, name.span.start + end), known.chain

    def _places(self, words: str, actor: Actor) -> Iterator[tuple[int, int]]:
        """Where some words name an actor by a noun."""
        if actor.name in words and actor.id.startswith("~"):
            start = words.index(actor.name)
            yield start, start + len(actor.name)
        for start, end, name in self.stage.known.index.find(words):
            kinds = {alias.kind for alias in self.stage.known.aliases[name] if alias.actor == actor.id}
            if kinds and not kinds <= ADJECTIVES:
                yield start, end

    def _link(self, found: Phrase) -> None:
        if found.naming is Naming.PRONOUN:
            before = of_pronoun(self.stage, found)
            if before is not None:
                self._join(found, before)
        elif found.name is not None:
            self._by_name(found, found.name)
        elif not found.whole and found.head.pos_ != "PROPN":
            return  # the "iodine" of "iodine deficiency" speaks of none in particular
        elif found.members:
            self._remember(found, "all " + " ".join(str(member.chain) for member in found.members))
        else:
            self._by_noun(found)

    # Names.

    def _by_name(self, found: Phrase, name: Name) -> None:
        """One chain for each actor; a city that stands for no government has its own."""
        if not found.whole and found.naming is Naming.ADJECTIVE:
            return
        city = found.naming is Naming.METONYM and not found.acts
        key = f"city {name.span.quote}" if city else f"actor {name.actor.id}"
        kin = of_name(self.stage, found) if key not in self.by_key and found.whole else None
        if kin is not None and kin.chain >= 0 and name.actor.id.startswith("~") and kin.actor is not None:
            self._join(found, kin)
            self.by_key[key] = found
            return
        self._remember(found, key)
        if kin is not None and (kin.actor is None or kin.actor.id.startswith("~")):
            self._merge(kin, found)
        noun = self._apposed_to(found)
        # "Its proxy, the militia X": both are X.
        while noun is not None and noun.naming is Naming.NOMINAL and noun.name is None and noun.chain != found.chain:
            self._merge(noun, found)
            noun = self._apposed_to(noun)

    def _merge(self, noun: Phrase, named: Phrase) -> None:
        """ "The group Hezbollah": the noun, and what took it up, is who the name behind it says."""
        if noun.chain < 0 or noun.chain == named.chain:
            return
        linked = self.stage.chains[noun.chain]
        self.stage.chains[noun.chain] = []
        for found in linked:
            found.chain = named.chain
            found.name, found.kind = named.name, named.kind
            found.participants = self._moved(named, found)
            self.stage.chains[named.chain].append(found)

    # Nouns.

    def _by_noun(self, found: Phrase) -> None:
        self._owned(found)
        if self._named_behind(found):
            self._open(found)
            return
        pair = of_pair(self.stage, found)
        if pair:
            found.participants = pair
            return
        before = self._apposed_to(found) or self._predicated_of(found)
        home = self._home(found) if before is None else None
        if home is not None:
            self._remember(found, f"actor {home.id}")
            found.participants, found.kind = (_party(home, found, self.doc),), STATE
            return
        known = found.whole and not found.modifiers & coming()
        if before is None and known and (found.definite or (found.head.pos_ == "PROPN" and not found.indefinite)):
            before = of_name(self.stage, found) or of_noun(self.stage, found)
        holder = self._holder(found)
        if holder is not None and before is not None and before.actor is not None and before.actor.id != holder.actor:
            before = None  # the dated tables know better than the nearest of that state
        if before is not None and (holder is None or before.actor is not None):
            self._join(found, before)
            self.by_key[self._key(found)] = found
        elif holder is not None:
            self._remember(found, f"actor {holder.actor}")
            found.participants, found.kind = (holder,), PERSON
        elif found.indefinite:
            self._open(found)
            self.by_key[self._key(found)] = found
        else:
            self._remember(found, self._key(found))

    def _owned(self, found: Phrase) -> None:
        """ "Its commanders": theirs for whom the pronoun stands; "his country": the state he belongs to."""
        owner = self.stage.by_head.get(found.owner.i) if found.owner is not None else None
        if owner is None or len(owner.participants) != 1:
            return
        if found.lemma in standing_for("country"):
            home = self.stage.known.by_id.get(owner.participants[0].country)
            if home is not None:
                found.kind = STATE
                found.participants = (_party(home, found, self.doc),)
            return
        who = self.stage.known.by_id.get(owner.participants[0].party)
        if found.said is not None and who is not None and who.kind is not ActorKind.PERSON:
            found.participants = (nominal(found, found.said, self.doc, who),)

    def _home(self, found: Phrase) -> Actor | None:
        """ "He met the Chilean president and promised the country ...": the state last named, if in someone's title.

        Who only speaks or acts does not bring his own state to mind that way.
        """
        if found.lemma not in standing_for("country") or not found.definite or found.modifiers or found.complement:
            return None
        for before in self.stage.recent() if found.owner is None and not found.plural else ():
            if before.kind == STATE:
                return None
            if before.naming is Naming.TITLE and before.head.dep_ not in {"nsubj", "nsubjpass"}:
                state = self.stage.known.by_id.get(before.participants[0].acts_for)
                return state if state is not None and state.kind is ActorKind.STATE else None
        return None

    def _named_behind(self, found: Phrase) -> bool:
        """ "The acting president, X, ...": the name that follows will say who it is."""
        beside = (child.i for child in found.head.rights if child.dep_ == "appos")
        named = next((self.names[at] for at in beside if at in self.names), None)
        if named is None or found.plural or found.head.pos_ != "NOUN" or not found.whole:
            return False
        return (named.actor.kind is ActorKind.PERSON) == (found.kind == PERSON)

    def _apposed_to(self, found: Phrase) -> Phrase | None:
        """ "X, the foreign minister": the phrase beside which this one stands, if both can be the same."""
        before = self.stage.by_head.get(found.head.head.i) if found.head.dep_ == "appos" else None
        return before if before is not None and found.whole and _alike(found, before) else None

    def _predicated_of(self, found: Phrase) -> Phrase | None:
        """ "X is the foreign minister": the subject, if nothing denies it."""
        verb = found.head.head
        if found.head.dep_ != "attr" or verb.lemma_ != "be" or any(child.dep_ == "neg" for child in verb.children):
            return None
        subject = next((child for child in verb.lefts if child.dep_ == "nsubj"), None)
        before = self.stage.by_head.get(subject.i) if subject is not None else None
        return before if before is not None and before.plural == found.plural and _alike(found, before) else None

    def _holder(self, found: Phrase) -> Participant | None:
        """ "The Russian president" is who held the office on the day, if the tables know."""
        said = found.said
        if (
            said is None
            or not said.person
            or said.former
            or found.plural
            or not found.definite
            or found.modifiers & coming()
        ):
            return None
        party = found.participants[0].acts_for if found.participants else ""
        holder = self.stage.known.holder(party, said.title, self.day) if party else None
        return replace(found.participants[0], actor=holder.id, name=holder.name) if holder is not None else None

    def _counted(self, found: Phrase) -> None:
        """ "Two of its commanders", "a group of tourists": those who are counted."""
        if found.participants or found.naming is Naming.PRONOUN or not found.complement or found.members:
            return
        if found.head.pos_ == "NOUN" and found.lemma not in standing_for("quantity"):
            return
        of = next(child for child in found.head.rights if child.dep_ == "prep" and child.lower_ == "of")
        counted = next((child for child in of.children if child.dep_ == "pobj"), None)
        other = self.stage.by_head.get(counted.i) if counted is not None else None
        if other is None or not other.plural or len(other.participants) != 1:
            return
        who = other.participants[0]
        last = max(min(found.last, close_of(found.head)), found.head.i)
        span = span_between(self.doc, self.doc[found.first], self.doc[last])
        acts_for = who.acts_for or (who.actor if other.actor else "")
        found.participants = (replace(who, actor="", name=span.quote, span=span, acts_for=acts_for),)

    def _spelled_out(self, found: Phrase, groups: Mapping[int, Phrase]) -> None:
        """ "Two neighbours, Ghana and Togo,": those named beside the noun for them."""
        if not found.plural or found.members or found.naming is not Naming.NOMINAL:
            return
        beside = (groups.get(child.i) for child in found.head.rights if child.dep_ == "appos")
        group = next((group for group in beside if group is not None), None)
        if group is not None and group.participants:
            found.participants = self._moved(group, found)
            if found.chain < 0:
                self._join(found, group)

    # The first person.

    def _first_person(self) -> None:
        """ "I" between quotation marks is who is credited beside them, "we" the side for which that person acts."""
        together: dict[int, Phrase] = {}
        for found in self.stage.phrases:
            if not found.first_person:
                continue
            quotation = self.stage.quotations.around(found.head)
            token = quotation.speaker if quotation is not None else None
            speaker = self.stage.by_head.get(token.i) if token is not None else None
            if speaker is None or speaker.kind == THING:
                self._same_voice(found)
                continue
            if not found.plural:
                self._join(found, speaker)
            elif speaker.chain in together:
                self._join(found, together[speaker.chain])
            else:
                together[speaker.chain] = found
                self._we(found, speaker)

    def _same_voice(self, found: Phrase) -> None:
        """ "We ... our" of somebody whom nothing credits: the same as long as the next is near."""
        before = self.by_key.get(f"voice {found.plural}")
        if before is None or self.stage.distance(found, before) > 1:
            self._open(found)
        else:
            self._append(found, before)
        self.by_key[f"voice {found.plural}"] = found

    def _we(self, found: Phrase, speaker: Phrase) -> None:
        """ "We" said by a side, or by someone who leads or speaks for it, is that side; else nobody the text names."""
        if speaker.kind in {STATE, ORGANISATION}:
            self._join(found, speaker)
            return
        who = speaker.participants[0] if len(speaker.participants) == 1 else None
        said = speaker.said or (speaker.name.said if speaker.name else None)
        party = self._party_of(who, said) if who is not None else None
        if who is None or party is None or party.kind is ActorKind.PERSON or not self._speaks_for(who, said):
            self._open(found)
            return
        self._remember(found, f"actor {party.id}")
        found.participants = (_party(party, found, self.doc),)

    def _party_of(self, who: Participant, said: Description | None) -> Actor | None:
        """For whom somebody acts: an actor of the tables, or one whom only the text names."""
        named = self.by_key.get(f"actor {who.party}")
        behind = said.behind if said is not None and said.behind is not None and said.behind.id == who.party else None
        return self.stage.known.by_id.get(who.party) or behind or (named.actor if named is not None else None)

    def _speaks_for(self, who: Participant, said: Description | None) -> bool:
        """Whether a person's "we" is the side for which he acts: no analyst speaks for his university."""
        title = self.stage.known.titles.get(said.title) if said is not None else None
        return not who.acts_for or who.sector in SPEAKING_FOR or (title is not None and title.borrows)

    # Chains.

    def _remember(self, found: Phrase, key: str) -> None:
        """Into the chain of the last phrase with this key, or into a new one."""
        before = self.by_key.get(key)
        if before is None:
            self._open(found)
        else:
            self._append(found, before)
        self.by_key[key] = found

    def _open(self, found: Phrase) -> None:
        found.chain = len(self.stage.chains)
        self.stage.chains.append([found])
        self._gendered(found)

    def _append(self, found: Phrase, before: Phrase) -> None:
        found.chain = before.chain
        self.stage.chains[before.chain].append(found)
        self._gendered(found)

    def _gendered(self, found: Phrase) -> None:
        if found.gender and found.naming is not Naming.PRONOUN and not found.plural:
            self.stage.genders.setdefault(found.chain, found.gender)

    def _join(self, found: Phrase, before: Phrase) -> None:
        """The phrase stands for whom the earlier one stands for."""
        if before.chain < 0:
            self._open(before)
        self._append(found, before)
        found.kind, found.gender = before.kind or found.kind, before.gender or found.gender
        found.name = before.name
        if before.participants:
            found.participants = self._moved(before, found)

    def _moved(self, before: Phrase, found: Phrase) -> tuple[Participant, ...]:
        span = found.span(self.doc)
        return tuple(replace(who, span=span) for who in before.participants)

    def _key(self, found: Phrase) -> str:
        """The same for noun phrases that say the same of the same owner."""
        owner = self.stage.by_head.get(found.owner.i) if found.owner is not None else None
        tokens = self.doc[found.first : found.last + 1]
        words = (token.lower_ for token in tokens if token.tag_ not in {"DT", "POS", "PRP$"})
        return f"noun {owner.chain if owner else ''} {' '.join(words)}"


def _titled_twice(token: "Token") -> bool:
    """Whether a bare title is joined to another before one name: "former speaker and envoy Ada Obi" is one person."""
    if token.tag_ != "NN" or any(child.dep_ in {"det", "poss", "nummod"} for child in token.lefts):
        return False
    return any(other.ent_type_ == "PERSON" for other in token.conjuncts if other.i > token.i)


def _alike(one: Phrase, other: Phrase) -> bool:
    """Whether both can be the same: a person is no thing, nobody is a date, and no place is the one around it."""
    if one.head.ent_type_ in {"DATE", "TIME"} or other.head.ent_type_ in {"DATE", "TIME"}:
        return False
    named = one.head.pos_ == other.head.pos_ == "PROPN"
    if named and (STATE in {one.kind, other.kind} or {one.head.ent_type_, other.head.ent_type_} <= PLACES):
        return False  # "Goma, Congo": a town and where it lies
    # "Obi, a homeopath": what no table lists may be a person if it stands beside one.
    known = other.actor is not None or bool(other.gender)
    unlisted = one.kind == THING and one.head.tag_ == "NN" and known
    return one.plural == other.plural and ((one.kind == PERSON) == (other.kind == PERSON) or unlisted)


def _party(actor: Actor, found: Phrase, doc: "Doc") -> Participant:
    """A state or organisation that a phrase stands for."""
    return Participant(
        actor=actor.id, name=actor.name, span=found.span(doc), country=actor.country, sector=actor.sector
    )


def _by_token(doc: "Doc", names: Iterable[Name], phrases: Iterable[Phrase]) -> dict[int, tuple[Participant, ...]]:
    """Who stands behind each token: behind every word of a name, and behind the head of any other phrase."""
    found = {
        phrase.head.i: phrase.participants
        for phrase in phrases
        if phrase.acts and phrase.participants and not phrase.members
    }
    for name in names:
        head = doc[name.first : name.last + 1].root.i
        if head in found:
            for i in range(name.first, name.last + 1):
                found.setdefault(i, found[head])
    return found


def _named_by(chains: Iterable[list[Phrase]]) -> dict[int, Phrase]:
    """By pronoun: the first phrase of its chain that is none."""
    found: dict[int, Phrase] = {}
    for chain in chains:
        first = next((phrase for phrase in chain if phrase.naming is not Naming.PRONOUN and phrase.whole), None)
        if first is not None:
            found |= {phrase.head.i: first for phrase in chain if phrase.naming is Naming.PRONOUN}
    return found


def _mentions(document: Document, phrases: Iterable[Phrase]) -> Iterator[Mention]:
    for found in phrases:
        if found.acts and not found.members and not found.relative:
            for who in found.participants:
                yield Mention(
                    document=document.id, evidence=(who.span,), actor=who, naming=found.naming, rule=found.naming
                )


def _spans(
    doc: "Doc", chains: Iterable[list[Phrase]], inside: Iterable[tuple[Span, int]]
) -> tuple[tuple[Span, ...], ...]:
    """The chains of two and more, as spans, with those that stand `inside` the words of others."""
    found = []
    nested: dict[int, list[Span]] = defaultdict(list)
    for span, number in inside:
        nested[number].append(span)
    for number, chain in enumerate(chains):
        kept = [phrase for phrase in chain if not phrase.relative]
        spans = sorted({phrase.span(doc) for phrase in kept}) if any(phrase.whole for phrase in kept) else []
        spans = sorted({*spans, *nested[number]}) if spans else []
        if len(spans) > 1:
            found.append(tuple(spans))
    return tuple(sorted(found))
