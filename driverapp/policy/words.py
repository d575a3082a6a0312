"""What a policy means to whoever reports, in plain sentences of the language of the page."""

from dataclasses import dataclass

from flask_babel import gettext, ngettext

from driverapp.policy.choices import HOURS_A_DAY, Operator
from driverapp.policy.resolve import Policy
from driverapp.vocabulary.guidance import FEEDBACK_MONTHS


@dataclass(frozen=True)
class Term:
    """How long something is kept: what, and the period in words."""

    what: str
    how_long: str


def reading_hours_sentence(hours: tuple[int, int] | None) -> str:
    """When reports are read, as it stands before every tap; without hours the honest sentence."""
    if hours is None:
        return gettext("Wird nicht rund um die Uhr gelesen.")
    if hours == (0, HOURS_A_DAY):
        return gettext("Wird rund um die Uhr gelesen.")
    return gettext("Wird täglich von %(first)s bis %(last)s Uhr gelesen.", first=hours[0], last=hours[1])


def nobody_reads_sentence(hours: tuple[int, int] | None) -> str:
    """What stands on the screen after a tap while nobody reads."""
    if hours is None:
        return gettext("Wird nicht rund um die Uhr gelesen. Bei Gefahr 110.")
    return gettext("Liest vor %(first)s Uhr niemand. Bei Gefahr 110.", first=hours[0])


def readers_sentence(policy: Policy) -> str:
    """Who reads."""
    if policy.operator is Operator.PRIVATE:
        return gettext("Ihre Meldung liest nur eine Stelle, die der Betreiber dafür bestimmt hat.")
    return gettext("Ihre Meldung liest nur die Polizei oder eine Stelle, die sie dafür bestimmt hat.")


def fields_sentence(policy: Policy) -> str:
    """What a report can tell, and what the server does not take."""
    sentences = {
        (True, True): gettext("Was Sie angeben: was, wann, wo, ob es noch passiert, Fahrzeug und Kennzeichen, Text."),
        (True, False): gettext(
            "Was Sie angeben: was, wann, wo, ob es noch passiert, Text. Ein Fahrzeug nimmt der Server nicht an."
        ),
        (False, True): gettext(
            "Was Sie angeben: was, wann, wo, ob es noch passiert, Fahrzeug und Kennzeichen. "
            "Text nimmt der Server nicht an."
        ),
        (False, False): gettext(
            "Was Sie angeben: was, wann, wo, ob es noch passiert. Text und Fahrzeug nimmt der Server nicht an."
        ),
    }
    return sentences[policy.text, policy.vehicle]


def sealed_sentence(policy: Policy) -> str:
    """What of a report lies encrypted."""
    sentences = {
        (True, True): gettext(
            "Text, Ort in Worten, Fahrzeug und Nachrichten liegen verschlüsselt in der Datenbank. "
            "Der Schlüssel liegt außerhalb."
        ),
        (True, False): gettext(
            "Text, Ort in Worten und Nachrichten liegen verschlüsselt in der Datenbank. Der Schlüssel liegt außerhalb."
        ),
        (False, True): gettext(
            "Ort in Worten, Fahrzeug und Nachrichten liegen verschlüsselt in der Datenbank. "
            "Der Schlüssel liegt außerhalb."
        ),
        (False, False): gettext(
            "Ort in Worten und Nachrichten liegen verschlüsselt in der Datenbank. Der Schlüssel liegt außerhalb."
        ),
    }
    return sentences[policy.text, policy.vehicle]


def position_sentence(policy: Policy) -> str:
    """How exact a position is kept."""
    if policy.exact_position_days:
        return gettext("Den Standort so genau, wie Ihr Telefon ihn kennt, und wie alt er ist.")
    return gettext(
        "Den Standort nur auf etwa 1 Kilometer gerundet, und wie alt er ist. Genauer wird er nicht gespeichert."
    )


def content_terms(policy: Policy) -> list[Term]:
    """How long the content of a report is kept; the first that applies ends it, a hold only later."""
    return [
        Term(gettext("Nur getippt, nichts ergänzt"), hours(policy.tap_hours)),
        Term(gettext("Niemand hat die Meldung gelesen"), days(policy.unread_days)),
        Term(gettext("Gelesen: ab dem Lesen"), days(policy.seen_days)),
        Term(gettext("An die Polizei übergeben: ab der Übergabe"), days(policy.handed_over_days)),
        Term(gettext("Abgeschlossen: ab dem Abschluss"), days(policy.closed_days)),
        Term(
            gettext(
                "Mit Aktenzeichen festgehalten, auch Fotos und Sprachnotizen: ab dem Festhalten, kann verlängert werden"
            ),
            days(policy.hold_days),
        ),
    ]


def other_terms(policy: Policy) -> list[Term]:
    """How long everything else is kept, whatever becomes of the report."""
    exact, media = policy.exact_position_days, policy.photo or policy.voice
    return [
        *([Term(gettext("Genauer Standort, danach auf 1 Kilometer gerundet"), days(exact))] if exact else []),
        *([Term(gettext("Fotos und Sprachnotizen, höchstens"), days(policy.media_days))] if media else []),
        Term(gettext("Angetippte Notrufe"), days(policy.call_days)),
        Term(gettext("Was Sie zu einem Text gesagt haben"), months(FEEDBACK_MONTHS)),
        Term(gettext("Protokoll, wer was geöffnet hat"), months(policy.audit_months)),
    ]


def hours(number: int) -> str:
    """A number of hours."""
    return str(ngettext("%(number)s Stunde", "%(number)s Stunden", number, number=number))


def days(number: int) -> str:
    """A number of days."""
    return str(ngettext("%(number)s Tag", "%(number)s Tage", number, number=number))


def months(number: int) -> str:
    """A number of months."""
    return str(ngettext("%(number)s Monat", "%(number)s Monate", number, number=number))
