"""A cache of parses for measuring again and again: the language model's answer for a text never changes."""

import hashlib
from pathlib import Path
from typing import Any

from realpolitik.understand.sentences import model, parse_text


class Parses:
    """Parsed texts, kept in a folder if one is given."""

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder
        if folder:
            folder.mkdir(parents=True, exist_ok=True)

    def of(self, text: str) -> Any:
        """The parse of a text: from the folder if it lies there."""
        if self.folder is None:
            return parse_text(text)
        from spacy.tokens import Doc

        file = self.folder / hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]
        if file.exists():
            return Doc(model().vocab).from_bytes(file.read_bytes())
        doc = parse_text(text)
        partial = file.with_suffix(f".{id(self)}")
        partial.write_bytes(doc.to_bytes())
        partial.replace(file)
        return doc
