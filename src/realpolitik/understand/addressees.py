"""To whom something is said: "told the council that", "in a letter to the premier", "speaking to deputies"."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING

from realpolitik.lexicon.loader import rows
from realpolitik.records.actors import Participant
from realpolitik.understand.clauses import is_passive, objects_behind, objects_of, passive_subject_of
from realpolitik.understand.coreference import Cast
from realpolitik.understand.phrases import DOCUMENT, voices
from realpolitik.understand.quotation_marks import says

if TYPE_CHECKING:
    from spacy.tokens import Token

    from realpolitik.understand.crediting import Cue

# Classes of cues whose object is spoken to, where it is not itself what is said: "told Chad that", "urged Chad to".
SPEAKING = frozenset({"say", "ask", "promise"})
# What is said stands to somebody in these phrases: "in a letter to Chad", "during an interview with the Star".
SETTING = frozenset({"in", "during", "at", "on", "by"})


def addressees_of(cue: "Cue", cast: Cast) -> tuple[Participant, ...]:
    """The actors to whom it is said, as far as the cue's own clause says it."""
    if cue.follows or cue.saying.manner not in SPEAKING:
        return ()
    found: dict[Participant, None] = {}
    for token in _words(cue):
        if token.i not in cue.content and token != cue.source:
            found.update(dict.fromkeys(cast.at(token)))
    return tuple(found)


def _words(cue: "Cue") -> Iterator["Token"]:
    token = cue.token
    if token.pos_ == "VERB":
        if is_passive(token):
            told = passive_subject_of(token)
            yield from [told] if told is not None and token.lemma_.lower() in _addressing() else []
        elif _addressing().get(token.lemma_.lower()) == "object":
            yield from (word for word in objects_of(token) if word.i > token.i)
            yield from _asked(token)
        elif _addressing().get(token.lemma_.lower()) == "on":
            yield from objects_behind(token, "on") if "infinitive" in cue.saying.parts else []
        yield from _set(token)
        yield from (word for child in token.children if child.dep_ == "advcl" for word in _beside(child))
    if "to" not in cue.saying.parts:
        yield from objects_behind(token, "to")


@cache
def _addressing() -> Mapping[str, str]:
    """Verbs with whom they speak to: their object, or whoever stands behind a preposition ("called on Chad to")."""
    return {row["verb"]: row["takes"] for row in rows("cues/addressing.tsv")}


def _asked(verb: "Token") -> Iterator["Token"]:
    """ "Urged the rebels in Chad to leave", where the parse has the rebels leave."""
    for child in verb.children:
        if child.dep_ == "ccomp" and any(word.lower_ == "to" and word.dep_ == "aux" for word in child.lefts):
            yield from (word for word in child.lefts if word.dep_ == "nsubj")


def _set(verb: "Token") -> Iterator["Token"]:
    """ "In a letter to ...", "in an interview with ..."."""
    for child in verb.children:
        if child.dep_ == "prep" and child.lower_ in SETTING:
            for noun in child.children:
                if noun.dep_ == "pobj" and voices().get(noun.lemma_.lower()) == DOCUMENT:
                    yield from objects_behind(noun, "to")
                    yield from objects_behind(noun, "with")


def _beside(verb: "Token") -> Iterator["Token"]:
    """ "Speaking to ...", "writing to ...", "addressing ..."."""
    if verb.tag_ == "VBG" and says(verb) and not any(child.dep_ == "ccomp" for child in verb.children):
        yield from objects_behind(verb, "to")
