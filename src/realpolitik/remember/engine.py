"""Engine: what a database must do for a ledger. DuckDB and PostgreSQL do."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from typing import Any, Protocol, TypeVar

from realpolitik.errors import LedgerError

T = TypeVar("T")

Values = Mapping[str, Any]
Cells = tuple[Any, ...]

# Rows come in portions of this size, so that a large answer does not have to fit into memory.
PORTION_ROWS = 10_000


class Engine(Protocol):
    """A connection to one database.

    Queries name their values as `$value`; `name` is the file or address that messages speak of.
    """

    name: str

    def ask(self, query: str, values: Values | None = None) -> list[Cells]:
        """All rows of the answer.

        Errors: LedgerError if it cannot be had.
        """
        ...

    def portions(self, query: str, values: Values | None = None) -> Iterator[Cells]:
        """The same row by row, however large the answer."""
        ...

    def insert(self, table: str, rows: Sequence[Mapping[str, Any]]) -> None:
        """Adds rows with all columns of the table."""
        ...

    def transaction(self) -> AbstractContextManager[None]:
        """All that is done inside, or none of it; nobody else writes meanwhile.

        Errors: LedgerError, with what was done inside undone.
        """
        ...

    def retried(self, work: Callable[[], T]) -> T:
        """What the work gives; it is done again where the connection was lost, so it must not matter if it was done."""
        ...

    def close(self) -> None:
        """Gives the connection back."""
        ...


@contextmanager
def explained(kind: type[Exception], place: str, advice: str, engine: str) -> Iterator[None]:
    """An engine's own error as ours, with what its keeper can do."""
    try:
        yield
    except kind as error:
        raise LedgerError(f"{place}: {advice}. {engine} says: {first_line(error)}") from error


def first_line(error: BaseException) -> str:
    """What an error says first; the rest is for whoever wrote the query."""
    return str(error).strip().partition("\n")[0]
