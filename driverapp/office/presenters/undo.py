"""The step that can be taken back next, in words."""

from dataclasses import dataclass

from flask_babel import gettext as _

from driverapp.office.presenters.timeline import happened
from driverapp.reports.entries import Timeline
from driverapp.reports.models import Report
from driverapp.reports.undo import Why, last_step, why_not
from driverapp.vocabulary.states import EventKind


@dataclass(frozen=True)
class Undo:
    """The last step; `what` it was, when and by whom, and if it has to stay, why.

    `erases`: it is the taking down itself, with which the content goes.
    """

    event: int
    what: str
    when: str
    who: str
    why_not: str
    erases: bool


def undo(report: Report, timeline: Timeline) -> Undo | None:
    """The last step, to be taken back; nothing where none was taken."""
    last = last_step(timeline)
    why = why_not(report, last, timeline) if last else Why.NOT_IN_TURN
    if last is None or why in (Why.NOT_IN_TURN, Why.BEFORE_UNDO):
        return None
    email = next(email for event, email in timeline if event.id == last.id)
    shown = happened(last, email)
    stays, erases = _fetched() if why is Why.FETCHED else "", last.kind == EventKind.RECEIVED
    return Undo(last.id, shown.what, shown.moment.text, shown.who, stays, erases)


def _fetched() -> str:
    return _("Die Frage liegt schon auf dem Telefon der meldenden Person und lässt sich nicht mehr zurücknehmen.")
