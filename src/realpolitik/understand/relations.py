"""Ties stated in the text: ally, patron, proxy, adversary, each signed.

A table of patterns says which words state a tie and where its two ends stand: beside the noun ("Iran's proxy"), in the
apposition or the subject that the noun is said of, at the verb, behind a preposition. `PLACES` reads these words.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from itertools import combinations
from typing import TYPE_CHECKING

from realpolitik.lexicon.actors import actors
from realpolitik.lexicon.loader import many, rows
from realpolitik.records.actors import ActorKind, Participant
from realpolitik.records.documents import Document
from realpolitik.records.evidence import Factuality, Polarity
from realpolitik.records.relations import Relation
from realpolitik.records.spans import Span, span_of
from realpolitik.records.times import TimeFrame
from realpolitik.understand.actors import day_of
from realpolitik.understand.clauses import (
    NOMINAL,
    antecedent,
    is_passive,
    objects_behind,
    objects_of,
    prepositional_objects,
    subject_of,
)
from realpolitik.understand.coreference import Cast
from realpolitik.understand.descriptions import formers
from realpolitik.understand.framing import Frame, Framing
from realpolitik.understand.sentences import news_tokens, text_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

# An end of the tie further from its word than this is a span of its own: the words between say other things.
# Chosen by hand, never calibrated.
NEAR_WORDS = 6
INSIDE = frozenset({"amod", "compound", "nmod"})
COPULAS = frozenset({"be", "become", "remain", "stay"})
# Ties inside one party: both ends may act for the same state or organisation.
WITHIN = frozenset({"kin", "leads"})


@dataclass(frozen=True, slots=True)
class Pattern:
    """A word that states a tie: which tie, and the places where its two ends are looked for, the first filled counts.

    `of` says what the second end has to be: a person, a group (no person), an organisation (no state either) or
    anything. A `lasting` verb states a tie only where it speaks of something that goes on: "backs", "has been backing".
    """

    id: str
    kind: str
    sign: int
    mutual: bool
    a: tuple[str, ...]
    b: tuple[str, ...]
    of: str
    lasting: bool


@cache
def patterns(pos: str) -> Mapping[str, tuple[Pattern, ...]]:
    """The patterns of one sort (noun, verb, adj, prefix, mood) by lemma, in the order of the table."""
    found: dict[str, list[Pattern]] = defaultdict(list)
    for row in rows("cues/relations.tsv"):
        if row["pos"] == pos:
            found[row["lemma"]].append(
                Pattern(
                    id=row["id"],
                    kind=row["kind"],
                    sign=int(row["sign"]),
                    mutual=row["direction"] == "mutual",
                    a=many(row["a"]),
                    b=many(row["b"]),
                    of=row["of"],
                    lasting=bool(row["lasting"]),
                )
            )
    return {lemma: tuple(group) for lemma, group in found.items()}


@cache
def words(pos: str) -> frozenset[str]:
    """The words of the table that are no patterns: those that put a tie in doubt (hedge) or end it (ending)."""
    return frozenset(row["lemma"] for row in rows("cues/relations.tsv") if row["pos"] == pos)


def relations_in(document: Document, doc: "Doc", cast: Cast, framing: Framing) -> tuple[Relation, ...]:
    """Every relation that the passages with news state, in the order of the text."""
    news = news_tokens(document, doc)
    persons = frozenset(actor.id for actor in cast.actors if actor.kind is ActorKind.PERSON)
    reader = _Reader(document, doc, cast, framing, persons)
    found = (relation for token in doc if token.i in news for relation in reader.at(token))
    return tuple({relation.id: relation for relation in found}.values())


# Where the ends of a tie stand.


def _bearers(word: "Token") -> list["Token"]:
    """Those of whom a noun or adjective is said: apposition, copula, the name it stands before."""
    head = word.head
    if word.dep_ in INSIDE | {"acl", "relcl"} and head.pos_ in NOMINAL:
        return _listed(head) if word.tag_ == "NNS" else [head]
    if word.dep_ == "appos":
        return _listed(head) if word.tag_ == "NNS" else [head]
    if word.dep_ in {"attr", "acomp", "oprd"} and head.lemma_ in COPULAS:
        return _acting(head)
    if word.dep_ == "ROOT" or word.dep_ in {"ccomp", "advcl"}:
        own = next((child for child in word.children if child.dep_ in {"nsubj", "nsubjpass"}), None)
        return _listed(antecedent(own)) if own is not None else []
    if word.dep_ == "oprd":
        return objects_of(head)
    if word.dep_ == "pobj" and head.lower_ == "as":
        return _as_what(head)
    return _beside(word)


def _beside(noun: "Token") -> list["Token"]:
    """The name that stands behind a noun, with a comma or without; else the noun itself, for whom it takes up."""
    named = [_named(child) for child in noun.children if child.dep_ == "appos"]
    found = [each for child in named for each in (_listed(child) if noun.tag_ == "NNS" else [child])]
    after = noun.nbor(1) if noun.i + 1 < len(noun.doc) else noun
    return found or [after if after.pos_ == "PROPN" else noun]


def _named(apposed: "Token") -> "Token":
    """The name behind an apposition of its own: "its proxy, the movement Hezbollah"."""
    return next((child for child in apposed.rights if child.dep_ == "appos" and child.i == apposed.i + 1), apposed)


def _as_what(preposition: "Token") -> list["Token"]:
    """Who is seen or needed as something: "regards Iran as an enemy", "an alternative to France as a guarantor"."""
    host = preposition.head
    if host.pos_ in NOMINAL:
        before = [child for child in host.children if child.dep_ == "prep" and child.i < preposition.i]
        return [inner for child in before for inner in child.children if inner.dep_ == "pobj"]
    return objects_of(host) or _listed(subject_of(host))


def _owners(word: "Token") -> list["Token"]:
    """Whose ally, tie or proxy it is: "Iran's", "its", "a NATO member", "the Russian-Iranian alliance"."""
    hosts = [word] if word.dep_ not in INSIDE else [word.head, word]
    for dep in ("poss", "amod", "compound", "nmod"):
        for host in hosts:
            own = [child for child in host.lefts if child.dep_ == dep and child.i != word.i]
            if own:
                return [each for child in own for each in (*_joined(child), *_listed(child))]
    return []


def _holders(word: "Token") -> list["Token"]:
    """Who sees someone as something: "X regards Y as an enemy", "X considers Y a friend"."""
    holder = word.head.head if word.dep_ == "pobj" and word.head.lower_ == "as" else word.head
    holding = holder != word.head or word.dep_ in {"ccomp", "oprd"}
    return _acting(holder) if holding and holder.pos_ == "VERB" else []


def _joined(adjective: "Token") -> list["Token"]:
    """The first half of "Russian-Iranian"."""
    return [child for child in adjective.lefts if child.dep_ in INSIDE]


def _subjects(word: "Token") -> list["Token"]:
    """Who does what a verb says, or acts on the tie that a noun names: "Peru has ties with ..."."""
    if word.pos_ in NOMINAL:
        verb = word.head
        if word.dep_ == "pobj" and verb.lower_ == "in":
            verb = verb.head
        elif word.dep_ not in {"dobj", "conj"}:
            return []
        return _acting(verb) if verb.pos_ == "VERB" else []
    return _acting(word)


def _acting(verb: "Token") -> list["Token"]:
    """The subject with all joined to it; of "A and B, which backs ..." only the nearest."""
    found = _listed(subject_of(verb))
    if verb.dep_ == "relcl":
        found = [head for head in found if head.i < verb.i]
        return found[-1:] if verb.tag_ == "VBZ" or _helped(verb) & {"has", "is", "was", "does"} else found
    return found


def _helped(verb: "Token") -> set[str]:
    return {child.lower_ for child in verb.children if child.dep_ in {"aux", "auxpass"}}


def _objects(word: "Token") -> list["Token"]:
    """Who undergoes what a verb says; the noun that its participle stands beside."""
    if word.dep_ == "amod" and word.tag_ == "VBN":
        return [word.head]
    if word.dep_ == "acl" and not is_passive(word):
        return [child for child in word.children if child.dep_ == "dobj"]
    return objects_of(word)


def _behind(word: "Token", preposition: str) -> list["Token"]:
    """What stands behind a preposition of the word, or of the verb that has it as its object or predicate."""
    found = prepositional_objects(word, preposition)
    return found or (objects_behind(word.head, preposition) if word.dep_ in {"dobj", "acomp"} else [])


def _before_hyphen(word: "Token") -> list["Token"]:
    """ "Iran" in "Iran-backed"."""
    if word.i < 2 or word.nbor(-1).text not in HYPHENS or word.nbor(-1).idx + 1 != word.idx:
        return []
    return [word.nbor(-2)]


def _behind_hyphen(word: "Token") -> list["Token"]:
    """ "Assad" in "anti-Assad"."""
    if word.i + 2 >= len(word.doc) or word.nbor(1).text not in HYPHENS:
        return []
    return [word.nbor(2)]


HYPHENS = frozenset({"-", "‐", "‑", "–"})


def _listed(head: "Token | None") -> list["Token"]:
    """The word and all that is joined to it by "and"."""
    return [] if head is None else [head, *(word for word in head.conjuncts if word.i > head.i)]


PLACES: Mapping[str, Callable[["Token"], list["Token"]]] = {
    "bearer": _bearers,
    "owner": _owners,
    "holder": _holders,
    "subject": _subjects,
    "object": _objects,
    "hyphen": _before_hyphen,
    "next": _behind_hyphen,
}
# What may stand before a noun and make one pattern with it: "trade partner", "client state".
COMPANIONS = frozenset({"compound", "amod", "nmod"})
Side = tuple[Participant, ...]


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads the patterns of one document; `persons` are the ids of its people."""

    document: Document
    doc: "Doc"
    cast: Cast
    framing: Framing
    persons: frozenset[str]

    def at(self, word: "Token") -> Iterator[Relation]:
        """The relations that a word states."""
        for pattern in _patterns_at(word):
            for a, b in self._pairs(word, pattern):
                yield self._relation(word, pattern, a, b)

    def _pairs(self, word: "Token", pattern: Pattern) -> Iterator[tuple[Side, Side]]:
        """The two ends; where one end is several and the tie is mutual, they are tied to each other."""
        a, b = self._end(word, pattern.a), self._end(word, pattern.b)
        if a and b:
            parties = {one.party for one in a} - {""}
            known = {one.actor or one.acts_for for one in a} - {""}
            within = pattern.kind in WITHIN
            b = tuple(one for one in b if one.actor not in known and (within or one.party not in parties))
            b = tuple(one for one in b if self._fits(one, pattern.of))
            if pattern.of == "person":
                a = tuple(one for one in a if one.actor in self.persons)
            if a and b and (parties or any(one.party for one in b)):
                yield a, b
        elif pattern.mutual:
            fitting = [one for one in a or b if one.party and self._fits(one, pattern.of)]
            named = {one.actor if pattern.kind in WITHIN else one.party: one for one in fitting}
            yield from (((one,), (other,)) for one, other in combinations(named.values(), 2))

    def _fits(self, one: Participant, of: str) -> bool:
        """Whether someone is what the second end has to be."""
        person = one.actor in self.persons
        actor = actors().by_id.get(one.actor)
        state = actor is not None and actor.kind is ActorKind.STATE
        return {"person": person, "group": not person, "organisation": not person and not state}.get(of, True)

    def _end(self, word: "Token", places: Iterable[str]) -> Side:
        """Who stands at the first place where someone stands."""
        for place in places:
            find = PLACES.get(place)
            heads = find(word) if find else _behind(word, place)
            whose = place in {"of", "subject", "bearer"}
            halves = [one for head in heads if place in HALVES for one in self._by_name(head)]
            found = halves or [one for head in heads for one in self._who(head, whose)]
            if found:
                return tuple({(one.actor or one.name): one for one in found}.values())
        return ()

    def _who(self, head: "Token", whose: bool) -> list[Participant]:
        """Who a word stands for; of "its interests", "all of whose forces" those whose they are."""
        found = [known for one in self.cast.at(head) if (known := _nation(one)) is not None]
        inner = [child for child in head.lefts if child.dep_ == "poss"]
        if not found and whose:
            inner += objects_behind(head, "of") if head.lower_ in {"all", "most", "some", "many"} else []
            return [one for child in inner for one in self._who(_owner(child), whose)]
        owner = next((one for child in inner for one in self.cast.at(_owner(child)) if one.party), None)
        return [_owned(one, owner) for one in found] if owner else found

    def _by_name(self, half: "Token") -> Iterator[Participant]:
        """Who one half of a hyphened word names, if the tables leave no doubt: "Russian" in "pro-Russian"."""
        found = {alias.actor for alias in actors().named(half.text, day_of(self.document))}
        if len(found) == 1:
            actor = actors().by_id[found.pop()]
            span = Span(start=half.idx, end=half.idx + len(half), quote=half.text)
            yield Participant(actor=actor.id, name=actor.name, span=span, country=actor.country, sector=actor.sector)

    def _relation(self, word: "Token", pattern: Pattern, a: Side, b: Side) -> Relation:
        mood = _mood(word) if pattern.sign == 0 and pattern.kind == "ties" else None
        return Relation(
            document=self.document.id,
            evidence=_evidence(self.doc, word, (*a, *b)),
            relation=pattern.kind,
            sign=mood.sign if mood else pattern.sign,
            directed=not pattern.mutual,
            a=a,
            b=b,
            rule=f"relation:{mood.id if mood else pattern.id}",
            confidence=0.6,
            **_frame(self.framing, word),
        )


