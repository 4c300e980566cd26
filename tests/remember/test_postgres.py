"""The ledger on a server: it holds the same as the one in a file, and comes back when the server does."""

from threading import Thread

import pytest

from realpolitik.errors import LedgerError
from realpolitik.records.events import EventType
from realpolitik.remember import duck
from realpolitik.remember.postgres import open_ledger
from tests.builders import TEXT, event, reading, refused
from tests.remember.server import Server

pytestmark = pytest.mark.server

THREAT = event(TEXT, "Peru threatened Chile", EventType.THREATEN, "Peru=PER", "Chile=CHL")


def test_both_engines_hold_the_same(server: Server) -> None:
    """The same readings give the same digest, and the same answers, in a file and on a server."""
    items = [
        reading(TEXT, [THREAT]),
        refused("empty.txt"),
        reading("Peru\x00 left\uf8fe100 % $1 {x} ÉÀ.", reference="é.txt"),
    ]
    with duck.open_ledger(":memory:") as one, open_ledger(server.empty_schema()) as other:
        for ledger in (one, other):
            assert ledger.add_batch(items) == 3
        assert other.digest() == one.digest()
        assert other.documents() == one.documents()
        assert other.records() == one.records()
        assert other.records(text="éà", kinds=["passage"]) == one.records(text="éà", kinds=["passage"]) != ()
        assert other.outcomes() == one.outcomes()


def test_a_ledger_outlives_its_connection(server: Server) -> None:
    """What was added is there when the ledger is opened again; whoever only looks cannot write."""
    address = server.empty_schema()
    with open_ledger(address) as ledger:
        ledger.add(reading(TEXT, [THREAT]))
        before = ledger.digest()
    with open_ledger(address, read_only=True) as ledger:
        assert ledger.record(THREAT.id) == THREAT
        with pytest.raises(LedgerError, match="nothing of this batch was stored"):
            ledger.add(refused("empty.txt"))
        assert ledger.digest() == before


def test_several_may_write_at_once(server: Server) -> None:
    """Two writers with the same articles: each article is there once, and the order says nothing."""
    address = server.empty_schema()
    items = [reading(f"{TEXT} {number}", reference=f"{number}.txt") for number in range(30)]
    open_ledger(address).close()

    def write(part: list[object]) -> None:
        """One article at a time."""
        with open_ledger(address) as ledger:
            for item in part:
                ledger.add(item)

    writers = [Thread(target=write, args=(part,)) for part in (items, items[::-1])]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    with open_ledger(address) as ledger, duck.open_ledger(":memory:") as alone:
        alone.add_batch(items)
        assert ledger.counts() == alone.counts()
        assert ledger.digest() == alone.digest()


def test_a_killed_server_loses_nothing_and_doubles_nothing(server: Server) -> None:
    """Killed between and in batches, the ledger waits for it and goes on: every article is there, and once."""
    address = server.empty_schema()
    items = [reading(f"{TEXT} {number}", reference=f"{number}.txt") for number in range(12)]
    with open_ledger(address) as ledger:
        for number, item in enumerate(items):
            if number % 5 == 2:
                server.kill()
                back = Thread(target=server.start)
                back.start()
                assert ledger.add(item)
                back.join()
            else:
                assert ledger.add(item)
        assert [found.reference for found in ledger.outcomes()] == sorted(item.reference for item in items)
        with duck.open_ledger(":memory:") as alone:
            alone.add_batch(items)
            assert ledger.digest() == alone.digest()


def test_what_cannot_be_opened_says_what_to_do(server: Server) -> None:
    """No server, no such database: the address is named without its password."""
    with pytest.raises(LedgerError, match="see that the server is running") as error:
        open_ledger("postgresql://postgres:secret@127.0.0.1:1/postgres")
    assert "secret" not in str(error.value)
    with pytest.raises(LedgerError, match="does not exist"):
        open_ledger(server.address.replace("/postgres", "/nowhere"))


def test_a_database_of_something_else_is_left_alone(server: Server) -> None:
    """A schema with other tables is refused, not added to."""
    import psycopg

    address = server.empty_schema()
    with psycopg.connect(address, autocommit=True) as other:
        other.execute("CREATE TABLE sales (year INTEGER)")
    with pytest.raises(LedgerError, match="a database, but no ledger"):
        open_ledger(address)
