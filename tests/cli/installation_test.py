import sqlite3
from contextlib import closing

from driverapp.trust.keys import create_keys
from tests.cli.conftest import Installation
from tests.servers import Server


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
