"""Fixtures of all tests: an app on each database, a client, a real server."""

import gc
import os
import shutil
import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from zlib import crc32

import pytest
from flask import Flask
from sqlalchemy import CompoundSelect, exists, literal, select, union_all

# The PostgreSQL package asks for a private folder on import and warns where a machine has none.
RUNTIME = tempfile.TemporaryDirectory(prefix="driverapp-runtime-")
os.environ.setdefault("XDG_RUNTIME_DIR", RUNTIME.name)

from driverapp import create_app
from driverapp.config import Config
from driverapp.store.database import Base, db, writing
from driverapp.store.upgrade import upgrade
from driverapp.trust.keys import create_keys
from tests.clients import Client
from tests.databases import PostgresServer, postgres_server
from tests.guidance.chain import Chain
from tests.made_once import forget, made_once, share
from tests.servers import Server, run_server

# The store, intake and the API: each test runs on both databases.
ON_BOTH = ("tests/store/", "tests/driver/", "tests/reports/")
# Pages, and what is invented for them: on SQLite, for what they read and write is tested on both below them.
ON_FILES = (
    "tests/office/",
    "tests/rules/",
    "tests/demo/",
    "tests/driver/budget_test.py",
    "tests/driver/form_test.py",
    "tests/driver/policy_test.py",
    "tests/driver/print_page_test.py",
    "tests/driver/shell_test.py",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave what is doubled to the long run."""
    for item in items:
        if _is_doubled(item, item.path.as_posix()):
            item.add_marker(pytest.mark.matrix)


def pytest_collection_finish() -> None:
    """Leave what was read by now out of every search for garbage: it stays until the end."""
    gc.collect()
    gc.freeze()


def pytest_unconfigure() -> None:
    """Leave nothing behind."""
    forget()
    RUNTIME.cleanup()


def _is_doubled(item: pytest.Item, path: str) -> bool:
    """Whether a test waits for the long run because it runs on the other database too.

    Of what stands neither among pages nor at the store, every second test runs on each: so both meet every module.
    """
    parameters = item.callspec.params if isinstance(item, pytest.Function) and hasattr(item, "callspec") else {}
    kind = parameters.get("store_kind")
    if kind is None:
        return False
    if any(each in path for each in ON_FILES):
        return bool(kind == "postgresql")
    if any(each in path for each in ON_BOTH):
        return False
    chosen = "postgresql" if crc32(item.nodeid.replace(str(kind), "").encode()) % 2 else "sqlite"
    return bool(kind != chosen)


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """A PostgreSQL server of this test run."""
    with postgres_server() as server:
        yield server


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def store_kind(request: pytest.FixtureRequest) -> str:
    """The kind of database; every test that uses the store runs once on each."""
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
