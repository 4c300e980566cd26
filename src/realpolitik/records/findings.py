"""Finding: what an analysis computed, how, and the records it was made from."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from realpolitik.errors import RecordError

T = TypeVar("T")


class Exactness(StrEnum):
    """How the value stands to the truth of its own definition."""

    EXACT = "exact"
    BOUNDED = "bounded"
    ESTIMATED = "estimated"
    NO_ANSWER = "no_answer"


# Without slots: Python 3.11 cannot make `Finding[float](...)` of a frozen dataclass that has them.
@dataclass(frozen=True, kw_only=True)
class Finding(Generic[T]):
    """A value with its unit, the method and settings that gave it, and the ids of the records used.

    `because` says why there is no answer where there is none.
    """

    name: str
    value: T | None
    unit: str
    method: str
    exactness: Exactness = Exactness.EXACT
    settings: tuple[tuple[str, str], ...] = ()
    records: tuple[str, ...] = ()
    because: str = ""

    def __post_init__(self) -> None:
        if (self.value is None) != (self.exactness is Exactness.NO_ANSWER):
            raise RecordError(f"the finding {self.name!r} needs a value, or says that it has no answer")
        if self.value is None and not self.because:
            raise RecordError(f"the finding {self.name!r} has no answer and does not say why")
