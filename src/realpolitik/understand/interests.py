"""Wants stated in the text: seeks, needs, fears, to prevent."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING

from realpolitik.lexicon.loader import many, rows
from realpolitik.records.actors import Participant
from realpolitik.records.documents import Document
from realpolitik.records.evidence import Factuality, Polarity
from realpolitik.records.interests import Direction, Interest
from realpolitik.records.spans import Span
from realpolitik.understand.coreference import Cast
from realpolitik.understand.framing import Frame, Framing
from realpolitik.understand.sentences import news_tokens, span_between, words_of
from realpolitik.understand.want_cues import Want, cues
from realpolitik.understand.wants import wants_at

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

# "Does not want a war" is the wish to prevent one; who does not oppose something would accept it. Who does not need or
# fear something has no interest in it.
TURNED: Mapping[Direction, Direction | None] = {
    Direction.WANT: Direction.PREVENT,
    Direction.NEED: None,
    Direction.PREVENT: None,
    Direction.OPPOSE: Direction.WANT,
}
# Who only would accept something does not press for it. Chosen by hand, never calibrated.
ACCEPTED = 0.2
READY = 0.3
# How far a word such as "above all" may stand from the cue that it weighs. Chosen by hand, never calibrated.
WEIGHING_TOKENS = 8
# Words between the holder and the cue that leave them one stretch: "Peru does not want". Chosen by hand, as above.
MAX_GAP_TOKENS = 5
# What is only wished or planned by somebody else is nobody's own want.
UNREAL = frozenset({Factuality.HYPOTHETICAL, Factuality.PLANNED})
# A clause that tells when or why is no part of what is wanted; one that says on what condition is.
REASONS = frozenset({"because", "although", "though", "while", "as", "since", "after", "before", "when", "whereas"})
OPENING = frozenset({"that", "if", "unless", "until", "when", "lest", "so", "only", "provided", "providing"})
DASHES = frozenset({"-", "–", "—", "--"})
QUOTATION_MARKS = {"“": "”", '"': '"', "‘": "’", "''": "''", "``": "''"}
# Those whose "must" is advice: PLOVER's sectors of media, education and business.
ADVISERS = frozenset({"JRN", "EDU", "BUS"})


@cache
def issues() -> Mapping[str, str]:
    """The issue that a noun belongs to, by lemma; two words for a noun that means something else alone."""
    return {lemma: row["issue"] for row in rows("cues/issues.tsv") for lemma in many(row["lemmas"])}


def interests_in(document: Document, doc: "Doc", cast: Cast, framing: Framing) -> tuple[Interest, ...]:
    """Every interest that the passages with news state, in the order of the text."""
    news = news_tokens(document, doc)
    found = [
        (want, interest)
        for token in doc
        if token.i in news
        for want, interest in _at(token, document, doc, cast, framing)
    ]
    return tuple({_said(interest): interest for interest in _outermost(found)}.values())


def _at(
    token: "Token", document: Document, doc: "Doc", cast: Cast, framing: Framing
) -> Iterator[tuple[Want, Interest]]:
    """The interests that a token is the cue of; of two ways to read one cue, the first that has a holder."""
    read = set()
    for want in wants_at(token):
        if want.token.i not in read:
            interest = _interest(want, document, doc, cast, framing)
            if interest is not None:
                read.add(want.token.i)
                yield want, interest


def _outermost(found: Sequence[tuple[Want, Interest]]) -> Iterator[Interest]:
    """ "Asked Oslo to seek a truce" is the want of who asked; that Oslo seeks one is not said.

    Nor is it said by "wants Oslo to stop seeking one".
    """
    wanted = {head.i for want, _ in found for head in want.object if head != want.token}
    for want, interest in found:
        told = interest.factuality not in UNREAL or not any(_within(want, interest, other) for _, other in found)
        if want.token.i not in wanted and told:
            yield interest


def _within(want: Want, interest: Interest, other: Interest) -> bool:
    """Whether a cue stands among the words for what somebody else wants."""
    inside = other.object.start <= want.token.idx < other.object.end
    return inside and {who.party for who in interest.holder}.isdisjoint(who.party for who in other.holder)


def _said(interest: Interest) -> tuple[object, ...]:
    """The same for two cues of which one only repeats the other: "tries to seek", "efforts to stop"."""
    holders = tuple(holder.party or holder.name for holder in interest.holder)
    return (interest.object, interest.direction, holders, interest.attribution)


def _interest(want: Want, document: Document, doc: "Doc", cast: Cast, framing: Framing) -> Interest | None:
    holders = _holders(want, cast)
    direction = _direction(want)
    words = _words(doc, want)
    if not holders or direction is None or not _says_something(want, cast, doc, words):
        return None
    accepted = want.turned and direction is Direction.WANT
    return Interest(
        document=document.id,
        evidence=_evidence(doc, want, words, holders),
        direction=direction,
        object=words,
        issue=_issue(want.object),
        salience=ACCEPTED if accepted else _salience(want),
        holder=holders,
        toward=_toward(want, cast, holders, words),
        rule=f"interest:{' '.join(want.cue.words)}",
        confidence=0.6,
        **_frame(want, framing),
    )


def _holders(want: Want, cast: Cast) -> tuple[Participant, ...]:
    found = cast.group(want.holder)
    if want.by_speaker:
        asked = {one.party for one in cast.group(want.asked)} if want.asked is not None else set()
        must = want.token.lower_ == "must" or bool(asked)
        found = tuple(
            one for one in found if must and one.party and one.sector not in ADVISERS and one.party not in asked
        )
    return tuple(one for one in found if one.party or one.sector)


def _direction(want: Want) -> Direction | None:
    direction = want.cue.direction
    if not want.turned or direction is None:
        return direction
    # Not to support a treaty is to be against it; not to want a war is to be for preventing it.
    return Direction.OPPOSE if want.thing and direction is Direction.WANT else TURNED[direction]


def _says_something(want: Want, cast: Cast, doc: "Doc", words: Span) -> bool:
    """Whether the object is more than a pronoun or a remark, and no actor where the cue would make that a tie."""
    head = want.object[0]
    # "Want it" says nothing; "want them to stay for good" does.
    alone = len(want.object) == 1 or not _tells(want.object[-1])
    if head.i == want.holder.i or (head.pos_ == "PRON" and alone) or _is_idle(want, head):
        return False
    actor = bool(cast.at(head))
    if actor and want.token.pos_ == "NOUN" and want.cue.direction is Direction.WANT:
        return False  # "the commitment to Chad": somebody to stand by, nothing to get
    if actor and (want.thing or len(want.object) > 1):
        return not want.thing
    tokens = [token for token in words_of(doc, words.start, words.end) or () if token.i != want.token.i]
    return actor or any(token.pos_ in {"NOUN", "PROPN"} or _tells(token) for token in tokens)


def _tells(token: "Token") -> bool:
    """Whether a verb says something without a noun: "to leave" does, "to do so" and "to achieve it" do not."""
    # "Wants them to stay" tells, for who they are was said before; "said that they stay" does not.
    asked = any(child.tag_ == "TO" for child in token.children)
    beside = {"dobj"} if asked else {"dobj", "nsubj", "nsubjpass"}
    alone = not any(child.pos_ == "PRON" and child.dep_ in beside for child in token.children)
    return token.pos_ == "VERB" and alone and token.lemma_.lower() not in cues("bare")


def _is_idle(want: Want, head: "Token") -> bool:
    """ "Refused to comment", "rejected the claim": nothing is wanted or opposed but the words."""
    lemma = head.lemma_.lower()
    if want.token.pos_ == "VERB" and lemma in cues("noun") and want.cue.direction is Direction.WANT:
        # "Pursues its goals" says nothing; "demands an end to" does.
        return not any(child.i > head.i for child in head.children)
    said = head.pos_ == "VERB" or want.thing
    return said and lemma in cues("idle")


def _frame(want: Want, framing: Framing) -> Frame:
    """Voice and time of the want; the want itself is a fact even where what is wanted is not."""
    frame = framing.state(want.clause)
    frame["polarity"] = Polarity.POSITIVE
    if frame["factuality"] in {Factuality.DENIED, Factuality.PLANNED} or _only_wanted(want):
        frame["factuality"] = Factuality.REPORTED if frame["attribution"] else Factuality.ASSERTED
    return frame


def _only_wanted(want: Want) -> bool:
    """Whether only the cue's own "would" or "not" makes the clause uncertain, or its owner has the want anyway."""
    if want.clause is want.token and want.token.pos_ == "NOUN" and want.holder.dep_ == "poss":
        return True
    return "negated" in want.cue.needs or "would" in want.cue.needs


