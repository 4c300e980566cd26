"""What any store must do, tested on the stores there are: add, never overwrite, answer in a stable order."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from realpolitik.errors import InputError, UnknownName
from realpolitik.records.actors import ActorKind
from realpolitik.records.arrangements import Arrangement
from realpolitik.records.claims import Label
from realpolitik.records.documents import Outcome
from realpolitik.records.events import EventType
from realpolitik.records.evidence import Factuality, Record
from realpolitik.records.interests import Direction, Interest
from realpolitik.records.readings import Reading, Refused, Run, StepFailure
from realpolitik.records.times import Basis, Precision, When, on
from realpolitik.remember.ledger import Ledger
from realpolitik.remember.outcomes import Counts, InputOutcome, Standing
from tests.builders import (
    RUN,
    actor,
    document,
    event,
    reading,
    record,
    refused,
    span,
    who,
)
from tests.remember.conftest import Opening
from tests.strategies import readings, refusals

BORDER = "Peru threatened Chile with tariffs. Both signed a fishing accord in Lima. Chile wants access to Arica."
VISIT = "Minister Soto of Chile met the envoy of Bolivia. Bolivia called Peru a rogue state."

THREAT = event(BORDER, "Peru threatened Chile with tariffs", EventType.THREATEN, "Peru=PER", "Chile=CHL")
ACCORD = record(
    Arrangement,
    BORDER,
    "signed a fishing accord",
    object=span(BORDER, "a fishing accord"),
    parties=(who(BORDER, "Peru", "PER"), who(BORDER, "Chile", "CHL")),
    factuality=Factuality.REPORTED,
    happened=on(date(1999, 5, 20)),
)
WISH = record(
    Interest,
    BORDER,
    "wants access to Arica",
    direction=Direction.WANT,
    object=span(BORDER, "access to Arica"),
    holder=(who(BORDER, "Chile", "CHL"), who(BORDER, "Peru", "PER")),
)
MEETING = event(
    VISIT,
    "Minister Soto of Chile met the envoy of Bolivia",
    EventType.CONSULT,
    reciprocal=True,
    initiator=(
        who(VISIT, "Minister Soto", "~soto", name="Soto", acts_for="CHL"),
        who(VISIT, "the envoy of Bolivia", "", acts_for="BOL"),
    ),
    happened=When(start=date(1998, 1, 1), end=None, precision=Precision.OPEN, basis=Basis.DATELINE),
)
ROGUE = record(Label, VISIT, "a rogue state", label="rogue state", about=(who(VISIT, "Peru", "PER"),))

NEXT_RUN = Run(code="1.1")


def border(**fields: object) -> Reading:
    """An article of 1999 on Peru and Chile."""
    countries = (actor("PER", "Peru"), actor("CHL", "Chile"))
    return reading(BORDER, [WISH, ACCORD, THREAT], actors=countries, **{"published": date(1999, 6, 1), **fields})


def visit(**fields: object) -> Reading:
    """An undated article on Chile and Bolivia."""
    people = (actor("~soto", "Soto", ActorKind.PERSON, country="CHL"), actor("BOL", "Bolivia"))
    return reading(VISIT, [MEETING, ROGUE], actors=people, **{"reference": "visit.txt", **fields})


def fill(ledger: Ledger) -> None:
    """Both articles, and one input that was refused."""
    assert ledger.add_batch([visit(), border(), refused("empty.txt")]) == 3


def test_documents_come_back_as_they_were(ledger: Ledger) -> None:
    """A document is stored with its bytes, its dates and its passages; the dated come first."""
    fill(ledger)
    assert ledger.documents() == (border().document, visit().document)
    assert ledger.document(border().document.id) == border().document


def test_records_come_back_in_a_stable_order(ledger: Ledger) -> None:
    """Records come by publication, document and place in the text, whatever the order they were read in."""
    fill(ledger)
    events = [found for found in ledger.records() if found.kind != "passage"]
    assert events == [THREAT, ACCORD, WISH, MEETING, ROGUE]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"kinds": ["event", "label"]}, [THREAT, MEETING, ROGUE]),
        ({"actor": "PER", "kinds": ["interest", "label"]}, [WISH, ROGUE]),
        ({"actor": "CHL"}, [THREAT, ACCORD, WISH, MEETING]),
        ({"actor": "~soto"}, [MEETING]),
        ({"actor": "XYZ"}, []),
        ({"dyad": ("PER", "CHL")}, [THREAT, ACCORD]),
        ({"dyad": ("CHL", "PER")}, [THREAT, ACCORD]),
        ({"dyad": ("BOL", "CHL")}, [MEETING]),
        ({"dyad": ("PER", "PER")}, []),
        ({"document": MEETING.document, "kinds": ["event"]}, [MEETING]),
        ({"factuality": [Factuality.REPORTED]}, [ACCORD]),
        ({"event_type": "CONSULT"}, [MEETING]),
        ({"text": "FISHING", "kinds": ["arrangement", "label"]}, [ACCORD]),
        ({"text": "100% _sure_ '; DROP TABLE records"}, []),
        ({"since": date(1999, 5, 21), "kinds": ["event", "arrangement"]}, [THREAT, MEETING]),
        ({"until": date(1999, 5, 20), "kinds": ["event", "arrangement"]}, [ACCORD, MEETING]),
        ({"since": date(1999, 5, 20), "until": date(1999, 5, 20)}, [ACCORD, MEETING]),
        ({"until": date(1997, 12, 31)}, []),
        ({"kinds": ["event"], "limit": 1}, [THREAT]),
        ({"limit": 0}, []),
    ],
    ids=lambda value: " ".join(map(str, value)) if isinstance(value, dict) else None,
)
def test_queries_find_what_fits_everything_asked(ledger: Ledger, asked: dict[str, object], found: list[Record]) -> None:
    """By actor, whom they act for, sides, kind, time, certainty and words; nothing else comes."""
    fill(ledger)
    assert list(ledger.records(**asked)) == found


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"kinds": ["rumour"]}, "unknown kind 'rumour'; known: arrangement, claim, event"),
        ({"factuality": ["sure"]}, "unknown factuality 'sure'; known: asserted"),
        ({"event_type": "GOSSIP"}, "unknown event type 'GOSSIP'; known: ACCUSE"),
    ],
    ids=["kind", "factuality", "event type"],
)
def test_an_unknown_name_is_answered_with_the_known(ledger: Ledger, asked: dict[str, object], words: str) -> None:
    """A slip in a name is an error with the names there are, not an empty answer."""
    with pytest.raises(UnknownName) as error:
        ledger.records(**asked)
    assert words in str(error.value)


def test_a_dyad_needs_both_sides(ledger: Ledger) -> None:
    """Half a dyad is refused rather than taken for something else."""
    with pytest.raises(InputError, match="two sides"):
        ledger.records(dyad=("PER", ""))


def test_record_by_id_or_by_its_beginning(ledger: Ledger) -> None:
    """A record is found by its whole id, by a beginning of it, and by a beginning without the kind."""
    fill(ledger)
    for name in (THREAT.id, THREAT.id[:12], THREAT.id.removeprefix("event-")[:8]):
        assert ledger.record(name) == THREAT


def test_an_ambiguous_id_is_refused(ledger: Ledger) -> None:
    """Where several ids begin alike, nothing is guessed: some of them are shown."""
    fill(ledger)
    with pytest.raises(InputError, match=r"several records begin with 'event-', such as event-.*give more"):
        ledger.record("event-")


@pytest.mark.parametrize("ask", [Ledger.record, Ledger.document, Ledger.actor], ids=lambda ask: ask.__name__)
def test_an_unknown_id_is_refused(opening: Opening, ledger: Ledger, ask: Callable[..., object]) -> None:
    """An id that is nowhere is an error that shows the ids that come closest."""
    fill(ledger)
    with pytest.raises(UnknownName, match=f"unknown {ask.__name__} 'nobody'; known: "):
        getattr(ledger, ask.__name__)("nobody")
    with pytest.raises(UnknownName, match="known: none"), opening() as empty:
        getattr(empty, ask.__name__)("nobody")


def test_actors_by_id_and_by_name(ledger: Ledger) -> None:
    """An actor is found by id, by name, by part of it and by what a text called it; the best fit first."""
    fill(ledger)
    names = {found.id: found for found in (*border().actors, *visit().actors)}
    assert ledger.actors() == tuple(found for _, found in sorted(names.items()))
    assert ledger.actor("~soto") == names["~soto"]
    assert ledger.find_actors("per") == (names["PER"],)
    assert ledger.find_actors("minister soto") == ()
    assert ledger.find_actors("i") == (names["BOL"], names["CHL"])
    assert ledger.find_actors("nobody") == ()


def test_actors_by_what_a_text_calls_them(ledger: Ledger) -> None:
    """A metonym of one text leads to its actor; whoever bears exactly that name comes before."""
    text = "La Moneda warned La Paz. The Moneda Society wrote to Santiago."
    named = event(text, "La Moneda warned La Paz", EventType.THREATEN, "La Moneda=CHL", "La Paz=BOL")
    known = [
        actor("CHL", "Chile"),
        actor("BOL", "Bolivia"),
        actor("moneda", "Moneda Society", ActorKind.ORGANISATION),
    ]
    ledger.add(reading(text, [named], actors=known))
    assert [found.id for found in ledger.find_actors("la moneda")] == ["CHL"]
    assert [found.id for found in ledger.find_actors("moneda")] == ["moneda", "CHL"]


def test_where_readings_differ_on_an_actor_most_of_them_count(ledger: Ledger) -> None:
    """Two of three articles call the person by one name, so that is the actor's name."""
    for number, name in enumerate(["J. Soto", "Juana Soto", "Juana Soto"]):
        person = actor("~soto", name, ActorKind.PERSON)
        ledger.add(reading(f"{VISIT} {number}", actors=[person], reference=f"{number}.txt"))
    assert ledger.actor("~soto").name == "Juana Soto"
    assert [found.name for found in ledger.actors()] == ["Juana Soto"]


