"""Answers to test vectors of the analyses: `python -m eval.vectors IN.json OUT.jsonl`.

A vector in, a line {id, got} out, `got` with those keys of what is expected that the analyses know how to compute.
Only kind, title and input are read, never what is expected. A kind that is not known, or a vector that cannot be
computed, gives no line, and is counted on stderr.
"""

import argparse
import ast
import json
import math
import sys
from collections.abc import Callable, Mapping, Sequence
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np

from realpolitik.analyse import balance, challenges, coalitions, discourse, forecast, trends
from realpolitik.analyse.bargaining import (
    Matrix,
    distributiveness,
    egalitarian,
    kalai_smorodinsky,
    nash,
    opposition,
    pareto,
    rational,
    utilitarian,
    utilities,
)
from realpolitik.analyse.chances import Gain, Shape, all_gain
from realpolitik.analyse.dividing import (
    adjusted_winner,
    crisis_range,
    first_offer_share,
    kalai_smorodinsky_division,
    nash_division,
    outside_option_share,
    scores,
    split_the_difference,
)
from realpolitik.analyse.forecast import Stand
from realpolitik.analyse.frustration import frustration
from realpolitik.analyse.lotteries import kalai_smorodinsky_lottery, nash_lottery
from realpolitik.errors import RealpolitikError

Input = Mapping[str, Any]
Answer = dict[str, Any]
Vectors = Mapping[str, Mapping[str, Any]]

# What a vector's expression of one share may be made of.
FUNCTIONS = {"sqrt": math.sqrt, "log": math.log, "exp": math.exp}
OPERATIONS: Mapping[type, Callable[[float, float], float]] = {
    ast.Add: lambda a, b: a + b,
    ast.Sub: lambda a, b: a - b,
    ast.Mult: lambda a, b: a * b,
    ast.Div: lambda a, b: a / b,
    ast.Pow: lambda a, b: a**b,
}
DRAWS = 2_000_000


def tu_game(given: Input, _: Vectors) -> Answer:
    """Power, shares and divisions of a coalitional game."""
    game, sign = _game(given)
    got: Answer = {"shapley": coalitions.shapley(game)}
    if "quota" in given:
        got["banzhaf"] = coalitions.banzhaf(game)
    if len(game) <= 2**coalitions.MOST_PLAYERS_OF_A_PROGRAMME:
        excess = coalitions.least_core(sign * game)
        got |= {"least_core_eps": excess, "core_nonempty": excess <= coalitions.LEAST_PRICE}
        got["nucleolus"] = tuple(sign * value for value in coalitions.nucleolus(sign * game))
        got["core_point"] = got["nucleolus"]
    if "permanent" in given:
        got |= {"permanent": got["shapley"][0], "elected": got["shapley"][-1]}
    return got


def _game(given: Input) -> tuple[Matrix, int]:
    """The game, and -1 where it is about costs: then less is better."""
    if "quota" in given and "weights" in given:
        return coalitions.voting_game(given["quota"], given["weights"]), 1
    if "estate" in given:
        claims = given["claims"]
        rest = lambda own: sum(claim for i, claim in enumerate(claims) if i not in own)  # noqa: E731
        return coalitions.game_of(len(claims), lambda own: max(0.0, given["estate"] - rest(own))), 1
    if "costs" in given:
        costs = given["costs"]
        return coalitions.game_of(len(costs), lambda own: max((costs[i] for i in own), default=0.0)), -1
    table, sign = (given["cost"], -1) if "cost" in given else (given["v"], 1)
    if isinstance(table, str):
        return _by_size(table), sign
    players = 1 + max(int(i) for key in table for i in key.split(",") if i)
    return coalitions.game_of(players, lambda own: table.get(",".join(map(str, own)), 0.0)), sign


def _by_size(words: str) -> Matrix:
    """The game of three in which a coalition of so many has 1, as "1 if |S|>=2"."""
    worth, size = words.split("if |S|>=")
    return coalitions.game_of(3, lambda own: float(worth) if len(own) >= int(size) else 0.0)


