"""The values we speak in: a wrong one cannot exist, and what they say of themselves is right."""

from collections.abc import Callable
from dataclasses import FrozenInstanceError, replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from realpolitik.errors import RecordError
from realpolitik.records.actors import Actor, ActorKind, Office, Validity
from realpolitik.records.claims import Claim
from realpolitik.records.documents import Document, Outcome, Passage, PassageKind
from realpolitik.records.events import Event, EventType
from realpolitik.records.evidence import Record, Voice
from realpolitik.records.findings import Exactness, Finding
from realpolitik.records.ids import ID_HEX_DIGITS, content_id
from realpolitik.records.interests import Direction, Interest
from realpolitik.records.places import Place
from realpolitik.records.readings import Reading, Run, StepFailure, spans_of, stamped
from realpolitik.records.relations import Relation
from realpolitik.records.spans import Span, hull, span_of
from realpolitik.records.times import Basis, Precision, When, on
from tests.builders import RUN, TEXT, document, event, reading, record, refused, span, who
from tests.strategies import KINDS, days, records_of, spans, texts, whens

MARCH = date(1999, 3, 4)
THREAT = event(TEXT, "Peru threatened Chile", EventType.THREATEN, "Peru=PER", "Chile=CHL")


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: Span(start=-1, end=1, quote="ab"), "0 <= start < end, not -1..1"),
        (lambda: Span(start=2, end=2, quote=""), "not 2..2"),
        (lambda: Span(start=0, end=3, quote="ab"), "3 code points long, its quote 2"),
        (lambda: span_of("a  b", 1, 3), "0 <= start < end"),
        (lambda: hull([]), "no spans"),
        (lambda: When(start=MARCH, end=date(1999, 3, 3), precision=Precision.DAY, basis=Basis.PAGE), "cannot end"),
        (lambda: Actor(id="", name="Peru", kind=ActorKind.STATE), "needs an id and a name"),
        (lambda: Actor(id="PER", name="", kind=ActorKind.STATE), "needs an id and a name"),
        (lambda: Place(id="x", name="Arica", kind="town", latitude=1.0), "'Arica' has half a point"),
        (lambda: Place(id="x", name="Arica", kind="town", latitude=91.0, longitude=0.0), "has latitude 91"),
        (lambda: Place(id="x", name="Arica", kind="town", latitude=0.0, longitude=181.0), "has longitude 181"),
        (lambda: replace(THREAT, document=""), "needs the document"),
        (lambda: replace(THREAT, evidence=()), "needs the words"),
        (lambda: replace(THREAT, confidence=1.5), "between 0 and 1, not at 1.5"),
        (lambda: replace(THREAT, confidence=float("nan")), "between 0 and 1, not at nan"),
        (lambda: replace(THREAT, goldstein=-10.5), "from -10 to 10, not to -10.5"),
        (lambda: record(Relation, TEXT, "Peru", relation="ally", sign=2), "is -1, 0 or 1, not 2"),
        (
            lambda: record(
                Interest,
                TEXT,
                "wants",
                direction=Direction.WANT,
                object=span(TEXT, "access"),
                salience=-0.1,
            ),
            "between 0 and 1, not at -0.1",
        ),
        (
            lambda: record(Passage, TEXT, ["Peru", "Chile"], passage=PassageKind.BODY),
            "a passage is one stretch of text",
        ),
        (lambda: Document(id="document-1", text=" \n", original=b""), "a document without text"),
        (lambda: replace(document(), text="Bolivia " + TEXT), "the passage at 0 does not stand in the text"),
        (lambda: Finding(name="x", value=None, unit="", method=""), "needs a value"),
        (
            lambda: Finding(name="x", value=1, unit="", method="", exactness=Exactness.NO_ANSWER),
            "needs a value",
        ),
        (
            lambda: Finding(name="x", value=None, unit="", method="", exactness=Exactness.NO_ANSWER),
            "does not say why",
        ),
        (lambda: Run(code=""), "the version of the code"),
        (lambda: reading("Peru left.", [THREAT]), "is of document-"),
        (
            lambda: Reading(document=document(), run=RUN, records=(replace(THREAT, run=""),)),
            "was made by no run, not by run-",
        ),
        (
            lambda: reading(TEXT, [replace(THREAT, trigger=Span(start=6, end=10, quote="left"))]),
            "cites 'left', which does not stand at 6",
        ),
    ],
)
def test_a_wrong_value_cannot_exist(make: Callable[[], object], words: str) -> None:
    """What would break an invariant is refused with the number or name that breaks it."""
    with pytest.raises(RecordError) as error:
        make()
    assert words in str(error.value)


