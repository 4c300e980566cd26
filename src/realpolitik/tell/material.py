"""Material: everything a brief is made from, with the two parties it is about and a name for each actor."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TypeVar

from realpolitik.errors import UnknownName
from realpolitik.records.actors import Actor, ActorKind
from realpolitik.records.documents import Document, Passage, PassageKind
from realpolitik.records.evidence import Record
from realpolitik.records.mentions import Mention, Naming
from realpolitik.records.readings import Reading

R = TypeVar("R", bound=Record)

# Kinds that put actors in relation to each other.
TELLING = frozenset({"event", "relation", "interest", "arrangement"})
# Two parties that title or teaser name together weigh as much as so many records of the body: those lines say what
# the article is about. Chosen by hand.
HEADLINE_WEIGHT = {PassageKind.TITLE: 6, PassageKind.TEASER: 3}


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """The readings, their records by id, what actors are called, and the two parties asked about."""

    readings: tuple[Reading, ...]
    records: Mapping[str, Record]
    names: Mapping[str, str]
    main: tuple[str, str] | None

    def of(self, kind: type[R]) -> list[R]:
        """The records of a kind, in the order of the text."""
        return [record for record in self.records.values() if isinstance(record, kind)]

    def by_id(self, ids: Iterable[str]) -> tuple[Record, ...]:
        """The records of these ids, in the order of the text."""
        wanted = set(ids)
        return tuple(record for id, record in self.records.items() if id in wanted)

    def name(self, actor: str) -> str:
        """What an actor is called; the id itself where nothing is known."""
        return self.names.get(actor, actor.removeprefix("~"))

    @property
    def documents(self) -> tuple[Document, ...]:
        """The articles, in the order in which they were given."""
        return tuple(reading.document for reading in self.readings)

    def closeness(self, record: Record) -> int:
        """How many of the two main parties take part in a record."""
        return len({participant.party for participant in record.participants} & set(self.main or ()))


def material_of(readings: Sequence[Reading], about: tuple[str, str] | None) -> Material:
    """The material of these readings; without `about`, on the two who meet most in headlines and records.

    Errors: UnknownName if one of the two asked about is nowhere in the readings.
    """
    actors = {actor.id: actor for reading in readings for actor in reading.actors}
    records = {record.id: record for reading in readings for record in sorted(reading.records, key=_place)}
    names = _names(actors.values(), records.values())
    main = (_found(about[0], names), _found(about[1], names)) if about else _pair(records.values(), actors)
    return Material(readings=tuple(readings), records=records, names=names, main=main)


def _place(record: Record) -> tuple[int, int, str]:
    """Where a record stands in its text; the id parts those on the same words, so that no order is left to chance."""
    return record.start, max(span.end for span in record.evidence), record.id


def _names(actors: Iterable[Actor], records: Iterable[Record]) -> dict[str, str]:
    """The name of each actor: its own, or what the text calls it most often."""
    counted: dict[str, Counter[str]] = defaultdict(Counter)
    for record in records:
        for participant in record.participants:
            counted[participant.actor][participant.name] += 1
    called = {id: min(names, key=lambda name: (-names[name], name)) for id, names in counted.items() if id}
    return called | {actor.id: actor.name for actor in actors}


def _found(name: str, names: Mapping[str, str]) -> str:
    """The id meant by an id or a name; a part of a name will do if it fits one actor only."""
    wanted = name.casefold()
    exact = [id for id, known in names.items() if wanted in (id.casefold(), known.casefold())]
    partly = [id for id, known in names.items() if wanted in known.casefold()]
    for fitting in (exact, partly):
        if len(fitting) == 1:
            return fitting[0]
    raise UnknownName("actor", name, sorted({names[id] for id in partly or names}))


def _pair(records: Iterable[Record], actors: Mapping[str, Actor]) -> tuple[str, str] | None:
    counted: Counter[tuple[str, str]] = Counter()
    headlines: dict[Passage, set[str]] = {}
    mentions = []
    for record in records:
        if record.kind in TELLING:
            parties = sorted({participant.party for participant in record.participants if participant.party})
            counted.update(combinations(parties, 2))
        elif isinstance(record, Passage) and record.passage in HEADLINE_WEIGHT:
            headlines[record] = set()
        elif isinstance(record, Mention) and record.naming is not Naming.PRONOUN and record.actor.party:
            mentions.append(record)
    for passage, named in headlines.items():
        named.update(m.actor.party for m in mentions if passage.evidence[0].covers(m.evidence[0]))
    for passage, named in headlines.items():
        for pair in combinations(sorted(named), 2):
            counted[pair] += HEADLINE_WEIGHT[passage.passage]
    ranked = sorted(counted, key=lambda pair: (not all(_can_deal(who, actors) for who in pair), -counted[pair], pair))
    return ranked[0] if ranked else None


def _can_deal(who: str, actors: Mapping[str, Actor]) -> bool:
    """Whether it can bind more than itself: persons without a state or organisation behind them come last."""
    return who not in actors or actors[who].kind is not ActorKind.PERSON