def continuous(given: Input, _: Vectors) -> Answer:
    """Shares of one thing that can be divided as finely as one likes."""
    first, second = _utilities_of_a_share(given)
    outside = tuple(given.get("d", (0.0, 0.0)))
    shares = {
        "nash_share": nash_division(first, second, outside),
        "ks_share": kalai_smorodinsky_division(first, second, outside),
    }
    return {name: (share, 1 - share) for name, share in shares.items()}


def _utilities_of_a_share(given: Input) -> tuple[Callable[[float], float], Callable[[float], float]]:
    """Of the share that each gets itself; a vector writes both as functions of the first one's share x."""
    if "exponents" in given:
        a, b = given["exponents"]
        return (lambda share: share**a), (lambda share: share**b)
    first, second = (ast.parse(given[name], mode="eval").body for name in ("u1", "u2"))
    return (lambda share: _value(first, share)), (lambda share: _value(second, 1 - share))


def _value(node: ast.expr, x: float) -> float:
    if isinstance(node, ast.Constant):
        return float(str(node.value))
    if isinstance(node, ast.Name) and node.id == "x":
        return x
    if isinstance(node, ast.BinOp):
        return OPERATIONS[type(node.op)](_value(node.left, x), _value(node.right, x))
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        return -_value(node.operand, x)
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in FUNCTIONS:
        return FUNCTIONS[node.func.id](max(0.0, _value(node.args[0], x)))
    raise ValueError(f"an expression cannot be read: {ast.unparse(node)}")


def multi_issue_domain(given: Input, _: Vectors) -> Answer:
    """Two profiles over the same issues."""
    worth, outside = _domain(given), np.array(given.get("d", (0.0, 0.0)), dtype=float)
    best = _row(worth, nash(worth, outside))
    even = np.abs(worth[:, 0] - worth[:, 1])
    front = pareto(worth)
    return {
        "size": len(worth),
        "nash": best,
        "nash_product": math.prod(best),
        "max_social_welfare": float(worth.sum(axis=1).max()),
        "pareto_n": int(front.sum()),
        "opposition_3dp": round(opposition(worth), 3),
        "kalai_min_abs_diff": worth[front][even[front].argmin()].tolist(),
    }


