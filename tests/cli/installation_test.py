import os
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from driverapp.trust.keys import create_keys
from tests.cli.conftest import Installation
from tests.servers import Server, free_port


def test_without_keys_a_command_says_what_to_do(empty: Installation) -> None:
    result = empty.command("people", "list")
    assert result.exit_code == 1
    assert "`driverapp prepare`" in result.stderr
    assert result.stderr.count("\n") == 1


def test_without_tables_a_command_says_what_to_do(empty: Installation) -> None:
    create_keys(empty.data / "keys")
    result = empty.command("people", "list")
    assert result.exit_code == 1
    assert "`driverapp prepare`" in result.stderr
    assert result.stderr.count("\n") == 1


def test_a_setting_that_cannot_be_used_is_named(empty: Installation) -> None:
    empty.settings["TRUSTED_PROXIES"] = "many"
    result = empty.command("people", "list")
    assert result.exit_code == 1
    assert result.stderr.startswith("Error: TRUSTED_PROXIES")


def test_the_installed_command_is_the_same(installation: Installation) -> None:
    installed = Server(data=installation.data, settings={}, port=8123)
    added = installed.command("people", "add", "a@example.org", "--role", "analyst", "--password-stdin", text="kurz\n")
    assert added.returncode == 1
    assert installed.command("associations", "add", "spedition", "Erfundener Verband").returncode == 0
    with closing(sqlite3.connect(installation.data / "driverapp.sqlite3")) as store:
        assert store.execute("SELECT slug FROM associations").fetchall() == [("spedition",)]


@pytest.fixture
def _generous_umask() -> Iterator[None]:
    """Whatever is made may be read by everybody, unless its maker says otherwise."""
    before = os.umask(0o022)
    yield
    os.umask(before)


def _open_to_others(folder: Path) -> list[Path]:
    return [path for path in (folder, *folder.rglob("*")) if stat.S_IMODE(path.stat().st_mode) & 0o077]


@pytest.mark.usefixtures("_generous_umask")
def test_what_an_installation_keeps_is_its_owners_alone(tmp_path: Path) -> None:
    installed = Server(data=tmp_path / "var" / "installation", settings={}, port=free_port())
    assert installed.command("prepare").returncode == 0
    assert _open_to_others(installed.data) == []
    installed.start()
    try:
        assert list(installed.data.glob("driverapp.sqlite3-*"))
        assert _open_to_others(installed.data) == [installed.data / "server.log"]
    finally:
        installed.stop()