# Words.


def _words(doc: "Doc", want: Want) -> Span:
    """What is wanted, in the words of the text."""
    without = set() if want.by_speaker else {want.holder.i, want.token.i}
    first, last = _reach(want.object[0], without)
    for head in want.object[1:]:
        left, right = _reach(head, without)
        first, last = min(first, left), max(last, right)
    first, last = trimmed(doc, first, last)
    return span_between(doc, doc[first], doc[last])


def words_under(doc: "Doc", head: "Token", without: set[int], *, whole: bool = False) -> Span:
    """The stretch of text around a head that depends on it, up to a gap; `whole` with the word that opens it."""
    first, last = trimmed(doc, *_reach(head, without))
    first = min(first, head.left_edge.i) if whole else first
    return span_between(doc, doc[first], doc[last])


def _reach(head: "Token", without: set[int]) -> tuple[int, int]:
    inside = {token.i for token in head.subtree} - without
    for child in head.children:
        if child.i in without or _is_beside(head, child):
            inside -= {token.i for token in child.subtree}
    for token in head.subtree:
        # "An alliance with Iran – the old rival of Iraq": the remark on Iran is no part of the alliance.
        if token.dep_ == "appos" and token.i > head.i and token.left_edge.nbor(-1).text in DASHES:
            inside -= {inner.i for inner in token.subtree}
    left = right = head.i
    while left - 1 in inside:
        left -= 1
    while right + 1 in inside:
        right += 1
    return left, right


