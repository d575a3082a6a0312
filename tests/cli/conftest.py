"""Fixtures of the commands' tests."""

from dataclasses import dataclass, field
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from driverapp.cli import main
from tests.servers import copy_installation, prepared_once


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


@pytest.fixture
def installation(tmp_path: Path) -> Installation:
    """An installation that was prepared and does not run."""
    copy_installation(prepared_once().data, tmp_path / "installation")
    return Installation(tmp_path / "installation")
