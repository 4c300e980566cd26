"""Trains the learned part of certainty and writes it where the program finds it.

    python train/certainty.py --encoder FOLDER [--label a] [--out src/realpolitik/lexicon/weights]

FOLDER holds the sentence encoder all-MiniLM-L6-v2 (Apache-2.0) in the format of transformers. Its word pieces are cut
to the commonest, its upper two layers dropped; of the four that stay, the lower two keep their weights and the upper
two learn, from `train/certainty.tsv` alone, where the word asked about stands on the scale from -3 (did not happen) to
+3 (did). Seeded, on one thread: the same versions give the same weights. Needs torch and transformers beside the
program; `realpolitik.understand.readers` runs what comes out, with numpy.
"""

import argparse
import csv
import random
from pathlib import Path

import torch
from torch import Tensor, nn
from transformers import AutoModel

from realpolitik.lexicon import weights
from realpolitik.understand import readers

HERE = Path(__file__).resolve().parent
SEED = 1
# Word pieces stand about by frequency; rarer words fall into smaller pieces.
PIECES = 16000
FROZEN, LAYERS, WIDTH = readers.FROZEN, readers.LAYERS, 384
EPOCHS, BATCH, RATE, HEAD_RATE, WARMING = 6, 16, 1e-4, 1e-3, 0.1
Example = tuple[str, int, int, float]


class Reader(nn.Module):
    """The encoder's first layers, a mark on the word asked about, and one number for it."""

    def __init__(self, folder: Path, kept: list[int]) -> None:
        super().__init__()
        encoder = AutoModel.from_pretrained(folder, attn_implementation="eager")
        self.embeddings = encoder.embeddings
        words = self.embeddings.word_embeddings
        self.embeddings.word_embeddings = nn.Embedding.from_pretrained(words.weight[kept].detach().clone())
        self.layers = nn.ModuleList(encoder.encoder.layer[:LAYERS])
        self.mark = nn.Parameter(torch.randn(WIDTH) * 0.05)
        self.head = nn.Sequential(nn.Dropout(0.2), nn.Linear(2 * WIDTH, 1))

    def lower(self, ids: Tensor, mask: Tensor) -> Tensor:
        """What the layers that do not learn make of the words."""
        return self._through(self.layers[:FROZEN], self.embeddings(ids), mask)

    def upper(self, words: Tensor, mask: Tensor, asked: Tensor) -> Tensor:
        """How certain it is that what the marked words name has happened."""
        words = self._through(self.layers[FROZEN:], words + self.mark * asked[..., None], mask)
        parts = [(words * each[..., None]).sum(1) / each.sum(1, keepdim=True).clamp(min=1) for each in (mask, asked)]
        return self.head(torch.cat(parts, -1))[:, 0]

    @staticmethod
    def _through(layers: nn.ModuleList, words: Tensor, mask: Tensor) -> Tensor:
        hidden = ((1 - mask) * -1e4)[:, None, None, :]
        for layer in layers:
            found = layer(words, attention_mask=hidden)
            words = found[0] if isinstance(found, tuple) else found
        return words


def pieces_of(folder: Path) -> tuple[list[str], list[int]]:
    """The commonest word pieces, and their rows in the encoder's own table."""
    named = (folder / "vocab.txt").read_text(encoding="utf-8").splitlines()[:PIECES]
    kept = [row for row, piece in enumerate(named) if not piece.startswith("[unused")]
    return [named[row] for row in kept], kept


def examples(file: Path, label: str) -> list[Example]:
    """The rows of the table that have the label."""
    with file.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [(row["sentence"], int(row["start"]), int(row["end"]), float(row[label])) for row in rows if row[label]]


def marked(known: dict[str, int], example: Example) -> tuple[Tensor, Tensor]:
    """The pieces of a sentence, and which of them are the word asked about."""
    text, start, end, _ = example
    found = readers.pieces_in(text, known)
    asked = [float(piece.start < end and piece.end > start) for piece in found]
    return torch.tensor([piece.row for piece in found]), torch.tensor(asked)


def train(reader: Reader, pieces: list[str], known: list[Example]) -> None:
    """Fits the upper layers, the mark and the head."""
    reader.eval()
    rows = {piece: row for row, piece in enumerate(pieces)}
    read = {}
    with torch.inference_mode():
        for example in known:
            ids, asked = marked(rows, example)
            read[example] = (reader.lower(ids[None], torch.ones(1, len(ids)))[0].clone(), asked)
    learning = [*reader.layers[FROZEN:].parameters()]
    rates = [{"params": learning, "lr": RATE}, {"params": [reader.mark, *reader.head.parameters()], "lr": HEAD_RATE}]
    optimiser = torch.optim.AdamW(rates, weight_decay=0.01)
    steps = EPOCHS * (len(known) // BATCH + 1)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min(1.0, step / (WARMING * steps)) * max(0.0, 1 - step / steps)
    )
    for epoch in range(EPOCHS):
        order = random.sample(known, len(known))
        reader.train()
        total = 0.0
        for at in range(0, len(order), BATCH):
            batch = order[at : at + BATCH]
            words, asked = (nn.utils.rnn.pad_sequence([read[each][k] for each in batch], True) for k in (0, 1))
            mask = nn.utils.rnn.pad_sequence([torch.ones(len(read[each][1])) for each in batch], True)
            wanted = torch.tensor([each[3] for each in batch])
            loss = nn.functional.smooth_l1_loss(reader.upper(words, mask, asked), wanted)
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(reader.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            total += loss.item() * len(batch)
        print(f"epoch {epoch + 1}: loss {total / len(known):.3f}")


def arrays_of(reader: Reader) -> dict[str, object]:
    """The weights by the names that the program gives them; matrices have a row for each number that goes in."""
    found = {"words": reader.embeddings.word_embeddings.weight, "mark": reader.mark}
    types = reader.embeddings.token_type_embeddings.weight[0]
    found["places"] = reader.embeddings.position_embeddings.weight[: readers.LONGEST_SENTENCE] + types
    linear = {"head": reader.head[1]}
    normal = {"start": reader.embeddings.LayerNorm}
    for number, layer in enumerate(reader.layers):
        attention = layer.attention
        within = {"query": attention.self.query, "key": attention.self.key, "value": attention.self.value}
        within |= {"joined": attention.output.dense, "inner": layer.intermediate.dense, "out": layer.output.dense}
        linear |= {f"{number}.{name}": part for name, part in within.items()}
        normal |= {f"{number}.attended": attention.output.LayerNorm, f"{number}.outer": layer.output.LayerNorm}
    found |= {name: part.weight.T for name, part in linear.items()}
    found |= {f"{name}.gain": part.weight for name, part in normal.items()}
    found |= {f"{name}.bias": part.bias for name, part in (linear | normal).items()}
    return {name: value.detach().numpy() for name, value in found.items()}


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--encoder", type=Path, required=True, help="folder of all-MiniLM-L6-v2")
    parser.add_argument("--label", default="a", help="column of the table to learn from (default: %(default)s)")
    parser.add_argument("--out", type=Path, default=weights.FOLDER)
    given = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(SEED)
    random.seed(SEED)
    pieces, kept = pieces_of(given.encoder)
    reader = Reader(given.encoder, kept)
    train(reader, pieces, examples(HERE / "certainty.tsv", given.label))
    weights.write_weights(given.out / "certainty.npz", arrays_of(reader), pieces)


if __name__ == "__main__":
    main()