def _is_beside(head: "Token", child: "Token") -> bool:
    """Whether a clause under a head only adds something to it: a reason, a remark, a further statement."""
    if child.i < head.i:
        return (
            child.dep_ in {"cc", "preconj"} or (child.dep_ == "neg" and child.i + 1 < head.i) or child.lower_ in OPENING
        )
    if child.dep_ == "advcl":
        first = child.left_edge.lower_
        return first in REASONS or any(word.dep_ == "mark" and word.lower_ in REASONS for word in child.children)
    if child.dep_ in {"parataxis", "appos"}:
        return child.dep_ == "parataxis"
    if child.dep_ == "conj" and child.pos_ in {"VERB", "AUX"}:
        return any(word.dep_ in {"nsubj", "nsubjpass"} for word in child.children) or child.tag_ != head.tag_
    return child.dep_ == "relcl" and child.left_edge.i > 0 and child.left_edge.nbor(-1).is_punct


def trimmed(doc: "Doc", first: int, last: int) -> tuple[int, int]:
    """Without marks and conjunctions that dangle at the ends, with the mark that closes a quotation inside."""
    while first < last and (doc[first].is_space or (doc[first].is_punct and doc[first].text not in QUOTATION_MARKS)):
        first += 1
    while last > first and (doc[last].is_space or doc[last].is_punct or doc[last].dep_ in {"cc", "punct"}):
        last -= 1
    while (
        last + 2 < len(doc)
        and doc[last + 1].text == "-"
        and not doc[last].whitespace_
        and not doc[last + 1].whitespace_
    ):
        last += 2  # "re-election" may be three tokens that the tree does not join
    opening = next((i for i in range(first, last + 1) if doc[i].text in QUOTATION_MARKS), None)
    if opening is None or QUOTATION_MARKS[doc[opening].text] in doc[opening + 1 : last + 1].text:
        return first, last
    if last + 1 < len(doc) and doc[last + 1].text == QUOTATION_MARKS[doc[opening].text]:
        return first, last + 1
    return (first + 1, last) if opening == first < last else (first, last)


