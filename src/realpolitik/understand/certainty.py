"""How firmly: asserted, reported, planned, denied, hypothetical; past, ongoing, future or historical."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from realpolitik.lexicon.loader import rows
from realpolitik.records.documents import Document
from realpolitik.records.evidence import Factuality, Polarity
from realpolitik.records.times import TimeFrame
from realpolitik.understand.quotes import Speeches
from realpolitik.understand.times import Times

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

# An act whose words put it further back than this is history, not news. Chosen by hand, never calibrated.
HISTORY_DAYS = 3 * 365
# Where each way of putting things lies between -3 (certainly not) and +3 (certainly so). Chosen by hand, in the order
# in which readers rank them.
SCORES = {"certain": 2.8, "planned": 0.4, "hypothetical": -0.4, "asked": -0.6, "negated": -2.6, "imperative": 0.2}
VERBAL = frozenset({"VERB", "AUX"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """How a clause is put. `score` runs from -3 (certainly did not happen) to +3 (certainly did)."""

    factuality: Factuality = Factuality.ASSERTED
    polarity: Polarity = Polarity.POSITIVE
    time: TimeFrame = TimeFrame.PAST
    score: float = 3.0


@dataclass(frozen=True, slots=True)
class Certainty:
    """How firmly each clause of a document is put."""

    speeches: Speeches
    times: Times
    dateline: date | None

    def of(self, token: "Token") -> Judgement:
        """How the act or state headed by this verb, noun or adjective is put."""
        negated = _negated(token)
        effect = _effect(token)
        time = self._time(token, effect)
        if negated:
            # What is not wished, planned or possible stays hypothetical; what is simply not so is denied.
            factuality = Factuality.DENIED if effect in {"", "planned"} else Factuality.HYPOTHETICAL
            return Judgement(factuality=factuality, polarity=Polarity.NEGATIVE, time=time, score=SCORES["negated"])
        if effect == "planned":
            return Judgement(factuality=Factuality.PLANNED, time=time, score=SCORES["planned"])
        if effect:
            return Judgement(factuality=Factuality.HYPOTHETICAL, time=time, score=SCORES[effect])
        voiced = bool(self.speeches.voices_at(token))
        factuality = Factuality.REPORTED if voiced else Factuality.ASSERTED
        return Judgement(factuality=factuality, time=time, score=SCORES["certain"])

    def _time(self, token: "Token", effect: str) -> TimeFrame:
        happened = self.times.of(token)
        if happened and self.dateline and happened.end and (self.dateline - happened.end).days > HISTORY_DAYS:
            return TimeFrame.HISTORICAL
        if effect == "planned":
            return TimeFrame.FUTURE
        return _tense(_verb_of(token))


@cache
def cues() -> Mapping[str, str]:
    """Words that govern what follows them, by lemma, with what they make of it."""
    return {row["lemma"]: row["effect"] for row in rows("cues/certainty.tsv")}


def certainty_in(document: Document, doc: "Doc", speeches: Speeches, times: Times) -> Certainty:
    """The certainty of a document's clauses."""
    return Certainty(speeches, times, document.published.end if document.published else None)


def _verb_of(token: "Token") -> "Token":
    """The verb of the clause: the token itself, its copula, or the verb above a noun."""
    if token.pos_ in VERBAL:
        if token.dep_ in {"aux", "auxpass"}:
            head: Token = token.head
            return head
        return token
    if token.head.pos_ in VERBAL and token.dep_ in {"attr", "acomp", "dobj", "nsubj", "nsubjpass"}:
        verb: Token = token.head
        return verb
    return next((node for node in token.ancestors if node.pos_ in VERBAL), token)


def _helpers(verb: "Token") -> list["Token"]:
    return [child for child in verb.children if child.dep_ in {"aux", "auxpass"}]


def _negated(token: "Token") -> bool:
    """Whether the act itself is negated: "did not", "no agreement", "failed to", "without"."""
    verb = _verb_of(token)
    near = [*token.children, *(verb.children if _shares_clause(token, verb) else ())]
    count = sum(child.dep_ == "neg" or child.lower_ in {"no", "never", "neither", "nobody"} for child in near)
    count += sum(cues().get(word.lemma_.lower()) == "negated" for word in _governors(token))
    if token.dep_ == "pcomp" and token.head.lower_ == "without":
        count += 1
    return count % 2 == 1


def _shares_clause(token: "Token", verb: "Token") -> bool:
    return bool(verb != token and token.head == verb) and token.dep_ in {"attr", "acomp", "dobj"}


def _governors(token: "Token") -> Iterator["Token"]:
    """The words whose complement the token's clause is, nearest first; those that only say so are passed over."""
    node = _verb_of(token) if token.pos_ not in VERBAL else token
    if node != token and _shares_clause(token, node):
        yield node
    for _ in range(3):
        while node.dep_ == "conj" and node.head.pos_ in VERBAL:
            node = node.head
        if node.dep_ in {"xcomp", "ccomp", "acl", "pcomp", "prep"} and node.head != node:
            node = node.head
            if node.pos_ == "ADP":
                node = node.head
            yield node
        else:
            return


def _effect(token: "Token") -> str:
    """What the words around the act make of it: "" as it is, else planned, hypothetical, asked."""
    verb = _verb_of(token)
    for helper in _helpers(verb):
        word = helper.lower_
        if word in {"will", "'ll", "’ll", "shall"}:
            return "planned"
        if cues().get(word) == "hypothetical" and helper.tag_ == "MD":
            return "hypothetical"
    if any(cues().get(child.lemma_.lower()) == "hypothetical" and child.dep_ == "advmod" for child in verb.children):
        return "hypothetical"
    for node in (verb, *(n for n in verb.ancestors if n.dep_ in {"ccomp", "xcomp", "advcl", "conj"})):
        if any(child.dep_ == "mark" and child.lower_ in {"if", "unless", "whether"} for child in node.children):
            return "hypothetical"
        if node.dep_ == "advcl" and node.tag_ == "VB" and any(child.lower_ == "to" for child in node.children):
            return "planned"  # a purpose: "to prevent losses"
    for word in _governors(token):
        effect = cues().get(word.lemma_.lower(), "")
        if effect in {"planned", "hypothetical", "asked"}:
            return effect
        if word.lemma_ == "go" and word.tag_ == "VBG":
            return "planned"
    if verb.sent[-1].text == "?" or any(token.text == "?" for token in verb.sent[-2:]):
        return "asked"
    return ""


def _tense(verb: "Token") -> TimeFrame:
    forms = {helper.lower_ for helper in _helpers(verb)}
    if forms & {"will", "'ll", "’ll", "shall"}:
        return TimeFrame.FUTURE
    if verb.tag_ in {"VBZ", "VBP"} or (verb.tag_ == "VBG" and forms & {"is", "are", "been", "'s", "’s", "'re", "’re"}):
        return TimeFrame.ONGOING
    return TimeFrame.PAST
