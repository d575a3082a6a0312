import re

import pytest
from click.testing import Result

from tests.cli.conftest import Installation

PASSWORD = "sieben blaue Lastwagen\n"
SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"


def _add(server: Installation, *words: str, text: str = PASSWORD) -> Result:
    return server.command("people", "add", *words, "--password-stdin", text=text)


def test_the_first_start_prints_a_link_as_long_as_nobody_has_an_account(installation: Installation) -> None:
    first = installation.command("prepare").stdout
    assert re.search(r"^http://127\.0\.0\.1:8123/office/welcome/[\w-]{43}$", first, re.MULTILINE)
    _add(installation, "a@example.org", "--role", "administrator")
    assert "welcome" not in installation.command("prepare").stdout


def test_a_person_is_added_and_listed(installation: Installation) -> None:
    installation.command("associations", "add", "spedition", "Erfundener Verband", "--staff", "50")
    added = _add(
        installation, "A@Example.org", "--role", "partner", "--association", "spedition", "--totp-secret", SECRET
    )
    assert (added.exit_code, added.stderr) == (0, "")
    listed = installation.command("people", "list")
    assert listed.stdout == "a@example.org\tpartner\tspedition\tactive\n"


@pytest.mark.parametrize(
    ("words", "text", "line"),
    [
        (["nobody", "--role", "analyst"], PASSWORD, "This is no e-mail address."),
        (["a@example.org", "--role", "partner"], PASSWORD, "A partner needs --association."),
        (["a@example.org", "--role", "analyst"], "kurz\n", "A password has 12 to 200 characters"),
        (["a@example.org", "--role", "analyst", "--association", "keine"], PASSWORD, "There is no association"),
        (["a@example.org", "--role", "analyst", "--totp-secret", "kurz"], PASSWORD, "The TOTP secret is base32"),
    ],
)
def test_a_refused_person_leaves_one_line_and_nothing_else(
    installation: Installation, words: list[str], text: str, line: str
) -> None:
    refused = _add(installation, *words, text=text)
    assert refused.exit_code == 1
    assert refused.stderr.startswith(f"Error: {line}")
    assert refused.stderr.count("\n") == 1
    assert installation.command("people", "list").stdout == ""


def test_the_same_address_again_is_refused(installation: Installation) -> None:
    assert _add(installation, "a@example.org", "--role", "analyst").exit_code == 0
    assert _add(installation, "A@example.org", "--role", "editor").exit_code == 1


@pytest.mark.parametrize(
    "words",
    [
        ["people", "add", "a@example.org", "--role", "analyst"],
        ["people", "add", "a@example.org", "--role", "chief", "--password-stdin"],
        ["people", "add"],
        ["enrolment", "add", "--association", "spedition", "--target-group", "ship"],
        ["associations", "add", "spedition", "Name", "--staff", "-1"],
    ],
)
def test_wrong_usage_is_told_apart(installation: Installation, words: list[str]) -> None:
    assert installation.command(*words, text=PASSWORD).exit_code == 2


def test_a_second_factor_is_reset_by_the_operator_alone(installation: Installation) -> None:
    _add(installation, "a@example.org", "--role", "coordinator", "--totp-secret", SECRET)
    done = installation.command("people", "reset-second-factor", "A@example.org")
    assert (done.exit_code, done.stdout) == (0, "a@example.org sets up a second factor at the next sign-in\n")
    unknown = installation.command("people", "reset-second-factor", "b@example.org")
    assert (unknown.exit_code, unknown.stderr) == (1, "Error: Nobody has an account under this e-mail address.\n")
    assert installation.command("audit", "verify").stdout.startswith("2 entries hold")
