"""Wants stated in the text: seeks, needs, fears, to prevent."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from realpolitik.lexicon.loader import rows
from realpolitik.records.actors import Participant
from realpolitik.records.documents import Document
from realpolitik.records.evidence import Factuality, Polarity
from realpolitik.records.interests import Direction, Interest
from realpolitik.records.spans import Span, span_of
from realpolitik.understand.coreference import Cast
from realpolitik.understand.framing import Framing
from realpolitik.understand.sentences import news_tokens

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

COMPLEMENTS = ("xcomp", "ccomp", "dobj")
OPPOSITE = {
    Direction.WANT: Direction.OPPOSE,
    Direction.NEED: Direction.OPPOSE,
    Direction.PREVENT: Direction.WANT,
    Direction.OPPOSE: Direction.WANT,
}
# Nouns and adjectives name what is wanted behind one of these.
LINKS = frozenset({"in", "for", "of", "to", "about"})


@dataclass(frozen=True, slots=True)
class Cue:
    """A word that says that something is wanted: which way, and how much it matters."""

    direction: Direction
    salience: float


@cache
def cues(pos: str) -> Mapping[str, Cue]:
    """The cues of one part of speech (verb, noun, adj) or those that head a purpose, by lemma."""
    return {
        row["lemma"]: Cue(Direction(row["direction"]), float(row["salience"]))
        for row in rows("cues/interests.tsv")
        if row["pos"] == pos
    }


@cache
def issues() -> Mapping[str, str]:
    """The issue that a noun belongs to, by lemma."""
    return {row["lemma"]: row["issue"] for row in rows("cues/issues.tsv")}


def interests_in(document: Document, doc: "Doc", cast: Cast, framing: Framing) -> tuple[Interest, ...]:
    """Every interest that the passages with news state, in the order of the text."""
    news = news_tokens(document, doc)
    found = [
        interest
        for token in doc
        if token.i in news
        for cue, holder, complement in _stated(token)
        if (interest := _interest(document, doc, cast, framing, token, cue, holder, complement))
    ]
    return tuple({interest.id: interest for interest in found}.values())


def _stated(token: "Token") -> Iterator[tuple[Cue, "Token", "Token"]]:
    """The cue at a token, who holds the interest, and the head of what is wanted."""
    lemma = token.lemma_.lower()
    if token.pos_ == "VERB" and lemma in cues("verb"):
        holder, complement = subject_of(token), _complement(token)
        if holder is not None and complement is not None:
            yield cues("verb")[lemma], holder, complement
    elif token.pos_ == "NOUN" and lemma in cues("noun"):
        owner = _owner(token)
        complement = _linked(token) or _predicate(token)
        if owner is not None and complement is not None:
            yield cues("noun")[lemma], owner, complement
    elif token.pos_ == "ADJ" and lemma in cues("adj") and token.dep_ in {"acomp", "oprd"}:
        holder, complement = subject_of(token.head), _linked(token)
        if holder is not None and complement is not None:
            yield cues("adj")[lemma], holder, complement
    if token.pos_ == "VERB" and lemma in cues("purpose") and _is_purpose(token):
        holder = subject_of(token.head)
        complement = next((child for child in token.rights if child.dep_ in COMPLEMENTS), None)
        if holder is not None and complement is not None:
            cue = cues("purpose")[lemma]
            # "to strengthen ties": the whole of it is wanted; "to prevent losses": only the losses are not.
            yield cue, holder, complement if cue.direction is Direction.PREVENT else token


def subject_of(verb: "Token") -> "Token | None":
    """The subject of a verb, also of one that it is joined to, controlled by, or modifies."""
    for _ in range(4):
        subject = next((child for child in verb.children if child.dep_ == "nsubj"), None)
        if subject is not None and subject.tag_ not in {"WDT", "WP"}:
            return subject
        if verb.dep_ in {"relcl", "acl"}:
            noun: Token = verb.head
            return noun
        if verb.dep_ not in {"conj", "xcomp", "advcl", "pcomp", "prep"} or verb.head == verb:
            return None
        verb = verb.head
    return None


def _complement(verb: "Token") -> "Token | None":
    return next((child for dep in COMPLEMENTS for child in verb.rights if child.dep_ == dep), None)


def _owner(noun: "Token") -> "Token | None":
    """Whose want it is: "its goal", "the aim of the rebels", "Ghana has an interest"."""
    owner = next((child for child in noun.children if child.dep_ == "poss"), None)
    if owner is not None:
        return owner
    if noun.dep_ == "dobj":
        return subject_of(noun.head)
    return None


def _linked(word: "Token") -> "Token | None":
    """What stands behind the word's preposition or infinitive."""
    for child in word.children:
        if child.dep_ in {"acl", "xcomp"} and child.i > word.i:
            return child
        if child.dep_ == "prep" and child.lower_ in LINKS:
            inner = next((object for object in child.children if object.dep_ in {"pobj", "pcomp"}), None)
            if inner is not None:
                return inner
    return None


