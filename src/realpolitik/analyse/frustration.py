"""How far a signed network is from two camps: the line index of imbalance, exact or between two bounds.

n parties have ties (i, j, w): w > 0 friendly, w < 0 hostile, |w| how many ties lie between the two. A division into two
camps is x in {-1, +1}^n; it frustrates a tie with w x_i x_j < 0. The line index L is the least weight that any division
frustrates (Harary 1959, On the measurement of structural balance). Finding it is NP-hard, so the answer is
[lower, upper], and `proved` where they are equal; a heuristic value is never given out as L.

1. A party whose heaviest tie outweighs all its others goes with that neighbour, or against it; a party with three ties
   is replaced by three ties between its neighbours that cost the same. Both leave L as it is.
2. In each component that remains, f_e in [0, 1] says how far tie e is frustrated. On every cycle with an odd number of
   hostile ties the f_e add up to 1 or more: a linear programme to which violated cycles are added bounds L from below
   (Barahona and Mahjoub 1986, On the cut polytope). A cycle is found as a shortest path from a party to its double in
   the network laid out twice, friendly ties within a layer and hostile ones between layers.
3. The f_e as lengths give a shortest spanning tree, the tree two camps, and moving single parties improves them.
4. Where more than a whole tie remains between the bounds, the same programme with the camps as whole numbers goes on.
"""

import math
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
from scipy.sparse import coo_array, csr_array
from scipy.sparse.csgraph import breadth_first_order, connected_components, dijkstra, minimum_spanning_tree

from realpolitik.errors import SheetError

if TYPE_CHECKING:
    from highspy import Highs

WeightedTie = tuple[int, int, int]
Neighbours = dict[int, float]
Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]

# What a sum of f_e may lack of 1 before the cycle counts as violated: ten times the tolerance of the programme.
VIOLATED = 1e-5
# So many cycles are added at a time: enough to get on, few enough to solve the programme quickly.
CYCLES_AT_A_TIME = 2_000
# From so many parties at once shortest paths are sought; it bounds memory.
SOURCES_AT_A_TIME = 256
# A length of 0 would be no edge to scipy.
NEARLY_NOTHING = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True)
class Frustration:
    """Between which bounds L lies; the best division found, and the ties that it frustrates, by position."""

    lower: int
    upper: int
    camps: tuple[int, ...]  # +1 or -1 for each party
    frustrated: tuple[int, ...]

    @property
    def proved(self) -> bool:
        """Whether no division frustrates less."""
        return self.lower == self.upper


def frustration(parties: int, ties: Sequence[WeightedTie], *, seconds: float = 60.0) -> Frustration:
    """The line index of imbalance of a network, within about so many seconds.

    Errors: SheetError for a tie of a party with itself, of weight 0, or of a party that there is not.
    """
    deadline = time.monotonic() + seconds
    edges = np.array(ties, dtype=np.int64).reshape(-1, 3)
    _check(parties, edges)
    network = _Network(parties)
    for i, j, w in edges.tolist():
        network.tie(i, j, w)
    network.reduce(stars=False)
    lower, camps = int(network.constant), np.ones(parties, dtype=np.int64)
    for members in network.components():
        part = network.part(members)
        part.reduce(stars=True)
        bound, found = _core_bounds(part, deadline)
        lower += max(0, math.ceil(part.constant + bound - VIOLATED))
        camps[members] = part.restored(found)[members]
    camps = _improved(edges, network.restored(camps))
    broken = edges[:, 2] * camps[edges[:, 0]] * camps[edges[:, 1]] < 0
    upper = int(np.abs(edges[broken, 2]).sum())
    return Frustration(
        lower=lower,
        upper=upper,
        camps=tuple((camps * (camps[0] if parties else 1)).tolist()),
        frustrated=tuple(np.flatnonzero(broken).tolist()),
    )


def _check(parties: int, edges: Integers) -> None:
    for i, j, w in edges[(edges[:, 0] == edges[:, 1]) | (edges[:, 2] == 0)].tolist():
        raise SheetError(f"the tie ({i}, {j}, {w}) must be between two parties, and friendly or hostile")
    if edges.size and not 0 <= edges[:, :2].min() <= edges[:, :2].max() < parties:
        raise SheetError(f"a tie names a party that is not among 0 to {parties - 1}")