def test_values_do_not_change() -> None:
    """A record is what it was when it was made."""
    with pytest.raises(FrozenInstanceError):
        THREAT.confidence = 1.0  # type: ignore[misc]


@given(st.data())
def test_a_span_holds_its_words(data: st.DataObject) -> None:
    """The words between start and end are the quote, also when the white space around them is left out."""
    text = data.draw(texts)
    found = data.draw(spans(text).filter(lambda each: each.quote.strip()))
    tight = span_of(text, found.start, found.end)
    assert text[tight.start : tight.end] == tight.quote == found.quote.strip()
    assert found.covers(tight)
    assert hull([tight, found]) == (found.start, found.end)


@given(st.data())
def test_overlap_and_cover_count_code_points(data: st.DataObject) -> None:
    """Two spans overlap if they share a code point, and one covers the other if it has all of its."""
    text = data.draw(texts)
    one, other = data.draw(spans(text)), data.draw(spans(text))
    mine, theirs = set(range(one.start, one.end)), set(range(other.start, other.end))
    assert one.overlaps(other) == bool(mine & theirs)
    assert one.covers(other) == (mine >= theirs)
    assert (one < other) == ((one.start, one.end, one.quote) < (other.start, other.end, other.quote))


@pytest.mark.parametrize(
    ("start", "end", "iso"),
    [
        (MARCH, MARCH, "1999-03-04"),
        (MARCH, date(1999, 3, 6), "1999-03-04/1999-03-06"),
        (None, MARCH, "../1999-03-04"),
        (MARCH, None, "1999-03-04/.."),
        (None, None, "../.."),
    ],
)
def test_an_interval_as_iso_writes_it(start: date | None, end: date | None, iso: str) -> None:
    """One day is a day, an open side two dots, as ISO 8601-2 has them."""
    assert When(start=start, end=end, precision=Precision.FUZZY, basis=Basis.RELATIVE).iso == iso


def test_on_is_one_day() -> None:
    """A bare day says its precision and where it comes from."""
    assert on(MARCH, basis=Basis.GIVEN) == When(
        start=MARCH, end=MARCH, precision=Precision.DAY, basis=Basis.GIVEN, timex="1999-03-04"
    )


@given(whens(), days)
def test_validity_holds_from_start_to_end(term: When, day: date) -> None:
    """Both days are included, an open side and an unknown day rule nothing out."""
    validity = Validity(start=term.start, end=term.end)
    assert validity.holds_on(None)
    assert validity.holds_on(day) == ((term.start or day) <= day <= (term.end or day))
    if term.end:
        assert not validity.holds_on(term.end + timedelta(days=1))


def test_the_office_of_a_day() -> None:
    """On a day, the first of the offices held; without a day, the one begun last; none held, none named."""
    mayor, minister, president = (
        Office(title=title, role="head", actor="CHL", sector="GOV", validity=Validity(start=start, end=end))
        for title, start, end in (
            ("Mayor", None, date(1989, 12, 31)),
            ("Minister", date(1990, 1, 1), date(1999, 12, 31)),
            ("President", date(1999, 1, 1), date(2003, 12, 31)),
        )
    )
    soto = Actor(id="~soto", name="Soto", kind=ActorKind.PERSON, offices=(mayor, minister, president))
    assert soto.office_on(date(1980, 1, 1)) == mayor
    assert soto.office_on(MARCH) == minister
    assert soto.office_on(date(2010, 1, 1)) is None
    assert soto.office_on(None) == president
    assert replace(soto, offices=()).office_on(None) is None


def test_whoever_acts_for_another_is_its_party() -> None:
    """The state acted for answers for the act; without one, the actor itself."""
    assert who(TEXT, "its envoy", "~envoy", acts_for="CHL").party == "CHL"
    assert who(TEXT, "Chile", "CHL").party == "CHL"


@pytest.mark.parametrize(
    ("holder", "claimants", "disputed"),
    [((), (), False), (("CHL",), ("CHL",), False), (("CHL",), ("CHL", "BOL"), True), ((), ("BOL",), True)],
)
def test_a_place_is_disputed_if_someone_else_claims_it(
    holder: tuple[str, ...], claimants: tuple[str, ...], disputed: bool
) -> None:
    """Its holder's own claim is no dispute."""
    assert Place(id="x", name="X", kind="region", holder=holder, claimants=claimants).disputed is disputed


