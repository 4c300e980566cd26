"""How firmly: asserted, reported, planned, denied, hypothetical; past, ongoing, future or historical.

A clause is put in one of the ways of the table `cues/constructions.tsv` ("did not", "will", "wants to", "if"). Which
one is read from the clause's own words first, and where they leave it open, from what it depends on: "managed to leave"
is put as "managed" is, "failed to leave" the other way round, "wants to leave" by what wanting makes of it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from realpolitik.lexicon.cues import cue_at, cues
from realpolitik.lexicon.events import event_words
from realpolitik.lexicon.loader import rows
from realpolitik.records.documents import Document
from realpolitik.records.evidence import Factuality, Polarity
from realpolitik.records.times import TimeFrame
from realpolitik.understand.quotation_marks import LONGEST_SENTENCE
from realpolitik.understand.quotes import Speeches
from realpolitik.understand.sayings import joined_above, speech_cues
from realpolitik.understand.times import Times

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

TABLE = "cues/certainty.tsv"
# An act whose words put it further back than this is history, not news. Chosen by hand, never calibrated.
HISTORY_DAYS = 3 * 365
# No sentence of sense hangs more clauses into one another than this.
DEEPEST = 8
VERBAL = frozenset({"VERB", "AUX"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl", "csubj"})
WILL = frozenset({"will", "'ll", "’ll", "shall", "wo"})
NEGATIONS = frozenset({"no", "never", "neither", "nobody", "nothing", "none", "nor", "hardly", "barely"})
CONDITIONS = frozenset({"if", "unless", "whether", "lest", "whenever"})
# With a verb that is not past, these speak of what is still to come.
TURNS = frozenset({"once", "until", "till"})
PLANS = frozenset({"will", "planned"})
SURE = frozenset({"asserted", "present"})
# What leaves a clause, or a thing, as it found the word before it.
HANDED_ON = frozenset({"", "so", "able", "liked", "forgotten"})
STATED = SURE | {"believed"}
# Behind these a thing with an article or an owner is taken for granted: "irrespective of the raid", "during his visit".
GIVEN_BEHIND = frozenset(
    {"about", "amid", "because", "behind", "despite", "during", "following", "given", "irrespective", "over"}
    | {"regardless", "since"}
)
# What tells of a thing that it is past or under way.
PASSED = frozenset({"last", "latest", "ongoing", "past", "previous", "recent", "yesterday"})
# Ways that say nothing of a thing that is taken for granted: "his visit did not change much", "if the war harms trade".
SILENT = frozenset({"negated", "negated_modal", "condition", "can", "possible", "question", "doubted", "generic"})
# "The first envoy to visit", "one of the few to object" did so.
SINGLED_OUT = frozenset({"first", "second", "third", "last", "latest", "only", "few", "sole"})
OPPOSITE = {"negated": "asserted", "asserted": "negated", "present": "negated", "believed": "negated"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """How a clause is put. `score` runs from -3 (certainly did not happen) to +3 (certainly did)."""

    factuality: Factuality = Factuality.ASSERTED
    polarity: Polarity = Polarity.POSITIVE
    time: TimeFrame = TimeFrame.PAST
    score: float = 3.0


@dataclass(frozen=True, slots=True)
class Certainty:
    """How firmly each clause of a document is put."""

    speeches: Speeches
    times: Times
    dateline: date | None

    def of(self, token: "Token") -> Judgement:
        """How the act or state headed by this verb, noun or adjective is put."""
        way = way_of(token)
        row = constructions()[way]
        time = self._time(token, ahead=row["ahead"] == "yes")
        return Judgement(
            factuality=self._factuality(token, Factuality(row["factuality"]), time),
            polarity=Polarity.NEGATIVE if way.startswith("negated") else Polarity.POSITIVE,
            time=time,
            score=float(row["score"]),
        )

    def _factuality(self, token: "Token", put: Factuality, time: TimeFrame) -> Factuality:
        voices = self.speeches.voices_at(token)
        if any(voice.imagined for voice in voices):
            return Factuality.HYPOTHETICAL
        if put is not Factuality.ASSERTED:
            return put
        if time is TimeFrame.FUTURE:  # "The envoys meet on Friday"
            return Factuality.PLANNED
        return Factuality.REPORTED if voices else Factuality.ASSERTED

    def _time(self, token: "Token", *, ahead: bool) -> TimeFrame:
        """By the date if the words give one, else by the tense and by whether what is put so is still to come."""
        happened, today = self.times.of(token), self.dateline
        if happened and today and happened.end and happened.end < today:
            return TimeFrame.HISTORICAL if (today - happened.end).days > HISTORY_DAYS else TimeFrame.PAST
        if happened and today and happened.start and happened.start > today:
            return TimeFrame.FUTURE
        verb = _verb_of(token)
        perfect = any(child.lemma_ == "have" and child.dep_ == "aux" for child in verb.children)
        return TimeFrame.FUTURE if ahead and not perfect else _tense(verb)


@cache
def constructions() -> Mapping[str, Mapping[str, str]]:
    """The ways to put a clause, by name.

    Units: `score` runs from -3 (certainly did not happen) to +3 (certainly did), as readers judge such clauses.
    Source: four fifths of the median and a fifth of the mean of readers' answers for each way in the development half
    of UDS-It-Happened v2 (White et al. 2016, Rudinger et al. 2018; 2,642 predicates); ways met there less than twenty
    times stand beside their kin, by hand. Found on one half of these sentences and tried on the other, the mean error
    was 1.19 against 1.15 on its own half.
    Limits: those readers often answered "did not happen" for what is not yet so and wavered where a clause is negated,
    so the score of a negation is near nought; factuality and polarity, not the score, say that something is denied.
    """
    return {row["way"]: row for row in rows("cues/constructions.tsv")}


def certainty_in(document: Document, doc: "Doc", speeches: Speeches, times: Times) -> Certainty:
    """The certainty of a document's clauses."""
    return Certainty(speeches, times, document.published.end if document.published else None)


