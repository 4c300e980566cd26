"""Where: names to gazetteer entries; disputed ones say so."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from realpolitik.records.documents import Document
from realpolitik.records.places import Place, PlaceMention

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


@dataclass(frozen=True, slots=True)
class Places:
    """The places that a document names."""

    mentions: tuple[PlaceMention, ...] = ()

    def of(self, token: "Token") -> Place | None:
        """Where the act headed by this verb or noun took place, if its own clause says; None is an answer."""
        return None


def places_in(document: Document, doc: "Doc") -> Places:
    """Every place named, with its entry in the gazetteer where it has one."""
    return Places()
