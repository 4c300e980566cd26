"""Bad input, by the way a user takes: each kind gets its answer and its row in the ledger, and the batch goes on."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from realpolitik.errors import LedgerError
from realpolitik.pipeline import readings, remember
from realpolitik.read import pages
from realpolitik.records.documents import Outcome
from realpolitik.records.readings import Reading
from realpolitik.remember.duck import open_ledger
from realpolitik.remember.outcomes import InputOutcome
from realpolitik.settings import RememberSettings, Settings
from realpolitik.tell.cli import main

pytestmark = pytest.mark.model

# A batch of one, so that a refusal in the ledger cannot have come there by the good article's luck.
SETTINGS = Settings(remember=RememberSettings(batch_documents=1))
GOOD = """Fiji and Samoa Sign a Treaty

SUVA, 4 March 2015 - Fiji and Samoa signed a fishing treaty on Tuesday. Tonga criticised Fiji over the quotas.
"""
WORDS = "The envoy of Kenya met the president of Uganda in Kampala on Friday to discuss the railway. "
NESTED = 10_000
# What one document may cost beside everything else on a laptop, the language model included; asked for in the brief.
MAX_MEMORY_MB = 700


@pytest.fixture
def ledger_file(tmp_path: Path) -> Path:
    """Where a ledger can be made."""
    return tmp_path / "news.duckdb"


@pytest.fixture
def good(tmp_path: Path) -> Path:
    """An article that is as it should be."""
    file = tmp_path / "good.txt"
    file.write_text(GOOD, encoding="utf-8")
    return file


def outcomes_of(bad: Path, good: Path, ledger_file: Path) -> tuple[InputOutcome, ...]:
    """What the ledger says about all that came of a bad input; the good article beside it must have been read."""
    with open_ledger(ledger_file) as ledger:
        handed_on = list(remember(ledger, readings([bad, good], SETTINGS), SETTINGS))
        rows = ledger.outcomes()
        counts = ledger.counts()
    assert handed_on[-1].reference == str(good)
    assert isinstance(handed_on[-1], Reading)
    assert {record.kind for record in handed_on[-1].records} >= {"event"}
    assert len(rows) == len(handed_on) == counts.read + counts.partly + counts.refused
    return tuple(row for row in rows if row.reference != str(good))


def written(name: str, content: bytes) -> Callable[[Path], Path]:
    """How to make a file of this content."""

    def make(folder: Path) -> Path:
        file = folder / name
        file.write_bytes(content)
        return file

    return make


def nothing_there(folder: Path) -> Path:
    """The path of a file that does not exist."""
    return folder / "missing.txt"


def empty_folder(folder: Path) -> Path:
    """A folder that holds only what is not read."""
    found = folder / "nothing"
    found.mkdir()
    (found / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    return found


@pytest.mark.parametrize(
    ("make", "words"),
    [
        pytest.param(nothing_there, "No such file", id="missing"),
        pytest.param(written("empty.txt", b""), "is empty", id="empty"),
        pytest.param(written("blank.txt", b" \n\t\n "), "nothing but white space", id="white space"),
        pytest.param(written("report.txt", b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n"), "looks like a PDF file", id="pdf"),
        pytest.param(written("data.txt", bytes(range(32)) * 40), "is a binary file", id="binary"),
        pytest.param(
            written("menu.html", b"<html><body><nav>Home</nav><script>run()</script></body></html>"),
            "no article was found",
            id="no article in the page",
        ),
        pytest.param(empty_folder, "holds no file to read", id="a folder of nothing"),
    ],
)
def test_an_unreadable_input_is_refused(
    make: Callable[[Path], Path], words: str, tmp_path: Path, good: Path, ledger_file: Path
) -> None:
    """Its row in the ledger names it, the step and the reason; the message says where."""
    bad = make(tmp_path)
    (row,) = outcomes_of(bad, good, ledger_file)
    assert row.outcome is Outcome.REFUSED
    assert row.reference == str(bad)
    assert row.step == "read"
    assert words in row.reason
    assert bad.name in row.reason
    assert row.document == ""


def folder_with_a_spreadsheet(folder: Path) -> Path:
    """A folder with one file of a kind that is not read from folders."""
    found = folder / "mixed"
    found.mkdir()
    (found / "articles.csv").write_text("text\nKenya met Uganda.\n", encoding="utf-8")
    return found


def test_what_may_hold_articles_is_not_passed_over(tmp_path: Path, good: Path, ledger_file: Path) -> None:
    """In a folder, a file that cannot be read has a row of its own."""
    (row,) = outcomes_of(folder_with_a_spreadsheet(tmp_path), good, ledger_file)
    assert row.outcome is Outcome.REFUSED
    assert row.reference.endswith("articles.csv")
    assert "is of no kind that is read from a folder" in row.reason


def test_another_language_is_read_with_a_note(tmp_path: Path, good: Path, ledger_file: Path) -> None:
    """What is not English does not pass for read."""
    words = "Die Regierung in Wien hat am Montag ihren Botschafter aus Prag abberufen, teilte sie mit. "
    bad = written("wien.txt", (words * 4).encode())(tmp_path)
    (row,) = outcomes_of(bad, good, ledger_file)
    assert row.outcome is Outcome.PARTLY
    assert any("only English is understood" in note for note in row.notes)


@pytest.mark.parametrize(
    ("content", "words", "note"),
    [
        pytest.param(
            "President Préval met his colleague Chávez in Caracas. ".encode("cp1252") * 5,
            "Préval",
            "windows-1252",
            id="none named",
        ),
        pytest.param(
            f'<html><head><meta charset="utf-8"></head><body><p>{"Préval met Chávez in Genève. " * 9}'.encode("cp1252"),
            "Chávez",
            "windows-1252",
            id="a wrong one named",
        ),
        pytest.param(
            b"Talks in Suva ended. \xed\xa0\xbd Nobody signed anything that day. " * 2,
            "Talks in Suva ended. \ufffd",
            "lone surrogates",
            id="lone surrogates",
        ),
        pytest.param(
            "Talks in Geneva – ended…".encode() + b"\xff", "Talks in Geneva", "broken UTF-8", id="a broken end"
        ),
    ],
)
def test_a_wrong_encoding_is_read_with_a_note(
    content: bytes, words: str, note: str, tmp_path: Path, good: Path, ledger_file: Path
) -> None:
    """What had to be guessed or replaced is said in the ledger, the words are there, and the bytes are kept."""
    bad = written("old.html" if b"<html" in content else "old.txt", content)(tmp_path)
    (row,) = outcomes_of(bad, good, ledger_file)
    assert row.outcome is Outcome.PARTLY
    assert any(note in said for said in row.notes), row.notes
    with open_ledger(ledger_file, read_only=True) as ledger:
        document = ledger.document(row.document)
    assert words in document.text
    assert document.original == content


def test_half_a_character_in_a_line_of_json_loses_that_line_only(tmp_path: Path, good: Path, ledger_file: Path) -> None:
    """A line that is no JSON, or holds half a character, is a row of its own; the lines around it are read."""
    first, last = ('{"text": "%s", "date": "2011-04-05"}' % (WORDS * 2) for _ in range(2))
    bad = written("lines.jsonl", f'{first}\n{{"text": "Kenya \\ud83d and"}}\nno json\n{last}\n'.encode())(tmp_path)
    rows = outcomes_of(bad, good, ledger_file)
    assert [row.outcome.value for row in rows][0::3] == ["read", "read"]
    assert rows[2].outcome is Outcome.REFUSED
    assert "line 3" in rows[2].reference
    assert all(row.reason or row.notes for row in rows[1:3])


NESTED_PAGE = f"<html><body>{'<div>' * NESTED}<p>{WORDS * 4}</p>{'</div>' * NESTED}</body></html>"


@pytest.mark.parametrize(
    ("broken", "way"),
    [
        pytest.param(False, "html:flattened", id="flattened"),
        pytest.param(True, "html:plain", id="plain, where flattening does not help"),
    ],
)
def test_ten_thousand_nested_tags_are_read_flat(
    broken: bool, way: str, tmp_path: Path, good: Path, ledger_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The document says which way it was read, and that something may be missing."""
    if broken:
        monkeypatch.setattr("trafilatura.bare_extraction", no_article)
    bad = written("deep.html", NESTED_PAGE.encode())(tmp_path)
    (row,) = outcomes_of(bad, good, ledger_file)
    assert row.outcome is Outcome.PARTLY
    assert row.notes
    with open_ledger(ledger_file, read_only=True) as ledger:
        document = ledger.document(row.document)
    assert document.way == way
    assert WORDS.strip() in document.text