def way_of(token: "Token") -> str:
    """In which way of `cues/constructions.tsv` the act or state headed by this word is put."""
    if len(token.sent) > LONGEST_SENTENCE:
        return "present"
    verb = _verb_of(token)
    way = _way(verb)
    if verb == token:
        return way
    if token.head == verb and verb.lemma_ != "be" and token.dep_ in {"attr", "acomp", "dobj", "nsubjpass", "oprd"}:
        way = _under(_effect_of(verb), way)
    if token.dep_ == "pobj":
        way = _under(_effect_over(token), way)
    if way in SILENT and _is_given(token, verb):
        return "asserted"
    if _no(token):
        way = _denied(way)
    return way


def _is_given(noun: "Token", verb: "Token") -> bool:
    """Whether a noun names what is taken for granted, whatever its clause says of it.

    It has an article or an owner, and is what the clause is about ("his visit did not help"), stands behind a
    preposition that takes its object as given ("regardless of the killing"), or is said to be past ("its recent raid").
    """
    if noun.pos_ not in {"NOUN", "PROPN"} or not any(_makes_definite(child) for child in noun.lefts):
        return False
    if any(child.lemma_.lower() in PASSED for child in noun.lefts):
        return True
    if noun.dep_ == "nsubj" and noun.head == verb:
        return verb.lemma_ != "be" and verb.lemma_.lower() not in event_words().guard("occurring")
    while noun.dep_ == "conj" and noun.head.pos_ in {"NOUN", "PROPN"}:
        noun = noun.head
    if noun.dep_ != "pobj" or _effect_of(noun.head.head):
        return False
    return not {noun.head.lower_, noun.head.head.lower_}.isdisjoint(GIVEN_BEHIND)


def _makes_definite(child: "Token") -> bool:
    return child.dep_ == "poss" or (child.dep_ == "det" and child.lower_ in {"the", "this", "that", "these", "those"})


def _effect_over(noun: "Token") -> str:
    """What is made of the thing that a noun names behind a preposition: "called for talks", "a plan for talks"."""
    preposition, host = noun.head.lower_, noun.head.head
    row = cue_at(cues(TABLE), host.lemma_.lower(), [preposition])
    if row is not None and " " not in row["lemma"] and (host.pos_ == "VERB" or preposition not in {"of", "for"}):
        return ""
    return row["effect"] if row and row["effect"] not in {"so", "held", "able", "liked", "forgotten"} else ""


def _way(verb: "Token", depth: int = 0) -> str:
    """How a verb's clause is put: by its own words, else by what it hangs on."""
    if depth > DEEPEST:
        return _told(verb)
    way = _own(verb)
    way = _told_as(verb, way) if way else _way_from_above(verb, depth)
    return _denied(way) if _negated(verb) else way


def _told_as(verb: "Token", way: str) -> str:
    """The way of a clause with a "will" or "would" inside another: "hopes it will", "said it would"."""
    if way not in {"will", "would"} or verb.dep_ != "ccomp":
        return way
    effect = _by_complement(_effect_of(verb.head), verb.head, verb)
    if effect in {"wanted", "doubted", "asked", "possible"}:
        return effect
    plain = all(_to(child) for child in verb.children if child.dep_ == "advcl")
    return "will" if effect in {"believed", "planned"} and _past(verb.head) and plain else way


