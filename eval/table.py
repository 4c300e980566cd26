"""One table of all development sets beside the peers' figures: `python -m eval.table [--only WORD] [--sample N]`."""

import argparse
import csv
import gzip
import json
import random
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from eval.predict import predict

HERE = Path(__file__).resolve().parent
Item = dict[str, Any]
# What a task gives its reader; everything else in a gold line is an annotation and is taken away before predicting.
GIVEN = ("id", "text", "title", "date", "dct", "language", "publisher", "source", "url")
GIVEN_BY_TASK = {
    "fact": ("predicates",),
    "rels": ("entities",),
    "stance": ("subject", "object", "context", "p", "q", "p_span", "q_span"),
    "actors": ("args", "kw"),
    "extract": ("html_gz",),
}


def read(file: Path) -> list[Item]:
    """The lines of a file of JSON lines."""
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]


def write(file: Path, items: Iterable[Mapping[str, Any]]) -> None:
    """A line for each item."""
    file.write_text("".join(json.dumps(item, ensure_ascii=False) + "\n" for item in items), encoding="utf-8")


def gold_of(data: Path, name: str) -> list[Item]:
    """The annotated items of a set, repaired where its README says how."""
    if name == "coref":
        news = [item for item in read(data / "text/gum_coref/dev.jsonl") if item["genre"] == "news"]
        return news + [_with_clusters(item) for item in read(data / "text/meantime/dev.jsonl")]
    if name == "geo":
        return [
            item
            for part in ("geo_lgl", "geo_trnews", "geo_geowebnews")
            for item in read(data / f"text/{part}/dev.jsonl")
        ]
    items = read(data / name)
    if "directed_sentiment" in name:
        items = list({item["text"] + item["p"] + item["q"]: item for item in items}.values())
    return items


def _with_clusters(item: Item) -> Item:
    clusters: dict[str, list[list[int]]] = {}
    for entity in item["entities"]:
        if entity.get("instance"):
            clusters.setdefault(entity["instance"], []).append([entity["start"], entity["end"]])
    return {**item, "clusters": list(clusters.values())}


def as_given(item: Item, task: str) -> Item:
    """The item with only what its task gives."""
    given = {key: item[key] for key in (*GIVEN, *GIVEN_BY_TASK.get(task, ())) if key in item}
    if task == "fact":
        given["predicates"] = [{"start": p["start"], "end": p["end"]} for p in item["predicates"]]
    if task == "rels":
        kept = [e for e in item["entities"] if e.get("confidence") is None or e["confidence"] >= 0.5]
        given["entities"] = [{"start": e["start"], "end": e["end"], "type": e["type"]} for e in kept]
    return given


def false_alarms(gold: list[Item], answers: Mapping[str, Item]) -> dict[str, float]:
    """The share of sentences, without an event for any coder, in which one was read."""
    none = [item for item in gold if item["meta"]["unanimous_none"]]
    return {"false_alarms": sum(bool(answers[item["id"]].get("events")) for item in none) / max(1, len(none))}


def actor_shares(gold: list[Item], answers: Mapping[str, Item]) -> dict[str, float]:
    """The share of mentions whose country and sector are as expected, over those that expect one."""
    found: dict[str, float] = {}
    for key, expected in (("country", "country"), ("sector", "code_1")):
        rows = [item for item in gold if item["expect"].get(expected)]
        found[key] = sum(answers[i["id"]].get(key) == i["expect"][expected] for i in rows) / max(1, len(rows))
    return found


def shingle_f1(gold: list[Item], answers: Mapping[str, Item], data: Path) -> dict[str, float]:
    """F1 of shared runs of four words, as the benchmark counts them; trafilatura's own default in the same run."""
    import trafilatura

    def score(texts: Mapping[str, str]) -> float:
        precision = recall = 0.0
        for item in gold:
            p, r = _shingles(item["text"], texts[item["id"]])
            precision, recall = precision + p, recall + r
        precision, recall = precision / len(gold), recall / len(gold)
        return 2 * precision * recall / (precision + recall or 1)

    folder = data / "text/extract_scrapinghub"
    peer = {
        item["id"]: trafilatura.extract(gzip.decompress((folder / item["html_gz"]).read_bytes())) or "" for item in gold
    }
    return {"f1": score({key: value.get("text", "") for key, value in answers.items()}), "peer": score(peer)}


