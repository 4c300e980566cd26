"""Files of records, out and in: JSON lines for programs, Parquet for tables.

A further format is one function that writes records to an open file, and one row in `FORMATS`.
"""

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any

from realpolitik.errors import InputError
from realpolitik.plugins import Registry
from realpolitik.records.evidence import Record
from realpolitik.records.lines import decoded, read_lines, write_lines
from realpolitik.remember.rows import OWN_COLUMNS, participant_rows, record_row

Write = Callable[[Iterable[Record], IO[bytes]], int]

# The columns of single kinds that are not text.
NUMBERS = frozenset({"goldstein", "sign"})

# So many records are turned into columns at once; some tens of megabytes.
GROUP_ROWS = 10_000


def write_file(records: Iterable[Record], path: str | Path, *, format: str = "") -> int:
    """Writes the records to a new file, whole or not at all, and returns how many they were.

    `format` is a name in `FORMATS`; without one, the ending of the file's name says it.

    Errors: UnknownName if there is no such format, InputError if the file cannot be written.
    """
    write = FORMATS[format or Path(path).suffix.removeprefix(".")]
    with _whole(Path(path)) as file:
        return write(records, file)


def read_file(path: str | Path) -> Iterator[Record]:
    """The records of a file that `write_file` wrote, as JSON lines or as Parquet.

    Errors: InputError naming the file, and the line and field if it is a file of lines.
    """
    try:
        with open(path, "rb") as file:
            if Path(path).suffix == ".parquet":
                yield from _read_parquet(file, str(path))
            else:
                yield from read_lines(file, name=str(path))
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror}; see that it is there") from error


def parquet_schema() -> Any:
    """The columns of a Parquet file of records.

    `evidence` and `roles` are lists, a row each for a span and for a part played; `line` is the whole record
    line.
    """
    import pyarrow as pa

    span = {"start": pa.int64(), "end": pa.int64()}
    role = {name: pa.string() for name in ("role", "actor", "acts_for", "name", "country", "sector")}
    last = ("place", "country", *(name for name in OWN_COLUMNS if name not in NUMBERS), "rule", "run", "line")
    return pa.schema(
        {
            **{name: pa.string() for name in ("id", "kind", "document")},
            **span,
            "words": pa.string(),
            **{name: pa.string() for name in ("factuality", "polarity", "time_frame")},
            "first_day": pa.date32(),
            "last_day": pa.date32(),
            "evidence": pa.list_(pa.struct({**span, "quote": pa.string()})),
            "roles": pa.list_(pa.struct({**role, **span})),
            "goldstein": pa.float64(),
            "sign": pa.int64(),
            "confidence": pa.float64(),
            **{name: pa.string() for name in last},
        }
    )


def _write_parquet(records: Iterable[Record], file: IO[bytes]) -> int:
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema, count = parquet_schema(), 0
    with pq.ParquetWriter(file, schema) as writer:
        for group in _groups(records):
            writer.write_table(pa.Table.from_pylist([_parquet_row(record) for record in group], schema=schema))
            count += len(group)
    return count


def _parquet_row(record: Record) -> dict[str, Any]:
    evidence = [{"start": span.start, "end": span.end, "quote": span.quote} for span in record.evidence]
    return {**record_row(record), "evidence": evidence, "roles": list(participant_rows(record))}


def _read_parquet(file: IO[bytes], name: str) -> Iterator[Record]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        for batch in pq.ParquetFile(file).iter_batches(batch_size=GROUP_ROWS, columns=["line"]):
            yield from map(decoded, batch.column("line").to_pylist())
    except (pa.ArrowException, KeyError) as error:
        raise InputError(f"{name}: no Parquet file of records: {error}") from error


def _groups(records: Iterable[Record]) -> Iterator[list[Record]]:
    group: list[Record] = []
    for record in records:
        group.append(record)
        if len(group) == GROUP_ROWS:
            yield group
            group = []
    if group:
        yield group


@contextmanager
def _whole(path: Path) -> Iterator[IO[bytes]]:
    """A file that takes its name only once it is written to its end."""
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        with open(part, "wb") as file:
            yield file
        part.replace(path)
    except OSError as error:
        raise InputError(f"{path}: cannot be written: {error.strerror}; see that its folder exists") from error
    finally:
        with suppress(OSError):
            part.unlink()


FORMATS: Registry[Write] = Registry("file format", {"jsonl": write_lines, "parquet": _write_parquet})