def _denied(way: str) -> str:
    """What becomes of a way by a "not": "agreed not to leave" is a plan all the same."""
    if way in OPPOSITE:
        return OPPOSITE[way]
    return way if way.startswith("negated") else "negated_plan" if way in PLANS else "negated_modal"


def _own(verb: "Token") -> str:
    """What the clause's own words make of it; "" where they leave it open."""
    if any(child.lower_ == "whether" and child.dep_ == "mark" for child in verb.children):
        return "condition"  # "has not decided whether it will leave"
    words = {child.lower_ for child in verb.children if child.dep_ in {"aux", "auxpass"}}
    adverbs = [_alone(child.lemma_.lower()) for child in verb.children if child.dep_ == "advmod"]
    modals = (child for child in verb.children if child.dep_ == "aux" and child.tag_ == "MD")
    modal = next((found for child in modals if (found := _alone(child.lower_) or _alone(child.lemma_))), "")
    if words & WILL:
        return "will"
    if modal == "would" and verb.lemma_ in {"like", "love", "prefer", "hate"}:
        return "present"
    if modal:
        return modal
    if verb.lemma_ == "go" and verb.tag_ == "VBG" and any(_to(child) for child in verb.rights):
        return "will"
    if "possible" in adverbs:
        return "possible"
    marks = {child.lower_ for child in verb.children if child.dep_ in {"mark", "advmod"}}
    if marks & CONDITIONS or (marks & TURNS and not _past(verb)):
        return "condition"
    return "imperative" if _imperative(verb, words) else ""


def _to(verb: "Token") -> bool:
    """Whether a verb is an infinitive: "to leave"."""
    return any(child.dep_ == "aux" and child.lower_ == "to" for child in verb.children)


def _alone(lemma: str) -> str:
    """The effect of a word, whatever stands beside it."""
    row = cues(TABLE).get(lemma)
    return row["effect"] if row else ""


def _imperative(verb: "Token", words: set[str]) -> bool:
    if verb.i > verb.sent.start and verb.nbor(-1).lower_ in {"please", "lets"}:
        return True
    bare = verb.tag_ == "VB" and not words - {"do"} and verb.dep_ in {"ROOT", "conj", "ccomp", "parataxis"}
    if not bare or any(child.dep_ in SUBJECTS for child in verb.children):
        return False
    return verb.dep_ in {"ROOT", "parataxis"} or (verb.dep_ != "ROOT" and verb.head.pos_ not in VERBAL)


def _way_from_above(verb: "Token", depth: int) -> str:
    head = verb.head
    infinitive = _to(verb)
    if head == verb:
        return "question" if _asked(verb) else _told(verb)
    if joined_above(verb):
        return _told(verb)
    if verb.dep_ == "conj" and head.pos_ in VERBAL:
        shared = verb.tag_ in {"VB", "VBG", "VBN"} or not any(child.dep_ in SUBJECTS for child in verb.children)
        return _shared(head, depth) if shared else _joined(verb, head, depth)
    counted = verb.dep_ == "relcl" and infinitive and _is_singled_out(head)
    if (verb.dep_ in {"xcomp", "ccomp", "acl"} or counted) and head.pos_ in {*VERBAL, "NOUN", "ADJ"}:
        return _governed(verb, head, infinitive, depth)
    if verb.dep_ == "advcl" and infinitive:
        governed = head.i == verb.i - 2 and _effect_of(head)  # "committed to cut", which is no purpose
        return _governed(verb, head, infinitive, depth) if governed else _purpose(head, depth)
    if verb.dep_ == "advcl" and not _past(verb) and head.pos_ in VERBAL:
        outer = _way(head, depth + 1)  # "when it arrives, we will": as likely as what it goes with
        return _told(verb) if outer.startswith("negated") or outer in STATED else outer
    if verb.dep_ == "pcomp" or (verb.dep_ == "pobj" and verb.tag_ == "VBG"):
        return _gerund(verb, head, depth)
    if verb.dep_ in {"csubj", "nsubj"} and (infinitive or verb.tag_ == "VBG"):
        return "generic"
    return "infinitive" if infinitive else _told(verb)


