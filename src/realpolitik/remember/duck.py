"""The embedded ledger: DuckDB, one file, one writing process.

The tables are in `ledger.sql` beside this module. A batch of readings is one transaction, and each table
takes its rows of the batch as one Arrow table.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
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
from realpolitik.records.lines import FORMS, decoded
from realpolitik.records.readings import Reading, Refused, StepFailure
from realpolitik.records.times import Basis, Precision, When
from realpolitik.remember.ledger import Counts, InputOutcome, Standing
from realpolitik.remember.rows import Row, Rows, rows_of

# Raised when ledger.sql changes; a ledger of another version is refused, never guessed at.
SCHEMA_VERSION = 1

SCHEMA = resources.files("realpolitik.remember").joinpath("ledger.sql")

# What a text from the news might make the engine do: nothing outside its own file, and no way to switch that
# on.
CONFIG = {
    "enable_external_access": "false",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "lock_configuration": "true",
}

# Tables whose rows belong to one input, and tables whose rows several inputs share by their id.
OF_ONE_INPUT = ("documents", "records", "participants", "actors")
SHARED = ("runs", "texts", "originals")

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

# An unknown or ambiguous id is answered with no more than this many that come close; as many as one line can
# show.
SHOWN_IDS = 5

# Rows are hashed in portions of this size, so that a large ledger does not have to fit into memory.
PORTION_ROWS = 10_000

# What makes up a ledger's content. Left out is `number`, the order in which the articles came.
CONTENT = (
    "SELECT * FROM meta",
    "SELECT * FROM runs",
    """SELECT input, reference, document, outcome, step, reason, notes, failures, run,
        bool_or(number IN (SELECT number FROM standing)), bool_or(input IN (SELECT input FROM readings))
        FROM inputs GROUP BY ALL""",
    "SELECT id, sha256(content) FROM texts",
    "SELECT id, sha256(content) FROM originals",
    "SELECT * FROM documents",
    "SELECT * FROM records",
    "SELECT * FROM participants",
    "SELECT * FROM actors",
)

DOCUMENTS = """
    SELECT documents.input, documents.id, texts.content, originals.content, documents.reference, title,
        published_start, published_end, published_precision, published_basis, published_timex,
        outlet, author, republisher, language, way, documents.notes
    FROM documents
    JOIN readings USING (input)
    JOIN texts ON texts.id = documents.text
    JOIN originals ON originals.id = documents.original
    WHERE {condition}
    ORDER BY coalesce(published_start, published_end) NULLS LAST, documents.id
"""

RECORDS = """
    SELECT records.line
    FROM records
    JOIN documents USING (input)
    WHERE {conditions}
    ORDER BY coalesce(published_start, published_end) NULLS LAST, records.document,
        records."start", records."end", records.kind, records.id, records.line
"""

CURRENT = "records.input IN (SELECT input FROM readings)"

# What each argument of `records` asks of a row, by the parameter that carries its value.
CONDITIONS = {
    "kinds": "records.kind IN (SELECT unnest($kinds))",
    "actor": """(records.input, records.id) IN (
        SELECT (input, record) FROM participants WHERE $actor IN (actor, acts_for))""",
    "dyad": """(records.input, records.id) IN (
        SELECT (input, record) FROM participants AS one JOIN participants AS other USING (input, record)
        WHERE $dyad[1] IN (one.actor, one.acts_for) AND $dyad[2] IN (other.actor, other.acts_for)
        AND (one.role <> other.role OR one.joint AND one.position <> other.position))""",
    "document": "records.document = $document",
    "factuality": "records.factuality IN (SELECT unnest($factuality))",
    "since": "records.dated AND coalesce(records.last_day >= $since, TRUE)",
    "until": "records.dated AND coalesce(records.first_day <= $until, TRUE)",
    "text": "contains(lower(records.words), lower($text))",
    "event_type": "records.event_type = $event_type",
}

# The current readings' actors; where they differ on one, what most of them say.
ACTORS = """
    SELECT id, name, line FROM actors JOIN readings USING (input) GROUP BY id, name, line
    QUALIFY row_number() OVER (PARTITION BY id ORDER BY count(*) DESC, line) = 1