def _shingles(true: str, found: str) -> tuple[float, float]:
    def grams(text: str) -> Counter[tuple[str, ...]]:
        words = text.split()
        if len(words) < 4:
            return Counter([tuple(words)] if words else [])
        return Counter(tuple(words[at : at + 4]) for at in range(len(words) - 3))

    a, b = grams(true), grams(found)
    shared = sum((a & b).values())
    return shared / (sum(b.values()) or 1), shared / (sum(a.values()) or 1)


class Sets:
    """The sets, predicted once for all the figures that come from them."""

    def __init__(self, data: Path, sample: int, parses: Path | None) -> None:
        self.data, self.sample, self.parses = data, sample, parses
        self.folder = Path(tempfile.mkdtemp(prefix="realpolitik-eval-"))
        self.answered = cache(self._answered)

    def _answered(self, task: str, name: str) -> tuple[Path, Path]:
        gold = gold_of(self.data, name)
        if self.sample and len(gold) > self.sample:
            gold = random.Random(0).sample(gold, self.sample)
        stem = f"{task}-{name.replace('/', '-')}"
        paths = [self.folder / f"{stem}.{part}.jsonl" for part in ("gold", "in", "out")]
        write(paths[0], gold)
        write(paths[1], [self._located(as_given(item, task)) for item in gold])
        predict(task, paths[1], paths[2], self.parses)
        return paths[0], paths[2]

    def _located(self, item: Item) -> Item:
        if "html_gz" in item:
            return {**item, "html_gz": str(self.data / "text/extract_scrapinghub" / item["html_gz"])}
        return item

    def figure(self, row: Mapping[str, str]) -> tuple[float, str]:
        """The figure of a row of sets.tsv, and the peer's."""
        gold, answers = self.answered(row["task"], row["gold"])
        if row["scorer"].endswith(".py"):
            return _dig(self._scored(row, gold, answers), row["figure"].split(".")), row["peer"]
        items, found = read(gold), {item["id"]: item for item in read(answers)}
        if row["scorer"] == "false_alarms":
            return false_alarms(items, found)["false_alarms"], row["peer"]
        if row["scorer"] == "actors":
            return actor_shares(items, found)[row["figure"]], row["peer"]
        scores = shingle_f1(items, found, self.data)
        return scores["f1"], f"{scores['peer']:.3f}"

    def _scored(self, row: Mapping[str, str], gold: Path, answers: Path) -> Any:
        scorer = self.data.parent / "tools" / row["scorer"]
        options = row["options"].split()
        if row["scorer"] == "score_events.py":
            report = self.folder / "report.json"
            subprocess.run(
                [sys.executable, scorer, gold, answers, *options, "--json", report],
                check=True,
                capture_output=True,
            )
            return json.loads(report.read_text())
        task, *rest = options
        done = subprocess.run(
            [sys.executable, scorer, task, gold, answers, *rest], check=True, capture_output=True, text=True
        )
        return json.loads(done.stdout)


def _dig(report: Any, path: list[str]) -> float:
    for key in path:
        report = report[key]
    return float(report)


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=HERE.parent.parent / "shared" / "data")
    parser.add_argument("--only", default="", help="only the rows whose name holds this word")
    parser.add_argument("--sample", type=int, default=0, help="at most so many items of each set")
    parser.add_argument("--parses", type=Path, default=HERE / ".parses")
    given = parser.parse_args()
    if not given.data.is_dir():
        print(f"The measuring sets are not here ({given.data}); they cannot be shipped. Nothing was measured.")
        return 0
    sets = Sets(given.data, given.sample, given.parses)
    print(f"{'set':42} {'ours':>6} {'baseline':>9} {'peer':>6} {'target':>7}")
    with (HERE / "sets.tsv").open(encoding="utf-8") as table:
        for row in csv.DictReader(table, delimiter="\t"):
            if given.only in row["set"] + row["task"]:
                value, peer = sets.figure(row)
                print(
                    f"{row['set']:42} {value:6.3f} {row['baseline']:>9} {peer:>6} {row['target']:>7}",
                    flush=True,
                )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
