from pathlib import Path

from driverapp.guidance.load import STARTER
from tests.cli.conftest import Installation
from tests.guidance.content_files import content_file


def test_content_goes_out_as_an_archive_and_comes_back(installation: Installation, tmp_path: Path) -> None:
    file = tmp_path / "content.zip"
    count = len([*STARTER.rglob("*.md")])
    written = installation.command("content", "export", str(file))
    assert (written.exit_code, written.stdout) == (0, f"{count} files written\n")
    loaded = installation.command("content", "load", str(file))
    assert (loaded.exit_code, loaded.stdout) == (0, "0 items new or changed\n")


def test_a_file_is_loaded_and_a_broken_one_refused(installation: Installation, tmp_path: Path) -> None:
    file = tmp_path / "list.de.md"
    file.write_text(content_file(), encoding="utf-8")
    loaded = installation.command("content", "load", str(file))
    assert (loaded.exit_code, loaded.stdout) == (0, "1 items new or changed\n")
    file.write_text("nothing", encoding="utf-8")
    refused = installation.command("content", "load", str(file))
    assert (refused.exit_code, refused.stdout, refused.stderr.count("\n")) == (1, "", 1)


def test_the_checker_says_what_is_wrong(installation: Installation, tmp_path: Path) -> None:
    assert installation.command("content", "check").exit_code == 0
    (tmp_path / "list.de.md").write_text(content_file(), encoding="utf-8")
    refused = installation.command("content", "check", str(tmp_path))
    assert refused.exit_code == 1
    assert "list: language pl is missing" in refused.stderr


def test_an_archive_that_cannot_be_written_is_refused(installation: Installation, tmp_path: Path) -> None:
    refused = installation.command("content", "export", str(tmp_path / "nowhere" / "content.zip"))
    assert (refused.exit_code, refused.stdout, refused.stderr.count("\n")) == (1, "", 1)