def _owner(possessive: "Token") -> "Token":
    """The word that a possessive stands for; for a "whose" that the parser left hanging what stands before its clause.

    "Togo, a state beside Ghana, both of whose ports ...": the indefinite noun before the comma, else the last.
    """
    found = antecedent(possessive)
    if found != possessive or possessive.lower_ != "whose":
        return found
    comma = next(
        (word for word in reversed(possessive.sent[: possessive.i - possessive.sent.start]) if word.is_punct), None
    )
    if comma is None or comma.i == possessive.sent.start:
        return found
    before = comma.nbor(-1)
    nouns = [word for word in (before, *before.ancestors) if word.pos_ in NOMINAL and word.i < comma.i]
    return next((word for word in nouns if any(child.lower_ in {"a", "an"} for child in word.lefts)), before)


HALVES = frozenset({"hyphen", "next"})


def _nation(one: Participant) -> Participant | None:
    """The participant; the state for the bare adjective of one ("Russian" in "Russian-backed"); None for nobody."""
    if one.actor or one.acts_for:
        return one
    if one.country and one.sector == "CVL" and " " not in one.span.quote:
        state = actors().by_id.get(one.country)
        return replace(one, actor=one.country, name=state.name if state else one.name, sector="")
    return one if one.sector else None


def _owned(one: Participant, owner: Participant) -> Participant:
    """ "Assad's troops" are those of whom he acts for."""
    return one if one.party or one.country else replace(one, acts_for=owner.party, country=owner.country)


