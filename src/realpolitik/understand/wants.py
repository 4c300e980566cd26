"""Where a sentence says that something is wanted: by a verb, a noun, an adjective, a phrase or a purpose."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from realpolitik.records.interests import Direction
from realpolitik.understand.clauses import governing_verb, is_passive, objects_behind, passive_subject_of, subject_of
from realpolitik.understand.purposes import demand_at, design_at, holder_of_noun, opening_at, purpose_at
from realpolitik.understand.want_cues import VERBAL, Cue, Want, cues, fits, has_words, lemma_of, negated
from realpolitik.understand.wanted import CLAUSES, asked_of, composed, has_to, object_of

if TYPE_CHECKING:
    from spacy.tokens import Token

# Whose want it is, behind a noun: "the aim of the rebels", "a priority for Oslo", "no appetite in Paris".
OWNING = ("of", "for", "in", "among", "within", "between", "by")
COPULAS = frozenset({"be", "remain", "become", "stay", "include"})
# "These interests include": they are whose interests the sentences before spoke of.
POINTING = frozenset({"this", "these", "that", "those", "such"})
# They stand in a sentence or two before, with a caption between. Chosen by hand, never calibrated.
TOKENS_BACK = 120


def wants_at(token: "Token") -> Iterator[Want]:
    """Every want that a token is the cue of."""
    if token.pos_ in VERBAL:
        lemma = lemma_of(token)
        # What a speaker says that someone needs to do is first of all the speaker's want.
        yield from demand_at(token)
        yield from _of_verb(token, cues("verb").get(lemma, ()))
        yield from purpose_at(token, cues("purpose").get(lemma, ()))
        yield from design_at(token, cues("design").get(token.lower_, ()))
        yield from opening_at(token)
    elif token.pos_ == "NOUN":
        lemma = lemma_of(token)
        yield from _of_phrase(token, cues("phrase").get(lemma, ()))
        yield from _of_noun(token, cues("noun").get(lemma, ()))
    if token.pos_ == "ADJ" or token.tag_ in {"VBN", "VBD"}:
        yield from _of_adjective(token, cues("adj").get(token.lower_, ()))


def _of_verb(verb: "Token", known: Sequence[Cue]) -> Iterator[Want]:
    if _is_only_meant(verb) or verb.dep_ == "prep":  # "depending on the weather"
        return
    for cue in known:
        if not has_words(verb, cue.words[1:]) or not fits(verb, cue.needs) or _is_another_verb(verb, cue):
            continue
        holder = subject_of(verb)
        found, take = object_of(verb, cue.takes, (verb,))
        if holder is not None and found:
            asked = asked_of(verb, cue.takes)
            turned = "negated" not in cue.needs and negated(verb)
            if turned and ("affirmed" in cue.needs or _is_done(verb, cue)):
                return
            yield composed(
                Want(cue, verb, holder, found, verb, asked, turned, thing=take == "thing" or take.endswith("!"))
            )
            return


def _is_only_meant(verb: "Token") -> bool:
    """ "It is better for Oslo to seek a truce", "helps Oslo to seek one": nobody is said to seek it."""
    if verb.tag_ != "VB" or not has_to(verb):
        return False
    own = any(child.dep_ == "nsubj" for child in verb.children)
    return own or (verb.dep_ in CLAUSES and any(child.dep_ == "dobj" for child in verb.head.children))


def _is_done(verb: "Token", cue: Cue) -> bool:
    """ "Has not sought", "did not seek": what is not done is not therefore unwanted, but what is not wished is."""
    helped = {child.lower_ for child in verb.children if child.dep_ == "aux"}
    perfect = bool(helped & {"has", "have", "had", "having"}) or verb.tag_ == "VBG"
    return perfect or ("present" in cue.needs and "did" in helped)


def _of_noun(noun: "Token", known: Sequence[Cue]) -> Iterator[Want]:
    for cue in known:
        if not has_words(noun, cue.words[:-1]):
            continue
        for holder, clause, hosts, turned in _owners(noun, cue):
            found, take = object_of(noun, cue.takes, hosts)
            if found == (holder,):  # "the aim of Togo": Togo is not what is aimed at
                found = ()
            said = () if found else _predicated(noun, cue)
            if (found or said) and not (turned and "affirmed" in cue.needs):
                want = Want(
                    cue, noun, holder, found or said, clause, turned=turned, thing=take == "thing" or take.endswith("!")
                )
                yield composed(want)
                return


def _is_another_verb(verb: "Token", cue: Cue) -> bool:
    """Whether a particle makes it a verb that the cue does not mean: "backs up", not "backs"."""
    particles = {child.lower_ for child in verb.rights if child.dep_ == "prt"}
    return not particles <= {*cue.words, *cue.needs}


def _owners(noun: "Token", cue: Cue) -> Iterator[tuple["Token", "Token", tuple["Token", ...], bool]]:
    """Whose want the noun names, the word that frames it, where its object may stand, and whether it is denied."""
    few = negated(noun)
    verb = noun.head
    copular = noun.dep_ in {"attr", "nsubj"} and verb.lemma_ in COPULAS
    # "Its intention to leave was not a result of talks": that is denied of an intention which it has.
    told = noun.dep_ == "nsubj" and any(child.dep_ in {"acl", "relcl", "prep"} for child in noun.rights)
    for child in noun.lefts:
        if child.dep_ == "poss":
            no_one = any(word.lower_ in cues("few") for word in (child, *child.children))
            yield child, noun, (noun,), few ^ no_one ^ (copular and not told and negated(verb))
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
        return (late,) if late is not None and has_to(late) else ()
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
        holder = own or (subject_of(host) if host.pos_ in VERBAL else holder_of_noun(host))
        found, take = object_of(noun, cue.takes, (noun, preposition, host) if own is not None else (noun, preposition))
        if not found and own is not None and host.lemma_ in COPULAS:
            found = tuple(c for c in host.children if c.dep_ in {"csubj", "xcomp", "nsubj"} and c.pos_ != "PRON")[:1]
        if holder is not None and found:
            turned = own is not None and negated(host)
            yield composed(
                Want(cue, noun, holder, found, host, turned=turned, thing=take == "thing" or take.endswith("!"))
            )
            return


def _of_adjective(word: "Token", known: Sequence[Cue]) -> Iterator[Want]:
    copular = word.dep_ in {"acomp", "oprd", "conj"} or (word.tag_ in {"VBN", "VBD"} and is_passive(word))
    if not copular and word.dep_ not in {"amod", "acl", "relcl", "advcl", "ROOT", "ccomp"}:
        return
    for cue in known:
        verb = word.head if word.dep_ in {"acomp", "oprd"} else word
        holder = _qualified(word)
        found, take = object_of(word, cue.takes, (word, verb))
        if holder is not None and found:
            turned = negated(word) ^ (verb != word and negated(verb))
            yield composed(
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
