"""Who did what to whom: PLOVER, with CAMEO codes."""

from typing import TYPE_CHECKING

from realpolitik.records.documents import Document
from realpolitik.records.events import Event
from realpolitik.understand.coreference import Cast
from realpolitik.understand.framing import Framing

if TYPE_CHECKING:
    from spacy.tokens import Doc


def events_in(document: Document, doc: "Doc", cast: Cast, framing: Framing) -> tuple[Event, ...]:
    """Every event that the passages with news state, in the order of the text."""
    return ()
