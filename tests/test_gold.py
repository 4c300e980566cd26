"""Our own annotated articles: their records are valid, and what is counted is right by hand."""

import json

import pytest
from eval import gold

from realpolitik.read.pages import read_page
from realpolitik.records.events import EventType
from realpolitik.records.evidence import Factuality
from realpolitik.records.lines import encoded, read_lines
from tests.builders import event

TEXT = "Peru threatened Chile with tariffs. Chile recalled its envoy, and Peru and Bolivia signed a pact."


@pytest.mark.parametrize("article", gold.articles(), ids=lambda path: path.stem)
def test_records_are_those_of_the_table(article: gold.Path) -> None:
    """The record lines are what the table says, every word of them stands in the article, and they can be read back."""
    document = read_page(article.read_bytes(), reference=str(article))
    records = gold.annotated(article, document)
    lines = (gold.GOLD / "records" / f"{article.stem}.jsonl").read_bytes()
    assert lines == b"".join(encoded(record) + b"\n" for record in records)
    assert tuple(read_lines(lines.splitlines())) == records
    assert {record.kind for record in records} <= set(gold.KINDS)


@pytest.mark.parametrize("article", gold.articles(), ids=lambda path: path.stem)
def test_articles_are_as_long_as_news(article: gold.Path) -> None:
    """Three to nine hundred words."""
    assert 300 <= len(article.read_text(encoding="utf-8").split()) <= 900


def test_floors_are_of_these_texts() -> None:
    """The digest is that of texts and tables, and every kind has its floors."""
    floors = json.loads(gold.FLOORS.read_text(encoding="utf-8"))
    assert floors["digest"] == gold.digest(), "measure anew: python -m eval.gold, then write gold/floors.json"
    assert set(floors["floors"]) == set(gold.KINDS)
    assert all(set(own) == set(gold.FIGURES) for own in floors["floors"].values())


def test_scores_are_those_of_a_count_by_hand() -> None:
    """Of three annotated events two are found, one of them whole; of three that are read one is beyond."""
    annotated = (
        event(TEXT, "Peru threatened Chile", EventType.THREATEN, "Peru=PER", "Chile=CHL"),
        event(TEXT, "Chile recalled its envoy", EventType.SANCTION, "Chile=CHL"),
        event(TEXT, "signed a pact", EventType.AGREE, "Bolivia=BOL", ""),
    )
    read = (
        event(TEXT, "threatened Chile with tariffs", EventType.THREATEN, "Peru=PER", "Chile=CHL"),
        event(TEXT, "Chile recalled its envoy", EventType.PROTEST, "Chile=CHL"),
        event(TEXT, "signed a pact", EventType.AGREE, "Peru=PER", "", factuality=Factuality.REPORTED),
    )
    score = gold.scores({gold.Path("by hand"): (annotated, read)})["event"]
    assert (score.annotated, score.read, score.found, score.whole, score.factual) == (3, 3, 2, 1, 1)
    assert score.figures["precision"] == pytest.approx(2 / 3)
    assert score.figures["whole recall"] == pytest.approx(1 / 3)


def test_sides_of_a_mutual_act_may_be_swapped() -> None:
    """Who meets whom is the same either way."""
    annotated = (event(TEXT, "Peru and Bolivia signed a pact", EventType.AGREE, "Peru=PER", "Bolivia=BOL"),)
    read = (event(TEXT, "signed a pact", EventType.AGREE, "Bolivia=BOL", "Peru=PER", reciprocal=True),)
    assert gold.scores({gold.Path("by hand"): (annotated, read)})["event"].whole == 1


def test_a_figure_below_its_floor_is_named() -> None:
    """Reading nothing falls below every floor that is not nought."""
    faults = gold.below(gold.scores({}))
    assert any("event: recall 0.000 is below its floor" in fault for fault in faults)
