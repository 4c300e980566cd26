"""Rows: what came of an input as flat columns, the same in the ledger's tables and in files that go out."""

import hashlib
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import msgspec

from realpolitik.records.actors import Actor
from realpolitik.records.documents import Document
from realpolitik.records.evidence import Record
from realpolitik.records.ids import content_id
from realpolitik.records.lines import encoded, mended
from realpolitik.records.readings import Reading, Refused, Run, stamped
from realpolitik.records.times import When

Row = dict[str, Any]
Rows = dict[str, list[Row]]  # by table

# The fields of single kinds that have a column of their own; a record without the field has no value there.
OWN_COLUMNS = (
    "event_type",
    "mode",
    "cameo",
    "goldstein",
    "quad",
    "relation",
    "sign",
    "direction",
    "issue",
    "status",
)

# Between the words of two spans of one record.
ELLIPSIS = " … "


def record_row(record: Record) -> Row:
    """The record's columns, with its whole line as the last."""
    happened, place = record.happened, record.place
    return mended(
        {
            "id": record.id,
            "kind": record.kind,
            "document": record.document,
            "start": record.start,
            "end": max(span.end for span in record.evidence),
            "words": ELLIPSIS.join(span.quote for span in record.evidence),
            "factuality": record.factuality.value,
            "polarity": record.polarity.value,
            "time_frame": record.time.value,
            "dated": happened is not None,
            "first_day": happened.start if happened else None,
            "last_day": happened.end if happened else None,
            "place": place.id if place else None,
            "country": place.country if place else None,
            **{name: getattr(record, name, None) for name in OWN_COLUMNS},
            "confidence": record.confidence,
            "rule": record.rule,
            "run": record.run,
            "line": encoded(record).decode("utf-8"),
        }
    )


def participant_rows(record: Record) -> Iterator[Row]:
    """One row for each part that someone plays in the record."""
    for role, participants in record.roles.items():
        # In these roles the participants face each other, where in others they stand side by side.
        joint = role == "parties" or bool(getattr(record, "reciprocal", False))
        for position, participant in enumerate(participants):
            yield mended(
                {
                    "record": record.id,
                    "role": role,
                    "position": position,
                    "actor": participant.actor,
                    "acts_for": participant.acts_for,
                    "name": participant.name,
                    "country": participant.country,
                    "sector": participant.sector,
                    "start": participant.span.start,
                    "end": participant.span.end,
                    "joint": joint,
                }
            )


def rows_of(item: Reading | Refused) -> Rows:
    """Everything that came of one input; the one row of `inputs` is the input itself, all others name it."""
    return _refused_rows(item) if isinstance(item, Refused) else _reading_rows(item)


def _refused_rows(item: Refused) -> Rows:
    reference = _written(item.refusal.reference)
    reason, step = mended([item.refusal.reason, item.refusal.step])
    row: Row = {
        "input": content_id("refusal", (reference, reason, step, item.run.id)),
        "reference": reference,
        "document": "",
        "outcome": item.outcome.value,
        "step": step,
        "reason": reason,
        "notes": [],
        "failures": [],
        "run": item.run.id,
    }
    return {"inputs": [row], "runs": [_run_row(item.run)]}


def _reading_rows(reading: Reading) -> Rows:
    document = _document_row(reading.document)
    # Passages are records too; the reader makes them before there is a run.
    everything = (*stamped(reading.document.passages, reading.run), *reading.records)
    # Two that are alike in all are one, and the order in which steps give them says nothing.
    records = [record for _, record in sorted({encoded(record): record for record in everything}.items())]
    rows: Rows = defaultdict(list)
    rows["runs"].append(_run_row(reading.run))
    rows["documents"].append(document)
    rows["texts"].append({"id": document["text"], "content": mended(reading.document.text)})
    rows["originals"].append({"id": document["original"], "content": reading.document.original})
    rows["records"] = [_with_days(record_row(record), reading.document.published) for record in records]
    parts = {record.id: record for record in records}.values()
    rows["participants"] = [row for record in parts for row in participant_rows(record)]
    rows["actors"] = sorted((_actor_row(actor) for actor in set(reading.actors)), key=lambda row: row["line"])
    rows["inputs"] = [_reading_row(reading, rows)]
    for name in ("documents", "records", "participants", "actors"):
        rows[name] = [{"input": rows["inputs"][0]["input"], **row} for row in rows[name]]
    return rows


def _reading_row(reading: Reading, rows: Rows) -> Row:
    notes = mended([*reading.document.notes, *reading.notes])
    failures = [_text(failure) for failure in reading.failures]
    lines = [[row["line"] for row in rows[name]] for name in ("records", "actors")]
    content = [reading.run.id, rows["documents"][0], *lines, notes, failures]
    return {
        "input": content_id("reading", [_text(part) for part in content]),
        "reference": rows["documents"][0]["reference"],
        "document": reading.document.id,
        "outcome": reading.outcome.value,
        "step": "",
        "reason": "",
        "notes": notes,
        "failures": failures,
        "run": reading.run.id,
    }


def _run_row(run: Run) -> Row:
    return mended({"id": run.id, "code": run.code, "model": run.model, "tables": run.tables, "settings": run.settings})


def _document_row(document: Document) -> Row:
    published = document.published
    return mended(
        {
            "id": document.id,
            "text": hashlib.sha256(mended(document.text).encode("utf-8")).hexdigest(),
            "original": hashlib.sha256(document.original).hexdigest(),
            "reference": _written(document.reference),
            "title": document.title,
            "published_start": published.start if published else None,
            "published_end": published.end if published else None,
            "published_precision": published.precision.value if published else None,
            "published_basis": published.basis.value if published else None,
            "published_timex": published.timex if published else None,
            "outlet": document.outlet,
            "author": document.author,
            "republisher": document.republisher,
            "language": document.language,
            "way": document.way,
            "notes": list(document.notes),
        }
    )


def _with_days(row: Row, published: When | None) -> Row:
    """The same row; a record that says nothing of when it happened goes by the day of publication."""
    if row["dated"] or published is None:
        return row
    return {**row, "dated": True, "first_day": published.start, "last_day": published.end}


def _actor_row(actor: Actor) -> Row:
    return mended(
        {
            "id": actor.id,
            "name": actor.name,
            "kind": actor.kind.value,
            "country": actor.country,
            "sector": actor.sector,
            "line": _text(actor),
        }
    )


def _written(reference: str) -> str:
    # The name of a file need not be UTF-8. As escapes, two such names stay two.
    return reference.encode("utf-8", "backslashreplace").decode("utf-8")


def _text(value: Any) -> str:
    return msgspec.json.encode(mended(msgspec.to_builtins(value))).decode("utf-8")