def test_outcomes_have_a_row_for_each_input(ledger: Ledger) -> None:
    """What was read, what only in part and what not at all is told, with the reason."""
    fill(ledger)
    partly = reading(BORDER + " End.", reference="long.txt", notes=("a table was lost",))
    partly = replace(partly, notes=("no date",), failures=(StepFailure(step="places", message="no gazetteer"),))
    ledger.add(partly)
    assert ledger.outcomes() == (
        InputOutcome(reference="article.txt", outcome=Outcome.READ, run=RUN.id, document=border().document.id),
        InputOutcome(
            reference="empty.txt",
            outcome=Outcome.REFUSED,
            run=RUN.id,
            step="read",
            reason="the file is empty",
        ),
        InputOutcome(
            reference="long.txt",
            outcome=Outcome.PARTLY,
            run=RUN.id,
            document=partly.document.id,
            notes=("a table was lost", "no date"),
            failures=partly.failures,
        ),
        InputOutcome(reference="visit.txt", outcome=Outcome.READ, run=RUN.id, document=visit().document.id),
    )


def test_counts(ledger: Ledger) -> None:
    """How much there is, by outcome and by kind."""
    nothing = Counts(documents=0, read=0, partly=0, refused=0, actors=0, runs=0, records=())
    assert ledger.counts() == nothing
    fill(ledger)
    kinds = (("arrangement", 1), ("event", 2), ("interest", 1), ("label", 1), ("passage", 2))
    assert ledger.counts() == Counts(documents=2, read=2, partly=0, refused=1, actors=4, runs=1, records=kinds)


