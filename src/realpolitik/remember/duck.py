"""The embedded ledger: DuckDB, one file, one writing process.

The tables are in `ledger.sql` beside this module. A batch of readings is one transaction, and each table takes its
rows of the batch as one Arrow table.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from importlib import resources
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import msgspec

from realpolitik.errors import InputError, LedgerError, UnknownName
from realpolitik.records.actors import Actor
from realpolitik.records.documents import Document, Outcome, Passage
from realpolitik.records.events import EventType
from realpolitik.records.evidence import Factuality, Record
from realpolitik.records.ids import content_id
from realpolitik.records.lines import FORMS, decoded, encoded, mended
from realpolitik.records.readings import Reading, Refused, Run, StepFailure, stamped
from realpolitik.records.times import Basis, Precision, When
from realpolitik.remember.ledger import Counts, InputOutcome
from realpolitik.remember.rows import Row, participant_rows, record_row

# Raised when ledger.sql changes; a ledger of another version is refused, never guessed at.
SCHEMA_VERSION = 1

MEMORY = ":memory:"

# What a text from the news might make the engine do: nothing outside its own file, and no way to switch that on.
CONFIG = {
    "enable_external_access": "false",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "lock_configuration": "true",
}

# Tables whose rows belong to one input, and tables whose rows several share by their id.
OF_ONE_INPUT = ("documents", "records", "participants", "actors")
SHARED = ("runs", "texts", "originals")

# The types of ledger.sql as Arrow calls them.
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
    ("different configuration", "this program has it open already, for writing or for reading; close that first"),
    ("does not exist", "there is no such ledger yet; read an article into it first"),
    ("not a valid DuckDB database", "the file is something else; name another file, or move this one away"),
    ("version number", "a newer DuckDB wrote it; install that one: pip install --upgrade duckdb"),
    ("", "see that its folder exists and that you may write there"),
)

# Rows are hashed in portions of this size, so that a large ledger does not have to fit into memory.
PORTION_ROWS = 10_000

# An ambiguous or unknown id is answered with no more than this many that come close.
SHOWN_IDS = 5

# What makes up a ledger's content, each table in an order of its own. `number` is left out: it is the order of coming.
CONTENT = (
    "SELECT * FROM meta",
    "SELECT * FROM runs",
    """SELECT input, reference, document, outcome, step, reason, notes, failures, run,
        bool_or(number IN (SELECT number FROM standing)), input IN (SELECT input FROM readings)
        FROM inputs GROUP BY ALL""",
    "SELECT id, sha256(content) FROM texts",
    "SELECT id, sha256(content) FROM originals",
    "SELECT * FROM documents",
    "SELECT * FROM records",
    "SELECT * FROM participants",
    "SELECT * FROM actors",
)

SCHEMA = resources.files("realpolitik.remember").joinpath("ledger.sql")


def open_ledger(path: str | Path, *, read_only: bool = False) -> "DuckLedger":
    """The ledger in this file, made if it does not exist; ":memory:" for one that is gone when closed.

    With `read_only`, several processes can look at it at once, and nothing is made or changed.

    Errors: LedgerError if the file cannot be opened, is in use, is no ledger, or one of another version.
    """
    ledger = DuckLedger(_connect(str(path), read_only=read_only), str(path))
    try:
        ledger.prepare(read_only=read_only)
    except LedgerError:
        ledger.close()
        raise
    return ledger


class DuckLedger:
    """A ledger in a DuckDB file; use `open_ledger`. Not to be shared between threads."""

    def __init__(self, connection: Any, name: str) -> None:
        self._connection = connection
        self._name = name

    def prepare(self, *, read_only: bool) -> None:
        """Makes the tables in a new file, and refuses a file that holds others.

        Errors: LedgerError.
        """
        tables = {name for (name,) in self._ask("SELECT table_name FROM duckdb_tables()")}
        if not tables and not read_only:
            with self._transaction():
                self._connection.execute(SCHEMA.read_text(encoding="utf-8"))
                self._connection.execute("INSERT INTO meta VALUES ('schema', ?)", [str(SCHEMA_VERSION)])
        elif not {"meta", "inputs"} <= tables:
            raise LedgerError(f"{self._name}: a DuckDB file, but no ledger; name another file")
        (version,) = self._column("SELECT value FROM meta WHERE name = 'schema'") or [None]
        if version != str(SCHEMA_VERSION):
            raise LedgerError(
                f"{self._name}: a ledger of version {version}, and this program knows version {SCHEMA_VERSION}; "
                "use the program that wrote it, or read the articles into a new ledger"
            )

    def close(self) -> None:
        """Gives the file back."""
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def add(self, item: Reading | Refused) -> bool:
        """Adds what came of one input, and says whether that was new to the ledger."""
        return self.add_batch([item]) == 1

    def add_batch(self, items: Iterable[Reading | Refused]) -> int:
        """Adds all of them in one transaction or, if anything fails, none; returns how many were new.

        Errors: LedgerError if they cannot be stored.
        """
        batch = [rows_of(item) for item in items]
        with self._transaction():
            rows = self._fresh(batch)
            for table in SHARED:
                self._insert(table, self._missing(table, rows[table]))
            for table in ("inputs", *OF_ONE_INPUT):
                self._insert(table, rows[table])
        return len(rows["inputs"])

    def documents(self) -> tuple[Document, ...]:
        """All documents, by date of publication."""
        return self._documents("TRUE", [])

    def document(self, id: str) -> Document:
        """The document of this id, or of the only id that begins so.

        Errors: UnknownName if there is none, InputError if there are several.
        """
        (found,) = self._documents("documents.id = ?", [self._one_id("document", "documents", id)])
        return found

    def outcomes(self, *, history: bool = False) -> tuple[InputOutcome, ...]:
        """What came of each input, by reference."""
        rows = self._ask(
            f"""SELECT DISTINCT reference, outcome, run, document, step, reason, notes, failures
            FROM {"inputs" if history else "standing"} ORDER BY ALL"""
        )
        return tuple(_outcome(*row) for row in rows)

    def records(
        self,
        *,
        kinds: Iterable[str] = (),
        actor: str = "",
        dyad: tuple[str, str] = ("", ""),
        document: str = "",
        factuality: Iterable[Factuality] = (),
        since: date | None = None,
        until: date | None = None,
        text: str = "",
        event_type: str = "",
        limit: int | None = None,
        history: bool = False,
    ) -> tuple[Record, ...]:
        """The records that fit everything asked, by publication, document and place in the text.

        What each argument asks for is said in `Ledger.records`.

        Errors: UnknownName if there is no such kind, factuality or event type.
        """
        asked = (
            (KIND, _known("kind", kinds, FORMS)),
            (ACTOR, actor),
            (DYAD, dyad if any(dyad) else ()),
            (DOCUMENT, document),
            (FACTUALITY, _known("factuality", factuality, Factuality)),
            (SINCE, since),
            (UNTIL, until),
            (TEXT, text),
            (EVENT_TYPE, _known("event type", (event_type,) if event_type else (), EventType)),
        )
        conditions = [condition for condition, value in asked if value]
        values = [part for condition, value in asked if value for part in condition.values(value)]
        query = " AND ".join(("TRUE", *(condition.sql for condition in conditions)))
        return tuple(map(decoded, self._column(RECORDS)))
