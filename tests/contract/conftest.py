"""Two processes for the tests of every connector: each takes a second or two to load the program."""

from __future__ import annotations

import multiprocessing
from concurrent.futures import ProcessPoolExecutor

import pytest

from tests.contract.connectors import meet_at


@pytest.fixture(scope="session")
def two_processes():
    """Two processes other than this one, which begin what they are given at the same moment."""
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(2, context, meet_at, (context.Barrier(2),)) as processes:
        yield processes