def _patterns_at(word: "Token") -> tuple[Pattern, ...]:
    """The patterns whose word this is; with the word before it first: "trade partner" before "partner"."""
    lemma = word.lemma_.lower()
    if word.pos_ in NOMINAL or (word.tag_ == "JJ" and word.dep_ in INSIDE and word.i + 1 == word.head.i):
        known = patterns("noun")
        longer = (f"{child.lower_} {lemma}" for child in word.lefts if child.dep_ in COMPANIONS)
        forms = (*longer, word.lower_, lemma)
        found = next((known[each] for each in forms if each in known), ())
        if found:
            return found
    if lemma in patterns("prefix") and word.i + 1 < len(word.doc) and word.nbor(1).text in HYPHENS:
        return patterns("prefix")[lemma]
    if word.tag_ in {"JJ", "VBN"} and word.lower_ in patterns("adj"):
        return patterns("adj")[word.lower_]
    if word.pos_ == "VERB" or word.tag_ in {"VBN", "VBZ", "VBG"}:
        return tuple(each for each in patterns("verb").get(lemma, ()) if not each.lasting or _lasts(word))
    return ()


def _lasts(verb: "Token") -> bool:
    """Whether a verb speaks of something that goes on: present, perfect, progressive, or a participle beside a noun."""
    helpers = _helped(verb)
    if verb.tag_ in {"VBZ", "VBP", "VBG"} or helpers & (PRESENT | {"does", "do"}):
        return True
    if verb.tag_ == "VBN":
        return verb.dep_ in {"amod", "acl", "advcl"} or not helpers & {"was", "were", "had"}
    return any(child.lower_ in {"long", "always", "traditionally"} for child in verb.children)