def test_reading_again_changes_nothing(ledger: Ledger) -> None:
    """The same reading and the same refusal a second time are no news."""
    fill(ledger)
    before = ledger.digest(), ledger.counts(), ledger.outcomes(history=True)
    assert ledger.add_batch([border(), refused("empty.txt"), visit(), border()]) == 0
    assert not ledger.add(visit())
    assert (ledger.digest(), ledger.counts(), ledger.outcomes(history=True)) == before


def test_another_run_adds_and_becomes_current(ledger: Ledger) -> None:
    """A new run is shown from then on; what the old one read stays, and can be asked for."""
    fill(ledger)
    firmer = replace(THREAT, confidence=0.9, run=NEXT_RUN.id)
    assert ledger.add(reading(BORDER, [firmer], published=date(1999, 6, 1), run=NEXT_RUN))
    assert list(ledger.records(document=THREAT.document, kinds=["event"])) == [firmer]
    assert set(ledger.records(document=THREAT.document, kinds=["event"], history=True)) == {THREAT, firmer}
    assert ledger.record(THREAT.id) == firmer
    assert ledger.counts().documents == 2
    assert ledger.record(WISH.id) == WISH, "a record that only the old run held can still be cited"
    assert not ledger.records(kinds=["interest"])


def test_reading_with_the_old_run_again_brings_it_back(ledger: Ledger) -> None:
    """Whoever goes back to earlier settings sees their records again, and nothing is stored twice."""
    later = reading(BORDER, [], run=NEXT_RUN)
    assert [ledger.add(item) for item in (border(), later, border(), border())] == [True, True, True, False]
    assert list(ledger.records(kinds=["interest"])) == [WISH]
    assert len(ledger.records(kinds=["interest"], history=True)) == 1
    assert len(ledger.outcomes(history=True)) == 2


