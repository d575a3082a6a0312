"""A server in a process that was forked from one which has read all modules: to read them takes most of a start."""

import os
import sys
from pathlib import Path

from gunicorn.app.wsgiapp import run

import driverapp  # noqa: F401 - read before the fork
from driverapp.config import PROJECT


def serve(environment: dict[str, str], application: str, log: Path) -> None:
    """Become gunicorn, in a group of its own so that a kill reaches its workers; what it says goes into a file."""
    os.setsid()
    os.environ.clear()
    os.environ.update(environment)
    with log.open("ab") as said:
        os.dup2(said.fileno(), sys.stdout.fileno())
        os.dup2(said.fileno(), sys.stderr.fileno())
    sys.argv = ["gunicorn", "--chdir", str(PROJECT), "-c", str(PROJECT / "gunicorn.conf.py"), application]
    run()
