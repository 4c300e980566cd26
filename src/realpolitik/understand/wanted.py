"""Which words name what is wanted: objects, clauses and phrases of the forms that a cue takes."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from realpolitik.records.interests import Direction
from realpolitik.understand.clauses import antecedent, is_passive, objects_behind, objects_of
from realpolitik.understand.want_cues import VERBAL, Want, cues, fits, negated

if TYPE_CHECKING:
    from spacy.tokens import Token

CLAUSES = frozenset({"ccomp", "xcomp"})
# Of whom something is asked: "call on", "appeal to".
ASKING = ("on", "to", "upon", "from")


def object_of(word: "Token", takes: Sequence[str], hosts: Sequence["Token"]) -> tuple[tuple["Token", ...], str]:
    """The heads of what is wanted, and which of the forms that the cue takes they have."""
    for take in takes:
        found = _taken(word, take, hosts)
        if found:
            return found, take
    return (), ""


def _taken(word: "Token", take: str, hosts: Sequence["Token"]) -> tuple["Token", ...]:
    """The heads of what stands in one form at the cue; "thing" and "!" ask for something that is no actor."""
    if take in {"object", "thing"}:
        return _direct(word)
    if take == "subject":
        return ()
    if take in {"clause", "infinitive", "subjunctive", "gerund", "act", "that"}:
        found = next((c for host in hosts for c in _clauses(host, take) if _is_form(c, take)), None)
        return () if found is None else _filled(word, found)
    return next((heads for host in hosts if (heads := _behind(host, take.removesuffix("!")))), ())


def _direct(verb: "Token") -> tuple["Token", ...]:
    """What the verb acts on, with the infinitive that says what it is to do."""
    found = objects_of(verb)[:1] or _of_small_clause(verb)
    # "Had sought this week": the model takes the day for the object.
    return tuple(word for word in found if word != verb and word.ent_type_ not in {"DATE", "TIME"})


def _of_small_clause(verb: "Token") -> list["Token"]:
    """ "Wants the port back": for the parser the port is the subject of "back"."""
    states = [child for child in verb.rights if child.dep_ in {"advmod", "acomp", "oprd"}]
    return [inner for child in states for inner in child.lefts if inner.dep_ == "nsubj" and inner.i > verb.i][:1]


def _clauses(host: "Token", take: str) -> Iterator["Token"]:
    for child in host.children:
        if child.i < host.i and (child.dep_ != "ccomp" or not _is_fronted(child)):
            continue
        if (
            child.dep_ in CLAUSES
            or (child.dep_ in {"acl", "relcl"} and host.pos_ not in VERBAL and child.i > host.i)
            or (take in {"act", "infinitive"} and child.dep_ == "advcl" and has_to(child))
        ):
            yield child
        elif take == "act" and (child.dep_ in {"dobj", "dative"} or child.lower_ in ASKING):
            inner = [child, *child.children]
            yield from (c for word in inner for c in word.children if c.dep_ in {"acl", "relcl", "xcomp"})


def _is_fronted(clause: "Token") -> bool:
    """Whether a clause before the verb is what it takes: "the army must leave, Oslo demanded".

    "Oslo wants calm, Lima wants the port back" are two wishes with a comma between them.
    """
    return _is_subjunctive(clause) or any(child.tag_ in {"MD", "TO"} for child in clause.children)


def _is_form(clause: "Token", take: str) -> bool:
    if take in {"infinitive", "act"}:
        return has_to(clause)
    if take == "gerund":
        return clause.tag_ == "VBG" and not any(child.dep_ in {"nsubj", "nsubjpass"} for child in clause.children)
    if take == "that":
        return clause.dep_ in {"ccomp", "acl", "relcl"} and any(
            child.dep_ == "mark" and child.lower_ == "that" for child in clause.children
        )
    if take == "subjunctive":
        return clause.dep_ == "ccomp" and _is_subjunctive(clause)
    return clause.dep_ in CLAUSES or has_to(clause)


def _is_subjunctive(clause: "Token") -> bool:
    """ "That Lima withdraw", "that it must withdraw", "that troops be moved": not what is so, but what shall be."""
    helpers = {child.lower_ for child in clause.children if child.dep_ in {"aux", "auxpass"}}
    if helpers & {"must", "should", "shall", "be"}:
        return True
    subject = next((child for child in clause.children if child.dep_ == "nsubj"), None)
    singular = subject is not None and subject.tag_ in {"NN", "NNP"} and not list(subject.conjuncts)
    return not helpers and (clause.tag_ == "VB" or (clause.tag_ == "VBP" and singular))


def has_to(clause: "Token") -> bool:
    """Whether it is an infinitive with "to"."""
    return any(child.dep_ == "aux" and child.lower_ == "to" for child in clause.children)


def _filled(word: "Token", clause: "Token") -> tuple["Token", ...]:
    """The clause; where a relative clause took its object away, that object: "the dam it wants to build"."""
    if word.dep_ == "relcl" and not any(child.dep_ in {"dobj", "acomp", "attr", "prep"} for child in clause.children):
        subject = next((child for child in word.children if child.dep_ in {"nsubj", "nsubjpass"}), None)
        fronted = any(token.tag_ in {"WDT", "WP", "WRB"} and token.dep_ != "dobj" for token in word.subtree)
        if subject is not None and not fronted and antecedent(subject) == subject and clause.dep_ == "xcomp":
            return (word.head,)
    return (clause,)


def _behind(host: "Token", preposition: str) -> tuple["Token", ...]:
    """What stands behind a preposition: a noun, a gerund, or someone and what they are to do."""
    for child in host.children:
        if child.dep_ == "prt":
            found = _behind(child, preposition)
            if found:
                return found
        if child.i < host.i and host.pos_ in VERBAL:
            continue
        if has_to(child) and any(inner.dep_ == "mark" and inner.lower_ == preposition for inner in child.children):
            return (child,)
        if child.dep_ in {"prep", "agent"} and child.lower_ == preposition:
            inner = next((word for word in child.children if word.dep_ in {"pobj", "pcomp"}), None)
            if inner is not None:
                beside = [*host.children, *child.children]
                act = next((c for c in beside if c.i > inner.i and c.dep_ in {"xcomp", "advcl"} and has_to(c)), None)
                joined = act is not None and preposition == "for" and act.i - inner.right_edge.i <= 3
                return (inner, act) if joined and act is not None else (inner,)
    return ()


def asked_of(verb: "Token", takes: Sequence[str]) -> "Token | None":
    """Of whom it is asked: the object of "urge", what stands behind the "on" of "call on"."""
    if "act" not in takes:
        return None
    behind = [word for name in ASKING for word in objects_behind(verb, name)]
    return next(iter([*objects_of(verb), *behind]), None)


def composed(want: Want) -> Want:
    """ "Wants to prevent a war" is the wish to prevent one: direction and object are those of the inner verb."""
    inner = want.object[-1]
    shall_be = has_to(inner) or inner.dep_ == "ccomp"
    if want.cue.direction is Direction.WANT and shall_be and any(child.dep_ == "neg" for child in inner.children):
        return replace(want, cue=replace(want.cue, direction=Direction.PREVENT)) if not want.turned else want
    if want.cue.direction not in {Direction.WANT, Direction.NEED} or want.turned or inner.pos_ not in VERBAL:
        return want
    if not (has_to(inner) or inner.tag_ == "VBG"):
        return want
    undone = _ensured_not(inner)
    if undone is not None:
        return replace(want, cue=replace(want.cue, direction=Direction.PREVENT), object=(undone,))
    for cue in cues("purpose").get(inner.lemma_.lower(), ()):
        if cue.direction is Direction.PREVENT and fits(inner, cue.needs) and not is_passive(inner):
            found, _ = object_of(inner, cue.takes, (inner,))
            if found:
                return replace(want, cue=replace(want.cue, direction=Direction.PREVENT), object=found)
    return want


def _ensured_not(verb: "Token") -> "Token | None":
    """ "Making sure that weapons do not reach": what is to be kept from being so."""
    sure = (
        verb if verb.lemma_ == "ensure" else next((c for c in verb.children if c.lower_ in {"sure", "certain"}), None)
    )
    if sure is None:
        return None
    clauses = [c for host in (verb, sure) for c in host.children if c.dep_ in {"ccomp", "csubj", "advcl"} and c != sure]
    return next((c for c in clauses if negated(c)), None)
