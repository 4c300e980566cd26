"""Who says it: direct, split, mixed, nested and reported speech, and the chain of voices behind every clause."""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from realpolitik.records.actors import Participant
from realpolitik.records.documents import Document
from realpolitik.records.evidence import Factuality, Voice
from realpolitik.records.quotes import Quote, Report, Speech
from realpolitik.records.spans import Span, span_of
from realpolitik.understand.coreference import Cast
from realpolitik.understand.quotation_marks import Quotation, inner_quotations, quotations_in
from realpolitik.understand.sayings import Saying, headlines_in, sayings_in
from realpolitik.understand.sentences import news_tokens, text_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

# Fewer quoted words without a speech verb beside them are a title or an ironic word, not speech.
FEWEST_WORDS = 3
# A cue further from a quotation than this (in tokens) is a cue of something else. Chosen by hand, never calibrated.
FURTHEST = 12
# Nor does one further from words between single marks. Chosen by hand, never calibrated.
FURTHEST_INNER = 6
IMAGINING = frozenset({"would", "could", "might", "may"})
UNNAMED = "unnamed sources"
IMAGINARY = "an imagined speaker"


@dataclass(frozen=True, slots=True)
class _Cue:
    """A saying with all that belongs to it, quotations included: `spoken` is speech, `content` in the wider sense."""

    saying: Saying
    spoken: frozenset[int]
    content: frozenset[int]
    follows: bool = False

    @property
    def token(self) -> "Token":
        return self.saying.token

    @property
    def source(self) -> "Token | None":
        return self.saying.source


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
    quotations = _quotations(document, doc)
    cues = [cue for cue in _cues(document, doc, cast, quotations) if cue.spoken]
    quotations += [inner for outer in quotations for inner in inner_quotations(doc, outer)]
    cues.sort(key=lambda cue: (min(cue.spoken), -len(cue.spoken), cue.token.i))
    voices = _voices(cues, doc, cast)
    records = [record for cue in cues for record in _records(cue, document, doc, cast, quotations, voices)]
    return Speeches(tuple(records), voices)


def attributions_in(document: Document, doc: "Doc", cast: Cast) -> tuple[Attribution, ...]:
    """Whose stand on what the words tell, in the widest sense, in the order of the text.

    Beyond speech (`speeches_in`) this takes in what somebody wants, plans, fears, praises or opposes, however the words
    put it. It serves those who annotate attribution so widely (Newell, Margolin and Ruths 2018, PolNeAR); no record is
    made from it, and no voice stands behind a clause because of it.

    Limits: of attributions inside one another only the outermost is told, of a quotation not what its speaker thinks
    aloud; what nobody named holds ("it is feared that") is left out.
    """
    quotations = _quotations(document, doc)
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


def _rule(cue: _Cue) -> str:
    return "speech:beside" if cue.follows else f"speech:{cue.saying.row}"


def _quotations(document: Document, doc: "Doc") -> list[Quotation]:
    news = news_tokens(document, doc)
    return [mark for mark in quotations_in(doc).found if mark.start in news]


def _cues(document: Document, doc: "Doc", cast: Cast, quotations: Sequence[Quotation]) -> list[_Cue]:
    """All cues with the quotations that belong to them, and the quotations that have a speaker but no cue."""
    news = news_tokens(document, doc)
    sayings = [*sayings_in(doc, news), *headlines_in(doc, news, cast)]
    return _Crediting(doc, quotations).cues(sayings)


