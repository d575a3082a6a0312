"""A coordinator's hold on a report's page."""

from dataclasses import dataclass

from flask_babel import gettext as _

from driverapp.office.presenters.times import Moment, date_alone
from driverapp.policy.resolve import Policy
from driverapp.policy.words import days
from driverapp.reports.hold import is_held
from driverapp.reports.models import Report
from driverapp.reports.steps import Step, possible_steps


@dataclass(frozen=True)
class Hold:
    """A hold that lasts (`until` some day), is over, or can begin; `file_number`: the last one that was given.

    `hint`: what happens when the form is sent, with its button's `label`.
    """

    until: Moment | None
    file_number: str
    hint: str
    label: str


def hold(report: Report, policy: Policy) -> Hold | None:
    """What a report's page says of a hold; nothing where none is possible."""
    if Step.HOLD not in possible_steps(report):
        return None
    length = days(policy.hold_days)
    number = report.file_number or ""
    if report.held_until is not None and is_held(report):
        hint = _("Verlängern gilt %(days)s ab heute.", days=length)
        return Hold(date_alone(report.held_until), number, hint, _("Verlängern"))
    hint = _("Wird dann %(days)s lang nicht gelöscht.", days=length)
    return Hold(None, number, hint, _("Festhalten"))
