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


def test_an_unknown_site_gets_none(installation: Installation) -> None:
    installation.command("associations", "add", "spedition", "Erfundener Verband")
    assert _enrol(installation, "--site", "keine")[0] == 1


def test_a_slug_is_taken_once(installation: Installation) -> None:
    for expected in (0, 1):
        result = installation.command("associations", "add", "spedition", "Erfundener Verband")
        assert result.exit_code == expected
