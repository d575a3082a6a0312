"""Command: an installation with invented content, to look at and to try out."""

from datetime import datetime, time, timedelta

import click
from flask import current_app

from driverapp.cli.installation import installation, refusing
from driverapp.config import PROJECT, Config, InvalidSetting
from driverapp.demo.fill import StoreInUse, fill
from driverapp.demo.ground import write_ground
from driverapp.demo.guidance import add_guidance
from driverapp.demo.mark import Mark, Plan, read_mark, write_mark
from driverapp.demo.series import COUNT
from driverapp.guidance.load import STARTER, load_content
from driverapp.store.clock import BERLIN, now
from driverapp.store.database import db
from driverapp.store.upgrade import upgrade
from driverapp.trust.keys import create_keys

FOLDER = PROJECT / "instance-demo"
# Short enough for figures of a few weeks, long enough for those of years.
FEWEST_DAYS, MOST_DAYS = 7, 1100
# Reports until a day are those until its morning, when the night still lies unread.
MORNING = time(6)
REFUSALS: dict[type[Exception], str] = {
    StoreInUse: "There are people, associations or reports in this store already: invented ones do not go there.",
}


@click.command()
@click.option("--reports", default=50_000, show_default=True, type=click.IntRange(min=10 * COUNT))
@click.option("--seed", default=1, show_default=True, help="The same seed and --until give the same reports.")
@click.option("--until", type=click.DateTime(["%Y-%m-%d"]), help="The last day, till 6:00; now, if not given.")
@click.option("--days", default=365, show_default=True, type=click.IntRange(FEWEST_DAYS, MOST_DAYS))
@click.option("--series", is_flag=True, help="List the reports of the hidden series: series, id, reference.")
def demo(*, reports: int, seed: int, until: datetime | None, days: int, series: bool) -> None:
    """Fill a folder of its own with invented content, once, and print how each role signs in.

    The folder is instance-demo, unless DRIVERAPP_DATA names another; `make demo` serves it as well.
    """
    config = _config()
    plan = Plan(reports=reports, seed=seed, until=_ends(until), days=days)
    mark = read_mark(config.driverapp_data)
    if series:
        _print_series(mark)
        return
    if mark is None or not mark.sign_ins:
        mark = _make(config, plan)
    _print(config, mark)


def _config() -> Config:
    try:
        config = Config.from_environment()
    except InvalidSetting as error:
        raise click.ClickException(str(error)) from None
    return (
        config if "driverapp_data" in config.model_fields_set else config.model_copy(update={"driverapp_data": FOLDER})
    )


def _ends(day: datetime | None) -> datetime:
    moment = now()
    ends = datetime.combine(day, MORNING, BERLIN) if day else moment.replace(second=0, microsecond=0)
    if ends > moment:
        raise click.BadParameter("The future is not known yet.", param_hint="--until")
    return ends


def _make(config: Config, plan: Plan) -> Mark:
    create_keys(config.driverapp_data / "keys")
    click.echo(f"Inventing {plan.reports} reports, seed {plan.seed}, until {plan.until.isoformat()} …", err=True)
    with installation(config), refusing(REFUSALS):
        upgrade(current_app)
        mark = fill(db.session(), plan)
        load_content(STARTER)
        add_guidance(db.session(), plan)
        write_ground(config.driverapp_data)
        # Before the store holds anything: what is invented never stands there unmarked.
        write_mark(config.driverapp_data, mark)
    return mark


def _print(config: Config, mark: Mark) -> None:
    click.echo("Everything here is invented: associations, sites, people and reports.")
    if now() - mark.plan.until > timedelta(days=7):
        click.echo(f"It ends at {mark.plan.until.isoformat()}; for a fresh one remove {config.driverapp_data}.")
    click.echo(f"Office: {config.base_url}/office/   Phone: {config.base_url}/")
    for each in mark.sign_ins:
        click.echo(f"{each.role:14} {each.email:38} {each.password}   TOTP {each.secret}   now {each.code()}")


def _print_series(mark: Mark | None) -> None:
    if mark is None:
        raise click.ClickException("There is no demo in this folder; `driverapp demo` makes one.")
    for name, reports in mark.series.items():
        for each in reports:
            click.echo(f"{name}\t{each.id}\t{each.reference}")
