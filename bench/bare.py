"""What intake is measured against: a Flask view that does nothing but one durable insert.

`BARE_DATABASE` names the file of SQLite or the URL of PostgreSQL; served by the same gunicorn with the same settings.
"""

import os
import sqlite3
from threading import local
from typing import Any

import psycopg
from flask import Flask, request

INSERT = {
    "sqlite": "INSERT INTO bare (name, body) VALUES (?, ?)",
    "postgres": "INSERT INTO bare (name, body) VALUES (%s, %s)",
}

app = Flask("bare")
_of_thread = local()
_database = os.environ["BARE_DATABASE"]
_is_postgres = _database.startswith("postgres")


def _connection() -> Any:
    if not hasattr(_of_thread, "connection"):
        _of_thread.connection = _open()
    return _of_thread.connection


def _open() -> Any:
    if _is_postgres:
        return psycopg.connect(_database, autocommit=True)
    connection = sqlite3.connect(_database, timeout=30, isolation_level=None)
    for pragma in ("journal_mode=WAL", "synchronous=FULL"):
        connection.execute(f"PRAGMA {pragma}")
    return connection


@app.put("/<path:name>")
def keep(name: str) -> tuple[dict[str, str], int]:
    """Insert the body."""
    _connection().execute(INSERT["postgres" if _is_postgres else "sqlite"], (name, request.get_data()))
    return {"id": name}, 201


@app.get("/readyz")
def ready() -> str:
    """The server takes requests."""
    return "ok"


def create_table() -> None:
    """Make the table."""
    kind = "bytea" if _is_postgres else "blob"
    _connection().execute(f"CREATE TABLE IF NOT EXISTS bare (name text PRIMARY KEY, body {kind})")


create_table()
