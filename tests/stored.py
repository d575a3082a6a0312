"""What lies in the store of a running server, seen from outside."""

import sqlite3
from contextlib import closing

import psycopg

from tests.servers import Server


def count_rows(server: Server, table: str, condition: str = "1 = 1") -> int:
    """How many rows a table has that meet a condition."""
    query = f"SELECT count(*) FROM {table} WHERE {condition}"  # noqa: S608 - a name from the test
    url = server.settings.get("DATABASE_URL")
    if url is not None:
        with psycopg.connect(url) as postgres:
            row = postgres.execute(query.encode()).fetchone()
            return int(row[0]) if row else 0
    with closing(sqlite3.connect(server.data / "driverapp.sqlite3")) as sqlite:
        return int(sqlite.execute(query).fetchone()[0])
