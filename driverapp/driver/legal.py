"""What the legal pages say of this installation: it follows from policy and settings, so that it stays true."""

from dataclasses import dataclass

from flask_babel import gettext

from driverapp.policy.prose import Block, read_prose
from driverapp.policy.resolve import Policy
from driverapp.policy.settings import Settings
from driverapp.policy.words import (
    Term,
    content_terms,
    fields_sentence,
    other_terms,
    position_sentence,
    readers_sentence,
    sealed_sentence,
)


@dataclass(frozen=True)
class LegalWords:
    """Sentences in the language of the page, and what the operator has entered.

    `reachable`: whether the page can say who is responsible and how to write to them; `imprint_complete`: name,
    address and e-mail are there; `missing`: what stands in place of anything that is not. What the operator wrote,
    `imprint` and `privacy` among it, is in German.
    """

    readers: str
    fields: str
    position: str
    sealed: str
    content_terms: list[Term]
    other_terms: list[Term]
    reachable: bool
    imprint_complete: bool
    missing: str
    privacy_officer: str | None
    supervisory_authority: str | None
    legal_basis: str | None
    conciliation_body: str | None
    imprint: list[Block]
    privacy: list[Block]


def legal_words(settings: Settings, policy: Policy) -> LegalWords:
    """The words for an installation under its settings and a policy."""
    named = bool(settings.operator_name and settings.contact_email)
    return LegalWords(
        readers=readers_sentence(policy),
        fields=fields_sentence(policy),
        position=position_sentence(policy),
        sealed=sealed_sentence(policy),
        content_terms=content_terms(policy),
        other_terms=other_terms(policy),
        reachable=named,
        imprint_complete=named and bool(settings.operator_address),
        missing=gettext("Vom Betreiber noch nicht eingetragen"),
        privacy_officer=settings.privacy_officer,
        supervisory_authority=settings.supervisory_authority,
        legal_basis=settings.legal_basis,
        conciliation_body=settings.conciliation_body,
        imprint=read_prose(settings.imprint),
        privacy=read_prose(settings.privacy),
    )
