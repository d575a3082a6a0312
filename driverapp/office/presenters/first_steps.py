"""The first steps in words, each with the way to where it is done."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _

from driverapp.upkeep.first_steps import OPTIONAL, FirstStep
from driverapp.vocabulary.permissions import Role
from driverapp.vocabulary.wording import N_


@dataclass(frozen=True)
class Doing:
    """A step: what to do, why, where (nothing, if not in the office), and whether it is done or the next one.

    `command`: what an operator types for it; `optional`: the installation works without.
    """

    name: str
    reason: str
    href: str | None
    command: str | None
    optional: bool
    done: bool
    next: bool


@dataclass(frozen=True)
class Todo:
    """All steps, how many of those that are needed are open, and how many of the others."""

    steps: Sequence[Doing]
    open: int
    optional: int


WORDS: dict[FirstStep, tuple[str, str, str | None]] = {
    FirstStep.ADMINISTRATORS: (
        N_("Eine zweite Person für die Verwaltung einladen"),
        N_("Wer allein verwaltet, steht bei Krankheit oder einem verlorenen Telefon vor verschlossener Tür."),
        "people.invite_one",
    ),
    FirstStep.COORDINATORS: (
        N_("Mindestens zwei Personen für die Koordination einladen"),
        N_("Nur sie lesen Meldungen. Ohne sie liest niemand."),
        "people.invite_one",
    ),
    FirstStep.MAIL: (
        N_("Den Mailserver eintragen"),
        N_("Ohne ihn geht keine Mail hinaus, und niemand wird geweckt, wenn etwas andauert."),
        "deliveries.show",
    ),
    FirstStep.ESCALATION: (
        N_("Die Reihenfolge bei Eskalation festlegen"),
        N_("Ohne sie werden alle geweckt, in der Reihenfolge ihrer Konten."),
        "settings.show",
    ),
    FirstStep.OPERATOR: (
        N_("Sagen, wer die Anlage betreibt"),
        N_(
            "Name, Anschrift und Kontakt stehen im Impressum und im Datenschutz der App. Ohne sie darf sie "
            "nicht hinaus."
        ),
        "settings.show",
    ),
    FirstStep.POLICY: (
        N_("Die Richtlinie ansehen und speichern"),
        N_("Sie bestimmt, was eine Meldung enthalten darf und wie lange sie bleibt. Die meldende Person liest es mit."),
        "policy.show",
    ),
    FirstStep.READING_HOURS: (
        N_("Lesezeiten festlegen"),
        N_("Ohne sie sagt die App: „wird nicht rund um die Uhr gelesen“."),
        "policy.show",
    ),
    FirstStep.ASSOCIATIONS: (
        N_("Den ersten Verband anlegen"),
        N_("Erst damit lassen sich Meldungen zuordnen und eine Bilanz ziehen."),
        "associations.show",
    ),
    FirstStep.ENROLMENTS: (
        N_("Einen Code ausgeben"),
        N_("Der QR-Code auf dem Aushang ordnet ein Telefon Verband und Zielgruppe zu, nie einer Person."),
        "associations.show",
    ),
    FirstStep.GUIDANCE: (
        N_("Den ersten Inhalt mit Zustimmung veröffentlichen"),
        N_("Die mitgelieferten Checklisten sind Entwürfe: Polizei und Verbände haben ihnen noch nicht zugestimmt."),
        "guidance_parties.show",
    ),
    FirstStep.GAZETTEER: (
        N_("Autobahnen und Kreise einlesen"),
        N_("Dann nennt die App Autobahn und Kilometer, und das Büro den Kreis. Auf dem Server, für jede Datei:"),
        None,
    ),
    FirstStep.PRACTICE: (
        N_("Auf einem Telefon eine Übungsmeldung senden"),
        N_("So sehen Sie den ganzen Weg einmal. Übungen zählen nirgends mit."),
        None,
    ),
}
INVITED = {FirstStep.ADMINISTRATORS: Role.ADMINISTRATOR, FirstStep.COORDINATORS: Role.COORDINATOR}
COMMANDS = {FirstStep.GAZETTEER: "driverapp gazetteer import FILE"}


def todo(steps: Mapping[FirstStep, bool]) -> Todo:
    """The steps in their order; the first open one that is needed is the next, or else the first of the others."""
    waiting = [step for step, done in steps.items() if not done]
    needed = [step for step in waiting if step not in OPTIONAL]
    upcoming = next(iter([*needed, *waiting]), None)
    doings = [_doing(step, done=done, following=step is upcoming) for step, done in steps.items()]
    return Todo(doings, open=len(needed), optional=len(waiting) - len(needed))


def _doing(step: FirstStep, *, done: bool, following: bool) -> Doing:
    name, reason, endpoint = WORDS[step]
    href = url_for(endpoint, role=INVITED.get(step)) if endpoint else None
    return Doing(_(name), _(reason), href, COMMANDS.get(step), step in OPTIONAL, done, following)
