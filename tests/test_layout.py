"""What the layout promises and import-linter cannot see."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import realpolitik

SOURCE = Path(realpolitik.__file__).parent
ENGINES = ("spacy", "duckdb", "trafilatura", "numpy", "pyarrow", "scipy")


@pytest.mark.parametrize(
    "code",
    [
        pytest.param("import realpolitik, realpolitik.pipeline", id="import"),
        pytest.param("from realpolitik.tell.cli import main; main(['--help'], standalone_mode=False)", id="--help"),
    ],
)
def test_no_engine_is_loaded_before_it_is_needed(code: str) -> None:
    """Importing the package, and asking for help, load neither the language model's engine nor a database."""
    loaded = f"{code}; import sys; print('ENGINES', *sorted(set(sys.modules) & set({ENGINES!r})))"
    out = subprocess.run([sys.executable, "-c", loaded], capture_output=True, text=True, check=True).stdout
    assert out.strip().splitlines()[-1] == "ENGINES"


def test_packages_hold_a_docstring_and_nothing_else() -> None:
    """An `__init__.py` re-exports nothing; only the package's own holds its version."""
    for file in SOURCE.rglob("__init__.py"):
        body = ast.parse(file.read_text(encoding="utf-8")).body
        allowed = 2 if file.parent == SOURCE else 1
        assert len(body) == allowed, file


def test_no_module_reads_a_table_by_itself() -> None:
    """Only the loader opens files of lexicon/tables; the gazetteer's binary index has its own reader there."""
    for file in SOURCE.rglob("*.py"):
        if file.parent.name != "lexicon":
            assert "lexicon/tables" not in file.read_text(encoding="utf-8"), file
