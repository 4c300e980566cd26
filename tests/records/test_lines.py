"""Record lines: out and in without a change, the same bytes always, and a clear word on what is wrong."""

import io
import json
from dataclasses import fields
from datetime import date
from importlib import resources
from typing import Any

import jsonschema
import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from realpolitik.errors import InputError
from realpolitik.records.arrangements import Arrangement
from realpolitik.records.claims import About, Label
from realpolitik.records.documents import Passage, PassageKind
from realpolitik.records.events import Event, EventType
from realpolitik.records.evidence import Record, Voice
from realpolitik.records.interests import Direction, Interest
from realpolitik.records.lines import (
    FORMS,
    as_line,
    decoded,
    encoded,
    from_line,
    mended,
    read_lines,
    write_lines,
)
from realpolitik.records.mentions import Mention
from realpolitik.records.places import Place
from realpolitik.records.times import on
from tests.builders import TEXT, event, record, span, who
from tests.strategies import KINDS, records_of, texts

SCHEMA = json.loads(resources.files("realpolitik.records").joinpath("record.schema.json").read_text("utf-8"))
LINES_FIT = jsonschema.Draft202012Validator(SCHEMA, format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER)

THREAT = event(TEXT, "Peru threatened Chile with tariffs", EventType.THREATEN, "Peru=PER", "Chile=CHL")

any_record = st.sampled_from(KINDS).flatmap(
    lambda kind: texts.flatmap(lambda text: records_of(kind, text, document="document-1", run="run-1"))
)


# Twelve kinds of 30 are 360 records each time.
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.kind)
@settings(max_examples=30)
@given(data=st.data())
def test_round_trip_is_exact_and_fits_the_schema(kind: type[Record], data: st.DataObject) -> None:
    """Every record of every kind comes back from its line as it was, and the line is as the schema says."""
    text = data.draw(texts)
    found = data.draw(records_of(kind, text, document="document-1", run="run-1"))
    line = as_line(found)
    assert from_line(line) == found
    assert msgspec.json.decode(encoded(found)) == line
    assert encoded(decoded(encoded(found))) == encoded(found)
    assert tuple(line) == FORMS[kind.kind].keys
    LINES_FIT.validate(line)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.kind)
def test_every_field_has_its_place_in_the_line(kind: type[Record]) -> None:
    """A field that is added to a record must be given a place in its line, or it would be lost."""
    form = FORMS[kind.kind]
    common = {field.name for field in fields(Record)}
    assert {field.name for field in fields(kind)} - common == {*form.roles, *form.fields, *form.spans}


def test_the_line_of_an_event() -> None:
    """The names and the order of the keys are fixed, since other programs build on them."""
    assert (
        json.loads(encoded(THREAT))
        == as_line(THREAT)
        == {
            "id": THREAT.id,
            "kind": "event",
            "document": THREAT.document,
            "evidence": [{"start": 0, "end": 34, "quote": "Peru threatened Chile with tariffs"}],
            "roles": {
                "initiator": [_line_of("PER", "Peru", 0)],
                "recipient": [_line_of("CHL", "Chile", 16)],
            },
            "attribution": ["author"],
            "factuality": "asserted",
            "polarity": "positive",
            "time": "unknown",
            "happened": None,
            "place": None,
            "event_type": "THREATEN",
            "mode": "",
            "cameo": "",
            "goldstein": 0.0,
            "quad": "neutral",
            "reciprocal": False,
            "trigger": None,
            "trigger_span": None,
            "confidence": 0.5,
            "rule": "",
            "run": THREAT.run,
        }
    )


def _line_of(actor: str, name: str, start: int) -> dict[str, Any]:
    place = {"start": start, "end": start + len(name), "quote": name}
    return {"actor": actor, "name": name, **place, "acts_for": "", "country": "", "sector": ""}


def test_the_fields_of_words_time_place_and_voice() -> None:
    """Words stand beside their place, a time with its precision, a chain with its voices."""
    wish = record(
        Interest,
        TEXT,
        "wants access to the port of Arica",
        direction=Direction.WANT,
        object=span(TEXT, "access to the port of Arica"),
        holder=(who(TEXT, "Chile", "CHL", name="Republic of Chile"),),
        attribution=(Voice(actor="~envoy", name="its envoy"),),
        happened=on(date(1999, 3, 4)),
        place=Place(id="arica", name="Arica", kind="town", latitude=-18, longitude=-70, country="CHL"),
    )
    line = as_line(wish)
    assert line["object"] == "access to the port of Arica"
    assert line["object_span"] == {"start": 48, "end": 75}
    assert line["attribution"] == [{"actor": "~envoy", "name": "its envoy", "imagined": False}]
    assert line["happened"] == {
        "start": "1999-03-04",
        "end": "1999-03-04",
        "precision": "day",
        "basis": "explicit",
        "timex": "1999-03-04",
    }
    assert line["place"]["latitude"] == -18.0
    assert from_line(line) == wish


