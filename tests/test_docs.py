"""The pages of the documentation are true: their commands and code run, their links and names lead somewhere."""

import doctest
import importlib.util
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import pytest

from realpolitik.lexicon.loader import rows

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
PAGES = sorted([ROOT / "README.md", ROOT / "CHANGELOG.md", *DOCS.glob("*.md"), *(ROOT / "decisions").glob("*.md")])

BLOCK = re.compile(r"^```(?P<language>\w*)\n(?P<content>.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\((?!https?:|#)(?P<target>[^)#\s]+)")
PATH = re.compile(r"`((?:src|docs|gold|bench|eval|tests|scripts|decisions|news)/[\w./-]+)`")
MODULE = re.compile(r"`(\w+(?:/\w+)*\.py)`")
# What a run changes without making a page untrue: counts, ids, days that depend on them.
CHANGING = re.compile(r"[0-9a-f]{8,}|\d+")

ARTICLE = """Ghana and Togo Reopen Their Border

ACCRA, 4 March 2014 - Benin criticised Ghana on Monday. "We want peace," Akua Mensah said.
"""


def blocks(page: Path, language: str) -> list[str]:
    """The code blocks of a page that are in this language."""
    found = BLOCK.finditer(page.read_text(encoding="utf-8"))
    return [block["content"] for block in found if block["language"] == language]


def commands_of(block: str) -> Iterator[tuple[str, list[str]]]:
    """Each command of a block of the console, with the lines it is shown to write."""
    command, shown, inside = "", [], ""
    for line in block.splitlines():
        if inside:
            command += f"\n{line}"
            inside = "" if line == inside else inside
        elif line.startswith("$ "):
            if command:
                yield command, shown
            command, shown = line[2:], []
            inside = found[1] if (found := re.search(r"<<'(\w+)'", line)) else ""
        else:
            shown.append(line)
    yield command, shown


def fits(shown: str, written: str) -> bool:
    """Whether a shown line was written, but for numbers, ids, and what stands where it shows "..."."""
    kept = [re.escape(part) for part in re.split(r"\.\.\.", CHANGING.sub("0", shown.strip()))]
    return re.fullmatch(".*".join(kept), CHANGING.sub("0", written.strip())) is not None


@pytest.mark.model
def test_the_first_half_hour_goes_as_shown(tmp_path: Path) -> None:
    """Every command of the page succeeds and writes the lines shown, in order but for what "..." leaves out."""
    environment = os.environ | {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "COLUMNS": "200",
    }
    for block in blocks(DOCS / "first-half-hour.md", "console"):
        for command, shown in commands_of(block):
            done = subprocess.run(
                ["bash", "-c", command], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
            )
            # 1 is the exit code for a batch of which a part was refused, which the page shows.
            assert done.returncode in {0, 1}, (command, done.stderr)
            lines = [*done.stdout.splitlines(), *done.stderr.splitlines()]
            for line in shown:
                assert line.strip() == "..." or any(fits(line, each) for each in lines), (command, line, lines[:20])


