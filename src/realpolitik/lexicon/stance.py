"""Words that show someone friendly or hostile, and to whom: by lemma, part of speech and effect.

Effects (each with an example in tables/cues/stance_effects.tsv): `judge`, the doer's view of the object; `act`, good or
harm done to the object; `side`, someone who stands to another as an ally or an enemy; `quality`, what is good or bad
about whoever it is said of; `reverse`, what turns around the act it governs; `ought`, what asks more of its subject;
`reach`, prepositions through which a word reaches its object.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from realpolitik.lexicon.loader import rows

# Where a word has no row for its part of speech: "their vilifying", "a praised envoy".
OTHERWISE: Mapping[str, tuple[str, ...]] = {"noun": ("verb",), "adj": ("verb", "noun"), "verb": ("noun",)}
COLOURS = frozenset({"judge", "act", "side", "quality"})


@dataclass(frozen=True, slots=True)
class StanceWord:
    """What a word does (see above) and how friendly (+1) or hostile (-1) it is."""

    effect: str
    polarity: float


@cache
def stance_words() -> Mapping[tuple[str, str], StanceWord]:
    """The words that colour someone, by lemma and part of speech; of an adjective with two effects, the quality."""
    found: dict[tuple[str, str], StanceWord] = {}
    for row in rows("cues/stance.tsv"):
        if row["effect"] in COLOURS:
            key = (row["lemma"], row["pos"])
            if key not in found or row["effect"] == "quality":
                found[key] = StanceWord(row["effect"], float(row["polarity"]))
    return found


@cache
def having(effect: str) -> frozenset[tuple[str, str]]:
    """The lemmas, with their parts of speech, that have an effect.

    Example:
        >>> ("refuse", "verb") in having("reverse")
        True
    """
    return frozenset((row["lemma"], row["pos"]) for row in rows("cues/stance.tsv") if row["effect"] == effect)


def stance_word(forms: Iterable[str], part: str, companions: Iterable[str] = ()) -> StanceWord | None:
    """The row of a word by one of its forms, with a companion first: "lash" with "out" before "lash" alone.

    Example:
        >>> stance_word(["praise"], "verb").polarity
        1.0
    """
    known, tried = stance_words(), tuple(forms)
    longer = ((f"{form} {companion}", part) for form in tried for companion in companions)
    alone = ((form, each) for each in (part, *OTHERWISE.get(part, ())) for form in tried)
    return next((known[key] for key in (*longer, *alone) if key in known), None)
