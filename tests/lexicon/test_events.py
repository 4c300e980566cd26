"""The words for acts: every row of the tables keeps its own promise, and the tables agree with each other."""

from collections import Counter
from collections.abc import Iterator, Sequence

import pytest

from realpolitik.errors import TableError
from realpolitik.lexicon.events import Need, _need, event_words
from realpolitik.lexicon.loader import many, rows
from realpolitik.records.events import Event
from realpolitik.understand.sentences import model
from realpolitik.understand.steps import STEPS, work_through
from tests.builders import document

PATTERNS = ("events/verbs.tsv", "events/nouns.tsv")
UPTO_EVENTS = STEPS[1 : 1 + [step.gives for step in STEPS].index("events")]
# So many sentences are parsed at once; all tables together take about half a minute.
SENTENCES_AT_ONCE = 200
# What the reader can fill besides the prepositions: a slot that is none of these is taken for one.
SLOTS = {
    *("subject", "object", "indirect", "patient", "owner", "undergoer", "speaker", "light", "content"),
    *("act.initiator", "act.recipient", "act.near"),
}
MARKS = {"and", "if", "unless", "because"}


def events_in(texts: Sequence[str]) -> Iterator[tuple[Event, ...]]:
    """What the program reads in each of many short texts, by the same steps as in an article."""
    for text, doc in zip(texts, model().pipe(texts, batch_size=SENTENCES_AT_ONCE), strict=True):
        yield work_through(UPTO_EVENTS, {"document": document(text), "doc": doc})["events"]


def read_by(table: str, column: str) -> Iterator[tuple[str, set[str]]]:
    """Each row's id, and by which rows its sentence in that column was read."""
    patterns = rows(table)
    for row, found in zip(patterns, events_in([row[column] for row in patterns]), strict=True):
        yield row["id"], {event.rule for event in found}


@pytest.mark.model
@pytest.mark.parametrize("table", PATTERNS)
def test_every_pattern_reads_its_example(table: str) -> None:
    """The sentence that a row gives as its example is read as an act by that row."""
    assert [row for row, rules in read_by(table, "example") if row not in rules] == []


@pytest.mark.model
@pytest.mark.parametrize("table", PATTERNS)
def test_no_pattern_reads_its_counter_example(table: str) -> None:
    """The sentence that a row gives as its counter example is no act to that row."""
    assert [row for row, rules in read_by(table, "counter") if row in rules] == []


@pytest.mark.parametrize("table", PATTERNS)
def test_every_pattern_has_both_sentences(table: str) -> None:
    """No row without a sentence that it reads and one that it does not."""
    assert [row["id"] for row in rows(table) if not (row["example"] and row["counter"])] == []


@pytest.mark.parametrize("table", PATTERNS)
def test_pattern_ids_are_unique(table: str) -> None:
    """An event's rule leads to one row."""
    counted = Counter(row["id"] for row in rows(table))
    assert [name for name, times in counted.items() if times > 1] == []


@pytest.mark.parametrize("table", PATTERNS)
def test_type_and_mode_are_those_of_the_code(table: str) -> None:
    """What a row says of its type and mode for the reader's convenience is what its CAMEO code amounts to."""
    codes = event_words().codes
    wrong = [
        row["id"]
        for row in rows(table)
        if (row["type"], row["mode"]) != (codes[row["cameo"]].event_type.value, codes[row["cameo"]].mode)
    ]
    assert wrong == []


@pytest.mark.parametrize("table", PATTERNS)
def test_what_a_pattern_asks_for_exists(table: str) -> None:
    """A class of nouns that a row needs has nouns."""
    kinds = {row["class"] for row in rows("events/objects.tsv")}
    needed = {
        value[1:]
        for row in rows(table)
        for need in row["requires"].split()
        for value in _need(need).values
        if value.startswith("@") and value != "@"
    }
    assert needed - kinds == set()


@pytest.mark.parametrize("table", PATTERNS)
def test_parties_stand_in_slots(table: str) -> None:
    """Initiators and recipients are looked for in known slots or behind a preposition, never behind anything else."""
    slots = {slot for row in rows(table) for side in ("initiator", "recipient") for slot in many(row[side])}
    assert {slot for slot in slots - SLOTS if "." in slot or slot in MARKS} == set()


@pytest.mark.parametrize("table", PATTERNS)
def test_what_composes_can_be_composed(table: str) -> None:
    """A word that governs acts finds its way of governing in compose.tsv."""
    known = {row["governs"] for row in rows("events/compose.tsv")}
    assert {row["composes"] for row in rows(table)} - known - {""} == set()


def test_composed_acts_have_codes() -> None:
    """Whatever acts combine to is a CAMEO code."""
    codes = set(event_words().codes)
    assert sorted({row["cameo"] for row in rows("events/compose.tsv")} - codes) == []


def test_the_longest_beginning_decides() -> None:
    """What refusing a ceasefire amounts to is told by the ceasefire, where the table knows it, not by its root."""
    words = event_words()
    fine, coarse = words.combined("refuse", "0871"), words.combined("refuse", "08")
    assert fine is not None
    assert coarse is not None
    assert len(fine.code) >= len(coarse.code)


def test_an_unknown_combination_is_none() -> None:
    """The tables do not guess."""
    assert event_words().combined("sing", "190") is None


def test_the_more_a_pattern_asks_for_the_sooner_it_is_tried() -> None:
    """Within a word the rows stand in the order in which they are tried."""
    for patterns in (*event_words().verbs.values(), *event_words().nouns.values()):
        ranks = [pattern.rank for pattern in patterns]
        assert ranks == sorted(ranks, reverse=True)


def test_a_noun_is_known_by_the_words_before_it() -> None:
    """ "Peace talks" are talks, and the longer phrase is found first."""
    things = list(event_words().kinds_of("agreement", ["ceasefire", "new"]))
    assert things[0].words == ("ceasefire",)


@pytest.mark.parametrize("text", ["object", "=goal", "object="])
def test_a_need_that_is_none_is_refused(text: str) -> None:
    """A row that asks for nothing intelligible is an error of the table's editor."""
    with pytest.raises(TableError, match="slot=value"):
        _need(text)


def test_a_need_may_forbid() -> None:
    """An exclamation mark turns a need round."""
    assert _need("!object=goal") == Need(slot="object", values=("goal",), wanted=False)