class _Crediting:
    """Gives every quotation to the cue that it belongs to."""

    def __init__(self, doc: "Doc", quotations: Sequence[Quotation]) -> None:
        self.doc, self.quotations = doc, quotations
        self.starts = [mark.start for mark in quotations]

    def cues(self, sayings: Iterable[Saying]) -> list[_Cue]:
        """The cues with all that is theirs, those with nothing left out."""
        held = [(saying, set(saying.spoken), set(saying.content)) for saying in sayings]
        for saying, spoken, content in held:
            self._own(saying, spoken, content)
        self._inner(held)
        owners: dict[int, int] = {}
        for number, mark in enumerate(self.quotations):
            owner = self._owner(number, held, owners)
            if owner is not None:
                owners[number] = owner
                for tokens in held[owner][1:]:
                    tokens |= set(mark.tokens)
        found = [self._trimmed(saying, spoken, content) for saying, spoken, content in held]
        return [cue for cue in found if cue.content] + list(self._uncued([cue for cue in found if cue.content]))

    def _around(self, at: int) -> Quotation | None:
        place = bisect_right(self.starts, at) - 1
        return self.quotations[place] if place >= 0 and at <= self.quotations[place].end else None

    def _own(self, saying: Saying, spoken: set[int], content: set[int]) -> None:
        """A quotation that what is said only touches is said as a whole; a cue inside one does not leave it."""
        home = self._around(saying.token.i)
        for tokens in (spoken, content):
            for mark in {id(m): m for at in tokens if (m := self._around(at))}.values():
                if mark is not home and not saying.hearsay:
                    tokens |= set(mark.tokens)
            if home is not None:
                tokens &= set(home.tokens)

    def _inner(self, held: Sequence[tuple[Saying, set[int], set[int]]]) -> None:
        """Gives what stands between single marks to the cue right before them, inside the same quotation."""
        for outer in self.quotations:
            for mark in inner_quotations(self.doc, outer):
                for saying, spoken, content in held:
                    far = mark.start - saying.last.i - 1
                    touched = bool(content & set(mark.tokens)) or far <= 1
                    if saying.token.i in outer.tokens and 0 <= far <= FURTHEST_INNER and touched:
                        spoken |= set(mark.tokens)
                        content |= set(mark.tokens)

    def _owner(
        self, number: int, held: Sequence[tuple[Saying, set[int], set[int]]], owners: dict[int, int]
    ) -> int | None:
        """The cue that a quotation belongs to, if what no cue says yet is told by one beside it."""
        mark = self.quotations[number]
        inside = [at for at in mark.tokens if self.doc[at].is_alpha]
        touching = [
            n
            for n, (saying, _, content) in enumerate(held)
            if saying.token.i not in mark.tokens and any(at in content for at in inside)
        ]
        if touching:
            return min(touching, key=lambda n: len(held[n][2]))
        before = self.quotations[number - 1] if number else None
        if (
            before is not None
            and number - 1 in owners
            and (mark.continues or self._goes_on(before, mark, held[owners[number - 1]][0]))
        ):
            return owners[number - 1]
        near = [
            (far, n)
            for n, (saying, spoken, _) in enumerate(held)
            if (far := self._distance(saying, spoken, mark)) is not None
        ]
        return min(near)[1] if near else None

    def _goes_on(self, before: Quotation, mark: Quotation, saying: Saying) -> bool:
        """Whether only the cue's own sentence stands between two quotations: "...," he said. "..."."""
        between = [t for t in self.doc[before.end + 1 : mark.start] if t.is_alpha]
        if any("\n" in t.text for t in self.doc[before.end : mark.start]):
            return False
        return bool(between) and all(t.sent.start == saying.token.sent.start for t in between)

    def _distance(self, saying: Saying, spoken: set[int], mark: Quotation) -> int | None:
        """How far a cue stands from a quotation; None if it cannot be the cue of it."""
        at = saying.token.i
        voiceless = saying.source is None and not _never_said(saying.token)
        if voiceless or saying.hearsay or saying.manner in {"want", "seem", "feel"} or at in mark.tokens:
            return None
        far = min(abs(mark.start - at), abs(mark.end - at))
        if far > FURTHEST:
            return None
        sentence = saying.token.sent
        same = sentence.start <= mark.start < sentence.end or sentence.start <= mark.end < sentence.end
        if same:
            return far
        if at < mark.start:
            before = self._last_before(mark.start)
            return (
                far if before is not None and before.text == ":" and sentence.start <= before.i < sentence.end else None
            )
        return far if not spoken and sentence.start <= mark.end + 1 < sentence.end else None

    def _last_before(self, at: int) -> "Token | None":
        while at > 0 and self.doc[at - 1].is_space:
            at -= 1
        return self.doc[at - 1] if at > 0 else None

    def _trimmed(self, saying: Saying, spoken: set[int], content: set[int]) -> _Cue:
        own = {saying.token.i, saying.last.i}
        if saying.source is not None:
            own |= {t.i for t in saying.source.subtree if t.i not in content} | {saying.source.i}
        return _Cue(
            saying,
            frozenset(_trimmed(self.doc, spoken - own)),
            frozenset(_trimmed(self.doc, content - own)),
        )

    def _uncued(self, cues: Sequence[_Cue]) -> Iterator[_Cue]:
        """Quotations that no cue has claimed: the last speaker goes on, or whoever stands beside them is credited."""
        owner = {at: cue for cue in cues if not cue.saying.hearsay for at in cue.content}
        last: Token | None = None
        for mark in self.quotations:
            inside = mark.words(self.doc)
            cue = next((owner[at] for at in inside if at in owner), None)
            if cue is not None:
                last = cue.source
                continue
            speaker = last if last is not None and self._still_speaks(last, mark) else mark.speaker
            clause = any(self.doc[at].dep_ in {"nsubj", "nsubjpass"} for at in inside)
            if inside and mark.speaker is not None and self._by_verb(mark, mark.speaker):
                verb, words = mark.speaker.head, frozenset(mark.tokens)
                saying = Saying(
                    verb, verb, mark.speaker, verb.lemma_.lower(), "say", {"clause": words}, frozenset({"clause"})
                )
                yield _Cue(saying, words, words)
            elif len(inside) >= FEWEST_WORDS and clause and speaker is not None:
                words = frozenset(mark.tokens)
                saying = Saying(speaker, speaker, speaker, "", "say", {"clause": words}, frozenset({"clause"}))
                yield _Cue(saying, words, words, follows=True)

    def _by_verb(self, mark: Quotation, speaker: "Token") -> bool:
        """Whether nothing but the speaker and one verb stands beside it: "Never!" the king barked."""
        verb = speaker.head
        own = {token.i for token in speaker.subtree} | {verb.i}
        behind, before = range(mark.end + 1, max(own) + 1), range(min(own), mark.start)
        between = behind if verb.i > mark.end else before
        comma = verb.i > mark.end or (self._last_before(mark.start) or verb).text in {",", ":"}
        return (
            comma
            and 0 < len(between) <= FURTHEST
            and not any(self.doc[at].is_alpha and at not in own for at in between)
        )

    def _still_speaks(self, speaker: "Token", mark: Quotation) -> bool:
        """Whether a quotation opens the paragraph after the one in which somebody spoke, or stands in the same one."""
        breaks = [token for token in self.doc[min(speaker.i, mark.start) : mark.start] if "\n" in token.text]
        before = self.doc[mark.start - 1] if mark.start else None
        return not breaks or (len(breaks) == 1 and before is not None and "\n" in before.text)


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


