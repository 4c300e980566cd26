"""Shared, compatible and clashing interests, issue by issue.

Two interests are about one thing if their words overlap, or if their objects have telling words in common. Nothing is
known here of grammar: words are compared by their stems, and that is all.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from realpolitik.records.evidence import Factuality, Polarity, Record
from realpolitik.records.interests import Direction, Interest

# Two words have one stem if they begin with the same letters; shorter words are mostly grammar ("that", "with").
# Chosen by hand, never calibrated.
STEM_LETTERS = 5
# So large a part of the stems must be the same, less where the issue is. Chosen by hand, never calibrated, and rather
# high: one thing taken for two is a gap, two things taken for one would be a false "shared". What one holder wants of
# one issue cannot become a false "shared", so less will do.
SAME_SHARE = 0.5
SAME_SHARE_OF_ONE_ISSUE = 0.34
SAME_SHARE_OF_ONE_HOLDER = 0.2

FOR = frozenset({Direction.WANT, Direction.NEED})

# What one has the other has not: to want the same thing of this kind is to be rivals for it. Ids of the issues table.
EXCLUSIVE = frozenset({"territory", "influence"})


class Standing(StrEnum):
    """How the holders of interests in one thing stand to each other."""

    ALONE = "alone"  # one holder
    SHARED = "shared"
    RIVAL = "rival"  # both want what only one can have
    CLASHING = "clashing"
    UNCLEAR = "unclear"  # someone leans both ways


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """A party's interests in one thing; `leaning` is +1 for it, -1 against it, 0 both."""

    holder: str
    leaning: int
    interests: tuple[Interest, ...]

    @property
    def records(self) -> tuple[str, ...]:
        """The ids of the interests."""
        return tuple(interest.id for interest in self.interests)


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """One thing in which parties hold interests: a row of the issues table, a holding for each."""

    id: str  # of the issues table, or ""
    name: str
    holdings: tuple[Holding, ...]

    @property
    def interests(self) -> tuple[Interest, ...]:
        """All interests in it, in the order of the text."""
        found = {interest.id: interest for holding in self.holdings for interest in holding.interests}
        return tuple(sorted(found.values(), key=_order))

    @property
    def holders(self) -> tuple[str, ...]:
        """Who has a stake in it."""
        return tuple(holding.holder for holding in self.holdings)

    @property
    def records(self) -> tuple[str, ...]:
        """The ids of the interests."""
        return tuple(interest.id for interest in self.interests)

    @property
    def salience(self) -> float:
        """That of its most pressing interest."""
        return max(interest.salience for interest in self.interests)

    def leaning_of(self, holder: str) -> int:
        """+1, -1, or 0 for someone without a stake or with stakes on both sides."""
        return next((holding.leaning for holding in self.holdings if holding.holder == holder), 0)

    @property
    def standing(self) -> Standing:
        """How its holders stand to each other."""
        if len(self.holdings) < 2:
            return Standing.ALONE
        leanings = {holding.leaning for holding in self.holdings}
        if {1, -1} <= leanings:
            return Standing.CLASHING
        if 0 in leanings:
            return Standing.UNCLEAR
        jointly = frozenset.intersection(*(frozenset(holding.records) for holding in self.holdings))
        if leanings == {1} and self.id in EXCLUSIVE and not jointly:
            return Standing.RIVAL
        return Standing.SHARED


def leaning(interest: Interest) -> int:
    """+1 for what its holder wants or needs, -1 for what it opposes or wants to prevent; a denied want turns round."""
    denied = interest.factuality is Factuality.DENIED or interest.polarity is Polarity.NEGATIVE
    return (1 if interest.direction in FOR else -1) * (-1 if denied else 1)


def issues_of(records: Iterable[Record]) -> tuple[Issue, ...]:
    """Interests grouped by what they are about, in the order of their first words."""
    groups: list[list[Interest]] = []
    for interest in sorted((r for r in records if isinstance(r, Interest) and r.holder), key=_order):
        home = next((group for group in groups if any(_same(interest, other) for other in group)), None)
        if home is None:
            groups.append([interest])
        else:
            home.append(interest)
    return tuple(_issue(group) for group in groups)


def compatible(issues: Sequence[Issue], a: str, b: str) -> tuple[tuple[Issue, Issue], ...]:
    """Different things of one issue, one wanted by `a` alone and the other by `b` alone: each can have its own."""
    own = {who: [issue for issue in issues if issue.holders == (who,) and issue.id] for who in (a, b)}
    return tuple((one, other) for one in own[a] for other in own[b] if one.id == other.id)


def _order(interest: Interest) -> tuple[str, int, str]:
    return interest.document, interest.start, interest.id


def _same(a: Interest, b: Interest) -> bool:
    if a.document == b.document and a.object.overlaps(b.object):
        return True
    one, other = _stems(a.object.quote), _stems(b.object.quote)
    return bool(one & other) and len(one & other) >= _least_share(a, b) * len(one | other)


def _least_share(a: Interest, b: Interest) -> float:
    if not a.issue or a.issue != b.issue:
        return SAME_SHARE
    return SAME_SHARE_OF_ONE_HOLDER if _holders(a) == _holders(b) else SAME_SHARE_OF_ONE_ISSUE


def _holders(interest: Interest) -> frozenset[str]:
    return frozenset(participant.party or participant.name for participant in interest.holder)


@lru_cache(maxsize=4096)
def _stems(words: str) -> frozenset[str]:
    found = re.findall(r"[^\W\d_]+", words.casefold())
    return frozenset(word[:STEM_LETTERS] for word in found if len(word) >= STEM_LETTERS)


def _issue(group: Sequence[Interest]) -> Issue:
    held: dict[str, list[Interest]] = defaultdict(list)
    for interest in group:
        for holder in dict.fromkeys(participant.party or participant.name for participant in interest.holder):
            held[holder].append(interest)
    holdings = tuple(
        Holding(holder=holder, leaning=_common(map(leaning, interests)), interests=tuple(interests))
        for holder, interests in sorted(held.items())
    )
    shortest = min(group, key=lambda interest: (len(interest.object.quote), _order(interest)))
    return Issue(id=group[0].issue, name=shortest.object.quote, holdings=holdings)


def _common(leanings: Iterable[int]) -> int:
    found = set(leanings)
    return found.pop() if len(found) == 1 else 0
