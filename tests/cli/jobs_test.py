"""What a job of `work` does when it is called again and again."""

import pytest

from driverapp.cli.installation import LastingInstallation
from driverapp.cli.jobs import Upkeep
from tests.cli.conftest import Installation
from tests.cli.retention_test import erased, old_tap
from tests.servers import copy_installation, prepared_once


def test_erasing_that_failed_is_tried_at_the_next_call_and_then_rests(
    empty: Installation, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DRIVERAPP_DATA", str(empty.data))
    upkeep = Upkeep(LastingInstallation())
    upkeep.run()
    assert capsys.readouterr().err.startswith("Nothing was erased: ")
    copy_installation(prepared_once().data, empty.data)
    old_tap(empty.data)
    upkeep.run()
    assert capsys.readouterr().out == "Erased: 1 tap\n"
    old_tap(empty.data)
    upkeep.run()
    assert erased(empty.data) == 1
