"""Who holds or held which office, as the text says it.

Three ways of saying it: a title before a name, a noun said of a person ("X, the envoy of Y"), and a
verb of the table ("X was elected president", "X heads Y").
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from realpolitik.lexicon.actors import actors
from realpolitik.lexicon.loader import many, rows
from realpolitik.records.actors import Actor, ActorKind, Participant
from realpolitik.records.documents import Document
from realpolitik.records.evidence import Factuality, Polarity
from realpolitik.records.relations import Tenure
from realpolitik.records.spans import Span, span_of
from realpolitik.records.times import TimeFrame, When
from realpolitik.understand.actors import Name
from realpolitik.understand.clauses import objects_behind, objects_of, passive_subject_of, subject_of
from realpolitik.understand.coreference import Cast
from realpolitik.understand.descriptions import FORMER_OFFICIAL, STATE_SECTORS, Description, formers
from realpolitik.understand.framing import Frame, Framing
from realpolitik.understand.phrases import Phrase
from realpolitik.understand.sentences import news_tokens, span_between, text_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

# Sectors whose titles are offices or memberships even where nothing is said of what: "the president", not "the doctor".
OFFICES = STATE_SECTORS | {"IGO", "REB", "PTY", "OPP", "REL", "ELI"}
# A rank is no office; it says something only with the force or state it is of.
RANKS = frozenset({"MIL"})
# "The Islamic Republic of Iran": no name that stands in a title has more words.
MAX_NAME_WORDS = 5
FIRM = frozenset({Factuality.ASSERTED, Factuality.REPORTED})
EMPTY = frozenset({"DT", "POS", "PRP$", "SP", "_SP", "HYPH", ",", ":"})


@dataclass(frozen=True, slots=True)
class Cue:
    """A verb that says that someone holds an office, comes into it or leaves it, and where the office stands."""

    id: str
    office: str
    takes: tuple[str, ...]
    phase: str


@cache
def cues() -> Mapping[str, Cue]:
    """The verbs of the table by lemma."""
    return {
        row["lemma"]: Cue(row["id"], row["office"], many(row["takes"]), row["phase"])
        for row in rows("cues/tenures.tsv")
    }


def tenures_in(document: Document, doc: "Doc", cast: Cast, framing: Framing) -> tuple[Tenure, ...]:
    """Every tenure that the passages with news state, in the order of the text; what is said again is one."""
    persons = frozenset(actor.id for actor in cast.actors if actor.kind is ActorKind.PERSON)
    reader = _Reader(document, doc, cast, framing, news_tokens(document, doc), persons)
    found: dict[tuple[object, ...], Tenure] = {}
    for tenure in sorted(reader.tenures(), key=lambda tenure: tenure.start):
        found.setdefault(_same(tenure), tenure)
    fuller = {key[:2] for key in found if key[2]}
    return tuple(tenure for key, tenure in found.items() if key[2] or key[:2] not in fuller or tenure.happened)


def _same(tenure: Tenure) -> tuple[object, ...]:
    """What makes two statements the same tenure: person, office, organisation, dates and whether it is so.

    Who says so does not: a title in a quote is the title of the text.
    """
    ends = (tenure.person[0].actor or tenure.person[0].name, tenure.office.lower())
    return (
        *ends,
        tuple(one.party for one in tenure.organisation),
        tenure.happened,
        tenure.factuality in FIRM,
        tenure.time,
    )


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads the tenures of one document: `heads` are its noun phrases by head, `persons` the ids of its people."""

    document: Document
    doc: "Doc"
    cast: Cast
    framing: Framing
    news: frozenset[int]
    persons: frozenset[str]
    heads: dict[int, Phrase] = field(default_factory=dict)

    def tenures(self) -> Iterator[Tenure]:
        """By titles, by nouns, by verbs."""
        self.heads.update({each.head.i: each for each in self.cast.phrases if not each.members})
        for each in self.heads.values():
            if each.head.i in self.news:
                yield from self._before_name(each)
                yield from self._said_of(each)
        for token in self.doc:
            cue = cues().get(token.lemma_.lower()) if token.pos_ == "VERB" and token.i in self.news else None
            if cue is not None:
                yield from self._by_verb(token, cue)

    # A title before a name.

    def _before_name(self, named: Phrase) -> Iterator[Tenure]:
        name = named.name
        if name is None or name.said is None or name.naming.value != "title" or not named.participants:
            return
        title = self._title(name)
        of, title = self._split(title, name.said.behind)
        if title and _is_office(name.said, bool(of)):
            span = span_between(self.doc, self.doc[name.first], self.doc[name.last])
            frame = _standing(self.framing, named.head, former=_former(name.said))
            yield from self._tenure(title, named.participants, of, (span,), frame, "title")

    def _title(self, name: Name) -> list["Token"]:
        """The words before the name itself, as the tables or the fullest naming spell it."""
        places = range(name.first, name.last + 1)
        texts = ((i, self.doc[i : name.last + 1].text) for i in places)
        aliases = (i for i, text in texts if any(alias.actor == name.actor.id for alias in actors().named(text)))
        known = {word.lower() for word in name.actor.name.replace("-", " ").split()}
        spelled = (i for i in places if self.doc[i].lower_ in known)
        start = next(aliases, next(spelled, name.first))
        return [self.doc[i] for i in range(name.first, start)]

    def _split(self, title: list["Token"], behind: Actor | None) -> tuple[tuple[Participant, ...], list["Token"]]:
        """The state or organisation that a title names, and the title without it."""
        for size in range(min(len(title), MAX_NAME_WORDS), 0, -1):
            for at in range(len(title) - size + 1):
                words = title[at : at + size]
                span = span_between(self.doc, words[0], words[-1])
                if behind is not None and any(alias.actor == behind.id for alias in actors().named(span.quote)):
                    of = Participant(
                        actor=behind.id, name=behind.name, span=span, country=behind.country, sector=behind.sector
                    )
                    before = title[: at - 1] if at and title[at - 1].tag_ == "IN" else title[:at]
                    return (of,), [*before, *title[at + size :]]
        return (), title

    # A noun said of a person.

    def _said_of(self, noun: Phrase) -> Iterator[Tenure]:
        """ "X, the envoy of Y", "its leader, X", "X is the envoy of Y"."""
        said, head = noun.said, noun.head
        if said is None or not said.person or noun.plural or not noun.whole:
            return
        verb = head.head
        if head.dep_ == "attr" and verb.lemma_ == "be":
            person, frame = self._person(subject_of(verb)), self.framing.state(verb)
        else:
            beside = [head.head] if head.dep_ == "appos" else [word for word in head.children if word.dep_ == "appos"]
            person = next((one for word in beside if (one := self._person(word))), ())
            frame = _standing(self.framing, head, former=_former(said))
        words = self._office_words(noun)
        of = self._organisations(self._all_words(noun), noun)
        if person and words and _is_office(said, bool(of)):
            if _former(said):
                frame["time"] = TimeFrame.PAST
            frame["happened"] = frame["happened"] or self._dates_of(head)
            yield from self._tenure(words, person, of, self._evidence(words, of, person), frame, "noun")

    def _dates_of(self, office: "Token") -> When | None:
        """The dates that stand with the office itself: "president from 1999 to 2005"."""
        start, end = office.left_edge.idx, office.right_edge.idx + len(office.right_edge)
        inside = any(start <= found.span.start < end for found in self.framing.times.expressions)
        return self.framing.times.of(office) if inside else None

    def _person(self, word: "Token | None") -> tuple[Participant, ...]:
        """The person whom a word names or stands for; not what a description alone calls someone."""
        found = self.heads.get(word.i) if word is not None else None
        if found is None or len(found.participants) != 1 or found.name is None:
            return ()
        return found.participants if found.name.actor.kind is ActorKind.PERSON else ()

    # A verb.

    def _by_verb(self, verb: "Token", cue: Cue) -> Iterator[Tenure]:
        office, holder = self._office_at(verb, cue)
        person = self._person(holder)
        if not person or office is None:
            return
        frame = self.framing.state(verb)
        noun = self.heads.get(office.i)
        if cue.office:
            of = tuple(one for one in self.cast.at(office) if one.actor and one.actor not in {p.actor for p in person})
            if of and not self._is_person(of[0]):
                evidence = self._evidence([verb, office], of, person)
                yield from self._tenure(cue.office, person, of, evidence, _phased(frame, cue), cue.id)
        elif noun is not None and noun.said is not None and noun.said.person and not noun.plural:
            of = self._organisations(self._all_words(noun), noun)
            if not _is_office(noun.said, bool(of)):
                return
            for words, when in self._postings(verb, noun):
                told = _phased({**frame, "happened": when or frame["happened"]}, cue)
                yield from self._tenure(words, person, of, self._evidence([verb, *words], of, person), told, cue.id)

    def _office_at(self, verb: "Token", cue: Cue) -> tuple["Token | None", "Token | None"]:
        """The noun for the office, and who holds it."""
        passive = passive_subject_of(verb)
        objects = objects_of(verb)
        for place in cue.takes:
            if place in {"oprd", "attr"}:
                office = next((child for child in verb.rights if child.dep_ == place), None)
            elif place == "object":
                office = objects[0] if objects and passive is None else None
            else:
                office = next(iter(objects_behind(verb, place)), None)
            if office is not None:
                named = [child for child in office.lefts if child.dep_ in {"compound", "nmod"}]
                if place == "object" and not cue.office:
                    # "appointed Ali ambassador": one phrase for the parser.
                    return office, next((child for child in named if self._person(child)), None)
                gives = place != "object" and objects and objects[0] != office and verb.lemma_ != "take"
                return office, passive or (objects[0] if gives else subject_of(verb))
        return None, None

    def _is_person(self, one: Participant) -> bool:
        return one.actor in self.persons

    def _postings(self, verb: "Token", noun: Phrase) -> Iterator[tuple[list["Token"], When | None]]:
        """The office with each of its places and dates: "envoy to Peru in 1961 and to Chile in 1964"."""
        words = self._office_words(noun)
        first = [word for word in words if word.lower_ == "to"]
        others = [
            word
            for word in verb.subtree
            if first
            and word.lower_ == "to"
            and word.dep_ in {"conj", "prep"}
            and word.i > words[-1].i
            and any(child.dep_ == "pobj" and self.heads.get(child.i) for child in word.children)
            and (word.head.pos_ == "ADP" or word.dep_ == "conj")
        ]
        core = [word for word in words if not first or word.i < first[0].i]
        bounds = [noun.head.i, *(word.i for word in others), len(self.doc)]
        for place, (start, end) in enumerate(pairwise(bounds)):
            own = words if place == 0 else [*core, *_with_object(others[place - 1])]
            yield own, self._date_between(start, end) if others else None

    def _date_between(self, start: int, end: int) -> When | None:
        """The first date that stands between two words of a list."""
        last = self.doc[min(end, len(self.doc)) - 1]
        close = last.idx + len(last)
        begin = self.doc[start].idx
        dated = [found for found in self.framing.times.expressions if found.when and begin <= found.span.start < close]
        return dated[0].when if dated else None

    # Words.

    def _all_words(self, noun: Phrase) -> list["Token"]:
        return [self.doc[i] for i in range(noun.first, noun.last + 1)]

    def _office_words(self, noun: Phrase) -> list["Token"]:
        """The office as the words give it: "deputy foreign minister", "ambassador to Peru", not whose it is."""
        last = noun.head.i
        for child in noun.head.rights:
            if child.dep_ == "prep" and child.lower_ in {"of", "to", "for"} and child.i == last + 1:
                inner = next((word for word in child.children if word.dep_ == "pobj"), None)
                named = inner is not None and any(one.actor for one in self.cast.at(inner))
                if inner is not None and (child.lower_ == "to" or not named):
                    last = max(inner.i, last)
        return self._kept([self.doc[i] for i in range(noun.first, last + 1)])

    def _kept(self, words: Iterable["Token"]) -> list["Token"]:
        """The words of an office without articles, owners, nationalities and "former"."""
        kept = [word for word in words if word.tag_ not in EMPTY and word.lower_ not in formers()]
        while kept and (self._names(kept[0]) or not kept[0].text[0].isalnum()):
            kept = kept[1:]
        return kept

    def _names(self, word: "Token") -> bool:
        """Whether a word belongs to the name of someone or is a possessive."""
        behind = self.cast.at(word)
        named = any(one.actor and (not self._is_person(one) or word.text in one.name.split()) for one in behind)
        return named or (word.dep_ == "poss" and word.tag_ != "NN")

    def _organisations(self, words: Iterable["Token"], of: Phrase) -> tuple[Participant, ...]:
        """The state or organisation named among the words, of those that the reading of the title takes it to be of."""
        said = of.name.said if of.naming.value == "title" and of.name else of.said
        behind = said.behind.id if said is not None and said.behind is not None else ""
        for word in words:
            for one in self.cast.at(word):
                if behind and one.actor == behind and one.span.quote != of.span(self.doc).quote:
                    return (one,)
        owner = next((word for word in words if word.dep_ == "poss" and word.tag_ == "PRP$"), None)
        found = tuple(one for one in self.cast.at(owner) if one.actor and not self._is_person(one)) if owner else ()
        return found[:1]

    def _evidence(
        self, words: list["Token"], of: tuple[Participant, ...], person: tuple[Participant, ...]
    ) -> tuple[Span, ...]:
        """The words of the office with whose it is; the person, where he stands apart, as a span of its own."""
        starts = [word.idx for word in words] + [one.span.start for one in of]
        ends = [word.idx + len(word) for word in words] + [one.span.end for one in of]
        start, end = min(starts), max(ends)
        name = person[0].span
        gap = text_of(self.doc)[name.end : start] if name.end <= start else text_of(self.doc)[end : name.start]
        if len(gap.split()) <= NEAR_WORDS and "\n" not in gap:
            return (span_of(text_of(self.doc), min(start, name.start), max(end, name.end)),)
        return tuple(sorted((span_of(text_of(self.doc), start, end), name)))

    def _tenure(
        self,
        office: "str | list[Token]",
        person: tuple[Participant, ...],
        of: tuple[Participant, ...],
        evidence: tuple[Span, ...],
        frame: Frame,
        rule: str,
    ) -> Iterator[Tenure]:
        words = office if isinstance(office, str) else " ".join(word.text for word in self._kept(office))
        if words:
            yield Tenure(
                document=self.document.id,
                evidence=evidence,
                office=words,
                person=person,
                organisation=of,
                rule=f"tenure:{rule}",
                confidence=0.6,
                **frame,
            )


