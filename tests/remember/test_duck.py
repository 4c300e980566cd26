"""The ledger as a DuckDB file: it survives what happens to files, or says plainly what is wrong and what to do."""

import os
import signal
import struct
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb
import pytest

from realpolitik.errors import LedgerError
from realpolitik.records.events import EventType
from realpolitik.remember.duck import DuckEngine, open_ledger
from tests.builders import TEXT, event, reading, refused

THREAT = event(TEXT, "Peru threatened Chile", EventType.THREATEN, "Peru=PER", "Chile=CHL")

ROOT = Path(__file__).parents[2]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a ledger with one article lies."""
    found = tmp_path / "ledger.duckdb"
    with open_ledger(found) as ledger:
        ledger.add(reading(TEXT, [THREAT]))
    return found


def python(code: str, *arguments: object) -> "subprocess.Popen[str]":
    """Another process that runs this code."""
    return subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(code), *map(str, arguments)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )


@contextmanager
def unprivileged() -> Iterator[None]:
    """Root may write anywhere, so the tests that run as root are someone else for a while."""
    root = os.geteuid() == 0
    if root:
        os.seteuid(65534)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)


def test_a_ledger_outlives_its_process(path: Path) -> None:
    """What was added is there when the file is opened again, and adding goes on where it ended."""
    with open_ledger(str(path)) as ledger:
        assert ledger.record(THREAT.id) == THREAT
        assert not ledger.add(reading(TEXT, [THREAT]))
        assert ledger.add(refused("empty.txt"))
    with open_ledger(path) as ledger:
        assert [found.outcome.value for found in ledger.outcomes()] == ["read", "refused"]


def test_several_may_look_at_once(path: Path) -> None:
    """Readers do not stand in each other's way, in one process or in two."""
    look = """
        import sys
        from realpolitik.remember.duck import open_ledger
        with open_ledger(sys.argv[1], read_only=True) as ledger:
            print(ledger.counts().documents)
    """
    with open_ledger(path, read_only=True) as one, open_ledger(path, read_only=True) as other:
        assert one.digest() == other.digest()
        assert python(look, path).communicate()[0] == "1\n"


def test_whoever_only_looks_cannot_write(path: Path) -> None:
    """A ledger opened for reading refuses to add, and stays as it was."""
    with open_ledger(path, read_only=True) as ledger:
        before = ledger.digest()
        with pytest.raises(LedgerError, match=r"nothing of this batch was stored; .*read-only"):
            ledger.add(refused("empty.txt"))
        assert ledger.digest() == before


def test_a_ledger_in_use_names_the_process(path: Path) -> None:
    """While another process writes, the message says which one it is and what to do."""
    hold = """
        import sys
        from realpolitik.remember.duck import open_ledger
        with open_ledger(sys.argv[1]):
            print("open", flush=True)
            sys.stdin.read()
    """
    with python(hold, path) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "open\n"
        for read_only in (True, False):
            with pytest.raises(LedgerError, match=rf"process \(process {holder.pid}\) has it open; wait"):
                open_ledger(path, read_only=read_only)
        holder.communicate()
    open_ledger(path).close()


def test_one_program_opens_it_for_reading_or_for_writing(path: Path) -> None:
    """Both at once in one process is refused with what to do."""
    with open_ledger(path), pytest.raises(LedgerError, match="has it open already"):
        open_ledger(path, read_only=True)


def _missing(path: Path) -> Path:
    return path / "ledger.duckdb"


def _folder(path: Path) -> Path:
    return path


def _below_a_file(path: Path) -> Path:
    (path / "file").write_text("x")
    return path / "file" / "ledger.duckdb"


def _no_folder(path: Path) -> Path:
    return path / "folder" / "ledger.duckdb"


def _text(path: Path) -> Path:
    (path / "article.txt").write_text(TEXT * 500)
    return path / "article.txt"


def _nothing(path: Path) -> Path:
    (path / "empty.duckdb").touch()
    return path / "empty.duckdb"


def _newer_engine(path: Path) -> Path:
    with duckdb.connect(str(path / "ledger.duckdb")):
        pass
    with open(path / "ledger.duckdb", "r+b") as file:
        # The main header: 8 bytes of checksum, "DUCK", the version of the storage.
        file.seek(12)
        file.write(struct.pack("<Q", 9999))
    return path / "ledger.duckdb"


@pytest.mark.parametrize(
    ("make", "read_only", "advice"),
    [
        (_missing, True, "there is no such ledger yet; read an article into it first"),
        (_folder, False, "see that its folder exists"),
        (_below_a_file, False, "see that its folder exists"),
        (_no_folder, False, "see that its folder exists"),
        (_text, False, "the file is something else"),
        (_nothing, False, "the file is something else"),
        (_newer_engine, False, "ledger.duckdb: the ledger cannot be opened: "),
    ],
)
def test_what_cannot_be_opened_says_what_to_do(tmp_path: Path, make: Any, read_only: bool, advice: str) -> None:
    """A path that gives no ledger is named, with the reason and with what its keeper can do; nothing is changed."""
    path = make(tmp_path)
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(LedgerError, match=advice) as error:
        open_ledger(path, read_only=read_only)
    assert str(path) in str(error.value)
    assert (path.read_bytes() if path.is_file() else None) == before


def test_a_folder_that_may_not_be_written(tmp_path: Path) -> None:
    """Without the right to write there, no ledger is made, and the message says so."""
    tmp_path.chmod(0o555)
    with unprivileged(), pytest.raises(LedgerError, match="that you may write there"):
        open_ledger(tmp_path / "ledger.duckdb")


