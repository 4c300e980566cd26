"""Who is meant: names, nominals and pronouns of one document brought together into its cast."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING

from realpolitik.lexicon.actors import Actors, actors
from realpolitik.records.actors import Actor, ActorKind, Participant
from realpolitik.records.documents import Document
from realpolitik.records.mentions import Mention, Naming
from realpolitik.records.spans import Span
from realpolitik.understand.actors import Name, day_of
from realpolitik.understand.descriptions import STATE_SECTORS
from realpolitik.understand.phrases import (
    FIRST_PERSON,
    ORGANISATION,
    PERSON,
    STATE,
    THING,
    Phrase,
    nominal,
    phrases_in,
)

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

# An antecedent is sought among this many noun phrases back: enough for several sentences of news, and it keeps the
# time linear in the length of the text. Chosen by hand, never calibrated.
LOOK_BACK_PHRASES = 60
# Pronouns rarely reach further back than this: chosen by hand, never calibrated.
LOOK_BACK_SENTENCES = 3
COUNTRY_NOUNS = frozenset({"country", "nation", "state", "kingdom", "republic"})
GROUP_NOUNS = frozenset(
    ["group", "organisation", "organization", "movement", "militia", "party", "alliance", "bloc", "company", "firm", "agency", "institute", "institution", "club", "team", "union", "body", "coalition"]
)
# What "the two", "both" and "neither" can count, and what they must be then.
PAIR_NOUNS: Mapping[str, str] = {
    **dict.fromkeys(("leader", "president", "minister", "premier", "man", "woman", "diplomat", "official"), PERSON),
    **dict.fromkeys(("country", "nation", "state", "neighbour", "neighbor", "government", "capital", "power"), STATE),
    **dict.fromkeys(("side", "party", "ally", "rival", "enemy", "foe", "two", "both", "neither"), ""),
}
RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})


@dataclass(frozen=True, slots=True)
class Cast:
    """Everyone whom a document names, and who stands behind each noun phrase.

    `mentions` are records; `chains` the groups of spans that mean the same thing (actors or not), whole noun phrases,
    in the order of the text; `actors` all actors mentioned, by id; `by_token` who stands behind each token;
    `phrases` the noun phrases themselves.
    """

    mentions: tuple[Mention, ...] = ()
    chains: tuple[tuple[Span, ...], ...] = ()
    actors: tuple[Actor, ...] = ()
    by_token: Mapping[int, tuple[Participant, ...]] = field(default_factory=dict)
    phrases: tuple[Phrase, ...] = ()

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


@dataclass(slots=True)
class _Director:
    """Brings the phrases of one document together, from left to right."""

    document: Document
    doc: "Doc"
    names: tuple[Name, ...]
    day: date | None
    known: Actors = field(default_factory=actors)
    phrases: list[Phrase] = field(default_factory=list)
    by_head: dict[int, Phrase] = field(default_factory=dict)
    chains: list[list[Phrase]] = field(default_factory=list)
    by_key: dict[str, Phrase] = field(default_factory=dict)
    sentence: dict[int, int] = field(default_factory=dict)

    def cast(self) -> Cast:
        for number, sentence in enumerate(self.doc.sents):
            self.sentence.update(dict.fromkeys(range(sentence.start, sentence.end), number))
        for found in phrases_in(self.doc, self.names, self.day):
            self._link(found)
            self.phrases.append(found)
            if not found.members:
                self.by_head[found.head.i] = found
        self._speakers()
        self._counted()
        return Cast(
            mentions=tuple(self._mentions()),
            chains=self._spans(),
            actors=tuple({name.actor.id: name.actor for name in self.names}.values()),
            by_token=self._by_token(),
            phrases=tuple(self.phrases),
        )

    # Who is the same.

    def _link(self, found: Phrase) -> None:
        if found.naming is Naming.PRONOUN:
            self._join(found, self._relative(found) or self._antecedent(found))
        elif found.actor is not None:
            self._by_name(found)
        elif found.members:
            self._remember(found, " ".join(str(member.chain) for member in found.members))
        else:
            self._by_noun(found)

    def _by_name(self, found: Phrase) -> None:
        place = found.name is not None and found.name.naming is Naming.METONYM and not found.acts
        if not found.whole and found.naming is Naming.ADJECTIVE:
            return
        words = " ".join(token.lower_ for token in self.doc[found.name.first : found.name.last + 1]) if place else ""
        self._remember(found, f"place {words}" if place else f"actor {found.actor.id}")

    def _by_noun(self, found: Phrase) -> None:
        self._owned(found)
        pair = self._pair(found)
        if pair:
            found.participants = pair
            return
        before = self._apposed(found) or (self._described(found) if found.definite and found.whole else None)
        if before is not None:
            self._join(found, before)
            self._keys(found)
            return
        holder = self._holder(found)
        if holder is not None:
            found.participants = (holder,)
            found.kind = PERSON
        if found.indefinite:
            self._open(found)
            self._keys(found)
        else:
            self._remember(found, self._key(found))

    def _owned(self, found: Phrase) -> None:
        """ "Its commanders": theirs who the pronoun stands for."""
        owner = self.by_head.get(found.owner.i) if found.owner is not None else None
        if owner is None or found.said is None or not owner.participants:
            return
        who = self.known.by_id.get(owner.participants[0].party)
        if who is not None and who.kind is not ActorKind.PERSON and len(owner.participants) == 1:
            found.participants = (nominal(found, found.said, self.doc, who),)

    def _remember(self, found: Phrase, key: str) -> None:
        before = self.by_key.get(key)
        if before is None:
            self._open(found)
        else:
            self._append(found, before)
        self.by_key[key] = found

    def _keys(self, found: Phrase) -> None:
        self.by_key[self._key(found)] = found

    def _open(self, found: Phrase) -> None:
        found.chain = len(self.chains)
        self.chains.append([found])

    def _append(self, found: Phrase, before: Phrase) -> None:
        found.chain = before.chain
        self.chains[before.chain].append(found)

    def _join(self, found: Phrase, before: Phrase | None) -> None:
        """The phrase stands for whom the earlier one stands for."""
        if before is None:
            return
        if before.chain < 0:
            self._open(before)
        self._append(found, before)
        found.kind = before.kind or found.kind
        found.gender = before.gender or found.gender
        found.name = found.name or before.name
        span = found.span(self.doc)
        if before.participants:
            found.participants = tuple(replace(who, span=span) for who in before.participants)

    def _key(self, found: Phrase) -> str:
        words = (
            token.lower_ for token in self.doc[found.first : found.last + 1] if token.tag_ not in {"DT", "POS", "PRP$"}
        )
        owner = self.by_head.get(found.owner.i) if found.owner is not None else None
        return f"noun {owner.chain if owner else ''} {' '.join(words)}"

    def _recent(self, count: int = LOOK_BACK_PHRASES) -> Iterator[Phrase]:
        return iter(self.phrases[: -count - 1 : -1])

    # Nouns.

    def _apposed(self, found: Phrase) -> Phrase | None:
        """ "X, the foreign minister", "X is the foreign minister": the same person twice."""
        head = found.head
        if head.dep_ == "appos" and found.whole:
            return self.by_head.get(head.head.i)
        if (
            head.dep_ == "attr"
            and head.head.lemma_ == "be"
            and not any(child.dep_ == "neg" for child in head.head.children)
        ):
            subject = next((child for child in head.head.lefts if child.dep_ == "nsubj"), None)
            before = self.by_head.get(subject.i) if subject is not None else None
            if (
                before is not None
                and before.plural == found.plural
                and before.head.lower_ not in {"there", "it", "this", "that"}
            ):
                return before
        return None

    def _described(self, found: Phrase) -> Phrase | None:
        """The antecedent of a definite noun phrase: the country, the group, the president, or the same noun again."""
        modifiers = found.modifiers
        for before in self._recent(3 * LOOK_BACK_PHRASES):
            if before.naming is Naming.PRONOUN or before.members:
                continue
            if self._same_noun(found, before) or (not modifiers and not found.plural and self._fits(found, before)):
                return before
        return None

    def _same_noun(self, found: Phrase, before: Phrase) -> bool:
        if before.lemma != found.lemma or before.plural != found.plural or not before.whole:
            return False
        own = before.modifiers
        return found.modifiers <= own and (not found.owner or before.owner is not None)

    def _fits(self, found: Phrase, before: Phrase) -> bool:
        """Whether a bare "the country", "the group", "the minister" can be this one."""
        if found.lemma in COUNTRY_NOUNS:
            return before.kind == STATE
        if found.lemma in GROUP_NOUNS:
            return before.kind == ORGANISATION and before.actor is not None and before.whole
        if found.kind != PERSON or before.kind != PERSON or before.plural or before.actor is None:
            return False
        said = before.name.said.title if before.name and before.name.said else ""
        titles = {said, *(office.title.lower() for office in before.actor.offices)}
        wanted = found.said.title if found.said else found.lemma
        return wanted in titles or any(title.split()[-1:] == [wanted] for title in titles)

    def _holder(self, found: Phrase) -> Participant | None:
        """ "The Russian president" is who held the office on the day, if the tables know."""
        if found.said is None or not found.said.person or found.plural or found.said.former or not found.definite:
            return None
        party = found.participants[0].acts_for if found.participants else ""
        holder = self.known.holder(party, found.said.title, self.day) if party else None
        if holder is None:
            return None
        return replace(found.participants[0], actor=holder.id, name=holder.name)

    # Pronouns.

    def _relative(self, found: Phrase) -> Phrase | None:
        """ "The army, which ...": the pronoun of a relative clause stands for the noun before it."""
        if found.head.lower_ not in RELATIVE:
            return None
        token = found.head
        for _ in range(3):
            if token.dep_ == "relcl":
                return self.by_head.get(token.head.i)
            token = token.head
        return None

    def _antecedent(self, found: Phrase) -> Phrase | None:
        word = found.head.lower_
        if word in RELATIVE or word in FIRST_PERSON or found.head.tag_ not in {"PRP", "PRP$"}:
            return None
        if word in {"you", "your", "yours", "yourself", "one"} or (word == "it" and _expletive(found.head)):
            return None
        best, best_score = None, float("-inf")
        here = self.sentence[found.head.i]
        for before in self._recent():
            distance = here - self.sentence[before.head.i]
            if distance > LOOK_BACK_SENTENCES:
                break
            if not self._agrees(found, before) or self._bound(found, before):
                continue
            score = self._salience(found, before, distance)
            if score > best_score:
                best, best_score = before, score
        return best

    def _agrees(self, found: Phrase, before: Phrase) -> bool:
        word = found.head.lower_
        if not before.whole or before.head.lower_ in RELATIVE or before.head.lower_ in FIRST_PERSON:
            return False
        if before.naming is Naming.PRONOUN and before.chain < 0:
            return False
        if found.gender:
            return before.kind == PERSON and not before.plural and before.gender in {"", found.gender}
        if word in {"it", "its", "itself"}:
            return before.kind != PERSON and not before.plural and before.head.lower_ not in {"they", "them", "their"}
        return before.plural or before.kind == ORGANISATION or before.head.lower_ in {"they", "them", "their"}

    def _bound(self, found: Phrase, before: Phrase) -> bool:
        """Whether grammar forbids it: a phrase around the pronoun, or the subject of the same verb."""
        if before.first <= found.head.i <= before.last:
            return True
        reflexive = found.head.lower_.endswith(("self", "selves"))
        object_ = found.head.dep_ in {"dobj", "dative", "iobj"}
        return object_ and not reflexive and before.head.dep_ == "nsubj" and before.head.head.i == found.head.head.i

    def _salience(self, found: Phrase, before: Phrase, distance: int) -> float:
        """How much an earlier phrase is in the reader's mind."""
        score = -WEIGHTS["sentence"] * distance - WEIGHTS["token"] * (found.head.i - before.head.i)
        role = before.head.dep_
        if role in {"nsubj", "nsubjpass"}:
            score += WEIGHTS["subject"]
        elif role in {"dobj", "dative"}:
            score += WEIGHTS["object"]
        if role == found.head.dep_:
            score += WEIGHTS["parallel"]
        if before.actor is not None:
            score += WEIGHTS["actor"]
        if before.naming is Naming.PRONOUN:
            score += WEIGHTS["pronoun"]
        if before.chain >= 0:
            score += WEIGHTS["repeated"] * min(len(self.chains[before.chain]), 5)
        if (
            before.kind == THING
            and before.name is None
            and before.head.ent_type_ in {"DATE", "TIME", "MONEY", "PERCENT"}
        ):
            score -= WEIGHTS["time"]
        return score

    # Several at once.

    def _pair(self, found: Phrase) -> tuple[Participant, ...]:
        """ "The two leaders", "both countries", "neither side": the last two named together, else the two named most."""
        words = {token.lower_ for token in (*found.head.lefts, found.head)}
        counted = words & {"two", "both", "neither", "either"}
        if found.lemma not in PAIR_NOUNS and found.head.lower_ not in PAIR_NOUNS:
            return ()
        if not counted and not (found.head.lower_ in {"sides", "parties"} and found.definite and not found.modifiers):
            return ()
        if found.modifiers - counted or any(child.dep_ == "prep" for child in found.head.rights):
            return ()
        wanted = PAIR_NOUNS.get(found.lemma, "") if found.lemma in PAIR_NOUNS else ""
        seen: dict[str, tuple[float, Participant]] = {}
        here = self.sentence[found.head.i]
        for before in self._recent(2 * LOOK_BACK_PHRASES):
            distance = here - self.sentence[before.head.i]
            for who in before.participants:
                if not who.actor or not self._counts(who, wanted) or not before.acts:
                    continue
                party = who.party if not wanted else who.actor
                if party in seen:
                    seen[party] = (seen[party][0] + DECAY**distance, seen[party][1])
                else:
                    seen[party] = (DECAY**distance, who)
        best = sorted(seen.values(), key=lambda item: -item[0])[:2]
        span = found.span(self.doc)
        return tuple(replace(who, span=span) for _, who in best) if len(best) == 2 else ()

    def _counts(self, who: Participant, wanted: str) -> bool:
        actor = self.known.by_id.get(who.actor)
        kind = actor.kind.value if actor else PERSON
        if wanted == PERSON:
            return kind == PERSON and who.sector in STATE_SECTORS | {"REB", "IGO", "OPP"}
        if wanted == STATE:
            return kind == STATE
        return kind != PERSON or who.sector in STATE_SECTORS | {"REB", "OPP"}

    def _counted(self) -> None:
        """ "Two of its commanders" stand for whom "its commanders" stands for."""
        for found in self.phrases:
            if found.participants or found.kind not in {"", THING} or found.naming is Naming.PRONOUN:
                continue
            of = next((child for child in found.head.rights if child.dep_ == "prep" and child.lower_ == "of"), None)
            inner = next((child for child in of.children if child.dep_ == "pobj"), None) if of is not None else None
            if inner is not None and (
                found.head.pos_ != "NOUN"
                or found.lemma in {"number", "group", "dozen", "majority", "member", "pair", "handful", "team", "crowd"}
            ):
                other = self.by_head.get(inner.i)
                if other is not None and other.participants and not other.participants[0].actor:
                    span = found.span(self.doc)
                    found.participants = (replace(other.participants[0], span=span, name=span.quote),)

    # The first person.

    def _speakers(self) -> None:
        """ "I" and "we" between quotation marks are who is credited beside them."""
        speakers: dict[int, Phrase | None] = {}
        quotes = list(self._quotations())
        starts = [start for start, _ in quotes]
        together: dict[tuple[int, bool], Phrase] = {}
        for found in self.phrases:
            if found.naming is not Naming.PRONOUN or found.head.lower_ not in FIRST_PERSON:
                continue
            number = bisect_left(starts, found.head.i + 1) - 1
            if number < 0 or found.head.i > quotes[number][1]:
                continue
            if number not in speakers:
                speakers[number] = self._speaker(*quotes[number]) or (speakers.get(number - 1))
            speaker = speakers[number]
            if speaker is None:
                continue
            if not found.plural:
                self._join(found, speaker)
                continue
            key = (speaker.chain, True)
            if key in together:
                self._join(found, together[key])
            else:
                self._open(found)
                together[key] = found
                self._we(found, speaker)

    def _we(self, found: Phrase, speaker: Phrase) -> None:
        """ "We" of someone who acts for a state or organisation is that state or organisation."""
        if len(speaker.participants) == 1:
            who = speaker.participants[0]
            party = self.known.by_id.get(who.party)
            if party is not None and party.kind is not ActorKind.PERSON:
                found.participants = (
                    replace(
                        who,
                        actor=party.id,
                        name=party.name,
                        acts_for="",
                        country=party.country,
                        sector=party.sector,
                        span=found.span(self.doc),
                    ),
                )

    def _quotations(self) -> Iterator[tuple[int, int]]:
        """The stretches between quotation marks, none longer than a paragraph."""
        start = -1
        for token in self.doc:
            if "\n" in token.text:
                if start >= 0:
                    yield start, token.i
                start = -1
            elif token.text in {"“", "``"} or (token.text == '"' and start < 0):
                start = token.i
            elif token.text in {"”", "''", '"'} and start >= 0:
                yield start, token.i
                start = -1

    def _speaker(self, start: int, end: int) -> Phrase | None:
        """The subject nearest to a quotation in the sentences around it."""
        edges = [self.doc[i] for i in (end + 1, start - 1, end, start) if 0 <= i < len(self.doc)]
        best: tuple[int, Phrase] | None = None
        for sentence in {edge.sent.start: edge.sent for edge in edges}.values():
            for token in sentence:
                if start <= token.i <= end or token.dep_ not in {"nsubj"}:
                    continue
                found = self.by_head.get(token.i)
                if found is None or found.kind not in {PERSON, STATE, ORGANISATION}:
                    continue
                distance = min(abs(token.i - start), abs(token.i - end))
                if best is None or distance < best[0]:
                    best = (distance, found)
        return best[1] if best else None

    # What comes out.

    def _by_token(self) -> dict[int, tuple[Participant, ...]]:
        found: dict[int, tuple[Participant, ...]] = {}
        for phrase in self.phrases:
            if phrase.acts and phrase.participants and not phrase.members:
                found[phrase.head.i] = phrase.participants
        for name in self.names:
            head = self.doc[name.first : name.last + 1].root.i
            if head in found:
                for i in range(name.first, name.last + 1):
                    found.setdefault(i, found[head])
        return found

    def _mentions(self) -> Iterator[Mention]:
        for found in self.phrases:
            if not found.acts or found.members or found.head.lower_ in RELATIVE:
                continue
            for who in found.participants:
                yield Mention(
                    document=self.document.id,
                    evidence=(who.span,),
                    actor=who,
                    naming=found.naming,
                    rule="cast",
                )

    def _spans(self) -> tuple[tuple[Span, ...], ...]:
        found = []
        for chain in self.chains:
            kept = [phrase for phrase in chain if phrase.head.lower_ not in RELATIVE]
            if any(phrase.whole for phrase in kept):
                spans = sorted({phrase.span(self.doc) for phrase in kept})
                if len(spans) > 1:
                    found.append(tuple(spans))
        return tuple(sorted(found))


# How much each property of an antecedent counts, in sentences: a subject is as near as a phrase one sentence later.
# Tried by hand on development texts, never calibrated.
WEIGHTS: Mapping[str, float] = {
    "sentence": 1.0,
    "token": 0.01,
    "subject": 1.0,
    "object": 0.3,
    "parallel": 0.2,
    "actor": 0.5,
    "pronoun": 0.3,
    "repeated": 0.1,
    "time": 2.0,
}
# A naming counts half as much two sentences later: chosen by hand, never calibrated.
DECAY = 0.7


def _expletive(token: "Token") -> bool:
    """ "It seems", "it is clear that": nobody is meant."""
    verb = token.head
    if verb.lemma_ in {"seem", "appear", "rain", "snow", "happen", "turn"}:
        return True
    return verb.lemma_ == "be" and any(
        child.dep_ in {"ccomp", "xcomp", "advcl", "acl"}
        or (
            child.dep_ in {"acomp", "attr"}
            and any(grand.dep_ in {"ccomp", "xcomp", "relcl", "advcl"} for grand in child.children)
        )
        for child in verb.rights
    )
