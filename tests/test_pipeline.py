"""The whole way of an article."""

import json
import random
import subprocess
import sys
from pathlib import Path

import pytest

from realpolitik import pipeline
from realpolitik.records.documents import NEWS, Passage
from realpolitik.records.lines import as_line
from realpolitik.records.readings import Reading, spans_of
from realpolitik.settings import ReadSettings, Settings

pytestmark = pytest.mark.model

BUNDLED = Path(pipeline.__file__).parent / "tell" / "examples" / "article.txt"
SETTINGS = Settings(read=ReadSettings(published="2013-05-14"))


@pytest.fixture(scope="module")
def reading() -> Reading:
    """The bundled article, read."""
    (found,) = pipeline.readings([BUNDLED], SETTINGS)
    assert isinstance(found, Reading)
    return found


def test_every_word_of_a_record_stands_in_the_text(reading: Reading) -> None:
    """`text[start:end]` is the quote, for all words that records hold."""
    text = reading.document.text
    for record in reading.records:
        for span in spans_of(record):
            assert text[span.start : span.end] == span.quote


def test_captions_and_appeals_give_names_only(reading: Reading) -> None:
    """Passages without news hold mentions, and no event, relation, interest or claim."""
    silent = [p.evidence[0] for p in reading.document.passages if p.passage not in NEWS]
    assert {passage.passage.value for passage in reading.document.passages} >= {"title", "caption", "body", "appeal"}
    for record in reading.records:
        if record.kind not in {"mention", "passage"}:
            assert not any(span.overlaps(words) for span in silent for words in record.evidence), record


def test_passages_tile_the_text(reading: Reading) -> None:
    """Nothing of the page is thrown away: outside the passages there is only white space."""
    rest = list(reading.document.text)
    for record in reading.records:
        if isinstance(record, Passage):
            (span,) = record.evidence
            rest[span.start : span.end] = " " * (span.end - span.start)
    assert "".join(rest).strip() == ""


@pytest.mark.parametrize(
    ("kind", "who", "words"),
    [
        pytest.param("quote", "~ainura-osmonova", "We did not come here", id="direct speech"),
        pytest.param("report", "~rustam-sodiqov", "would supply gas", id="indirect speech"),
        pytest.param("event", "~ainura-osmonova", "met Uzbek Prime Minister", id="meeting"),
        pytest.param("interest", "KGZ", "seeks foreign investment", id="want"),
        pytest.param("interest", "UZB", "fears that the planned", id="fear"),
    ],
)
def test_what_the_article_says_is_recorded(reading: Reading, kind: str, who: str, words: str) -> None:
    """The main things that a reader would note are there, with the right actor."""
    assert any(
        record.kind == kind
        and any(participant.actor == who for participant in record.participants)
        and any(words in span.quote for span in record.evidence)
        for record in reading.records
    )


def test_a_failing_step_is_a_row_and_not_a_crash(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever goes wrong in understanding, the document is kept with the step and the message."""

    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError("nought")

    monkeypatch.setattr(pipeline, "understand", fail)
    (found,) = pipeline.readings([BUNDLED], SETTINGS)
    assert isinstance(found, Reading)
    assert found.outcome == "partly"
    assert found.failures[0].message == "ZeroDivisionError: nought"
    assert all(isinstance(record, Passage) for record in found.records)


@pytest.mark.slow
def test_hash_seed_and_order_do_not_change_a_byte(tmp_path: Path) -> None:
    """Ten processes with different hash seeds write the same lines, whatever the order of the inputs."""
    other = tmp_path / "other.txt"
    other.write_text("Peru and Chile\n\nPeru accused Chile of spying on Friday. Chile denied it.\n", encoding="utf-8")
    written = set()
    for seed in range(10):
        out = tmp_path / f"{seed}.jsonl"
        paths = random.Random(seed).sample([str(BUNDLED), str(other)], 2)
        subprocess.run(
            [sys.executable, "-m", "realpolitik", "read", *paths, "--records", str(out)],
            env={"PYTHONHASHSEED": str(seed), "PATH": ""},
            check=True,
            capture_output=True,
        )
        written.add("\n".join(sorted(out.read_text(encoding="utf-8").splitlines())))
    assert len(written) == 1


def test_every_kind_of_record_has_its_line(reading: Reading) -> None:
    """Each record of a real article becomes a line of JSON."""
    for record in reading.records:
        assert json.loads(json.dumps(as_line(record)))["id"] == record.id


def test_one_path_may_stand_by_itself(tmp_path: Path) -> None:
    """A single path is one input, not as many as it has letters."""
    assert [each.reference for each in pipeline.readings(str(tmp_path / "no.txt"), SETTINGS)] == [
        str(tmp_path / "no.txt")
    ]
