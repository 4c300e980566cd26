"""A city or its government, a state or a place: the words around the name decide."""

from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING

from realpolitik.lexicon.loader import rows

if TYPE_CHECKING:
    from spacy.tokens import Token

DIRECTIONS = frozenset({"to", "from", "for", "toward", "towards", "on"})


def governs(city: "Token") -> bool:
    """Whether a capital stands for its government: "Moscow denied it", "talks with Moscow", "Moscow's policy".

    Limits: a city without a verb, such as in most datelines and captions, is a city.
    """
    token = _first_of_list(city)
    cues = _cues()
    above = token.head.lemma_.lower()
    match token.dep_:
        case "nsubj":
            return above not in cues["subject", "city"] or _acts(token.head)
        case "nsubjpass":
            return above in cues["object", "government"]
        case "dobj" | "dative":
            return above not in cues["object", "city"]
        case "poss":
            return above not in cues["possessed", "city"]
        case "pobj":
            return _government_after(token.head)
    return False


def only_place(state: "Token") -> bool:
    """Whether a state is named as a mere place: "in Syria", "fled to Jordan"."""
    token = _first_of_list(state)
    if token.dep_ != "pobj":
        return False
    preposition, above = token.head, token.head.head
    cues = _cues()
    if preposition.lower_ in cues["preposition", "city"]:
        return True
    moved = above.pos_ == "VERB" and above.lemma_ in cues["motion", "city"] and not _hands_over(above)
    return preposition.lower_ in {"to", "from"} and moved


def _first_of_list(token: "Token") -> "Token":
    while token.dep_ == "conj" and token.head.pos_ in {"PROPN", "NOUN"}:
        token = token.head
    return token


def _acts(verb: "Token") -> bool:
    """Whether a verb of being somewhere has a clause after it, so that its subject decides something."""
    return any(child.dep_ in {"xcomp", "ccomp"} for child in verb.children)


def _hands_over(verb: "Token") -> bool:
    """ "Return a tank to Israel": what is given has a receiver, not a destination."""
    return verb.lemma_ in {"return", "deliver", "transfer", "extradite"} and any(
        child.dep_ == "dobj" and child.pos_ != "PRON" for child in verb.children
    )


def _government_after(preposition: "Token") -> bool:
    cues = _cues()
    word, above = preposition.lower_, preposition.head.lemma_.lower()
    if word in cues["preposition", "city"]:
        return False
    if word in DIRECTIONS:
        return above not in cues["motion", "city"]
    if word == "of":
        return above not in cues["part", "city"]
    return word in cues["preposition", "government"]


@cache
def _cues() -> Mapping[tuple[str, str], frozenset[str]]:
    """By the city's part in the sentence and the reading: the words that decide for it."""
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in rows("cues/cities.tsv"):
        found[row["where"], row["reading"]].add(row["cue"])
    return defaultdict(frozenset, {key: frozenset(cues) for key, cues in found.items()})
