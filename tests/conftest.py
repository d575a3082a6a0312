"""Fixtures of all tests: an app on each database, a client, a real server."""

import atexit
import gc
import os
import shutil
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import CompoundSelect, exists, literal, select, union_all

# The PostgreSQL package asks for a private folder on import and warns where a machine has none.
RUNTIME = tempfile.TemporaryDirectory(prefix="driverapp-runtime-")
os.environ.setdefault("XDG_RUNTIME_DIR", RUNTIME.name)
# Python removes it by itself too, and complains of that.
atexit.register(RUNTIME.cleanup)

from driverapp import create_app
from driverapp.config import Config
from driverapp.store.database import Base, db, writing
from driverapp.store.upgrade import upgrade
from driverapp.trust.keys import create_keys
from tests.clients import Client
from tests.databases import PostgresServer, postgres_server
from tests.guidance.chain import Chain
from tests.made_once import made_once, share
from tests.servers import Server, run_server

STORE_KINDS = ("sqlite", "postgresql")
# The store, intake and the API, and what happens at the same moment: each test runs on both databases.
ON_BOTH = (
    "tests/store/",
    "tests/driver/",
    "tests/reports/",
    "tests/people/",
    "tests/trust/",
    "tests/guidance/concurrency_test.py",
    "tests/mail/outage_test.py",
    "tests/mail/tls_test.py",
)
# They start a server each time: of these too every second test runs on each database.
IN_TURNS = ("tests/driver/policy_test.py",)
# Pages, and what is invented for them: on SQLite, for what they read and write is tested on both below them.
ON_FILES = (
    "tests/office/",
    "tests/rules/",
    "tests/demo/",
    "tests/driver/budget_test.py",
    "tests/driver/form_test.py",
    "tests/driver/print_page_test.py",
    "tests/driver/shell_test.py",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave what is doubled to the long run.

    Of what stands neither among pages nor at the store the tests of a module take turns: every second on each database.
    """
    turns: dict[str, dict[str, int]] = defaultdict(dict)
    for item in items:
        kind, path = _store_kind(item), item.path.as_posix()
        turn = turns[path].setdefault(item.nodeid.partition("[")[0], len(turns[path]))
        if kind and kind not in _kinds(path, turn):
            item.add_marker(pytest.mark.matrix)


def _store_kind(item: pytest.Item) -> str | None:
    parameters = item.callspec.params if isinstance(item, pytest.Function) and hasattr(item, "callspec") else {}
    kind = parameters.get("store_kind")
    return str(kind) if kind else None


def _kinds(path: str, turn: int) -> Sequence[str]:
    """The databases on which a test of a module runs each time; `turn`: its place among them."""
    if any(each in path for each in ON_FILES):
        return STORE_KINDS[:1]
    both = any(each in path for each in ON_BOTH) and not any(each in path for each in IN_TURNS)
    return STORE_KINDS if both else STORE_KINDS[turn % 2 :][:1]


def pytest_collection_finish() -> None:
    """Leave what was read by now out of every search for garbage: it stays until the end."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """A PostgreSQL server of this test run."""
    with postgres_server() as server:
        yield server


@pytest.fixture(scope="session", params=STORE_KINDS)
def store_kind(request: pytest.FixtureRequest) -> str:
    """The kind of database; in the long run every test that uses the store runs once on each."""
    return str(request.param)


@pytest.fixture(scope="session", autouse=True)
def shared_folder(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> None:
    """Where the processes of this run put what they share: above the folder of each."""
    base = tmp_path_factory.getbasetemp()
    share(base.parent if hasattr(request.config, "workerinput") else base)


@pytest.fixture(scope="session")
def installed_app(
    store_kind: str, tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> Iterator[Flask]:
    """An app with its tables, made once for each kind of database."""
    data = tmp_path_factory.mktemp(store_kind)
    if store_kind == "postgresql":
        create_keys(data / "keys")
        app = _with_tables(data, request.getfixturevalue("postgres").create())
    else:
        shutil.copytree(made_once("tables", _make_tables), data, dirs_exist_ok=True)
        app = create_app(Config(driverapp_data=data))
    app.testing = True
    app.test_client_class = Client
    yield app
    with app.app_context():
        db.engine.dispose()


def _make_tables(folder: Path) -> None:
    create_keys(folder / "keys")
    app = _with_tables(folder)
    with app.app_context():
        db.engine.dispose()


def _with_tables(data: Path, url: str | None = None) -> Flask:
    app = create_app(Config(driverapp_data=data, database_url=url))
    with app.app_context():
        upgrade(app)
    return app


@pytest.fixture
def app(installed_app: Flask) -> Iterator[Flask]:
    """The app inside its context; the store is emptied afterwards."""
    with installed_app.app_context():
        yield installed_app
        db.session.rollback()
        filled = set(db.session.scalars(_filled()))
        db.session.rollback()
        if filled:
            _empty(filled)
        db.session.remove()


@cache
def _filled() -> CompoundSelect[str]:
    """The names of the tables that hold something: one question instead of a statement for each of half a hundred."""
    tables = Base.metadata.sorted_tables
    return union_all(*(select(literal(each.name)).where(exists().select_from(each)) for each in tables))


def _empty(names: set[str]) -> None:
    with writing():
        for table in reversed(Base.metadata.sorted_tables):
            if table.name in names:
                db.session.execute(table.delete())
        db.session.commit()


@pytest.fixture
def client(app: Flask) -> Client:
    """A client without a browser's memory of another test."""
    return Client(app, use_cookies=True)


@pytest.fixture
def chain(app: Flask) -> Chain:
    """Those who write guidance and agree to it."""
    return Chain()


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """A real gunicorn with two workers on SQLite, on a free port of the loopback."""
    with run_server(tmp_path / "data") as running:
        yield running
