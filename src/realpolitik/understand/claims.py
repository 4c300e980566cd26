"""How someone is called, what is asked, and what a voice holds to be so."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, TypeVar

from realpolitik.lexicon.loader import many, rows
from realpolitik.records.actors import Participant
from realpolitik.records.claims import About, Claim, Label, Question
from realpolitik.records.documents import Document
from realpolitik.records.evidence import Record
from realpolitik.records.spans import Span
from realpolitik.understand.clauses import objects_of, passive_subject_of, subject_of
from realpolitik.understand.coreference import Cast
from realpolitik.understand.framing import Framing
from realpolitik.understand.interests import trimmed, words_under
from realpolitik.understand.sentences import news_tokens, span_between, words_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as Words

VERBAL = frozenset({"VERB", "AUX"})
MODIFIERS = frozenset({"amod", "compound", "nmod"})
COPULAS = frozenset({"be", "remain", "become", "seem", "look", "appear", "stay", "prove", "constitute", "represent"})
# Clauses that say something of their own; a condition or a purpose says nothing.
STATING = frozenset({"ROOT", "ccomp", "conj", "parataxis"})
CONDITIONS = frozenset({"if", "unless", "whether", "that"})
# "Anti-terrorist" is no label of whom it describes.
AGAINST = frozenset({"anti", "counter", "non"})
# A clause of fewer words says nothing that could be found again: "it matters".
FEWEST_WORDS = 4
QUOTATION_MARKS = frozenset('“”"‘«»')


C = TypeVar("C", Claim, Question)


@dataclass(frozen=True, slots=True)
class _Page:
    """What a document's claims are read from."""

    document: Document
    doc: "Doc"
    cast: Cast
    framing: Framing


@cache
def labels(kind: str) -> frozenset[str]:
    """Loaded words of one kind (noun, adj), and the verbs by which someone is called something (calling)."""
    return frozenset(word for row in rows("cues/labels.tsv") if row["kind"] == kind for word in many(row["word"]))


@cache
def assessments(kind: str) -> Mapping[str, str]:
    """Words that judge, of one kind (noun, adj, in, at, verb, showing ...), with the first word of their row."""
    return {
        word: many(row["words"])[0]
        for row in rows("cues/assessments.tsv")
        if row["kind"] == kind
        for word in many(row["words"])
    }


def claims_in(
    document: Document, doc: "Doc", cast: Cast, framing: Framing, others: Iterable[Record]
) -> tuple[About, ...]:
    """Every claim, label and question; a clause that `others` already record is no claim."""
    news = news_tokens(document, doc)
    taken = [record.evidence[0] for record in others]
    page = _Page(document, doc, cast, framing)
    found: list[About] = []
    for sentence in doc.sents:
        if sentence.start not in news:
            continue
        found.extend(_labels(page, sentence))
        found.extend(_questions(page, sentence))
        if not _asks(sentence):
            found.extend(_claims(page, sentence, taken))
    return tuple({one.id: one for one in found}.values())


# Labels.


def _labels(page: _Page, sentence: "Words") -> Iterator[Label]:
    for token in sentence:
        if not _is_label(token):
            continue
        head = token.head if token.dep_ in MODIFIERS else token
        about = _labelled(page.cast, token, head)
        if not any(one.party or one.country for one in about):
            continue
        words = _label_words(page.doc, page.cast, token, head)
        yield Label(
            document=page.document.id,
            evidence=(words if head is token else span_between(page.doc, token, max(token, head, key=lambda t: t.i)),),
            label=words.quote,
            about=about,
            rule=f"label:{token.lemma_.lower()}",
            confidence=0.6,
            **page.framing.state(head),
        )


def _is_label(token: "Token") -> bool:
    modifies = token.dep_ in MODIFIERS
    if not modifies and token.pos_ not in {"NOUN", "PROPN", "ADJ"}:
        return False
    lemma = token.lemma_.lower()
    names = {lemma, token.lower_}
    if token.i > 1 and token.nbor(-1).text == "-":
        if token.nbor(-2).lower_ in AGAINST:
            return False
        names.add(token.doc[token.i - 2 : token.i + 1].text.lower())
    if modifies:
        return not (names.isdisjoint(labels("adj")) and names.isdisjoint(labels("noun")))
    names.update(f"{child.lower_} {lemma}" for child in token.lefts)
    return not names.isdisjoint(labels("noun"))


