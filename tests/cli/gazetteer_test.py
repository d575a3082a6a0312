from pathlib import Path

from tests.cli.conftest import Installation

FILES = Path(__file__).parents[1] / "gazetteer" / "files"


def test_an_import_says_what_was_taken_and_what_was_refused(installation: Installation) -> None:
    for said in ("2 taken (2 rest_area): 2 new, 0 changed\n", "2 taken (2 rest_area): 0 new, 0 changed\n"):
        result = installation.command("gazetteer", "import", str(FILES / "autobahn.json"))
        assert (result.exit_code, result.stdout) == (0, said)
        assert result.stderr.splitlines() == [
            "1 refused: no motorway is named for it (first: autobahn/ERFUNDEN_3)",
            "1 refused: without a position (first: autobahn/ERFUNDEN_4)",
        ]


def test_whom_the_map_names_for_districts_is_told_or_asked_for(installation: Installation, tmp_path: Path) -> None:
    file = tmp_path / "districts.geojson"
    file.write_text((FILES / "districts.geojson").read_text().replace('"attribution"', '"who"').replace("licence", "l"))
    result = installation.command("gazetteer", "import", str(file))
    assert (result.exit_code, result.stdout) == (0, "3 taken (3 district): 3 new, 0 changed\n")
    assert "--attribution" in result.stderr
    told = installation.command("gazetteer", "import", str(file), "--attribution", "© Erfunden")
    assert (told.stdout, told.stderr) == ("3 taken (3 district): 0 new, 3 changed\n", "")


def test_a_file_that_is_none_of_these_is_refused(installation: Installation, tmp_path: Path) -> None:
    file = tmp_path / "notes.json"
    file.write_text("{}")
    refused = installation.command("gazetteer", "import", str(file))
    assert (refused.exit_code, refused.stdout, refused.stderr.count("\n")) == (1, "", 1)


def test_a_file_of_which_nothing_fits_is_refused(installation: Installation, tmp_path: Path) -> None:
    file = tmp_path / "empty.geojson"
    file.write_text('{"features": [{"properties": {"kind": "post"}}]}')
    refused = installation.command("gazetteer", "import", str(file))
    assert (refused.exit_code, refused.stdout) == (1, "")
    assert refused.stderr == "Error: Nothing in this file could be taken: 1 no motorway is named for it\n"


def test_without_a_file_the_usage_is_told(installation: Installation) -> None:
    assert installation.command("gazetteer", "import").exit_code == 2
