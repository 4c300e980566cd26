"""Files of records: whole or not at all, and the same records when they are read again."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from realpolitik.errors import InputError, UnknownName
from realpolitik.records.claims import Claim
from realpolitik.records.events import EventType
from realpolitik.records.evidence import Record
from realpolitik.records.interests import Direction, Interest
from realpolitik.records.times import on
from realpolitik.remember import exchange
from realpolitik.remember.exchange import parquet_schema, read_file, write_file
from realpolitik.remember.rows import record_row
from tests.builders import TEXT, event, record, span, who

FOUND: list[Record] = [
    event(
        TEXT,
        "Peru threatened Chile",
        EventType.THREATEN,
        "Peru=PER",
        "Chile=CHL",
        goldstein=-6.4,
        happened=on(date(1999, 3, 4)),
    ),
    record(
        Interest,
        TEXT,
        "wants access to the port of Arica",
        direction=Direction.WANT,
        object=span(TEXT, "access"),
        holder=(who(TEXT, "Chile", "CHL"),),
    ),
    record(Claim, TEXT, ["Peru", "tariffs"]),
]


@pytest.mark.parametrize("ending", ["jsonl", "parquet"])
@pytest.mark.parametrize("group", [1, 2, 3, 10])
def test_files_come_back_as_they_went(tmp_path: Path, ending: str, group: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """In every format, the records read are the records written, and the same records give the same bytes."""
    monkeypatch.setattr(exchange, "GROUP_ROWS", group)
    path = tmp_path / f"records.{ending}"
    assert write_file(FOUND, path) == 3
    assert list(read_file(path)) == FOUND
    once = path.read_bytes()
    write_file(iter(FOUND), path)
    assert path.read_bytes() == once
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("ending", ["jsonl", "parquet"])
def test_no_records_are_an_empty_file(tmp_path: Path, ending: str) -> None:
    """Nothing to write is no error, and reads as nothing."""
    assert write_file([], tmp_path / f"none.{ending}") == 0
    assert list(read_file(tmp_path / f"none.{ending}")) == []


def test_parquet_has_columns_to_count_with(tmp_path: Path) -> None:
    """Dates, numbers, evidence and roles are columns of their own, not text."""
    import pyarrow.parquet as pq

    write_file(FOUND, tmp_path / "records.parquet")
    rows = pq.read_table(tmp_path / "records.parquet").to_pylist()
    assert rows[0]["goldstein"] == -6.4
    assert rows[0]["first_day"] == date(1999, 3, 4)
    assert [part["actor"] for part in rows[0]["roles"]] == ["PER", "CHL"]
    assert rows[1]["direction"] == "want"
    assert rows[2]["evidence"] == [
        {"start": 0, "end": 4, "quote": "Peru"},
        {"start": 27, "end": 34, "quote": "tariffs"},
    ]


def test_every_column_of_a_row_is_in_the_file() -> None:
    """A column that is added to the rows is not forgotten in the files."""
    unneeded = {"dated"}  # the days say it
    assert set(parquet_schema().names) == set(record_row(FOUND[0])) - unneeded | {"evidence", "roles"}


def test_the_format_can_be_named(tmp_path: Path) -> None:
    """A name stands above the file's ending; an unknown one is answered with the known."""
    write_file(FOUND, tmp_path / "records.txt", format="jsonl")
    assert list(read_file(tmp_path / "records.txt")) == FOUND
    with pytest.raises(UnknownName, match="unknown file format 'xlsx'; known: jsonl, parquet"):
        write_file(FOUND, tmp_path / "records.xlsx")


def test_a_file_is_whole_or_not_there(tmp_path: Path) -> None:
    """If the records break off, the file that was there before stays as it was, and no scrap is left."""
    path = tmp_path / "records.jsonl"
    write_file(FOUND, path)
    before = path.read_bytes()

    def broken() -> Iterator[Record]:
        yield FOUND[0]
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_file(broken(), path)
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    ("do", "words"),
    [
        (lambda path: write_file(FOUND, path / "no" / "records.jsonl"), "cannot be written: No such file"),
        (lambda path: list(read_file(path / "no.jsonl")), "cannot be read: No such file"),
        (lambda path: list(read_file(path)), "cannot be read: Is a directory"),
    ],
    ids=["write", "missing", "folder"],
)
def test_a_path_that_does_not_work_is_named(tmp_path: Path, do: Any, words: str) -> None:
    """What the system says is told with the path."""
    with pytest.raises(InputError, match=words) as error:
        do(tmp_path)
    assert str(tmp_path) in str(error.value)


def test_a_wrong_line_is_named_with_its_file(tmp_path: Path) -> None:
    """File, line and field stand before what is wrong."""
    (tmp_path / "records.jsonl").write_text('\n{"id": "x"}\n')
    with pytest.raises(InputError, match=r"records\.jsonl, line 2: kind: missing"):
        list(read_file(tmp_path / "records.jsonl"))


def test_a_parquet_file_of_something_else_is_refused(tmp_path: Path) -> None:
    """A file that is no Parquet, or a table of other things, is named as such."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    for name, make in (
        ("text.parquet", lambda path: path.write_text(TEXT)),
        ("sales.parquet", lambda path: pq.write_table(pa.table({"year": [1999]}), path)),
    ):
        make(tmp_path / name)
        with pytest.raises(InputError, match=rf"{name}: no Parquet file of records"):
            list(read_file(tmp_path / name))
