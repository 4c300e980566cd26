"""Ledger: a store of readings that adds, never overwrites, and answers in a stable order.

Queries show the current reading of each document: the one by the run that read it last. `history=True` asks
for the earlier ones as well. The tables are in `ledger.sql` beside this module; all of it is SQL that DuckDB and
PostgreSQL both understand. A batch of readings is one transaction.
"""

import hashlib
from collections.abc import Iterable, Sequence
from datetime import date
from difflib import get_close_matches
from importlib import resources
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
from realpolitik.remember.engine import Cells, Engine, Values
from realpolitik.remember.outcomes import Counts, InputOutcome, Standing
from realpolitik.remember.rows import Row, Rows, rows_of

# Raised when ledger.sql changes; a ledger of another version is refused, never guessed at.
SCHEMA_VERSION = 1

SCHEMA = resources.files("realpolitik.remember").joinpath("ledger.sql")

# Tables whose rows belong to one input, and tables whose rows several inputs share by their id.
OF_ONE_INPUT = ("documents", "records", "participants", "actors")
SHARED = ("runs", "texts", "originals")

# An unknown or ambiguous id is answered with no more than this many that come close; as many as one line can
# show.
SHOWN_IDS = 5
# So many ids before and after are looked at for them.
NEIGHBOURS = 50

# What makes up a ledger's content, by table. Left out is `number`, the order in which the articles came.
CONTENT = {
    "meta": "SELECT name, value FROM meta",
    "runs": "SELECT id, code, model, tables, settings FROM runs",
    "inputs": """SELECT input, reference, document, outcome, step, reason, notes, failures, run,
        bool_or(number IN (SELECT number FROM standing)), bool_or(input IN (SELECT input FROM readings))
        FROM inputs GROUP BY input, reference, document, outcome, step, reason, notes, failures, run""",
    "texts": "SELECT id, content FROM texts",
    "originals": "SELECT id, content FROM originals",
    **{table: f"SELECT * FROM {table}" for table in OF_ONE_INPUT},
}

DOCUMENTS = """
    SELECT documents.input, documents.id, texts.content, originals.content, documents.reference, title,
        published_start, published_end, published_precision, published_basis, published_timex,
        outlet, author, republisher, language, way, documents.notes
    FROM documents
    JOIN readings ON readings.input = documents.input
    JOIN texts ON texts.id = documents.text
    JOIN originals ON originals.id = documents.original
    WHERE {condition}
    ORDER BY coalesce(published_start, published_end) NULLS LAST, documents.id
"""

RECORDS = """
    SELECT records.line
    FROM records
    JOIN documents ON documents.input = records.input
    WHERE {conditions}
    ORDER BY coalesce(published_start, published_end) NULLS LAST, records.document,
        records."start", records."end", records.kind, records.id, records.line
"""

CURRENT = "records.input IN (SELECT input FROM readings)"

# What each argument of `records` asks of a row, by the parameter that carries its value.
CONDITIONS = {
    "kinds": "records.kind IN (SELECT unnest(CAST($kinds AS VARCHAR[])))",
    "actor": """(records.input, records.id) IN (
        SELECT input, record FROM participants WHERE $actor IN (actor, acts_for))""",
    "dyad": """(records.input, records.id) IN (
        SELECT one.input, one.record
        FROM participants AS one
        JOIN participants AS other ON other.input = one.input AND other.record = one.record
        WHERE $a IN (one.actor, one.acts_for) AND $b IN (other.actor, other.acts_for)
        AND (one.role <> other.role OR one.joint AND one.position <> other.position))""",
    "document": "records.document = $document",
    "factuality": "records.factuality IN (SELECT unnest(CAST($factuality AS VARCHAR[])))",
    "since": "records.dated AND coalesce(records.last_day >= $since, TRUE)",
    "until": "records.dated AND coalesce(records.first_day <= $until, TRUE)",
    "text": "strpos(lower(records.words), lower($text)) > 0",
    "event_type": "records.event_type = $event_type",
}

# The current readings' actors; where they differ on one, what most of them say.
ACTORS = """
    SELECT id, name, line FROM (
        SELECT id, name, line, row_number() OVER (PARTITION BY id ORDER BY count(*) DESC, line) AS place
        FROM actors WHERE input IN (SELECT input FROM readings) GROUP BY id, name, line
    ) AS told WHERE place = 1
"""

