"""Commands: erasing what has been kept long enough, by hand; `work` does it every hour."""

from collections import Counter

import click

from driverapp.cli.installation import installation
from driverapp.policy.current import current_policy
from driverapp.store.database import db
from driverapp.upkeep.retention import erase_batch


@click.group()
def retention() -> None:
    """How long things are kept: the policy says it, the office sets it."""


@retention.command()
def run() -> None:
    """Erase whatever is due; again changes nothing."""
    with installation():
        done = erase_due()
    click.echo(as_line(done) or "nothing was due")


def erase_due() -> Counter[str]:
    """Erase all that is due, batch by batch; how many of what."""
    total: Counter[str] = Counter()
    while done := erase_batch(current_policy()):
        db.session.commit()
        total += done
    return total


def as_line(done: Counter[str]) -> str:
    """How many of what were erased, as one line; empty where nothing was."""
    return ", ".join(f"{count} {what}" for what, count in sorted(done.items()))
