"""A ledger for each test."""

from collections.abc import Iterator

import pytest
from hypothesis import settings

from realpolitik.remember.duck import open_ledger
from realpolitik.remember.ledger import Ledger

# A ledger is opened for each example, which takes longer than the example; a busy machine must not fail it.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")


@pytest.fixture
def ledger() -> Iterator[Ledger]:
    """An empty ledger in memory."""
    with open_ledger(":memory:") as found:
        yield found
