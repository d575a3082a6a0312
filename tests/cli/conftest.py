"""Fixtures of the commands' tests."""

import shutil
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from driverapp.cli import main


@dataclass
class Installation:
    """An installation whose commands run in this process: starting one for each would take most of the time."""

    data: Path
    settings: dict[str, str] = field(default_factory=dict)

    def command(self, *words: str, text: str | None = None) -> Result:
        """Run an operator command, with `text` on its standard input."""
        environment = {"DRIVERAPP_DATA": str(self.data), "PORT": "8123", **self.settings}
        return CliRunner().invoke(main, words, input=text, env=environment)


@pytest.fixture
def empty(tmp_path: Path) -> Installation:
    """A folder in which nothing was prepared."""
    return Installation(tmp_path)


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A prepared folder, made once; each test has a copy."""
    folder = tmp_path_factory.mktemp("prepared")
    result = Installation(folder).command("prepare")
    assert result.exit_code == 0, result.output
    return folder


@pytest.fixture
def installation(prepared: Path, tmp_path: Path) -> Installation:
    """An installation that was prepared and does not run."""
    return Installation(Path(shutil.copytree(prepared, tmp_path / "installation")))
