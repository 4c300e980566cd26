"""Mention: each naming of an actor, by name, title, metonym, description, nominal or resolved pronoun."""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from realpolitik.records.actors import Participant
from realpolitik.records.evidence import Record, Roles, named


class Naming(StrEnum):
    """How the words name the actor."""

    NAME = "name"
    TITLE = "title"
    METONYM = "metonym"
    ADJECTIVE = "adjective"
    NOMINAL = "nominal"
    PRONOUN = "pronoun"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention(Record):
    """One naming of one actor."""

    kind: ClassVar[str] = "mention"

    actor: Participant
    naming: Naming = Naming.NAME

    @property
    def roles(self) -> Roles:
        """The actor named."""
        return named(actor=(self.actor,))

    @property
    def content(self) -> tuple[str, ...]:
        """How it is named."""
        return (self.naming,)
