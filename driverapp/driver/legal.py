"""What the legal pages say of this installation: sentences that follow from its settings, so that they stay true."""

from dataclasses import dataclass

from flask_babel import gettext

from driverapp.config import Config
from driverapp.policy.intake import intake_rules


@dataclass(frozen=True)
class LegalWords:
    """Sentences in the language of the page, and what the operator has entered.

    `reachable`: whether the page can say who is responsible and how to write to them; `imprint_complete`: name,
    address and e-mail are there; `missing`: what stands in place of anything that is not.
    """

    readers: str
    fields: str
    position: str
    reachable: bool
    imprint_complete: bool
    missing: str


def legal_words(config: Config) -> LegalWords:
    """The words for the settings of an installation."""
    named = bool(config.operator_name and config.contact_email)
    return LegalWords(
        readers=_readers(config),
        fields=_fields(config),
        position=_position(config),
        reachable=named,
        imprint_complete=named and bool(config.operator_address),
        missing=gettext("Vom Betreiber noch nicht eingetragen"),
    )


def _readers(config: Config) -> str:
    if config.operator != "private":
        return gettext("Ihre Meldung liest nur die Polizei oder eine Stelle, die sie dafür bestimmt hat.")
    return gettext("Ihre Meldung liest nur eine Stelle, die der Betreiber dafür bestimmt hat.")


def _fields(config: Config) -> str:
    rules = intake_rules(config)
    if rules.text and rules.vehicle:
        return gettext("Was Sie angeben: was, wann, wo, ob es noch passiert, Fahrzeug und Kennzeichen, Text.")
    return gettext("Was Sie angeben: was, wann, wo, ob es noch passiert. Text und Fahrzeug nimmt der Server nicht an.")


def _position(config: Config) -> str:
    if intake_rules(config).exact_position:
        return gettext("Den Standort so genau, wie Ihr Telefon ihn kennt, und wie alt er ist.")
    return gettext(
        "Den Standort nur auf etwa 1 Kilometer gerundet, und wie alt er ist. Genauer wird er nicht gespeichert."
    )