def _labelled(cast: Cast, token: "Token", head: "Token") -> tuple[Participant, ...]:
    """Who is called so: the name beside it, its apposition, whom the sentence says to be it, or calls it."""
    beside = [child for child in head.children if child.dep_ == "appos"]
    if head.dep_ == "appos":
        beside.append(head.head)
    verb = head.head
    if head.dep_ == "attr" and verb.lemma_ in COPULAS:
        subject = subject_of(verb)
        beside += [subject] if subject is not None else []
    calling = verb.head if head.dep_ == "pobj" and verb.lower_ == "as" else verb
    if head.dep_ in {"oprd", "attr", "ccomp", "pobj", "dobj", "appos"} and calling.lemma_.lower() in labels("calling"):
        small = [child for child in head.lefts if child.dep_ in {"nsubj", "nsubjpass"}]
        joined = {None, head, *head.conjuncts}
        others = [word for word in [*objects_of(calling), passive_subject_of(calling)] if word not in joined]
        # A word in a name is that name: "called Kony a butcher" must not find "called" alone.
        named = [one for word in [*small, *others] if word is not None for one in cast.group(word)]
        if named:
            return tuple(dict.fromkeys(named))
    # "The Assad regime and Russia": only the one is called a regime.
    own = cast.at(head) or cast.group(head)
    if token is not head:
        return own
    named = [one for word in beside for one in cast.group(word)]
    # "A terrorist group" in apposition is who stands beside it; a noun that stands alone is whom it names.
    return own or tuple(dict.fromkeys(named)) or _people_of(cast, head)


def _people_of(cast: Cast, head: "Token") -> tuple[Participant, ...]:
    """ "The Israeli hawks": nobody that the text names, but people of a state."""
    of = next((one for child in head.lefts if child.dep_ in MODIFIERS for one in cast.at(child) if one.country), None)
    if of is None or head.lemma_.lower() not in labels("noun"):
        return ()
    words = span_between(head.doc, head.doc[head.left_edge.i], head)
    return (Participant(actor="", name=words.quote, span=words, country=of.country),)


def _label_words(doc: "Doc", cast: Cast, token: "Token", head: "Token") -> Span:
    """The designation alone: without article and nationality, without the name that it stands before."""
    first = last = token
    between = token.doc[token.i + 1 : head.i]
    if head.i > token.i and head.pos_ == "NOUN" and not any(cast.at(word) for word in between):
        last = head
    while first.i > 0:
        before = first.nbor(-1)
        if (
            before.dep_ not in MODIFIERS
            or before.head not in {token, head}
            or cast.at(before)
            or before.i < head.sent.start
        ):
            break
        first = before
    if first.i > 1 and first.nbor(-1).text == "-":
        first = first.nbor(-2)
    start, end = trimmed(doc, first.i, last.i)
    return span_between(doc, doc[start], doc[end])


# Questions.


def _asks(sentence: "Words") -> bool:
    return any(token.text == "?" for token in sentence[-3:])


def _questions(page: _Page, sentence: "Words") -> Iterator[Question]:
    """What ends in a question mark, and what a voice is said to ask."""
    if _asks(sentence):
        words = _asked(page.doc, sentence)
        yield from _about(page, Question, sentence.root, (words,), "question:mark")
    for token in sentence:
        if token.pos_ == "VERB" and token.lemma_.lower() in assessments("asking"):
            for child in token.children:
                if child.dep_ == "ccomp" and _is_indirect(child):
                    words = words_under(page.doc, child, set(), whole=True)
                    yield from _about(page, Question, child, (words,), "question:indirect")


def _is_indirect(clause: "Token") -> bool:
    first = clause.left_edge
    return first.lower_ in {"whether", "if"} or first.tag_ in {"WRB", "WP", "WDT"}


def _asked(doc: "Doc", sentence: "Words") -> Span:
    """The question itself: behind the quotation mark that opens it, where others' words come before."""
    last = next(token.i for token in reversed(sentence) if token.text == "?")
    marks = [token.i for token in sentence if token.text in QUOTATION_MARKS and token.i < last - 1]
    opens = marks[-1] + 1 if marks and doc[marks[-1]].text != "”" else sentence.start
    colon = next((token.i for token in reversed(sentence) if token.text == ":" and token.i < last - 1), -1)
    opens = max(opens, colon + 1)
    while opens < last and (doc[opens].is_space or doc[opens].text in QUOTATION_MARKS):
        opens += 1
    return span_between(doc, doc[opens], doc[last])


# Claims.


def _claims(page: _Page, sentence: "Words", taken: list[Span]) -> Iterator[Claim]:
    for token in sentence:
        if token.pos_ not in VERBAL or not _states(token):
            continue
        found = _judged(page.cast, token)
        if found is None:
            continue
        predicate, rule = found
        if any(span.start <= predicate.idx < span.end for span in taken):
            continue
        words = _pieces(page.doc, token)
        if sum(len(span.quote.split()) for span in words) >= FEWEST_WORDS:
            yield from _about(page, Claim, token, words, f"claim:{rule}")


