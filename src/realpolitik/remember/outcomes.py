"""What a ledger says of its inputs: what came of each, how much it holds, and the last word on each."""

from dataclasses import dataclass

from realpolitik.records.documents import Outcome
from realpolitik.records.readings import StepFailure


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
