"""Whom a pronoun or "the country", "the group", "the two leaders" refers back to."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from itertools import combinations
from typing import TYPE_CHECKING

from realpolitik.lexicon.actors import Actors, actors
from realpolitik.lexicon.loader import rows
from realpolitik.records.actors import ActorKind, Participant
from realpolitik.records.mentions import Naming
from realpolitik.understand.descriptions import STATE_SECTORS
from realpolitik.understand.phrases import (
    FIRST_PERSON,
    ORGANISATION,
    PERSON,
    PRONOUN_GENDER,
    RELATIVE,
    STATE,
    THING,
    Phrase,
    voices,
)
from realpolitik.understand.quotation_marks import LONGEST_SENTENCE, Quotations, says

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

# An antecedent is sought among this many noun phrases back: enough for several sentences of news, and it keeps the
# time linear in the length of the text. Nouns reach further than pronouns. Chosen by hand, never calibrated.
LOOK_BACK_PHRASES = 60
LOOK_BACK_PHRASES_NOUN = 200
# Pronouns rarely reach further back than this: chosen by hand, never calibrated.
LOOK_BACK_SENTENCES = 3
# A naming counts this much less with every sentence since: chosen by hand, never calibrated.
FADING = 0.7
# How much each property of an antecedent counts, in sentences: a subject is as near as a phrase one sentence later.
# Tried by hand on development texts, never calibrated.
WEIGHTS: Mapping[str, float] = {
    "sentence": 1.0,
    "token": 0.01,
    "clause": 0.8,
    "subject": 1.0,
    "object": 0.3,
    "parallel": 0.2,
    "actor": 0.2,
    "pronoun": 0.3,
    "repeated": 0.1,
    "time": -2.0,
    "speaks": 0.8,
    "main": 0.3,
    "quoted": -0.5,
    "asked": 2.2,
    "single": -0.5,
    "place": -0.5,
}
SPOKEN_OF = frozenset({"nsubj", "nsubjpass", "poss", "dobj", "pobj"})
TIMES = frozenset({"DATE", "TIME", "MONEY", "PERCENT", "CARDINAL", "ORDINAL"})
# Those who lead or speak for a party; an analyst is none of "the two leaders".
LEADING = STATE_SECTORS | {"REB", "OPP", "PTY", "IGO"}


@dataclass(slots=True)
class Stage:
    """What has been read of a document so far."""

    doc: "Doc"
    quotations: Quotations
    day: date | None = None
    known: Actors = field(default_factory=actors)
    phrases: list[Phrase] = field(default_factory=list)
    by_head: dict[int, Phrase] = field(default_factory=dict)
    chains: list[list[Phrase]] = field(default_factory=list)
    sentence: dict[int, int] = field(default_factory=dict)
    genders: dict[int, str] = field(default_factory=dict)
    bodies: dict[tuple[str, ...], Phrase] = field(default_factory=dict)
    tellers: dict[int, Phrase | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for number, sentence in enumerate(self.doc.sents):
            self.sentence.update(dict.fromkeys(range(sentence.start, sentence.end), number))

    def enter(self, found: Phrase) -> None:
        """A phrase has been read and linked."""
        self.phrases.append(found)
        if not found.members:
            self.by_head[found.head.i] = found
        if found.kind in {ORGANISATION, THING} and found.whole and found.head.pos_ == "PROPN" and not found.members:
            self.bodies.setdefault(proper_words(found), found)

    def gender(self, found: Phrase) -> str:
        """That of a phrase, or of any name or noun for the same person so far: "Ms. Obi ... Obi"."""
        return found.gender or self.genders.get(found.chain, "")

    def recent(self, count: int = LOOK_BACK_PHRASES) -> Iterator[Phrase]:
        """The last phrases, the nearest first."""
        return reversed(self.phrases[-count:])

    def distance(self, found: Phrase, before: Phrase) -> int:
        """How many sentences lie between two phrases."""
        return self.sentence[found.head.i] - self.sentence[before.head.i]


def standing_for(sort: str) -> frozenset[str]:
    """The nouns that can stand for a country, a group, a pair ... named before."""
    return _anaphors()[sort]


@cache
def _anaphors() -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for row in rows("cues/anaphors.tsv"):
        found[row["stands_for"]].add(row["word"])
    return {sort: frozenset(words) for sort, words in found.items()}


# Pronouns.


def of_pronoun(stage: Stage, found: Phrase) -> Phrase | None:
    """The phrase that a pronoun stands for: the nearest in the reader's mind that agrees with it."""
    if found.relative:
        return _of_relative(stage, found.head)
    if found.head.tag_ not in {"PRP", "PRP$"} or not _refers(found.head):
        return None
    if found.head.dep_ == "appos" and found.head.lower_.endswith(("self", "selves")):
        return stage.by_head.get(found.head.head.i)
    if stage.tellers.get(found.head.i) is not None:
        return stage.tellers[found.head.i]
    told = _told_of(stage, found)
    teller = _teller(stage, found)
    if teller is not None:
        told |= {teller.chain} - {-1}
    return _likeliest(stage, found, (before for before in stage.recent() if before.chain not in told))