@pytest.mark.model
@pytest.mark.parametrize("page", ["from-python.md"])
def test_python_pages_run(page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the page shows of Python is what Python answers."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "border.txt").write_text(ARTICLE, encoding="utf-8")
    failed, tried = doctest.testfile(str(DOCS / page), module_relative=False, optionflags=doctest.ELLIPSIS)
    assert tried > 0
    assert failed == 0


@pytest.mark.model
def test_the_readme_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """The Python of the README says what came of a folder's article; its commands exist with these options."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "border.txt").write_text(ARTICLE, encoding="utf-8")
    (code,) = blocks(ROOT / "README.md", "python")
    exec(compile(code, "README.md", "exec"), {})
    assert capsys.readouterr().out == "articles/border.txt read\n"
    shutil.copy(tmp_path / "articles" / "border.txt", tmp_path / "article.txt")
    shell = "\n".join(blocks(ROOT / "README.md", "sh"))
    asked = [line.removeprefix(".venv/bin/") for line in shell.splitlines() if line.startswith(".venv/bin/realpolitik")]
    assert len(asked) >= 3
    for line in asked:
        command = [sys.executable, "-m", *line.split()]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
        # 3: the README's example actors are not in this article.
        assert done.returncode in {0, 3}, (line, done.stderr)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_and_paths_lead_somewhere(page: Path) -> None:
    """Each link to a file, and each path of the repository, is there."""
    text = page.read_text(encoding="utf-8")
    for target in LINK.findall(text):
        assert (page.parent / target).exists(), target
    for path in PATH.findall(text):
        assert (ROOT / path).exists(), path


def test_modules_named_in_the_architecture_exist() -> None:
    """A module that the page names is in the package, and it has no more than nine sentences."""
    text = (DOCS / "architecture.md").read_text(encoding="utf-8")
    for name in MODULE.findall(text):
        assert list((ROOT / "src/realpolitik").rglob(name)), name
    numbered = re.findall(r"^(\d+)\. ", text, re.MULTILINE)
    assert [int(number) for number in numbered] == list(range(1, len(numbered) + 1))
    assert len(numbered) <= 9
    assert len(blocks(DOCS / "architecture.md", "")) >= 1


def made_pages() -> dict[str, Callable[[], str]]:
    """The pages that are made from the program, with what makes them."""
    return dict(loaded(ROOT / "scripts" / "write_docs.py").PAGES)


def loaded(file: Path) -> ModuleType:
    """A script as a module."""
    spec = importlib.util.spec_from_file_location(file.stem, file)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", ["command-line.md", "records.md", "rooms.md"])
def test_pages_made_from_the_program_are_up_to_date(name: str) -> None:
    """The page is what `python scripts/write_docs.py` writes."""
    assert (DOCS / name).read_text(encoding="utf-8") == made_pages()[name](), "run python scripts/write_docs.py"


def test_messages_of_the_page_on_bad_input_are_the_programs() -> None:
    """Every quoted message of the page stands in the source."""
    text = (DOCS / "bad-input.md").read_text(encoding="utf-8")
    sources = (ROOT / "src/realpolitik").rglob("*.py")
    source = re.sub(r'"\s*\n\s*f?"', "", "\n".join(file.read_text(encoding="utf-8") for file in sources))
    rows = [line for line in text.splitlines() if line.startswith("| ")]
    quoted = [words for row in rows for words in re.findall(r'"([^"]+)"', row)]
    assert len(quoted) > 15
    for words in quoted:
        assert words in source, words


def test_the_page_on_the_tables_counts_them() -> None:
    """Each table of the page has at least as many rows as it says, and not half as many again."""
    text = (DOCS / "tables.md").read_text(encoding="utf-8")
    counted = re.findall(r"^\| `((?:actors|places)/\w+\.tsv)` \|.*\| (\d+) \|$", text, re.MULTILINE)
    assert len(counted) > 10
    for table, number in counted:
        assert int(number) <= len(rows(table)) < 1.5 * int(number), table


def test_every_kind_of_record_is_in_the_codebook() -> None:
    """The codebook says of each kind what it is."""
    text = (DOCS / "codebook.md").read_text(encoding="utf-8")
    for kind in loaded(ROOT / "scripts" / "write_docs.py").FORMS:
        assert f"- **{kind}**:" in text, kind


def test_the_justfile_runs_files_that_exist() -> None:
    """Every script and module that a recipe runs is there."""
    text = (ROOT / "justfile").read_text(encoding="utf-8")
    for file in re.findall(r"\{\{python\}\} ([\w/]+\.py)", text):
        assert (ROOT / file).exists(), file
    for module in re.findall(r"\{\{python\}\} -m (eval\.\w+)", text):
        assert (ROOT / f"{module.replace('.', '/')}.py").exists(), module
