"""Agreement of judges: Krippendorff's own worked example, and what must hold of any judgements."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from realpolitik.analyse.agreement import alpha

UNITS = st.lists(st.lists(st.sampled_from("abc"), min_size=0, max_size=4), max_size=12)


def test_two_observers_two_values() -> None:
    """Section A of the same paper: ten units, two observers, binary data, alpha 0.095."""
    first, second = "0100000000", "1110010100"
    assert alpha(zip(first, second, strict=True)) == pytest.approx(0.095, abs=0.0005)


def test_two_observers_five_values() -> None:
    """Section B: twelve units, nominal data, alpha 0.692."""
    first, second = "aabbdcccedda", "babbbccceddd"
    assert alpha(zip(first, second, strict=True)) == pytest.approx(0.692, abs=0.0005)


def test_units_of_one_judge_say_nothing() -> None:
    """What only one judged counts neither for nor against."""
    assert alpha(["ab", "aa", "b", ""]) == alpha(["ab", "aa"])
    assert alpha(["a", "b"]) is None


@given(UNITS)
def test_order_says_nothing(units: list[list[str]]) -> None:
    """Neither the order of units nor that of judges matters."""
    turned = [unit[::-1] for unit in units[::-1]]
    assert alpha(units) == (None if alpha(turned) is None else pytest.approx(alpha(turned)))


@given(UNITS)
def test_full_agreement_is_one(units: list[list[str]]) -> None:
    """Judges who always say the same agree fully, if they do not say the same of all units."""
    same = [[unit[0]] * len(unit) for unit in units if len(unit) > 1]
    assert alpha(same) in (None, 1.0)
