"""Who holds or held which office, as the text says it."""

from typing import TYPE_CHECKING

from realpolitik.records.documents import Document
from realpolitik.records.relations import Tenure
from realpolitik.understand.coreference import Cast
from realpolitik.understand.framing import Framing

if TYPE_CHECKING:
    from spacy.tokens import Doc


def tenures_in(document: Document, doc: "Doc", cast: Cast, framing: Framing) -> tuple[Tenure, ...]:
    """Every tenure that the passages with news state, in the order of the text."""
    return ()