def no_article(*_: object, **__: object) -> None:
    """An engine that gives up in a way of its own."""
    raise RecursionError("too deep")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "shown"),
    [pytest.param("line.txt", "%s", id="text"), pytest.param("page.html", "<html><body><p>%s</p></body>", id="html")],
)
def test_twenty_megabytes_in_one_line_are_read_in_part(name: str, shown: str, tmp_path: Path, good: Path) -> None:
    """The limit is named, the rest of the batch is read, and memory stays within bounds."""
    file = tmp_path / name
    file.write_text(shown % (WORDS * (20_000_000 // len(WORDS))), encoding="utf-8")
    command = [sys.executable, "-m", "realpolitik", "read", "--json", str(file), str(good)]
    command += ["--ledger", str(tmp_path / "large.duckdb")]
    with (tmp_path / "out.json").open("wb") as out:
        process = subprocess.Popen(command, stdout=out, stderr=subprocess.DEVNULL)
        _, status, used = os.wait4(process.pid, 0)
    assert os.waitstatus_to_exitcode(status) == 1
    large, small = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    assert large["outcome"] == "partly"
    assert any(str(pages.MAX_TEXT_CHARS) in note for note in large["why"])
    assert small["outcome"] == "read"
    assert used.ru_maxrss / 1024 < MAX_MEMORY_MB


def test_what_is_beyond_the_limit_is_refused(
    tmp_path: Path, good: Path, ledger_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file larger than any document is refused with the limit named, and never held in memory as a whole."""
    monkeypatch.setattr("realpolitik.read.decode.MAX_BYTES", 1000)
    monkeypatch.setattr("realpolitik.read.pages.MAX_BYTES", 1000)
    (row,) = outcomes_of(written("large.txt", WORDS.encode() * 50)(tmp_path), good, ledger_file)
    assert row.outcome is Outcome.REFUSED
    assert "1000" in row.reason


@pytest.mark.parametrize(
    "place",
    [
        pytest.param("no/such/folder/news.duckdb", id="no such folder"),
        pytest.param("good.txt/news.duckdb", id="a file in place of a folder"),
        pytest.param("good.txt", id="another file"),
        pytest.param(".", id="a folder"),
    ],
)
def test_an_unwritable_ledger_is_named(
    place: str, tmp_path: Path, good: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing is read into nowhere: the message names the ledger, and the exit code is that of the keeper's errors."""
    with pytest.raises(LedgerError, match=r"ledger|database|folder|file"):
        open_ledger(tmp_path / place)
    assert exit_code("read", str(good), "--ledger", str(tmp_path / place)) == 4
    said = capsys.readouterr().err
    assert "realpolitik: " in said
    assert str(tmp_path / place).rstrip("./") in said
    assert good.read_text(encoding="utf-8") == GOOD


def test_a_ledger_of_another_version_is_refused(
    good: Path, ledger_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is left as it was, and the message says which version it is and what to do."""
    open_ledger(ledger_file).close()
    with duckdb.connect(str(ledger_file)) as connection:
        connection.execute("UPDATE meta SET value = '99' WHERE name = 'schema'")
    assert exit_code("read", str(good), "--ledger", str(ledger_file)) == 4
    said = capsys.readouterr().err
    assert "version 99" in said
    assert "use the one that wrote it" in said
    with duckdb.connect(str(ledger_file), read_only=True) as connection:
        assert connection.execute("SELECT count(*) FROM inputs").fetchall() == [(0,)]


def test_the_command_line_says_what_was_lost(
    good: Path, tmp_path: Path, ledger_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One line a bad input with its reason, a count of all, and exit code 1 because something was read."""
    empty = written("empty.txt", b"")(tmp_path)
    assert exit_code("read", str(empty), str(good), str(nothing_there(tmp_path)), "--ledger", str(ledger_file)) == 1
    said = capsys.readouterr().err
    assert f"refused: {empty}" in said
    assert f"refused: {nothing_there(tmp_path)}" in said
    assert "1 read · 0 partly · 2 refused" in said


def test_reading_again_does_not_pile_up_refusals(good: Path, tmp_path: Path, ledger_file: Path) -> None:
    """The same refusal twice is one row; once the file can be read, its refusal no longer stands."""
    bad = written("late.txt", b"")(tmp_path)
    outcomes_of(bad, good, ledger_file)
    (row,) = outcomes_of_again(bad, good, ledger_file)
    assert row.outcome is Outcome.REFUSED
    bad.write_text(GOOD.replace("Samoa", "Tuvalu"), encoding="utf-8")
    (row,) = outcomes_of_again(bad, good, ledger_file)
    assert row.outcome is Outcome.READ


def outcomes_of_again(bad: Path, good: Path, ledger_file: Path) -> tuple[InputOutcome, ...]:
    """What the ledger says about the bad input after another reading of both."""
    with open_ledger(ledger_file) as ledger:
        list(remember(ledger, readings([bad, good], SETTINGS), SETTINGS))
        return tuple(row for row in ledger.outcomes() if row.reference == str(bad))


def exit_code(*arguments: str) -> int:
    """The exit code of a command."""
    with pytest.raises(SystemExit) as ending:
        main(list(arguments))
    return int(ending.value.code or 0)
