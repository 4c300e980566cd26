"""Which quotation belongs to which cue: the one that it is part of, goes on from, or stands beside."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import TYPE_CHECKING

from realpolitik.records.actors import Participant
from realpolitik.understand.quotation_marks import Quotation, inner_quotations, says
from realpolitik.understand.sayings import Saying

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

# Fewer quoted words without a speech verb beside them are a title or an ironic word, not speech.
FEWEST_WORDS = 3
# A cue further from a quotation than this (in tokens) is a cue of something else. Chosen by hand, never calibrated.
FURTHEST = 12
# Nor does one further from words between single marks. Chosen by hand, never calibrated.
FURTHEST_INNER = 6
Who = Callable[["Token"], Sequence[Participant]]
IMAGINING = frozenset({"would", "could", "might", "may"})


@dataclass(frozen=True, slots=True)
class Cue:
    """A saying with all that belongs to it, quotations included: `spoken` is speech, `content` in the wider sense.

    `follows`: the quotation has no cue of its own, its speaker goes on or stands beside it.
    """

    saying: Saying
    spoken: frozenset[int]
    content: frozenset[int]
    follows: bool = False

    @property
    def token(self) -> "Token":
        """The word that says that something is said; of a quotation without one, its speaker."""
        return self.saying.token

    @property
    def source(self) -> "Token | None":
        """Who says it."""
        return self.saying.source


# A quotation and who says it.
Turn = tuple[Quotation, "Token | None"]


@dataclass(frozen=True, slots=True, eq=False)
class _Held:
    """A saying and the tokens that are its own so far."""

    saying: Saying
    spoken: set[int]
    content: set[int]

    @property
    def at(self) -> int:
        return self.saying.token.i

    def add(self, mark: Quotation) -> None:
        self.spoken.update(mark.tokens)
        self.content.update(mark.tokens)


class Crediting:
    """Gives every quotation to the cue that it belongs to; `who` says for whom a token stands, if that is known."""

    def __init__(self, doc: "Doc", quotations: Sequence[Quotation], who: Who | None = None) -> None:
        self.doc, self.quotations, self.who = doc, quotations, who
        self.starts = [mark.start for mark in quotations]
        self.breaks = list(accumulate("\n" in token.text for token in doc))

    def cues(self, sayings: Iterable[Saying]) -> list[Cue]:
        """The cues with all that is theirs, those with nothing left out."""
        spoken_out = (self._outspoken(saying) for saying in sayings)
        held = [_Held(saying, set(saying.spoken), set(saying.content)) for saying in spoken_out]
        held.sort(key=lambda one: one.at)
        for one in held:
            self._own(one)
        self._inner(held)
        self._give(held)
        found = [cue for one in held if (cue := self._trimmed(one)).content]
        return found + list(self._uncued(found))

    def _outspoken(self, saying: Saying) -> Saying:
        """ "“The king must go,” wrote Obi": who is between the marks does not speak outside them."""
        home = self._around(saying.source.i) if saying.source is not None else None
        if home is None or saying.token.i in home.tokens:
            return saying
        behind = (child for child in saying.token.rights if child.dep_ in {"nsubj", "dobj", "attr", "oprd", "npadvmod"})
        return replace(saying, source=next((child for child in behind if child.i > home.end), None))

    def _give(self, held: Sequence[_Held]) -> None:
        """Gives each quotation to the cue whose content it touches, that it goes on from, or that is nearest."""
        saying = defaultdict(list)
        for one in held:
            for at in one.content:
                saying[at].append(one)
        owners: list[_Held | None] = []
        for number, mark in enumerate(self.quotations):
            touching = [one for at in mark.words(self.doc) for one in saying[at] if one.at not in mark.tokens]
            if touching:
                owner: _Held | None = min(touching, key=lambda one: (len(one.content), one.at))
            elif number and owners[-1] is not None and self._goes_on(self.quotations[number - 1], mark, owners[-1]):
                owner = owners[-1]
            else:
                owner = self._nearest(mark, held)
            owners.append(owner)
            if owner is not None:
                owner.add(mark)

    def _nearest(self, mark: Quotation, held: Sequence[_Held]) -> _Held | None:
        first = bisect_left(held, mark.start - FURTHEST, key=lambda one: one.at)
        last = bisect_right(held, mark.end + FURTHEST, key=lambda one: one.at)
        start = bisect_left(held, mark.start, key=lambda one: one.at)
        end = bisect_right(held, mark.end, key=lambda one: one.at)
        near = [
            (far, one.at, one) for one in (*held[first:start], *held[end:last]) if (far := self._distance(one, mark))
        ]
        return min(near, key=lambda row: row[:2])[2] if near else None

    def _around(self, at: int) -> Quotation | None:
        place = bisect_right(self.starts, at) - 1
        return self.quotations[place] if place >= 0 and at <= self.quotations[place].end else None

    def _own(self, one: _Held) -> None:
        """A quotation that what is said only touches is said as a whole; a cue inside one does not leave it."""
        home = self._around(one.at)
        for tokens in (one.spoken, one.content):
            if not one.saying.hearsay:
                touched = {
                    mark.start: mark for at in tokens if (mark := self._around(at)) is not None and mark is not home
                }
                tokens.update(at for mark in touched.values() for at in mark.tokens)
            if home is not None:
                tokens.intersection_update([at for at in tokens if at in home.tokens])

    def _inner(self, held: Sequence[_Held]) -> None:
        """Gives what stands between single marks to the cue right before them, inside the same quotation."""
        for outer in self.quotations:
            for mark in inner_quotations(self.doc, outer):
                first = bisect_left(held, mark.start - FURTHEST_INNER, key=lambda one: one.at)
                for one in held[first : bisect_left(held, mark.start, key=lambda one: one.at)]:
                    between = self.doc[one.saying.last.i + 1 : mark.start]
                    right_before = not any(token.pos_ in {"VERB", "AUX"} for token in between)
                    if one.at in outer.tokens and (right_before or not one.content.isdisjoint(mark.tokens)):
                        one.add(mark)

    def _goes_on(self, before: Quotation, mark: Quotation, one: _Held) -> bool:
        """Whether only the cue's own sentence stands between two quotations: "...," he said. "..."."""
        if mark.continues:
            return True
        if not self._speaks(mark) and not self._set_off(mark):
            return False
        between = [t for t in self.doc[before.end + 1 : mark.start] if t.is_alpha]
        if any("\n" in t.text for t in self.doc[before.end : mark.start]):
            return False
        return bool(between) and all(t.sent.start == one.saying.token.sent.start for t in between)

    def _speaks(self, mark: Quotation) -> bool:
        """Whether a clause stands between the marks, not only a name or an ironic word."""
        return any(self.doc[at].dep_ in {"nsubj", "nsubjpass", "csubj"} for at in mark.words(self.doc))

    def _set_off(self, mark: Quotation) -> bool:
        """Whether a mark opens a sentence or follows a comma, not the words of the author's own phrase."""
        before = self._last_before(mark.start)
        return before is None or before.is_punct or before.dep_ == "cc" or before.sent.end <= mark.start

    def _governs(self, one: _Held, mark: Quotation) -> bool:
        """Whether a cue stands above quoted words that are no clause: in "sang “Hail” as Obi doubted it", "sang"."""
        words = mark.words(self.doc)
        if words and self.doc[words[-1]].pos_ == "PROPN" and self.doc[words[-1]].dep_ in {"nmod", "compound"}:
            return False  # a "Panorama" interview
        return self._speaks(mark) or any(one.saying.token.is_ancestor(self.doc[at]) for at in words)

    def _distance(self, one: _Held, mark: Quotation) -> int:
        """How far a cue stands from a quotation; 0 if it cannot be the cue of it."""
        saying, at = one.saying, one.at
        voiceless = saying.source is None and not never_said(saying.token)
        if voiceless or saying.hearsay or saying.manner == "want":
            return 0
        far = min(abs(mark.start - at), abs(mark.end - at))
        sentence = saying.token.sent
        same = sentence.start <= mark.start < sentence.end or sentence.start <= mark.end < sentence.end
        if same:
            return far if self._governs(one, mark) else 0
        if at < mark.start:
            before = self._last_before(mark.start)
            colon = before is not None and before.text == ":" and sentence.start <= before.i < sentence.end
            return far if colon else 0
        return far if not one.spoken and sentence.start <= mark.end + 1 < sentence.end else 0

    def _last_before(self, at: int) -> "Token | None":
        while at > 0 and self.doc[at - 1].is_space:
            at -= 1
        return self.doc[at - 1] if at > 0 else None

    def _trimmed(self, one: _Held) -> Cue:
        saying = one.saying
        own = {saying.token.i, saying.last.i}
        if saying.source is not None:
            own |= {t.i for t in saying.source.subtree if t.i not in one.content} | {saying.source.i}
        return Cue(
            saying,
            frozenset(_trimmed(self.doc, one.spoken - own)),
            frozenset(_trimmed(self.doc, one.content - own)),
        )

    def _uncued(self, cues: Sequence[Cue]) -> Iterator[Cue]:
        """Quotations that no cue has claimed: whoever stands beside them is credited, or a speaker goes on."""
        owner = {at: cue for cue in cues if not cue.saying.hearsay for at in cue.content}
        owners = [next((owner[at] for at in mark.words(self.doc) if at in owner), None) for mark in self.quotations]
        last: Token | None = None
        turns: list[Turn] = []
        for number, (mark, cue) in enumerate(zip(self.quotations, owners, strict=True)):
            if cue is not None:
                last = cue.source
                turns.append((mark, last))
                continue
            inside, words = mark.words(self.doc), frozenset(mark.tokens)
            clause = any(self.doc[at].dep_ in {"nsubj", "nsubjpass"} for at in inside)
            answering = self._answering(mark, turns)
            if inside and mark.speaker is not None and self._by_verb(mark, mark.speaker):
                verb = mark.speaker.head
                yield Cue(_quoting(verb, mark.speaker, verb.lemma_.lower(), words), words, words)
                turns.append((mark, mark.speaker))
            elif answering is not None or (len(inside) >= FEWEST_WORDS and clause):
                speaker = answering or self._speaker(mark, last, owners[number + 1 :])
                if speaker is not None:
                    yield Cue(_quoting(speaker, speaker, "", words), words, words, follows=True)
                    last = speaker
                    turns.append((mark, speaker))

    def _answering(self, mark: Quotation, turns: Sequence[Turn]) -> "Token | None":
        """Whose turn it is where two speak by turns: each paragraph is one quotation, and one of the last two asked.

        Without a question, a quotation that stands alone goes on with what was said before.
        """
        if len(turns) < 2 or not self._alone(mark):
            return None
        (first, one), (second, other) = turns[-2:]
        # From the opening of one turn to that of the next a single break: two paragraphs, nothing between them.
        steps = [
            self.breaks[later.start - 1] - self.breaks[earlier.start]
            for earlier, later in ((first, second), (second, mark))
        ]
        asked = any(self.doc[at].text == "?" for turn in (first, second) for at in (turn.end - 1, turn.end))
        return one if asked and steps == [1, 1] and self._differ(one, other) else None

    def _alone(self, mark: Quotation) -> bool:
        """Whether a quotation is all of its paragraph."""
        before, after = self.doc[max(0, mark.start - 1)], self.doc[min(mark.end + 1, len(self.doc) - 1)]
        return "\n" in before.text and ("\n" in after.text or after.i <= mark.end)

    def _differ(self, one: "Token | None", other: "Token | None") -> bool:
        """Whether two are known and not the same."""
        if self.who is None or one is None or other is None:
            return False
        sides = [{who.actor or who.name for who in self.who(token)} for token in (one, other)]
        return bool(sides[0] and sides[1] and sides[0].isdisjoint(sides[1]))

    def _speaker(self, mark: Quotation, last: "Token | None", behind: Sequence[Cue | None]) -> "Token | None":
        """Who says what no cue has claimed, the surest way first."""
        beside = mark.speaker
        if beside is not None and says(beside.head) and self._close(mark, beside):
            return beside
        if last is not None and self._still_speaks(last, mark):
            return last
        ahead = behind[0].source if behind and behind[0] is not None else None
        if ahead is not None and self.breaks[mark.start] == self.breaks[ahead.i]:
            return ahead
        return beside

    def _close(self, mark: Quotation, speaker: "Token") -> bool:
        """Whether a quotation ends with a comma and its speaker follows: "We agree," the envoy told them."""
        comma = any(token.text == "," for token in self.doc[mark.end - 1 : mark.end + 2])
        return comma and mark.end < speaker.i <= mark.end + FURTHEST

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
        breaks = self.breaks[mark.start] - self.breaks[min(speaker.i, mark.start)]
        before = self.doc[mark.start - 1] if mark.start else None
        return not breaks or (breaks == 1 and before is not None and "\n" in before.text)


