import sqlite3

from tests.cli.conftest import Installation


def _changed(installation: Installation, statement: str) -> None:
    with sqlite3.connect(installation.data / "driverapp.sqlite3") as store:
        store.execute(statement)
    store.close()


def test_a_whole_audit_says_how_much_of_it_there_is(installation: Installation) -> None:
    assert installation.command("audit", "verify").stdout == "The audit is whole and has no entries.\n"
    for name in ("a", "b"):
        words = ("people", "add", f"{name}@example.org", "--role", "analyst", "--password-stdin")
        assert installation.command(*words, text="sieben blaue Lastwagen\n").exit_code == 0
    verified = installation.command("audit", "verify")
    assert (verified.exit_code, verified.stderr) == (0, "")
    assert verified.stdout.startswith("2 entries hold, from 20")


def test_a_change_is_named_and_refused(installation: Installation) -> None:
    test_a_whole_audit_says_how_much_of_it_there_is(installation)
    _changed(installation, "UPDATE audit_entries SET subject = 'person:9' WHERE id = 2")
    refused = installation.command("audit", "verify")
    assert (refused.exit_code, refused.stdout) == (1, "")
    assert refused.stderr.startswith("Error: Entry 2 is not what was written there. 1 entries hold, from 20")


def test_an_older_store_says_what_to_do_after_a_restore(installation: Installation) -> None:
    test_a_whole_audit_says_how_much_of_it_there_is(installation)
    _changed(installation, "DELETE FROM audit_entries")
    _changed(installation, "DELETE FROM audit_head")
    refused = installation.command("audit", "verify")
    assert refused.exit_code == 1
    assert "remove audit-verified.json" in refused.stderr
    (installation.data / "audit-verified.json").unlink()
    assert installation.command("audit", "verify").exit_code == 0