def _likeliest(stage: Stage, found: Phrase, earlier: Iterable[Phrase]) -> Phrase | None:
    best, best_score = None, float("-inf")
    for before in earlier:
        if stage.distance(found, before) > LOOK_BACK_SENTENCES:
            break
        if _agrees(stage, found, before) and not _barred(stage, found, before):
            score = _salience(stage, found, before)
            if score > best_score:
                best, best_score = before, score
    return best


def _teller(stage: Stage, found: Phrase) -> Phrase | None:
    """Who will be the "he" of "“I know him,” he said": whoever "him" is, it is not the one who speaks."""
    quotation = stage.quotations.around(found.head)
    token = quotation.speaker if quotation is not None else None
    if not found.gender or quotation is None or token is None or token.i < found.head.i:
        return None
    if token.tag_ != "PRP" or PRONOUN_GENDER.get(token.lower_) != found.gender:
        return None
    if token.i not in stage.tellers:
        speaker = Phrase(token, token.i, token.i, Naming.PRONOUN, kind=PERSON, gender=found.gender)
        outside = (before for before in stage.recent() if before.head.i < quotation.start)
        stage.tellers[token.i] = _likeliest(stage, speaker, outside)
    return stage.tellers[token.i]


def _told_of(stage: Stage, found: Phrase) -> frozenset[int]:
    """Whom the quotation right before "he said" speaks of: he is none of them, or he would say "I"."""
    if not found.gender or not _speaks(found.head):
        return frozenset()
    chains = set()
    for before in stage.recent():
        inside = stage.quotations.around(before.head)
        if found.head.i - before.head.i > LONGEST_SENTENCE or before.head.i < stage.doc[found.head.i].sent.start:
            break
        # "...," he said: nothing but a comma and perhaps the verb stands between.
        beside = inside is not None and 0 < found.head.i - inside.end <= 3
        if beside and before.kind == PERSON and not before.first_person and before.head.dep_ in SPOKEN_OF:
            chains.add(before.chain)
    return frozenset(chains - {-1})


def _of_relative(stage: Stage, pronoun: "Token") -> Phrase | None:
    """ "The army, which ...": the pronoun of a relative clause stands for the noun before it."""
    token = pronoun
    # "to whose leaders which ..." never nests deeper than this between pronoun and verb.
    for _ in range(3):
        if token.dep_ == "relcl":
            return stage.by_head.get(token.head.i)
        token = token.head
    return None


