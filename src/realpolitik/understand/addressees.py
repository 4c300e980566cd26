"""To whom something is said: "told the council that", "in a letter to the premier", "speaking to deputies"."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

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
            yield from [told] if told is not None and says(token) else []
        else:
            yield from (word for word in objects_of(token) if word.i > token.i)
            yield from _asked(token)
        yield from _set(token)
        yield from (word for child in token.children if child.dep_ == "advcl" for word in _beside(child))
    if "to" not in cue.saying.parts:
        yield from objects_behind(token, "to")


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
