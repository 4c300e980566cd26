"""What two annotators have in common is counted as by hand."""

import pytest
from eval import agreement

from realpolitik.records.events import EventType
from realpolitik.records.evidence import Factuality
from tests.builders import event

TEXT = "Peru threatened Chile with tariffs. Chile recalled its envoy, and Peru and Bolivia signed a pact."
A = (
    event(TEXT, "Peru threatened Chile", EventType.THREATEN, "Peru=PER", "Chile=CHL"),
    event(TEXT, "Chile recalled its envoy", EventType.SANCTION, "Chile=CHL"),
)
B = (
    event(TEXT, "threatened Chile with tariffs", EventType.THREATEN, "Peru=PER", "Chile=CHL"),
    event(TEXT, "recalled its envoy", EventType.PROTEST, "Chile=CHL", factuality=Factuality.REPORTED),
    event(TEXT, "signed a pact", EventType.AGREE, "Bolivia=BOL", ""),
)


def test_agreement_is_that_of_a_count_by_hand() -> None:
    """Of two and three events one is the same, and the same in everything."""
    rows = {kind: figures for kind, *figures in agreement.table({"by hand": (A, B)})}
    assert rows["event"] == [2, 3, pytest.approx(2 / 5), pytest.approx(2 / 5)]


def test_values_are_compared_on_the_same_words() -> None:
    """Two pairs of events rest on the same words; one of them differs in type and in factuality."""
    told = agreement.alphas({"by hand": (A, B)})
    assert {name: count for name, (count, _) in told.items()} == dict.fromkeys(agreement.JUDGED, 2)
    # Of four values three are equal: 1 - 3 * 2 / (16 - 10), by hand.
    assert told["factuality"][1] == pytest.approx(0.0)
    assert told["innermost voice"][1] is None


def test_differences_are_told() -> None:
    """What one has alone, and both readings where they differ; nothing where they do not."""
    lines = list(agreement.differences(A, B))
    assert [line[:8].strip() for line in lines] == ["b alone", "differ", "a", "b"]


def test_articles_that_one_alone_has_read_are_left_out() -> None:
    """Agreement is counted only over articles that both have read."""
    assert agreement.readings(["no-such-article"]) == {}
