"""Named extension points: a mapping from names to things, whose unknown names answer with the known ones."""

from collections.abc import Iterator, Mapping
from typing import Generic, TypeVar

from realpolitik.errors import UnknownName

T = TypeVar("T")


class Registry(Mapping[str, T], Generic[T]):
    """What can be had by name at one extension point, such as the ways of reading or the ledgers.

    Example:
        >>> ways = Registry("way of reading", {"html": len})
        >>> ways["pdf"]
        Traceback (most recent call last):
        ...
        realpolitik.errors.UnknownName: unknown way of reading 'pdf'; known: html
    """

    def __init__(self, kind: str, members: Mapping[str, T]) -> None:
        self.kind = kind
        self._members = dict(members)

    def __getitem__(self, name: str) -> T:
        try:
            return self._members[name]
        except KeyError:
            raise UnknownName(self.kind, name, self._members) from None

    def __iter__(self) -> Iterator[str]:
        return iter(self._members)

    def __len__(self) -> int:
        return len(self._members)

    def with_member(self, name: str, member: T) -> "Registry[T]":
        """The same registry with one more member; the first one is left as it was."""
        return Registry(self.kind, {**self._members, name: member})
