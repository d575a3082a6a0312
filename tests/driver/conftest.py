"""Fixtures of the tests against real servers on either database."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.servers import Server, run_server

StartServer = Callable[..., Server]


@pytest.fixture
def start_server(store_kind: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[StartServer]:
    """Starts a real server with two workers and settings of its own; once on each kind of database."""
    with ExitStack() as running:

        def start(**settings: str) -> Server:
            if store_kind == "postgresql":
                settings["DATABASE_URL"] = request.getfixturevalue("postgres").create()
            return running.enter_context(run_server(tmp_path / "data", **settings))

        yield start
