"""How gunicorn serves an installation. Logs name no address, no path and no content: both would be personal data."""

import gc
import os
from pathlib import Path
from typing import Any

from gunicorn.glogging import Logger

# What the app writes is its owner's alone; gunicorn's own setting holds for gunicorn's files only.
os.umask(0o077)

_host = os.environ.get("HOST") or "127.0.0.1"
_port = os.environ.get("PORT") or "8000"

bind = f"[{_host}]:{_port}" if ":" in _host else f"{_host}:{_port}"
# Threads, as gthread, but no slow client holds one.
worker_class = "driverapp.web.worker.PatientWorker"
workers = 2
# Read once, before the workers part: half the time of a start, and memory that they share.
preload_app = True
# More threads of one process only take the interpreter from each other.
threads = 8
# Of the 1024 files that a process may usually open, enough remain for the store.
worker_connections = 800
# Requests under way may end; short enough that Ctrl-C stays a matter of seconds.
graceful_timeout = 10
# Phones come back for amendments within seconds; an idle connection holds no thread.
keepalive = 5
# The heartbeat on a disk that is busy syncing would make the arbiter kill healthy workers.
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None
# The app reads forwarded headers itself, as far as TRUSTED_PROXIES says; gunicorn believes nobody.
forwarded_allow_ips = ""
control_socket_disable = True
accesslog = None


def pre_fork(_server: object, _worker: object) -> None:
    """Leave what is read before the workers part out of every search for garbage.

    A search through all of it took 150 ms, once in a dozen pages.
    """
    gc.collect()
    gc.freeze()


class DiscreetLogger(Logger):
    """Gunicorn's own log without what it would quote from a request: address, request line, path."""

    def warning(self, msg: Any, *args: Any, **kwargs: Any) -> None:
        if str(msg).startswith("Invalid request from ip="):
            msg, args = "A malformed request was refused", ()
        super().warning(msg, *args, **kwargs)

    def exception(self, msg: Any, *args: Any, **kwargs: Any) -> None:
        if str(msg).startswith("Error handling request"):
            msg, args = "Error handling a request", ()
        super().exception(msg, *args, **kwargs)


logger_class = DiscreetLogger
