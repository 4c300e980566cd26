"""Settings from a TOML file."""

from pathlib import Path

import pytest

from realpolitik.errors import InputError
from realpolitik.settings import ReadSettings, RememberSettings, Settings, settings_from


def test_a_file_gives_its_options(tmp_path: Path) -> None:
    """What stands in the file is what the object says; the rest has its default."""
    file = tmp_path / "r.toml"
    file.write_text('[read]\noutlet = "Gazeta"\n', encoding="utf-8")
    assert settings_from(file) == Settings(read=ReadSettings(outlet="Gazeta"))


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        pytest.param("[read]\noutlett = 'x'\n", "outlett", id="unknown key"),
        pytest.param("[remember]\nbatch_documents = 'many'\n", "batch_documents", id="wrong type"),
        pytest.param("[read\n", "wrong", id="no TOML"),
    ],
)
def test_a_wrong_file_is_refused_by_name(tmp_path: Path, content: str, complaint: str) -> None:
    """The error names the file and what is wrong in it."""
    file = tmp_path / "r.toml"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=complaint) as error:
        settings_from(file)
    assert "r.toml" in str(error.value)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    """A file that is not there is the giver's error, in plain words."""
    with pytest.raises(InputError, match="cannot be read"):
        settings_from(tmp_path / "none.toml")


def test_only_what_changes_the_reading_changes_the_digest() -> None:
    """The size of batches makes no other run; the outlet does."""
    plain = Settings()
    assert Settings(remember=RememberSettings(batch_documents=1)).digest == plain.digest
    assert Settings(read=ReadSettings(outlet="Gazeta")).digest != plain.digest


def test_a_day_that_is_none_is_an_error(tmp_path: Path) -> None:
    """The message names the file, the key and what is wanted."""
    file = tmp_path / "settings.toml"
    file.write_text('[read]\npublished = "yesterday"\n', encoding="utf-8")
    with pytest.raises(InputError, match=r"settings\.toml are wrong: published must be a day such as 2024-05-03"):
        settings_from(file)
