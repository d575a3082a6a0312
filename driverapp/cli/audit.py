"""Commands: whether the audit is whole."""

import click

from driverapp.cli.installation import installation
from driverapp.store.clock import BERLIN
from driverapp.store.database import db
from driverapp.trust.audit_check import check_audit, note_check
from driverapp.trust.audit_verify import Checked, Fault, FaultKind

FAULTS = {
    FaultKind.CHANGED: "Entry {} is not what was written there.",
    FaultKind.MISSING: "Entry {} is missing.",
    FaultKind.FOREIGN: "Entry {} was put in behind the app's back.",
    FaultKind.CUT_OFF: (
        "Entry {} was there at the last verification and is gone. If an older store was restored, remove"
        " audit-verified.json from the data folder."
    ),
    FaultKind.ERASED: "Entry {} did not hold when it was erased as too old.",
    FaultKind.HEAD: "The head of the chain was changed behind the app's back.",
    FaultKind.MARK: "audit-verified.json in the data folder was changed behind the app's back.",
}


@click.group()
def audit() -> None:
    """Who opened and changed what: a chain of entries, each with a keyed hash over the one before."""


@audit.command()
def verify() -> None:
    """Look at every entry; exits 1 and names the first that was changed, put in, moved or removed."""
    with installation():
        checked = check_audit()
        note_check(db.session(), checked)
    if checked.fault:
        raise click.ClickException(f"{told(checked.fault)} {_whole(checked)}")
    click.echo(_whole(checked))


def told(fault: Fault) -> str:
    """A fault in words."""
    return FAULTS[fault.kind].format(fault.entry_id)


def _whole(checked: Checked) -> str:
    if checked.first_at is None or checked.last_at is None:
        return "No entries hold." if checked.fault else "The audit is whole and has no entries."
    first, last = (each.astimezone(BERLIN).strftime("%Y-%m-%d %H:%M") for each in (checked.first_at, checked.last_at))
    return f"{checked.count} entries hold, from {first} to {last}."
