"""Shared and clashing interests, issue by issue."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from realpolitik.records.evidence import Factuality, Record
from realpolitik.records.interests import Direction, Interest

# Two objects are about the same thing if they share a word of this length; shorter ones are mostly grammar.
# Chosen by hand, never calibrated.
TELLING_LETTERS = 5
FOR = frozenset({Direction.WANT, Direction.NEED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """Interests in one thing; `relation` is "shared" or "clashing", "" where only one party has a stake."""

    name: str
    holders: tuple[str, ...]
    relation: str
    interests: tuple[Interest, ...]

    @property
    def records(self) -> tuple[str, ...]:
        """The ids of the interests."""
        return tuple(interest.id for interest in self.interests)


def leaning(interest: Interest) -> int:
    """+1 for what its holder wants or needs, -1 for what it opposes or wants to prevent; a denied want turns round."""
    sign = 1 if interest.direction in FOR else -1
    return -sign if interest.factuality is Factuality.DENIED else sign


def issues_of(records: Iterable[Record]) -> tuple[Issue, ...]:
    """Interests grouped by what they are about, in the order of their first words."""
    groups: list[list[Interest]] = []
    for interest in sorted(_interests(records), key=lambda i: (i.document, i.start, i.id)):
        home = next((group for group in groups if any(_same(interest, other) for other in group)), None)
        if home is None:
            groups.append([interest])
        else:
            home.append(interest)
    return tuple(_issue(group) for group in groups)


def _interests(records: Iterable[Record]) -> list[Interest]:
    return [record for record in records if isinstance(record, Interest) and record.holder]


def _same(a: Interest, b: Interest) -> bool:
    return a.issue == b.issue and bool(_telling(a) & _telling(b))


def _telling(interest: Interest) -> frozenset[str]:
    words = re.findall(r"[^\W\d_]+", interest.object.quote.lower())
    return frozenset(word for word in words if len(word) >= TELLING_LETTERS)


def _issue(group: Sequence[Interest]) -> Issue:
    sides: dict[str, set[int]] = {}
    for interest in group:
        for holder in interest.holder:
            sides.setdefault(holder.party or holder.name, set()).add(leaning(interest))
    relation = ""
    if len(sides) > 1:
        signs = set().union(*sides.values())
        relation = "shared" if len(signs) == 1 else "clashing"
    return Issue(
        name=group[0].object.quote,
        holders=tuple(sorted(sides)),
        relation=relation,
        interests=tuple(group),
    )
