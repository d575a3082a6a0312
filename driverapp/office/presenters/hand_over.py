"""To whom a report was handed over, on its page."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import gettext as _

from driverapp.office.presenters.times import Moment, clock
from driverapp.reports.entries import Kept
from driverapp.reports.models import Report
from driverapp.reports.steps import Step, possible_steps


@dataclass(frozen=True)
class HandOver:
    """The form of a hand-over: `step` it sends, with its button's `label`, and what stands in its fields.

    `since`: when the report was handed over, by `who`; empty before. `offices`: suggestions, the most frequent first.
    """

    step: str
    label: str
    office: str
    file_number: str
    since: Moment | None
    who: str
    offices: Sequence[str]


def hand_over(report: Report, kept: Sequence[Kept], offices: Sequence[str]) -> HandOver | None:
    """What the page says of a hand-over; `kept`: what was entered with each. Nothing where none is possible."""
    possible = possible_steps(report)
    standing = [each for each in kept if not each.undone]
    if Step.CHANGE_HAND_OVER in possible:
        last = standing[-1] if standing else None
        entered = last.entered if last else {}
        since = clock(last.at) if last else None
        words = (_("Angaben ändern"), entered.get("office", ""), entered.get("file_number", ""))
        return HandOver(Step.CHANGE_HAND_OVER, *words, since, last.who if last else "", offices)
    if Step.HAND_OVER in possible:
        return HandOver(Step.HAND_OVER, _("An die Polizei übergeben"), "", report.file_number or "", None, "", offices)
    return None
