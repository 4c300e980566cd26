"""Who says it: direct, split, mixed, nested and reported speech, and the chain of voices behind every clause."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from realpolitik.records.documents import Document
from realpolitik.records.evidence import Voice
from realpolitik.records.quotes import Speech
from realpolitik.understand.coreference import Cast

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


@dataclass(frozen=True, slots=True)
class Speeches:
    """What is said in a document, and by whom."""

    records: tuple[Speech, ...] = ()

    def voices_at(self, token: "Token") -> tuple[Voice, ...]:
        """Who says the clause of this token, innermost voice first; empty where the author speaks."""
        return ()


def speeches_in(document: Document, doc: "Doc", cast: Cast) -> Speeches:
    """Every quotation and every piece of indirect speech."""
    return Speeches()
