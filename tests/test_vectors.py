"""Answers to test vectors: those that can be computed, and no line for those that cannot."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


def test_known_kinds_are_answered_and_unknown_ones_left_out(tmp_path: Path) -> None:
    """A voting game of three, by hand: the first decides in 4 of 6 orders, each of the others in 1."""
    vectors = [
        {"id": "vote", "kind": "tu_game", "title": "three voters", "input": {"quota": 6, "weights": [5, 3, 2]}},
        {"id": "odd", "kind": "no such kind", "title": "", "input": {}},
    ]
    for vector in vectors:
        vector["expected"] = {"shapley": [0, 0, 0]}
    source, target = tmp_path / "in.json", tmp_path / "out.jsonl"
    source.write_text(json.dumps({"count": len(vectors), "vectors": vectors}), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "eval.vectors", str(source), str(target)], cwd=ROOT, capture_output=True, text=True
    )
    (line,) = [json.loads(line) for line in target.read_text(encoding="utf-8").splitlines()]
    assert line["id"] == "vote"
    assert line["got"]["shapley"] == pytest.approx([4 / 6, 1 / 6, 1 / 6])
    assert "1 answered, 1 not" in done.stderr
