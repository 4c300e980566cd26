"""Record lines: one record as one JSON object on one line, for other programs to read and write.

What each field means is said in `record.schema.json` beside this module. A record survives the way out and
back in unchanged: `from_line(as_line(record)) == record`.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import IO, Any, TypeVar, cast

import msgspec

from realpolitik.errors import InputError
from realpolitik.records.actors import Participant
from realpolitik.records.arrangements import Arrangement
from realpolitik.records.claims import Claim, Label, Question
from realpolitik.records.documents import Passage
from realpolitik.records.events import Event
from realpolitik.records.evidence import Record, Voice
from realpolitik.records.interests import Interest
from realpolitik.records.mentions import Mention
from realpolitik.records.places import Place
from realpolitik.records.quotes import Quote, Report
from realpolitik.records.relations import Relation, Tenure
from realpolitik.records.spans import Span

T = TypeVar("T")

Line = dict[str, Any]

# The author's own voice, written where the chain of others is empty.
AUTHOR = ["author"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """How the lines of one kind of record look: its roles, its own fields, and its fields of words."""

    record: type[Record]
    roles: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    spans: tuple[str, ...] = ()

    @property
    def keys(self) -> tuple[str, ...]:
        """Every key of such a line, in its order."""
        words = (key for name in self.spans for key in (name, f"{name}_span"))
        return (*BEFORE, *self.fields, *words, *AFTER)


# What every line begins and ends with.
BEFORE = (
    "id",
    "kind",
    "document",
    "evidence",
    "roles",
    "attribution",
    "factuality",
    "polarity",
    "time",
    "happened",
    "place",
)
AFTER = ("confidence", "rule", "run")

FORMS = {
    form.record.kind: form
    for form in (
        Form(record=Passage, fields=("passage",)),
        Form(record=Mention, roles=("actor",), fields=("naming",)),
        Form(record=Quote, roles=("speaker", "addressee"), fields=("imagined",), spans=("cue",)),
        Form(record=Report, roles=("speaker", "addressee"), spans=("cue",)),
        Form(
            record=Event,
            roles=("initiator", "recipient"),
            fields=("event_type", "mode", "cameo", "goldstein", "quad", "reciprocal"),
            spans=("trigger",),
        ),
        Form(record=Relation, roles=("a", "b"), fields=("relation", "sign", "directed")),
        Form(
            record=Interest,
            roles=("holder", "toward"),
            fields=("direction", "issue", "salience"),
            spans=("object",),
        ),
        Form(record=Arrangement, roles=("parties",), fields=("status",), spans=("object", "purpose")),
        Form(record=Claim, roles=("about",)),
        Form(record=Label, roles=("about",), fields=("label",)),
        Form(record=Question, roles=("about",)),
        Form(record=Tenure, roles=("person", "organisation"), fields=("office",)),
    )
}

# Own fields that are numbers with a fraction.
DECIMALS = frozenset({"goldstein", "salience"})

# Code points that UTF-8 cannot write. Readers clean them out of documents; a record by hand may hold one.
SURROGATE = re.compile("[\ud800-\udfff]")

# Where msgspec says that the fault lies: "Expected `int`, got `str` - at `$.evidence[0].start`".
FAULT = re.compile(r"^(?P<what>.*) - at `\$\.?(?P<where>[^`]*)`$", re.DOTALL)


def as_line(record: Record) -> Line:
    """The record as the object that its line holds, keys in their fixed order.

    A lone surrogate is written as U+FFFD, one code point for one, so that the spans still count right.

    Errors: InputError if it is not one of the kinds that lines are made of.
    """
    form = _form(record.kind)
    line: Line = {
        "id": record.id,
        "kind": record.kind,
        "document": record.document,
        "evidence": [_span(span) for span in record.evidence],
        "roles": {
            role: [_participant(participant) for participant in record.roles[role]]
            for role in form.roles
            if role in record.roles
        },
        "attribution": [_voice(voice) for voice in record.attribution] or list(AUTHOR),
        "factuality": record.factuality.value,
        "polarity": record.polarity.value,
        "time": record.time.value,
        "happened": _plain(record.happened),
        "place": _place(record.place),
    }
    line |= {name: _own(name, getattr(record, name)) for name in form.fields}
    for name in form.spans:
        line |= _words(name, getattr(record, name))
    line |= {"confidence": float(record.confidence), "rule": record.rule, "run": record.run}
    return line


def from_line(line: Mapping[str, Any]) -> Record:
    """The record that a line's object holds.

    Errors: InputError naming the field that is missing, unknown, of the wrong type or at odds with the rest.
    """
    form = _form(_get(line, "kind", str))
    _check_keys(line, form)
    try:
        record = msgspec.convert(_flat(line, form), type=form.record)
    except msgspec.ValidationError as error:
        raise InputError(_fault(str(error), form)) from error
    _check_same(line, as_line(record))
    return record


def encoded(record: Record) -> bytes:
    """The record's line as UTF-8 bytes, without the line feed; equal records give equal bytes."""
    line = as_line(record)
    try:
        return msgspec.json.encode(line)
    except UnicodeEncodeError:
        return msgspec.json.encode(_with_its_id(mended(line)))


