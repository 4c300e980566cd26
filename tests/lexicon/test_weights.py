"""What was learned comes back from its file as it was packed, up to the steps of whole numbers."""

from pathlib import Path

import numpy
import pytest

from realpolitik.lexicon import weights


def test_arrays_come_back_within_a_step(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A matrix differs by half a step of its column at most, a row of numbers and the pieces not at all."""
    matrix = numpy.random.default_rng(0).normal(size=(50, 8)).astype("float32")
    row = numpy.array([0.25, -3.0], dtype="float32")
    weights.write_weights(tmp_path / "rehearsed.npz", {"matrix": matrix, "row": row}, ["[UNK]", "über", "##s"])
    monkeypatch.setattr(weights, "FOLDER", tmp_path)
    found = weights.weights_of("rehearsed")
    step = abs(matrix).max(0) / weights.STEPS
    assert (abs(found["matrix"] - matrix) <= step * 0.501).all()
    assert (found["row"] == row).all()
    assert weights.pieces_of("rehearsed") == {"[UNK]": 0, "über": 1, "##s": 2}


def test_a_column_of_noughts_stays_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is divided by nought."""
    weights.write_weights(tmp_path / "empty.npz", {"matrix": numpy.zeros((2, 2))}, ["a"])
    monkeypatch.setattr(weights, "FOLDER", tmp_path)
    assert (weights.weights_of("empty")["matrix"] == 0).all()
