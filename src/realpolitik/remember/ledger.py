"""Ledger: what any store of readings must do: add, never overwrite, and answer in a stable order.

Queries show the current reading of each document: the one by the run that read it last. `history=True` asks
for the earlier ones as well.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from types import TracebackType
from typing import Protocol, Self

from realpolitik.records.actors import Actor
from realpolitik.records.documents import Document, Outcome
from realpolitik.records.evidence import Factuality, Record
from realpolitik.records.readings import Reading, Refused, StepFailure


@dataclass(frozen=True, slots=True, kw_only=True)
class InputOutcome:
    """What came of one input: the document it gave or the reason why it gave none."""

    reference: str
    outcome: Outcome
    run: str
    document: str = ""
    step: str = ""
    reason: str = ""
    notes: tuple[str, ...] = ()
    failures: tuple[StepFailure, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How much a ledger holds, by the current reading of each document."""

    documents: int
    read: int
    partly: int
    refused: int
    actors: int
    runs: int
    records: tuple[tuple[str, int], ...]  # by kind, in alphabetical order


class Standing:
    """The last word on each input, while what came of them is heard in its order.

    A reading stands until the same document is read anew from the same reference, or the reference is
    refused; a refusal until anything else comes of its reference.
    """

    def __init__(self) -> None:
        self._last: dict[str, dict[str, str]] = {}

    def hear(self, reference: str, document: str, input: str) -> bool:
        """Takes in what came of an input, and says whether that was not the last word already.

        `document` is empty for a refusal; `input` is an id made from all that came of it.
        """
        last = self._last.setdefault(reference, {})
        if last.get(document) == input:
            return False
        if document:
            last.pop("", None)
        else:
            last.clear()
        last[document] = input
        return True


class Ledger(Protocol):
    """A store of readings."""

    def add(self, item: Reading | Refused) -> bool:
        """Adds what came of one input, and says whether that was new to the ledger."""
        ...

    def add_batch(self, items: Iterable[Reading | Refused]) -> int:
        """Adds all of them or, if anything fails, none; returns how many were new.

        Adding the same reading or refusal again changes nothing.

        Errors: LedgerError if they cannot be stored.
        """
        ...

    def documents(self) -> tuple[Document, ...]:
        """All documents, by date of publication."""
        ...

    def document(self, id: str) -> Document:
        """The document of this id, or of the only id that begins so.

        Errors: UnknownName if there is none, InputError if there are several.
        """
        ...

    def outcomes(self, *, history: bool = False) -> tuple[InputOutcome, ...]:
        """What came of each input, by reference."""
        ...

    def records(
        self,
        *,
        kinds: Iterable[str] = (),
        actor: str = "",
        dyad: tuple[str, str] = ("", ""),
        document: str = "",
        factuality: Iterable[Factuality] = (),
        since: date | None = None,
        until: date | None = None,
        text: str = "",
        event_type: str = "",
        limit: int | None = None,
        history: bool = False,
    ) -> tuple[Record, ...]:
        """The records that fit everything asked, by publication, document and place in the text.

        `actor` is the id of someone in any role, or of whom they act for. `dyad` are two such ids who face
        each other: in different roles, as parties of one arrangement, or as sides of a mutual act. `since`
        and `until` keep what may have happened between them, both days included; a record without a date of
        its own counts by the day of publication, and one without either is left out. `text` is looked for in
        the evidence, in any case.
        """
        ...

    def record(self, id: str) -> Record:
        """The record of this id, or of the only id that begins so; also one that only earlier readings held.

        Errors: UnknownName if there is none, InputError if there are several.
        """
        ...

    def actors(self) -> tuple[Actor, ...]:
        """All actors of the current readings, by id."""
        ...

    def actor(self, id: str) -> Actor:
        """The actor of this id.

        Errors: UnknownName if no current reading holds it.
        """
        ...

    def find_actors(self, name: str) -> tuple[Actor, ...]:
        """Actors with this id, or with this in their name or in what a text called them; best fit first."""
        ...

    def counts(self) -> Counts:
        """How much it holds."""
        ...

    def digest(self) -> str:
        """A SHA-256 of all it holds; the order in which articles came makes no difference."""
        ...

    def close(self) -> None:
        """Gives the store back."""
        ...

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...
