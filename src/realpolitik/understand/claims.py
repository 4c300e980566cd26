"""How someone is called, what is asked, and what a voice holds to be so."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING

from realpolitik.lexicon.loader import rows
from realpolitik.records.actors import Participant
from realpolitik.records.claims import About, Claim, Label, Question
from realpolitik.records.documents import Document
from realpolitik.records.evidence import Record
from realpolitik.records.spans import span_of
from realpolitik.understand.coreference import Cast
from realpolitik.understand.framing import Framing
from realpolitik.understand.sentences import news_tokens, phrase

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as Words


@cache
def labels() -> Mapping[str, str]:
    """Loaded words, by lemma, with their part of speech."""
    return {row["word"]: row["pos"] for row in rows("cues/labels.tsv")}


def claims_in(
    document: Document, doc: "Doc", cast: Cast, framing: Framing, others: Iterable[Record]
) -> tuple[About, ...]:
    """Every claim, label and question; a clause that `others` already record is no claim."""
    news = news_tokens(document, doc)
    taken = [span for record in others for span in record.evidence]
    found: list[About] = []
    for sentence in doc.sents:
        if sentence.start not in news:
            continue
        found.extend(_labels(document, doc, cast, framing, sentence))
        about = _about(cast, sentence)
        if not about:
            continue
        if any(token.text == "?" for token in sentence[-3:]):
            found.append(_of_sentence(Question, document, framing, sentence, about))
            continue
        free = not any(span.start < sentence.end_char and sentence.start_char < span.end for span in taken)
        if free and _assesses(sentence):
            found.append(_of_sentence(Claim, document, framing, sentence, about))
    return tuple(found)


def _labels(document: Document, doc: "Doc", cast: Cast, framing: Framing, sentence: "Words") -> Iterator[Label]:
    for token in sentence:
        if token.lemma_.lower() not in labels() and token.lower_ not in labels():
            continue
        head = token.head if token.dep_ in {"amod", "compound", "nmod"} else token
        about = cast.group(head) or tuple(
            one for child in head.children if child.dep_ == "appos" for one in cast.at(child)
        )
        if not any(one.actor or one.acts_for for one in about):
            continue
        words = phrase(head)
        yield Label(
            document=document.id,
            evidence=(span_of(doc.text, words.start_char, words.end_char),),
            label=str(doc[token.i : max(token.i, head.i) + 1].text),
            about=about,
            rule=f"label:{token.lemma_.lower()}",
            confidence=0.6,
            **framing.state(head),
        )


def _about(cast: Cast, sentence: "Words") -> tuple[Participant, ...]:
    """Those that the sentence is about: its subject's participants, else all that it names."""
    subject = next((child for child in sentence.root.children if child.dep_ in {"nsubj", "nsubjpass"}), None)
    own = cast.group(subject) if subject is not None else ()
    found = own or tuple(one for token in sentence for one in cast.at(token))
    return tuple({one.actor: one for one in found if one.actor}.values())


def _assesses(sentence: "Words") -> bool:
    """Whether the sentence says how things are: a copula with a predicate in the present tense."""
    root: Token = sentence.root
    present = root.tag_ in {"VBZ", "VBP"}
    return root.lemma_ == "be" and present and any(child.dep_ in {"attr", "acomp"} for child in root.children)


def _of_sentence(
    kind: type[Claim] | type[Question],
    document: Document,
    framing: Framing,
    sentence: "Words",
    about: tuple[Participant, ...],
) -> Claim | Question:
    return kind(
        document=document.id,
        evidence=(span_of(document.text, sentence.start_char, sentence.end_char),),
        about=about,
        rule=f"{kind.kind}:sentence",
        confidence=0.5,
        **framing.state(sentence.root),
    )