def _refers(pronoun: "Token") -> bool:
    """Whether it refers back at all: not "I", "you", or the "it" of "it seems"."""
    word = pronoun.lower_
    if word in FIRST_PERSON or word.startswith("you") or word == "one":
        return False
    if word != "it" or pronoun.dep_ not in {"nsubj", "nsubjpass", "expl"}:
        return True
    verb = pronoun.head
    if verb.lemma_ in {"seem", "appear", "rain", "snow", "happen", "turn", "take", "remain"}:
        return not any(child.dep_ in {"ccomp", "xcomp", "advcl"} for child in verb.rights)
    return verb.lemma_ != "be" or not any(
        child.dep_ in {"ccomp", "xcomp", "advcl", "acl"}
        or (child.dep_ in {"acomp", "attr"} and any(below.dep_ in CLAUSES for below in child.children))
        for child in verb.rights
    )


CLAUSES = frozenset({"ccomp", "xcomp", "advcl", "relcl", "acl"})


def _agrees(stage: Stage, found: Phrase, before: Phrase) -> bool:
    """Whether number, gender and kind allow it."""
    if not before.whole or before.relative or before.first_person:
        return False
    if before.naming is Naming.PRONOUN and before.chain < 0:
        return False
    if found.gender:
        return before.kind == PERSON and not before.plural and stage.gender(before) in {"", found.gender}
    if found.plural:
        return before.plural or before.kind == ORGANISATION or before.they
    return before.kind != PERSON and not before.plural and not before.they


def _barred(stage: Stage, found: Phrase, before: Phrase) -> bool:
    """Whether grammar forbids it: a phrase around the pronoun, its own verb's subject, the speaker of the quote."""
    if before.first <= found.head.i <= before.last:
        return True
    if (_is_spoken_to(found.head) or (found.head.dep_ == "nsubj" and says(found.head.head))) and not _has_voice(before):
        return True
    quotation = stage.quotations.around(found.head)
    if quotation is not None and quotation.speaker is not None and found.gender:
        speaker = stage.by_head.get(quotation.speaker.i)
        if speaker is not None and speaker.chain >= 0 and speaker.chain == before.chain:
            return True
    reflexive = found.head.lower_.endswith(("self", "selves"))
    if reflexive or found.head.dep_ not in {"dobj", "dative"}:
        return False
    subject = next((child for child in found.head.head.lefts if child.dep_ == "nsubj"), None)
    doer = stage.by_head.get(subject.i) if subject is not None else None
    return doer is not None and (doer is before or (doer.chain >= 0 and doer.chain == before.chain))


def _speaks(head: "Token") -> bool:
    """Whether it is the subject of a verb of saying or asking."""
    return head.dep_ == "nsubj" and says(head.head, asking=True)


def _is_spoken_to(head: "Token") -> bool:
    """Whether it is told, asked or thanked, as no island is."""
    return head.dep_ in {"dobj", "dative"} and head.head.lemma_.lower() in _speaking_to()


@cache
def _speaking_to() -> frozenset[str]:
    return frozenset(row["verb"] for row in rows("cues/addressing.tsv") if row["takes"] == "object")


def _has_voice(before: Phrase) -> bool:
    """Whether it can be the "it" or "they" of "it said"."""
    return (
        before.kind != THING
        or before.head.pos_ != "NOUN"
        or bool(before.participants)
        or (voices().get(before.lemma) in {"body", "document"})
    )


def _salience(stage: Stage, found: Phrase, before: Phrase) -> float:
    """How much an earlier phrase is in the reader's mind, by the weights above."""
    speaks = _speaks(found.head)
    role = _role_of_actor(before.head) if speaks else _role(before.head)
    chain = len(stage.chains[before.chain]) if before.chain >= 0 else 0
    held: Mapping[str, float] = {
        "sentence": -stage.distance(found, before),
        "token": -(found.head.i - before.head.i),
        "clause": before.head.i == _subject_above(found.head),
        "subject": role == "subject",
        "object": role == "object",
        "parallel": before.head.dep_ == found.head.dep_,
        "actor": before.actor is not None,
        "pronoun": before.naming is Naming.PRONOUN,
        # A tenth naming tells no more than the fifth: chosen by hand, never calibrated.
        "repeated": min(chain, 5),
        "time": before.head.ent_type_ in TIMES,
        # "Obi said that Chad's king would come. He added ...": who spoke goes on speaking, and of several who act
        # the one of the main clause, outside the words of others; who was asked something answers it.
        "speaks": speaks and _spoke(before.head),
        "main": found.head.dep_ == "nsubj" and role == "subject" and _in_main_clause(before.head),
        "quoted": speaks and stage.quotations.around(before.head) is not stage.quotations.around(found.head),
        # Where something is done is less in mind than who does it.
        "place": before.kind == STATE and not before.acts,
        # "They" may be one body, but rather its members or several bodies.
        "single": found.they and not (before.plural or before.they),
        "asked": speaks and stage.distance(found, before) > 0 and _was_asked(before.head),
    }
    return sum(WEIGHTS[name] * value for name, value in held.items())