def decoded(raw: bytes | str) -> Record:
    """The record that a line's bytes hold.

    Errors: InputError naming the field, or the place in the line where it stops being JSON.
    """
    try:
        line = msgspec.json.decode(raw, type=dict[str, Any])
    except msgspec.ValidationError as error:
        raise InputError("a line holds one JSON object, and this one holds something else") from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise InputError(f"not JSON in UTF-8: {error}") from error
    return from_line(line)


def write_lines(records: Iterable[Record], file: IO[bytes]) -> int:
    """Writes one line per record to a file open for bytes, and returns how many it wrote."""
    count = 0
    for record in records:
        file.write(encoded(record) + b"\n")
        count += 1
    return count


def read_lines(file: Iterable[bytes], *, name: str = "") -> Iterator[Record]:
    """The records of a file open for bytes, one by one; empty lines are passed over.

    Errors: InputError naming the file (as `name` says), the line's number, counted from 1, and the field.
    """
    for number, raw in enumerate(file, start=1):
        if raw.strip():
            try:
                yield decoded(raw)
            except InputError as error:
                raise InputError(f"{name + ', ' if name else ''}line {number}: {error}") from error


def mended(value: T) -> T:
    """The same text, list or object with each lone surrogate as U+FFFD, so that all spans still fit."""
    return cast(T, _mended(value))


def _form(kind: str) -> Form:
    if kind not in FORMS:
        raise InputError(f"kind: there are no lines of kind {kind!r}; known: {', '.join(sorted(FORMS))}")
    return FORMS[kind]


def _span(span: Span) -> Line:
    return {"start": span.start, "end": span.end, "quote": span.quote}


def _participant(participant: Participant) -> Line:
    return {
        "actor": participant.actor,
        "name": participant.name,
        **_span(participant.span),
        "acts_for": participant.acts_for,
        "country": participant.country,
        "sector": participant.sector,
    }


def _voice(voice: Voice) -> Line:
    return {"actor": voice.actor, "name": voice.name, "imagined": voice.imagined}


def _words(name: str, span: Span | None) -> Line:
    if span is None:
        return {name: None, f"{name}_span": None}
    return {name: span.quote, f"{name}_span": {"start": span.start, "end": span.end}}


def _place(place: Place | None) -> Line | None:
    if place is None:
        return None
    return {
        "id": place.id,
        "name": place.name,
        "kind": place.kind,
        "latitude": _decimal(place.latitude),
        "longitude": _decimal(place.longitude),
        "radius_km": _decimal(place.radius_km),
        "country": place.country,
        "holder": list(place.holder),
        "claimants": list(place.claimants),
        "geonames": place.geonames,
    }


