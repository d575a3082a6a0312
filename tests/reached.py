"""Which lines and branches of the app the tests reach, told at their end; too few fail them. A plugin of pytest.

SlipCover puts probes into the app alone: to watch every step of everything, as coverage.py has to before Python 3.12,
doubles the work of the tests. What other processes do, as a server that a test starts, is not watched.
"""

import json
import os
import sys
from collections.abc import Iterator, Sequence
from importlib.machinery import ModuleSpec, PathFinder
from types import ModuleType
from typing import Any

import pytest

PACKAGE = "driverapp"
NEVER = 2**30


class _Watch:
    """Of one process: puts the probes into the modules of the app as they are imported."""

    def __init__(self) -> None:
        # Later than this module: pytest has to know first that a plugin of its own comes with it.
        import slipcover  # noqa: PLC0415
        from slipcover.config import read_config  # noqa: PLC0415

        self._slipcover: Any = slipcover
        self.settings: dict[str, Any] = read_config()
        taken = {"source": [PACKAGE], "omit": self.settings["omit"], "exclude_also": self.settings["exclude-also"]}
        # To take out again those that were hit costs more than it saves.
        self._probes = slipcover.Slipcover(branch=True, d_miss_threshold=NEVER, **taken)
        self._matcher = slipcover.FileMatcher(sources=[PACKAGE], omit=self.settings["omit"])
        self._others: list[dict[str, Any]] = []

    def find_spec(self, name: str, path: Sequence[str] | None, target: ModuleType | None = None) -> ModuleSpec | None:
        """The app's modules alone, as `sys.meta_path` asks: the finder of the library would take every other too."""
        if name.partition(".")[0] != PACKAGE:
            return None
        found = PathFinder.find_spec(name, path, target)
        if found and found.origin and self._matcher.matches(found.origin):
            found.loader = self._slipcover.importer.SlipcoverLoader(self._probes, found.loader, found.origin)
        return found

    def add(self, other: dict[str, Any]) -> None:
        """Take in what another process reached."""
        self._others.append(other)

    def reached(self) -> dict[str, Any]:
        """All that was reached: files with their lines and branches, and a summary."""
        found: dict[str, Any] = self._probes.get_coverage()
        for each in self._others:
            self._slipcover.merge_coverage(found, each)
        return found

    def tell(self, found: dict[str, Any]) -> None:
        """Print what was not reached."""
        self._slipcover.print_coverage(found, skip_covered=True, missing_width=60)


watched = pytest.StashKey[_Watch]()
told = pytest.StashKey[dict[str, Any]]()


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> Iterator[None]:
    """Before any test, and the app with it, is read."""
    watch = _Watch()
    early_config.stash[watched] = watch
    # Whoever only hands out the tests reads the app too, and does nothing with it.
    if "PYTEST_XDIST_WORKER" in os.environ or not early_config.known_args_namespace.numprocesses:
        sys.meta_path.insert(0, watch)
    yield


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Take over what another process of the run reached; one that crashed tells nothing."""
    if reached := getattr(node, "workeroutput", {}).get("reached"):
        node.config.stash[watched].add(json.loads(reached))


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """Hand on what was reached, or judge it."""
    found = session.config.stash[watched].reached()
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["reached"] = json.dumps(found)
        return
    session.config.stash[told] = found
    if exitstatus == pytest.ExitCode.OK and _percent(found) < _least(session.config):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def _percent(found: dict[str, Any]) -> float:
    return float(found["summary"]["percent_covered"])


def _least(config: pytest.Config) -> float:
    return float(config.stash[watched].settings["fail-under"])


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Tell what was not reached, and how much was."""
    found = config.stash[told]
    config.stash[watched].tell(found)
    words = f"Lines and branches reached: {_percent(found):.1f} %, at least {_least(config):.0f} % are required."
    terminalreporter.write_line(words, red=_percent(found) < _least(config))
