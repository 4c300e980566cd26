"""Where a sentence says that something is wanted: the cue, who holds the want, and the words that name its object.

Nothing is known here of actors: a holder is a word, and whether anyone stands behind it is for the reader to say.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from realpolitik.lexicon.loader import many, rows
from realpolitik.records.interests import Direction
from realpolitik.understand.clauses import (
    antecedent,
    governing_verb,
    is_passive,
    objects_behind,
    objects_of,
    passive_subject_of,
    subject_of,
)

if TYPE_CHECKING:
    from spacy.tokens import Token

VERBAL = frozenset({"VERB", "AUX"})
# What a cue can take besides prepositions.
CLAUSES = frozenset({"ccomp", "xcomp"})
# A refusal is one of now or the time to come: "will not allow", "does not accept"; "did not allow" is an act.
STANDING = frozenset({"will", "wo", "'ll", "’ll", "would", "can", "ca", "could", "shall", "must", "do", "does", "to"})
WOULD = frozenset({"would", "'d", "’d"})
# Whose want it is, behind a noun: "the aim of the rebels", "a priority for Oslo", "no appetite in Paris".
OWNING = ("of", "for", "in", "among", "within", "between", "by")
# Of whom something is asked: "call on", "appeal to".
ASKING = ("on", "to", "upon", "from")
COPULAS = frozenset({"be", "remain", "become", "stay", "include"})
# "These interests include": they are whose interests the sentences before spoke of.
POINTING = frozenset({"this", "these", "that", "those", "such"})
# They stand in a sentence or two before, with a caption between. Chosen by hand, never calibrated.
TOKENS_BACK = 120


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


def wants_at(token: "Token") -> Iterator[Want]:
    """Every want that a token is the cue of."""
    lemma = lemma_of(token)
    if token.pos_ in VERBAL:
        # What a speaker says that someone needs to do is first of all the speaker's want.
        yield from _of_modal(token)
        yield from _of_verb(token, cues("verb").get(lemma, ()))
        yield from _of_purpose(token, cues("purpose").get(lemma, ()))
        yield from _of_design(token, cues("design").get(token.lower_, ()))
        yield from _of_opening(token)
    elif token.pos_ == "NOUN":
        yield from _of_phrase(token, cues("phrase").get(lemma, ()))
        yield from _of_noun(token, cues("noun").get(lemma, ()))
    if token.pos_ == "ADJ" or token.tag_ in {"VBN", "VBD"}:
        yield from _of_adjective(token, cues("adj").get(token.lower_, ()))


def lemma_of(verb: "Token") -> str:
    """The lemma; of a verb that the model takes for one without its last letter ("hopes" for "hop"), the right one."""
    lemma, word = verb.lemma_.lower(), verb.lower_
    if verb.pos_ == "VERB" and not cues("verb").get(lemma):
        longer = (f"{lemma}e", word.removesuffix("s"), word.removesuffix("d"))
        return next((form for form in longer if form in cues("verb")), lemma)
    return lemma


# Verbs.


def _of_verb(verb: "Token", known: Sequence[Cue]) -> Iterator[Want]:
    if _is_only_meant(verb):
        return
    for cue in known:
        if not _companions(verb, cue.words[1:]) or not _fits(verb, cue.needs):
            continue
        holder = subject_of(verb)
        found, take = _object(verb, cue.takes, (verb,))
        if holder is not None and found:
            asked = _asked(verb, cue.takes)
            turned = "negated" not in cue.needs and negated(verb)
            if turned and ("affirmed" in cue.needs or _is_done(verb, cue)):
                return
            yield _composed(
                Want(cue, verb, holder, found, verb, asked, turned, thing=take == "thing" or take.endswith("!"))
            )
            return


def _fits(verb: "Token", needs: Sequence[str]) -> bool:
    if "negated" in needs:
        return negated(verb) and any(child.dep_ == "aux" and child.lower_ in STANDING for child in verb.children)
    if {"affirmed", "present"} & {*needs}:
        return True
    if "would" in needs:
        return any(child.dep_ == "aux" and child.lower_ in WOULD for child in verb.children)
    return not needs or any(child.lower_ in needs for child in verb.children)


def _is_only_meant(verb: "Token") -> bool:
    """ "It is better for Oslo to seek a truce", "helps Oslo to seek one": nobody is said to seek it."""
    if verb.tag_ != "VB" or not _to(verb):
        return False
    own = any(child.dep_ == "nsubj" for child in verb.children)
    return own or (verb.dep_ in CLAUSES and any(child.dep_ == "dobj" for child in verb.head.children))


def _is_done(verb: "Token", cue: Cue) -> bool:
    """ "Has not sought", "did not seek": what is not done is not therefore unwanted, but what is not wished is."""
    helped = {child.lower_ for child in verb.children if child.dep_ == "aux"}
    perfect = bool(helped & {"has", "have", "had", "having"}) or verb.tag_ == "VBG"
    return perfect or ("present" in cue.needs and "did" in helped)


def _companions(token: "Token", words: Sequence[str]) -> bool:
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


def _asked(verb: "Token", takes: Sequence[str]) -> "Token | None":
    """Of whom it is asked: the object of "urge", what stands behind the "on" of "call on"."""
    if "act" not in takes:
        return None
    behind = [word for name in ASKING for word in objects_behind(verb, name)]
    return next(iter([*objects_of(verb), *behind]), None)


# What names the object.


def _object(word: "Token", takes: Sequence[str], hosts: Sequence["Token"]) -> tuple[tuple["Token", ...], str]:
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
    found = objects_of(verb)[:1]
    # "Had sought this week": the model takes the day for the object.
    return tuple(word for word in found if word != verb and word.ent_type_ not in {"DATE", "TIME"})


def _clauses(host: "Token", take: str) -> Iterator["Token"]:
    for child in host.children:
        if child.i < host.i and child.dep_ != "ccomp":
            continue
        if (
            child.dep_ in CLAUSES
            or (child.dep_ in {"acl", "relcl"} and host.pos_ not in VERBAL and child.i > host.i)
            or (take in {"act", "infinitive"} and child.dep_ == "advcl" and _to(child))
        ):
            yield child
        elif take == "act" and (child.dep_ in {"dobj", "dative"} or child.lower_ in ASKING):
            inner = [child, *child.children]
            yield from (c for word in inner for c in word.children if c.dep_ in {"acl", "relcl", "xcomp"})


def _is_form(clause: "Token", take: str) -> bool:
    if take in {"infinitive", "act"}:
        return _to(clause)
    if take == "gerund":
        return clause.tag_ == "VBG" and not any(child.dep_ in {"nsubj", "nsubjpass"} for child in clause.children)
    if take == "that":
        return clause.dep_ in {"ccomp", "acl", "relcl"} and any(
            child.dep_ == "mark" and child.lower_ == "that" for child in clause.children
        )
    if take == "subjunctive":
        return clause.dep_ == "ccomp" and _is_subjunctive(clause)
    return clause.dep_ in CLAUSES or _to(clause)


def _is_subjunctive(clause: "Token") -> bool:
    """ "That Lima withdraw", "that it must withdraw", "that troops be moved": not what is so, but what shall be."""
    helpers = {child.lower_ for child in clause.children if child.dep_ in {"aux", "auxpass"}}
    if helpers & {"must", "should", "shall", "be"}:
        return True
    subject = next((child for child in clause.children if child.dep_ == "nsubj"), None)
    singular = subject is not None and subject.tag_ in {"NN", "NNP"} and not list(subject.conjuncts)
    return not helpers and (clause.tag_ == "VB" or (clause.tag_ == "VBP" and singular))


def _to(clause: "Token") -> bool:
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
        if _to(child) and any(inner.dep_ == "mark" and inner.lower_ == preposition for inner in child.children):
            return (child,)
        if child.dep_ in {"prep", "agent"} and child.lower_ == preposition:
            inner = next((word for word in child.children if word.dep_ in {"pobj", "pcomp"}), None)
            if inner is not None:
                beside = [*host.children, *child.children]
                act = next((c for c in beside if c.i > inner.i and c.dep_ in {"xcomp", "advcl"} and _to(c)), None)
                joined = act is not None and preposition == "for" and act.i - inner.right_edge.i <= 3
                return (inner, act) if joined and act is not None else (inner,)
    return ()


def _composed(want: Want) -> Want:
    """ "Wants to prevent a war" is the wish to prevent one: direction and object are those of the inner verb."""
    inner = want.object[-1]
    shall_be = _to(inner) or inner.dep_ == "ccomp"
    if want.cue.direction is Direction.WANT and shall_be and any(child.dep_ == "neg" for child in inner.children):
        return replace(want, cue=replace(want.cue, direction=Direction.PREVENT)) if not want.turned else want
    if want.cue.direction not in {Direction.WANT, Direction.NEED} or want.turned or inner.pos_ not in VERBAL:
        return want
    if not (_to(inner) or inner.tag_ == "VBG"):
        return want
    undone = _ensured_not(inner)
    if undone is not None:
        return replace(want, cue=replace(want.cue, direction=Direction.PREVENT), object=(undone,))
    for cue in cues("purpose").get(inner.lemma_.lower(), ()):
        if cue.direction is Direction.PREVENT and _fits(inner, cue.needs) and not is_passive(inner):
            found, _ = _object(inner, cue.takes, (inner,))
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


# Nouns.


def _of_noun(noun: "Token", known: Sequence[Cue]) -> Iterator[Want]:
    for cue in known:
        if not _companions(noun, cue.words[:-1]):
            continue
        for holder, clause, hosts, turned in _owners(noun, cue):
            found, take = _object(noun, cue.takes, hosts)
            if found == (holder,):  # "the aim of Togo": Togo is not what is aimed at
                found = ()
            said = () if found else _predicated(noun, cue)
            if (found or said) and not (turned and "affirmed" in cue.needs):
                want = Want(
                    cue, noun, holder, found or said, clause, turned=turned, thing=take == "thing" or take.endswith("!")
                )
                yield _composed(want)
                return


def _owners(noun: "Token", cue: Cue) -> Iterator[tuple["Token", "Token", tuple["Token", ...], bool]]:
    """Whose want the noun names, the word that frames it, where its object may stand, and whether it is denied."""
    few = negated(noun)
    verb = noun.head
    copular = noun.dep_ in {"attr", "nsubj"} and verb.lemma_ in COPULAS
    for child in noun.lefts:
        if child.dep_ == "poss":
            no_one = any(word.lower_ in cues("few") for word in (child, *child.children))
            yield child, noun, (noun,), few ^ no_one ^ (copular and negated(verb))
    light, _ = governing_verb(noun)
    if light is not None and light.lemma_.lower() in cues("light") and noun.dep_ in {"dobj", "nsubjpass"}:
        holder = subject_of(light)
        if holder is not None:
            lost = cues("light")[light.lemma_.lower()][0].direction is Direction.OPPOSE
            yield holder, light, (noun, light), few ^ negated(light) ^ lost
    if copular:
        few ^= negated(verb)
    hosts = (noun, verb) if copular else (noun,)
    for name in OWNING:
        if not {name, f"{name}!"} & {*cue.takes} or copular:
            for host in hosts:
                for owner in objects_behind(host, name):
                    yield owner, noun, hosts, few
    for child in noun.lefts:
        if child.dep_ in {"amod", "compound", "nmod"}:
            yield child, noun, hosts, few
    before = _owner_before(noun) if copular else None
    if before is not None:
        yield before, noun, hosts, few


def _owner_before(noun: "Token") -> "Token | None":
    """Whose it is, where "these interests" take up interests that had an owner."""
    if not any(child.lower_ in POINTING for child in noun.lefts):
        return None
    for token in reversed(noun.doc[max(0, noun.i - TOKENS_BACK) : noun.i]):
        owner = next((child for child in token.lefts if child.dep_ == "poss"), None)
        if token.lemma_ == noun.lemma_ and owner is not None:
            return owner
    return None


def _predicated(noun: "Token", cue: Cue) -> tuple["Token", ...]:
    """What the want is said to be: "its goal is to join"; or what is said to be it: "peace is its goal"."""
    verb = noun.head
    if verb.lemma_ not in COPULAS:
        return ()
    if noun.dep_ == "nsubj":
        found = next((c for c in verb.rights if c.dep_ in {"xcomp", "attr", "ccomp", "dobj"}), None)
        return (found,) if found is not None and found.pos_ not in {"PRON", "ADJ"} else ()
    if noun.dep_ == "attr" and "subject" in cue.takes:
        subject = next((c for c in verb.lefts if c.dep_ in {"nsubj", "csubj", "csubjpass"}), None)
        if subject is not None and subject.pos_ != "PRON" and subject.dep_ != "expl":
            return (subject,)
        late = next((c for c in verb.rights if c.dep_ in {"xcomp", "ccomp", "advcl"} and c.i > noun.i), None)
        return (late,) if late is not None and _to(late) else ()
    return ()


def _of_phrase(noun: "Token", known: Sequence[Cue]) -> Iterator[Want]:
    """ "In search of", "in exchange for", "in Kenya's interest to": a noun behind a preposition."""
    preposition = noun.head
    if noun.dep_ != "pobj" or preposition.dep_ != "prep":
        return
    host = preposition.head
    for cue in known:
        if cue.words[0] != preposition.lower_:
            continue
        own = next((child for child in noun.lefts if child.dep_ == "poss"), None)
        holder = own or (subject_of(host) if host.pos_ in VERBAL else _holder_of_noun(host))
        found, take = _object(noun, cue.takes, (noun, preposition, host) if own is not None else (noun, preposition))
        if not found and own is not None and host.lemma_ in COPULAS:
            found = tuple(c for c in host.children if c.dep_ in {"csubj", "xcomp", "nsubj"} and c.pos_ != "PRON")[:1]
        if holder is not None and found:
            turned = own is not None and negated(host)
            yield _composed(
                Want(cue, noun, holder, found, host, turned=turned, thing=take == "thing" or take.endswith("!"))
            )
            return


def _holder_of_noun(noun: "Token") -> "Token | None":
    owner = next((child for child in noun.lefts if child.dep_ == "poss"), None)
    if owner is not None:
        return owner
    if noun.dep_ in {"nsubj", "dobj", "conj", "attr", "pobj"}:
        verb, _ = governing_verb(noun)
        return subject_of(verb) if verb is not None else noun
    return noun


# Adjectives.


def _of_adjective(word: "Token", known: Sequence[Cue]) -> Iterator[Want]:
    copular = word.dep_ in {"acomp", "oprd", "conj"} or (word.tag_ in {"VBN", "VBD"} and is_passive(word))
    if not copular and word.dep_ not in {"amod", "acl", "relcl", "advcl", "ROOT", "ccomp"}:
        return
    for cue in known:
        verb = word.head if word.dep_ in {"acomp", "oprd"} else word
        holder = _qualified(word)
        found, take = _object(word, cue.takes, (word, verb))
        if holder is not None and found:
            turned = negated(word) ^ (verb != word and negated(verb))
            yield _composed(
                Want(cue, word, holder, found, verb, turned=turned, thing=take == "thing" or take.endswith("!"))
            )
            return


def _qualified(word: "Token") -> "Token | None":
    """Whom an adjective describes."""
    if word.dep_ in {"amod", "acl", "relcl"} and word.head.pos_ in {"NOUN", "PROPN"}:
        return word.head
    if word.tag_ in {"VBN", "VBD"}:
        return passive_subject_of(word) or subject_of(word)
    return subject_of(word)


# What an act is for, and on what condition.


def _of_purpose(verb: "Token", known: Sequence[Cue]) -> Iterator[Want]:
    """ "To prevent losses" under someone's act."""
    if not _is_purpose(verb):
        return
    for cue in known:
        holder = _actor_of(verb) if not _only_due(verb.head) else None
        found, _ = _object(verb, cue.takes, (verb,))
        if holder is not None and found and _fits(verb, cue.needs) and not negated(verb):
            # "To strengthen ties": the whole of it is wanted; "to prevent losses": only the losses are not.
            prevents = cue.direction is Direction.PREVENT
            yield Want(cue, verb, holder, found if prevents else (verb,), _main(verb))
            return


