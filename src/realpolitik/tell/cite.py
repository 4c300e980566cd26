"""Every sentence to its spans; one without a span is refused."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from realpolitik.errors import RecordError
from realpolitik.records.evidence import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence of a brief and the records it rests on."""

    text: str
    records: tuple[Record, ...]

    def __post_init__(self) -> None:
        if not self.records:
            raise RecordError(f"a brief says nothing without words for it: {self.text!r}")


@dataclass(slots=True)
class Footnotes:
    """Numbers for the records that sentences cite: one number a record, in the order of their first use."""

    numbers: dict[str, int] = field(default_factory=dict)
    records: list[Record] = field(default_factory=list)

    def cite(self, records: Iterable[Record]) -> tuple[int, ...]:
        """The numbers of these records."""
        found = []
        for record in records:
            if record.id not in self.numbers:
                self.records.append(record)
                self.numbers[record.id] = len(self.records)
            found.append(self.numbers[record.id])
        return tuple(dict.fromkeys(found))
