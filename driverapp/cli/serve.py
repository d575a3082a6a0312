"""The server and the work beside it, as one thing that starts and ends."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from types import FrameType

import click

from driverapp.config import PROJECT

BIN = Path(sys.executable).parent
SERVER = (str(BIN / "gunicorn"), "--config", "gunicorn.conf.py", "wsgi:app")
WORK = (str(BIN / "driverapp"), "work")
LOOK_S = 0.2
# Work that cannot begin is tried again ever more rarely.
FIRST_WAIT_S, LONGEST_WAIT_S = 1.0, 60.0
# Work that ran so long had begun well.
LASTING_S = 60.0
# From the kernel's prctl.h.
PARENT_DEATH_SIGNAL = 1


class Work:
    """`driverapp work`, begun anew whenever it ends by itself."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._began = self._next = 0.0
        self._wait_s = FIRST_WAIT_S

    def keep_going(self) -> None:
        """Begin it, or begin it anew once its wait is over."""
        moment = time.monotonic()
        if self._process is not None and self._process.poll() is not None:
            self._process = None
            self._wait_s = FIRST_WAIT_S if moment - self._began > LASTING_S else min(2 * self._wait_s, LONGEST_WAIT_S)
            self._next = moment + self._wait_s
        if self._process is None and moment >= self._next:
            self._process, self._began = _begin(WORK), moment

    def end(self) -> None:
        """End it and wait until it has."""
        if self._process is not None:
            self._process.terminate()
            self._process.wait()


@click.command()
def serve() -> None:
    """Serve with gunicorn, and do the periodic work beside it; Ctrl-C ends both."""
    work = Work()
    server = _begin(SERVER)

    def pass_on(number: int, _frame: FrameType | None) -> None:
        if server.poll() is None:
            os.kill(server.pid, number)

    # Gunicorn knows what each of them asks for; when it has ended, so does the rest.
    for each in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGQUIT):
        signal.signal(each, pass_on)
    try:
        while server.poll() is None:
            work.keep_going()
            _wait(server)
    finally:
        work.end()
    sys.exit(max(server.returncode, 0))


def _begin(command: tuple[str, ...]) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(command, cwd=PROJECT, preexec_fn=_end_with_parent)  # noqa: PLW1509, S603 - a command of ours; there is one thread


def _end_with_parent() -> None:
    # Killed without a chance to end them, whoever began them would leave them behind. Linux alone can do it.
    kernel = ctypes.CDLL(None)
    if hasattr(kernel, "prctl"):
        kernel.prctl(PARENT_DEATH_SIGNAL, int(signal.SIGTERM))


def _wait(server: "subprocess.Popen[bytes]") -> None:
    try:
        server.wait(LOOK_S)
    except subprocess.TimeoutExpired:
        return
