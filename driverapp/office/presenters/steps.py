"""The steps of a coordinator in words."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import gettext as _

from driverapp.office.presenters.timeline import Happened, timeline
from driverapp.office.presenters.words import state
from driverapp.reports.models import Report
from driverapp.reports.triage import ChangedMeanwhile, Entry, Step, possible_steps
from driverapp.vocabulary.states import OUTCOME_NAMES, Outcome
from driverapp.vocabulary.wording import N_

STEP_NAMES = {
    Step.SEE: N_("Als gelesen markieren"),
    Step.HAND_OVER: N_("An die Polizei übergeben"),
    Step.CLOSE: N_("Abschließen"),
    Step.REOPEN: N_("Wieder öffnen"),
    Step.RELEASE: N_("Aus der Quarantäne freigeben"),
    Step.ACCEPT_WITHDRAWAL: N_("Annehmen und Inhalt löschen"),
    Step.REFUSE_WITHDRAWAL: N_("Ablehnen"),
}
STEP_HINTS = {
    Step.SEE: N_("Die meldende Person sieht dann „Gelesen“."),
    Step.RELEASE: N_("Sie kam mit vielen anderen von derselben Adresse. Danach steht sie im Eingang."),
}
DECISIONS = (Step.ACCEPT_WITHDRAWAL, Step.REFUSE_WITHDRAWAL)


@dataclass(frozen=True)
class Button:
    """A step that can be taken; `kind` as the button component takes it."""

    step: str
    label: str
    kind: str
    hint: str | None = None


@dataclass(frozen=True)
class Steps:
    """What can be done with a report now: single steps, closing it with its outcome, a withdrawal to decide."""

    buttons: Sequence[Button]
    decisions: Sequence[Button]
    closing: bool
    version: int


@dataclass(frozen=True)
class Conflict:
    """What somebody else did meanwhile, what the person at the keyboard entered, and whether it is still possible."""

    state: str
    version: int
    meanwhile: Sequence[Happened]
    step: str
    label: str
    outcome: str | None
    helped: bool
    possible: bool


def steps(report: Report) -> Steps:
    """What can be done with a report now; its first button is the one to expect."""
    possible = possible_steps(report)
    single = [step for step in possible if step not in (*DECISIONS, Step.CLOSE)]
    return Steps(
        buttons=[_button(step, main=step is single[0] and step is not Step.REOPEN) for step in single],
        decisions=[_button(step, main=False) for step in possible if step in DECISIONS],
        closing=Step.CLOSE in possible,
        version=report.version,
    )


def conflict(entry: Entry, changed: ChangedMeanwhile) -> Conflict:
    """The page for who came second."""
    report = changed.report
    return Conflict(
        state=state(report),
        version=report.version,
        meanwhile=timeline(changed.meanwhile),
        step=entry.step,
        label=_(STEP_NAMES[entry.step]),
        outcome=_(OUTCOME_NAMES[entry.outcome]) if entry.outcome else None,
        helped=entry.helped,
        possible=entry.step in possible_steps(report),
    )


def outcomes() -> list[tuple[str, str]]:
    """The outcomes of a closed report, to choose from."""
    return [(outcome, _(OUTCOME_NAMES[outcome])) for outcome in Outcome]


def _button(step: Step, *, main: bool) -> Button:
    hint = STEP_HINTS.get(step)
    kind = "danger" if step is Step.ACCEPT_WITHDRAWAL else "main" if main else "plain"
    return Button(step, _(STEP_NAMES[step]), kind, _(hint) if hint else None)
