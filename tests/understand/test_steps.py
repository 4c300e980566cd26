"""The table of steps."""

import pytest

from realpolitik.errors import UnknownName
from realpolitik.understand.steps import STEPS, Step, check, work_through


def test_every_step_finds_what_it_needs() -> None:
    """The table as shipped can be worked through from top to bottom."""
    check(STEPS)


def test_a_step_before_its_need_is_refused() -> None:
    """An assembly in the wrong order names the step, what it misses and what is there."""
    with pytest.raises(UnknownName, match=r"need of the step 'b' 'c'; known: a, document"):
        check((Step("a", ("document",), len), Step("b", ("c",), len)))


def test_steps_hand_on_what_they_give() -> None:
    """A step is called with what it needs, in that order."""
    steps = (Step("length", ("document",), len), Step("pair", ("length", "document"), lambda n, d: (d, n)))
    assert work_through(steps, {"document": "abc"})["pair"] == ("abc", 3)


def test_a_failing_step_leaves_its_name() -> None:
    """Whoever catches the error can say in which step it arose."""
    with pytest.raises(TypeError) as error:
        work_through((Step("length", ("document",), len),), {"document": 7})
    assert error.value.__notes__ == ["length"]
