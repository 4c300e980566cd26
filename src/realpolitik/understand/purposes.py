"""What an act is for, on what condition it will be done, and what a speaker says that another must do."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from realpolitik.records.interests import Direction
from realpolitik.understand.clauses import governing_verb, objects_behind, passive_subject_of, subject_of
from realpolitik.understand.want_cues import STANDING, VERBAL, Cue, Want, cues, fits, negated
from realpolitik.understand.wanted import composed, has_to, object_of

if TYPE_CHECKING:
    from spacy.tokens import Token


def purpose_at(verb: "Token", known: Sequence[Cue]) -> Iterator[Want]:
    """ "To prevent losses" under someone's act."""
    if not _is_purpose(verb):
        return
    for cue in known:
        holder = _actor_of(verb) if not _only_due(verb.head) else None
        found, _ = object_of(verb, cue.takes, (verb,))
        if holder is not None and found and fits(verb, cue.needs) and not negated(verb):
            # "To strengthen ties": the whole of it is wanted; "to prevent losses": only the losses are not.
            prevents = cue.direction is Direction.PREVENT
            yield Want(cue, verb, holder, found if prevents else (verb,), _main(verb))
            return


def design_at(verb: "Token", known: Sequence[Cue]) -> Iterator[Want]:
    """ "Sanctions aimed at stopping exports", "a pact designed to share the lake"."""
    if verb.dep_ != "acl" or verb.head.lemma_.lower() not in cues("means"):
        return
    for cue in known:
        holder = _actor_of(verb)
        found, _ = object_of(verb, cue.takes, (verb,))
        if holder is not None and found:
            yield composed(Want(cue, verb, holder, found, _main(verb)))
            return


def _is_purpose(verb: "Token") -> bool:
    """An infinitive under an act or under a noun for what is done, without a subject of its own."""
    if verb.tag_ != "VB" or not has_to(verb) or any(child.dep_ in {"nsubj", "mark"} for child in verb.children):
        return False
    head = verb.head
    if verb.dep_ == "advcl":
        return head.pos_ in VERBAL and head.lower_ not in cues("adj")
    return verb.dep_ == "acl" and head.lemma_.lower() in cues("means")


def _only_due(main: "Token") -> bool:
    """Whether the act that the purpose is of only should be done."""
    return any(child.tag_ == "MD" and child.lower_ in cues("modal") for child in main.children)


def _actor_of(purpose: "Token") -> "Token | None":
    head = purpose.head
    if purpose.dep_ == "advcl":
        return subject_of(head)
    if head.dep_ in {"dobj", "nsubjpass"} and head.head.pos_ in VERBAL:
        return subject_of(head.head)
    beside = [word for name in ("between", "among") for word in objects_behind(head, name)]
    return next(iter(beside), None) or holder_of_noun(head)


def _main(purpose: "Token") -> "Token":
    head = purpose.head
    return head if head.pos_ in VERBAL else next((word for word in head.ancestors if word.pos_ in VERBAL), purpose)


def holder_of_noun(noun: "Token") -> "Token | None":
    """Whose it is, or who does what is done with it: "its fleet", "Peru built a fleet"."""
    owner = next((child for child in noun.lefts if child.dep_ == "poss"), None)
    if owner is not None:
        return owner
    if noun.dep_ in {"nsubj", "dobj", "conj", "attr", "pobj"}:
        verb, _ = governing_verb(noun)
        return subject_of(verb) if verb is not None else noun
    return noun


def opening_at(verb: "Token") -> Iterator[Want]:
    """ "Unless Lima withdraws", "only if", "so that": the words that open a clause under someone's act."""
    if verb.dep_ != "advcl" or not any(child.dep_ in {"nsubj", "nsubjpass", "expl"} for child in verb.children):
        return
    first = verb.left_edge
    before = [first.nbor(-1)] if first.i > verb.sent.start else []
    opening = " ".join(word.lower_ for word in [*before, *verb.doc[first.i : first.i + 4]])
    for head in cues("opening").values():
        for cue in head:
            phrase = " ".join(cue.words)
            main = verb.head
            if not (
                opening.startswith(f"{phrase} ") or (before and opening.startswith(f"{before[0].lower_} {phrase} "))
            ):
                continue
            holder = subject_of(main)
            if holder is None or not _standing(main, cue.needs):
                continue
            yield composed(Want(cue, first, holder, (verb,), main))
            return


def _standing(main: "Token", needs: Sequence[str]) -> bool:
    """Whether the act that depends on it lies ahead; and is refused until then, where the cue asks for that."""
    if not needs:
        return True
    ahead = main.tag_ in {"VBZ", "VBP"} or any(
        child.dep_ == "aux" and child.lower_ in STANDING for child in main.children
    )
    refused = negated(main) or main.lemma_ in {"refuse", "reject"}
    return ahead and (refused or "negated" not in needs)


def demand_at(verb: "Token") -> Iterator[Want]:
    """ "Oslo said Lima must withdraw", "has to withdraw": what the speaker wants of someone."""
    speaker, asked = _speaker_over(verb), subject_of(verb) or passive_subject_of(verb)
    if speaker is None or asked is None or speaker == asked:
        return
    modal = verb if verb.lemma_.lower() in cues("modal") and _act_under(verb) is not None else None
    helper = next((c for c in verb.children if c.tag_ == "MD" and c.lower_ in cues("modal")), modal)
    if helper is not None:
        cue = cues("modal")[helper.lemma_.lower() if helper is verb else helper.lower_][0]
        yield Want(cue, helper, speaker, (verb,), verb.head, asked=asked, turned=negated(verb), by_speaker=True)


def _speaker_over(verb: "Token") -> "Token | None":
    said = verb.dep_ == "ccomp" and verb.head.pos_ == "VERB" and verb.head.lemma_.lower() in cues("saying")
    return subject_of(verb.head) if said else None


def _act_under(verb: "Token") -> "Token | None":
    return next((child for child in verb.children if child.dep_ == "xcomp" and has_to(child)), None)