def _predicate(noun: "Token") -> "Token | None":
    """What the want is said to be: "its goal is to join"."""
    if noun.dep_ != "nsubj" or noun.head.lemma_ != "be":
        return None
    return next((child for child in noun.head.children if child.dep_ in {"xcomp", "attr", "ccomp"}), None)


def _is_purpose(verb: "Token") -> bool:
    return verb.dep_ in {"advcl", "acl"} and verb.tag_ == "VB" and any(c.lower_ == "to" for c in verb.children)


def _interest(
    document: Document,
    doc: "Doc",
    cast: Cast,
    framing: Framing,
    token: "Token",
    cue: Cue,
    holder: "Token",
    complement: "Token",
) -> Interest | None:
    holders = tuple(one for one in cast.group(holder) if one.party)
    if not holders:
        return None
    words = words_under(doc, complement, {holder.i, token.i})
    frame = framing.state(token)
    direction = cue.direction
    if frame["polarity"] is Polarity.NEGATIVE or _neither(holder):
        # "does not want X" is an interest against X, held as firmly as a want is.
        direction = OPPOSITE[direction]
        frame["polarity"] = Polarity.POSITIVE
    # The want itself is a fact even where what is wanted is not; only its own hedges count.
    if frame["factuality"] in {Factuality.DENIED, Factuality.PLANNED}:
        frame["factuality"] = Factuality.REPORTED if frame["attribution"] else Factuality.ASSERTED
    start = min(words.start, token.idx, holders[0].span.start)
    end = max(words.end, token.idx + len(token))
    return Interest(
        document=document.id,
        evidence=(span_of(doc.text, start, end),),
        direction=direction,
        object=words,
        issue=_issue(doc, complement),
        salience=cue.salience,
        holder=holders,
        toward=_toward(complement, cast, holders),
        rule=f"interest:{token.lemma_.lower()}",
        confidence=0.6,
        **frame,
    )


def _neither(holder: "Token") -> bool:
    return holder.lower_ == "neither" or any(child.lower_ in {"neither", "no"} for child in holder.children)


def words_under(doc: "Doc", head: "Token", without: set[int]) -> Span:
    """The stretch of text around a head that depends on it, up to the first gap."""
    inside = {t.i for t in head.subtree if t.i not in without}
    left = right = head.i
    while left - 1 in inside:
        left -= 1
    while right + 1 in inside:
        right += 1
    while right > head.i and (doc[right].is_punct or doc[right].is_space):
        right -= 1
    return span_of(doc.text, doc[left].idx, doc[right].idx + len(doc[right]))


def _issue(doc: "Doc", complement: "Token") -> str:
    """The issue of the first telling noun in what is wanted, else the lemma of its head."""
    for token in complement.subtree:
        issue = issues().get(token.lemma_.lower())
        if issue:
            return issue
    return str(complement.lemma_.lower())


def _toward(complement: "Token", cast: Cast, holders: tuple[Participant, ...]) -> tuple[Participant, ...]:
    own = {holder.party for holder in holders}
    found = (one for token in complement.subtree for one in cast.at(token) if one.party and one.party not in own)
    return tuple({one.party: one for one in found}.values())