# A name further from the office than this stands as a span of its own. Chosen by hand, never calibrated.
NEAR_WORDS = 6


def _former(said: Description) -> bool:
    """Whether the words say that it is over: "former minister", and titles such as "ex-president" that say so alone."""
    return said.former or said.sector == FORMER_OFFICIAL


def _is_office(said: Description, of: bool) -> bool:
    """Whether a title is an office or membership; a rank is one only with the state or force that it is of.

    A noun that is no title ("writer", "immigrant") makes one only with an organisation.
    """
    title = actors().titles.get(said.title)
    if title is None and said.sector not in OFFICES:
        return of and said.behind is not None and said.behind.kind is ActorKind.ORGANISATION
    rank = said.sector in RANKS and title is not None and not title.borrows
    return of if rank or said.sector not in OFFICES else True


def _with_object(preposition: "Token") -> list["Token"]:
    """The preposition and the words of its object."""
    inner = next((word for word in preposition.children if word.dep_ == "pobj"), preposition)
    return [preposition, *(word for word in inner.subtree if preposition.i < word.i <= inner.i and not word.is_space)]


def _standing(framing: Framing, word: "Token", *, former: bool) -> Frame:
    """The frame of an office that only stands beside a name: it is so, whatever the clause says of its act."""
    frame = framing.state(word)
    frame["factuality"] = Factuality.REPORTED if frame["attribution"] else Factuality.ASSERTED
    frame["polarity"], frame["happened"], frame["place"] = Polarity.POSITIVE, None, None
    frame["time"] = TimeFrame.PAST if former else TimeFrame.ONGOING
    return frame


def _phased(frame: Frame, cue: Cue) -> Frame:
    """The frame of a tenure whose beginning or end the verb tells: its term is open on the other side."""
    when = frame["happened"]
    told: Frame = {**frame}
    told["place"] = None
    if when is not None and cue.phase == "begin":
        told["happened"] = _open(when, start=when.start)
    elif when is not None and cue.phase == "end":
        told["happened"] = _open(when, end=when.end)
    if cue.phase == "plan" and frame["factuality"] in {Factuality.ASSERTED, Factuality.REPORTED}:
        told["factuality"], told["time"] = Factuality.PLANNED, TimeFrame.FUTURE
    return told


def _open(when: When, *, start: date | None = None, end: date | None = None) -> When:
    return replace(when, start=start, end=end, timex="")
