import re

from tests.cli.conftest import Installation


def _enrol(server: Installation, *words: str) -> tuple[int, str, str]:
    result = server.command("enrolment", "add", "--association", "spedition", "--target-group", "truck", *words)
    return result.exit_code, result.stdout, result.stderr


def test_an_association_gets_one_code_for_a_group(installation: Installation) -> None:
    added = installation.command("associations", "add", "spedition", "Erfundener Verband", "--staff", "50")
    assert (added.exit_code, added.stdout) == (0, "spedition added\n")
    status, output, _error = _enrol(installation)
    code, url = output.splitlines()
    assert status == 0
    assert re.fullmatch(r"[0-9A-HJKMNP-TV-Z]{8}", code)
    assert url == f"/join/{code}"
    assert _enrol(installation) == (
        1,
        "",
        f"Error: There is an active code for this association, target group and site: {code}\n",
    )


def test_an_association_that_is_too_small_or_unknown_gets_none(installation: Installation) -> None:
    assert _enrol(installation)[0] == 1
    installation.command("associations", "add", "spedition", "Erfundener Verband", "--staff", "9")
    status, output, error = _enrol(installation)
    assert (status, output) == (1, "")
    assert error.startswith("Error: The association has fewer than 10 staff")


def test_a_site_is_made_with_its_first_code(installation: Installation) -> None:
    installation.command("associations", "add", "spedition", "Erfundener Verband")
    status, output, error = _enrol(installation, "--site", "rast-nord")
    assert (status, len(output.splitlines()), error) == (0, 2, "site rast-nord added\n")
    set_ = installation.command("sites", "set", "rast-nord", "--name", "Erfundene Rast", "--phone", "0521 000")
    assert (set_.exit_code, set_.stdout) == (0, "rast-nord set\n")


def test_a_refused_code_leaves_no_site(installation: Installation) -> None:
    installation.command("associations", "add", "spedition", "Erfundener Verband", "--staff", "9")
    assert _enrol(installation, "--site", "rast-nord")[0] == 1
    refused = installation.command("sites", "set", "rast-nord", "--name", "Erfundene Rast")
    assert (refused.exit_code, refused.stdout) == (1, "")
    assert refused.stderr.startswith("Error: There is no site under this slug")


def test_a_site_refuses_what_is_no_telephone_number(installation: Installation) -> None:
    installation.command("associations", "add", "spedition", "Erfundener Verband")
    _enrol(installation, "--site", "rast-nord")
    refused = installation.command("sites", "set", "rast-nord", "--phone", "ask inside")
    assert (refused.exit_code, refused.stderr.count("\n")) == (1, 1)


def test_a_slug_is_taken_once(installation: Installation) -> None:
    for expected in (0, 1):
        result = installation.command("associations", "add", "spedition", "Erfundener Verband")
        assert result.exit_code == expected
