"""Wants stated in the text: seeks, needs, fears, to prevent."""

from typing import TYPE_CHECKING

from realpolitik.records.documents import Document
from realpolitik.records.interests import Interest
from realpolitik.understand.coreference import Cast
from realpolitik.understand.framing import Framing

if TYPE_CHECKING:
    from spacy.tokens import Doc


def interests_in(document: Document, doc: "Doc", cast: Cast, framing: Framing) -> tuple[Interest, ...]:
    """Every interest that the passages with news state, in the order of the text."""
    return ()
