"""The gazetteer: towns, provinces, countries and continents of GeoNames by any of their names, and our own regions.

The file places/gazetteer.npz is made by scripts/build_gazetteer.py; it is opened at the first question, in about 0.1 s.
"""

import unicodedata
from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A place that a name may stand for. `admin1` is GeoNames' code of its state or province ("US.TX")."""

    place: Place
    population: int = 0
    admin1: str = ""
    validity: Validity = Validity()

    @property
    def near(self) -> tuple[float, float] | None:
        """Latitude and longitude, where they are known."""
        if self.place.latitude is None or self.place.longitude is None:
            return None
        return self.place.latitude, self.place.longitude


def key(name: str) -> str:
    """A name as it is looked up: no accents, no capitals, no marks between its words.

    Example:
        >>> key("Saint-Étienne"), key("St. Etienne")
        ('st etienne', 'st etienne')
    """
    plain = "".join(letter for letter in unicodedata.normalize("NFKD", name) if not unicodedata.combining(letter))
    return " ".join(SHORT.get(word, word) for word in WORD.findall(plain.casefold()))


class Gazetteer:
    """Places by name; what it gives for a name is in order of population."""

    def __init__(self) -> None:
        self._columns = _columns()
        self._keys: list[str] = _lines(self._columns["keys"])
        self._names: list[str] = _lines(self._columns["names"])
        self._countries: list[str] = _lines(self._columns["countries"])
        self._admins: list[str] = _lines(self._columns["admins"])
        self._own = _own_places(self)

    def named(self, name: str) -> tuple[Candidate, ...]:
        """All places of that name: countries and regions of our own tables first, then by population."""
        folded = key(name)
        return self._own.get(folded, ()) + self._of_geonames(folded)

    def _of_geonames(self, folded: str) -> tuple[Candidate, ...]:
        at = bisect_left(self._keys, folded)
        if at == len(self._keys) or self._keys[at] != folded:
            return ()
        first, last = self._columns["first"][at], self._columns["first"][at + 1]
        return tuple(self._candidate(int(row)) for row in self._columns["rows"][first:last])

    def country(self, iso3: str) -> Candidate | None:
        """The country of an ISO 3166-1 alpha-3 code, as a place."""
        return self._by_country.get(iso3)

    @property
    def _by_country(self) -> dict[str, Candidate]:
        return _countries(self)

    def _rows_of(self, kind: str) -> list[int]:
        import numpy

        return [int(row) for row in numpy.flatnonzero(self._columns["kind"] == KINDS.index(kind))]

    def _candidate(self, row: int) -> Candidate:
        columns = self._columns
        kind, country = KINDS[columns["kind"][row]], self._countries[columns["country"][row]]
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
            place=place,
            population=int(columns["population"][row]),
            admin1=self._admins[columns["admin1"][row]],
        )


@cache
def gazetteer() -> Gazetteer:
    """The gazetteer, opened once a process."""
    return Gazetteer()


@cache
def _countries(gazetteer: Gazetteer) -> dict[str, Candidate]:
    found = (gazetteer._candidate(row) for row in gazetteer._rows_of("country"))
    return {candidate.place.country: candidate for candidate in found}


def _columns() -> dict[str, Any]:
    import numpy

    with TABLES.joinpath(FILE).open("rb") as file, numpy.load(file) as columns:
        return dict(columns)


def _lines(column: Any) -> list[str]:
    text: str = column.tobytes().decode()
    return text.split("\n")


def _own_places(gazetteer: Gazetteer) -> dict[str, tuple[Candidate, ...]]:
    """Countries under the names that the table of states gives them, and the regions of our own table."""
    found: dict[str, list[Candidate]] = defaultdict(list)
    for row in rows("actors/state_aliases.tsv"):
        country = gazetteer.country(row["actor"])
        if row["kind"] in COUNTRY_NAMES and country and not row["alias"].endswith("government"):
            found[key(row["alias"])].append(country)
    regions = {row["id"]: _region(row) for row in rows("places/regions.tsv")}
    for region in regions.values():
        found[key(region.place.name)].append(region)
    for row in rows("places/region_aliases.tsv"):
        if row["place"] in regions:
            found[key(row["alias"])].append(regions[row["place"]])
    return {name: tuple(dict.fromkeys(candidates)) for name, candidates in found.items()}


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
