"""Sentences and their footnotes."""

import pytest

from realpolitik.errors import RecordError
from realpolitik.records.claims import Claim
from realpolitik.tell.cite import Clause, Footnotes, Sentence, sentence
from tests.builders import TEXT, record

FIRST = record(Claim, TEXT, "Peru threatened Chile")
SECOND = record(Claim, TEXT, "its envoy said")


@pytest.mark.parametrize("clauses", [(), (Clause(text="Peru is friendly"),)], ids=["nothing said", "nothing behind it"])
def test_a_sentence_without_words_for_it_is_refused(clauses: tuple[Clause, ...]) -> None:
    """A brief says nothing that does not stand in a text."""
    with pytest.raises(RecordError):
        Sentence(clauses=clauses)


def test_a_sentence_reads_aloud() -> None:
    """Time, lead, clauses and tags make one line."""
    told = sentence("“threatened”", [FIRST], when="May 2001", lead="Peru to Chile", tags=("threat", "", "planned"))
    assert told.text == "May 2001, Peru to Chile: “threatened” (threat, planned)"
    assert sentence("wants peace", [FIRST], lead="Peru", flowing=True).text == "Peru wants peace"
    assert sentence("wants peace", [FIRST]).text == "wants peace"


def test_a_record_has_one_number() -> None:
    """Numbers follow the first use; a record cited again keeps its own."""
    notes = Footnotes()
    assert notes.cite([FIRST]) == (1,)
    assert notes.cite([SECOND, FIRST, FIRST]) == (1, 2)
    assert notes.records == [FIRST, SECOND]


def test_records_of_a_sentence_come_once() -> None:
    """Two clauses on the same words are one record."""
    told = Sentence(clauses=(Clause(text="a", records=(FIRST,)), Clause(text="b", records=(SECOND, FIRST))))
    assert told.records == (FIRST, SECOND)
