"""The first steps in words, each with the way to where it is done."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _

from driverapp.upkeep.first_steps import FirstStep
from driverapp.vocabulary.wording import N_


@dataclass(frozen=True)
class Doing:
    """A step: what to do, why, where (nothing, if not in the office), and whether it is done or the next one."""

    name: str
    reason: str
    href: str | None
    done: bool
    next: bool


@dataclass(frozen=True)
class Todo:
    """All steps and how many of them are open."""

    steps: Sequence[Doing]
    open: int


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
    FirstStep.PRACTICE: (
        N_("Auf einem Telefon eine Übungsmeldung senden"),
        N_("So sehen Sie den ganzen Weg einmal. Übungen zählen nirgends mit."),
        None,
    ),
}


def todo(steps: Mapping[FirstStep, bool]) -> Todo:
    """The steps in their order; the first open one is the next."""
    upcoming = next((step for step, done in steps.items() if not done), None)
    return Todo([_doing(step, done=done, following=step is upcoming) for step, done in steps.items()], _open(steps))


def _doing(step: FirstStep, *, done: bool, following: bool) -> Doing:
    name, reason, endpoint = WORDS[step]
    return Doing(_(name), _(reason), url_for(endpoint) if endpoint else None, done, following)


def _open(steps: Mapping[FirstStep, bool]) -> int:
    return sum(not done for done in steps.values())