def test_a_batch_may_hold_a_reading_twice(ledger: Ledger) -> None:
    """Back and forth within one batch is the same as in three."""
    assert ledger.add_batch([border(), reading(BORDER, run=NEXT_RUN), border()]) == 3
    assert len(ledger.records(kinds=["interest"], history=True)) == 1
    assert list(ledger.records(kinds=["interest"])) == [WISH]


def test_a_corrected_date_becomes_current(ledger: Ledger) -> None:
    """The same file read again by the same run with another date is a correction."""
    ledger.add_batch([border(published=None), border(published=date(2001, 1, 1)), border()])
    assert [found.published for found in ledger.documents()] == [border().document.published]
    assert ledger.counts().records == (("arrangement", 1), ("event", 1), ("interest", 1), ("passage", 1))


@pytest.mark.parametrize("turn", [1, -1], ids=["in order", "turned round"])
def test_copies_are_one_document_and_the_dated_one_is_shown(ledger: Ledger, turn: int) -> None:
    """Two files of one text are two inputs and one document; which comes first makes no difference."""
    copies = [border(reference="a.txt", published=None), border(reference="c.txt"), border(reference="b.txt")]
    ledger.add_batch(copies[::turn])
    assert [found.reference for found in ledger.documents()] == ["b.txt"]
    assert [found.reference for found in ledger.outcomes()] == ["a.txt", "b.txt", "c.txt"]


def test_a_refusal_stands_until_something_comes_of_its_input(ledger: Ledger) -> None:
    """A file that could not be read, then could, then is gone: each time the last word is shown."""
    missing = refused("article.txt", "there is no such file")
    shown = []
    for item in (missing, missing, border(), missing, border()):
        ledger.add(item)
        shown.append([found.outcome.value for found in ledger.outcomes()])
    assert shown == [["refused"], ["refused"], ["read"], ["refused", "read"], ["read"]]
    assert len(ledger.documents()) == 1, "a document once read stays"


def test_a_batch_that_fails_leaves_nothing(ledger: Ledger) -> None:
    """All of a batch is stored, or none of it."""

    def broken() -> object:
        yield border()
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        ledger.add_batch(broken())
    assert ledger.counts().documents == 0
    assert ledger.add(border())