def _purpose(head: "Token", depth: int) -> str:
    """What for: "came to settle"; of what is itself only wanted or planned, no more than that."""
    outer = _way(head, depth + 1) if head.pos_ in VERBAL else "present"
    return "purpose" if outer in STATED else "infinitive" if outer.startswith("negated") else outer


def _told(verb: "Token") -> str:
    """A plain statement, of the past or of the present; a bare form without a subject states nothing."""
    if verb.tag_ == "VB" and not any(child.dep_ in {"aux", *SUBJECTS} for child in verb.children):
        return "infinitive"
    return "asserted" if _past(verb) else "present"


def _past(verb: "Token") -> bool:
    helpers = {child.lower_ for child in verb.children if child.dep_ in {"aux", "auxpass"}}
    if verb.tag_ == "VBD" or helpers & {"did", "had", "was", "were", "has", "have", "been", "'ve", "’ve", "'d"}:
        return True
    return verb.tag_ == "VBN" and not helpers


def _shared(head: "Token", depth: int) -> str:
    """The way of the verb that this one is joined to, its negation left to itself."""
    way = _way(head, depth + 1)
    return _told(head) if way == "negated" and _negated(head) else way


def _joined(verb: "Token", head: "Token", depth: int) -> str:
    """A joined clause with a subject of its own: only what governs both of them counts."""
    way = _way_from_above(head, depth + 1)
    return _told(verb) if way in SURE else way


def _governed(verb: "Token", head: "Token", infinitive: bool, depth: int) -> str:
    """What a verb, noun or adjective makes of the clause that completes it."""
    effect = _effect_of(head)
    outer = _way(head, depth + 1) if head.pos_ in VERBAL else _way(_verb_of(head), depth + 1)
    if verb.dep_ == "acl" and not infinitive and verb.tag_ in {"VBN", "VBG"}:
        return _told(verb)
    if head.pos_ == "NOUN" and head.dep_ in {"dobj", "nsubjpass"} and _effect_of(head.head) == "negated":
        outer = _denied(outer)  # "abandoned its plan to leave"
    if infinitive and head.pos_ == "NOUN" and not effect and _is_singled_out(head):
        return outer
    if not effect and head.lemma_ in {"be", "have"} and head.pos_ in VERBAL:
        effect = "should" if infinitive else "so"  # "is to leave", "has to leave"; "the aim is that", "had it cut"
    effect = _by_complement(effect, head, verb)
    if effect:
        way = _under(effect, outer)
        return _told(verb) if way in SURE and verb.tag_ != "VB" else way
    return "infinitive" if infinitive else _told(verb)


def _is_singled_out(noun: "Token") -> bool:
    """Whether it is told who did something by counting: "the first envoy to visit", "one of the few to object"."""
    return any(child.lower_ in SINGLED_OUT for child in noun.lefts)


def _by_complement(effect: str, head: "Token", verb: "Token") -> str:
    """The effect of words that do one thing to an infinitive and another to a clause, or past and present."""
    infinitive = _to(verb)
    if infinitive and any(child.lower_ == "too" and child.dep_ == "advmod" for child in head.children):
        return "negated"  # "too weak to act"
    if effect == "able":  # "was able to leave", "is able to leave"
        return "so" if _past(_verb_of(head)) else "can"
    if effect == "liked":  # "would like to leave", "likes to leave"
        would = any(child.lower_ in {"would", "'d", "’d"} for child in head.children)
        return "wanted" if would or not infinitive else "so"
    if effect == "forgotten":  # "forgot to leave", "forgot that they had left"
        return "negated" if infinitive else "held"
    if effect == "held" and infinitive:  # "remembered to leave", "knows how to leave"
        return "so" if head.lemma_ == "remember" else ""
    if effect in {"asked", "planned"} and verb.dep_ == "ccomp" and not infinitive and _finite(verb):
        return "believed"  # "told them that they had left", but "told them to leave", "demanded that they leave"
    spoken = speech_cues("verb").get(head.lemma_.lower()) if not effect and verb.dep_ == "ccomp" else None
    return "believed" if spoken and spoken["class"] in {"say", "claim"} else effect


def _finite(verb: "Token") -> bool:
    """Whether a clause states something: not "demanded that he resign", "that he be freed"."""
    helpers = [child for child in verb.children if child.dep_ in {"aux", "auxpass"} and child.lower_ != "to"]
    if helpers or verb.tag_ != "VBP":
        return any(helper.tag_ != "VB" for helper in helpers) or (not helpers and verb.tag_ in {"VBD", "VBZ"})
    return any(
        child.dep_ == "nsubj" and (child.tag_ in {"NNS", "NNPS"} or child.lower_ in {"they", "we", "you", "i"})
        for child in verb.children
    )


