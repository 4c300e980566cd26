"""The words that say that something is wanted, and what a want in a sentence is.

Nothing is known here of actors: a holder is a word, and whether anyone stands behind it is for `interests` to say.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from realpolitik.lexicon.loader import many, rows
from realpolitik.records.interests import Direction

if TYPE_CHECKING:
    from spacy.tokens import Token

VERBAL = frozenset({"VERB", "AUX"})
# A refusal is one of now or the time to come: "will not allow", "does not accept"; "did not allow" is an act.
STANDING = frozenset({"will", "wo", "'ll", "’ll", "would", "can", "ca", "could", "shall", "must", "do", "does", "to"})
WOULD = frozenset({"would", "'d", "’d"})


@dataclass(frozen=True, slots=True)
class Cue:
    """A word that says that something is wanted: which way, how much it matters, and what names the object.

    `needs` are words of which one must stand at the cue; "negated" and "would" ask for that form of the verb, and
    "affirmed" for one that is not negated: not to have called for something is not to oppose it. With "present" only
    the past may not be negated: "did not seek" says nothing, "does not seek" does.
    """

    words: tuple[str, ...]
    takes: tuple[str, ...]
    needs: tuple[str, ...]
    direction: Direction | None
    salience: float


@dataclass(frozen=True, slots=True)
class Want:
    """A cue in the text, the word for who holds the want, and the heads of the words that name its object.

    `clause` is the word whose voice, time and certainty are those of the want; `asked` is whom it is asked of. `turned`
    says that "no", "not" or "little" stands at the cue, `thing` that the object is none if it is an actor.
    """

    cue: Cue
    token: "Token"
    holder: "Token"
    object: tuple["Token", ...]
    clause: "Token"
    asked: "Token | None" = None
    turned: bool = False
    thing: bool = False
    by_speaker: bool = False


@cache
def cues(kind: str) -> Mapping[str, tuple[Cue, ...]]:
    """The cues of one kind (verb, noun, adj, phrase, purpose, opening, modal ...), by the word that heads them."""
    found: dict[str, list[Cue]] = {}
    for row in rows("cues/interests.tsv"):
        if row["kind"] == kind:
            for words in many(row["cue"]):
                cue = _cue(tuple(words.split()), row)
                head = cue.words[-1] if kind in {"noun", "phrase"} else cue.words[0]
                found.setdefault(head, []).append(cue)
    # Longer cues first: "call off" is not "call".
    return {head: tuple(sorted(same, key=lambda cue: -len(cue.words))) for head, same in found.items()}


def _cue(words: tuple[str, ...], row: Mapping[str, str]) -> Cue:
    return Cue(
        words=words,
        takes=many(row["takes"]),
        needs=many(row["needs"]),
        direction=Direction(row["direction"]) if row["direction"] else None,
        salience=float(row["salience"] or 0.5),
    )


def lemma_of(verb: "Token") -> str:
    """The lemma; of a verb that the model takes for one without its last letter ("hopes" for "hop"), the right one."""
    lemma, word = verb.lemma_.lower(), verb.lower_
    if verb.pos_ == "VERB" and not cues("verb").get(lemma):
        longer = (f"{lemma}e", word.removesuffix("s"), word.removesuffix("d"))
        return next((form for form in longer if form in cues("verb")), lemma)
    return lemma


def fits(verb: "Token", needs: Sequence[str]) -> bool:
    """Whether the verb has the form, or one of the words beside it, that a cue needs."""
    if "negated" in needs:
        return negated(verb) and any(child.dep_ == "aux" and child.lower_ in STANDING for child in verb.children)
    if {"affirmed", "present"} & {*needs}:
        return True
    if "would" in needs:
        return any(child.dep_ == "aux" and child.lower_ in WOULD for child in verb.children)
    return not needs or any(child.lower_ in needs for child in verb.children)


def has_words(token: "Token", words: Sequence[str]) -> bool:
    """Whether all of these words stand at a token: the "out" of "rule out", the "hard" of "hard line"."""
    near = {child.lower_ for child in token.children}
    return all(word in near for word in words)


def negated(token: "Token") -> bool:
    """Whether "not", "no", "never" or "little" stands at the word, or at the verb whose infinitive it is."""
    few = cues("few")
    count = sum(child.dep_ == "neg" or child.lower_ in few for child in token.children)
    if token.dep_ == "xcomp" and token.pos_ in VERBAL and token.head.pos_ in VERBAL:
        count += sum(child.dep_ == "neg" for child in token.head.children)
    if token.pos_ in VERBAL:
        subject = next((child for child in token.children if child.dep_ in {"nsubj", "nsubjpass"}), None)
        words = [] if subject is None else [subject, *subject.children]
        count += any(word.lower_ in {"neither", "no", "nobody", "none", "few"} for word in words)
    return count % 2 == 1
