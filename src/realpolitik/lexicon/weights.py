"""Weights that were learned: numbers and word pieces, packed into one file for each thing that was learned.

`train/` has what they were learned from and how; this module alone opens `lexicon/weights/`. Matrices are stored as
whole numbers from -127 to 127 with a scale for each column, and are given back as numbers of single precision.
"""

from collections.abc import Mapping
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

FOLDER = Path(str(resources.files("realpolitik.lexicon") / "weights"))
# Names in a file: a matrix as whole numbers, and the scales of its columns.
WHOLE, SCALE = ".whole", ".scale"
PIECES = "pieces"
STEPS = 127


@cache
def weights_of(name: str) -> Mapping[str, Any]:
    """The arrays of what was learned under a name, such as "certainty"."""
    import numpy

    with numpy.load(FOLDER / f"{name}.npz") as stored:
        kept = {key: stored[key] for key in stored.files if key != PIECES}
    plain = {key: value for key, value in kept.items() if not key.endswith((WHOLE, SCALE))}
    stems = [key.removesuffix(WHOLE) for key in kept if key.endswith(WHOLE)]
    return plain | {stem: kept[stem + WHOLE].astype("float32") * kept[stem + SCALE] for stem in stems}


@cache
def pieces_of(name: str) -> Mapping[str, int]:
    """The word pieces that what was learned knows, each with its row."""
    import numpy

    with numpy.load(FOLDER / f"{name}.npz") as stored:
        text = stored[PIECES].tobytes().decode("utf-8")
    return {piece: row for row, piece in enumerate(text.split("\n"))}


def write_weights(file: Path, arrays: Mapping[str, Any], pieces: list[str]) -> None:
    """Packs arrays and word pieces into a file, with matrices as whole numbers."""
    import numpy

    packed: dict[str, Any] = {PIECES: numpy.frombuffer("\n".join(pieces).encode(), dtype="uint8")}
    for name, value in arrays.items():
        if value.ndim < 2:
            packed[name] = value.astype("float32")
            continue
        scale = numpy.maximum(abs(value).max(0, keepdims=True), 1e-12) / STEPS
        packed[name + WHOLE] = numpy.rint(value / scale).astype("int8")
        packed[name + SCALE] = scale.astype("float32")
    file.parent.mkdir(parents=True, exist_ok=True)
    numpy.savez_compressed(file, **packed)