@dataclass(slots=True)
class _Network:
    """A signed network that can lose parties without its L getting lost."""

    parties: int
    neighbours: dict[int, Neighbours] = field(default_factory=dict)
    constant: float = 0.0  # frustrated in any case
    gone: list[tuple[int, Neighbours]] = field(default_factory=list)  # in order, with their ties at that time

    def tie(self, i: int, j: int, weight: float) -> None:
        """One more tie; what is friendly and hostile between the same two cancels, at its cost."""
        before = self.neighbours.setdefault(i, {}).get(j, 0.0)
        self.neighbours.setdefault(j, {})
        if before * weight < 0:
            self.constant += min(abs(before), abs(weight))
        if before + weight:
            self.neighbours[i][j] = self.neighbours[j][i] = before + weight
        elif before:
            del self.neighbours[i][j], self.neighbours[j][i]

    def reduce(self, *, stars: bool) -> None:
        """Takes out every party of which the rest of the network tells where it belongs."""
        waiting = sorted(self.neighbours, reverse=True)
        while waiting:
            party = waiting.pop()
            own = self.neighbours.get(party)
            if own is None:
                continue
            friend = max(own, key=lambda other: (abs(own[other]), -other), default=party)
            if 2 * abs(own.get(friend, 0.0)) >= sum(map(abs, own.values())):
                self._take_out(party)
                self._follow(friend, own)
            elif stars and len(own) == 3:
                self._take_out(party)
                self._triangle(own)
            else:
                continue
            waiting.extend(sorted(own, reverse=True))

    def _take_out(self, party: int) -> None:
        own = self.neighbours.pop(party)
        self.gone.append((party, own))
        for other in own:
            del self.neighbours[other][party]

    def _follow(self, friend: int, own: Neighbours) -> None:
        """The ties of someone who goes where the heaviest of them points become those of that neighbour."""
        for other, weight in own.items():
            if other != friend:
                self.tie(friend, other, math.copysign(weight, weight * own[friend]))

    def _triangle(self, own: Neighbours) -> None:
        """Three ties of one become three ties among the neighbours: whoever is alone costs as much as before."""
        (a, in_a), (b, in_b), (c, in_c) = own.items()
        for (i, w_i), (j, w_j), (_, w_k) in (
            ((a, in_a), (b, in_b), (c, in_c)),
            ((a, in_a), (c, in_c), (b, in_b)),
            ((b, in_b), (c, in_c), (a, in_a)),
        ):
            weight = (abs(w_i) + abs(w_j) - abs(w_k)) / 2
            if weight:
                self.tie(i, j, math.copysign(weight, w_i * w_j))

    def components(self) -> Iterator[list[int]]:
        """Parties that are tied, directly or through others."""
        members = sorted(self.neighbours)
        if members:
            place, i, j, _ = self.arrays()
            links = coo_array((np.ones(len(i)), (i, j)), shape=(len(place), len(place)))
            count, label = connected_components(links, directed=False)
            groups: list[list[int]] = [[] for _ in range(count)]
            for party, group in zip(members, label.tolist(), strict=True):
                groups[group].append(party)
            yield from groups

    def part(self, members: Iterable[int]) -> "_Network":
        """A network of these alone."""
        return _Network(self.parties, {party: dict(self.neighbours[party]) for party in members})

    def arrays(self) -> tuple[Integers, Integers, Integers, Floats]:
        """The parties left, and of each tie the places of its two parties among them and its weight."""
        place = np.array(sorted(self.neighbours), dtype=np.int64)
        at = {party: index for index, party in enumerate(place.tolist())}
        rows = [(at[i], at[j], w) for i in at for j, w in sorted(self.neighbours[i].items()) if i < j]
        i, j, w = zip(*rows, strict=True) if rows else ((), (), ())
        return place, np.array(i, dtype=np.int64), np.array(j, dtype=np.int64), np.array(w, dtype=np.float64)

    def restored(self, camps: Integers) -> Integers:
        """A division of all, from one of those who are left: the last who went comes back first."""
        for party, own in reversed(self.gone):
            pull = sum(weight * int(camps[other]) for other, weight in own.items())
            camps[party] = 1 if pull >= 0 else -1
        return camps


