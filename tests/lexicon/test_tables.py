"""The tables agree with each other: nothing dangles, nothing is there twice."""

from collections import Counter, defaultdict

import pytest

from realpolitik.lexicon.loader import Row, many, rows, validity


def ids(*tables: str) -> set[str]:
    """All ids of these tables."""
    return {row["id"] for table in tables for row in rows(table)}


STATES = "actors/states.tsv"
ORGANISATIONS = "actors/organisations.tsv"
# Two people may rightly hold these at once: captains regent, co-princes, a tripartite presidency, rival governments.
SHARED_OFFICES = {"SMR", "AND", "BIH", "CHE", "LBY", "YEM", "SDN", "AFG", "SOM", "KHM", "LAO", "VEN", "MMR"}


@pytest.mark.parametrize("table", [STATES, ORGANISATIONS, "places/regions.tsv"])
def test_ids_are_unique(table: str) -> None:
    """An id names one thing."""
    counted = Counter(row["id"] for row in rows(table))
    assert [name for name, times in counted.items() if times > 1] == []


@pytest.mark.parametrize(
    ("table", "column", "known"),
    [
        pytest.param("actors/state_aliases.tsv", "actor", (STATES,), id="state aliases"),
        pytest.param("actors/organisation_aliases.tsv", "actor", (ORGANISATIONS,), id="organisation aliases"),
        pytest.param("actors/organisations.tsv", "parent", (STATES, ORGANISATIONS), id="parents"),
        pytest.param("actors/organisations.tsv", "country", (STATES,), id="countries"),
        pytest.param("actors/office_holders.tsv", "actor", (STATES, ORGANISATIONS), id="offices"),
        pytest.param("places/region_aliases.tsv", "place", ("places/regions.tsv",), id="region aliases"),
        pytest.param("places/regions.tsv", "countries", (STATES,), id="countries of regions"),
        pytest.param("places/regions.tsv", "holder", (STATES, ORGANISATIONS), id="holders"),
        pytest.param("places/regions.tsv", "claimants", (STATES, ORGANISATIONS), id="claimants"),
    ],
)
def test_references_lead_somewhere(table: str, column: str, known: tuple[str, ...]) -> None:
    """Whatever a row names by its id exists."""
    there = ids(*known)
    assert sorted({name for row in rows(table) for name in many(row[column])} - there) == []


def test_a_persons_alias_has_a_person() -> None:
    """No alias without an office holder."""
    persons = {row["person"] for row in rows("actors/office_holders.tsv")}
    assert {row["person"] for row in rows("actors/person_aliases.tsv")} - persons == set()


@pytest.mark.parametrize(
    "table", ["actors/state_aliases.tsv", "actors/organisation_aliases.tsv", "places/region_aliases.tsv"]
)
def test_no_alias_row_stands_twice(table: str) -> None:
    """The same alias of the same thing, of the same kind and time, is one row."""
    counted = Counter(tuple(value for key, value in row.items() if key != "origin") for row in rows(table))
    assert [row for row, times in counted.items() if times > 1] == []


def test_validity_never_ends_before_it_starts() -> None:
    """Every dated row holds for some time."""
    for table in (STATES, ORGANISATIONS, "actors/office_holders.tsv", "actors/state_aliases.tsv"):
        for row in rows(table):
            when = validity(row)
            assert when.start is None or when.end is None or when.start <= when.end, (table, row)


def test_an_office_for_one_is_held_by_one() -> None:
    """Two heads of state of one state never overlap by more than the coarseness of their dates."""
    terms: dict[str, list[Row]] = defaultdict(list)
    for row in rows("actors/office_holders.tsv"):
        if row["role"] == "head_of_state" and row["actor"] not in SHARED_OFFICES:
            terms[row["actor"]].append(row)
    overlapping = [
        (actor, a["person"], b["person"])
        for actor, held in terms.items()
        for n, a in enumerate(held)
        for b in held[n + 1 :]
        if a["person"] != b["person"] and a["office"] == b["office"] and _overlap_days(a, b) > 400
    ]
    assert overlapping == []


def _overlap_days(a: Row, b: Row) -> int:
    one, two = validity(a), validity(b)
    if not (one.start and one.end and two.start and two.end):
        return 0
    return (min(one.end, two.end) - max(one.start, two.start)).days


def test_one_slug_is_one_person() -> None:
    """All terms of a person bear one name."""
    names: dict[str, set[str]] = defaultdict(set)
    for row in rows("actors/office_holders.tsv"):
        names[row["person"]].add(row["name"])
    assert {person: found for person, found in names.items() if len(found) > 1} == {}
