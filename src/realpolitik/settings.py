"""One TOML file to one frozen object; every stage's options are in it.

    [read]
    outlet = "The Daily Example"

    [remember]
    batch_documents = 32

An unknown key, or a value of the wrong type, is an error that names it.
"""

from datetime import date
from pathlib import Path

import msgspec

from realpolitik.errors import InputError
from realpolitik.records.ids import content_id


class ReadSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is known about every input; it goes before what an input says of itself."""

    outlet: str = ""
    published: str = ""  # ISO 8601

    def __post_init__(self) -> None:
        """A day that is none is an error, which names the key."""
        try:
            self.published and date.fromisoformat(self.published)
        except ValueError:
            raise ValueError(f"published must be a day such as 2024-05-03, not {self.published!r}") from None


class RememberSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How records go into the ledger."""

    # Larger batches write faster, smaller ones lose less time after a crash; at 5 articles a second 32 are 6 seconds.
    batch_documents: int = 32


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The options of all stages."""

    read: ReadSettings = ReadSettings()
    remember: RememberSettings = RememberSettings()

    @property
    def digest(self) -> str:
        """An id made of the options that change what is read, part of what identifies a run."""
        return content_id("settings", [msgspec.json.encode(self.read, order="sorted").decode()])


def settings_from(path: Path) -> Settings:
    """The settings in a TOML file.

    Errors: InputError naming the file and the key.
    """
    try:
        return msgspec.toml.decode(path.read_bytes(), type=Settings)
    except OSError as error:
        raise InputError(f"the settings {path} cannot be read: {error.strerror}") from error
    except msgspec.MsgspecError as error:
        raise InputError(f"the settings {path} are wrong: {error}") from error