"""

FOUND_ACTORS = f"""
    WITH named AS (
        SELECT actor AS id, min(CASE WHEN lower(name) = lower($name) THEN 1 ELSE 3 END) AS distance
        FROM participants JOIN readings USING (input)
        WHERE contains(lower(name), lower($name)) GROUP BY actor
    )
    SELECT line FROM ({ACTORS}) AS known LEFT JOIN named USING (id)
    WHERE lower(id) = lower($name) OR contains(lower(known.name), lower($name)) OR distance IS NOT NULL
    ORDER BY
        CASE WHEN lower(id) = lower($name) OR lower(known.name) = lower($name) THEN 0
            WHEN contains(lower(known.name), lower($name)) THEN least(2, coalesce(distance, 2))
            ELSE distance END,
        known.name, id
"""


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
        tables = set(self._column("SELECT table_name FROM duckdb_tables()"))
        if not tables and not read_only:
            with self._transaction():
                self._connection.execute(SCHEMA.read_text(encoding="utf-8"))
                self._connection.execute("INSERT INTO meta VALUES ('schema', ?)", [str(SCHEMA_VERSION)])
        elif not {"meta", "inputs"} <= tables:
            raise LedgerError(f"{self._name}: a DuckDB file, but no ledger; name another file")
        versions = self._column("SELECT value FROM meta WHERE name = 'schema'")
        if versions != [str(SCHEMA_VERSION)]:
            raise LedgerError(
                f"{self._name}: written in version {', '.join(versions) or 'unknown'}, this program knows "
                f"version {SCHEMA_VERSION} only; use the one that wrote it, or read the articles into another"
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
        (found,) = self._documents("documents.id = ?", [self._only_id("document", id)])
        return found

    def outcomes(self, *, history: bool = False) -> tuple[InputOutcome, ...]:
        """What came of each input, by reference."""
        rows = self._ask(
            f"""SELECT DISTINCT reference, document, outcome, run, step, reason, notes, failures
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
        asked: dict[str, Any] = {
            "kinds": _known("kind", kinds, FORMS),
            "actor": actor,
            "dyad": _both(dyad),
            "document": document,
            "factuality": _known("factuality", factuality, [member.value for member in Factuality]),
            "since": since,
            "until": until,
            "text": text,
            "event_type": "".join(_known("event type", [event_type] if event_type else [], [*EventType])),
        }
        values = {name: value for name, value in asked.items() if value}
        conditions = ["TRUE" if history else CURRENT, *(CONDITIONS[name] for name in values)]
        query = RECORDS.format(conditions=" AND ".join(conditions))
        if limit is not None:
            query, values = f"{query} LIMIT $limit", {**values, "limit": limit}
        return tuple(map(decoded, self._column(query, values)))

    def record(self, id: str) -> Record:
        """The record of this id, or of the only id that begins so; also one that only earlier readings held.

        Errors: UnknownName if there is none, InputError if there are several.
        """
        lines = self._column(
            """SELECT line FROM records JOIN inputs USING (input) WHERE id = ?
            ORDER BY input IN (SELECT input FROM readings) DESC, number DESC, line LIMIT 1""",
            [self._only_id("record", id)],
        )
        return decoded(lines[0])

    def actors(self) -> tuple[Actor, ...]:
        """All actors of the current readings, by id."""
        return tuple(map(_actor, self._column(f"SELECT line FROM ({ACTORS}) ORDER BY id")))

    def actor(self, id: str) -> Actor:
        """The actor of this id.

        Errors: UnknownName if no current reading holds it.
        """
        lines = self._column(f"SELECT line FROM ({ACTORS}) WHERE id = ?", [id])
        if not lines:
            raise UnknownName("actor", id, self._examples("actor", id))
        return _actor(lines[0])

    def find_actors(self, name: str) -> tuple[Actor, ...]:
        """Actors with this id, or with this in their name or in what a text called them; best fit first."""
        return tuple(map(_actor, self._column(FOUND_ACTORS, {"name": name})))

    def counts(self) -> Counts:
        """How much it holds."""
        outcomes = dict(self._ask("SELECT outcome, count(*) FROM standing GROUP BY ALL"))
        kinds = self._ask("SELECT kind, count(*) FROM records JOIN readings USING (input) GROUP BY ALL ORDER BY kind")
        return Counts(
            documents=self._number("SELECT count(*) FROM readings"),
            read=outcomes.get(Outcome.READ, 0),
            partly=outcomes.get(Outcome.PARTLY, 0),
            refused=outcomes.get(Outcome.REFUSED, 0),
            actors=self._number(f"SELECT count(*) FROM ({ACTORS})"),
            runs=self._number("SELECT count(*) FROM runs"),
            records=tuple(kinds),
        )

    def digest(self) -> str:
        """A SHA-256 of all it holds; the order in which articles came makes no difference."""
        digest = hashlib.sha256()
        for query in CONTENT:
            digest.update(msgspec.json.encode(query))
            for row in self._portions(f"{query} ORDER BY ALL"):
                digest.update(msgspec.json.encode(row))
        return digest.hexdigest()

    def _fresh(self, batch: Sequence[Rows]) -> Rows:
        """The rows that are news to the ledger, by table, and the inputs among them numbered on."""
        inputs = [row for rows in batch for row in rows["inputs"]]
        standing = self._standing([row["reference"] for row in inputs])
        stored = set(self._among("inputs", "input", [row["input"] for row in inputs]))
        number = self._number("SELECT coalesce(max(number), 0) FROM inputs")
        fresh: Rows = {table: [] for table in ("inputs", *SHARED, *OF_ONE_INPUT)}
        for rows, row in zip(batch, inputs, strict=True):
            if standing.hear(row["reference"], row["document"], row["input"]):
                number += 1
                fresh["inputs"].append({"number": number, **row})
                if row["input"] not in stored:
                    stored.add(row["input"])
                    for table in (*SHARED, *OF_ONE_INPUT):
                        fresh[table] += rows.get(table, [])
        return fresh

    def _standing(self, references: list[str]) -> Standing:
        standing = Standing()
        for row in self._ask(
            """SELECT reference, document, input FROM inputs
            WHERE reference IN (SELECT unnest($references)) ORDER BY number""",
            {"references": references},
        ):
            standing.hear(*row)
        return standing

    def _missing(self, table: str, rows: list[Row]) -> list[Row]:
        wanted = {row["id"]: row for row in rows}
        stored = set(self._among(table, "id", list(wanted)))
        return [row for id, row in wanted.items() if id not in stored]

    def _among(self, table: str, column: str, names: list[str]) -> list[str]:
        # Joined from the side of the few names, so that a large table is only scanned.
        return self._column(f"SELECT {column} FROM {table} WHERE {column} IN (SELECT unnest(?))", [names])

    def _insert(self, table: str, rows: list[Row]) -> None:
        if rows:
            import pyarrow

            types = self._ask(
                """SELECT column_name, data_type FROM duckdb_columns()
                WHERE table_name = ? ORDER BY column_index""",
                [table],
            )
            schema = pyarrow.schema([(name, _arrow_type(type)) for name, type in types])
            self._connection.register("incoming", pyarrow.Table.from_pylist(rows, schema=schema))
            self._connection.execute(f"INSERT INTO {table} SELECT * FROM incoming")
            self._connection.unregister("incoming")

    def _documents(self, condition: str, values: list[Any]) -> tuple[Document, ...]:
        rows = self._ask(DOCUMENTS.format(condition=condition), values)
        passages: dict[str, list[Passage]] = {row[0]: [] for row in rows}
        for name, line in self._ask(
            """SELECT input, line FROM records WHERE kind = 'passage' AND input IN (SELECT unnest(?))
            ORDER BY "start", id""",
            [list(passages)],
        ):
            passages[name].append(_passage(line))
        return tuple(_document(row[1:], passages[row[0]]) for row in rows)

    def _only_id(self, kind: str, start: str) -> str:
        """The id itself, or the only one that begins so, with or without its kind before it."""
        ids = self._column(
            f"""SELECT DISTINCT id FROM {kind}s
            WHERE starts_with(id, $start) OR starts_with(split_part(id, '-', 2), $start)
            ORDER BY id <> $start, id LIMIT $shown""",
            {"start": start, "shown": SHOWN_IDS},
        )
        if not ids:
            raise UnknownName(kind, start, self._examples(kind, start))
        if len(ids) > 1 and ids[0] != start:
            raise InputError(f"several {kind}s begin with {start!r}, such as {', '.join(ids)}; give more of the id")
        return str(ids[0])

    def _examples(self, kind: str, name: str) -> list[str]:
        # All ids may be millions; the neighbours in the alphabet show what one looks like, and a slip of the
        # pen.
        return self._column(
            f"""SELECT id FROM (SELECT DISTINCT id FROM {kind}s)
            ORDER BY levenshtein(id, ?), id LIMIT ?""",
            [name, SHOWN_IDS],
        )

    @contextmanager
    def _transaction(self) -> Iterator[None]:
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

    @contextmanager
    def _explained(self, advice: str) -> Iterator[None]:
        import duckdb

        try:
            yield
        except duckdb.Error as error:
            raise LedgerError(f"{self._name}: {advice}. DuckDB says: {_first_line(error)}") from error

    def _ask(self, query: str, values: Any = None) -> list[tuple[Any, ...]]:
        with self._explained(UNREADABLE):
            found: list[tuple[Any, ...]] = self._connection.execute(query, values).fetchall()
        return found

    def _column(self, query: str, values: Any = None) -> list[Any]:
        return [value for (value,) in self._ask(query, values)]

    def _number(self, query: str) -> int:
        return int(self._column(query)[0])

    def _portions(self, query: str) -> Iterator[tuple[Any, ...]]:
        with self._explained(UNREADABLE):
            found = self._connection.execute(query)
            while rows := found.fetchmany(PORTION_ROWS):
                yield from rows