def _pieces(doc: "Doc", verb: "Token") -> tuple[Span, ...]:
    """The clause, in two pieces where "he said" stands inside it."""
    whole = words_under(doc, verb, set())
    beside = [child for child in verb.children if child.dep_ == "parataxis" and child.pos_ in VERBAL]
    inside = words_of(doc, whole.start, whole.end)
    if not beside or inside is None or not inside.start < beside[0].i < inside.end - 1:
        return (whole,)
    said = beside[0]
    # The model takes the subject of the clause for that of "said" where it stands before both.
    start = said.i if said.left_edge.i <= inside.start else said.left_edge.i
    parts = ((inside.start, start - 1), (said.right_edge.i + 1, inside.end - 1))
    kept = [trimmed(doc, start, end) for start, end in parts if start <= end]
    return tuple(span_between(doc, doc[start], doc[end]) for start, end in kept)


def _states(verb: "Token") -> bool:
    """Whether a clause says on its own that something is so."""
    clause = verb
    while clause.dep_ == "conj" and clause.head.pos_ in VERBAL:
        clause = clause.head
    marks = {child.lower_ for child in clause.children if child.dep_ == "mark"}
    asked = clause.dep_ == "ccomp" and clause.left_edge.tag_ in {"WRB", "WP", "WDT"}
    return clause.dep_ in STATING and not asked and not marks & (CONDITIONS - {"that"}) and _is_finite(verb)


def _is_finite(verb: "Token") -> bool:
    helpers = [child for child in verb.children if child.dep_ in {"aux", "auxpass"}]
    return verb.tag_ in {"VBZ", "VBP", "VBD", "MD"} or any(
        child.tag_ in {"MD", "VBZ", "VBP", "VBD"} for child in helpers
    )


def _judged(cast: Cast, verb: "Token") -> tuple["Token", str] | None:
    """The word that judges in this clause, and the row that it belongs to."""
    lemma = verb.lemma_.lower()
    if lemma in COPULAS:
        return _predicated(verb)
    longer = [f"{lemma} {child.lower_}" for child in verb.rights if child.dep_ in {"prep", "prt", "dobj"}]
    known = next((words for words in (*longer, lemma) if words in assessments("verb")), "")
    if known and _by_no_one(cast, verb):
        return verb, assessments("verb")[known]
    if (
        lemma in assessments("showing")
        and any(child.dep_ == "ccomp" and _is_finite(child) for child in verb.rights)
        and _by_no_one(cast, verb)
    ):
        return verb, assessments("showing")[lemma]
    if lemma in assessments("state") and verb.tag_ in {"VBZ", "VBP"}:
        return verb, assessments("state")[lemma]
    return None


def _by_no_one(cast: Cast, verb: "Token") -> bool:
    """Whether a thing or an act has the effect: what an actor does is an event."""
    subject = next((child for child in verb.children if child.dep_ in {"nsubj", "csubj"}), None)
    return subject is not None and not cast.at(subject) and subject.tag_ not in {"WP", "WDT", "EX"}


def _predicated(verb: "Token") -> tuple["Token", str] | None:
    """The judging predicate of a copula: "is the key", "is weaker than", "is in trouble"."""
    for child in verb.rights:
        lemma = child.lemma_.lower()
        if child.dep_ in {"attr", "acomp", "oprd"}:
            longer = [f"{left.lower_} {lemma}" for left in child.lefts]
            for kind in ("noun", "adj"):
                known = next((words for words in (*longer, lemma, child.lower_) if words in assessments(kind)), "")
                if known:
                    return child, assessments(kind)[known]
            if _compares(child):
                return child, "comparison"
        elif child.dep_ == "prep":
            inner = next((word for word in child.children if word.dep_ == "pobj"), None)
            kind = "in" if child.lower_ == "in" else "at" if child.lower_ in {"at", "on", "under"} else ""
            if inner is not None and kind and inner.lemma_.lower() in assessments(kind):
                return inner, assessments(kind)[inner.lemma_.lower()]
    return None


def _compares(word: "Token") -> bool:
    more = word.tag_ in {"JJR", "RBR"} or any(child.lower_ in {"more", "less", "as"} for child in word.lefts)
    return more and any(child.lower_ in {"than", "as"} and child.i > word.i for child in word.subtree)


def _about(
    page: _Page,
    kind: type[C],
    head: "Token",
    words: tuple[Span, ...],
    rule: str,
) -> Iterator[C]:
    """The record of these words, if they are about anyone: the subject's actors, else all that they name."""
    inside = [token for span in words for token in words_of(page.doc, span.start, span.end) or ()]
    subject = subject_of(head) if head.pos_ in VERBAL else None
    found = list(page.cast.group(subject)) if subject is not None else []
    found.extend(one for token in inside for one in page.cast.at(token))
    about = tuple({one.party: one for one in found if one.party}.values())
    if about:
        yield kind(
            document=page.document.id,
            evidence=words,
            about=about,
            rule=rule,
            confidence=0.5,
            **page.framing.state(head),
        )