def _effect_of(head: "Token") -> str:
    if head.lemma_ == "go" and head.tag_ == "VBG":
        return "will"
    if head.lemma_ == "be":  # "it is possible that"
        said = (child for child in head.rights if child.dep_ in {"acomp", "attr"})
        return next((effect for child in said if (effect := _effect_of(child))), "")
    companions = [child.lower_ for child in head.children if child.dep_ in {"prt", "prep", "advmod"}]
    row = cues(TABLE).get(head.lower_) or cue_at(cues(TABLE), head.lemma_.lower(), companions)
    return row["effect"] if row else ""


def _under(effect: str, outer: str) -> str:
    """What becomes of a clause under a word of this effect that is itself put in the way `outer`."""
    if effect in HANDED_ON:  # "managed to": as the managing itself; "likes a deal": as the liking
        return outer
    if effect == "held":  # "knew that", "did not know that": so in any case
        return "asserted"
    if effect == "negated":  # "failed to", "did not fail to"
        return OPPOSITE.get(outer, "negated_modal")
    if effect == "excluded":  # "ruled out", "did not rule out"
        return "possible" if outer.startswith("negated") else "negated" if outer in STATED else "negated_modal"
    if effect == "believed":
        return "believed" if outer in SURE else "doubted" if outer == "negated" else outer
    if outer.startswith("negated"):
        return "negated_plan" if effect in {"planned", "will"} else "negated_modal"
    return effect


def _gerund(verb: "Token", preposition: "Token", depth: int) -> str:
    """A gerund behind a preposition: "without leaving", "by leaving", "accused of leaving", "the idea of leaving"."""
    name, host = preposition.lower_, preposition.head
    if host.dep_ == "dobj" and host.pos_ != "VERB" and not _effect_of(host) and _effect_of(host.head):
        host = host.head  # "accused the Front of leaving", where the parser has "of" at the Front
    if name in {"without", "than"} or (name == "of" and host.lower_ == "instead"):
        return "negated"
    effect = _effect_of(host)
    outer = _way(host if host.pos_ in VERBAL else _verb_of(host), depth + 1)
    if host.pos_ not in VERBAL and _no(host):
        outer = _denied(outer)  # "has no intention of leaving"
    if effect:
        return _under(effect, outer)
    if name in {"by", "after", "since", "while", "with", "as", "from"} or (name == "in" and host.pos_ in VERBAL):
        return outer
    return "gerund" if name in {"of", "for", "at"} and host.pos_ in VERBAL else "infinitive"


def _asked(verb: "Token") -> bool:
    """Whether a sentence asks whether, not who or why: those take it for granted."""
    sentence = verb.sent
    if not any(token.text == "?" for token in sentence[-2:]):
        return False
    return not any(token.tag_ in {"WP", "WRB", "WDT", "WP$"} for token in sentence if token.i < verb.i)


def _negated(verb: "Token") -> bool:
    joined_by_nor = verb.dep_ == "conj" and any(child.lower_ == "nor" for child in verb.head.children)
    if joined_by_nor and not any(child.dep_ == "neg" for child in verb.children):
        return True  # "has neither fed nor armed them"
    return sum(child.dep_ == "neg" or child.lower_ in NEGATIONS for child in verb.children) % 2 == 1


def _no(token: "Token") -> bool:
    """Whether there is none of what a noun names: "no agreement"."""
    return sum(child.dep_ == "neg" or child.lower_ in NEGATIONS for child in token.children) % 2 == 1


def _verb_of(token: "Token") -> "Token":
    """The verb of the clause: the token itself, its copula, or the verb above a noun."""
    if token.pos_ in VERBAL:
        if token.dep_ in {"aux", "auxpass"}:
            head: Token = token.head
            return head
        return token
    if token.head.pos_ in VERBAL and token.dep_ in {"attr", "acomp", "dobj", "nsubj", "nsubjpass"}:
        verb: Token = token.head
        return verb
    return next((node for node in token.ancestors if node.pos_ in VERBAL), token)


def _tense(verb: "Token") -> TimeFrame:
    forms = {child.lower_ for child in verb.children if child.dep_ in {"aux", "auxpass"}}
    if forms & WILL:
        return TimeFrame.FUTURE
    if verb.tag_ in {"VBZ", "VBP"} or (verb.tag_ == "VBG" and forms & {"is", "are", "been", "'s", "’s", "'re", "’re"}):
        return TimeFrame.ONGOING
    return TimeFrame.PAST
