"""Agreements, mechanisms and proposals: who is party to what, for what purpose, how far it has come."""

from typing import TYPE_CHECKING

from realpolitik.records.arrangements import Arrangement
from realpolitik.records.documents import Document
from realpolitik.understand.coreference import Cast
from realpolitik.understand.framing import Framing

if TYPE_CHECKING:
    from spacy.tokens import Doc


def arrangements_in(document: Document, doc: "Doc", cast: Cast, framing: Framing) -> tuple[Arrangement, ...]:
    """Every arrangement that the passages with news state, in the order of the text."""
    return ()
