"""Command: what is done from time to time, beside the server: erasing, and what goes out by mail.

Huey says when and keeps two jobs from being one after the other; what has to be done stands in the store. So a job
that comes twice, late, or on two machines at once does no harm.
"""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from threading import Event, Lock

import click
import structlog
from flask import Flask
from huey import Huey, crontab

from driverapp.cli.installation import open_app
from driverapp.cli.retention import try_erasing, try_verifying
from driverapp.config import Config, InvalidSetting
from driverapp.mail.due import find_due, write_due
from driverapp.mail.outgoing import is_mail_on
from driverapp.mail.send import deliver_batch
from driverapp.store.database import db, writing
from driverapp.store.queue import QueueUnavailable, open_queue
from driverapp.trust.keys import MissingKey, read_keys

log = structlog.get_logger()

# One may erase for long while the other sends.
WORKERS = 2
# Huey looks for periodic jobs each minute; one that still waits when the next comes is dropped.
MINUTE_S = 60
LONGEST_LOOK_S = 5.0
# What is under way may end: a mail, or a batch of what is erased.
GRACE_S = 15.0
HEALTH_S = 10.0
ENDINGS = (signal.SIGTERM, signal.SIGINT)


class Messages:
    """The job that finds what people have to be told, and sends what is due."""

    def __init__(self) -> None:
        self._app: Flask | None = None
        self._opening = Lock()
        self._failures = 0

    def run(self) -> None:
        """Do it once. A store that does not answer now may do so in a minute."""
        try:
            with self._installed():
                if is_mail_on():
                    _write()
                    while deliver_batch():
                        pass
        except click.ClickException as error:
            # Erasing has said so already where nothing is installed yet.
            self._note(error.message)
        except Exception as error:  # noqa: BLE001 - the next minute tries again; its words may quote somebody
            self._note(type(error).__name__)
        else:
            self._failures = 0

    @contextmanager
    def _installed(self) -> Iterator[None]:
        # To make it anew each minute would keep a processor busy.
        with self._opening:
            self._app = self._app or open_app()
        with self._app.app_context():
            try:
                yield
            finally:
                db.session.remove()

    def _note(self, error: str) -> None:
        self._failures += 1
        if self._failures > 1:
            log.error("messages were not sent", error=error, times=self._failures)


@click.command()
def work() -> None:
    """Erase what is due, verify the audit and send messages, until it is told to end."""
    ended = Event()
    # Whoever ends it while it begins is heard once it has begun.
    signal.pthread_sigmask(signal.SIG_BLOCK, ENDINGS)
    jobs = _queue()
    messages = Messages()
    first = datetime.now(UTC)
    erase = jobs.periodic_task(crontab(minute=str(first.minute)), name="erase", expires=MINUTE_S)(_each_hour)
    jobs.periodic_task(crontab(), name="messages", expires=MINUTE_S)(messages.run)
    erase()
    consumer = jobs.create_consumer(workers=WORKERS, max_delay=LONGEST_LOOK_S, shutdown_timeout=GRACE_S)
    consumer.start()
    # Huey's own handlers break off what is under way at a SIGTERM.
    for each in ENDINGS:
        signal.signal(each, lambda *_: ended.set())
    signal.signal(signal.SIGHUP, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, ENDINGS)
    while not ended.wait(HEALTH_S):
        consumer.check_worker_health()
    consumer.stop(graceful=True)


def _each_hour() -> None:
    try_erasing()
    try_verifying()


def _write() -> None:
    wanted = find_due()
    db.session.rollback()
    if wanted:
        with writing():
            write_due(wanted)
            db.session.commit()


def _queue() -> Huey:
    try:
        config = Config.from_environment()
        key = read_keys(config.driverapp_data / "keys").hashing if config.jobs_url else None
        return open_queue(config.jobs_url, config.driverapp_data / "jobs.sqlite3", key)
    except (InvalidSetting, MissingKey, QueueUnavailable) as error:
        raise click.ClickException(str(error)) from None
