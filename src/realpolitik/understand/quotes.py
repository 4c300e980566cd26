"""Who says it: direct, split, mixed, nested and reported speech, and the chain of voices behind every clause."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from realpolitik.records.actors import Participant
from realpolitik.records.documents import Document
from realpolitik.records.evidence import Factuality, Voice
from realpolitik.records.mentions import Naming
from realpolitik.records.quotes import Quote, Report, Speech
from realpolitik.records.spans import Span, span_of
from realpolitik.understand.addressees import addressees_of
from realpolitik.understand.coreference import Cast
from realpolitik.understand.crediting import FEWEST_WORDS, Crediting, Cue, never_said
from realpolitik.understand.phrases import PERSON, Phrase
from realpolitik.understand.quotation_marks import Quotation, inner_quotations
from realpolitik.understand.sayings import Saying, can_speak, headlines_in, sayings_in
from realpolitik.understand.sentences import news_tokens, text_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

UNNAMED = "unnamed sources"
IMAGINARY = "an imagined speaker"


@dataclass(frozen=True, slots=True)
class Speeches:
    """What is said in a document, and by whom; `voices` are those behind each token, innermost first."""

    records: tuple[Speech, ...] = ()
    voices: Mapping[int, tuple[Voice, ...]] = field(default_factory=dict)

    def voices_at(self, token: "Token") -> tuple[Voice, ...]:
        """Who says the clause of this token, innermost voice first; empty where the author speaks."""
        return self.voices.get(token.i, ())


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Someone's stand towards something, said, thought, wanted or felt: the words for each of the three parts."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    rule: str


def speeches_in(document: Document, doc: "Doc", cast: Cast) -> Speeches:
    """Every quotation and every piece of indirect speech."""
    quotations = _quotations(document, doc, cast)
    cues = [cue for cue in _cues(document, doc, cast, quotations, voiced=True) if cue.spoken]
    cast = _gone_on(cues, doc, cast)
    cues.sort(key=lambda cue: (min(cue.spoken), -len(cue.spoken), cue.token.i))
    voices = _voices(cues, doc, cast)
    marks = [each for outer in quotations for each in (outer, *inner_quotations(doc, outer))]
    quotations_by_word = {words[0]: mark for mark in reversed(marks) if (words := mark.words(doc))}
    records = [record for cue in cues for record in _records(cue, document, doc, cast, quotations_by_word, voices)]
    return Speeches(tuple(records), voices)


def _gone_on(cues: Sequence[Cue], doc: "Doc", cast: Cast) -> Cast:
    """The cast in which a "he" or "she" who says something and whom nothing explains is whoever spoke before."""
    phrases = {phrase.head.i: phrase for phrase in cast.phrases if not phrase.members}
    found: dict[int, tuple[Participant, ...]] = {}
    last: Phrase | None = None
    for cue in sorted(cues, key=lambda cue: cue.token.i):
        phrase = phrases.get(cue.source.i) if cue.source is not None else None
        if phrase is None or phrase.kind != PERSON or phrase.plural:
            continue
        if phrase.participants and not phrase.first_person:
            last = phrase
        elif phrase.gender and phrase.naming is Naming.PRONOUN and last is not None and not phrase.participants:
            near = sum("\n" in token.text for token in doc[last.head.i : phrase.head.i]) <= 1
            if near and phrase.gender == (last.gender or phrase.gender):
                found[phrase.head.i] = last.participants
    return replace(cast, by_token={**cast.by_token, **found}) if found else cast


def attributions_in(document: Document, doc: "Doc", cast: Cast) -> tuple[Attribution, ...]:
    """Whose stand on what the words tell, in the widest sense, in the order of the text.

    Beyond speech (`speeches_in`) this takes in what somebody wants, plans, fears, praises or opposes, however the words
    put it. It serves those who annotate attribution so widely (Newell, Margolin and Ruths 2018, PolNeAR); no record is
    made from it, and no voice stands behind a clause because of it.

    Limits: of attributions inside one another only the outermost is told, of a quotation not what its speaker thinks
    aloud; what nobody named holds ("it is feared that") is left out.
    """
    quotations = _quotations(document, doc, cast)
    cues = [cue for cue in _cues(document, doc, cast, quotations) if cue.source is not None and not cue.saying.hearsay]
    quoted = {at for mark in quotations for at in mark.tokens}
    covered = Counter(at for cue in cues for at in cue.content)
    found = []
    for cue in cues:
        pieces = _pieces(doc, cue.content)
        inner = covered[cue.token.i] or (cue.token.i in quoted and not cue.follows)
        if not pieces or cue.source is None or inner:
            continue
        words = _noun_phrase(cue.source, doc, cue.content | {cue.token.i})
        relative = cue.saying.relative
        found.append(
            Attribution(
                source=(words, _words(doc, relative, relative)) if relative is not None else (words,),
                cue=() if cue.follows else (_words(doc, cue.token, cue.saying.last),),
                content=pieces,
                rule=_rule(cue),
            )
        )
    return tuple(sorted(found, key=lambda one: (one.content[0].start, one.content[-1].end, one.rule)))


def _rule(cue: Cue) -> str:
    return "speech:beside" if cue.follows else f"speech:{cue.saying.row}"


def _quotations(document: Document, doc: "Doc", cast: Cast) -> list[Quotation]:
    news = news_tokens(document, doc)
    return [mark for mark in cast.quotations.found if mark.start in news]


def _cues(
    document: Document, doc: "Doc", cast: Cast, quotations: Sequence[Quotation], voiced: bool = False
) -> list[Cue]:
    """All cues with the quotations that belong to them, and the quotations that have a speaker but no cue.

    `voiced`: only those of somebody who can speak, not what the lack of rain shows.
    """
    news = news_tokens(document, doc)
    sayings: Iterable[Saying] = (*sayings_in(doc, news), *headlines_in(doc, news, cast))
    if voiced:
        sayings = [saying for saying in sayings if saying.source is None or can_speak(saying.source, cast)]
    return Crediting(doc, quotations, cast.at).cues(sayings)


def _voices(cues: Iterable[Cue], doc: "Doc", cast: Cast) -> dict[int, tuple[Voice, ...]]:
    """Behind each token, the voices of all cues that govern it, the narrowest first."""
    found: dict[int, list[tuple[int, int, Voice]]] = defaultdict(list)
    for cue in cues:
        voice = _voice(cue, doc, cast)
        for at in cue.spoken:
            found[at].append((len(cue.spoken), cue.token.i, voice))
    return {
        at: tuple(dict.fromkeys(voice for _, _, voice in sorted(held, key=lambda row: row[:2])))
        for at, held in found.items()
    }


def _voice(cue: Cue, doc: "Doc", cast: Cast) -> Voice:
    speakers = _speakers(cue, doc, cast)
    if not speakers:
        imagined = _imagined(cue)
        return Voice(actor="", name=IMAGINARY if imagined else UNNAMED, imagined=imagined)
    return Voice(actor=speakers[0].actor or speakers[0].acts_for, name=speakers[0].name, imagined=_imagined(cue))


def _imagined(cue: Cue) -> bool:
    return not cue.follows and never_said(cue.token)


def _speakers(cue: Cue, doc: "Doc", cast: Cast) -> tuple[Participant, ...]:
    if cue.source is None or cue.saying.hearsay:
        return ()
    words = _noun_phrase(cue.source, doc, cue.spoken | {cue.token.i} if not cue.follows else cue.spoken)
    known = cast.group(cue.source)
    if known:
        return tuple(replace(one, span=words) if len(known) == 1 else one for one in known)
    named = cast.named_by.get(cue.source.i)
    return (Participant(actor="", name=named.span(doc).quote if named is not None else words.quote, span=words),)


def _words(doc: "Doc", first: "Token", last: "Token") -> Span:
    first, last = (first, last) if first.i <= last.i else (last, first)
    return span_of(text_of(doc), first.idx, last.idx + len(last))


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
    return span_of(text_of(doc), doc[left].idx, doc[right].idx + len(doc[right]))


def _records(
    cue: Cue,
    document: Document,
    doc: "Doc",
    cast: Cast,
    quotations: Mapping[int, Quotation],
    voices: Mapping[int, tuple[Voice, ...]],
) -> Iterator[Speech]:
    """The record of a cue; a quotation inside a report is a record too."""
    if cue.saying.hearsay:
        return
    pieces = _pieces(doc, cue.spoken)
    if not pieces:
        return
    speakers = _speakers(cue, doc, cast)
    outer = voices.get(cue.token.i, ())
    words = None if cue.follows else _words(doc, cue.token, cue.saying.last)
    inside = _whole(quotations, doc, cue.spoken)
    quoted = {at for mark in inside for at in mark.tokens}
    factuality = Factuality.REPORTED if outer else Factuality.ASSERTED
    report = Report(
        document=document.id,
        evidence=pieces,
        attribution=outer,
        factuality=Factuality.HYPOTHETICAL if _imagined(cue) else factuality,
        speaker=speakers,
        addressee=addressees_of(cue, cast),
        cue=words,
        rule=_rule(cue),
        # Chosen by hand, never calibrated: a quotation whose speaker merely stands beside it is a guess.
        confidence=0.7 if words else 0.5,
    )
    unquoted = [at for at in cue.spoken if at not in quoted and doc[at].is_alpha]
    if inside and len(unquoted) <= 1:
        yield _as_quote(report, pieces, cue)
        return
    yield report
    for mark in inside:
        if len(mark.words(doc)) >= FEWEST_WORDS:
            yield _as_quote(report, _pieces(doc, mark.tokens), cue)


def _whole(quotations: Mapping[int, Quotation], doc: "Doc", spoken: frozenset[int]) -> list[Quotation]:
    """The quotations that are said as a whole, by their first words; not those inside another of them."""
    found: list[Quotation] = []
    for at in sorted(spoken & quotations.keys()):
        mark = quotations[at]
        if spoken.issuperset(mark.words(doc)) and (not found or mark.start > found[-1].end):
            found.append(mark)
    return found


def _as_quote(report: Report, words: tuple[Span, ...], cue: Cue) -> Quote:
    """The same speech, as a quotation of these words."""
    return Quote(
        document=report.document,
        evidence=words,
        attribution=report.attribution,
        factuality=report.factuality,
        speaker=report.speaker,
        addressee=report.addressee,
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
        span_of(text_of(doc), doc[piece[0]].idx, doc[piece[-1]].idx + len(doc[piece[-1]]))
        for piece in pieces
        if any(doc[at].is_alpha or doc[at].like_num for at in piece)
    )
