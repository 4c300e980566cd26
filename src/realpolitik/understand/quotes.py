"""Who says it: direct, split, mixed, nested and reported speech, and the chain of voices behind every clause."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING

from realpolitik.lexicon.loader import rows
from realpolitik.records.actors import Participant
from realpolitik.records.documents import Document
from realpolitik.records.evidence import Factuality, Voice
from realpolitik.records.quotes import Quote, Report, Speech
from realpolitik.records.spans import Span, span_of
from realpolitik.understand.coreference import Cast
from realpolitik.understand.quotation_marks import Quotation, quotations_in
from realpolitik.understand.sentences import news_tokens

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

# Fewer quoted words without a speech verb beside them are a title or an ironic word, not speech.
FEWEST_WORDS = 3
CLAUSES = frozenset({"ccomp", "xcomp", "parataxis"})
SUBJECTS = frozenset({"nsubj", "nsubjpass"})
IMAGINING = frozenset({"would", "could", "might", "may"})
UNNAMED = "unnamed sources"
HEARSAY = frozenset({"reportedly", "allegedly", "purportedly", "supposedly"})


@dataclass(frozen=True, slots=True)
class _Cue:
    """A word that says that something is said: who says it, and which tokens are said."""

    token: "Token"
    last: "Token"
    source: "Token | None"
    content: frozenset[int]
    hearsay: bool = False


@dataclass(frozen=True, slots=True)
class Speeches:
    """What is said in a document, and by whom; `voices` are those behind each token, innermost first."""

    records: tuple[Speech, ...] = ()
    voices: Mapping[int, tuple[Voice, ...]] = field(default_factory=dict)

    def voices_at(self, token: "Token") -> tuple[Voice, ...]:
        """Who says the clause of this token, innermost voice first; empty where the author speaks."""
        return self.voices.get(token.i, ())


@cache
def speech_verbs() -> Mapping[str, str]:
    """Lemmas of verbs that introduce speech or thought, with what they take: a clause or an infinitive."""
    return {row["lemma"]: row["takes"] for row in rows("cues/speech.tsv")}


def speeches_in(document: Document, doc: "Doc", cast: Cast) -> Speeches:
    """Every quotation and every piece of indirect speech."""
    news = news_tokens(document, doc)
    quotations = [mark for mark in quotations_in(doc).found if mark.start in news]
    cues = [_with_quotations(cue, doc, quotations) for cue in _cues(doc, news)]
    cues = [cue for cue in cues if cue.content]
    cues += list(_uncued(doc, quotations, cues))
    cues.sort(key=lambda cue: (min(cue.content), -len(cue.content), cue.token.i))
    voices = _voices(cues, doc, cast)
    records = [record for cue in cues for record in _records(cue, document, doc, cast, quotations, voices)]
    return Speeches(tuple(records), voices)


def _cues(doc: "Doc", news: frozenset[int]) -> Iterator[_Cue]:
    for token in doc:
        if token.i not in news:
            continue
        if token.pos_ == "VERB" and token.lemma_.lower() in speech_verbs():
            found = _verb(token)
        elif token.lower_ == "according" and token.i + 1 < len(doc) and doc[token.i + 1].lower_ == "to":
            found = _according(token)
        elif token.lower_ in HEARSAY and token.head.pos_ in {"VERB", "AUX"}:
            content = frozenset(t.i for t in token.head.subtree if t.i != token.i)
            found = _Cue(token, token, None, content, hearsay=True)
        else:
            found = None
        if found:
            yield found


def _verb(token: "Token") -> _Cue | None:
    """A speech verb with its subject and the clauses it governs."""
    source = _subject(token)
    takes = speech_verbs()[token.lemma_.lower()]
    wanted = CLAUSES if takes == "infinitive" else CLAUSES - {"xcomp"}
    clauses = [child for child in token.children if child.dep_ in wanted and child.pos_ != "PUNCT"]
    if token.dep_ == "parataxis" and source is not None:  # "The talks, he said, had failed."
        own = {t.i for t in token.subtree}
        content = frozenset(t.i for t in token.head.subtree if t.i not in own)
    else:
        content = frozenset(t.i for clause in clauses for t in clause.subtree)
    if source is None and not content:
        return None
    passive = any(child.dep_ == "auxpass" for child in token.children)
    if passive and source is not None and source.dep_ == "nsubjpass":  # "is said to have fled": nobody is named
        agents = [o for c in token.children if c.dep_ == "agent" for o in c.children if o.dep_ == "pobj"]
        content = frozenset(t.i for c in token.children if c.dep_ in CLAUSES for t in c.subtree)
        return _Cue(token, token, agents[0] if agents else None, content, hearsay=not agents)
    return _Cue(token, token, source, content)


def _subject(verb: "Token") -> "Token | None":
    """The subject of a verb, or of the verb that it is joined to or that controls it."""
    for _ in range(3):
        subject = next((child for child in verb.children if child.dep_ in SUBJECTS), None)
        if subject is not None and subject.lower_ not in {"who", "which", "that"}:
            return subject
        if verb.dep_ in {"relcl", "acl"}:
            noun: Token = verb.head
            return noun
        if verb.dep_ not in {"conj", "xcomp", "advcl", "pcomp"}:
            return None
        verb = verb.head
        if verb.pos_ not in {"VERB", "AUX"}:
            return None
    return None


def _according(token: "Token") -> _Cue | None:
    preposition = token.doc[token.i + 1]
    sources = [o for holder in (preposition, token) for o in holder.children if o.dep_ == "pobj"]
    if not sources:
        return None
    head = token.head
    while head.pos_ not in {"VERB", "AUX"} and head.head.i != head.i:
        head = head.head
    own = {t.i for t in token.subtree} | {token.i, preposition.i} | {t.i for t in sources[0].subtree}
    content = frozenset(t.i for t in head.subtree if t.i not in own)
    return _Cue(token, preposition, sources[0], content)


def _with_quotations(cue: _Cue, doc: "Doc", quotations: Iterable[Quotation]) -> _Cue:
    """The cue with the quotations beside it made part of what is said, whole."""
    if cue.hearsay:
        return cue
    content = set(cue.content)
    sentence = cue.token.sent
    for mark in quotations:
        inside = range(mark.start, mark.end + 1)
        if cue.token.i in inside:
            content &= set(inside)
        elif content & set(inside) or (
            cue.source is not None
            and (sentence.start <= mark.start < sentence.end or sentence.start <= mark.end < sentence.end)
            and _beside(doc, mark, cue)
        ):
            content |= set(inside)
    own = {cue.token.i, cue.last.i} | ({t.i for t in cue.source.subtree} if cue.source is not None else set())
    return replace(cue, content=frozenset(_trimmed(doc, content - own)))


def _beside(doc: "Doc", mark: Quotation, cue: _Cue) -> bool:
    """Whether nothing but the speaker and a few words stand between the cue and the quotation."""
    edges = sorted((abs(mark.start - cue.token.i), abs(mark.end - cue.token.i)))
    return edges[0] <= 12


def _trimmed(doc: "Doc", content: Iterable[int]) -> list[int]:
    """The tokens without commas, marks and "that" at either end."""
    kept = sorted(content)
    while kept and (doc[kept[0]].is_space or doc[kept[0]].text in {",", ":", "–", "—", "-"} or _that(doc[kept[0]])):
        kept.pop(0)
    while kept and (doc[kept[-1]].is_space or doc[kept[-1]].text in {",", ".", "–", "—", ";"}):
        kept.pop()
    return kept


def _that(token: "Token") -> bool:
    return token.lower_ == "that" and token.dep_ == "mark"


def _uncued(doc: "Doc", quotations: Iterable[Quotation], cues: Iterable[_Cue]) -> Iterator[_Cue]:
    """Quotations that no cue has claimed; the speaker is the one credited beside or before them."""
    claimed = set().union(*(cue.content for cue in cues)) if cues else set()
    for mark in quotations:
        inside = [i for i in range(mark.start, mark.end + 1) if doc[i].is_alpha]
        if len(inside) < FEWEST_WORDS or claimed & set(inside) or mark.speaker is None:
            continue
        yield _Cue(mark.speaker, mark.speaker, mark.speaker, frozenset(range(mark.start, mark.end + 1)))


def _voices(cues: Iterable[_Cue], doc: "Doc", cast: Cast) -> dict[int, tuple[Voice, ...]]:
    """Behind each token, the voices of all cues that govern it, the narrowest first."""
    found: dict[int, list[tuple[int, int, Voice]]] = defaultdict(list)
    for cue in cues:
        voice = _voice(cue, doc, cast)
        for at in cue.content:
            found[at].append((len(cue.content), cue.token.i, voice))
    return {
        at: tuple(dict.fromkeys(voice for _, _, voice in sorted(held, key=lambda row: row[:2])))
        for at, held in found.items()
    }


def _voice(cue: _Cue, doc: "Doc", cast: Cast) -> Voice:
    speakers = _speakers(cue, doc, cast)
    if not speakers:
        return Voice(actor="", name=UNNAMED)
    return Voice(actor=speakers[0].actor, name=speakers[0].name, imagined=_imagined(cue))


def _imagined(cue: _Cue) -> bool:
    """Whether the words were never said: "might say", "a way of saying"."""
    modal = any(child.dep_ == "aux" and child.lower_ in IMAGINING for child in cue.token.children)
    way = cue.token.dep_ == "pcomp" and cue.token.head.head.lower_ == "way"
    return modal or way


def _speakers(cue: _Cue, doc: "Doc", cast: Cast) -> tuple[Participant, ...]:
    if cue.source is None or cue.hearsay:
        return ()
    words = _noun_phrase(cue.source, doc, cue.content | {cue.token.i})
    known = cast.group(cue.source)
    if known:
        return tuple(replace(one, span=words) if len(known) == 1 else one for one in known)
    return (Participant(actor="", name=words.quote, span=words),)


def _noun_phrase(head: "Token", doc: "Doc", beyond: frozenset[int]) -> Span:
    """The whole noun phrase of a speaker, without relative clauses and without what is said."""
    left = right = head.i
    relative = {t.i for child in head.children if child.dep_ == "relcl" for t in child.subtree}
    for token in head.subtree:
        if token.i not in relative and token.i not in beyond and not token.is_space:
            left, right = min(left, token.i), max(right, token.i)
    inside = [i for i in range(left, right + 1) if i not in beyond and i not in relative]
    left = max((i + 1 for i in range(left, head.i) if i not in inside), default=left)
    right = min((i - 1 for i in range(head.i + 1, right + 1) if i not in inside), default=right)
    while right > head.i and doc[right].is_punct:
        right -= 1
    return span_of(doc.text, doc[left].idx, doc[right].idx + len(doc[right]))


def _records(
    cue: _Cue,
    document: Document,
    doc: "Doc",
    cast: Cast,
    quotations: Iterable[Quotation],
    voices: Mapping[int, tuple[Voice, ...]],
) -> Iterator[Speech]:
    """The record of a cue; a quotation inside a report is a record too."""
    if cue.hearsay:
        return
    pieces = _pieces(doc, cue.content)
    if not pieces:
        return
    speakers = _speakers(cue, doc, cast)
    outer = voices.get(cue.token.i, ())
    same = cue.token is cue.source
    words = None if same else span_of(doc.text, cue.token.idx, cue.last.idx + len(cue.last))
    inside = [mark for mark in quotations if mark.start in cue.content and mark.end in cue.content]
    quoted = {at for mark in inside for at in range(mark.start, mark.end + 1)}
    factuality = Factuality.REPORTED if outer else Factuality.ASSERTED
    report = Report(
        document=document.id,
        evidence=pieces,
        attribution=outer,
        factuality=Factuality.HYPOTHETICAL if _imagined(cue) else factuality,
        speaker=speakers,
        cue=words,
        rule=f"speech:{cue.token.lemma_.lower()}" if words else "speech:beside",
        # Chosen by hand, never calibrated: a quotation whose speaker merely stands beside it is a guess.
        confidence=0.7 if words else 0.5,
    )
    unquoted = [at for at in cue.content if at not in quoted and doc[at].is_alpha]
    if inside and len(unquoted) <= 1:
        yield _as_quote(report, pieces, cue)
        return
    yield report
    for mark in inside:
        if sum(doc[i].is_alpha for i in range(mark.start, mark.end + 1)) >= FEWEST_WORDS:
            yield _as_quote(report, _pieces(doc, range(mark.start, mark.end + 1)), cue)


def _as_quote(report: Report, words: tuple[Span, ...], cue: _Cue) -> Quote:
    """The same speech, as a quotation of these words."""
    return Quote(
        document=report.document,
        evidence=words,
        attribution=report.attribution,
        factuality=report.factuality,
        speaker=report.speaker,
        cue=report.cue,
        rule=report.rule,
        confidence=report.confidence,
        imagined=_imagined(cue),
    )


def _pieces(doc: "Doc", content: Iterable[int]) -> tuple[Span, ...]:
    """The stretches of neighbouring tokens, those of mere punctuation left out; a paragraph's end parts them."""
    pieces: list[list[int]] = []
    for at in sorted(content):
        if pieces and at == pieces[-1][-1] + 1 and "\n" not in doc[at].text:
            pieces[-1].append(at)
        else:
            pieces.append([at])
    return tuple(
        span_of(doc.text, doc[piece[0]].idx, doc[piece[-1]].idx + len(doc[piece[-1]]))
        for piece in pieces
        if any(doc[at].is_alpha or doc[at].like_num for at in piece)
    )
