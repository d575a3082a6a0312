"""Commands: people with an account."""

import sys

import click
from sqlalchemy import select

from driverapp.associations.queries import UnknownAssociation, association_of
from driverapp.cli.installation import installation, refusing
from driverapp.people.add import EmailTaken, InvalidEmail, add_person
from driverapp.people.models import Person
from driverapp.people.passwords import LONGEST, SHORTEST, WeakPassword, hash_password
from driverapp.people.queries import everybody
from driverapp.people.rights import AssociationNeeded, NoAssociationPossible
from driverapp.people.second_factor import InvalidSecret, check_secret, reset_second_factor
from driverapp.people.sign_in import normal_email
from driverapp.store.database import db
from driverapp.vocabulary.permissions import Role

REFUSALS: dict[type[Exception], str] = {
    InvalidEmail: "This is no e-mail address.",
    EmailTaken: "Somebody has an account under this e-mail address already.",
    UnknownAssociation: "There is no association under this slug; `associations add` makes one.",
    AssociationNeeded: "A partner needs --association.",
    NoAssociationPossible: "Only partners and approvers belong to an association.",
    WeakPassword: f"A password has {SHORTEST} to {LONGEST} characters, five of them different; it is not the address.",
    InvalidSecret: "The TOTP secret is base32 of at least 128 bits (26 characters).",
}


@click.group()
def people() -> None:
    """People with an account in the office."""


@people.command()
@click.argument("email")
@click.option("--role", required=True, type=click.Choice([role.value for role in Role]))
@click.option("--association", metavar="SLUG", help="The association of a partner or an approver.")
@click.option("--password-stdin", is_flag=True, help="Read the password from standard input.")
@click.option("--totp-secret", metavar="BASE32", help="Without it the second factor is set up at the first sign-in.")
def add(email: str, *, role: str, association: str | None, password_stdin: bool, totp_secret: str | None) -> None:
    """Add somebody who can sign in."""
    if not password_stdin:
        raise click.UsageError("The password comes by standard input: --password-stdin.")
    password = sys.stdin.readline().rstrip("\r\n")
    with installation(), refusing(REFUSALS):
        secret = check_secret(totp_secret) if totp_secret else None
        owner = association_of(db.session(), association) if association else None
        person = add_person(db.session(), email, Role(role), owner)
        person.password, person.totp_secret = hash_password(password, normal_email(email)), secret
    click.echo(f"{normal_email(email)} can sign in as {role}")


@people.command("reset-second-factor")
@click.argument("email")
def reset(email: str) -> None:
    """Take somebody's app, passkeys and recovery codes away; at the next sign-in they set up a second factor anew.

    For whoever lost them all. Make sure that it is they who ask: the office cannot do this, so that nobody there
    takes over somebody else's account.
    """
    with installation():
        person = db.session.scalar(select(Person).where(Person.email == normal_email(email)))
        if person is None:
            raise click.ClickException("Nobody has an account under this e-mail address.")
        reset_second_factor(db.session(), person, by=None)
    click.echo(f"{normal_email(email)} sets up a second factor at the next sign-in")


@people.command("list")
def list_all() -> None:
    """Show who has an account, one a line: e-mail address, role, association, state."""
    with installation():
        for person in everybody(db.session()):
            owner = person.association.slug if person.association else "-"
            state = "deactivated" if not person.active else "active" if person.password else "invited"
            click.echo(f"{person.email}\t{person.role}\t{owner}\t{state}")
