"""Every exception we raise, under one parent.

    RealpolitikError
    ├── InputError          whoever gave the input can act: a missing, empty, binary or undecodable file
    │   └── NoArticle       the page was read and holds no article text
    ├── TableError          an editor of a lexicon table can act: file, line and column are named
    ├── LedgerError         the keeper of the ledger can act: unwritable, in use, of another version
    ├── SheetError          an analyst can act: a bargaining sheet or a query that cannot be answered
    ├── UnknownName         the caller named something that does not exist; the known names are listed
    └── RecordError         a programmer can act: a record that would break one of its invariants

An expected outcome is not an error: a document that holds nothing to record gives an empty tuple.
"""

from collections.abc import Iterable
from difflib import get_close_matches

# A line or two of a terminal: who has mistyped a name looks for one like it, and nobody reads a hundred.
MAX_NAMES_LISTED = 20


class RealpolitikError(Exception):
    """The parent of all our exceptions: catch this one to catch them all."""


class InputError(RealpolitikError):
    """The input cannot be read; the message names it and says what to do."""


class NoArticle(InputError):
    """The page was read, but no way of reading found an article in it."""


class TableError(RealpolitikError):
    """A lexicon table is wrong; the message names file, line and column."""


class LedgerError(RealpolitikError):
    """The ledger cannot be opened, read or written."""


class SheetError(RealpolitikError):
    """An analysis was asked something its input cannot answer."""


class RecordError(RealpolitikError, ValueError):
    """A record would break one of its invariants."""


class UnknownName(RealpolitikError, KeyError):
    """A name that does not exist was asked for; the known ones are listed, of very many those most like it."""

    def __init__(self, kind: str, name: str, known: Iterable[str]) -> None:
        names = sorted(known)
        listed = names if len(names) <= MAX_NAMES_LISTED else get_close_matches(name, names, n=5, cutoff=0.0)
        more = f" and {len(names) - len(listed)} more" if len(listed) < len(names) else ""
        self.message = f"unknown {kind} {name!r}; known: {', '.join(listed) or 'none'}{more}"
        super().__init__(self.message)

    def __str__(self) -> str:
        return self.message