def _core_bounds(part: _Network, deadline: float) -> tuple[float, Integers]:
    """What at least is frustrated in a network that cannot be reduced, and the best division found."""
    camps = np.ones(part.parties, dtype=np.int64)
    place, i, j, w = part.arrays()
    if not len(w):
        return 0.0, camps
    core = _Core(len(place), i, j, w, part.constant, deadline)
    bound = core.solve()
    camps[place] = core.camps
    return bound, camps


class _Core:
    """The linear programme of one component, which grows by violated cycles."""

    def __init__(self, size: int, i: Integers, j: Integers, w: Floats, constant: float, deadline: float) -> None:
        self.size, self.i, self.j, self.w, self.constant, self.deadline = size, i, j, w, constant, deadline
        self.edge = {(a, b): edge for edge, (a, b) in enumerate(zip(i.tolist(), j.tolist(), strict=True))}
        self.sign = np.sign(w).astype(np.int64)
        self.camps = self._improved(np.ones(size, dtype=np.int64))
        self.cost = self._cost(self.camps)
        self.cycles: dict[tuple[int, ...], None] = {}  # those of the programme, in the order of its rows
        self.programme = _programme(np.abs(w))

    def solve(self) -> float:
        """The lower bound; `camps` is then the best division found."""
        bound = self._cut()
        if self._open(bound) and time.monotonic() < self.deadline:
            bound = max(bound, self._branch())
        return bound

    def _open(self, bound: float) -> bool:
        """Whether a division may exist that frustrates a whole tie less than the best one."""
        return math.ceil(self.constant + bound - VIOLATED) < round(self.constant + self.cost)

    def _cut(self) -> float:
        bound = 0.0
        triangles = self._triangles()
        while time.monotonic() < self.deadline:
            lengths = self._solved()
            if lengths is None:
                break
            bound = max(bound, float(np.abs(self.w) @ lengths))
            self._round(lengths)
            if not self._open(bound):
                break
            short = lengths[triangles].sum(axis=1) < 1 - VIOLATED
            found = {
                tuple(sorted(cycle)) for cycle in triangles[short][:CYCLES_AT_A_TIME].tolist()
            } - self.cycles.keys()
            found = found or set(self._short_cycles(lengths)) - self.cycles.keys()
            if not found:
                break
            self.cycles.update(dict.fromkeys(sorted(found)))
            _add_rows(self.programme, sorted(found))
        return bound

    def _solved(self) -> Floats | None:
        """The f_e of the programme as it is now; None where time is up."""
        self.programme.setOptionValue("time_limit", self.programme.getRunTime() + self.deadline - time.monotonic())
        self.programme.run()
        if self.programme.modelStatusToString(self.programme.getModelStatus()) != "Optimal":
            return None
        return np.clip(np.array(self.programme.getSolution().col_value), 0.0, 1.0)

    def _triangles(self) -> Integers:
        """The unbalanced triads, three positions of ties a row."""
        near: list[dict[int, int]] = [{} for _ in range(self.size)]
        for edge, (i, j) in enumerate(zip(self.i.tolist(), self.j.tolist(), strict=True)):
            near[i][j] = edge
        sign = self.sign.tolist()
        found = [
            (ij, near[i][k], near[j][k])
            for i in range(self.size)
            for j, ij in near[i].items()
            for k in near[i].keys() & near[j].keys()
            if sign[ij] * sign[near[i][k]] * sign[near[j][k]] < 0
        ]
        return np.array(sorted(found), dtype=np.int64).reshape(-1, 3)

    def _short_cycles(self, lengths: Floats) -> Iterator[tuple[int, ...]]:
        """Cycles with an odd number of hostile ties that are shorter than 1.

        Turned to the best division, each of them holds a tie that this division frustrates: the rest of it is a way
        between the two of that tie that ends in the layer where it began. One of the two is enough to start from.
        """
        n, broken = self.size, self._broken(self.camps)
        other = self.j + np.where(broken, n, 0)
        back = self.j + np.where(broken, 0, n)
        starts, ends = np.concatenate([self.i, self.i + n]), np.concatenate([other, back])
        steps = np.concatenate([lengths, lengths]) + NEARLY_NOTHING
        layers = csr_array((steps, (starts, ends)), shape=(2 * n, 2 * n))
        across = _from_a_cover(self.i[broken], self.j[broken], np.flatnonzero(broken))
        sources = sorted(across)
        for first in range(0, len(sources), SOURCES_AT_A_TIME):
            some = sources[first : first + SOURCES_AT_A_TIME]
            far, before = dijkstra(layers, directed=False, indices=some, limit=1.0, return_predecessors=True)
            for row, source in enumerate(some):
                for target, edge in across[source]:
                    if far[row, target] + lengths[edge] < 1 - VIOLATED:
                        yield self._cycle(before[row], source, target)
            if time.monotonic() > self.deadline:
                return

    def _broken(self, camps: Integers) -> npt.NDArray[np.bool_]:
        """Which ties a division frustrates."""
        return self.w * camps[self.i] * camps[self.j] < 0

    def _cycle(self, before: Integers, source: int, target: int) -> tuple[int, ...]:
        """The ties of a way and of the tie that closes it; a part of it that comes back to a party is one by itself."""
        step = target
        ends: list[int] = []
        seen: dict[int, int] = {}
        # The way is a shortest one: it comes back to no party but on the other layer.
        while (party := step % self.size) not in seen:
            seen[party] = len(ends)
            ends.append(party)
            if step == source:
                break
            step = int(before[step])
        else:
            ends = ends[seen[party] :]
        return tuple(sorted(self._position(a, b) for a, b in zip(ends, [*ends[1:], ends[0]], strict=True)))

    def _position(self, a: int, b: int) -> int:
        return self.edge[min(a, b), max(a, b)]

    def _round(self, lengths: Floats) -> None:
        """Two camps from the f_e: along a shortest spanning tree, a friendly tie keeps the camp."""
        tree = minimum_spanning_tree(csr_array((lengths + NEARLY_NOTHING, (self.i, self.j)), shape=(self.size,) * 2))
        order, before = breadth_first_order(tree, 0, directed=False)
        camps = np.ones(self.size, dtype=np.int64)
        for party in order[1:].tolist():
            parent = int(before[party])
            camps[party] = camps[parent] * self.sign[self._position(party, parent)]
        self._keep(self._improved(camps))

    def _keep(self, camps: Integers) -> None:
        cost = self._cost(camps)
        if cost < self.cost - VIOLATED:
            self.camps, self.cost = camps, cost

    def _improved(self, camps: Integers) -> Integers:
        return _improved(np.stack([self.i, self.j, self.w], axis=1), camps)

    def _cost(self, camps: Integers) -> float:
        return float(np.abs(self.w[self._broken(camps)]).sum())

    def _branch(self) -> float:
        """The bound of the programme in whole numbers, from the best division on, as far as time allows."""
        programme = _programme(np.abs(self.w))
        n, m = self.size, len(self.w)
        _add_camps(programme, self.i, self.j, self.w, n)
        _add_rows(programme, list(self.cycles))
        self._start(programme, n, m)
        programme.setOptionValue("time_limit", max(0.0, self.deadline - time.monotonic()))
        # Nothing is gained once less than a whole tie is open.
        programme.setOptionValue("mip_abs_gap", 1 - 10 * VIOLATED if float(self.constant).is_integer() else 0.4)
        programme.run()
        found = np.array(programme.getSolution().col_value)
        if len(found) == m + n:
            self._keep(self._improved(np.where(found[m:] > 0.5, 1, -1)))
        bound = float(programme.getInfo().mip_dual_bound)
        return bound if math.isfinite(bound) else 0.0

    def _start(self, programme: "Highs", n: int, m: int) -> None:
        from highspy import HighsSolution

        start = HighsSolution()
        # The camp of the first party is fixed.
        camps = self.camps * self.camps[0]
        start.col_value = [*self._broken(self.camps).astype(float).tolist(), *((camps + 1) / 2).tolist()]
        programme.setSolution(start)


