"""The server ledger: PostgreSQL 15 or later, by psycopg 3; several may read and write at once.

Install the driver with `pip install 'realpolitik[postgres]'`. The ledger's tables lie in the first schema of the search
path, so that several ledgers fit into one database.
"""

import re
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from functools import cache
from typing import Any

from realpolitik.errors import LedgerError
from realpolitik.remember.engine import PORTION_ROWS, Cells, T, Values, explained
from realpolitik.remember.ledger import Ledger

# How an address of such a ledger begins.
SCHEMES = ("postgresql://", "postgres://")

# The names that PostgreSQL has for the types of ledger.sql. Text is ordered by its code points, whatever the locale.
TYPES = {"VARCHAR": 'VARCHAR{} COLLATE "C"', "DOUBLE": "DOUBLE PRECISION{}", "BLOB": "BYTEA{}"}

# A database that is started again answers within this time.
PATIENCE_SECONDS = 30.0
WAIT_SECONDS = 0.2

# PostgreSQL's text cannot hold NUL: it is written as this private character and "0", and the character itself as it
# and "1".
ESCAPE, NUL = "\uf8fe", "\0"


def open_ledger(address: str, *, read_only: bool = False) -> Ledger:
    """The ledger in the database at this address, as "postgresql://user@host:5432/name".

    Errors: LedgerError if the driver is missing, the server does not answer, or its tables are of something else.
    """
    return Ledger.on(PostgresEngine(address, read_only=read_only), read_only=read_only)


class PostgresEngine:
    """An `Engine` on a PostgreSQL database, which comes back by itself when the server does."""

    def __init__(self, address: str, *, read_only: bool = False) -> None:
        self._address, self._read_only = address, read_only
        self._connection = _connect(address, read_only=read_only)
        self.name = _without_password(address)

    def ask(self, query: str, values: Values | None = None) -> list[Cells]:
        """All rows of the answer."""
        with self._explained("it could not be asked; see that the server is running"):
            cursor = self._connection.execute(_filled(query), _escaped(values or {}))
            return [_restored(row) for row in cursor.fetchall()] if cursor.description else []

    def portions(self, query: str, values: Values | None = None) -> Iterator[Cells]:
        """The same row by row, by a cursor on the server."""
        with (
            self._explained("it could not be read to its end; see that the server is running"),
            self._connection.transaction(),
            self._connection.cursor(name="portions") as cursor,
        ):
            cursor.itersize = PORTION_ROWS
            cursor.execute(_filled(query), _escaped(values or {}))
            for row in cursor:
                yield _restored(row)

    def insert(self, table: str, rows: Sequence[Mapping[str, Any]]) -> None:
        """Adds rows by COPY."""
        if rows:
            columns = ", ".join(f'"{name}"' for name in rows[0])
            with self._connection.cursor() as cursor, cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row([_escape(value) for value in row.values()])

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All that is done inside, or none of it. Whoever writes at the same time waits until this is done."""
        advice = "nothing of this batch was stored; see that the server is running and that you may write there"
        with self._explained(advice), self._connection.transaction():
            self._connection.execute("SELECT pg_advisory_xact_lock(hashtext(current_schema()))")
            yield

    def retried(self, work: Callable[[], T]) -> T:
        """What the work gives; where the server went away, it is waited for, and the work is done again."""
        started = time.monotonic()
        while True:
            try:
                return work()
            except LedgerError:
                if not self._connection.broken or time.monotonic() - started > PATIENCE_SECONDS:
                    raise
            self._come_back(started)

    def _come_back(self, started: float) -> None:
        while True:
            time.sleep(WAIT_SECONDS)
            try:
                self._connection = _connect(self._address, read_only=self._read_only)
                return
            except LedgerError:
                if time.monotonic() - started > PATIENCE_SECONDS:
                    raise

    def close(self) -> None:
        """Gives the connection back."""
        self._connection.close()

    def _explained(self, advice: str) -> AbstractContextManager[None]:
        import psycopg

        return explained(psycopg.Error, self.name, advice, "PostgreSQL")


def _connect(address: str, *, read_only: bool) -> Any:
    place = _without_password(address)
    try:
        import psycopg
    except ModuleNotFoundError:
        raise LedgerError(f"{place}: a ledger on a server needs pip install 'realpolitik[postgres]'") from None
    advice = "the ledger cannot be opened: see that the server is running and knows database and user"
    with explained(psycopg.Error, place, advice, "PostgreSQL"):
        connection = psycopg.connect(address, autocommit=True, connect_timeout=5)
        connection.read_only = read_only
    return connection


def _without_password(address: str) -> str:
    return re.sub(r"(?<=:)[^:@/]+(?=@)|(?<=password=)\S+", "***", address)


@cache
def _filled(query: str) -> str:
    """The query in PostgreSQL's words, its values named as psycopg names them."""
    # Letters are folded by the rules of Unicode, whatever the locale.
    query = re.sub(r"\blower\(([^()]+)\)", r'lower(\1 COLLATE "und-x-icu")', query)
    if query.startswith("CREATE TABLE"):
        query = re.sub(r"\b(VARCHAR|DOUBLE|BLOB)\b(\[\])?", _type, query)
    return re.sub(r"\$(\w+)", r"%(\1)s", query.replace("%", "%%"))


def _type(found: re.Match[str]) -> str:
    return TYPES[found[1]].format(found[2] or "")


def _escaped(values: Values) -> dict[str, Any]:
    return {name: _escape(value) for name, value in values.items()}


def _escape(value: Any) -> Any:
    if isinstance(value, str):
        if NUL in value or ESCAPE in value:
            return value.replace(ESCAPE, f"{ESCAPE}1").replace(NUL, f"{ESCAPE}0")
        return value
    return [_escape(one) for one in value] if isinstance(value, list) else value


def _restored(row: Cells) -> Cells:
    return tuple(_restore(value) for value in row)


def _restore(value: Any) -> Any:
    if isinstance(value, str):
        return value.replace(f"{ESCAPE}0", NUL).replace(f"{ESCAPE}1", ESCAPE) if ESCAPE in value else value
    return [_restore(one) for one in value] if isinstance(value, list) else value
