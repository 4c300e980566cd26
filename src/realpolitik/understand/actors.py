"""Who is named: titles, aliases, metonyms (Kremlin, Jerusalem); a city or its government, a title or a name."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from realpolitik.records.actors import Actor
from realpolitik.records.documents import Document
from realpolitik.records.mentions import Naming
from realpolitik.records.spans import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A name in the text and the actor it stands for; `first` and `last` are token indices, `last` included."""

    span: Span
    first: int
    last: int
    actor: Actor
    naming: Naming = Naming.NAME


def names_in(document: Document, doc: "Doc") -> tuple[Name, ...]:
    """Every naming of an actor by a name, a title with a name, an adjective or a metonym, in the order of the text."""
    return ()
