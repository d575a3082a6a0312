"""Commands: erasing what has been kept long enough, by hand; `work` does it every hour."""

from collections import Counter

import click

from driverapp.cli.audit import told
from driverapp.cli.installation import installation
from driverapp.policy.current import current_policy
from driverapp.store.database import db
from driverapp.trust.audit_check import check_audit, is_check_due, note_check
from driverapp.upkeep.retention import erase_batch


@click.group()
def retention() -> None:
    """How long things are kept: the policy says it, the office sets it."""


@retention.command()
def run() -> None:
    """Erase whatever is due; again changes nothing."""
    done = erase_due()
    click.echo(", ".join(f"{count} {what}" for what, count in sorted(done.items())) or "nothing was due")


def erase_due() -> Counter[str]:
    """Erase all that is due, batch by batch; how many of what."""
    total: Counter[str] = Counter()
    with installation():
        while done := erase_batch(current_policy()):
            db.session.commit()
            total += done
    return total


def try_erasing() -> None:
    """Erase all that is due and say so; where that is not possible, say why."""
    try:
        done = erase_due()
    except click.ClickException as error:
        # A store that does not answer now may do so in an hour.
        click.echo(f"Nothing was erased: {error.message}", err=True)
    else:
        if done:
            click.echo(f"Erased: {', '.join(f'{count} {what}' for what, count in sorted(done.items()))}")


def try_verifying() -> None:
    """Verify the audit where that is due, and say so where it does not hold."""
    try:
        with installation():
            if not is_check_due(db.session()):
                return
            checked = check_audit()
            note_check(db.session(), checked)
    except click.ClickException as error:
        click.echo(f"The audit was not verified: {error.message}", err=True)
    else:
        if checked.fault:
            click.echo(f"The audit does not hold: {told(checked.fault)}", err=True)
