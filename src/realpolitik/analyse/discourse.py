"""Who says what of which concept: networks of actors over the concepts they share or dispute.

A statement is an actor, a concept and whether the actor agrees with it. n_icq is how often actor i agrees (q = 1) or
disagrees (q = 0) with concept c. Two actors are congruent where they take the same side and in conflict where they do
not.

Source: P. Leifeld 2017, Discourse network analysis, in the Oxford Handbook of Political Networks; the sums are those of
Discourse Network Analyzer 3.0, so that its users find their figures again.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import numpy.typing as npt

Counts = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One actor's yes or no to one concept, and the records that say so."""

    actor: str
    concept: str
    agrees: bool
    records: tuple[str, ...] = ()


class Combining(StrEnum):
    """What becomes of agreement when statements are counted."""

    IGNORE = "ignore"  # agreement does not matter
    CONGRUENCE = "congruence"  # only the same side
    CONFLICT = "conflict"  # only opposite sides
    SUBTRACT = "subtract"  # congruence less conflict


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Counts with the names of rows and columns, both in alphabetical order."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    counts: Counts


def affiliations(statements: Sequence[Statement], combining: Combining = Combining.IGNORE) -> Table:
    """Actors by concepts: how often each speaks of each; with SUBTRACT, agreement less disagreement."""
    rows, columns, sides = _counted(statements)
    no, yes = sides
    counts = {
        Combining.IGNORE: no + yes,
        Combining.CONGRUENCE: yes,
        Combining.CONFLICT: no,
        Combining.SUBTRACT: yes - no,
    }
    return Table(rows=rows, columns=columns, counts=counts[combining])


def ties(statements: Sequence[Statement], combining: Combining, *, normalised: bool = False) -> Table:
    """Actors by actors: over all concepts, the products of their counts on the same and on opposite sides.

    `normalised` divides by the mean number of statements of the two, so that who speaks much is not tied to all.
    """
    rows, _, (no, yes) = _counted(statements)
    same, opposite = no @ no.T + yes @ yes.T, no @ yes.T + yes @ no.T
    counts = {
        Combining.IGNORE: same + opposite,
        Combining.CONGRUENCE: same,
        Combining.CONFLICT: opposite,
        Combining.SUBTRACT: same - opposite,
    }[combining]
    np.fill_diagonal(counts, 0)
    if normalised:
        spoken = (no + yes).sum(axis=1)
        counts = counts / ((spoken[:, None] + spoken[None, :]) / 2)
    return Table(rows=rows, columns=rows, counts=counts)


def _counted(statements: Sequence[Statement]) -> tuple[tuple[str, ...], tuple[str, ...], Counts]:
    """Actors, concepts, and n_icq with q in front."""
    rows = tuple(sorted({statement.actor for statement in statements}))
    columns = tuple(sorted({statement.concept for statement in statements}))
    row, column = ({name: place for place, name in enumerate(names)} for names in (rows, columns))
    counts = np.zeros((2, len(rows), len(columns)))
    for statement in statements:
        counts[int(statement.agrees), row[statement.actor], column[statement.concept]] += 1
    return rows, columns, counts
