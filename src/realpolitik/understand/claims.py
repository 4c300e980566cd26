"""What is held to be so, how someone is called, and what is asked."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from realpolitik.records.claims import About
from realpolitik.records.documents import Document
from realpolitik.records.evidence import Record
from realpolitik.understand.coreference import Cast
from realpolitik.understand.framing import Framing

if TYPE_CHECKING:
    from spacy.tokens import Doc


def claims_in(
    document: Document, doc: "Doc", cast: Cast, framing: Framing, others: Iterable[Record]
) -> tuple[About, ...]:
    """Every claim, label and question; a clause that `others` already record is no claim."""
    return ()
