"""The embedded ledger: DuckDB, one file, one writing process.

Each table takes its rows of a batch as one Arrow table.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from typing import Any

from realpolitik.errors import LedgerError
from realpolitik.remember.engine import PORTION_ROWS, Cells, T, Values, explained, first_line
from realpolitik.remember.ledger import Ledger

# What a text from the news might make the engine do: nothing outside its own file, and no way to switch that
# on.
CONFIG = {
    "enable_external_access": "false",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "lock_configuration": "true",
}

# The types of ledger.sql, by the names that Arrow has for them.
ARROW_TYPES = {
    "VARCHAR": "string",
    "BIGINT": "int64",
    "DOUBLE": "float64",
    "BOOLEAN": "bool_",
    "DATE": "date32",
    "BLOB": "binary",
}

# How DuckDB says why a file does not open, and what its keeper can do; the first that fits.
OPENING = (
    ("lock on file", "another process{pid} has it open; wait until that has ended, or end it, and try again"),
    (
        "different configuration",
        "this program has it open already, for writing or for reading; close that first",
    ),
    ("does not exist", "there is no such ledger yet; read an article into it first"),
    ("not a valid DuckDB database", "the file is something else; name another file, or move this one away"),
    ("version number", "another version of DuckDB wrote it; pip install --upgrade duckdb may help"),
    ("", "see that its folder exists, that you may write there and that the disk is not full"),
)

UNREADABLE = "it cannot be read; open it anew or, if that does not help, take it from a backup"


def open_ledger(path: str | Path, *, read_only: bool = False) -> Ledger:
    """The ledger in this file, made if it does not exist; ":memory:" for one that is gone when closed.

    With `read_only`, several processes can look at it at once, and nothing is made or changed.

    Errors: LedgerError if the file cannot be opened, is in use, is no ledger, or one of another version.
    """
    return Ledger.on(DuckEngine(_connect(str(path), read_only=read_only), str(path)), read_only=read_only)


class DuckEngine:
    """An `Engine` on a DuckDB file."""

    def __init__(self, connection: Any, name: str) -> None:
        self._connection = connection
        self.name = name

    def ask(self, query: str, values: Values | None = None) -> list[Cells]:
        """All rows of the answer."""
        with self._explained(UNREADABLE):
            found: list[Cells] = self._connection.execute(query, values).fetchall()
        return found

    def portions(self, query: str, values: Values | None = None) -> Iterator[Cells]:
        """The same row by row."""
        with self._explained(UNREADABLE):
            found = self._connection.execute(query, values)
            while rows := found.fetchmany(PORTION_ROWS):
                yield from rows

    def insert(self, table: str, rows: Sequence[Mapping[str, Any]]) -> None:
        """Adds rows as one Arrow table."""
        if rows:
            import pyarrow

            types = self.ask(
                "SELECT column_name, data_type FROM duckdb_columns() WHERE table_name = $table ORDER BY column_index",
                {"table": table},
            )
            schema = pyarrow.schema([(name, _arrow_type(type)) for name, type in types])
            self._connection.register("incoming", pyarrow.Table.from_pylist(rows, schema=schema))
            self._connection.execute(f"INSERT INTO {table} SELECT * FROM incoming")
            self._connection.unregister("incoming")

    def retried(self, work: Callable[[], T]) -> T:
        """What the work gives: a file does not lose its connection."""
        return work()

    def close(self) -> None:
        """Gives the file back."""
        self._connection.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All that is done inside, or none of it."""
        advice = (
            "nothing of this batch was stored; see that the disk is not full and the ledger not opened "
            "read-only, then read it again"
        )
        with self._explained(advice):
            try:
                self._connection.begin()
                yield
                self._connection.commit()
            except BaseException:
                self._undo()
                raise

    def _undo(self) -> None:
        import duckdb

        # A commit that failed has already undone itself, and then there is no transaction to roll back.
        with suppress(duckdb.Error):
            self._connection.rollback()

    def _explained(self, advice: str) -> AbstractContextManager[None]:
        import duckdb

        return explained(duckdb.Error, self.name, advice, "DuckDB")


def _connect(path: str, *, read_only: bool) -> Any:
    import duckdb

    try:
        return duckdb.connect(path, read_only=read_only, config=CONFIG)
    except duckdb.Error as error:
        message = first_line(error)
        advice = next(advice for words, advice in OPENING if words in message)
        holder = re.search(r"\(PID (\d+)\)", message)
        advice = advice.format(pid=f" (process {holder[1]})" if holder else "")
        raise LedgerError(f"{path}: the ledger cannot be opened: {advice}. DuckDB says: {message}") from error


def _arrow_type(type: str) -> Any:
    import pyarrow

    if type.endswith("[]"):
        return pyarrow.list_(_arrow_type(type.removesuffix("[]")))
    return getattr(pyarrow, ARROW_TYPES[type])()
