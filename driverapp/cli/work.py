"""Command: what is done from time to time, beside the server: erasing, and what goes out by mail.

Huey calls each job every minute; whether one has anything to do stands in the store, or in the job itself. So a job
that comes twice, late, or on two machines at once does no harm.
"""

import signal
from threading import Event

import click
from huey import Huey, crontab

from driverapp.cli.installation import LastingInstallation
from driverapp.cli.jobs import Messages, Upkeep
from driverapp.config import Config, InvalidSetting
from driverapp.store.queue import QueueUnavailable, open_queue
from driverapp.trust.keys import MissingKey, read_keys

# One may erase for long while the other sends.
WORKERS = 2
# A job that still waits when its next comes is dropped.
MINUTE_S = 60
LONGEST_LOOK_S = 5.0
# What is under way may end: a mail, or a batch of what is erased.
GRACE_S = 15.0
HEALTH_S = 10.0
ENDINGS = (signal.SIGTERM, signal.SIGINT)


@click.command()
def work() -> None:
    """Erase what is due, verify the audit and send messages, until it is told to end."""
    ended = Event()
    # Whoever ends it while it begins is heard once it has begun.
    signal.pthread_sigmask(signal.SIG_BLOCK, ENDINGS)
    jobs = _queue()
    installed = LastingInstallation()
    jobs.periodic_task(crontab(), name="upkeep", expires=MINUTE_S)(Upkeep(installed).run)
    jobs.periodic_task(crontab(), name="messages", expires=MINUTE_S)(Messages(installed).run)
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


def _queue() -> Huey:
    try:
        config = Config.from_environment()
        key = read_keys(config.driverapp_data / "keys").hashing if config.jobs_url else None
        return open_queue(config.jobs_url, config.driverapp_data / "jobs.sqlite3", key)
    except (InvalidSetting, MissingKey, QueueUnavailable) as error:
        raise click.ClickException(str(error)) from None
