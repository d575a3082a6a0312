"""What came of a step with several reports, in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask_babel import gettext as _
from flask_babel import ngettext

from driverapp.office.presenters import words
from driverapp.office.presenters.steps import STEP_NAMES
from driverapp.reports.bulk import Why, can_be_undone
from driverapp.reports.inbox_models import BulkStep
from driverapp.reports.models import Report
from driverapp.reports.steps import Step
from driverapp.reports.tabs import Tab
from driverapp.vocabulary.states import State
from driverapp.vocabulary.wording import N_

WHY = {
    Why.CHANGED: N_("inzwischen geändert"),
    Why.NOT_POSSIBLE: N_("dieser Schritt ist bei ihrem Stand nicht möglich"),
    Why.GONE: N_("nicht mehr da"),
}
# Steps that come after somebody has marked the report as seen.
AFTER_SEEN = (Step.HAND_OVER, Step.CLOSE)
# What the list answers where nothing was done.
TOLD = {
    "nobody": N_("Keine Meldung ausgewählt. Haken Sie in der Liste an, womit Sie arbeiten wollen."),
    "outcome": N_("Wählen Sie, was daraus wurde. Noch nichts abgeschlossen."),
    "office": N_("Nennen Sie die Dienststelle: 2 bis 120 Zeichen. Noch nichts übergeben."),
    "name": N_("Noch nicht gespeichert: Eine Ansicht braucht einen Namen mit höchstens 60 Zeichen."),
    "views": N_("Noch nicht gespeichert: Es gibt schon 30 Ansichten. Löschen Sie zuerst eine."),
}


@dataclass(frozen=True)
class Left:
    """A report with which the step could not be taken: what it is, how it stands now, and why."""

    id: str
    title: str
    state: str
    why: str


@dataclass(frozen=True)
class Outcome:
    """What came of it; `undo`: it can be undone."""

    id: int
    sentence: str
    left: Sequence[Left]
    undo: bool


def outcome_of(bulk: BulkStep, reports: Mapping[str, Report]) -> Outcome:
    """A step with several reports; `reports`: those with which it could not be taken, by their ids."""
    return Outcome(
        id=bulk.id,
        sentence=_sentence(Step(bulk.step), len(bulk.done)),
        left=[_left(Step(bulk.step), reports.get(report_id), report_id, Why(why)) for report_id, why in bulk.left],
        undo=can_be_undone(bulk),
    )


def possible_in(tab: Tab) -> list[tuple[str, str]]:
    """The steps that can be taken with several reports of a tab, but to close them and to hand them over."""
    steps = [] if tab is Tab.CLOSED else [Step.SEE]
    return [(step, _(STEP_NAMES[step])) for step in (*steps, *([Step.RELEASE] if tab is Tab.QUARANTINE else []))]


def told(word: str) -> str | None:
    """Why nothing was done."""
    return _(TOLD[word]) if word in TOLD else None


def _sentence(step: Step, count: int) -> str:
    if count == 0:
        return _("Mit keiner Meldung ging dieser Schritt.")
    sentences = {
        Step.SEE: ngettext("%(num)s Meldung als gelesen markiert.", "%(num)s Meldungen als gelesen markiert.", count),
        Step.HAND_OVER: ngettext("%(num)s Meldung übergeben.", "%(num)s Meldungen übergeben.", count),
        Step.CLOSE: ngettext("%(num)s Meldung abgeschlossen.", "%(num)s Meldungen abgeschlossen.", count),
        Step.RELEASE: ngettext("%(num)s Meldung freigegeben.", "%(num)s Meldungen freigegeben.", count),
        Step.UNDO: ngettext(
            "Bei %(num)s Meldung rückgängig gemacht.", "Bei %(num)s Meldungen rückgängig gemacht.", count
        ),
    }
    return sentences[step]


def _left(step: Step, report: Report | None, report_id: str, why: Why) -> Left:
    if report is None:
        return Left(report_id, _("Eine Meldung"), "", _(WHY[why]))
    place = words.road({"road": report.road, "km": report.km})
    title = ", ".join(filter(None, (words.title(report), place, report.reference)))
    unseen = why is Why.NOT_POSSIBLE and step in AFTER_SEEN and report.state == State.RECEIVED
    return Left(report_id, title, words.state(report), _("erst als gelesen markieren") if unseen else _(WHY[why]))
