"""Quote and Report: words between quotation marks, and indirect speech, each with who says so."""

from dataclasses import dataclass
from typing import ClassVar

from realpolitik.records.actors import Participant
from realpolitik.records.evidence import Record, Roles, named
from realpolitik.records.spans import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Speech(Record):
    """Someone's words, in quotation marks or not.

    `evidence` are the words said; `cue` the words that say that they are said ("said", "according to"), None
    where a quotation simply goes on.
    """

    kind: ClassVar[str] = "speech"

    speaker: tuple[Participant, ...] = ()
    addressee: tuple[Participant, ...] = ()
    cue: Span | None = None

    @property
    def roles(self) -> Roles:
        """Who says it to whom."""
        return named(speaker=self.speaker, addressee=self.addressee)


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote(Speech):
    """Words between quotation marks; a quotation split by its cue is one record with several spans."""

    kind: ClassVar[str] = "quote"

    imagined: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Report(Speech):
    """Indirect speech: the clauses that a cue governs."""

    kind: ClassVar[str] = "report"
