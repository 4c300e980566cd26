"""What understanding costs beside a bare pass of the language model: `python bench/understand.py [ARTICLES]`.

ARTICLES is a text, a page, or a `.jsonl` file of them, of which `--sample` are taken; without it, the bundled article.
Each is read by the language model as it is installed and by all steps of understanding, in turn and in one process, so
that a busy machine is busy for both. Prints articles a CPU second, their ratio, where the time goes, and peak memory.
"""

import argparse
import random
import resource
import time
from collections import defaultdict
from collections.abc import Callable
from importlib import resources
from pathlib import Path

from realpolitik.read.pages import read_path
from realpolitik.records.documents import Document
from realpolitik.understand.sentences import installed_model
from realpolitik.understand.steps import STEPS

BUNDLED = Path(str(resources.files("realpolitik.tell") / "examples" / "article.txt"))
BARE = "a bare pass"
# Tables and caches are filled by the first articles and serve all that follow; a batch has thousands.
WARMING = 5


def add_costs(document: Document, bare: Callable[[str], object], spent: dict[str, float]) -> None:
    """Adds the CPU seconds that the bare pass and each step take for a document."""
    began = time.process_time()
    bare(document.text)
    spent[BARE] += time.process_time() - began
    workings: dict[str, object] = {"document": document}
    for step in STEPS:
        began = time.process_time()
        workings[step.gives] = step.run(*(workings[need] for need in step.needs))
        spent[step.gives] += time.process_time() - began


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", nargs="?", type=Path, default=BUNDLED)
    parser.add_argument("--sample", type=int, default=200, help="how many articles of the file (default: %(default)s)")
    given = parser.parse_args()
    found = [document for document in read_path(given.articles) if isinstance(document, Document)]
    documents = random.Random(0).sample(found, min(given.sample, len(found)))
    bare = installed_model()
    for document in documents[:WARMING]:
        add_costs(document, bare, defaultdict(float))
    spent: dict[str, float] = defaultdict(float)
    for document in documents:
        add_costs(document, bare, spent)
    reference = spent.pop(BARE)
    ours = sum(spent.values())
    rows = [("bare pass of the language model", reference), ("understanding, all steps", ours)]
    rows += [(f"  {name}", seconds) for name, seconds in sorted(spent.items(), key=lambda item: -item[1])]
    size = sum(len(document.text) for document in documents)
    print(f"{len(documents)} articles, {size:,} characters\n")
    print(f"{'':36} {'CPU s':>8} {'articles/s':>10} {'share':>7}")
    for name, seconds in rows:
        if seconds >= 0.001 * ours:
            print(f"{name:36} {seconds:8.2f} {len(documents) / seconds:10.2f} {seconds / ours:7.1%}")
    print(f"\nratio of speeds {reference / ours:.2f}")
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB, two models in it")


if __name__ == "__main__":
    main()
