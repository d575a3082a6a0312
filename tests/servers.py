"""A real server for tests: prepared as `make run` does it, and gunicorn in a process that has read the app."""

import multiprocessing
import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from multiprocessing.process import BaseProcess
from pathlib import Path

import httpx
from click.testing import CliRunner

from driverapp.cli import main
from tests.made_once import made_once
from tests.serve import serve

BIN = Path(sys.executable).parent
# What an installation was told when it was prepared; named after no port that anybody listens on.
SAID = "prepared.txt"
ANY_PORT = 9
_FORKED = multiprocessing.get_context("forkserver")
_FORKED.set_forkserver_preload(["tests.serve"])


@dataclass
class Server:
    """A running installation: its folder, its address, its process; it can be killed and started again."""

    data: Path
    settings: dict[str, str]
    port: int
    application: str = "wsgi:app"
    process: BaseProcess | None = field(default=None, repr=False)
    prepared: str = ""

    @property
    def url(self) -> str:
        """The base address, without a slash at the end."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def pid(self) -> int:
        """The process that others are begun by; of a group of its own."""
        assert self.process is not None
        assert self.process.pid is not None
        return self.process.pid

    @property
    def _own(self) -> dict[str, str]:
        return {"DRIVERAPP_DATA": str(self.data), "HOST": "127.0.0.1", "PORT": str(self.port)} | self.settings

    @property
    def environment(self) -> dict[str, str]:
        """The environment of every process of this installation."""
        return os.environ | self._own

    def command(self, *words: str, text: str | None = None) -> subprocess.CompletedProcess[str]:
        """Run an operator command beside the running server, with `text` on its standard input.

        In this process: to start another takes longer than most commands do.
        """
        # It sets one of its own.
        umask = os.umask(0o077)
        result = CliRunner().invoke(main, words, input=text, env=self._own)
        os.umask(umask)
        return subprocess.CompletedProcess(words, result.exit_code, result.stdout, result.stderr)

    def start(self) -> None:
        """Start gunicorn and wait until it can take reports."""
        self._log.touch()
        self.process = _FORKED.Process(target=serve, args=(self.environment, self.application, self._log), daemon=True)
        self.process.start()
        transport = httpx.HTTPTransport(retries=0)
        with httpx.Client(transport=transport, timeout=5) as client:
            while not _ready(client, self.url):
                # Asking without a pause would take the processor from it.
                assert not _ended(self.process, 0.05), self._log.read_text()

    @property
    def _log(self) -> Path:
        return self.data / "server.log"

    def stop(self, with_signal: signal.Signals = signal.SIGTERM) -> None:
        """End the server and its workers; with SIGKILL as a power cut would."""
        if self.process is None:
            return
        target = os.killpg if with_signal is signal.SIGKILL else os.kill
        # One that died by itself is gone already.
        with suppress(ProcessLookupError):
            target(self.pid, with_signal)
        assert _ended(self.process, 30)
        self.process = None


def _ended(process: BaseProcess, within_s: float) -> bool:
    process.join(within_s)
    return process.exitcode is not None


def _ready(client: httpx.Client, url: str) -> bool:
    try:
        return client.get(f"{url}/readyz").status_code == 200
    except httpx.TransportError:
        return False


def free_port() -> int:
    """A port of the loopback that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def prepare(server: Server) -> None:
    """Make an installation ready to start."""
    prepared = server.command("prepare")
    assert prepared.returncode == 0, prepared.stdout + prepared.stderr
    server.prepared = prepared.stdout
    (server.data / SAID).write_text(server.prepared)


def prepared_once() -> Server:
    """An installation that was prepared and never ran: preparing takes most of a start."""

    def make(folder: Path) -> None:
        prepare(Server(folder, {}, ANY_PORT))

    folder = made_once("installation", make)
    return Server(folder, {}, ANY_PORT, prepared=(folder / SAID).read_text())


def copy_installation(original: Path, to: Path) -> None:
    """Put a prepared installation into another folder.

    The static files are of the same release: some hundred that need not be copied, nor removed.
    """
    shutil.copytree(original, to, dirs_exist_ok=True, ignore=lambda _folder, _names: {"assets", SAID})
    (to / "assets").symlink_to(original / "assets")


@contextmanager
def run_server(data: Path, prepared: Server | None = None, /, **settings: str) -> Iterator[Server]:
    """Put a prepared installation into a folder, start it, and end it by its process id.

    `prepared`: which one, if its store is no file.
    """
    server = Server(data=data, settings=settings, port=free_port())
    _start_copy(prepared or prepared_once(), server)
    try:
        yield server
    finally:
        server.stop(signal.SIGKILL)


@contextmanager
def run_demo(data: Path, *words: str) -> Iterator[Server]:
    """As `run_server`, of an installation in which everything is invented; `words`: of the command that makes it."""
    server = Server(data=data, settings={}, port=free_port())
    copy_installation(prepared_once().data, server.data)
    made = server.command("demo", *words)
    assert made.returncode == 0, made.stderr
    server.start()
    try:
        yield server
    finally:
        server.stop(signal.SIGKILL)


def _start_copy(original: Server, server: Server) -> None:
    copy_installation(original.data, server.data)
    server.prepared = original.prepared.replace(original.url, server.url)
    server.start()
