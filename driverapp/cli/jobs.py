"""The jobs of `work`: what each does once, and what it says of a try that failed."""

import time
from collections.abc import Callable
from threading import Lock

import click
import structlog

from driverapp.cli.audit import told
from driverapp.cli.installation import LastingInstallation, committing
from driverapp.cli.retention import as_line, erase_due
from driverapp.mail.due import find_due, write_due
from driverapp.mail.outgoing import is_mail_on
from driverapp.mail.send import deliver_batch
from driverapp.store.database import db, writing
from driverapp.trust.audit_check import check_audit, is_check_due, note_check

log = structlog.get_logger()

HOUR_S = 3600.0
# Deliveries that are written in one transaction: reports that come meanwhile wait for its end.
BATCH = 100


class Upkeep:
    """Erases what is due and verifies the audit: every hour, and in the next minute after a try that failed."""

    def __init__(self, installed: LastingInstallation) -> None:
        self._installed = installed
        self._running = Lock()
        self._next = time.monotonic()

    def run(self) -> None:
        """Do it where it is due; nothing while a run before goes on still."""
        if not self._running.acquire(blocking=False):
            return
        try:
            if time.monotonic() >= self._next:
                erased = self._ended_well(_erase, "Nothing was erased")
                verified = self._ended_well(_verify, "The audit was not verified")
                if erased and verified:
                    self._next = time.monotonic() + HOUR_S
        finally:
            self._running.release()

    def _ended_well(self, job: Callable[[], None], otherwise: str) -> bool:
        """Do a part; where it fails say what was not done, and why."""
        try:
            with self._installed.opened(), committing():
                job()
        except click.ClickException as error:
            click.echo(f"{otherwise}: {error.message}", err=True)
        except Exception as error:  # noqa: BLE001 - the next minute tries again; its words may quote somebody
            click.echo(f"{otherwise}: {type(error).__name__}", err=True)
        else:
            return True
        return False


class Messages:
    """Finds what people have to be told, and sends what is due."""

    def __init__(self, installed: LastingInstallation) -> None:
        self._installed = installed
        self._failures = 0

    def run(self) -> None:
        """Do it once. A store that does not answer now may do so in a minute."""
        try:
            with self._installed.opened():
                if is_mail_on():
                    _write()
                    while deliver_batch():
                        pass
        except click.ClickException as error:
            # Upkeep has said so already where nothing is installed yet.
            self._note(error.message)
        except Exception as error:  # noqa: BLE001 - the next minute tries again; its words may quote somebody
            self._note(type(error).__name__)
        else:
            self._failures = 0

    def _note(self, error: str) -> None:
        self._failures += 1
        if self._failures > 1:
            log.error("messages were not sent", error=error, times=self._failures)


def _erase() -> None:
    if done := erase_due():
        click.echo(f"Erased: {as_line(done)}")


def _verify() -> None:
    if not is_check_due(db.session()):
        return
    checked = check_audit()
    note_check(db.session(), checked)
    if checked.fault:
        click.echo(f"The audit does not hold: {told(checked.fault)}", err=True)


def _write() -> None:
    wanted = find_due()
    db.session.rollback()
    for begin in range(0, len(wanted), BATCH):
        with writing():
            write_due(wanted[begin : begin + BATCH])
            db.session.commit()
