"""The actors we know beforehand: states, organisations, persons with their dated offices, and nouns for actors."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property

from realpolitik.lexicon.loader import Row, rows, validity
from realpolitik.lexicon.names import NameIndex
from realpolitik.records.actors import Actor, ActorKind, Alias, Office

# The highest office first: who is president and party leader at once acts as president.
ROLE_ORDER = (
    "head_of_state",
    "head_of_government",
    "organisation_head",
    "foreign_minister",
    "defence_minister",
    "vice_head",
)

# The kind of alias that no table lists: the family name of a leader.
SURNAME = "surname"
# Where the family name is the first word: by the custom of these states and of the press that writes of them.
FAMILY_NAME_FIRST = frozenset({"CHN", "PRK", "KOR", "TWN", "VNM", "SGP"})


@dataclass(frozen=True, slots=True)
class AgentNoun:
    """A common noun for political actors, and the PLOVER sector it stands for."""

    noun: str
    sector: str
    kind: str  # person, group or body


@dataclass(frozen=True, slots=True)
class Title:
    """A word before or after a name that says what the person is; `borrows` if the sector is that of the institution.

    "President" is GOV by itself; a "spokesman" is MIL for an army and REB for rebels.
    """

    title: str
    sector: str
    borrows: bool
    gender: str  # m, f or ""


class Actors:
    """Everyone the tables know, by id and by name."""

    def __init__(self) -> None:
        self.by_id: dict[str, Actor] = {actor.id: actor for actor in _all_actors()}
        found: dict[str, list[Alias]] = defaultdict(list)
        for alias in _all_aliases():
            if alias.actor in self.by_id:
                found[alias.name].append(alias)
        self.aliases: Mapping[str, tuple[Alias, ...]] = {
            name: tuple(sorted(aliases, key=lambda alias: (alias.actor, alias.kind)) if aliases[1:] else aliases)
            for name, aliases in sorted(found.items())
        }

    @cached_property
    def index(self) -> NameIndex:
        """All names, to be found in a text."""
        return NameIndex(self.aliases)

    @cached_property
    def agents(self) -> Mapping[str, AgentNoun]:
        """Nouns for actors, by lemma and by irregular plural, lower-case, a hyphen as a space."""
        found: dict[str, AgentNoun] = {}
        for row in rows("actors/agents.tsv"):
            agent = AgentNoun(noun=row["noun"], sector=row["sector"], kind=row["kind"])
            for form in (row["noun"], row["plural"] or _plural(row["noun"])):
                found.setdefault(form.lower().replace("-", " "), agent)
        return found

    @cached_property
    def titles(self) -> Mapping[str, Title]:
        """Titles by their words, lower-case."""
        return {
            row["title"].lower(): Title(row["title"], row["sector"], row["borrows"] == "yes", row["gender"])
            for row in rows("cues/titles.tsv")
        }

    @cached_property
    def description_words(self) -> frozenset[str]:
        """Every word of a title or of a noun for actors, lower-case."""
        return frozenset(word for known in (self.titles, self.agents) for words in known for word in words.split(" "))

    @cached_property
    def _holders(self) -> Mapping[tuple[str, str], tuple[Actor, ...]]:
        found: dict[tuple[str, str], list[Actor]] = defaultdict(list)
        for actor in self.by_id.values():
            for title in dict.fromkeys((office.actor, office.title.lower()) for office in actor.offices):
                found[title].append(actor)
        return {title: tuple(holders) for title, holders in found.items()}

    def holder(self, actor: str, title: str, day: date | None) -> Actor | None:
        """Who held an office of a state or organisation on that day, if the tables know exactly one."""
        found = [
            person
            for person in self._holders.get((actor, title.lower()), ())
            for office in person.offices
            if day and office.actor == actor and office.title.lower() == title.lower() and office.validity.holds_on(day)
        ]
        return found[0] if len({person.id for person in found}) == 1 else None

    def agent(self, words: Sequence[str]) -> AgentNoun | None:
        """The longest noun for an actor at the end of these words, lower-case ("the", "foreign", "ministry")."""
        for start in range(len(words)):
            found = self.agents.get(" ".join(words[start:]))
            if found:
                return found
        return None

    def named(self, name: str, day: date | None = None) -> tuple[Alias, ...]:
        """The aliases spelled like this that were in use on that day; without any, those of any day."""
        aliases = self.aliases.get(name, ())
        in_use = tuple(alias for alias in aliases if alias.validity.holds_on(day))
        return in_use or aliases


@cache
def actors() -> Actors:
    """The tables' actors, read once."""
    return Actors()


