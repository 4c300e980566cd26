"""The words for political acts: codes, patterns by lemma, nouns for what acts are about, and how acts combine.

A pattern says: this lemma, with these needs met, is an act of this code, done by whoever fills `initiator` toward
whoever fills the first filled slot of `recipient`.

Needs are written `slot=value,value` or `!slot=value` (must not be), separated by spaces. The slots are `subject`,
`object`, `particle`, `act` (the act that the word governs: "to attack" in "threatened to attack") and every
preposition ("with", "against"). A value is a lemma, a class of nouns (`@TROOPS`), `actor` (headed by an actor),
`near` (an actor in the phrase), `any`, and for `act` a CAMEO code or its beginning.

A pattern with `composes` governs another act: "agreed", "demanded" or "refused" take their code from what was agreed,
demanded or refused, by the table compose.tsv.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from realpolitik.errors import TableError
from realpolitik.lexicon.loader import Row, many, rows
from realpolitik.records.events import EventType, Quad


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """A CAMEO code with the PLOVER type and mode that it amounts to, and its weight on Goldstein's scale."""

    code: str
    name: str
    event_type: EventType
    mode: str
    goldstein: float
    quad: Quad


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """What must stand, or must not stand, in a slot."""

    slot: str
    values: tuple[str, ...]
    wanted: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """One word's way of telling an act."""

    id: str
    lemma: str
    needs: tuple[Need, ...]
    initiator: tuple[str, ...]
    recipient: tuple[str, ...]
    code: Code
    reciprocal: bool
    composes: str
    priority: int
    example: str
    counter: str

    @property
    def rank(self) -> tuple[int, int]:
        """The more a pattern asks for, the sooner it is tried; the table's own priority goes first."""
        return self.priority, len(self.needs)


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """A noun for what acts are about; `words` must stand before it ("relief" before "supply")."""

    words: tuple[str, ...]
    kind: str
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LightVerb:
    """A verb that only carries a noun: its subject does what the noun says, or undergoes it."""

    lemma: str
    preposition: str  # between verb and noun: "engage in talks"; mostly none
    subject: str  # "initiator" or "recipient"


class EventWords:
    """All words for acts."""

    def __init__(self) -> None:
        self.codes: Mapping[str, Code] = {row["code"]: _code(row) for row in rows("codes/cameo.tsv")}
        self.verbs = self._by_lemma("events/verbs.tsv")
        self.nouns = self._by_lemma("events/nouns.tsv")
        self.things = _things()
        self.light_verbs: Mapping[tuple[str, str], LightVerb] = {
            (row["lemma"], row["preposition"]): LightVerb(
                lemma=row["lemma"], preposition=row["preposition"], subject=row["subject"]
            )
            for row in rows("events/light_verbs.tsv")
        }
        self._combined = {(row["governs"], row["act"]): row["cameo"] for row in rows("events/compose.tsv")}
        self._guards: Mapping[str, frozenset[str]] = {
            kind: frozenset(row["lemma"] for row in rows("events/guards.tsv") if row["guard"] == kind)
            for kind in sorted({row["guard"] for row in rows("events/guards.tsv")})
        }

    def guard(self, kind: str) -> frozenset[str]:
        """The lemmas of one list of guards.tsv, such as the words of sport."""
        return self._guards.get(kind, frozenset())

    def combined(self, governs: str, act: str) -> Code | None:
        """The code of an act that governs another: "refuse" and 087 (less fighting) give 1246.

        The longest beginning of `act` that the table knows decides; None if it knows none.
        """
        for end in range(len(act), 1, -1):
            code = self._combined.get((governs, act[:end]))
            if code:
                return self.codes[code]
        return None

    def kinds_of(self, lemma: str, before: Iterable[str]) -> Iterator[Thing]:
        """What a noun with these words before it stands for, the more words the sooner."""
        words = frozenset(before)
        for thing in self.things.get(lemma, ()):
            if words.issuperset(thing.words):
                yield thing

    def _by_lemma(self, table: str) -> Mapping[str, tuple[Pattern, ...]]:
        found: dict[str, list[Pattern]] = defaultdict(list)
        for row in rows(table):
            if row["cameo"] not in self.codes:
                raise TableError(f"{table}, row {row['id']}: {row['cameo']!r} is no code of codes/cameo.tsv")
            found[row["lemma"]].append(self._pattern(row))
        return {
            lemma: tuple(sorted(patterns, key=lambda p: (-p.rank[0], -p.rank[1], p.id)))
            for lemma, patterns in found.items()
        }

    def _pattern(self, row: Row) -> Pattern:
        return Pattern(
            id=row["id"],
            lemma=row["lemma"],
            needs=tuple(_need(text) for text in row["requires"].split()),
            initiator=many(row["initiator"]),
            recipient=many(row["recipient"]),
            code=self.codes[row["cameo"]],
            reciprocal=row["reciprocal"] == "yes",
            composes=row["composes"],
            priority=int(row["priority"]),
            example=row["example"],
            counter=row["counter"],
        )


@cache
def event_words() -> EventWords:
    """The tables' words for acts, read once."""
    return EventWords()


def _code(row: Row) -> Code:
    return Code(
        code=row["code"],
        name=row["name"],
        event_type=EventType(row["type"]),
        mode=row["mode"],
        goldstein=float(row["goldstein"]),
        quad=Quad(row["quad"]),
    )


def _need(text: str) -> Need:
    """A need as a table writes it.

    Example:
        >>> _need("!object=goal,match")
        Need(slot='object', values=('goal', 'match'), wanted=False)
    """
    slot, equals, values = text.removeprefix("!").partition("=")
    if not (slot and equals and values):
        raise TableError(f"{text!r} is no need: write slot=value or !slot=value")
    return Need(slot=slot, values=tuple(values.split(",")), wanted=not text.startswith("!"))


def _things() -> Mapping[str, tuple[Thing, ...]]:
    found: dict[str, list[Thing]] = defaultdict(list)
    for row in rows("events/objects.tsv"):
        *before, head = row["noun"].split()
        found[head].append(Thing(words=tuple(before), kind=row["class"], code=row["cameo"]))
    return {head: tuple(sorted(things, key=lambda t: -len(t.words))) for head, things in found.items()}
