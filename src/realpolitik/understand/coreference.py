"""Who is meant: names, nominals and pronouns of one document brought together into its cast."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from realpolitik.records.actors import Actor, Participant
from realpolitik.records.documents import Document
from realpolitik.records.mentions import Mention
from realpolitik.records.spans import Span
from realpolitik.understand.actors import Name

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


@dataclass(frozen=True, slots=True)
class Cast:
    """Everyone whom a document names, and who stands behind each noun phrase.

    `mentions` are records; `chains` the groups of spans that mean the same thing (actors or not), whole noun phrases,
    in the order of the text; `actors` all actors mentioned, by id.
    """

    mentions: tuple[Mention, ...] = ()
    chains: tuple[tuple[Span, ...], ...] = ()
    actors: tuple[Actor, ...] = ()

    def at(self, token: "Token") -> tuple[Participant, ...]:
        """Who the noun phrase headed by this token stands for; several for "both sides", none if it is no actor."""
        return ()

    def group(self, token: "Token") -> tuple[Participant, ...]:
        """As `at`, with everyone joined to it by "and": "Ghana and Togo" headed by "Ghana"."""
        found: list[Participant] = list(self.at(token))
        for conjunct in token.conjuncts:
            if conjunct.i > token.i:
                found.extend(self.at(conjunct))
        return tuple(dict.fromkeys(found))


def cast_of(document: Document, doc: "Doc", names: Iterable[Name]) -> Cast:
    """The cast of a document."""
    return Cast()