def _role(head: "Token") -> str:
    """What a phrase is to its verb, where that counts."""
    if head.dep_ in {"nsubj", "nsubjpass"}:
        return "subject"
    return "object" if head.dep_ in {"dobj", "dative"} else ""


def _role_of_actor(head: "Token") -> str:
    """The same by who acts: "Obi was accused by Mensah" as "Mensah accused Obi"."""
    if head.dep_ == "nsubjpass" and any(child.dep_ == "agent" for child in head.head.children):
        return "object"
    return "subject" if _is_agent(head) or _told_by(head) else _role(head)


def _is_agent(head: "Token") -> bool:
    """Whether it is the "by" of a passive."""
    return head.dep_ == "pobj" and head.head.dep_ == "agent"


def _told_by(head: "Token") -> bool:
    """Whether it stands behind "according to"."""
    return head.dep_ == "pobj" and head.head.lower_ == "to" and head.head.head.lower_ == "according"


def _spoke(head: "Token") -> bool:
    """Whether it is whom the text lets speak; not who wrote what a relative clause only mentions."""
    return _told_by(head) or (_speaks(head) and (head.head.dep_ != "relcl" or head.lower_ in RELATIVE))


def _in_main_clause(subject: "Token") -> bool:
    """Whether a subject's verb is that of its sentence, or joined to it."""
    verb = subject.head
    while verb.dep_ == "conj":
        verb = verb.head
    return verb.dep_ == "ROOT"


def _was_asked(head: "Token") -> bool:
    """Whether somebody put a question to it: "asked the envoy about the dam", not "asked the envoy to leave"."""
    verb = head.head
    if head.dep_ not in {"dobj", "dative"} or verb.lemma_.lower() not in _questioning():
        return False
    wanted = (child for child in verb.children if child.dep_ in {"xcomp", "ccomp"})
    return not any(word.dep_ == "aux" and word.lower_ == "to" for clause in wanted for word in clause.lefts)


@cache
def _questioning() -> frozenset[str]:
    """Verbs whose object is expected to answer."""
    return frozenset(row["verb"] for row in rows("cues/questions.tsv"))


def _subject_above(token: "Token") -> int:
    """The subject of the clause in which a pronoun stands, other than itself; -1 if there is none."""
    for verb in token.ancestors:
        for child in verb.lefts:
            if child.dep_ in {"nsubj", "nsubjpass"} and child.i < token.i and not child.is_ancestor(token):
                # "Obi, who told them he would come": the subject is who "who" stands for.
                relative = child.lower_ in RELATIVE and verb.dep_ == "relcl"
                return int(verb.head.i if relative else child.i)
    return -1


# Nouns.


def of_noun(stage: Stage, found: Phrase) -> Phrase | None:
    """The phrase that a definite noun phrase takes up: "the country", "the group", "the minister", or the same noun."""
    if found.lemma in standing_for("group") and not found.modifiers:
        own = next((before for before in stage.recent(LOOK_BACK_PHRASES_NOUN) if _carries(found, before)), None)
        if own is not None:
            return own
    ways = tuple(_ways_back(found))
    for before in stage.recent(LOOK_BACK_PHRASES_NOUN):
        if before.naming is Naming.PRONOUN or before.members:
            continue
        for takes_up in ways:
            if takes_up(stage, found, before):
                return before
    return None