def _own(name: str, value: Any) -> Any:
    return _decimal(value) if name in DECIMALS else _plain(value)


def _decimal(value: float | None) -> float | None:
    # 3 and 3.0 are equal, so they must not give different bytes.
    return None if value is None else float(value)


def _plain(value: Any) -> Any:
    # Dates as text, enums as their values.
    return msgspec.to_builtins(value)


def _get(line: Mapping[str, Any], key: str, kind: type) -> Any:
    if key not in line:
        raise InputError(f"{key}: missing")
    if not isinstance(line[key], kind):
        raise InputError(f"{key}: expected {kind.__name__}, got {type(line[key]).__name__}")
    return line[key]


def _check_keys(line: Mapping[str, Any], form: Form) -> None:
    for key in form.keys:
        if key not in line:
            raise InputError(f"{key}: missing")
    unknown = sorted(set(line) - set(form.keys))
    if unknown:
        raise InputError(f"{unknown[0]}: no field of {form.record.kind} lines, only {', '.join(form.keys)}")


def _check_same(line: Mapping[str, Any], again: Line) -> None:
    # Finds what msgspec passes over: a key too many in an inner object, an id that the content does not make.
    for key in sorted(again, key="id".__eq__):
        if line[key] != again[key]:
            raise InputError(f"{key}: the line has {line[key]!r:.200}, the record it makes has {again[key]!r:.200}")


def _flat(line: Mapping[str, Any], form: Form) -> Line:
    """The line in the shape of the record's own fields, for msgspec to check and build."""
    flat: Line = {key: line[key] for key in (*BEFORE[2:], *form.fields, *AFTER)}
    roles = _get(flat, "roles", dict)
    del flat["roles"]
    for role in roles:
        if role not in form.roles:
            raise InputError(f"roles.{role}: no role of {form.record.kind} lines, only {list(form.roles)}")
        flat[role] = [_participant_of(part, role) for part in _get(roles, role, list)]
    if form.record is Mention:
        flat["actor"] = _only(flat.get("actor", []))
    if flat["attribution"] == AUTHOR:
        flat["attribution"] = []
    for name in form.spans:
        flat[name] = _span_of_words(line, name)
    return flat


def _participant_of(part: Any, role: str) -> Any:
    if not isinstance(part, dict):
        raise InputError(f"roles.{role}: expected a list of objects, got {type(part).__name__} in it")
    span = {key: part[key] for key in ("start", "end", "quote") if key in part}
    return {**{key: part[key] for key in part if key not in span}, "span": span}


def _only(participants: list[Any]) -> Any:
    if len(participants) != 1:
        raise InputError(f"roles.actor: a mention names one actor, not {len(participants)}")
    return participants[0]


def _span_of_words(line: Mapping[str, Any], name: str) -> Line | None:
    if line[name] is None and line[f"{name}_span"] is None:
        return None
    return {**_get(line, f"{name}_span", dict), "quote": line[name]}


def _fault(message: str, form: Form) -> str:
    found = FAULT.match(message)
    if not found:
        return message
    # A record nests a participant's span one deeper than its line does, and keeps the words in the span.
    where = found["where"].replace(".span.", ".")
    field = re.split(r"[.\[]", where, maxsplit=1)[0]
    if field in form.roles:
        where = f"roles.{where}"
    elif field in form.spans:
        where = field if where.endswith(".quote") else where.replace(field, f"{field}_span", 1)
    return f"{where}: {found['what']}"


def _with_its_id(line: Line) -> Line:
    # The id is made from names and words too, so a mended line has another one.
    form = FORMS[line["kind"]]
    return {**line, "id": msgspec.convert(_flat(line, form), type=form.record).id}


def _mended(value: Any) -> Any:
    if isinstance(value, str):
        return SURROGATE.sub("\N{REPLACEMENT CHARACTER}", value)
    if isinstance(value, dict):
        return {key: _mended(part) for key, part in value.items()}
    if isinstance(value, list):
        return [_mended(part) for part in value]
    return value
