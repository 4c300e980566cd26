"""Which of the acts that words can tell are told: not those only meant, wished or named.

"Flew in to attack the rebels" says what for, "an interest in resolving the dispute" what is wished, "the Iran deal"
what a thing is called. Such words are read all the same, for a verb that governs them may make an act of them ("agreed
to resolve"); by themselves they are no events.
"""

from typing import TYPE_CHECKING

from realpolitik.lexicon.events import event_words
from realpolitik.records.events import EventType
from realpolitik.understand.certainty import way_of
from realpolitik.understand.clauses import NOMINAL, VERBAL

if TYPE_CHECKING:
    from spacy.tokens import Token

# The ways of `cues/constructions.tsv` in which an act without a tense of its own is somebody's purpose or wish.
MEANT = frozenset({"purpose", "infinitive", "gerund", "generic", "wanted", "asked", "doubted", "can"})
# Acts that their noun tells whoever else is named: "an arrest in Chad", "the Turkish raid". Of all others the noun
# alone mostly names a thing that came of the act ("the Iran deal"), a place or an occasion ("the EU summit").
TOLD_BY_ONE_SIDE = frozenset(
    {EventType.ASSAULT, EventType.COERCE, EventType.RETREAT, EventType.MOBILIZE, EventType.PROTEST}
)


def is_only_meant(word: "Token") -> bool:
    """Whether a noun, or a verb without a tense of its own, says what for or what is wished: "came to settle"."""
    if word.pos_ in NOMINAL:
        return way_of(word) == "wanted"
    if word.pos_ not in VERBAL or not _is_open(word):
        return False
    return way_of(word) in MEANT or _is_purpose(word)


def _is_purpose(verb: "Token") -> bool:
    """Whether an infinitive is set off from what is done for it: "agreed to share data, to prevent losses"."""
    if verb.tag_ != "VB" or verb.dep_ not in {"advcl", "dep"}:
        return False
    return verb.left_edge.i > 0 and verb.nbor(verb.left_edge.i - verb.i - 1).text == ","


def _is_open(verb: "Token") -> bool:
    """Whether an infinitive or a gerund leaves it open when, and by whom, it is done."""
    while verb.dep_ == "conj" and verb.head.pos_ in VERBAL and verb.tag_ in {"VB", "VBG"}:
        verb = verb.head
    helpers = {child.tag_ for child in verb.children if child.dep_ in {"aux", "auxpass"}}
    if any(child.dep_ in {"nsubj", "nsubjpass"} for child in verb.children) and not helpers <= {"TO", "VBG"}:
        return False
    return (verb.tag_ == "VB" and "TO" in helpers) or (verb.tag_ in {"VBG", "VBN"} and helpers <= {"VBG", "TO", "VB"})


def is_only_named(noun: "Token", event_type: EventType, *, by_one: bool, to_one: bool) -> bool:
    """Whether a noun without a verb that does it names a thing or an occasion: "the Iran deal", "the EU summit".

    `by_one` and `to_one` say whether it is known who acts and toward whom.
    """
    if noun.pos_ not in NOMINAL:
        return False
    if noun.lemma_.lower() in event_words().guard("danger") and noun.tag_ == "NN" and not _says_what(noun):
        return True
    if by_one and to_one:
        return False
    if noun.pos_ == "PROPN":
        return True
    if event_type in TOLD_BY_ONE_SIDE and noun.lemma_.lower() not in event_words().guard("thing"):
        return False
    if noun.dep_ in {"nsubj", "nsubjpass"} and noun.head.lemma_.lower() in event_words().guard("occurring"):
        return False
    if not by_one or event_type is EventType.AGREE:
        return True
    before = {child.dep_ for child in noun.lefts}
    behind = any(child.dep_ in {"prep", "agent"} and child.i > noun.i for child in noun.children)
    return "poss" not in before and not behind


def _says_what(noun: "Token") -> bool:
    """Whether a clause says what is threatened; without one "a threat to Chad" is only a danger."""
    return any(child.dep_ in {"acl", "relcl", "ccomp"} for child in noun.children)