def _connect(path: str, *, read_only: bool) -> Any:
    import duckdb

    try:
        return duckdb.connect(path, read_only=read_only, config=CONFIG)
    except duckdb.Error as error:
        message = _first_line(error)
        advice = next(advice for words, advice in OPENING if words in message)
        holder = re.search(r"\(PID (\d+)\)", message)
        advice = advice.format(pid=f" (process {holder[1]})" if holder else "")
        raise LedgerError(f"{path}: the ledger cannot be opened: {advice}. DuckDB says: {message}") from error


def _first_line(error: BaseException) -> str:
    return str(error).partition("\n")[0]


def _arrow_type(type: str) -> Any:
    import pyarrow

    if type.endswith("[]"):
        return pyarrow.list_(_arrow_type(type.removesuffix("[]")))
    return getattr(pyarrow, ARROW_TYPES[type])()


def _known(what: str, names: Iterable[str], known: Iterable[str]) -> list[str]:
    wanted, known = [str(name) for name in names], list(known)
    for name in wanted:
        if name not in known:
            raise UnknownName(what, name, known)
    return wanted


def _both(dyad: tuple[str, str]) -> list[str]:
    if any(dyad) and not all(dyad):
        raise InputError("a dyad has two sides, and one of them is empty; ask for an actor instead")
    return [side for side in dyad if side]


