"""Commands: associations and their enrolment codes."""

import click

from driverapp.associations.add import InvalidName, InvalidSlug, SlugTaken, add_association
from driverapp.associations.changes import Deactivated
from driverapp.associations.enrol import AlreadyEnrolled, GroupNotThere, GroupTooSmall, add_enrolment
from driverapp.associations.queries import UnknownAssociation, UnknownSite, association_of, site_of
from driverapp.associations.sites import InvalidSite, SiteElsewhere, set_site, site_for
from driverapp.associations.staff import InvalidStaff
from driverapp.cli.installation import installation, refusing
from driverapp.store.database import db
from driverapp.vocabulary.target_groups import TargetGroup

REFUSALS: dict[type[Exception], str] = {
    InvalidSlug: "A slug is of small letters, digits and single hyphens, at most 60.",
    InvalidName: "A name has at least one character and at most 200.",
    SlugTaken: "There is an association under this slug already.",
    UnknownAssociation: "There is no association under this slug; `associations add` makes one.",
    UnknownSite: "There is no site under this slug; `enrolment add --site` makes one.",
    SiteElsewhere: "This site belongs to another association.",
    GroupTooSmall: "The association has fewer than 10 staff: a code would come close to naming somebody.",
    GroupNotThere: "The association is said to have other target groups.",
    InvalidStaff: "The number of employees lies between 0 and 10 million.",
    Deactivated: "The association or the site is deactivated.",
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
@click.option(
    "--site", metavar="SLUG", help="Made where there is none; `sites set` gives it name, place and telephone."
)
def add_code(association: str, target_group: str, site: str | None) -> None:
    """Make a code; prints it and its address."""
    with installation(), refusing(REFUSALS):
        owner = association_of(db.session(), association)
        place, is_new = site_for(db.session(), owner, site) if site else (None, False)
        try:
            made = add_enrolment(db.session(), owner, TargetGroup(target_group), place)
        except AlreadyEnrolled as error:
            message = f"There is an active code for this association, target group and site: {error.code}"
            raise click.ClickException(message) from None
        code = made.code
    if is_new:
        click.echo(f"site {site} added", err=True)
    click.echo(f"{code}\n/join/{code}")


@click.group()
def sites() -> None:
    """Places that associations run, for example rest stops."""


@sites.command("set")
@click.argument("slug")
@click.option("--name")
@click.option("--phone", help="The telephone from which its staff call.")
@click.option("--address")
@click.option("--side", help="Of the road, for example «Nordseite».")
@click.option("--road", help="For example A2.")
@click.option("--direction", help="Of the carriageway that leads to it, for example «Hannover».")
@click.option("--km", type=float)
@click.option("--video-hours", type=int, help="After how many hours its video is overwritten, at most 744.")
def set_fields(slug: str, **fields: str | float | None) -> None:
    """Set what its tablets show; an empty value takes a field away."""
    with installation():
        try:
            with refusing(REFUSALS):
                given = {name: value for name, value in fields.items() if value is not None}
                set_site(db.session(), site_of(db.session(), slug), given)
        except InvalidSite as error:
            raise click.ClickException(str(error)) from None
    click.echo(f"{slug} set")