def test_equal_records_give_equal_bytes() -> None:
    """A whole number given for a decimal one makes no difference to the bytes."""
    whole = event(TEXT, "threatened", EventType.THREATEN, goldstein=-6)
    decimal = event(TEXT, "threatened", EventType.THREATEN, goldstein=-6.0)
    assert encoded(whole) == encoded(decimal)


def test_words_in_other_scripts_stay_readable() -> None:
    """Text is written as it is, not as escapes."""
    text = "Перу и Чили подписали 协定."
    assert "подписали 协定" in encoded(record(Label, text, "подписали 协定", label="协定")).decode("utf-8")


@pytest.mark.parametrize(
    "found",
    [
        record(Mention, TEXT, "Peru", actor=who(TEXT, "Peru", "PER", name="Pe\ud800ru")),
        record(Label, "a \udfff b", "\udfff", label="\udfff"),
        record(Passage, "a \udfff b", "a \udfff b", passage=PassageKind.BODY),
        record(Label, TEXT, "Peru", attribution=(Voice(actor="", name="\ud83d"),), label="rogue"),
    ],
    ids=["name", "label", "passage", "voice"],
)
def test_a_lone_surrogate_is_mended(found: Record) -> None:
    """A code point that UTF-8 cannot write becomes U+FFFD; spans keep their length, the line can be read."""
    again = decoded(encoded(found))
    assert again == decoded(encoded(again))
    assert [(part.start, part.end) for part in again.evidence] == [(part.start, part.end) for part in found.evidence]
    assert "\ufffd" in encoded(found).decode("utf-8")


def test_mended_reaches_into_lists_and_objects() -> None:
    """Whatever nests the text, each lone surrogate in it is replaced, and nothing else."""
    assert mended({"a": ["\ud800b", 1, None]}) == {"a": ["\ufffdb", 1, None]}


LINE = as_line(THREAT)
WISH = as_line(record(Interest, TEXT, "wants", direction=Direction.WANT, object=span(TEXT, "access")))
NAMED = as_line(record(Mention, TEXT, "Peru", actor=who(TEXT, "Peru", "PER")))


def _without(line: dict[str, Any], key: str) -> dict[str, Any]:
    return {name: value for name, value in line.items() if name != key}


def _cast(**change: Any) -> dict[str, Any]:
    return {
        "initiator": [{**LINE["roles"]["initiator"][0], **change}],
        "recipient": LINE["roles"]["recipient"],
    }


@pytest.mark.parametrize(
    ("line", "field"),
    [
        (_without(LINE, "kind"), "kind: missing"),
        ({**LINE, "kind": 3}, "kind: expected str"),
        ({**LINE, "kind": "rumour"}, "kind: there are no lines of kind 'rumour'"),
        (_without(LINE, "goldstein"), "goldstein: missing"),
        ({**LINE, "colour": "red"}, "colour: no field of event"),
        ({**LINE, "id": "event-0"}, "id: the line has 'event-0'"),
        ({**LINE, "document": ""}, "a event needs the document"),
        ({**LINE, "evidence": []}, "needs the words"),
        ({**LINE, "evidence": "Peru"}, "evidence: Expected `array`"),
        ({**LINE, "evidence": [{"start": 0, "end": 3, "quote": "Peru"}]}, "evidence[0]: the span 0..3"),
        ({**LINE, "evidence": [{"start": 0, "quote": "Peru"}]}, "evidence[0]: Object missing required field"),
        ({**LINE, "evidence": [{**LINE["evidence"][0], "page": 1}]}, "evidence: the line has"),
        ({**LINE, "roles": []}, "roles: expected dict"),
        ({**LINE, "roles": {"speaker": []}}, "roles.speaker: no role of"),
        ({**LINE, "roles": {"initiator": "PER"}}, "initiator: expected list"),
        ({**LINE, "roles": {"initiator": ["PER"]}}, "roles.initiator: expected a list of objects"),
        ({**LINE, "roles": {"initiator": []}}, "roles: the line has"),
        ({**LINE, "roles": _cast(start="0")}, "roles.initiator[0].start: Expected `int`"),
        ({**LINE, "roles": _cast(actor=None)}, "roles.initiator[0].actor: Expected `str`"),
        ({**LINE, "attribution": ["editor"]}, "attribution[0]: Expected `object`"),
        ({**LINE, "factuality": "true"}, "factuality: Invalid enum value"),
        ({**LINE, "happened": {"start": "1999-02-30"}}, "happened.start: Invalid"),
        ({**LINE, "goldstein": 11.0}, "the Goldstein scale runs"),
        ({**LINE, "event_type": "GOSSIP"}, "event_type: Invalid enum value"),
        ({**LINE, "trigger": "threatened"}, "trigger_span: expected dict, got NoneType"),
        ({**WISH, "object": None}, "object: Expected `str`"),
        ({**WISH, "object_span": {"start": "3", "end": 5}}, "object_span.start: Expected `int`"),
        ({**WISH, "object": None, "object_span": None}, "object_span: Expected `object`, got `null`"),
        ({**NAMED, "roles": {}}, "roles.actor: a mention names one actor, not 0"),
        ({**LINE, "confidence": 2.0}, "a confidence lies between"),
    ],
)
def test_a_wrong_line_names_the_field(line: dict[str, Any], field: str) -> None:
    """A line that is no record says which field is wrong, and how."""
    with pytest.raises(InputError) as error:
        from_line(line)
    assert field in str(error.value)


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"{", "line 2: not JSON in UTF-8: Input data was truncated"),
        (b'{"id": "\xff"}', "line 2: not JSON in UTF-8"),
        (b"[1]", "line 2: a line holds one JSON object"),
        (b"{}", "line 2: kind: missing"),
    ],
    ids=["cut", "encoding", "list", "empty object"],
)
def test_a_wrong_line_names_file_and_line(raw: bytes, words: str) -> None:
    """The file and the line's number stand before what is wrong with it."""
    file = io.BytesIO(encoded(THREAT) + b"\n" + raw + b"\n")
    found = read_lines(file, name="records.jsonl")
    assert next(found) == THREAT
    with pytest.raises(InputError) as error:
        next(found)
    assert str(error.value).startswith("records.jsonl, ")
    assert words in str(error.value)