def _carries(found: Phrase, before: Phrase) -> bool:
    """ "The agency" for "Mena News Agency", though another group was named since."""
    proper = before.head.pos_ == "PROPN" or before.actor is not None
    named = before.kind == ORGANISATION and before.whole and proper and not before.members
    bare = not (found.complement or found.plural or found.owner)
    return named and bare and before.plural == found.plural and found.lemma in before.words


def _ways_back(found: Phrase) -> Iterator[Callable[[Stage, Phrase, Phrase], bool]]:
    """In which ways such a noun phrase can take up an earlier one."""
    yield _same_noun
    if _is_bare(found):
        yield _fits
        yield _of_one_sort
    if found.said is not None and found.said.person and not found.said.former and not found.plural:
        yield _leads
    if found.head.pos_ == "PROPN":
        yield _short_for


def _is_bare(found: Phrase) -> bool:
    """Whether nothing but the words of a title stand with the noun: "the minister", "the foreign minister"."""
    title = frozenset(found.said.title.split()) if found.said is not None else frozenset()
    more = {*found.modifiers, *found.complement.split()} - title
    return not (more or found.plural or found.owner)


def _leads(stage: Stage, found: Phrase, before: Phrase) -> bool:
    """ "The Soviet leader", "the Israeli premier": a person named before who acts for the same state or side."""
    party = found.participants[0].acts_for if found.participants else ""
    if not party or before.actor is None or before.kind != PERSON or before.participants[0].acts_for != party:
        return False
    if found.lemma in standing_for("leader") and any(
        _has_title(stage, before, title) for title in standing_for("head")
    ):
        return True
    return bool(found.said is not None and _has_title(stage, before, found.said.title))


def _short_for(stage: Stage, found: Phrase, before: Phrase) -> bool:
    """ "Arkona" for "Arkona Shipping": the first words of an organisation named before."""
    if before.kind != ORGANISATION or not before.whole or before.head.pos_ != "PROPN":
        return False
    return len(found.words) < len(before.words) and before.words[: len(found.words)] == found.words


def _same_noun(stage: Stage, found: Phrase, before: Phrase) -> bool:
    if before.lemma != found.lemma or before.plural != found.plural or not before.whole:
        return False
    if found.complement and found.complement != before.complement:
        return False
    if found.head.ent_type_ in TIMES:
        return False
    if found.lemma in standing_for("country") and before.kind != STATE:
        return False
    return found.modifiers <= before.modifiers and (found.owner is None or before.owner is not None)


def _of_one_sort(stage: Stage, found: Phrase, before: Phrase) -> bool:
    """ "The pact" for "a treaty on mines": two nouns for one sort of thing, no further back than a pronoun."""
    sort = same_sorts().get(found.lemma)
    if sort is None or sort != same_sorts().get(before.lemma) or before.plural or not before.whole:
        return False
    return before.head.pos_ == "NOUN" and stage.distance(found, before) <= LOOK_BACK_SENTENCES


@cache
def same_sorts() -> Mapping[str, str]:
    """Nouns that can take up one another: "treaty" and "pact"."""
    return {row["word"]: row["sort"] for row in rows("cues/same_sorts.tsv")}


def _fits(stage: Stage, found: Phrase, before: Phrase) -> bool:
    """Whether a bare "the country", "the group", "the minister" can be this one."""
    if found.lemma in standing_for("country"):
        return before.kind == STATE
    if found.lemma in standing_for("city"):
        return (
            before.kind not in {STATE, PERSON}
            and before.head.pos_ == "PROPN"
            and before.head.ent_type_ in {"GPE", "LOC"}
        )
    if found.lemma in standing_for("group"):
        return before.kind == ORGANISATION and before.head.pos_ == "PROPN" and before.whole
    if found.kind != PERSON or before.kind != PERSON or before.plural or before.actor is None or not before.name:
        return False
    return _has_title(stage, before, found.said.title if found.said else found.lemma)


