"""Who does what a word says, and to whom, wherever the sentence puts them.

Every function climbs or descends the syntax tree from one word: actives and passives, relative clauses, participles,
infinitives whose subject stands higher up, conjunctions that share what is said once.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from realpolitik.lexicon.events import event_words

if TYPE_CHECKING:
    from spacy.tokens import Token

NOMINAL = frozenset({"NOUN", "PROPN"})
VERBAL = frozenset({"VERB", "AUX", "ADJ"})
RELATIVES = frozenset({"who", "whom", "which", "that", "whose"})
PLACE_NAMES = frozenset({"GPE", "LOC", "FAC"})
# What is only said beside the matter: relative and adverbial clauses.
ASIDES = frozenset({"relcl", "parataxis"})
# Prepositions whose gerund is done by the object: "accused Iran of attacking", "kept Togo from joining".
OBJECT_CONTROL = frozenset({"of", "from", "for", "into"})
# Who is asked to do something behind a preposition: "called on Peru to leave", "pressure on Togo to sign".
ASKED_BEHIND = frozenset(
    {("call", "on"), ("call", "upon"), ("appeal", "to"), ("plead", "with"), ("prevail", "on"), ("push", "on")}
    | {("pressure", "on"), ("demand", "on"), ("request", "to"), ("count", "on"), ("rely", "on"), ("lean", "on")}
)
# Prepositions that tie a phrase to the party it stands for: "a court in Chad", "the capital of Peru".
BELONGING = frozenset({"of", "in", "from", "by", "at", "inside", "near", "against", "for", "with", "to", "on", "over"})


def subject_of(word: "Token | None") -> "Token | None":
    """The head of the phrase that does what this verb or predicate says; the agent in the passive."""
    if word is None or any(child.dep_ == "expl" for child in word.children):
        return None
    if word.dep_ == "aux":
        return subject_of(word.head)
    subjects = [child for child in word.children if child.dep_ in {"nsubj", "csubj"} and child.i != word.i]
    if subjects:
        # Of two, the first is a dateline or a heading that the parser ran into the sentence.
        before = [child for child in subjects if child.i < word.i]
        return antecedent(before[-1] if before else subjects[0])
    if is_passive(word):
        return next(iter(objects_behind(word, "by")), None)
    return _subject_behind_a_day(word) or _subject_from_above(word)


def _subject_behind_a_day(verb: "Token") -> "Token | None":
    """The subject that the parser took for a part of the day: "On Tuesday rebels shelled Gao"."""
    if verb.tag_ not in {"VBD", "VBZ", "VBP"} or verb.dep_ not in {"ROOT", "ccomp", "parataxis"}:
        return None
    days = (word for child in verb.lefts if child.dep_ == "prep" for word in child.children if word.dep_ == "pobj")
    return next(
        (word for word in days if word.ent_type_ != "DATE" and any(left.ent_type_ == "DATE" for left in word.lefts)),
        None,
    )


def _subject_from_above(word: "Token") -> "Token | None":
    """The subject that a verb without one of its own takes from what governs it."""
    head = word.head
    if (asked := _asked_of(word)) is not None:
        return asked
    if word.dep_ == "conj":
        return subject_of(head) if not is_passive(head) else passive_subject_of(head) or subject_of(head)
    if word.dep_ == "advcl" and word.tag_ == "VBG" and (agents := objects_behind(head, "by")):
        return agents[0]  # "were freed by Chad, ending the dispute"
    if word.dep_ in {"xcomp", "ccomp", "advcl", "acomp", "attr", "oprd", "dep", "prep"} and head != word:
        return _controller(head, by_object=word.dep_ in {"xcomp", "ccomp", "oprd"})
    if word.dep_ == "pcomp":
        if _is_accused(head.head):
            return head.head
        return _controller(head.head, by_object=head.lemma_.lower() in OBJECT_CONTROL)
    if word.dep_ == "acl":
        return head if word.tag_ == "VBG" else _who_is(head) or holder_of(head)
    if word.dep_ == "relcl":
        return (_who_is(head) if word.tag_ == "VB" else None) or head
    return None


def _asked_of(word: "Token") -> "Token | None":
    """Who is called on to do what an infinitive says, where that stands behind a preposition."""
    if word.dep_ not in {"xcomp", "ccomp", "advcl", "acl"} or word.tag_ != "VB":
        return None
    head = word.head
    for child in head.children:
        if child.dep_ == "prep" and child.i < word.i and (head.lemma_.lower(), child.lower_) in ASKED_BEHIND:
            return next((antecedent(inner) for inner in child.children if inner.dep_ == "pobj"), None)
    return None


def _is_accused(noun: "Token") -> bool:
    """Whether what stands behind a noun is what its verb charges it with: "accused the Front of breaking the truce"."""
    charges = noun.dep_ in {"dobj", "nsubjpass"} and noun.head.lemma_.lower() in event_words().guard("charging")
    return charges and noun.pos_ in NOMINAL


def _controller(head: "Token", by_object: bool) -> "Token | None":
    if head.pos_ in NOMINAL:
        return holder_of(head)
    if by_object and not is_passive(head):
        direct = [child for child in head.children if child.dep_ in {"dobj", "dative"} and child.pos_ != "ADP"]
        if direct:
            return direct[0] if direct[0].pos_ != "NOUN" or not _verb_noun(head) else subject_of(head)
    return passive_subject_of(head) or subject_of(head)


def _who_is(noun: "Token") -> "Token | None":
    """Who is said to be what a noun calls him: "Sato was the first to visit Peru", "is one of the few to object"."""
    if noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.lower_ == "one":
        noun = noun.head.head
    return subject_of(noun.head) if noun.dep_ == "attr" else None


def _verb_noun(head: "Token") -> bool:
    """Whether the verb's object is only part of the predicate: "made an offer to", "took steps to"."""
    return head.lemma_ in {"make", "take", "have", "give"}