def _voices(cues: Iterable[_Cue], doc: "Doc", cast: Cast) -> dict[int, tuple[Voice, ...]]:
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


def _voice(cue: _Cue, doc: "Doc", cast: Cast) -> Voice:
    speakers = _speakers(cue, doc, cast)
    if not speakers:
        imagined = _imagined(cue)
        return Voice(actor="", name=IMAGINARY if imagined else UNNAMED, imagined=imagined)
    return Voice(actor=speakers[0].actor, name=speakers[0].name, imagined=_imagined(cue))


def _imagined(cue: _Cue) -> bool:
    return not cue.follows and _never_said(cue.token)


def _never_said(verb: "Token") -> bool:
    """Whether the words were never said: "might say", "a way of saying", "it is like telling them", "as if to say"."""
    if any(child.dep_ == "aux" and child.lower_ in IMAGINING for child in verb.children):
        return True
    if verb.dep_ == "pcomp" or (verb.dep_ == "acl" and verb.tag_ == "VB"):
        return verb.head.lower_ == "like" or "way" in {verb.head.lower_, verb.head.head.lower_}
    return verb.dep_ == "advcl" and {child.lower_ for child in verb.lefts} >= {"as", "if"}


def _speakers(cue: _Cue, doc: "Doc", cast: Cast) -> tuple[Participant, ...]:
    if cue.source is None or cue.saying.hearsay:
        return ()
    words = _noun_phrase(cue.source, doc, cue.spoken | {cue.token.i} if not cue.follows else cue.spoken)
    known = cast.group(cue.source)
    if known:
        return tuple(replace(one, span=words) if len(known) == 1 else one for one in known)
    return (Participant(actor="", name=words.quote, span=words),)


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
    cue: _Cue,
    document: Document,
    doc: "Doc",
    cast: Cast,
    quotations: Iterable[Quotation],
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
    inside = [mark for mark in quotations if set(mark.words(doc)) <= cue.spoken]
    inside = [m for m in inside if not any(n.start < m.start and m.end <= n.end for n in inside)]
    quoted = {at for mark in inside for at in mark.tokens}
    factuality = Factuality.REPORTED if outer else Factuality.ASSERTED
    report = Report(
        document=document.id,
        evidence=pieces,
        attribution=outer,
        factuality=Factuality.HYPOTHETICAL if _imagined(cue) else factuality,
        speaker=speakers,
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
        span_of(text_of(doc), doc[piece[0]].idx, doc[piece[-1]].idx + len(doc[piece[-1]]))
        for piece in pieces
        if any(doc[at].is_alpha or doc[at].like_num for at in piece)
    )
