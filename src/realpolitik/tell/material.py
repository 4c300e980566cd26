"""Material: everything a brief is made from, with the two parties it is about and a name for each actor.

Two parties are the main ones if the articles put them in relation to each other, and the more so the more often both
are named and the higher up they stand together. Where nothing puts any two in relation, there are no main parties.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import TypeVar

from realpolitik.analyse.series import between
from realpolitik.errors import InputError, UnknownName
from realpolitik.records.actors import Actor, ActorKind
from realpolitik.records.documents import NEWS, Document, Passage, PassageKind
from realpolitik.records.evidence import Record
from realpolitik.records.mentions import Mention, Naming
from realpolitik.records.readings import Reading

R = TypeVar("R", bound=Record)

# Kinds that put actors in relation to each other.
TELLING = frozenset({"event", "relation", "interest", "arrangement"})
# Two parties that title or teaser name together weigh as much as so many records of the body: those lines say what
# the article is about. Chosen by hand.
HEADLINE_WEIGHT = {PassageKind.TITLE: 6, PassageKind.TEASER: 3}
# A title that names only one of the two still says whom the article is about: as much as one record in which the two
# face each other. Chosen by hand.
NAMED_IN_TITLE_WEIGHT = 2
# In a record the two face each other, or they only stand side by side. Chosen by hand.
FACING_WEIGHT, JOINT_WEIGHT = 2, 1
# Two that an article names so often (the rarer of them) weigh as much as one record in which they stand side by side.
# Chosen by hand.
MENTIONS_WEIGHT = 0.5
# Less than this between two parties is a passing remark, and no relation that could be weighed: two records in which
# they face each other, or a line of the headline. Chosen by hand.
LEAST_BETWEEN = 3
# Whoever is named and takes part less than this share of the one who does so most stands at the edge of the article.
# Chosen by hand.
LEAST_PROMINENCE = 0.2
# The beginning of an article, where news puts what matters most. Chosen by hand.
LEAD_CODE_POINTS = 600


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """The readings, their records by id, what actors are called, and the two parties asked about."""

    readings: tuple[Reading, ...]
    records: Mapping[str, Record]
    names: Mapping[str, str]
    main: tuple[str, str] | None
    asked: bool = False  # whether the two were asked for, rather than found
    mentions: Mapping[str, int] = field(default_factory=dict)  # how often each party is named, pronouns left out
    leads: Mapping[str, tuple[int, int]] = field(default_factory=dict)  # of each article: where its news begins

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

    @property
    def tells(self) -> bool:
        """Whether anything is told of a known actor: an act, a tie, an interest or an arrangement."""
        return any(
            participant.actor for record in _telling(self.records.values()) for participant in record.participants
        )

    def in_lead(self, record: Record) -> bool:
        """Whether it stands in the headline or at the beginning of the article."""
        start, end = self.leads.get(record.document, (0, 0))
        return start <= record.start < end

    def text_of(self, record: Record) -> str:
        """The text that the record was read from."""
        return next(document.text for document in self.documents if document.id == record.document)

    @property
    def prominent(self) -> tuple[str, ...]:
        """The parties, those named most often first."""
        return tuple(sorted(self.mentions, key=lambda party: (-self.mentions[party], party)))

    def closeness(self, record: Record) -> int:
        """How many of the two main parties take part in a record."""
        return len({participant.party for participant in record.participants} & set(self.main or ()))


def material_of(readings: Sequence[Reading], about: tuple[str, str] | None) -> Material:
    """The material of these readings; without `about`, on the two who meet most in headlines and records.

    Errors: UnknownName if one of the two asked about is nowhere in the readings, InputError if both are one party.
    """
    actors = {actor.id: actor for reading in readings for actor in reading.actors}
    records = {record.id: record for reading in readings for record in sorted(reading.records, key=_place)}
    names = _names(actors.values(), records.values())
    mentions = _mentions(readings)
    main = _asked(about, names, records.values()) if about else _pair(records.values(), actors, mentions)
    return Material(
        readings=tuple(readings),
        records=records,
        names=names,
        main=main,
        asked=about is not None,
        mentions=mentions,
        leads={reading.document.id: _lead(reading.document) for reading in readings},
    )


def _lead(document: Document) -> tuple[int, int]:
    """Where the headline begins and where the first lines of the body end."""
    news = sorted(passage.evidence[0].start for passage in document.passages if passage.passage in NEWS)
    body = [passage.evidence[0].start for passage in document.passages if passage.passage is PassageKind.BODY]
    return (news[0] if news else 0), min(body, default=0) + LEAD_CODE_POINTS


def _mentions(readings: Iterable[Reading]) -> Counter[str]:
    """How often the news of the articles names each party; captions and appeals do not count."""
    counted: Counter[str] = Counter()
    for reading in readings:
        news = [passage.evidence[0] for passage in reading.document.passages if passage.passage in NEWS]
        for record in reading.records:
            if isinstance(record, Mention) and record.naming is not Naming.PRONOUN and record.actor.party:
                counted[record.actor.party] += any(part.covers(record.evidence[0]) for part in news)
    return +counted


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


def _asked(about: tuple[str, str], names: Mapping[str, str], records: Collection[Record]) -> tuple[str, str]:
    """The two parties meant: a person stands for the state or organisation it acts for."""
    called = {id: {id.casefold(), name.casefold()} for id, name in names.items()}
    parties: dict[str, Counter[str]] = defaultdict(Counter)
    for participant in (each for record in records for each in record.participants if each.actor):
        called[participant.actor] |= {participant.name.casefold(), participant.span.quote.casefold()}
        parties[participant.actor][participant.party] += 1
    first, second = (_found(name, called, names) for name in about)
    a, b = (min(parties[id], key=lambda p: (-parties[id][p], p), default=id) for id in (first, second))
    if a == b:
        raise InputError(f"{about[0]!r} and {about[1]!r} are one party, {names.get(a, a)}; name two")
    return a, b


def _found(name: str, called: Mapping[str, set[str]], names: Mapping[str, str]) -> str:
    """The actor meant by an id or a name; a part of a name will do if it fits one actor only."""
    wanted = name.casefold()
    exact = [id for id, known in called.items() if wanted in known]
    named = [id for id, known in names.items() if wanted in known.casefold()]
    partly = [id for id, known in called.items() if any(wanted in each for each in known)]
    for fitting in (exact, named, partly):
        if len(fitting) == 1:
            return fitting[0]
    raise UnknownName("actor", name, sorted({names[id] for id in exact or named or partly or names}))


def _pair(
    records: Collection[Record], actors: Mapping[str, Actor], mentions: Mapping[str, int]
) -> tuple[str, str] | None:
    headed, told, titled = _in_headlines(records), _in_records(records), _in_titles(records)
    prominence = Counter(mentions) + Counter(party for record in _telling(records) for party in _parties(record))
    least = LEAST_PROMINENCE * max(prominence.values(), default=0)
    weights = {
        pair: headed[pair]
        + told[pair]
        + NAMED_IN_TITLE_WEIGHT * len(titled & set(pair))
        + MENTIONS_WEIGHT * min(mentions.get(party, 0) for party in pair)
        for pair in headed | told
        if headed[pair] + told[pair] >= LEAST_BETWEEN
        and (pair in headed or min(prominence[party] for party in pair) >= least)
    }
    ranked = sorted(weights, key=lambda pair: (not all(_can_deal(who, actors) for who in pair), -weights[pair], pair))
    return ranked[0] if ranked else None


def _telling(records: Iterable[Record]) -> Iterator[Record]:
    return (record for record in records if record.kind in TELLING)


def _parties(record: Record) -> list[str]:
    return sorted({participant.party for participant in record.participants if participant.party})


def _in_records(records: Iterable[Record]) -> Counter[tuple[str, str]]:
    """How much the records put each two parties in relation to each other."""
    counted: Counter[tuple[str, str]] = Counter()
    for record in _telling(records):
        for a, b in combinations(_parties(record), 2):
            counted[a, b] += FACING_WEIGHT if between(record, a, b) else JOINT_WEIGHT
    return counted


def _in_headlines(records: Collection[Record]) -> Counter[tuple[str, str]]:
    """The same of title and teaser, for each two parties that one of them names."""
    counted: Counter[tuple[str, str]] = Counter()
    mentions = [r for r in records if isinstance(r, Mention) and r.naming is not Naming.PRONOUN and r.actor.party]
    for passage in records:
        if isinstance(passage, Passage) and passage.passage in HEADLINE_WEIGHT:
            named = sorted({mention.actor.party for mention in mentions if _within(mention, passage)})
            for pair in combinations(named, 2):
                counted[pair] += HEADLINE_WEIGHT[passage.passage]
    return counted


def _in_titles(records: Collection[Record]) -> set[str]:
    """The parties that a title names."""
    titles = [r for r in records if isinstance(r, Passage) and r.passage is PassageKind.TITLE]
    named = (r for r in records if isinstance(r, Mention) and r.naming is not Naming.PRONOUN and r.actor.party)
    return {mention.actor.party for mention in named if any(_within(mention, title) for title in titles)}


def _within(mention: Mention, passage: Passage) -> bool:
    return mention.document == passage.document and passage.evidence[0].covers(mention.evidence[0])


def _can_deal(who: str, actors: Mapping[str, Actor]) -> bool:
    """Whether it can bind more than itself: persons without a state or organisation behind them come last."""
    return who not in actors or actors[who].kind is not ActorKind.PERSON