def holder_of(noun: "Token") -> "Token | None":
    """Whose plan, promise or refusal it is."""
    owners = [child for child in noun.lefts if child.dep_ == "poss"]
    if owners:
        return owners[0]
    verb, _ = governing_verb(noun)
    return subject_of(verb) if verb is not None else next(iter(objects_behind(noun, "by")), None)


def passive_subject_of(verb: "Token") -> "Token | None":
    """The subject of a passive: who undergoes what the verb says."""
    subjects = [antecedent(child) for child in verb.children if child.dep_ == "nsubjpass"]
    found = subjects[-1] if subjects else None
    if found is None and verb.dep_ == "conj" and is_passive(verb) and verb.head.pos_ == "VERB":
        return passive_subject_of(verb.head) or (subject_of(verb.head) if not is_passive(verb.head) else None)
    return found


def is_passive(verb: "Token") -> bool:
    """Whether the verb's subject undergoes the act."""
    if any(child.dep_ in {"nsubjpass", "auxpass", "agent"} for child in verb.children):
        return True
    if verb.tag_ != "VBN" or any(child.dep_ in {"aux", "dobj", "nsubj"} for child in verb.children):
        return False
    if verb.dep_ in {"acl", "relcl", "advcl", "amod"}:
        return True
    return verb.dep_ == "conj" and verb.head.pos_ == "VERB" and is_passive(verb.head)


def objects_of(verb: "Token") -> list["Token"]:
    """The heads of what the verb acts on, in the active and the passive; everything joined to them by "and"."""
    found = next((antecedent(child) for child in verb.children if child.dep_ in {"dobj", "oprd"}), None)
    if found is None and is_passive(verb):
        found = passive_subject_of(verb)
        if found is None and verb.dep_ == "acl":
            found = verb.head
    if found is None and verb.dep_ == "relcl" and any(child.dep_ == "nsubj" for child in verb.children):
        found = (
            verb.head
            if not any(child.lemma_.lower() in RELATIVES and child.dep_ == "nsubj" for child in verb.children)
            else None
        )
    if found is None and verb.dep_ == "conj" and verb.head.pos_ == "VERB" and not list(verb.rights):
        return objects_of(verb.head)
    if found is None:
        found = next((child for child in verb.children if child.dep_ == "dative" and child.pos_ != "ADP"), None)
    return [found, *(word for word in found.conjuncts if word.i > found.i)] if found is not None else []


def indirect_object_of(verb: "Token") -> "Token | None":
    """To whom something is given: "gave Chad a loan", "Chad was given a loan"."""
    found = next((child for child in verb.children if child.dep_ == "dative" and child.pos_ != "ADP"), None)
    if found is None and any(child.dep_ == "dobj" for child in verb.children):
        return passive_subject_of(verb)
    return found