def _programme(costs: Floats) -> "Highs":
    from highspy import Highs

    programme = Highs()
    for option, value in (("output_flag", False), ("threads", 1), ("random_seed", 0)):
        programme.setOptionValue(option, value)
    for cost in costs.tolist():
        programme.addVar(0.0, 1.0)
        programme.changeColCost(programme.getNumCol() - 1, cost)
    return programme


def _add_rows(programme: "Highs", cycles: Sequence[tuple[int, ...]]) -> None:
    """Ties of each cycle whose f_e add up to 1 or more."""
    if cycles:
        sizes = np.array([len(cycle) for cycle in cycles])
        starts = np.concatenate([[0], np.cumsum(sizes)[:-1]]).astype(np.int32)
        places = np.array([edge for cycle in cycles for edge in cycle], dtype=np.int32)
        least, most = np.ones(len(cycles)), np.full(len(cycles), np.inf)
        programme.addRows(len(cycles), least, most, len(places), starts, places, np.ones(len(places)))


def _add_camps(programme: "Highs", i: Integers, j: Integers, w: Floats, n: int) -> None:
    """A camp, 0 or 1, for each party; f_e is 1 where a friendly tie is between camps or a hostile one within one."""
    from highspy import HighsVarType

    m = len(w)
    for party in range(n):
        programme.addVar(0.0 if party else 1.0, 1.0)
        programme.changeColIntegrality(m + party, HighsVarType.kInteger)
    for edge, (a, b, weight) in enumerate(zip(i.tolist(), j.tolist(), w.tolist(), strict=True)):
        places = np.array([edge, m + a, m + b], dtype=np.int32)
        if weight > 0:
            programme.addRow(0.0, np.inf, 3, places, np.array([1.0, -1.0, 1.0]))
            programme.addRow(0.0, np.inf, 3, places, np.array([1.0, 1.0, -1.0]))
        else:
            programme.addRow(1.0, np.inf, 3, places, np.array([1.0, 1.0, 1.0]))
            programme.addRow(-1.0, np.inf, 3, places, np.array([1.0, -1.0, -1.0]))