def multi_issue(given: Input, vectors: Vectors) -> Answer:
    """The same, with what trading issues gains over a compromise on each."""
    worth = _domain(given)
    best = _row(worth, nash(worth, np.zeros(2)))
    options = [len(values) for values in given["profiles"][0]["values"].values()]
    middle = np.ravel_multi_index([(n - 1) // 2 for n in options], options)
    compromise = worth[middle].tolist()
    return {
        "n_outcomes": len(worth),
        "nash": best,
        "sum": sum(best),
        "pareto_n": int(pareto(worth).sum()),
        "corr": -(distributiveness(worth) or 0.0),
        "compromise_all_split": compromise,
        "joint_gain_over_split": sum(best) - sum(compromise),
    }


def _domain(given: Input) -> Matrix:
    """Outcomes by parties; in the Genius format evaluations are shares of the best of their issue."""
    genius = "Genius" in given.get("semantics", "")
    columns = []
    for profile in given["profiles"]:
        values = [np.array(list(profile["values"][issue].values()), dtype=float) for issue in profile["weights"]]
        weights = np.array(list(profile["weights"].values()), dtype=float)
        if genius:
            values, weights = [each / each.max() for each in values], weights / weights.sum()
        columns.append(utilities(weights, values))
    return np.stack(columns, axis=1)


def _row(worth: Matrix, rows: Sequence[int]) -> list[float]:
    return [float(value) for value in worth[max(rows, key=lambda row: worth[row].sum())]]


def sensitivity(given: Input, _: Vectors) -> Answer:
    """How often all gains are positive."""
    gains = [Gain(shape=Shape(shape), numbers=tuple(numbers)) for shape, *numbers in given["dist"]]
    return {"p_win_win": all_gain(gains, correlation=given.get("rho", 0.0), draws=DRAWS).share}


def transferable(given: Input, _: Vectors) -> Answer:
    """A sum to divide, outside options taken off."""
    surplus = given["pie"] - sum(given["d"])
    got: Answer = {"surplus": surplus, "zopa": surplus > 0}
    split = split_the_difference(given["pie"], given["d"], given.get("weights", ()))
    return got if split is None else got | {"nash": split}


def trade_packages(given: Input, _: Vectors) -> Answer:
    """All exchanges of whole goods, and lots over them."""
    worth, outside = _packages(given), np.array(given["disagreement"], dtype=float)
    (best, *_rest) = nash(worth, outside)
    lot = nash_lottery(worth, outside)
    moved = np.array(list(product((0, 1), repeat=len(given["goods"]))))[best]
    return {
        "nash": worth[best].tolist(),
        "nash_product": float((worth[best] - outside).prod()),
        "traded": [good["good"] for good, moves in zip(given["goods"], moved, strict=True) if moves],
        "nash_convexified": list(lot.worth) if lot else None,
    }


def _packages(given: Input) -> Matrix:
    owners = [key.removeprefix("u_") for key in given["goods"][0] if key.startswith("u_")]
    changes = np.array([
        [good[f"u_{party}"] * (-1 if good["owner"] == party else 1) for party in owners] for good in given["goods"]
    ])  # fmt: skip
    return np.array(list(product((0, 1), repeat=len(changes))), dtype=float) @ changes


def frontier(given: Input, vectors: Vectors) -> Answer:
    """The rational and efficient outcomes of another vector."""
    other = vectors[given["ref"]]["input"]
    worth = _packages(other)
    kept = worth[pareto(worth) & rational(worth, np.array(other["disagreement"], dtype=float))]
    return {"frontier": sorted({tuple(row) for row in kept.tolist()})}


def definition(given: Input, _: Vectors) -> Answer:
    """Three solutions that go by one name."""
    worth, outside = np.array(given["points"], dtype=float), np.array(given["d"], dtype=float)
    return {
        "maxmin_egalitarian": _row(worth, egalitarian(worth, outside)),
        "min_abs_difference": worth[np.abs(worth[:, 0] - worth[:, 1]).argmin()].tolist(),
        "max_sum": _row(worth, utilitarian(worth, outside)),
    }


def solutions(given: Input, _: Vectors) -> Answer:
    """The solutions over a list of points."""
    worth = np.array(given["points"], dtype=float)
    got: Answer = {
        f"nash_{name}": _row(worth, nash(worth, np.array(given[name], dtype=float)))
        for name in ("d0", "d1")
        if name in given
    }
    if "disagreement" in given:
        outside = np.array(given["disagreement"], dtype=float)
        got |= {
            "nash": _row(worth, nash(worth, outside)),
            "ks": _row(worth, kalai_smorodinsky(worth, outside)),
            "egalitarian": _row(worth, egalitarian(worth, outside)),
            "utilitarian_set": [worth[row].tolist() for row in utilitarian(worth, outside)],
        }
    return got


def verdict(given: Input, _: Vectors) -> Answer:
    """Deals of some, and what they do to others."""
    worth, outside = np.array(given["payoffs_ABC"], dtype=float), np.array(given["d"], dtype=float)
    who = [*given["parties"], *given["affected"]]
    parties = len(given["parties"])
    gains = worth - outside
    (best, *_rest) = nash(worth[:, :parties], outside[:parties])
    lost = dict(zip(given["deals"], gains < 0, strict=True))
    return {
        "bilateral_nash": given["deals"][best],
        "win_win_parties": (gains[:, :parties] > 0).all(axis=1).tolist(),
        "pareto_improving_all": (gains >= 0).all(axis=1).tolist(),
        "total_surplus": gains.sum(axis=1).tolist(),
        **{f"losers_of_{deal}": [name for name, loses in zip(who, lost[deal], strict=True) if loses] for deal in lost},
    }


def convex_hull(given: Input, _: Vectors) -> Answer:
    """Lots over two sets of points."""
    outside = np.array(given["d"], dtype=float)
    got: Answer = {}
    for name in ("S", "T"):
        worth = np.array(given[name], dtype=float)
        for key, solution in (("nash", nash_lottery), ("ks", kalai_smorodinsky_lottery)):
            found = solution(worth, outside)
            got[f"{key}_{name}"] = list(found.worth) if found else None
    return got


def divided_issues(given: Input, _: Vectors) -> Answer:
    """Adjusted winner: what each has in the end."""
    own, other = given["points"]
    return {"score_each": scores(adjusted_winner(own, other), own, other)[0]}


def crisis(given: Input, _: Vectors) -> Answer:
    """What both prefer to war, of a thing that is worth as much as the pie."""
    pie = given.get("pie", 1)
    wins, costs = given["p_A_wins"], (given["cost_A"] / pie, given["cost_B"] / pie)
    found = crisis_range(wins, *costs)
    return {
        "range": [found.least * pie, found.most * pie],
        "width": (found.most - found.least) * pie,
        "nash_share_A": found.middle * pie,
        "war_payoffs": [(wins - costs[0]) * pie, (1 - wins - costs[1]) * pie],
    }


def alternating(given: Input, _: Vectors) -> Answer:
    """The first offer; one patience for both, or one for each."""
    patience = given["delta"]
    first, second = patience if isinstance(patience, list) else (patience, patience)
    return {"first_mover_share": first_offer_share(first, second)}


def outside_option(given: Input, _: Vectors) -> Answer:
    """The second one's share."""
    return {"share2": outside_option_share(given["outside2"], given.get("pie", 1))}


def signed_graph(given: Input, _: Vectors) -> Answer:
    """Indices of balance, and the line index where it is proved."""
    parties, ties = len(given["nodes"]), [(i, j, w) for i, j, w in given["edges"]]
    signs, found = balance.matrix(parties, ties), frustration(parties, ties)
    triads, walks = balance.triangle_balance(signs), balance.walk_balance(signs)
    got: Answer = {
        "n": parties,
        "m": len(ties),
        "m_neg": balance.by_sign(ties)[-1],
        "triangle_balance": triads,
        "triangle_balance_7dp": None if triads is None else round(triads, 7),
        "walk_balance": walks,
        "walk_balance_7dp": None if walks is None else round(walks, 7),
        "signnet_blockmodel_k3_criterion_alpha0.5": balance.blocs(signs, 3).frustrated,
    }
    if found.proved:
        got |= {
            "frustration": found.upper,
            "normalised_frustration": balance.normalised(found.upper, len(ties)),
        }
    return got


def _stands(given: Input, vectors: Vectors) -> list[Stand]:
    """The actors of a vector, or of the one that it refers to."""
    actors = given["actors"] if "actors" in given else vectors[given["ref"]]["input"]["actors"]
    return [
        Stand(
            actor=actor["name"], position=actor["position"], capability=actor["capability"], salience=actor["salience"]
        )
        for actor in actors
    ]


def static(given: Input, vectors: Vectors) -> Answer:
    """Weighted mean and median; exercised power on the scale of KTAB, where salience goes to 100."""
    stands = _stands(given, vectors)
    return {
        "n": len(stands),
        "weighted_mean": forecast.weighted_mean(stands),
        "weighted_median": forecast.weighted_median(stands),
        "total_exercised_power": sum(stand.weight for stand in stands) / 100,
    }


def component(given: Input, vectors: Vectors) -> Answer:
    """Parts of the first round of the model of challenges."""
    if "x" in given:
        rows = zip(given["x"], given["c"], given["s"], strict=True)
        stands = [Stand(actor=str(i), position=x, capability=c, salience=s) for i, (x, c, s) in enumerate(rows)]
    else:
        stands = _stands(given, vectors)
    model = challenges.Model(stands, _variant(given, challenges.Denominator.PAIRWISE))
    risks = model.risks()
    expected = model.expected(model.neutral)
    np.fill_diagonal(expected, 0.0)
    return {"EU": expected.tolist(), "r": risks.tolist(), "range": [float(risks.min()), float(risks.max())]}


def _variant(given: Input, denominator: challenges.Denominator) -> challenges.Variant:
    return challenges.Variant(
        denominator=challenges.Denominator(given.get("prob", denominator)),
        choice=challenges.Choice(given.get("offer", challenges.Choice.SCHOLZ_CODE)),
        status_quo=given.get("Q", 1.0),
    )


def trajectory(given: Input, vectors: Vectors) -> Answer:
    """Mean and median from the start on."""
    variant = _variant(given, challenges.Denominator.PAIRWISE)
    rounds = challenges.trajectory(_stands(given, vectors), given["rounds"], variant)
    return {"median": [one.median for one in rounds], "mean": [one.mean for one in rounds]}


def published_trajectory(given: Input, vectors: Vectors) -> Answer:
    """The same after each round, by the variant that comes nearest to what was printed; with where each one stands."""
    stands = _stands(given, vectors)
    variant = _variant(given, challenges.Denominator.ALL_PAIRS)
    _, *rounds = challenges.trajectory(stands, given["rounds"], variant)
    places = {stand.actor: [one.positions[i] for one in rounds] for i, stand in enumerate(stands)}
    return {"median": [one.median for one in rounds], "mean": [one.mean for one in rounds], **places}


def condorcet(given: Input, vectors: Vectors) -> Answer:
    """The odds of each position in a probabilistic Condorcet election, equal positions merged."""
    stands = _stands(given, vectors)
    options = np.unique([stand.position for stand in stands])
    weights = np.array([stand.weight for stand in stands])
    return {"prob": forecast.election_odds(forecast.utilities(stands, options), weights).tolist()}


def state_space(given: Input, _: Vectors) -> Answer:
    """The level behind the noise."""
    level = trends.local_level(
        given["y"], level_variance=given["q"], noise_variance=given["r"], start=given["m0"], start_variance=given["P0"]
    )
    return {"filtered_mean": list(level)}


def normalisation(given: Input, _: Vectors) -> Answer:
    """Rates against the volume of news."""
    found = trends.rate_ratio(given["y"], given["exposure"], [bool(x) for x in given["x"]])
    return {"rate_ratio": found.ratio, "se_log": found.se_log}


def poisson_break(given: Input, _: Vectors) -> Answer:
    """One change of a rate."""
    before, *after = trends.breaks(given["counts"], given["n_bkps"], poisson=True)
    last = given["first_year"] + before.end - 1
    return {"last_year_before": last, "rate_before": before.mean, "rate_after": after[0].mean}


def squared_break(given: Input, _: Vectors) -> Answer:
    """One change of a mean."""
    before, *after = trends.breaks(given["y"], given["n_bkps"])
    got: Answer = {
        "last_index_of_first_segment": before.end - 1,
        "mean_before": before.mean,
        "mean_after": after[0].mean,
    }
    return got | ({"last_year_first_segment": given["years"][before.end - 1]} if "years" in given else {})


# The quad classes, as numbers, of the twenty roots of CAMEO.
ROOTS_OF_QUADS = {1: range(1, 6), 2: range(6, 9), 3: range(9, 14), 4: range(14, 21)}


def mapping(_: Input, __: Vectors) -> Answer:
    """Roots to quad classes."""
    return {f"{root:02}": quad for quad, roots in ROOTS_OF_QUADS.items() for root in roots}


def _statements(given: Input, vectors: Vectors) -> list[discourse.Statement]:
    rows = given["statements"] if "statements" in given else vectors[given["ref"]]["input"]["statements"]
    return [
        discourse.Statement(actor=row["organization"], concept=row["concept"], agrees=bool(row["agreement"]))
        for row in rows
    ]


def two_mode(given: Input, vectors: Vectors) -> Answer:
    """Organisations by concepts."""
    statements = _statements(given, vectors)
    tables = {combining: discourse.affiliations(statements, combining) for combining in discourse.Combining}
    plain = tables[discourse.Combining.IGNORE]
    return {
        "rows": list(plain.rows),
        "cols": list(plain.columns),
        "matrix": plain.counts.tolist(),
        "dim": list(plain.counts.shape),
        "sum": float(plain.counts.sum()),
        **{combining.value: table.counts.tolist() for combining, table in tables.items()},
    }


def one_mode(given: Input, vectors: Vectors) -> Answer:
    """Organisations by organisations; the matrix is that which the vector's title names."""
    statements, title = _statements(given, vectors), str(given["title"])
    tables = {combining: discourse.ties(statements, combining).counts for combining in discourse.Combining}
    named = next((combining for combining in tables if combining.value in title), discourse.Combining.IGNORE)
    normalised = "normalisation" in title and "no normalisation" not in title
    matrix = discourse.ties(statements, named, normalised=normalised).counts
    return {
        "matrix": matrix.tolist(),
        "sum": float(matrix.sum()),
        "sums": {combining.value: float(counts.sum()) for combining, counts in tables.items()},
        **{combining.value: counts.tolist() for combining, counts in tables.items()},
    }


ANSWERS: Mapping[str, Callable[[Input, Vectors], Answer]] = {
    "tu_game": tu_game,
    "continuous": continuous,
    "multi_issue_domain": multi_issue_domain,
    "multi_issue": multi_issue,
    "sensitivity": sensitivity,
    "transferable": transferable,
    "trade_packages": trade_packages,
    "pareto": frontier,
    "definition": definition,
    "solutions": solutions,
    "verdict": verdict,
    "convex_hull": convex_hull,
    "adjusted_winner": divided_issues,
    "crisis_bargaining": crisis,
    "alternating_offers": alternating,
    "outside_option": outside_option,
    "signed_graph": signed_graph,
    "static": static,
    "component": component,
    "trajectory_reference": trajectory,
    "trajectory_published": published_trajectory,
    "pce": condorcet,
    "state_space": state_space,
    "normalisation": normalisation,
    "changepoint_poisson": poisson_break,
    "changepoint_l2": squared_break,
    "mapping": mapping,
    "two_mode": two_mode,
    "one_mode": one_mode,
}


def kind_of(vector: Mapping[str, Any]) -> str:
    """Networks stand in their vectors without a kind."""
    return str(vector.get("kind", "signed_graph"))


def _given(vector: Mapping[str, Any]) -> Input:
    return {**vector.get("input", {}), **{key: vector[key] for key in ("title", "nodes", "edges") if key in vector}}


def answered(vectors: Sequence[Mapping[str, Any]]) -> tuple[list[Answer], list[str]]:
    """The lines, and for each vector without one the reason."""
    by_id = {vector["id"]: vector for vector in vectors}
    lines, missed = [], []
    for vector in vectors:
        try:
            lines.append({"id": vector["id"], "got": ANSWERS[kind_of(vector)](_given(vector), by_id)})
        except KeyError as error:
            missed.append(f"{vector['id']}: {error} is not known")
        except (RealpolitikError, ValueError, TypeError) as error:
            missed.append(f"{vector['id']}: {error}")
    return lines, missed


def main() -> None:
    """Reads the vectors and writes what could be answered."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("vectors", type=Path)
    parser.add_argument("answers", type=Path)
    chosen = parser.parse_args()
    lines, missed = answered(json.loads(chosen.vectors.read_text(encoding="utf-8"))["vectors"])
    chosen.answers.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    for reason in missed:
        print(reason, file=sys.stderr)
    print(f"{len(lines)} answered, {len(missed)} not", file=sys.stderr)


if __name__ == "__main__":
    main()