def _mood(noun: "Token") -> Pattern | None:
    """The word that says how ties are: "friendly ties", "relations are tense"."""
    near = [child for child in noun.lefts if child.dep_ == "amod"]
    if noun.dep_ == "nsubj" and noun.head.lemma_ in COPULAS:
        near += [child for child in noun.head.children if child.dep_ == "acomp"]
    return next((patterns("mood")[word.lower_][0] for word in near if word.lower_ in patterns("mood")), None)


# How firmly, and on which words.


def _frame(framing: Framing, word: "Token") -> Frame:
    """The frame of a tie: what only stands beside a name is so, whatever the verb of the clause makes of its act."""
    frame = framing.state(word)
    before = {child.lemma_.lower() for child in word.lefts}
    if _presupposed(word):
        frame["factuality"] = Factuality.REPORTED if frame["attribution"] else Factuality.ASSERTED
        frame["polarity"], frame["time"], frame["place"] = Polarity.POSITIVE, TimeFrame.ONGOING, None
        if not _dated(framing, word):
            frame["happened"] = None
    elif word.tag_ == "VBN" and _helped(word) & PRESENT:
        frame["time"] = TimeFrame.ONGOING
    if before & formers():
        frame["time"] = TimeFrame.PAST
    if before & words("hedge"):
        frame["factuality"] = Factuality.HYPOTHETICAL
    if _ended(word):
        frame["factuality"], frame["polarity"] = Factuality.DENIED, Polarity.NEGATIVE
    return frame


