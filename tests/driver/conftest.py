"""Fixtures of the tests against real servers on either database."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.databases import PostgresServer
from tests.servers import Server, free_port, prepare, run_server

StartServer = Callable[..., Server]


@pytest.fixture(scope="session")
def prepared_on_postgres(postgres: PostgresServer, tmp_path_factory: pytest.TempPathFactory) -> Server:
    """An installation on PostgreSQL that was prepared and never ran; servers start on copies of it."""
    server = Server(tmp_path_factory.mktemp("prepared"), {"DATABASE_URL": postgres.create()}, free_port())
    prepare(server)
    return server


@pytest.fixture
def start_server(store_kind: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[StartServer]:
    """Starts a real server with two workers and settings of its own; once on each kind of database."""
    with ExitStack() as running:

        def start(**settings: str) -> Server:
            prepared: Server | None = None
            if store_kind == "postgresql":
                prepared = request.getfixturevalue("prepared_on_postgres")
                postgres: PostgresServer = request.getfixturevalue("postgres")
                settings["DATABASE_URL"] = postgres.create(like=prepared.settings["DATABASE_URL"])
            return running.enter_context(run_server(tmp_path / "data", prepared, **settings))

        yield start