def _from_a_cover(i: Integers, j: Integers, edges: Integers) -> dict[int, list[tuple[int, int]]]:
    """Few parties of which each tie has one, the busiest first: for each, the other party and position of its ties."""
    near: dict[int, list[tuple[int, int]]] = {}
    for a, b, edge in zip(i.tolist(), j.tolist(), edges.tolist(), strict=True):
        near.setdefault(a, []).append((b, edge))
        near.setdefault(b, []).append((a, edge))
    chosen: dict[int, list[tuple[int, int]]] = {}
    for party in sorted(near, key=lambda party: (-len(near[party]), party)):
        if left := [(other, edge) for other, edge in near[party] if other not in chosen]:
            chosen[party] = left
    return chosen


def _improved(edges: npt.NDArray[Any], camps: Integers) -> Integers:
    """A division that moving any single party would not make better: the one that gains most moves first."""
    if not len(edges):
        return camps
    camps, n = camps.copy(), len(camps)
    i, j, w = edges[:, 0].astype(np.int64), edges[:, 1].astype(np.int64), edges[:, 2].astype(np.float64)
    both = csr_array((np.concatenate([w, w]), (np.concatenate([i, j]), np.concatenate([j, i]))), shape=(n, n))
    pull = both @ camps.astype(np.float64)
    while (least := int((pull * camps).argmin())) >= 0 and pull[least] * camps[least] < -VIOLATED:
        camps[least] *= -1
        start, end = both.indptr[least], both.indptr[least + 1]
        pull[both.indices[start:end]] += 2 * camps[least] * both.data[start:end]
    return camps
