"""What the legal pages say of this installation: it follows from policy and settings, so that it stays true."""

from dataclasses import dataclass

from flask_babel import gettext

from driverapp.config import Config
from driverapp.policy.resolve import Policy
from driverapp.policy.words import (
    Term,
    content_terms,
    fields_sentence,
    other_terms,
    position_sentence,
    readers_sentence,
)


@dataclass(frozen=True)
class LegalWords:
    """Sentences in the language of the page, and what the operator has entered.

    `reachable`: whether the page can say who is responsible and how to write to them; `imprint_complete`: name,
    address and e-mail are there; `missing`: what stands in place of anything that is not.
    """

    readers: str
    fields: str
    position: str
    content_terms: list[Term]
    other_terms: list[Term]
    reachable: bool
    imprint_complete: bool
    missing: str


def legal_words(config: Config, policy: Policy) -> LegalWords:
    """The words for an installation under a policy."""
    named = bool(config.operator_name and config.contact_email)
    return LegalWords(
        readers=readers_sentence(policy),
        fields=fields_sentence(policy),
        position=position_sentence(policy),
        content_terms=content_terms(policy),
        other_terms=other_terms(policy),
        reachable=named,
        imprint_complete=named and bool(config.operator_address),
        missing=gettext("Vom Betreiber noch nicht eingetragen"),
    )
