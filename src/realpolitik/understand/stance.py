"""Whether the words show one actor friendly or hostile to another.

Every word that colours a naming of the other counts: in full where the holder does it, less where the holder only says
it, hardly where somebody else does.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from realpolitik.lexicon.stance import stance_word
from realpolitik.records.actors import Participant
from realpolitik.records.documents import Document
from realpolitik.records.spans import Span
from realpolitik.understand.colouring import Colour, colours_of, negated, word_at
from realpolitik.understand.coreference import Cast
from realpolitik.understand.sentences import words_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

Side = str | Span

# What the holder does, says of the other, and what others do or say. Of words one step away that the holder does, 62 %
# were right and 4 % wrong on a sample of directed_sentiment's development half, that the holder says 32 % and 14 %,
# that others do 16 % and 3 %; the last are too many to count for more.
DOES, SAYS, ELSEWHERE = 1.0, 0.6, 0.1
# Where the holder is not named, everyone may be.
ANYONE = 0.5
# Each step between the naming and the word leaves this much. Chosen among .6, .7, .8 and .9 on the same sample.
FADING = 0.75
# Given that there is a stance, the tone of the words around tells of it: on a sample of seesaw's development half .71
# were right with these, .67 without.
AROUND, BEFORE, NAME = 1.5, 0.7, 0.2
# News tells of more hostility than friendship, most of all where it names no holder: the best cuts on that sample.
HOSTILE_BY_DEFAULT, HOSTILE_IF_UNNAMED = 0.15, 0.35
# A word so many tokens away colours half as much. Chosen by hand, never calibrated.
HALF_AWAY = 6
# A phrase must share this much of a name to be a naming of it. Chosen by hand, never calibrated.
MIN_SHARED = 0.5
# A name's last word tells more than the others. Chosen by hand, never calibrated.
LAST_WORD = 0.5
INSIDE = frozenset({"compound", "amod", "nmod", "poss", "appos", "conj", "nummod"})


def stance_between(document: Document, doc: "Doc", cast: Cast, holder: Side, toward: Side) -> float:
    """How friendly (+1) or hostile (-1) the holder is to the other by the words of the text; 0 where they do not say.

    Both are given as names, not always spelled as in the text, or as the span of a naming.
    """
    holders, others = namings(doc, cast, holder), namings(doc, cast, toward)
    return _clipped(_shown(holders, others)) if holders and others else 0.0


def leaning_between(document: Document, doc: "Doc", cast: Cast, holder: str, toward: str, start: int = 0) -> float:
    """As `stance_between`, where it is known that there is a stance: the tone around decides what no path tells.

    What stands before `start` is only context. An empty name is someone whom the text does not name.

    Limits: hostile where nothing tells; irony and what everybody knows of the two are not seen.
    """
    holders, others = namings(doc, cast, holder), namings(doc, cast, toward)
    here = [token for token in doc if token.idx >= start]
    there = [token for token in others if token.idx >= start]
    spoken = holders if any(token.idx >= start for token in holders) else [*holders, *_subjects(here)]
    things = there or [token for token in here if token.dep_ == "dobj"]
    shown = _shown(spoken, things) * (1.0 if there else ANYONE)
    earlier = _clipped(_shown(holders, [token for token in others if token.idx < start])) if holders else 0.0
    around = _tone_around(here, things)
    expected = HOSTILE_BY_DEFAULT if holders else HOSTILE_IF_UNNAMED
    return _clipped(shown + BEFORE * earlier + AROUND * around + NAME * _tone_of(toward) - expected)


def _clipped(value: float) -> float:
    return max(-1.0, min(1.0, value))


def _shown(holders: list["Token"], others: Iterable["Token"]) -> float:
    """What the words on the way between the two say, summed over the namings of the other."""
    mine = {token.i for token in holders}
    return sum(
        colour.value * _share(holders, colour, doers) * FADING**colour.steps
        for other in others
        if other.i not in mine
        for colour, doers in _outermost(colours_of(other))
    )


def _outermost(colours: Iterable[Colour]) -> Iterator[tuple[Colour, list["Token"]]]:
    """The colours with their doers; of words with the same doer the last, which has taken in the others."""
    taken: dict[tuple[int, ...], tuple[Colour, list[Token]]] = {}
    for colour in colours:
        if not colour.taken:
            yield colour, []
            continue
        doers = _doers(colour.word)
        key = tuple(token.i for token in doers)
        steps = taken[key][0].steps if key in taken else colour.steps
        taken[key] = (replace(colour, steps=steps), doers)
    yield from taken.values()


def _share(holders: list["Token"], colour: Colour, doers: list["Token"]) -> float:
    if not holders:
        return ANYONE
    if colour.taken and _among(holders, doers):
        return DOES
    return SAYS if _among(holders, _voices(colour.word)) else ELSEWHERE


# Who does it.


def _doers(word: "Token") -> list["Token"]:
    """Who does what a word says: its subject, "by" whom, whose it is; else that of the verb on which it hangs."""
    said = word_at(word)
    if said is not None and said.effect == "side":
        return list(_sides(word))
    node = word
    for _ in range(6):
        found = list(_own_doers(node))
        if found:
            return found
        if node.dep_ in {"relcl", "acl"}:
            return [node.head]
        if node.dep_ == "xcomp":
            told = [child for child in node.head.children if child.dep_ == "dobj"]
            if told:
                return told
        node = node.head
    return []


def _sides(word: "Token") -> Iterator["Token"]:
    """Who is the "ally", the "critic", the "lawyer": the noun itself and all that names the same."""
    yield word
    if word.dep_ in {"appos", "compound", "nmod"}:
        yield word.head
    elif word.dep_ == "attr":
        yield from (child for child in word.head.children if child.dep_ == "nsubj")
    yield from (child for child in word.children if child.dep_ == "appos")


def _own_doers(node: "Token") -> Iterator["Token"]:
    for child in node.children:
        if child.dep_ == "nsubj":
            yield node.head if node.dep_ == "relcl" and child.tag_ in {"WP", "WDT"} else child
        elif child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ in {"by", "from"} and node.pos_ == "NOUN"):
            yield from (under for under in child.children if under.dep_ == "pobj")
        elif child.dep_ == "poss" or (child.dep_ in {"amod", "compound", "nmod"} and node.pos_ == "NOUN"):
            yield child


def _voices(word: "Token") -> list["Token"]:
    """The subjects of the clauses around a word: who says it."""
    return [child for above in word.ancestors for child in above.children if child.dep_ == "nsubj"]


def _among(tokens: Iterable["Token"], heads: Iterable["Token"]) -> bool:
    """Whether one of the tokens is one of these, or a part of its name: "Ghana" in "officials of Ghana"."""
    wanted = {token.i for token in tokens}
    return any(
        token.i in wanted and _belongs(token, each)
        for head in heads
        for each in (head, *head.conjuncts)
        for token in each.subtree
    )


def _belongs(token: "Token", head: "Token") -> bool:
    """Not so "critics of Ghana", "Ghana's critics", nor what a clause inside the phrase says of Ghana."""
    word = word_at(head)
    aside = word is not None and word.effect == "side"
    while token.i != head.i:
        if token.dep_ not in INSIDE | {"pobj", "prep"}:
            return False
        if aside and token.dep_ in {"poss", "pobj", "prep"}:
            return False
        token = token.head
    return True


# Who is named.


def namings(doc: "Doc", cast: Cast, side: Side) -> list["Token"]:
    """The heads of the phrases that name someone, with all that the cast takes for the same."""
    if isinstance(side, Span):
        words = words_of(doc, side.start, side.end)
        found = [words.root] if words is not None else []
    else:
        found = [*_by_name(doc, side), *_by_cast(doc, cast, side)] if side else []
    return _with_chains(doc, cast, found)


def _by_name(doc: "Doc", name: str) -> list["Token"]:
    """The phrases that share most of the words of a name; words are the same if their first five letters are."""
    wanted = [word[:5] for word in _words(name)]
    if not wanted:
        return []
    shared: dict[int, set[str]] = {}
    for token in doc:
        if token.lower_[:5] in wanted:
            shared.setdefault(_head_of_name(token), set()).add(token.lower_[:5])
    scores = {i: len(words) / len(wanted) + LAST_WORD * (wanted[-1] in words) for i, words in shared.items()}
    best = max(scores.values(), default=0.0)
    return [doc[i] for i, score in scores.items() if score >= max(MIN_SHARED, 0.8 * best)]


def _words(name: str) -> list[str]:
    return [word.strip("’'\"“”(),.").lower() for word in name.replace("’s", "").split() if word[:1].isupper()] or [
        word.lower() for word in name.split() if len(word) > 3
    ]


def _head_of_name(token: "Token") -> int:
    while token.dep_ in {"compound", "amod", "nmod"} and token.head.i > token.i:
        token = token.head
    return int(token.i)


def _by_cast(doc: "Doc", cast: Cast, name: str) -> list["Token"]:
    return [doc[i] for i, who in cast.by_token.items() if any(_is_called(each, name) for each in who)]


def _is_called(who: Participant, name: str) -> bool:
    return bool(who.name) and who.name.lower() == name.lower()


def _with_chains(doc: "Doc", cast: Cast, found: Iterable["Token"]) -> list["Token"]:
    tokens = {token.i: token for token in found}
    for chain in cast.chains:
        roots = [words.root for span in chain if (words := words_of(doc, span.start, span.end)) is not None]
        if any(root.i in tokens for root in roots):
            tokens.update((root.i, root) for root in roots)
    return [tokens[i] for i in sorted(tokens)]


# The tone of what stands around.


def _subjects(tokens: Iterable["Token"]) -> list["Token"]:
    return [token for token in tokens if token.dep_ == "nsubj" and token.pos_ == "PRON"]


def _tone_around(tokens: Iterable["Token"], things: list["Token"]) -> float:
    total = 0.0
    for token in tokens:
        word = word_at(token)
        if word is not None and not token.is_stop:
            away = min((abs(token.i - thing.i) for thing in things), default=10)
            total += word.polarity * (-1.0 if negated(token) else 1.0) / (HALF_AWAY + away)
    return total


def _tone_of(name: str) -> float:
    """What the name itself says: nobody is friendly to "corruption"."""
    words = (stance_word([word.lower()], "noun") for word in name.split())
    return _clipped(sum(word.polarity for word in words if word is not None))
