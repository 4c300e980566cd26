"""Claim, Label, Question: what a voice holds to be so, how it calls someone, and what it asks."""

from dataclasses import dataclass
from typing import ClassVar

from realpolitik.records.actors import Participant
from realpolitik.records.evidence import Record, Roles, named


@dataclass(frozen=True, slots=True, kw_only=True)
class About(Record):
    """Something said about actors."""

    kind: ClassVar[str] = "about"

    about: tuple[Participant, ...] = ()

    @property
    def roles(self) -> Roles:
        """Whom it is about."""
        return named(about=self.about)


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim(About):
    """An assessment or causal statement that is no event, relation or interest."""

    kind: ClassVar[str] = "claim"


@dataclass(frozen=True, slots=True, kw_only=True)
class Label(About):
    """A loaded designation, kept as the label of whoever uses it."""

    kind: ClassVar[str] = "label"

    label: str = ""

    @property
    def content(self) -> tuple[str, ...]:
        """The designation."""
        return (self.label,)


@dataclass(frozen=True, slots=True, kw_only=True)
class Question(About):
    """What the author or a voice asks; never evidence that it is so."""

    kind: ClassVar[str] = "question"