def _evidence(doc: "Doc", want: Want, words: Span, holders: tuple[Participant, ...]) -> tuple[Span, ...]:
    """Cue and object; the holder with them where it stands beside the cue, else as further words."""
    first, last = (doc.char_span(words.start, words.end, alignment_mode="expand")[i] for i in (0, -1))
    phrased = len(want.cue.words) > 1 and want.token.dep_ == "pobj"
    cue = want.token.head if phrased else want.token  # with the "in" of "in search of"
    near = min(first, cue, key=lambda token: token.i)
    core = span_between(doc, near, max(last, want.token, key=lambda token: token.i))
    apart: list[Span] = []
    for span in dict.fromkeys(holder.span for holder in holders):
        if core.start <= span.start and span.end <= core.end:
            continue
        if span.end <= core.start and _is_close(doc, span, core):
            start = doc.char_span(span.start, span.end, alignment_mode="expand")[0]
            core = span_between(doc, start, doc.char_span(core.start, core.end, alignment_mode="expand")[-1])
        else:
            apart.append(span)
    outside = [span for span in apart if span.start < core.start or span.end > core.end]
    return (core, *outside)


def _is_close(doc: "Doc", holder: Span, core: Span) -> bool:
    between = doc.char_span(holder.end, core.start, alignment_mode="contract")
    if between is None:
        return core.start - holder.end <= 1
    words = [token for token in between if not token.is_space]
    return len(words) <= MAX_GAP_TOKENS and not any(token.is_punct for token in words)


# What the words say.


def _issue(heads: tuple["Token", ...]) -> str:
    """The issue of the telling noun nearest to the head of what is wanted, else the lemma of its first noun."""
    level: list[Token] = list(heads)
    first = ""
    while level:
        for token in level:
            lemma = token.lemma_.lower()
            names = (*(f"{child.lower_} {lemma}" for child in token.lefts), lemma, token.lower_)
            known = next((name for name in names if name in issues()), "")
            if known and (token.pos_ in {"NOUN", "PROPN"} or token.tag_ == "VBG"):
                return issues()[known]
            if not first and token.pos_ == "NOUN":
                first = lemma
        level = [child for token in level for child in token.children]
    return first or str(heads[0].lemma_.lower())


def _salience(want: Want) -> float:
    """How much it matters: what the cue says, unless a word such as "above all" or "secondary" stands beside it."""
    doc = want.token.doc
    sentence = want.token.sent
    start = max(sentence.start, min(want.token.i, want.clause.i) - WEIGHING_TOKENS)
    end = min(sentence.end, max(want.token.i, want.clause.i) + WEIGHING_TOKENS)
    near = {child.lower_ for word in (want.token, want.clause) for child in word.children}
    text = " ".join(token.lower_ for token in doc[start:end])
    for same in cues("weight").values():
        for cue in same:
            phrase = " ".join(cue.words)
            if phrase in near or (len(cue.words) > 1 and f" {phrase} " in f" {text} "):
                return cue.salience
    giving = any(word.pos_ == "VERB" and word.lemma_.lower() in cues("giving") for word in want.object[:1])
    return min(ACCEPTED, want.cue.salience) if giving and want.cue.salience <= READY else want.cue.salience


def _toward(want: Want, cast: Cast, holders: tuple[Participant, ...], words: Span) -> tuple[Participant, ...]:
    """Of whom it is asked first, though it be somebody of the holder's own state; then whoever is named in it."""
    parties, names = {holder.party for holder in holders}, {holder.name for holder in holders}
    inside = [token for head in want.object for token in head.subtree if words.start <= token.idx < words.end]
    asked = [one for one in (cast.at(want.asked) if want.asked is not None else ()) if one.name not in names]
    others = [one for token in inside for one in cast.at(token) if one.party not in parties and one.name not in names]
    return tuple({one.party: one for one in reversed([*asked, *others]) if one.party}.values())[::-1]