def _has_title(stage: Stage, person: Phrase, title: str) -> bool:
    """Whether the text or the tables give a person this title, or a longer one that ends with it."""
    said = [person.name.said.title] if person.name and person.name.said else []
    offices = person.actor.offices if person.actor else ()
    # Someone who came into office only later has not got its title yet.
    held = (one for one in offices if not (stage.day and one.validity.start and one.validity.start > stage.day))
    titles = [*said, *(office.title.lower() for office in held)]
    return any(known == title or (known.split()[-1:] == [title] and not _under(known)) for known in titles)


def _under(title: str) -> bool:
    """Whether a title is that of someone below: a vice president is not "the president"."""
    return not standing_for("under").isdisjoint(title.split())


# Names.


def of_name(stage: Stage, found: Phrase) -> Phrase | None:
    """The organisation of which this is another name: "Arkona" of "Arkona Ltd", "ABC" of "Arkona Bay Council"."""
    if found.head.pos_ != "PROPN" or found.members or found.kind in {PERSON, STATE}:
        return None
    words = proper_words(found)
    if words in stage.bodies:
        return stage.bodies[words]
    acronym = words if len(words) == 1 and found.head.text.isupper() else ()
    for known, before in reversed(stage.bodies.items()):
        if acronym and _initials(known) == acronym[0]:
            return before
        if found.kind == ORGANISATION and (_same_body(known, words) or _initials_of(before, words)):
            return before
    return None


def proper_words(found: Phrase) -> tuple[str, ...]:
    """The words of a proper name, without what is said around it and without articles."""
    doc, first, last = found.head.doc, found.head.i, found.head.i
    if found.name is not None:
        first, last = found.name.first, found.name.last
    elif found.head.ent_type_:
        while first > found.first and doc[first].ent_iob_ == "I":
            first -= 1
        while last < found.last and doc[last + 1].ent_iob_ == "I":
            last += 1
    words = (token for token in doc[first : last + 1] if token.tag_ not in {"DT", "POS"} and token.text[0].isalnum())
    return tuple(token.lower_.rstrip(".") for token in words)


