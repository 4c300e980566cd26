"""Tables and how they are read."""

from datetime import date

import pytest

from realpolitik.errors import TableError, UnknownName
from realpolitik.lexicon import loader


def test_every_table_can_be_read_and_gives_its_origin() -> None:
    """Every row of every table has as many cells as its header and says where it comes from and since when."""
    for table in loader.tables():
        for row in loader.rows(table):
            assert row.get("origin"), (table, row)
            assert loader.first_day(row["added"]), (table, row)


def test_an_unknown_table_lists_the_known() -> None:
    """Asking for a table that is not there says which are."""
    with pytest.raises(UnknownName, match=r"actors/states\.tsv"):
        loader.rows("actors/planets.tsv")


@pytest.mark.parametrize(
    ("cell", "first", "last"),
    [
        pytest.param("1991", date(1991, 1, 1), date(1991, 12, 31), id="year"),
        pytest.param("2000-02", date(2000, 2, 1), date(2000, 2, 29), id="month of a leap year"),
        pytest.param("1991-12-26", date(1991, 12, 26), date(1991, 12, 26), id="day"),
        pytest.param("", None, None, id="open"),
    ],
)
def test_a_coarse_date_has_a_first_and_a_last_day(cell: str, first: date | None, last: date | None) -> None:
    """A date in a table is as wide as it is coarse."""
    assert (loader.first_day(cell), loader.last_day(cell)) == (first, last)


def test_what_is_no_date_is_an_error_of_the_table() -> None:
    """A word in a date's cell is refused."""
    with pytest.raises(TableError, match="no date"):
        loader.first_day("spring")


def test_a_cell_of_several_values_is_split() -> None:
    """Values are parted by a bar, and white space around them does not count."""
    assert loader.many("ISR | SYR|") == ("ISR", "SYR")


def test_a_short_row_is_refused_with_its_line() -> None:
    """A row with a missing cell names table and line."""
    with pytest.raises(TableError, match=r"t\.tsv, line 7: 2 cells, but the header has 3"):
        loader._row("t.tsv", 7, ["a", "b", "c"], "1\t2")


def test_the_digest_is_of_all_tables() -> None:
    """It is a SHA-256 and the same each time."""
    assert len(loader.digest()) == 64
    assert loader.digest() == loader.digest()