def test_a_document_with_notes_was_read_in_part() -> None:
    """Whatever was lost or guessed makes the outcome partly; so does a step that failed."""
    assert document().outcome is Outcome.READ
    assert document(notes=("a table was lost",)).outcome is Outcome.PARTLY
    assert reading().outcome is Outcome.READ
    assert reading(notes=("a table was lost",)).outcome is Outcome.PARTLY
    assert replace(reading(), notes=("no date",)).outcome is Outcome.PARTLY
    failure = StepFailure(step="places", message="no gazetteer")
    assert replace(reading(), failures=(failure,)).outcome is Outcome.PARTLY


def test_inputs_know_what_they_came_from() -> None:
    """A reading and a refusal name their path or URL, and the refusal is one."""
    assert reading().reference == "article.txt"
    assert refused("empty.txt").reference == "empty.txt"
    assert refused("empty.txt").outcome is Outcome.REFUSED


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.kind)
@settings(max_examples=20)
@given(data=st.data())
def test_a_record_knows_its_parts(kind: type[Record], data: st.DataObject) -> None:
    """Its start is the first of its words, its participants those of all roles, and all its spans are found."""
    found = data.draw(records_of(kind, TEXT, document="document-1", run="run-1"))
    assert found.start == min(part.start for part in found.evidence)
    assert {id(each) for each in found.participants} == {id(each) for group in found.roles.values() for each in group}
    assert set(spans_of(found)) >= {*found.evidence, *(each.span for each in found.participants)}
    assert all(group for group in found.roles.values())
    assert found.id.startswith(f"{found.kind}-")


@pytest.mark.parametrize(
    "other",
    [
        replace(THREAT, document="document-2"),
        replace(THREAT, evidence=(span(TEXT, "Peru threatened"),)),
        replace(THREAT, initiator=()),
        replace(THREAT, initiator=THREAT.recipient, recipient=THREAT.initiator),
        replace(THREAT, attribution=(Voice(actor="CHL", name="Chile"),)),
        replace(THREAT, event_type=EventType.ACCUSE),
        replace(THREAT, trigger=span(TEXT, "threatened")),
        record(Claim, TEXT, "Peru threatened Chile"),
    ],
    ids=["document", "words", "role", "sides", "voice", "type", "trigger", "kind"],
)
def test_another_reading_has_another_id(other: Event) -> None:
    """Whatever makes it another record makes it another id."""
    assert other.id != THREAT.id


def test_the_run_and_the_confidence_leave_the_id_alone() -> None:
    """What is read the same has the same id, whoever read it and however sure."""
    assert replace(THREAT, run="run-2", confidence=0.1, rule="x").id == THREAT.id


def test_stamped_records_say_their_run() -> None:
    """Only the run changes."""
    (found,) = stamped([replace(THREAT, run="")], RUN)
    assert found == THREAT


@given(st.lists(st.text(max_size=3), max_size=4), st.lists(st.text(max_size=3), max_size=4))
def test_different_contents_have_different_ids(one: list[str], other: list[str]) -> None:
    """However the parts are cut, two different lists never give one id."""
    assert (content_id("x", one) == content_id("x", other)) == (one == other)


def test_ids_take_any_text() -> None:
    """A lone surrogate has an id too, and every id has the same length."""
    assert len(content_id("x", ["\ud800"])) == len("x-") + ID_HEX_DIGITS
    assert content_id("x", ["\ud800"]) != content_id("x", ["\ufffd"])


def test_a_run_is_known_by_all_it_was_made_with() -> None:
    """Another code, model, table or setting is another run."""
    runs = [RUN, *(replace(RUN, **{name: "other"}) for name in ("code", "model", "tables", "settings"))]
    assert len({run.id for run in runs}) == 5


def test_findings_have_a_value_or_say_why_not() -> None:
    """No answer is an answer if it gives its reason."""
    found = Finding(name="stance", value=0.5, unit="-1 to 1", method="mean", records=(THREAT.id,))
    assert found.exactness is Exactness.EXACT
    silent = Finding[float](
        name="stance", value=None, unit="", method="", exactness=Exactness.NO_ANSWER, because="no records"
    )
    assert silent.value is None


def test_a_document_without_passages_is_one() -> None:
    """Passages are what the reader told apart; a text has none by itself."""
    assert Document(id="document-1", text=TEXT, original=b"").passages == ()
