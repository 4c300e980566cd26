"""What common words say of an actor: its sector, and the state or organisation it belongs to.

"Iranian Vice Admiral", "spokesman for the army of Chad", "two Hamas commanders": one reading for titles before names,
appositions and noun phrases alike.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from realpolitik.lexicon.actors import Actors, AgentNoun, Title
from realpolitik.lexicon.loader import rows
from realpolitik.records.actors import Actor, ActorKind

# Bodies of a state act for it; its rebels, parties, firms and citizens do not.
STATE_SECTORS = frozenset({"GOV", "MIL", "COP", "SPY", "JUD", "LEG"})
# PLOVER's code for those who were in office and no longer are.
FORMER_OFFICIAL = "ELI"


@dataclass(frozen=True, slots=True)
class Belonging:
    """A state or organisation named inside a description, and whether by an adjective or a name ("Iranian", "Iran")."""

    actor: Actor
    adjective: bool = False


@dataclass(frozen=True, slots=True)
class Description:
    """What the words say: `behind` is the state or organisation, `person` whether one human being is described.

    `named_before` tells "the French ambassador", who is France's, from "the ambassador from France".
    """

    sector: str = ""
    title: str = ""
    person: bool = False
    former: bool = False
    gender: str = ""
    behind: Actor | None = None
    named_before: bool = False

    @property
    def acts_for(self) -> str:
        """The id of the state or organisation acted for: never a state for those who are no body of it."""
        if self.behind is None or self.former:
            return ""
        if self.behind.kind is ActorKind.STATE and self.sector not in STATE_SECTORS:
            return ""
        return self.behind.id

    @property
    def country(self) -> str:
        """The state it belongs to, if the words say so."""
        return self.behind.country if self.behind else ""


@dataclass(frozen=True, slots=True)
class _Unit:
    """A title or a noun for an actor, at these positions; `end` exclusive."""

    start: int
    end: int
    term: AgentNoun | Title

    @property
    def borrows(self) -> bool:
        return isinstance(self.term, Title) and self.term.borrows


def describe(
    known: Actors, words: Sequence[str], named: Mapping[int, Belonging], head: int | None = None
) -> Description | None:
    """What these words say of an actor; None if their head is neither a title nor a noun for actors.

    `words` are lower-case, `named` the states and organisations among them by position. Without a `head` (its
    position) the first title counts, as in "Deputy Defence Minister Colonel-General".
    """
    units = tuple(_units(known, words, named))
    main = _main(units, head)
    if main is None:
        return None
    term = main.term
    before = units[: units.index(main)]
    before_it = _named_before(words, named, main)
    behind = before_it or _named_behind(words, named, main)
    sector = term.sector
    if main.borrows:
        sector = _borrowed(before, units, main, words) or (behind.sector if behind else "") or sector
    former = any(word in formers() for word in words[: main.start])
    if former and sector in STATE_SECTORS:
        sector = FORMER_OFFICIAL
    return Description(
        sector=sector,
        title=" ".join(words[main.start : main.end]),
        person=isinstance(term, Title) or term.kind == "person",
        former=former,
        gender=term.gender if isinstance(term, Title) else "",
        behind=behind,
        named_before=before_it is not None,
    )


def _units(known: Actors, words: Sequence[str], named: Mapping[int, Belonging]) -> Iterator[_Unit]:
    """Left to right the longest titles and nouns for actors."""
    at = 0
    while at < len(words):
        unit = None if at in named else _longest(known, words, at)
        if unit:
            yield unit
        at = unit.end if unit else at + 1


# "The chief of the general staff": no title or noun of the tables has more words.
_MAX_WORDS = 5


def _longest(known: Actors, words: Sequence[str], at: int) -> _Unit | None:
    for end in range(min(len(words), at + _MAX_WORDS), at, -1):
        phrase = " ".join(words[at:end])
        term = known.titles.get(phrase) or known.agents.get(phrase)
        if term:
            return _Unit(at, end, term)
    return None


def _main(units: Sequence[_Unit], head: int | None) -> _Unit | None:
    if head is not None:
        return next((unit for unit in units if unit.start <= head < unit.end), None)
    titles = [unit for unit in units if isinstance(unit.term, Title) or unit.term.kind == "person"]
    return next((unit for unit in titles if unit.term.sector), titles[0] if titles else None)


def _borrowed(before: Sequence[_Unit], units: Sequence[_Unit], main: _Unit, words: Sequence[str]) -> str:
    """The sector of the institution: "army spokesman", "spokesman for the rebels"."""
    for unit in reversed(before):
        if not unit.borrows and unit.term.sector:
            return unit.term.sector
    if words[main.end : main.end + 1] and words[main.end] in {"of", "for", "at", "in", "with"}:
        following = [unit for unit in units if unit.start > main.end and not unit.borrows]
        if following:
            return following[0].term.sector
    return ""


def _named_before(words: Sequence[str], named: Mapping[int, Belonging], main: _Unit) -> Actor | None:
    """The state or organisation named before the noun; what an expert is expert in is not one."""
    topical = isinstance(main.term, Title) and main.term.sector in {"EDU", "JRN"}
    for at in sorted((at for at in named if at < main.start), reverse=True):
        possessive = words[at + 1 : at + 2] in (["'s"], ["’s"], ["'"], ["’"])
        if not topical or named[at].adjective or possessive or named[at].actor.kind is ActorKind.ORGANISATION:
            return named[at].actor
    return None


def _named_behind(words: Sequence[str], named: Mapping[int, Belonging], main: _Unit) -> Actor | None:
    """The state or organisation named after the noun's "of" or "for"."""
    for at in sorted(at for at in named if at >= main.end):
        linked = [word for word in words[main.end : at] if word in _LINKS or word in _BREAKS]
        if not linked or (linked[-1] in _LINKS and not set(linked) & _BREAKS):
            return named[at].actor
    return None


_LINKS = frozenset({"of", "for", "from", "at", "with"})
_BREAKS = frozenset({"to", "in", "on", "against", "who", "which", "that", ",", "by", "about", "into"})


@cache
def formers() -> frozenset[str]:
    """Words that say that an office is over."""
    return frozenset(row["word"] for row in rows("cues/formers.tsv") if row["when"] == "over")


@cache
def coming() -> frozenset[str]:
    """Words that say that an office is still ahead: "the next president"."""
    return frozenset(row["word"] for row in rows("cues/formers.tsv") if row["when"] == "ahead")