def test_lone_surrogates_are_mended(ledger: Ledger) -> None:
    """The name of a file may be no UTF-8; it is stored as escapes, and the same file is known again."""
    text = "Peru \ud800 left."
    assert ledger.add_batch([refused("caf\udce9.txt"), reading(text, reference="caf\udce8.txt")]) == 2
    assert ledger.add_batch([refused("caf\udce9.txt"), reading(text, reference="other\udce8.txt")]) == 1
    assert {found.text for found in ledger.documents()} == {"Peru \ufffd left."}
    assert [found.reference for found in ledger.outcomes()] == [
        r"caf\udce8.txt",
        r"caf\udce9.txt",
        r"other\udce8.txt",
    ]


def test_null_characters_are_kept(ledger: Ledger) -> None:
    """A NUL in a text ends nothing: what follows is there."""
    found = reading("Peru\x00left. Chile stayed.")
    ledger.add(found)
    assert ledger.document(found.document.id) == found.document


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_the_order_of_articles_makes_no_difference(opening: Opening, data: st.DataObject) -> None:
    """The same articles in any order and batches, twice or once, give the same digest and answers."""
    items = data.draw(
        st.lists(
            readings(RUN) | refusals(RUN),
            max_size=4,
            unique_by=lambda item: item.reference,
        )
    )
    shuffled = data.draw(st.permutations(items + items[:1]))
    assert _contents(opening, items, len(items) or 1) == _contents(opening, shuffled, 2)


def _contents(opening: Opening, items: list[Reading | Refused], size: int) -> tuple[object, ...]:
    with opening() as ledger:
        for start in range(0, len(items), size):
            ledger.add_batch(items[start : start + size])
        return (
            ledger.digest(),
            ledger.documents(),
            ledger.records(),
            ledger.actors(),
            ledger.outcomes(),
            ledger.counts(),
        )


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(found=readings())
def test_any_reading_comes_back(opening: Opening, found: Reading) -> None:
    """Document, records and actors of any reading are in the ledger as they were given."""
    with opening() as ledger:
        assert ledger.add(found)
        assert not ledger.add(found)
        stored = ledger.document(found.document.id)
        assert replace(stored, passages=()) == replace(found.document, passages=())
        everything = {*found.records, *found.document.passages}
        assert set(ledger.records()) == everything
        assert set(stored.passages) == {item for item in everything if item.kind == "passage"}
        assert {item.id for item in ledger.actors()} == {item.id for item in found.actors}
        for item in everything:
            assert ledger.record(item.id).id == item.id


def test_the_digest_sees_every_change(opening: Opening) -> None:
    """Another text, date, record, actor, run or refusal gives another digest."""
    variants = [
        [],
        [border()],
        [border(published=date(1999, 6, 2))],
        [replace(border(), records=())],
        [replace(border(), actors=())],
        [reading(BORDER, [WISH, ACCORD, THREAT], run=NEXT_RUN)],
        [border(), refused("empty.txt")],
        [border(), refused("empty.txt", "it is binary")],
        [border(), reading(BORDER, run=NEXT_RUN)],
        [reading(BORDER, run=NEXT_RUN), border()],
    ]
    assert len({_contents(opening, items, 10)[0] for items in variants}) == len(variants)


@given(st.lists(st.tuples(st.sampled_from("ab"), st.sampled_from(["", "x", "y"]), st.sampled_from("12"))))
def test_standing_hears_each_thing_once(told: list[tuple[str, str, str]]) -> None:
    """What was heard last of an input is no news, and everything else is."""
    standing = Standing()
    for reference, page, name in told:
        standing.hear(reference, page, name)
        assert not standing.hear(reference, page, name)
        assert standing.hear(reference, page, name + "'")
        assert standing.hear(reference, page, name)


def test_a_document_of_a_reading_keeps_a_fuzzy_date(ledger: Ledger) -> None:
    """A date of publication that is open on one side comes back so."""
    when = When(start=None, end=date(1999, 6, 1), precision=Precision.MONTH, basis=Basis.PAGE, timex="1999-06")
    found = replace(reading(BORDER), document=document(BORDER, when))
    ledger.add(found)
    assert ledger.documents() == (found.document,)
    assert ledger.records(until=date(1999, 6, 1))
    assert not ledger.records(since=date(1999, 6, 2))