def prepositional_objects(token: "Token", preposition: str, light: "Token | None" = None) -> list["Token"]:
    """What stands behind this preposition: at the word, at its object, at its light verb, at what it completes.

    A phrase is as often attached to the object ("sanctions on") as to the verb ("imposed on"), by the parser as by us;
    and in "went on sending arms to Chad" to "went on".
    """
    hosts = [token, *objects_of(token)] if token.pos_ in VERBAL else [token]
    # "Sent tons of grain to Chad": as often the parser has the phrase at the thing that is measured.
    hosts += [] if preposition == "of" else [word for host in hosts[1:] for word in objects_behind(host, "of")]
    # "Lifted a ban imposed on Chad", "returned weapons seized from Chad".
    hosts += [child for host in hosts[1:] for child in host.children if child.dep_ == "acl" and child.tag_ == "VBN"]
    hosts += [] if light is None else [light]
    if token.pos_ in VERBAL and token.dep_ == "xcomp":
        hosts.append(token.head)
    hosts += [child for host in hosts for child in host.children if child.dep_ in {"prt", "advmod"} or is_bare(child)]
    return list(dict.fromkeys(word for host in hosts for word in objects_behind(host, preposition)))


def objects_behind(host: "Token", preposition: str) -> list["Token"]:
    """The objects that stand behind a preposition of this word."""
    found = []
    for child in host.children:
        if child.dep_ in {"prep", "agent", "dative"} and child.lemma_.lower() == preposition:
            for word in child.children:
                if word.dep_ == "pobj":
                    found.extend([antecedent(word), *(other for other in word.conjuncts if other.i > word.i)])
    return found


def antecedent(token: "Token") -> "Token":
    """The noun behind a relative pronoun; any other word is its own."""
    if token.lemma_.lower() not in RELATIVES or token.tag_ not in {"WP", "WDT", "WP$", "IN", "DT"}:
        return token
    clause = token
    while clause.dep_ != "relcl" and clause.head != clause:
        clause = clause.head
    if clause.dep_ != "relcl":
        return token
    return _person_before(token, clause.head) if token.lower_ in {"who", "whom"} else clause.head


def _person_before(pronoun: "Token", noun: "Token") -> "Token":
    """Whom "who" means: neither the act nor the place in "the strike on guards in Goma who had fled"."""
    if noun.ent_type_ in PLACE_NAMES and noun.dep_ == "pobj" and noun.head.head.pos_ in NOMINAL:
        return noun.head.head
    if noun.lemma_.lower() not in event_words().nouns:
        return noun
    behind = [word for child in noun.rights if child.dep_ == "prep" for word in child.children if word.dep_ == "pobj"]
    return next((word for word in reversed(behind) if word.i < pronoun.i), noun)


def is_reciprocal(token: "Token") -> bool:
    """Whether a word stands for each of those who act: "each other", "one another"; "each blamed the other"."""
    before = {child.lower_ for child in token.lefts}
    if token.lower_ in {"other", "another"} and before & {"each", "one"}:
        return True
    subject = subject_of(token.head) if token.lower_ == "other" and token.dep_ == "dobj" and "the" in before else None
    return subject is not None and (subject.lower_ == "each" or any(child.lower_ == "each" for child in subject.lefts))


def conditions_of(word: "Token") -> list["Token"]:
    """Who is to do, or not to do, what the acts below a word hang on: Chad in "will leave if Chad signs"."""
    clauses = (child for child in word.subtree if child.dep_ == "advcl")
    return [
        subject
        for clause in clauses
        if any(child.dep_ == "mark" and child.lower_ in {"if", "unless", "until"} for child in clause.children)
        and (subject := subject_of(clause)) is not None
    ]


