"""Ties stated in the text: ally, patron, proxy, adversary, each signed."""

from typing import TYPE_CHECKING

from realpolitik.records.documents import Document
from realpolitik.records.relations import Relation
from realpolitik.understand.coreference import Cast
from realpolitik.understand.framing import Framing

if TYPE_CHECKING:
    from spacy.tokens import Doc


def relations_in(document: Document, doc: "Doc", cast: Cast, framing: Framing) -> tuple[Relation, ...]:
    """Every relation that the passages with news state, in the order of the text."""
    return ()