def _document(row: Sequence[Any], passages: Iterable[Passage]) -> Document:
    id, text, original, reference, title, start, end, precision, basis, timex, *origin, notes = row
    outlet, author, republisher, language, way = origin
    published = precision and When(
        start=start, end=end, precision=Precision(precision), basis=Basis(basis), timex=timex
    )
    return Document(
        id=id,
        text=text,
        original=original,
        reference=reference,
        title=title,
        published=published or None,
        outlet=outlet,
        author=author,
        republisher=republisher,
        language=language,
        way=way,
        notes=tuple(notes),
        passages=tuple(passages),
    )


def _passage(line: str) -> Passage:
    passage = decoded(line)
    assert isinstance(passage, Passage)
    return passage


def _outcome(
    reference: str,
    document: str,
    outcome: str,
    run: str,
    step: str,
    reason: str,
    notes: Sequence[str],
    failures: Sequence[str],
) -> InputOutcome:
    return InputOutcome(
        reference=reference,
        outcome=Outcome(outcome),
        run=run,
        document=document,
        step=step,
        reason=reason,
        notes=tuple(notes),
        failures=tuple(msgspec.json.decode(failure, type=StepFailure) for failure in failures),
    )


def _actor(line: str) -> Actor:
    return msgspec.json.decode(line, type=Actor)
