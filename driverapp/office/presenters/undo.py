"""The step that can be taken back next, in words."""

from dataclasses import dataclass

from flask_babel import gettext as _

from driverapp.office.presenters.timeline import happened
from driverapp.reports.entries import Timeline
from driverapp.reports.models import Report
from driverapp.reports.undo import Why, last_step, why_not


@dataclass(frozen=True)
class Undo:
    """The last step; `what` it was, when and by whom, and if it has to stay, why."""

    event: int
    what: str
    when: str
    who: str
    why_not: str


def undo(report: Report, timeline: Timeline) -> Undo | None:
    """The last step, to be taken back; nothing where none was taken."""
    last = last_step(timeline)
    why = why_not(report, last, timeline) if last else Why.NOT_IN_TURN
    if last is None or why in (Why.NOT_IN_TURN, Why.BEFORE_UNDO):
        return None
    email = next(email for event, email in timeline if event.id == last.id)
    shown = happened(last, email)
    return Undo(last.id, shown.what, shown.moment.text, shown.who, _fetched() if why is Why.FETCHED else "")


def _fetched() -> str:
    return _("Die Frage liegt schon auf dem Telefon der meldenden Person und lässt sich nicht mehr zurücknehmen.")