def test_a_database_of_something_else_is_left_alone(tmp_path: Path) -> None:
    """A DuckDB file with other tables is refused, not added to; so is an empty one that is only looked at."""
    path = tmp_path / "sales.duckdb"
    with duckdb.connect(str(path)) as other:
        other.execute("CREATE TABLE sales (year INTEGER)")
    with pytest.raises(LedgerError, match="a database, but no ledger"):
        open_ledger(path)
    with duckdb.connect(str(path)) as other:
        assert other.execute("SELECT table_name FROM duckdb_tables()").fetchall() == [("sales",)]
        other.execute("DROP TABLE sales")
    with pytest.raises(LedgerError, match="a database, but no ledger"):
        open_ledger(path, read_only=True)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ("UPDATE meta SET value = '2' WHERE name = 'schema'", "version 2, this program knows version 1"),
        ("DELETE FROM meta", "version unknown, this program knows version 1"),
    ],
    ids=["newer", "unknown"],
)
def test_a_ledger_of_another_version_is_refused(path: Path, change: str, words: str) -> None:
    """A ledger that another version of this program wrote is not guessed at."""
    with duckdb.connect(str(path)) as other:
        other.execute(change)
    with pytest.raises(LedgerError, match=words):
        open_ledger(path)


def test_a_failure_half_way_leaves_nothing(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """If the fourth table cannot be written, the first three are as before, and the ledger can be used on."""
    insert = DuckEngine.insert

    def fail(self: DuckEngine, table: str, rows: list[Any]) -> None:
        if table == "participants":
            raise duckdb.IOException("No space left on device")
        insert(self, table, rows)

    with open_ledger(path) as ledger:
        before = ledger.digest()
        with monkeypatch.context() as patch:
            patch.setattr(DuckEngine, "insert", fail)
            with pytest.raises(LedgerError, match=r"disk is not full.*No space left on device"):
                ledger.add(reading("Chile left. " + TEXT))
        assert ledger.digest() == before
        assert ledger.add(reading("Chile left. " + TEXT))


def test_a_full_disk_keeps_what_was_stored(tmp_path: Path) -> None:
    """When the file cannot grow, the batch is refused with a clear word, and all acknowledged ones are there."""
    path = tmp_path / "ledger.duckdb"
    fill = """
        import resource, signal, sys
        from realpolitik.errors import LedgerError
        from realpolitik.remember.duck import open_ledger
        from tests.builders import reading
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        ledger = open_ledger(sys.argv[1])
        resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, 400_000))
        for number in range(1000):
            try:
                ledger.add(reading(f"Article {number}. " + "Peru left. " * 2000, reference=f"{number}.txt"))
            except LedgerError as error:
                print(error, flush=True)
                break
            print(number, flush=True)
    """
    *stored, last = python(fill, path).communicate()[0].splitlines()
    assert "nothing of this batch was stored; see that the disk is not full" in last
    with open_ledger(path) as ledger:
        assert {found.reference for found in ledger.documents()} == {f"{number}.txt" for number in stored}
        assert ledger.add(reading(TEXT))


def test_a_cut_file_is_never_read_as_less(path: Path) -> None:
    """A file that lost its end is refused when it is opened or when it is read, never silently different."""
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(LedgerError), open_ledger(path) as ledger:
        ledger.digest()


WRITER = """
    import sys
    from realpolitik.remember.duck import open_ledger
    from tests.builders import TEXT, event, reading
    from realpolitik.records.events import EventType
    with open_ledger(sys.argv[1]) as ledger:
        for number in range(int(sys.argv[2]), 100_000):
            text = f"{TEXT} No. {number}"
            threat = event(text, "Peru threatened Chile", EventType.THREATEN, "Peru=PER", "Chile=CHL")
            ledger.add(reading(text, [threat], reference=f"{number}.txt"))
            print(number, flush=True)
"""


def _killed_after(path: Path, start: int, commits: int) -> int:
    """The last article that a writer acknowledged before it was killed."""
    with python(WRITER, path, start) as writer:
        assert writer.stdout is not None
        for _ in range(commits):
            last = writer.stdout.readline()
        writer.send_signal(signal.SIGKILL)
        return int((last + writer.stdout.read()).splitlines()[-1])


def test_a_killed_writer_loses_nothing_it_acknowledged(tmp_path: Path) -> None:
    """Killed again and again in the midst of writing: all acknowledged articles are there, and none by half."""
    path, last = tmp_path / "ledger.duckdb", -1
    for commits in (1, 2, 7, 3, 11):
        last = _killed_after(path, last + 1, commits)
        with open_ledger(path, read_only=True) as ledger:
            documents = ledger.documents()
            numbers = {int(found.reference.removesuffix(".txt")) for found in documents}
            # The article being written when the writer died may be there: stored, its word of it unheard.
            assert set(range(last + 1)) <= numbers <= set(range(last + 2))
            for found in documents:
                assert [item.kind for item in ledger.records(document=found.id)] == ["event", "passage"]
        last = max(numbers)


def test_the_engine_is_locked_in(path: Path) -> None:
    """Not even SQL of our own reaches another file, an extension or the settings."""
    with open_ledger(path) as ledger:
        for query in (
            f"COPY records TO '{path}.csv'",
            "SELECT * FROM read_csv('/etc/hostname')",
            f"ATTACH '{path}.other'",
            "INSTALL spatial",
            "SET enable_external_access = true",
        ):
            with pytest.raises(LedgerError, match="cannot be read"):
                ledger._ask(query)


def test_importing_the_ledger_starts_no_engine() -> None:
    """DuckDB and Arrow are loaded when a ledger is opened, not when the module is imported."""
    code = """
        import sys
        import realpolitik.remember.duck, realpolitik.remember.exchange
        print(sorted({"duckdb", "pyarrow", "numpy", "spacy"} & set(sys.modules)))
    """
    assert python(code).communicate()[0] == "[]\n"
