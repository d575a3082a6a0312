"""Commands: associations and their enrolment codes."""

import click

from driverapp.associations.add import InvalidName, InvalidSlug, SlugTaken, add_association
from driverapp.associations.enrol import AlreadyEnrolled, GroupTooSmall, add_enrolment
from driverapp.associations.queries import UnknownAssociation, UnknownSite, association_of, site_of
from driverapp.cli.installation import installation, refusing
from driverapp.store.database import db
from driverapp.vocabulary.target_groups import TargetGroup

REFUSALS: dict[type[Exception], str] = {
    InvalidSlug: "A slug is of small letters, digits and single hyphens, at most 60.",
    InvalidName: "A name has at least one character and at most 200.",
    SlugTaken: "There is an association under this slug already.",
    UnknownAssociation: "There is no association under this slug; `associations add` makes one.",
    UnknownSite: "The association has no site under this slug.",
    GroupTooSmall: "The association has fewer than 10 staff: a code would come close to naming somebody.",
}


@click.group()
def associations() -> None:
    """Associations of the partnership."""


@associations.command("add")
@click.argument("slug")
@click.argument("name")
@click.option("--staff", type=click.IntRange(min=0), help="Number of employees, where it is known.")
def add_one(slug: str, name: str, staff: int | None) -> None:
    """Add an association."""
    with installation(), refusing(REFUSALS):
        add_association(db.session(), slug, name, staff)
    click.echo(f"{slug} added")


@click.group()
def enrolment() -> None:
    """Codes that attribute reports to an association."""


@enrolment.command("add")
@click.option("--association", required=True, metavar="SLUG")
@click.option("--target-group", required=True, type=click.Choice([group.value for group in TargetGroup]))
@click.option("--site", metavar="SLUG")
def add_code(association: str, target_group: str, site: str | None) -> None:
    """Make a code; prints it and its address."""
    with installation(), refusing(REFUSALS):
        owner = association_of(db.session(), association)
        place = site_of(db.session(), owner, site) if site else None
        try:
            made = add_enrolment(db.session(), owner, TargetGroup(target_group), place)
        except AlreadyEnrolled as error:
            message = f"There is an active code for this association, target group and site: {error.code}"
            raise click.ClickException(message) from None
        code = made.code
    click.echo(f"{code}\n/join/{code}")
