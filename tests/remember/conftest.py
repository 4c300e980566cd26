"""A ledger for each test, on each engine there is."""

from collections.abc import Callable, Iterator

import pytest
from hypothesis import settings

from realpolitik.remember import duck, postgres
from realpolitik.remember.ledger import Ledger
from tests.remember.server import Server, started

# A ledger is opened for each example, which takes longer than the example; a busy machine must not fail it.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")

Opening = Callable[[], Ledger]


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """A PostgreSQL server of our own on the loopback; tests that need it are left out where it is not installed."""
    with started() as found:
        yield found


@pytest.fixture(params=["duckdb", pytest.param("postgresql", marks=pytest.mark.server)])
def opening(request: pytest.FixtureRequest) -> Opening:
    """How to open an empty ledger, as often as wanted."""
    if request.param == "duckdb":
        return lambda: duck.open_ledger(":memory:")
    server: Server = request.getfixturevalue("server")
    return lambda: postgres.open_ledger(server.empty_schema())


@pytest.fixture
def ledger(opening: Opening) -> Iterator[Ledger]:
    """An empty ledger."""
    with opening() as found:
        yield found