def _of_design(verb: "Token", known: Sequence[Cue]) -> Iterator[Want]:
    """ "Sanctions aimed at stopping exports", "a pact designed to share the lake"."""
    if verb.dep_ != "acl" or verb.head.lemma_.lower() not in cues("means"):
        return
    for cue in known:
        holder = _actor_of(verb)
        found, _ = _object(verb, cue.takes, (verb,))
        if holder is not None and found:
            yield _composed(Want(cue, verb, holder, found, _main(verb)))
            return


def _is_purpose(verb: "Token") -> bool:
    """An infinitive under an act or under a noun for what is done, without a subject of its own."""
    if verb.tag_ != "VB" or not _to(verb) or any(child.dep_ in {"nsubj", "mark"} for child in verb.children):
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
    return next(iter(beside), None) or _holder_of_noun(head)


def _main(purpose: "Token") -> "Token":
    head = purpose.head
    return head if head.pos_ in VERBAL else next((word for word in head.ancestors if word.pos_ in VERBAL), purpose)


def _of_opening(verb: "Token") -> Iterator[Want]:
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
            yield _composed(Want(cue, first, holder, (verb,), main))
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


def _of_modal(verb: "Token") -> Iterator[Want]:
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
    return next((child for child in verb.children if child.dep_ == "xcomp" and _to(child)), None)
