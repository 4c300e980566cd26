"""The command line as a person and a machine use it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from realpolitik.tell.cli import main

pytestmark = pytest.mark.model

ARTICLE = """Ghana and Togo Reopen Border

ACCRA, 3 March 2014 - Ghana and Togo signed an agreement on Monday to reopen their border.

"We want peace with our neighbour," Ghanaian Foreign Minister Akua Mensah said. Togo fears that smugglers would return.
"""


def run(*arguments: str) -> int:
    """The exit code of a command."""
    try:
        main(list(arguments))
    except SystemExit as ending:
        return int(ending.code or 0)
    raise AssertionError("the command line always ends the process")


@pytest.fixture
def article(tmp_path: Path) -> Path:
    """A file with an article."""
    file = tmp_path / "article.txt"
    file.write_text(ARTICLE, encoding="utf-8")
    return file


def test_a_good_article_is_read(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Reading says what came of each input, and ends with 0."""
    assert run("read", str(article)) == 0
    out = capsys.readouterr()
    assert "read" in out.out
    assert "1 read" in out.err


def test_the_rest_of_a_batch_goes_on(article: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One input that cannot be read is named with its reason; the others are read."""
    empty = tmp_path / "empty.txt"
    empty.write_bytes(b"")
    assert run("read", "--json", str(empty), str(article), str(tmp_path / "missing.txt")) == 1
    out = capsys.readouterr()
    assert [row["outcome"] for row in json.loads(out.out)] == ["refused", "read", "refused"]
    assert "missing.txt" in out.err


@pytest.mark.parametrize(
    ("name", "content"),
    [
        pytest.param("empty.txt", b"", id="empty"),
        pytest.param("white.txt", b" \n\n ", id="white space"),
        pytest.param("picture.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00", id="binary"),
        pytest.param("page.html", b"<html><body><script>1</script></body></html>", id="no article in the page"),
    ],
)
def test_an_input_without_an_article_is_refused(
    name: str, content: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Bad input gets a reason and the exit code for nothing read."""
    file = tmp_path / name
    file.write_bytes(content)
    assert run("read", str(file)) == 3
    assert f"refused: {file}" in capsys.readouterr().err


def test_a_folder_of_nothing_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A folder without a file to read is an answer with a reason."""
    assert run("read", str(tmp_path)) == 3
    assert "no file" in capsys.readouterr().err


def test_ten_thousand_nested_tags_are_read(tmp_path: Path) -> None:
    """A page nested beyond reason still gives its text."""
    words = "The envoy of Kenya met the president of Uganda in Kampala on Friday to discuss the railway. " * 4
    file = tmp_path / "deep.html"
    file.write_text(f"<html><body>{'<div>' * 10_000}<p>{words}</p>{'</div>' * 10_000}</body></html>", encoding="utf-8")
    assert run("read", str(file)) in {0, 1}


def test_records_can_be_found_and_shown(article: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What was read into a ledger is found by actor and kind, and shown by the beginning of its id."""
    ledger = tmp_path / "news.duckdb"
    lines = tmp_path / "records.jsonl"
    assert run("read", str(article), "--ledger", str(ledger), "--records", str(lines)) == 0
    capsys.readouterr()
    assert run("find", "--ledger", str(ledger), "--actor", "Togo", "--kind", "interest", "--json") == 0
    record = json.loads(capsys.readouterr().out.splitlines()[0])
    assert record["roles"]["holder"][0]["actor"] == "TGO"
    assert run("show", record["id"][:15], "--ledger", str(ledger)) == 0
    assert ">>Togo fears" in capsys.readouterr().out
    assert run("find", "--ledger", str(ledger), "--kind", "event", "--limit", "5") == 0
    assert all(json.loads(line)["id"] for line in lines.read_text(encoding="utf-8").splitlines())


def test_nobody_of_that_name_is_an_answer(article: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Asking for an actor that no article named says so and ends with 3."""
    ledger = tmp_path / "news.duckdb"
    run("read", str(article), "--ledger", str(ledger))
    assert run("find", "--ledger", str(ledger), "--actor", "Bhutan") == 3
    assert "Bhutan" in capsys.readouterr().err


def test_what_is_found_reads_as_text_or_json(article: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Two lines a record for a person, one object a line for a machine; nothing found is said, too much also."""
    ledger = tmp_path / "news.duckdb"
    run("read", str(article), "--ledger", str(ledger))
    capsys.readouterr()
    assert run("find", "--ledger", str(ledger), "--kind", "interest", "smugglers") == 0
    assert "holder Togo" in capsys.readouterr().out
    assert run("find", "--ledger", str(ledger), "walruses") == 3
    assert "nothing in the ledger fits" in capsys.readouterr().err
    assert run("find", "--ledger", str(ledger), "--limit", "1") == 0
    assert "--limit" in capsys.readouterr().err
    assert run("find", "--ledger", str(ledger), "--kind", "evnt") == 3
    assert "event" in capsys.readouterr().err
    assert run("show", "nonsense", "--ledger", str(ledger)) == 3


def test_a_ledger_that_is_not_there_is_not_made_by_looking(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Finding in no ledger ends with 4, says what to do and leaves no file behind."""
    ledger = tmp_path / "none.duckdb"
    assert run("find", "--ledger", str(ledger), "peace") == 4
    assert "read an article into it first" in capsys.readouterr().err
    assert not ledger.exists()


def test_a_file_that_is_no_ledger_is_refused(article: Path, tmp_path: Path) -> None:
    """A ledger that cannot be opened ends with 4 and is left as it was."""
    wrong = tmp_path / "wrong.duckdb"
    wrong.write_text("not a database " * 300, encoding="utf-8")
    assert run("read", str(article), "--ledger", str(wrong)) == 4
    assert wrong.read_text(encoding="utf-8").startswith("not a database")


def test_an_unwritable_place_is_named(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Where the records cannot be written, the message says where and what to do."""
    assert run("read", str(article), "--records", "/proc/nothing/records.jsonl") == 4
    assert "choose another place" in capsys.readouterr().err


def test_a_brief_goes_to_a_file_or_to_the_screen(
    article: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Markdown on the screen, HTML by the name of the file."""
    assert run("brief", str(article)) == 0
    assert capsys.readouterr().out.startswith("# ")
    page = tmp_path / "brief.html"
    assert run("brief", str(article), "-o", str(page)) == 0
    assert "<mark " in page.read_text(encoding="utf-8")


def test_the_demo_writes_both_briefs(tmp_path: Path) -> None:
    """The bundled article gives a brief in both forms."""
    assert run("demo", str(tmp_path)) == 0
    assert (tmp_path / "brief.md").exists()
    assert (tmp_path / "brief.html").exists()


def test_standard_input_is_read(article: Path) -> None:
    """A dash reads the bytes that come in."""
    command = [sys.executable, "-m", "realpolitik", "read", "-", "--json", "--published", "2014-03-03"]
    done = subprocess.run(command, input=article.read_bytes(), capture_output=True, check=True)
    assert json.loads(done.stdout)[0]["reference"] == "standard input"


def test_a_wrong_call_ends_with_two() -> None:
    """An unknown option is the caller's error."""
    assert run("read", "--nonsense", "x") == 2


def test_an_article_without_a_day_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Whoever reads undated articles is told so at once, and what to do."""
    file = tmp_path / "talks.txt"
    file.write_text("Togo criticised Ghana last week over the border at Aflao.", encoding="utf-8")
    assert run("read", str(file)) == 0
    assert "no day of publication: " in capsys.readouterr().err
    assert run("read", str(file), "--json", "--published", "2014-03-04") == 0
    out = capsys.readouterr()
    assert "no day of publication" not in out.err
    assert json.loads(out.out)[0]["published"] == "2014-03-04"


def test_a_brief_of_an_unknown_format_is_not_written(article: Path, tmp_path: Path) -> None:
    """Markdown under the name of a word processor's file would help nobody."""
    assert run("brief", str(article), "-o", str(tmp_path / "brief.docx")) == 2
    assert not (tmp_path / "brief.docx").exists()