def _same_body(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two names differ only in "Inc." and the like, or the later one only shortens the earlier."""
    cores = _core(one), _core(other)
    if cores[0] == cores[1] or (len(other) < len(one) and one[: len(other)] == other):
        return True
    return other[-1] in _company_forms() and cores[1][: len(cores[0])] == cores[0]


def _core(words: tuple[str, ...]) -> tuple[str, ...]:
    end = len(words)
    while end > 1 and words[end - 1] in _company_forms():
        end -= 1
    return words[:end]


@cache
def _company_forms() -> frozenset[str]:
    """Words that end the names of companies and can be left out: "Inc.", "Group"."""
    return frozenset(row["word"] for row in rows("cues/company_forms.tsv"))


def _initials(words: tuple[str, ...]) -> str:
    """ "fao" of "Food and Agriculture Organization"; empty for a single word."""
    return "".join(word[0] for word in words if word not in {"of", "and", "for", "the"}) if len(words) > 1 else ""


def _initials_of(before: Phrase, words: tuple[str, ...]) -> bool:
    """Whether the earlier name is the acronym of this one."""
    return before.head.text.isupper() and before.head.lower_ == _initials(words)


# Several at once.


def of_pair(stage: Stage, found: Phrase) -> tuple[Participant, ...]:
    """ "The two leaders", "both countries", "neither side": two that fit.

    Those that one verb or one "and" has joined last; else those last named together: a third that is named alone does
    not come between them. Sides are the two that the whole text so far most often names together.
    """
    if not _counts_two(found):
        return ()
    kind = ""
    if found.lemma in standing_for("pair_person"):
        kind = PERSON
    elif found.lemma in standing_for("pair_state"):
        kind = STATE
    sentences: dict[int, dict[str, None]] = defaultdict(dict)
    joined: dict[tuple[int, int], dict[str, None]] = defaultdict(dict)
    who: dict[str, Participant] = {}
    sides = found.lemma in standing_for("pair_side")
    for before in stage.recent(len(stage.phrases) if sides else LOOK_BACK_PHRASES_NOUN):
        for participant in before.participants if before.acts and not before.members else ():
            fitting = _taking_part(stage, participant, kind, sides)
            if fitting is not None:
                distance = stage.distance(found, before)
                sentences[distance][fitting.party] = None
                joined[distance, _verb_over(before.head)][fitting.party] = None
                who.setdefault(fitting.party, fitting)
    fading = 1.0 if sides else FADING
    best = () if sides else _joined_last(joined)
    best = best or _named_together(sentences, fading) or _named_most(sentences)
    span = found.span(stage.doc)
    return tuple(replace(who[party], span=span) for party in best) if len(best) == 2 else ()


def _verb_over(head: "Token") -> int:
    """The verb of which a phrase is an argument; -1 if it stands inside another phrase."""
    node = head
    while (
        node.dep_ in ARGUMENTS
        and node.head != node
        and not (node.pos_ == "ADP" and node.head.pos_ in {"NOUN", "PROPN"})
    ):
        node = node.head
    return int(node.i) if node.pos_ in {"VERB", "AUX"} else -1


ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj", "dative", "pobj", "prep", "agent", "conj", "appos"})


def _joined_last(joined: Mapping[tuple[int, int], Iterable[str]]) -> tuple[str, ...]:
    """The two parties that alone are the arguments of one verb, in the nearest sentence with such a verb."""
    for distance, verb in sorted(joined, key=lambda key: (key[0], -key[1])):
        parties = tuple(sorted(joined[distance, verb]))
        if distance <= LOOK_BACK_SENTENCES and verb >= 0 and len(parties) == 2:
            return parties
    return ()


def _named_together(sentences: Mapping[int, Iterable[str]], fading: float) -> tuple[str, ...]:
    """The two parties that share the most and nearest sentences; the more others are in one, the less it tells."""
    weights: dict[tuple[str, ...], float] = defaultdict(float)
    for distance, parties in sentences.items():
        pairs = list(combinations(sorted(parties), 2))
        for pair in pairs:
            weights[pair] += fading**distance / len(pairs)
    return min(weights, key=lambda pair: (-weights[pair], pair), default=())


def _named_most(sentences: Mapping[int, Iterable[str]]) -> tuple[str, ...]:
    weights: dict[str, float] = defaultdict(float)
    for distance, parties in sentences.items():
        for party in parties:
            weights[party] += FADING**distance
    return tuple(sorted(weights, key=lambda party: (-weights[party], party))[:2])


def _counts_two(found: Phrase) -> bool:
    if found.lemma not in _twos() and found.head.lower_ not in _twos():
        return False
    words = {token.lower_ for token in (*found.head.lefts, found.head)}
    counting = words & {"two", "both", "neither", "either"}
    if found.complement or found.modifiers - counting:
        return False
    return bool(counting) or (found.head.lower_ in {"sides", "parties"} and found.definite)


@cache
def _twos() -> frozenset[str]:
    """The nouns that can stand for two persons, states or sides."""
    return frozenset().union(*(standing_for(f"pair_{sort}") for sort in ("person", "state", "any", "side")))


def _taking_part(stage: Stage, who: Participant, kind: str, sides: bool) -> Participant | None:
    """Someone who can be one of two persons, states or sides: for a state also whoever acts for it."""
    actor = stage.known.by_id.get(who.actor)
    own = actor.kind.value if actor else PERSON
    if sides and own == PERSON and who.sector in STATE_SECTORS:
        kind = STATE  # what a minister says, the side says
    if kind == STATE and own != STATE:
        state = stage.known.by_id.get(who.acts_for)
        if state is None or state.kind is not ActorKind.STATE:
            return None
        return replace(who, actor=state.id, name=state.name, acts_for="", sector="")
    if not who.actor or kind not in {own, ""} or (own == PERSON and who.sector not in LEADING):
        return None
    return who
