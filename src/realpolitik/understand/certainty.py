"""How firmly: asserted, reported, planned, denied, hypothetical; past, ongoing, future or historical."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from realpolitik.records.documents import Document
from realpolitik.records.evidence import Factuality, Polarity
from realpolitik.records.times import TimeFrame
from realpolitik.understand.quotes import Speeches
from realpolitik.understand.times import Times

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """How a clause is put. `score` runs from -3 (certainly did not happen) to +3 (certainly did)."""

    factuality: Factuality = Factuality.ASSERTED
    polarity: Polarity = Polarity.POSITIVE
    time: TimeFrame = TimeFrame.PAST
    score: float = 3.0


@dataclass(frozen=True, slots=True)
class Certainty:
    """How firmly each clause of a document is put."""

    speeches: Speeches

    def of(self, token: "Token") -> Judgement:
        """How the act or state headed by this verb, noun or adjective is put."""
        return Judgement()


def certainty_in(document: Document, doc: "Doc", speeches: Speeches, times: Times) -> Certainty:
    """The certainty of a document's clauses."""
    return Certainty(speeches)
