"""Reads, checks and indexes tables/; the only code that opens them.

A table is tab-separated text with a header line: no quoting, `|` between several values of one cell, dates in ISO 8601
and as coarse as they are known (1991, 1991-12, 1991-12-26), an empty cell for what is unknown or open.
"""

import calendar
import hashlib
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from importlib import resources

from realpolitik.errors import TableError, UnknownName
from realpolitik.records.actors import Validity

Row = Mapping[str, str]
TABLES = resources.files("realpolitik.lexicon") / "tables"


@cache
def rows(table: str) -> tuple[Row, ...]:
    """The rows of a table such as "actors/states.tsv", in the order of the file.

    Errors: UnknownName if there is no such table, TableError where a row has more or fewer cells than the header.
    """
    try:
        text = TABLES.joinpath(table).read_text(encoding="utf-8")
    except (FileNotFoundError, IsADirectoryError):
        raise UnknownName("table", table, tables()) from None
    lines = text.split("\n")
    header = lines[0].split("\t")
    return tuple(_row(table, number, header, line) for number, line in enumerate(lines[1:], start=2) if line)


def _row(table: str, number: int, header: list[str], line: str) -> Row:
    cells = line.split("\t")
    if len(cells) != len(header):
        raise TableError(f"{table}, line {number}: {len(cells)} cells, but the header has {len(header)}")
    return dict(zip(header, map(str.strip, cells), strict=True))


def tables() -> tuple[str, ...]:
    """The names of all tables, sorted."""

    def walk(folder: object, prefix: str) -> Iterator[str]:
        for entry in folder.iterdir():  # type: ignore[attr-defined]
            if entry.is_dir():
                yield from walk(entry, f"{prefix}{entry.name}/")
            elif entry.name.endswith(".tsv"):
                yield prefix + entry.name

    return tuple(sorted(walk(TABLES, "")))


@cache
def digest() -> str:
    """The SHA-256 of all tables, part of what identifies a run."""
    found = hashlib.sha256()
    for table in tables():
        found.update(table.encode())
        found.update(TABLES.joinpath(table).read_bytes())
    return found.hexdigest()


def many(cell: str) -> tuple[str, ...]:
    """The values of a cell that holds several."""
    return tuple(value.strip() for value in cell.split("|") if value.strip())


@cache
def first_day(cell: str) -> date | None:
    """The first day that a date of any coarseness allows; None for an empty cell.

    Example:
        >>> first_day("1991-12")
        datetime.date(1991, 12, 1)
    """
    if not cell:
        return None
    year, month, day = _parts(cell)
    return date(year, month or 1, day or 1)


@cache
def last_day(cell: str) -> date | None:
    """The last day that a date of any coarseness allows; None for an empty cell.

    Example:
        >>> last_day("1991-12")
        datetime.date(1991, 12, 31)
    """
    if not cell:
        return None
    year, month, day = _parts(cell)
    month = month or 12
    return date(year, month, day or calendar.monthrange(year, month)[1])


def _parts(cell: str) -> tuple[int, int, int]:
    try:
        numbers = [int(part) for part in cell.split("-")]
    except ValueError:
        raise TableError(f"{cell!r} is no date: write 1991, 1991-12 or 1991-12-26") from None
    year, month, day = (*numbers, 0, 0)[:3]
    return year, month, day


def validity(row: Row) -> Validity:
    """From when to when a row holds: its columns `from` and `to`."""
    return Validity(start=first_day(row["from"]), end=last_day(row["to"]))