def _presupposed(word: "Token") -> bool:
    """Whether a tie is only mentioned beside a name: "its ally Syria", "Syria, its ally", "Iran-backed"."""
    if word.pos_ in NOMINAL or word.dep_ in INSIDE:
        told = {"attr", "oprd", "ccomp", "dobj", "nsubjpass", "ROOT"}
        owned = any(child.dep_ == "poss" for child in word.lefts) and word.dep_ in {"dobj", "nsubjpass"}
        return owned or (word.dep_ not in told and word.head.lower_ != "as")
    return word.dep_ in {"amod", "acl"} and word.tag_ in {"VBN", "JJ", "VBG"}


def _dated(framing: Framing, word: "Token") -> bool:
    """Whether a date stands with the tie itself: "allies since 1979"."""
    start, end = word.left_edge.idx, word.right_edge.idx + len(word.right_edge)
    return any(start <= found.span.start < end for found in framing.times.expressions)


PRESENT = frozenset({"is", "are", "has", "have", "'s", "’s", "'ve", "’ve", "remains"})


def _ended(word: "Token") -> bool:
    """Whether a tie is no more: "no longer an ally", "ended its alliance"."""
    verb = word.head if word.dep_ in {"attr", "acomp", "dobj", "nsubjpass", "oprd"} else word
    if any(child.lower_ == "longer" and "no" in {inner.lower_ for inner in child.children} for child in verb.children):
        return True
    return word.dep_ in {"dobj", "nsubjpass"} and verb.lemma_.lower() in words("ending")


def _evidence(doc: "Doc", word: "Token", ends: Side) -> tuple[Span, ...]:
    """The words of the tie with the ends near it; an end that stands further off is a span of its own."""
    start, end = word.idx, word.idx + len(word)
    far: list[Span] = []
    for span in sorted((one.span for one in ends), key=lambda span: min(abs(span.start - end), abs(start - span.end))):
        left, right = min(start, span.start), max(end, span.end)
        between = text_of(doc)[span.end : start] if span.end <= start else text_of(doc)[end : span.start]
        if len(between.split()) <= NEAR_WORDS and "\n" not in between:
            start, end = left, right
        else:
            far.append(span)
    last = doc.char_span(start, end, alignment_mode="expand")[-1]
    while last.dep_ == "poss":
        last, end = last.head, last.head.idx + len(last.head)
    return (span_of(text_of(doc), start, end), *sorted(set(far)))
