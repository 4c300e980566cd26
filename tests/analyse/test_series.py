"""Dyads: acts told of two parties, each in its lane, and what they add up to."""

from datetime import date

import pytest

from realpolitik.analyse.series import Lane, acts_of, between, dyad_of, lane_of
from realpolitik.records.events import Event, EventType, Quad
from realpolitik.records.evidence import Factuality, Polarity
from realpolitik.records.relations import Relation
from realpolitik.records.times import Basis, Precision, TimeFrame, When, on
from tests.builders import event, record, who

TEXT = (
    "Peru threatened Chile with tariffs. Chile then met Peru in Tacna. Peru shelled Chile in 1880. "
    "Chile will aid Peru. Peru met Chile. Bolivia praised Peru."
)

THREAT = event(
    TEXT,
    "Peru threatened Chile",
    EventType.THREATEN,
    "Peru=PER",
    "Chile=CHL",
    goldstein=-4.0,
    quad=Quad.VERBAL_CONFLICT,
)
MEETING = event(
    TEXT,
    "Chile then met Peru",
    EventType.CONSULT,
    "Chile=CHL",
    "Peru=PER",
    goldstein=1.0,
    quad=Quad.VERBAL_COOPERATION,
    reciprocal=True,
)
AGAIN = event(TEXT, "Peru met Chile", EventType.CONSULT, "Peru=PER", "Chile=CHL", goldstein=1.0, reciprocal=True)
SHELLED = event(
    TEXT, "Peru shelled Chile", EventType.ASSAULT, "Peru=PER", "Chile=CHL", goldstein=-10.0, time=TimeFrame.HISTORICAL
)
AID = event(
    TEXT, "Chile will aid Peru", EventType.AID, "Chile=CHL", "Peru=PER", goldstein=7.0, factuality=Factuality.PLANNED
)
PRAISE = event(TEXT, "Bolivia praised Peru", EventType.SUPPORT, "Bolivia=BOL", "Peru=PER", goldstein=3.4)
ALL = (THREAT, MEETING, AGAIN, SHELLED, AID, PRAISE)


def when(day: date) -> When:
    """That day, from the words."""
    return on(day, basis=Basis.EXPLICIT)


@pytest.mark.parametrize(
    ("fields", "lane"),
    [
        pytest.param({}, Lane.HAPPENED, id="asserted"),
        pytest.param({"factuality": Factuality.REPORTED}, Lane.HAPPENED, id="reported"),
        pytest.param({"factuality": Factuality.PLANNED}, Lane.PLANNED, id="planned"),
        pytest.param({"factuality": Factuality.DENIED}, Lane.DENIED, id="denied"),
        pytest.param({"polarity": Polarity.NEGATIVE}, Lane.DENIED, id="negated"),
        pytest.param({"factuality": Factuality.HYPOTHETICAL}, Lane.HYPOTHETICAL, id="hypothetical"),
        pytest.param({"time": TimeFrame.HISTORICAL}, Lane.HISTORICAL, id="historical"),
    ],
)
def test_every_event_has_a_lane(fields: dict[str, object], lane: Lane) -> None:
    """Only what is said to have happened lately counts for the present."""
    assert lane_of(event(TEXT, "Peru met Chile", EventType.CONSULT, **fields)) is lane


def test_a_dyad_counts_what_happened_and_shows_the_rest_apart() -> None:
    """By hand: a threat of -4 and one meeting of +1, told twice; history and plans stay out of the sum."""
    dyad = dyad_of(ALL, "PER", "CHL").value
    assert dyad is not None
    assert (dyad.goldstein_sum, dyad.goldstein_mean, len(dyad.goldsteins)) == (-3.0, -1.5, 2)
    assert (dyad.cooperation, dyad.conflict, dyad.net) == (1.0, 4.0, pytest.approx(-0.6))
    assert [len(dyad.acts_in(lane)) for lane in (Lane.PLANNED, Lane.HISTORICAL, Lane.DENIED)] == [1, 1, 0]
    assert dyad.quads == ((Quad.VERBAL_COOPERATION, 1), (Quad.VERBAL_CONFLICT, 1))
    assert dyad.types == ((EventType.CONSULT, 1), (EventType.THREATEN, 1))


def test_a_finding_names_its_records() -> None:
    """Every record of the two is among those used, and nobody else's."""
    assert set(dyad_of(ALL, "CHL", "PER").records) == {each.id for each in ALL if each is not PRAISE}


def test_nothing_told_is_an_answer() -> None:
    """Where no record joins the two, the finding says so."""
    finding = dyad_of(ALL, "BOL", "CHL")
    assert finding.value is None
    assert "BOL" in finding.because


def test_a_dyad_without_acts_has_no_mean() -> None:
    """A tie alone gives no number."""
    tie = record(Relation, TEXT, "Bolivia praised Peru", relation="ally", sign=1, a=(who(TEXT, "Bolivia", "BOL"),),
                 b=(who(TEXT, "Peru", "PER"),))  # fmt: skip
    dyad = dyad_of([tie], "PER", "BOL").value
    assert dyad is not None
    assert (dyad.goldstein_mean, dyad.net, dyad.relations) == (None, None, (tie,))


@pytest.mark.parametrize(
    ("first", "second", "acts"),
    [
        pytest.param(None, None, 1, id="both undated"),
        pytest.param(when(date(2001, 5, 4)), None, 1, id="one dated"),
        pytest.param(when(date(2001, 5, 4)), when(date(2001, 5, 4)), 1, id="same day"),
        pytest.param(when(date(2001, 5, 4)), when(date(2001, 5, 6)), 2, id="other days"),
        pytest.param(
            when(date(2001, 5, 4)),
            When(start=date(2001, 5, 1), end=date(2001, 5, 31), precision=Precision.MONTH, basis=Basis.EXPLICIT),
            1,
            id="day within month",
        ),
    ],
)
def test_mentions_of_one_time_may_be_one_act(first: When | None, second: When | None, acts: int) -> None:
    """Two mentions are two acts only if their times exclude each other."""
    told = [
        event(TEXT, words, EventType.CONSULT, "Peru=PER", "Chile=CHL", happened=time, reciprocal=True)
        for words, time in (("Chile then met Peru", first), ("Peru met Chile", second))
    ]
    assert len(acts_of(told)) == acts


def test_who_does_it_to_whom_makes_another_act() -> None:
    """A threat and its answer are two acts; a meeting is the same from either side."""
    back = event(TEXT, "Peru met Chile", EventType.THREATEN, "Chile=CHL", "Peru=PER")
    assert len(acts_of([THREAT, back])) == 2
    assert len(acts_of([MEETING, AGAIN])) == 1


def test_the_order_of_records_makes_no_difference() -> None:
    """The same acts whichever way the records come."""
    assert acts_of(ALL) == acts_of(reversed(ALL))


def test_sides_of_a_mutual_act_face_each_other() -> None:
    """Two initiators of one meeting stand on two sides, two of one threat do not."""
    both = (who(TEXT, "Peru", "PER"), who(TEXT, "Chile", "CHL"))
    assert between(event(TEXT, "Peru met Chile", EventType.CONSULT, both, reciprocal=True), "CHL", "PER")
    assert not between(event(TEXT, "Peru met Chile", EventType.THREATEN, both), "CHL", "PER")
    assert isinstance(THREAT, Event)