def governing_verb(noun: "Token") -> tuple["Token | None", str]:
    """The verb whose object or passive subject this noun is, and the preposition between them, if any.

    "engaged in talks" gives "engaged" and "in"; "the talks held in Oslo" gives "held" and nothing.
    """
    for child in noun.children:
        if child.dep_ in {"relcl", "acl"} and noun in objects_of(child):
            return child, ""
    word = noun
    while word.dep_ == "conj" and word.head.pos_ in NOMINAL:
        word = word.head
    if word.dep_ in {"dobj", "nsubjpass"}:
        return word.head, ""
    if word.dep_ == "pobj" and word.head.dep_ == "prep":
        host = word.head.head
        verb = host.head if host.lemma_ == "part" and host.dep_ == "dobj" else host
        if verb.pos_ in {"VERB", "AUX"} or verb.dep_ == "acomp":
            return verb, word.head.lemma_.lower()
    return None, ""


def belonging(noun: "Token") -> list["Token"]:
    """The words behind a noun that say whose it is: appositions, and what stands behind of, in, from ..."""
    found = [child for child in noun.rights if child.dep_ == "appos"]
    for child in noun.rights:
        if child.dep_ == "prep" and child.lemma_.lower() in BELONGING:
            found.extend(word for word in child.children if word.dep_ == "pobj")
    return found


def without_asides(token: "Token") -> Iterator["Token"]:
    """The words of a phrase or clause, without what relative clauses, purposes and joined clauses add to it.

    "The bill, which would harm ties with Chad" gives no Chad, and "to meet, to keep Peru calm" no Peru.
    """
    yield token
    for child in token.children:
        if not _is_aside(child):
            yield from without_asides(child)


def _is_aside(child: "Token") -> bool:
    """Whether a clause is about something else: relative, set off by a comma, or with a subject of its own."""
    if child.dep_ in {"advcl", "dep"}:
        before = child.left_edge.i - 1
        return before >= 0 and child.doc[before].text == ","
    return child.dep_ in ASIDES or (child.dep_ == "conj" and child.pos_ == "VERB" and _has_subject(child))


def _has_subject(verb: "Token") -> bool:
    return any(child.dep_ in {"nsubj", "nsubjpass"} for child in verb.children)


def complements_of(word: "Token") -> list["Token"]:
    """The words whose act this word can govern: clauses and infinitives first, then objects, then phrases."""
    if word.dep_ == "aux":
        return [word.head]
    clauses: list[Token] = []
    phrases: list[Token] = []
    objects = objects_of(word) if word.pos_ in VERBAL else []
    for child in word.children:
        if child.dep_ == "acl" and child.tag_ in {"VBG", "VBN"} and word.pos_ in NOMINAL:
            continue  # "a centre built to ..." says what it is, not what is done
        if child.dep_ in {"xcomp", "ccomp", "acl"} or (child.dep_ in {"acomp", "attr", "oprd"} and child.i > word.i):
            clauses.append(child)
        elif child.dep_ == "prep" and child.i > word.i:
            phrases.extend(inner for inner in child.children if inner.dep_ in {"pobj", "pcomp"})
    of_objects = [
        child for noun in objects for child in noun.children if child.dep_ in {"acl", "relcl"} and child.tag_ == "VB"
    ]
    purposes = [child for child in word.rights if is_purpose(child)]
    return [*clauses, *of_objects, *objects, *phrases, *purposes]


def is_purpose(child: "Token") -> bool:
    """Whether a clause says what for, or in what words: "to demand ...", "calling for ..."."""
    if child.dep_ != "advcl":
        return False
    before = {word.lemma_.lower() for word in child.lefts if word.dep_ in {"aux", "mark"}}
    return (child.tag_ == "VBG" and not before) or before == {"to"}


def speech_around(verb: "Token") -> "Token | None":
    """The verb that tells this verb's clause: "said" in "said it was ready", "gave" in "gave a warning that ..."."""
    while verb.dep_ in {"conj", "xcomp", "acomp", "attr"}:
        verb = verb.head
    if verb.dep_ == "ccomp" and verb.head.pos_ == "VERB":
        return verb.head
    if verb.dep_ in {"acl", "relcl", "ccomp"} and any(child.dep_ == "mark" for child in verb.children):
        return governing_verb(verb.head)[0]
    return next(
        (child for child in verb.children if child.dep_ in {"parataxis", "ccomp"} and child.pos_ == "VERB"), None
    )


def is_bare(child: "Token") -> bool:
    """A preposition without an object works like a particle: "called off", "pulled out of"."""
    return child.dep_ == "prep" and not any(inner.dep_ in {"pobj", "pcomp"} for inner in child.children)
