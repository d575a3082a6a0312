"""The steps of a coordinator in words."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _

from driverapp.office.forms.report import form_fields
from driverapp.office.presenters.conversation import question_words
from driverapp.office.presenters.timeline import Happened, entered_words, timeline
from driverapp.office.presenters.words import state
from driverapp.reports.models import Report
from driverapp.reports.steps import Entry, Step, is_possible, possible_steps
from driverapp.reports.triage import ChangedMeanwhile
from driverapp.reports.undo import CannotUndo, find_step
from driverapp.vocabulary.channels import TAKEN_DOWN
from driverapp.vocabulary.states import OUTCOME_NAMES, Outcome
from driverapp.vocabulary.wording import N_

STEP_NAMES = {
    Step.SEE: N_("Als gelesen markieren"),
    Step.HAND_OVER: N_("An die Polizei übergeben"),
    Step.CLOSE: N_("Abschließen"),
    Step.REOPEN: N_("Wieder öffnen"),
    Step.RELEASE: N_("Aus der Quarantäne freigeben"),
    Step.ASK: N_("Nachfragen"),
    Step.NOTE_ANSWER: N_("Antwort gelesen"),
    Step.ACCEPT_WITHDRAWAL: N_("Annehmen und Inhalt löschen"),
    Step.REFUSE_WITHDRAWAL: N_("Ablehnen"),
    Step.HOLD: N_("Festhalten"),
    Step.END_HOLD: N_("Nicht mehr festhalten"),
    Step.CHANGE_HAND_OVER: N_("Angaben zur Übergabe ändern"),
    Step.NOTE: N_("Notiz speichern"),
    Step.TRANSLATE: N_("Übersetzung speichern"),
    Step.REDACT: N_("Geschwärzte Kopie speichern"),
    Step.UNDO: N_("Rückgängig"),
}
STEP_HINTS = {
    Step.SEE: N_("Die meldende Person sieht dann „Gelesen“."),
    Step.RELEASE: N_("Sie kam mit vielen anderen von derselben Adresse. Danach steht sie im Eingang."),
    Step.END_HOLD: N_("Dann gelten die üblichen Fristen. Sind sie schon vorbei, wird der Inhalt bald gelöscht."),
}
# Nobody outside hears of what was taken down.
HINTS_OF_TAKEN_DOWN = STEP_HINTS | {Step.SEE: N_("Davon erfährt nur das Büro.")}
DECISIONS = (Step.ACCEPT_WITHDRAWAL, Step.REFUSE_WITHDRAWAL)
# What has a place of its own on the page.
HANDING_OVER = (Step.HAND_OVER, Step.CHANGE_HAND_OVER)
APART = (*DECISIONS, *HANDING_OVER, Step.CLOSE, Step.ASK, Step.NOTE_ANSWER, Step.HOLD, Step.END_HOLD)


@dataclass(frozen=True)
class Button:
    """A step that can be taken; `kind` as the button component takes it."""

    step: str
    label: str
    kind: str
    hint: str | None = None


@dataclass(frozen=True)
class Steps:
    """What can be done with a report now: single steps, closing it with its outcome, a withdrawal to decide.

    `noting`: to note the last answer; `ending`: to end a hold. `word` changes whenever other steps are possible.
    `tells`: whether the reporter hears of the steps.
    """

    buttons: Sequence[Button]
    decisions: Sequence[Button]
    closing: bool
    noting: Button
    ending: Button
    version: int
    word: str
    tells: bool


@dataclass(frozen=True)
class Conflict:
    """What somebody else did meanwhile, what the person at the keyboard entered, and whether it is still possible.

    `fields`: the entry as it is sent again to `action`.
    """

    state: str
    version: int
    meanwhile: Sequence[Happened]
    label: str
    said: Sequence[str]
    helped: bool
    possible: bool
    fields: Sequence[tuple[str, str]]
    action: str


def steps(report: Report) -> Steps:
    """What can be done with a report now; its first button is the one to expect."""
    possible = possible_steps(report)
    single, tells = [step for step in possible if step not in APART], report.channel not in TAKEN_DOWN
    return Steps(
        buttons=[_button(step, main=step is single[0] and step is not Step.REOPEN, tells=tells) for step in single],
        decisions=[_button(step, main=False) for step in possible if step in DECISIONS],
        closing=Step.CLOSE in possible,
        noting=_button(Step.NOTE_ANSWER, main=False),
        ending=_button(Step.END_HOLD, main=False),
        version=report.version,
        word=f"{report.version}-{report.state}-{bool(report.withdrawal_requested_at)}",
        tells=tells,
    )


def conflict(
    entry: Entry, changed: ChangedMeanwhile, entries: Mapping[int, Mapping[str, Any]], action: str
) -> Conflict:
    """The page for who came second; `entries`: what was entered with the steps, `action`: where to send it again."""
    report = changed.report
    return Conflict(
        state=state(report),
        version=report.version,
        meanwhile=timeline(changed.meanwhile, entries, whole=True),
        label=_(STEP_NAMES[entry.step]),
        said=list(_said(entry)),
        helped=entry.helped,
        possible=_still_possible(report, entry),
        fields=form_fields(entry, report.version),
        action=action,
    )


def _said(entry: Entry) -> Iterator[str]:
    """What somebody entered with a step, in words."""
    if entry.outcome:
        yield _(OUTCOME_NAMES[entry.outcome])
    if entry.asked:
        yield from filter(None, (question_words(entry.asked.question), entry.asked.text))
    yield from filter(None, (entered_words(entry.entered(), whole=True),))


def _still_possible(report: Report, entry: Entry) -> bool:
    if entry.step is not Step.UNDO:
        return is_possible(report, entry.step)
    try:
        find_step(report, entry.event)
    except CannotUndo:
        return False
    return True


def outcomes() -> list[tuple[str, str]]:
    """The outcomes of a closed report, to choose from."""
    return [(outcome, _(OUTCOME_NAMES[outcome])) for outcome in Outcome]


def _button(step: Step, *, main: bool, tells: bool = True) -> Button:
    hint = (STEP_HINTS if tells else HINTS_OF_TAKEN_DOWN).get(step)
    kind = "danger" if step is Step.ACCEPT_WITHDRAWAL else "main" if main else "plain"
    return Button(step, _(STEP_NAMES[step]), kind, _(hint) if hint else None)
