"""How far judges agree beyond chance."""

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence


def alpha(units: Iterable[Sequence[Hashable]]) -> float | None:
    """Krippendorff's alpha for nominal values: 1 is full agreement, 0 what chance would give.

    A unit holds the values that its judges gave; units with fewer than two values say nothing. None where nothing can
    be said: no unit was judged twice, or all values are the same.

    Source: K. Krippendorff, Computing Krippendorff's Alpha-Reliability (2011), section D.
    """
    judged = [unit for unit in units if len(unit) > 1]
    totals: Counter[Hashable] = Counter(value for unit in judged for value in unit)
    n = totals.total()
    if len(totals) < 2:
        return None
    observed = sum(_unequal(Counter(unit)) / (len(unit) - 1) for unit in judged) / n
    expected = _unequal(totals) / (n * (n - 1))
    return 1 - observed / expected


def _unequal(counts: Counter[Hashable]) -> int:
    """How many ordered pairs of the values counted differ."""
    n = counts.total()
    return n * n - sum(count * count for count in counts.values())
