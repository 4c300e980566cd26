"""The frame of a record: voice, certainty, time and place taken together."""

from datetime import date
from typing import Any

import pytest

from realpolitik.records.evidence import Factuality
from realpolitik.records.times import Precision, TimeFrame
from realpolitik.understand.framing import Frame, Framing
from realpolitik.understand.steps import STEPS, work_through
from tests.builders import document

pytestmark = pytest.mark.model

DAY = date(2016, 6, 6)
UPTO = [step.gives for step in STEPS].index("framing") + 1


def framed(text: str, day: date | None = DAY) -> tuple[Framing, Any]:
    """The framing of a text, and its tokens."""
    workings = work_through(STEPS[:UPTO], {"document": document(text, day)})
    return workings["framing"], workings["doc"]


def act(text: str, word: str, day: date | None = DAY) -> Frame:
    """The frame of the act that a word of the text tells."""
    framing, doc = framed(text, day)
    return framing.act(next(token for token in doc if token.text == word))


def test_a_past_act_without_a_date_ends_at_the_dateline() -> None:
    """Its interval is open to the left."""
    happened = act("Peru recalled its envoy.", "recalled")["happened"]
    assert happened is not None
    assert (happened.start, happened.end, happened.precision) == (None, DAY, Precision.OPEN)


def test_a_planned_act_without_a_date_starts_at_the_dateline() -> None:
    """Its interval is open to the right."""
    happened = act("Peru will recall its envoy.", "recall")["happened"]
    assert happened is not None
    assert (happened.start, happened.end) == (DAY, None)


def test_the_words_date_goes_before_the_dateline() -> None:
    """A date in the words is the date of the act."""
    happened = act("Peru recalled its envoy on 3 May 2016.", "recalled")["happened"]
    assert happened is not None
    assert happened.start == happened.end == date(2016, 5, 3)


def test_a_standing_state_has_a_date_only_from_its_words() -> None:
    """Neither the dateline nor the tense dates a tie."""
    framing, doc = framed("Peru supports Chile.")
    assert framing.state(doc[1])["happened"] is None
    assert framing.state(doc[1])["time"] is TimeFrame.ONGOING


def test_without_a_dateline_no_date_is_made_up() -> None:
    """An undated text dates nothing by itself."""
    assert act("Peru recalled its envoy.", "recalled", None)["happened"] is None


def test_a_reported_act_carries_its_voice() -> None:
    """Who says it and how firmly come together."""
    frame = act("The nun said that Peru had recalled its envoy.", "recalled")
    assert [voice.name for voice in frame["attribution"]] == ["The nun"]
    assert frame["factuality"] is Factuality.REPORTED


def test_an_imagined_act_is_hypothetical() -> None:
    """What an imagined voice says never counts as said."""
    frame = act("It is like telling them that Peru fell.", "fell")
    assert frame["factuality"] is Factuality.HYPOTHETICAL
    assert frame["attribution"][0].imagined