def _plural(noun: str) -> str:
    """The regular plural."""
    if noun.endswith("y") and noun[-2:-1] not in {"a", "e", "o", "u"}:
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "x", "ch", "sh")) else "s")


def _all_actors() -> Iterator[Actor]:
    for row in rows("actors/states.tsv"):
        yield Actor(
            id=row["id"],
            name=row["name"],
            kind=ActorKind.STATE,
            country=row["id"],
            detail="state",
            validity=validity(row),
            origin=row["origin"],
        )
    for row in rows("actors/organisations.tsv"):
        yield Actor(
            id=row["id"],
            name=row["name"],
            kind=ActorKind.ORGANISATION,
            country=row["country"],
            sector=row["sector"],
            detail=row["kind"],
            parent=row["parent"],
            validity=validity(row),
            origin=row["origin"],
        )
    yield from _persons()


def _persons() -> Iterator[Actor]:
    terms: dict[str, list[Row]] = defaultdict(list)
    for row in rows("actors/office_holders.tsv"):
        terms[row["person"]].append(row)
    for person, held in sorted(terms.items()):
        offices = tuple(sorted(map(_office, held), key=_rank) if held[1:] else map(_office, held))
        yield Actor(
            id=person,
            name=held[0]["name"],
            kind=ActorKind.PERSON,
            country=_country(held[0]["actor"]),
            sector=offices[0].sector,
            detail="person",
            offices=offices,
            origin=held[0]["origin"],
        )


def _office(row: Row) -> Office:
    return Office(
        title=row["office"],
        role=row["role"],
        actor=row["actor"],
        sector=row["sector"],
        validity=validity(row),
        origin=row["origin"],
    )


def _rank(office: Office) -> tuple[int, date, str]:
    order = ROLE_ORDER.index(office.role) if office.role in ROLE_ORDER else len(ROLE_ORDER)
    return order, office.validity.start or date.min, office.title


def _country(actor: str) -> str:
    """The state itself, or the state that the organisation belongs to."""
    return actor if len(actor) == 3 and actor.isupper() else _organisation_country().get(actor, "")


@cache
def _organisation_country() -> Mapping[str, str]:
    return {row["id"]: row["country"] for row in rows("actors/organisations.tsv")}


def _all_aliases() -> Iterator[Alias]:
    for table in ("actors/state_aliases.tsv", "actors/organisation_aliases.tsv"):
        for row in rows(table):
            yield Alias(
                actor=row["actor"],
                name=row["alias"],
                kind=row["kind"],
                validity=validity(row),
                origin=row["origin"],
            )
    names = {(row["person"], row["name"]): row for row in rows("actors/office_holders.tsv")}
    for (person, name), row in names.items():
        yield Alias(actor=person, name=name, kind="name", origin=row["origin"])
    for row in rows("actors/person_aliases.tsv"):
        yield Alias(actor=row["person"], name=row["alias"], kind=row["kind"], origin=row["origin"])
    # Those whose surname alone says who is meant while they are in office.
    leading = {
        (row["person"], row["name"]): row for row in rows("actors/office_holders.tsv") if row["role"] in ROLE_ORDER
    }
    for (person, name), row in leading.items():
        words = name.split()
        first = row["actor"] in FAMILY_NAME_FIRST and len(words) > 2
        yield Alias(actor=person, name=words[0 if first else -1], kind=SURNAME, origin=row["origin"])
