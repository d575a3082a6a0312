"""The commands that erase: by hand, every hour, and beside the server."""

import os
import signal
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import httpx
import pytest

from driverapp.config import PROJECT
from tests.cli.conftest import Installation
from tests.factories import new_secret, report_body
from tests.servers import BIN, Server, free_port

DAYS = timedelta(days=1)
# For a machine that has much else to do.
PATIENCE = timedelta(seconds=240)


def old_tap(data: Path, count: int = 1) -> None:
    """Taps that arrived four days ago, as the store holds them."""
    moment = (datetime.now(UTC) - 4 * DAYS).replace(tzinfo=None).isoformat(sep=" ", timespec="microseconds")
    with closing(sqlite3.connect(data / "driverapp.sqlite3")) as store, store:
        for _ in range(count):
            store.execute(
                "INSERT INTO reports (id, secret_hash, received_at, visible_at, practice, usable, quarantined, state,"
                " helped, version) VALUES (?, x'00', ?, ?, 0, 0, 0, 'received', 0, 1)",
                (uuid4().hex, moment, moment),
            )


def erased(data: Path) -> int:
    """How many reports the store holds as erased."""
    with closing(sqlite3.connect(data / "driverapp.sqlite3")) as store:
        return int(store.execute("SELECT count(*) FROM reports WHERE erased_at IS NOT NULL").fetchone()[0])


def test_what_is_due_is_erased_and_told(installation: Installation) -> None:
    old_tap(installation.data, count=3)
    first, second = installation.command("retention", "run"), installation.command("retention", "run")
    assert (first.exit_code, first.output) == (0, "3 tap\n")
    assert (second.exit_code, second.output) == (0, "nothing was due\n")
    assert erased(installation.data) == 3


def test_without_a_store_it_says_what_to_do(empty: Installation) -> None:
    result = empty.command("retention", "run")
    assert result.exit_code == 1
    assert result.stderr.count("\n") == 1


@contextmanager
def _started(installation: Installation, *command: str) -> Iterator["subprocess.Popen[str]"]:
    environment = os.environ | {"DRIVERAPP_DATA": str(installation.data)} | installation.settings
    process = subprocess.Popen(
        [BIN / "driverapp", *command],
        cwd=PROJECT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


@pytest.mark.parametrize("ending", [signal.SIGTERM, pytest.param(signal.SIGINT, marks=pytest.mark.matrix)])
def test_work_erases_at_once_and_ends_when_it_is_told(installation: Installation, ending: signal.Signals) -> None:
    old_tap(installation.data)
    with _started(installation, "work") as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "Erased: 1 tap\n"
        process.send_signal(ending)
        assert process.wait(timeout=60) == 0
    assert erased(installation.data) == 1


def test_work_outlives_a_store_that_does_not_answer(empty: Installation) -> None:
    with _started(empty, "work") as process:
        assert process.stdout is not None
        assert process.stdout.readline().startswith("Nothing was erased:")
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=60) == 0


def _children(process_id: int) -> dict[str, int]:
    """The processes that a process began: the work, once it has, and the server."""
    found = {}
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(FileNotFoundError, ProcessLookupError):
            if _state(int(folder.name))[1] == str(process_id):
                words = (folder / "cmdline").read_bytes().rstrip(b"\0").split(b"\0")
                found["work" if words[-1] == b"work" else "gunicorn"] = int(folder.name)
    return found


def _state(process_id: int) -> list[str]:
    """What the kernel tells of a process after its name: state, parent, and more."""
    told = (Path("/proc") / str(process_id) / "stat").read_text(encoding="utf-8")
    return told.rpartition(")")[2].split()


def _until(process: "subprocess.Popen[str]", holds: Callable[[], bool]) -> None:
    ends = datetime.now(UTC) + PATIENCE
    while not holds():
        assert datetime.now(UTC) < ends, "still not so"
        # Whoever is waited for needs the processor.
        with suppress(subprocess.TimeoutExpired):
            process.wait(timeout=0.2)


def _is_running(process_id: int) -> bool:
    try:
        return _state(process_id)[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


@pytest.fixture
def serving(installation: Installation) -> Iterator[tuple[Server, "subprocess.Popen[str]"]]:
    """The server and the work beside it, as `make run` starts them."""
    server = Server(data=installation.data, settings={}, port=free_port())
    installation.settings |= {"HOST": "127.0.0.1", "PORT": str(server.port)}
    with _started(installation, "serve") as process:
        _until(process, lambda: _is_ready(server))
        yield server, process


def _is_ready(server: Server) -> bool:
    try:
        return httpx.get(f"{server.url}/readyz").status_code == 200
    except httpx.TransportError:
        return False


def test_work_that_died_is_begun_again_while_the_server_goes_on_and_ends_with_it(
    serving: tuple[Server, "subprocess.Popen[str]"], installation: Installation
) -> None:
    server, process = serving
    _until(process, lambda: "work" in _children(process.pid))
    first = _children(process.pid)
    old_tap(installation.data)
    os.kill(first["work"], signal.SIGKILL)
    address = f"{server.url}/api/v1/reports/{uuid4()}"
    headers = {"Authorization": f"Bearer {new_secret()}"}
    assert httpx.put(address, json=report_body(), headers=headers).status_code == 201
    _until(process, lambda: erased(installation.data) == 1)
    second = _children(process.pid)
    assert second["work"] != first["work"]
    assert second["gunicorn"] == first["gunicorn"]
    _end(process, signal.SIGINT)


@pytest.mark.parametrize("ending", [pytest.param(signal.SIGTERM, marks=pytest.mark.matrix), signal.SIGKILL])
def test_nothing_is_left_behind(serving: tuple[Server, "subprocess.Popen[str]"], ending: signal.Signals) -> None:
    _server, process = serving
    _until(process, lambda: "work" in _children(process.pid))
    _end(process, ending)


def _end(process: "subprocess.Popen[str]", ending: signal.Signals) -> None:
    """End the server as an operator does, or as nobody should: what it began ends with it."""
    begun = _children(process.pid)
    process.send_signal(ending)
    code = process.wait(timeout=60)
    assert code == (-signal.SIGKILL if ending is signal.SIGKILL else 0)
    _until(process, lambda: not any(map(_is_running, begun.values())))
