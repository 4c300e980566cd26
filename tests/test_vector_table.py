"""Comparing answers with vectors."""

import pytest
from eval.vector_table import close, compared


@pytest.mark.parametrize(
    ("got", "wanted", "same"),
    [
        (1.0005, 1, True),
        (1.002, 1, False),
        (None, 1, False),
        ([1, 2.0], [1.0005, 2], True),
        ([1], [1, 2], False),
        ({"a": 1, "b": 9}, {"a": 1}, True),
        ({}, {"a": 1}, False),
        (True, True, True),
        ("X", "Y", False),
        (None, None, True),
    ],
)
def test_values_are_the_same_within_the_tolerance(got: object, wanted: object, same: bool) -> None:
    """Numbers within a thousandth, everything else exactly."""
    assert close(got, wanted, 0.001) is same


def test_each_expected_value_is_a_row() -> None:
    """One right and one wrong of a vector that is answered, none right of one that is not."""
    vectors = [
        {
            "id": "a",
            "kind": "transferable",
            "input": {"pie": 10, "d": [1, 2]},
            "expected": {"surplus": 7, "zopa": False},
        },
        {"id": "b", "kind": "no such kind", "input": {}, "expected": {"x": 1}},
    ]
    assert [(id, key, same) for _, id, key, _, _, same in compared(vectors)] == [
        ("a", "surplus", True),
        ("a", "zopa", False),
        ("b", "x", False),
    ]