FOUND_ACTORS = f"""
    WITH named AS (
        SELECT actor AS id, min(CASE WHEN lower(name) = lower($name) THEN 1 ELSE 3 END) AS distance
        FROM participants WHERE input IN (SELECT input FROM readings) AND strpos(lower(name), lower($name)) > 0
        GROUP BY actor
    )
    SELECT line FROM (
        SELECT id, name, line, lower(name) AS known_name, lower(id) AS known_id FROM ({ACTORS}) AS each
    ) AS known LEFT JOIN named USING (id)
    WHERE known_id = lower($name) OR strpos(known_name, lower($name)) > 0 OR distance IS NOT NULL
    ORDER BY
        CASE WHEN known_id = lower($name) OR known_name = lower($name) THEN 0
            WHEN strpos(known_name, lower($name)) > 0 THEN least(2, coalesce(distance, 2))
            ELSE distance END,
        name, id
"""


class Ledger:
    """A store of readings; `duck.open_ledger` and `postgres.open_ledger` open one. Not to be shared by threads."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    @classmethod
    def on(cls, engine: Engine, *, read_only: bool = False) -> Self:
        """The ledger in a database, made if that is empty and may be written.

        Errors: LedgerError if there are other tables or those of another version; the engine is then closed.
        """
        ledger = cls(engine)
        try:
            ledger._prepare(read_only=read_only)
        except LedgerError:
            ledger.close()
            raise
        return ledger

    def _prepare(self, *, read_only: bool) -> None:
        """Makes the tables in an empty database, and refuses one that holds others.

        Errors: LedgerError.
        """
        name = self._engine.name
        tables = set(
            self._column("SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema()")
        )
        if not tables and not read_only:
            with self._engine.transaction():
                for statement in statements(SCHEMA.read_text(encoding="utf-8")):
                    self._ask(statement)
                self._ask("INSERT INTO meta VALUES ('schema', $version)", {"version": str(SCHEMA_VERSION)})
        elif not {"meta", "inputs"} <= tables:
            raise LedgerError(f"{name}: a database, but no ledger; name another one")
        versions = self._column("SELECT value FROM meta WHERE name = 'schema'")
        if versions != [str(SCHEMA_VERSION)]:
            raise LedgerError(
                f"{name}: written in version {', '.join(versions) or 'unknown'}, this program knows "
                f"version {SCHEMA_VERSION} only; use the one that wrote it, or read the articles into another"
            )

    def close(self) -> None:
        """Gives the database back."""
        self._engine.close()

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

        Adding the same reading or refusal again changes nothing.

        Errors: LedgerError if they cannot be stored.
        """
        batch = [rows_of(item) for item in items]
        return self._engine.retried(lambda: self._add(batch))

    def _add(self, batch: Sequence[Rows]) -> int:
        with self._engine.transaction():
            rows = self._fresh(batch)
            for table in SHARED:
                self._engine.insert(table, self._missing(table, rows[table]))
            for table in ("inputs", *OF_ONE_INPUT):
                self._engine.insert(table, rows[table])
        return len(rows["inputs"])

    def documents(self) -> tuple[Document, ...]:
        """All documents, by date of publication."""
        return self._documents("TRUE")

    def document(self, id: str) -> Document:
        """The document of this id, or of the only id that begins so.

        Errors: UnknownName if there is none, InputError if there are several.
        """
        (found,) = self._documents("documents.id = $id", {"id": self._only_id("document", id)})
        return found

    def outcomes(self, *, history: bool = False) -> tuple[InputOutcome, ...]:
        """What came of each input, by reference."""
        rows = self._ask(
            f"""SELECT DISTINCT reference, document, outcome, run, step, reason, notes, failures
            FROM {"inputs" if history else "standing"} ORDER BY 1, 2, 3, 4, 5, 6, 7, 8"""
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

        `actor` is the id of someone in any role, or of whom they act for. `dyad` are two such ids who face
        each other: in different roles, as parties of one arrangement, or as sides of a mutual act. `since`
        and `until` keep what may have happened between them, both days included; a record without a date of
        its own counts by the day of publication, and one without either is left out. `text` is looked for in
        the evidence, in any case.

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
        query = RECORDS.replace("{conditions}", " AND ".join(conditions))
        if sides := values.pop("dyad", None):
            values["a"], values["b"] = sides
        if limit is not None:
            query, values = f"{query} LIMIT $limit", {**values, "limit": limit}
        return tuple(map(decoded, self._column(query, values)))

    def record(self, id: str) -> Record:
        """The record of this id, or of the only id that begins so; also one that only earlier readings held.

        Errors: UnknownName if there is none, InputError if there are several.
        """
        lines = self._column(
            """SELECT line FROM records JOIN inputs ON inputs.input = records.input WHERE id = $id
            ORDER BY records.input IN (SELECT input FROM readings) DESC, number DESC, line LIMIT 1""",
            {"id": self._only_id("record", id)},
        )
        return decoded(lines[0])

    def actors(self) -> tuple[Actor, ...]:
        """All actors of the current readings, by id."""
        return tuple(map(_actor, self._column(f"SELECT line FROM ({ACTORS}) AS known ORDER BY id")))

    def actor(self, id: str) -> Actor:
        """The actor of this id.

        Errors: UnknownName if no current reading holds it.
        """
        lines = self._column(f"SELECT line FROM ({ACTORS}) AS known WHERE id = $id", {"id": id})
        if not lines:
            raise UnknownName("actor", id, self._examples("actor", id))
        return _actor(lines[0])

    def find_actors(self, name: str) -> tuple[Actor, ...]:
        """Actors with this id, or with this in their name or in what a text called them; best fit first."""
        return tuple(map(_actor, self._column(FOUND_ACTORS, {"name": name})))

    def counts(self) -> Counts:
        """How much it holds."""
        outcomes: dict[str, int] = dict(self._ask("SELECT outcome, count(*) FROM standing GROUP BY outcome"))
        kinds = self._ask(
            f"SELECT kind, count(*) FROM records WHERE {CURRENT} GROUP BY kind ORDER BY kind",
        )
        return Counts(
            documents=self._number("SELECT count(*) FROM readings"),
            read=outcomes.get(Outcome.READ, 0),
            partly=outcomes.get(Outcome.PARTLY, 0),
            refused=outcomes.get(Outcome.REFUSED, 0),
            actors=self._number(f"SELECT count(*) FROM ({ACTORS}) AS known"),
            runs=self._number("SELECT count(*) FROM runs"),
            records=tuple(kinds),
        )

    def digest(self) -> str:
        """The sum of the SHA-256 of all rows, modulo 2^256; the order in which articles came makes no difference."""
        total = 0
        for table, query in CONTENT.items():
            for row in self._engine.portions(query):
                told = msgspec.json.encode([table, row])
                # Hashes are added up, so that it takes no sorting to be the same in any order.
                total += int.from_bytes(hashlib.sha256(told).digest(), "big")
        return f"{total % 2**256:064x}"

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
            WHERE reference IN (SELECT unnest(CAST($references AS VARCHAR[]))) ORDER BY number""",
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
        return self._column(
            f"SELECT {column} FROM {table} WHERE {column} IN (SELECT unnest(CAST($names AS VARCHAR[])))",
            {"names": names},
        )

    def _documents(self, condition: str, values: Values | None = None) -> tuple[Document, ...]:
        rows = self._ask(DOCUMENTS.replace("{condition}", condition), values)
        passages: dict[str, list[Passage]] = {row[0]: [] for row in rows}
        for name, line in self._ask(
            """SELECT input, line FROM records
            WHERE kind = 'passage' AND input IN (SELECT unnest(CAST($inputs AS VARCHAR[])))
            ORDER BY "start", id""",
            {"inputs": list(passages)},
        ):
            passages[name].append(_passage(line))
        return tuple(_document(row[1:], passages[row[0]]) for row in rows)

    def _only_id(self, kind: str, start: str) -> str:
        """The id itself, or the only one that begins so, with or without its kind before it."""
        ids = self._column(
            f"""SELECT id FROM (SELECT DISTINCT id FROM {kind}s) AS known
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
        # All ids may be millions: the neighbours in the alphabet show what one looks like, and a slip of the pen.
        known = self._column(
            f"""(SELECT DISTINCT id FROM {kind}s WHERE id >= $name ORDER BY id LIMIT $most)
            UNION (SELECT DISTINCT id FROM {kind}s WHERE id < $name ORDER BY id DESC LIMIT $most)""",
            {"name": name, "most": NEIGHBOURS},
        )
        return get_close_matches(name, sorted(known), n=SHOWN_IDS, cutoff=0.0)

    def _ask(self, query: str, values: Values | None = None) -> list[Cells]:
        return self._engine.ask(query, values)

    def _column(self, query: str, values: Values | None = None) -> list[Any]:
        return [value for (value,) in self._ask(query, values)]

    def _number(self, query: str) -> int:
        return int(self._column(query)[0])


def statements(script: str) -> list[str]:
    """The statements of an SQL script, which holds no semicolon but at their ends; comments are left out."""
    bare = "\n".join(line.partition("--")[0].rstrip() for line in script.splitlines())
    return [statement.strip() for statement in bare.split(";") if statement.strip()]


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
