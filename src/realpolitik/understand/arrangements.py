"""Agreements, mechanisms and proposals: who is party to what, for what purpose, how far it has come."""

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING

from realpolitik.lexicon.loader import rows
from realpolitik.records.actors import Participant
from realpolitik.records.arrangements import Arrangement, Status
from realpolitik.records.documents import Document
from realpolitik.records.evidence import Factuality, Polarity
from realpolitik.records.spans import Span, span_of
from realpolitik.understand.coreference import Cast
from realpolitik.understand.framing import Framing
from realpolitik.understand.interests import subject_of, words_under
from realpolitik.understand.sentences import news_tokens, phrase

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

AGREEING = frozenset({"agree"})
PROPOSING = frozenset({"propose", "suggest", "offer", "put", "present", "draft", "float"})
MAKING = frozenset(
    {"sign", "reach", "conclude", "make", "ratify", "strike", "seal", "broker", "join", "create", "form"}
)
ENDING = frozenset({"end", "break", "cancel", "abandon", "leave", "quit", "violate", "suspend", "collapse", "tear"})
REFUSING = frozenset({"reject", "refuse", "decline", "oppose", "dismiss"})


@cache
def nouns() -> Mapping[str, str]:
    """Nouns for arrangements, by lemma: agreement, mechanism or proposal."""
    return {row["lemma"]: row["kind"] for row in rows("cues/arrangements.tsv")}


def arrangements_in(document: Document, doc: "Doc", cast: Cast, framing: Framing) -> tuple[Arrangement, ...]:
    """Every arrangement that the passages with news state, in the order of the text."""
    news = news_tokens(document, doc)
    found = []
    for token in doc:
        if token.i not in news:
            continue
        if token.pos_ == "VERB" and token.lemma_ in AGREEING:
            one = _agreed(document, doc, cast, framing, token)
        elif token.pos_ == "NOUN" and token.lemma_.lower() in nouns():
            one = _named(document, doc, cast, framing, token)
        else:
            one = None
        if one:
            found.append(one)
    return tuple({one.id: one for one in found}.values())


def _agreed(document: Document, doc: "Doc", cast: Cast, framing: Framing, verb: "Token") -> Arrangement | None:
    """What two or more agree to do: "the two agreed to coordinate flights"."""
    subject = subject_of(verb)
    content = next((child for child in verb.children if child.dep_ == "xcomp"), None)
    if subject is None or content is None:
        return None
    parties = _parties(cast.group(subject))
    if len({one.party for one in parties}) < 2:
        return None
    frame = framing.state(verb)
    words = words_under(doc, content, set())
    status = Status.AGREED if frame["polarity"] is Polarity.POSITIVE else Status.REFUSED
    return Arrangement(
        document=document.id,
        evidence=(_evidence(doc, words, verb, parties),),
        object=words,
        purpose=_purpose(doc, content),
        status=status,
        parties=parties,
        rule="arrangement:agree",
        confidence=0.6,
        **frame,
    )


def _named(document: Document, doc: "Doc", cast: Cast, framing: Framing, noun: "Token") -> Arrangement | None:
    """An arrangement named by a noun, with the parties that stand beside it or act on it."""
    verb = next((node for node in noun.ancestors if node.pos_ == "VERB"), None)
    direct = verb is not None and noun.dep_ in {"dobj", "nsubjpass"} and noun.head == verb
    acting = subject_of(verb) if direct and verb is not None else None
    inside = [one for token in _beside(noun) for one in cast.group(token)]
    parties = _parties((*(cast.group(acting) if acting is not None else ()), *inside))
    known = verb is not None and direct and verb.lemma_ in MAKING | PROPOSING | ENDING | REFUSING
    if not parties or not (known or len({one.party for one in parties}) > 1):
        return None
    head = verb if direct and verb is not None else noun
    frame = framing.state(head)
    words = phrase(noun)
    object_words = span_of(doc.text, words.start_char, words.end_char)
    return Arrangement(
        document=document.id,
        evidence=(_evidence(doc, object_words, head, parties),),
        object=object_words,
        purpose=_purpose(doc, noun),
        status=_status(noun, verb if direct else None, frame["factuality"]),
        parties=parties,
        rule=f"arrangement:{noun.lemma_.lower()}",
        confidence=0.5,
        **frame,
    )


def _beside(noun: "Token") -> list["Token"]:
    """The words beside a noun that name parties: "between A and B", "with B", "A's", "the A-B accord"."""
    owners = [child for child in noun.children if child.dep_ in {"poss", "compound", "amod", "nmod"}]
    joined = [child for child in noun.children if child.dep_ == "prep" and child.lower_ in {"between", "with", "among"}]
    return owners + [inner for child in joined for inner in child.children if inner.dep_ == "pobj"]


def _parties(found: tuple[Participant, ...]) -> tuple[Participant, ...]:
    return tuple({one.party: one for one in found if one.party}.values())


def _status(noun: "Token", verb: "Token | None", factuality: Factuality) -> Status:
    lemma = verb.lemma_ if verb is not None else ""
    if lemma in REFUSING or factuality is Factuality.DENIED:
        return Status.REFUSED
    if lemma in ENDING:
        return Status.ENDED
    if lemma in PROPOSING or nouns()[noun.lemma_.lower()] == "proposal" or factuality is Factuality.HYPOTHETICAL:
        return Status.PROPOSED
    return Status.AGREED if lemma in MAKING or factuality is Factuality.PLANNED else Status.IN_FORCE


def _purpose(doc: "Doc", head: "Token") -> Span | None:
    """The infinitive that says what it is for."""
    for child in head.children:
        if child.dep_ in {"advcl", "acl", "relcl"} and child.tag_ == "VB":
            return words_under(doc, child, set())
    return None


def _evidence(doc: "Doc", words: Span, head: "Token", parties: tuple[Participant, ...]) -> Span:
    sentence = head.sent
    near = [one.span for one in parties if sentence.start_char <= one.span.start < sentence.end_char]
    start = min([words.start, head.idx, *(span.start for span in near)])
    end = max([words.end, head.idx + len(head), *(span.end for span in near)])
    return span_of(doc.text, start, end)