def _quoting(token: "Token", source: "Token", row: str, words: frozenset[int]) -> Saying:
    return Saying(token, token, source, row, "say", {"clause": words}, frozenset({"clause"}))


def _trimmed(doc: "Doc", content: Iterable[int]) -> list[int]:
    """The tokens without commas, marks and "that" at either end."""
    kept = sorted(content)
    while kept and (doc[kept[0]].is_space or doc[kept[0]].text in {",", ":", "–", "—", "-"} or _opens(doc[kept[0]])):
        kept.pop(0)
    while kept and (doc[kept[-1]].is_space or doc[kept[-1]].text in {",", ".", "–", "—", ";"} or _open_and(doc, kept)):
        kept.pop()
    return kept


def _open_and(doc: "Doc", kept: Sequence[int]) -> bool:
    """Whether it ends with an "and" behind which something else begins."""
    return doc[kept[-1]].dep_ == "cc" and doc[kept[-1]].lower_ in {"and", "but", "or"}


def _opens(token: "Token") -> bool:
    return (token.lower_ == "that" and (token.dep_ == "mark" or token.tag_ == "IN")) or (
        token.dep_ == "cc" and token.lower_ in {"and", "but"}
    )


def never_said(verb: "Token") -> bool:
    """Whether the words were never said: "might say", "a way of saying", "it is like telling them", "as if to say"."""
    if any(child.dep_ == "aux" and child.lower_ in IMAGINING for child in verb.children):
        return True
    if verb.dep_ == "pcomp" or (verb.dep_ == "acl" and verb.tag_ == "VB"):
        return verb.head.lower_ == "like" or "way" in {verb.head.lower_, verb.head.head.lower_}
    return verb.dep_ == "advcl" and {child.lower_ for child in verb.lefts} >= {"as", "if"}
