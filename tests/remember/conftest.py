"""A ledger for each test."""

from collections.abc import Iterator

import pytest

from realpolitik.remember.duck import open_ledger
from realpolitik.remember.ledger import Ledger


@pytest.fixture
def ledger() -> Iterator[Ledger]:
    """An empty ledger in memory."""
    with open_ledger(":memory:") as found:
        yield found
