"""The gazetteer: towns, provinces, countries and continents of GeoNames by any of their names, and our own regions.

The file places/gazetteer.npz is made by scripts/build_gazetteer.py; it is opened at the first question, in about 0.1 s.
"""

import unicodedata
from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, cached_property, lru_cache
from typing import Any

from realpolitik.lexicon.loader import TABLES, Row, many, rows, validity
from realpolitik.lexicon.names import WORD
from realpolitik.records.actors import Validity
from realpolitik.records.places import Place

FILE = "places/gazetteer.npz"
KINDS = ("city", "admin1", "admin2", "country", "continent")
# Words that are written in two ways in the names of towns.
SHORT = {"saint": "st", "sainte": "ste", "mount": "mt", "fort": "ft"}
# The kinds of names of a state that name the country and not its government, people or seat.
COUNTRY_NAMES = frozenset({"name", "acronym", "former"})
ALWAYS = Validity()


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A place that a name may stand for. `admin1` is GeoNames' code of its state or province ("US.TX")."""

    place: Place
    population: int = 0
    admin1: str = ""
    validity: Validity = ALWAYS

    @property
    def own(self) -> bool:
        """Whether it comes from our own tables of states and regions."""
        return self.place.kind == "country" or not self.place.geonames


def key(name: str) -> str:
    """A name as it is looked up: no accents, no capitals, no marks between its words.

    Example:
        >>> key("Saint-Étienne"), key("St. Etienne")
        ('st etienne', 'st etienne')
    """
    plain = name if name.isascii() else _without_accents(name)
    return " ".join(SHORT.get(word, word) for word in WORD.findall(plain.casefold()))


def _without_accents(name: str) -> str:
    return "".join(letter for letter in unicodedata.normalize("NFKD", name) if not unicodedata.combining(letter))


class Gazetteer:
    """Places by name; what it gives for a name is in order of population."""

    def __init__(self) -> None:
        self._columns = _columns()
        self._keys = _lines(self._columns["keys"])
        self._names = _lines(self._columns["names"])
        self._country_codes = _lines(self._columns["countries"])
        self._admin1_codes = _lines(self._columns["admins"])

    # Texts ask for the same names again and again; so many answers take 3 MB. Chosen by hand, never calibrated.
    @lru_cache(maxsize=10_000)  # noqa: B019  # there is one gazetteer a process
    def named(self, name: str) -> tuple[Candidate, ...]:
        """All places of that name: countries, regions and abbreviations of our own tables first, then by population."""
        folded = key(name)
        own = self._own.get(folded, ())
        return own + tuple(candidate for candidate in self._of_geonames(folded) if candidate not in own)

    def country(self, iso3: str) -> Candidate | None:
        """The country of an ISO 3166-1 alpha-3 code, as a place."""
        return self._countries.get(iso3)

    def is_capital(self, candidate: Candidate) -> bool:
        """Whether it is the capital of its country, or was."""
        place = candidate.place
        return place.kind == "city" and (place.country, key(place.name)) in self._capitals

    def on(self, candidate: Candidate, day: date | None) -> Place:
        """The place as it was held and claimed on a day: a town of a disputed area shares its holder and claimants."""
        admin1, place = candidate.admin1, candidate.place
        areas = (place.id, admin1, admin1.split(".")[0])
        name = next((self._disputed[area] for area in areas if area in self._disputed), "")
        held = [region for region in self._regions.get(name, ()) if region.validity.holds_on(day)]
        if not held or place.kind == "country":
            return place
        region = held[-1].place
        return replace(place, country=region.country, holder=region.holder, claimants=region.claimants)

    def _of_geonames(self, folded: str) -> tuple[Candidate, ...]:
        at = bisect_left(self._keys, folded)
        if at == len(self._keys) or self._keys[at] != folded:
            return ()
        first, last = self._columns["first"][at], self._columns["first"][at + 1]
        return tuple(self._candidate(int(row)) for row in self._columns["rows"][first:last])

    def _of_kind(self, kind: str) -> list[Candidate]:
        return [self._candidate(int(row)) for row in (self._columns["kind"] == KINDS.index(kind)).nonzero()[0]]

    def _candidate(self, row: int) -> Candidate:
        columns = self._columns
        kind, country = KINDS[columns["kind"][row]], self._country_codes[columns["country"][row]]
        geonames = int(columns["geonames"][row])
        place = Place(
            id=country if kind == "country" else f"geonames:{geonames}",
            name=self._names[row],
            kind=kind,
            latitude=int(columns["latitude"][row]) / 1000,
            longitude=int(columns["longitude"][row]) / 1000,
            radius_km=float(columns["radius_km"][row]),
            country=country,
            geonames=geonames,
        )
        return Candidate(
            place=place, population=int(columns["population"][row]), admin1=self._admin1_codes[columns["admin1"][row]]
        )

    @cached_property
    def _countries(self) -> dict[str, Candidate]:
        return {candidate.place.country: candidate for candidate in self._of_kind("country")}

    @cached_property
    def _capitals(self) -> frozenset[tuple[str, str]]:
        aliases = rows("actors/state_aliases.tsv")
        return frozenset((row["actor"], key(row["alias"])) for row in aliases if row["kind"] == "capital")

    @cached_property
    def _disputed(self) -> dict[str, str]:
        return {row["area"]: row["region"] for row in rows("places/disputed_areas.tsv")}

    @cached_property
    def _regions(self) -> dict[str, list[Candidate]]:
        found: dict[str, list[Candidate]] = defaultdict(list)
        for row in rows("places/regions.tsv"):
            found[row["name"]].append(_region(row))
        return found

    @cached_property
    def _own(self) -> dict[str, tuple[Candidate, ...]]:
        """Countries, regions and provinces under the names that our own tables give them."""
        found: dict[str, list[Candidate]] = defaultdict(list)
        for row in rows("actors/state_aliases.tsv"):
            country = self.country(row["actor"])
            if country and row["kind"] in COUNTRY_NAMES and not row["alias"].endswith("government"):
                found[key(row["alias"])].append(country)
        regions = {region.place.id: region for dated in self._regions.values() for region in dated}
        for region in regions.values():
            found[key(region.place.name)].append(region)
        for row in rows("places/region_aliases.tsv"):
            if row["place"] in regions:
                found[key(row["alias"])].append(regions[row["place"]])
        provinces = {candidate.admin1: candidate for candidate in self._of_kind("admin1")}
        for row in rows("places/province_aliases.tsv"):
            found[key(row["alias"])].append(provinces[row["province"]])
        return {name: tuple(dict.fromkeys(candidates)) for name, candidates in found.items()}


@cache
def gazetteer() -> Gazetteer:
    """The gazetteer, opened once a process."""
    return Gazetteer()


def _columns() -> dict[str, Any]:
    import numpy

    with TABLES.joinpath(FILE).open("rb") as file, numpy.load(file) as columns:
        return dict(columns)


def _lines(column: Any) -> list[str]:
    text: str = column.tobytes().decode()
    return text.split("\n")


def _region(row: Row) -> Candidate:
    countries = many(row["countries"])
    place = Place(
        id=row["id"],
        name=row["name"],
        kind=row["kind"],
        latitude=float(row["lat"]) if row["lat"] else None,
        longitude=float(row["lon"]) if row["lon"] else None,
        radius_km=float(row["radius_km"] or 0),
        country=countries[0] if len(countries) == 1 else "",
        holder=many(row["holder"]),
        claimants=many(row["claimants"]),
    )
    return Candidate(place=place, validity=validity(row))