def test_a_line_without_a_file_name_is_numbered_alone() -> None:
    """Where the file has no name to show, the message begins with the line."""
    with pytest.raises(InputError, match=r"^line 1: "):
        list(read_lines([b"{}"]))


@settings(max_examples=30)
@given(st.lists(any_record, max_size=5))
def test_files_of_lines_come_back_whole(found: list[Record]) -> None:
    """What is written is read again in its order, one line each, empty lines passed over."""
    file = io.BytesIO()
    assert write_lines(found, file) == len(found)
    assert file.getvalue().count(b"\n") == len(found)
    assert list(read_lines(io.BytesIO(b"\n" + file.getvalue() + b"  \n"))) == found


@given(
    st.binary(max_size=60)
    | st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(sorted(LINE)), inner, max_size=5),
        max_leaves=8,
    ).map(lambda value: json.dumps(value).encode())
)
def test_garbage_is_refused_with_input_error(raw: bytes) -> None:
    """No line, however wrong, raises anything but InputError."""
    with pytest.raises(InputError):
        decoded(raw)


@given(
    st.sampled_from(sorted(LINE)),
    st.none() | st.integers() | st.text(max_size=5) | st.lists(st.integers(), max_size=2),
)
def test_one_wrong_field_is_refused_or_harmless(key: str, value: object) -> None:
    """A line with one field replaced is refused with InputError, or is the line of a record."""
    try:
        found = from_line({**LINE, key: value})
    except InputError:
        return
    assert as_line(found) == {**LINE, key: value}


@pytest.mark.parametrize("kind", [Record, About], ids=lambda kind: kind.kind)
def test_only_the_kinds_of_the_schema_have_lines(kind: type[Record]) -> None:
    """A general record, of no kind that lines know, is refused by name."""
    with pytest.raises(InputError, match=f"no lines of kind '{kind.kind}'"):
        as_line(kind(document="d", evidence=(span(TEXT, "Peru"),)))


def test_the_schema_refuses_what_it_should() -> None:
    """The schema is no rubber stamp: a missing, an unknown and a wrong field each fail."""
    for line in (_without(LINE, "mode"), {**LINE, "colour": "red"}, {**LINE, "goldstein": 11}):
        assert not LINES_FIT.is_valid(line)
    assert {part["$ref"].rpartition("/")[2] for part in SCHEMA["oneOf"]} == set(FORMS)


def test_an_arrangement_without_purpose() -> None:
    """Words that are not there are null, with their place."""
    line = as_line(record(Arrangement, TEXT, "access", object=span(TEXT, "access")))
    assert (line["purpose"], line["purpose_span"]) == (None, None)


def test_a_record_of_the_event_type_is_an_event() -> None:
    """The kind of the line decides what comes back."""
    assert isinstance(from_line(LINE), Event)
