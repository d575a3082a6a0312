"""Proving once more who sits there, before a step that somebody else at an open desk must not take."""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy.orm import Session

from driverapp.people.models import OfficeSession, Person
from driverapp.people.passkey_answers import Site
from driverapp.people.passkey_use import use_passkey
from driverapp.people.recovery import looks_like_code, use_recovery_code
from driverapp.people.second_factor import use_code
from driverapp.store.clock import now
from driverapp.trust.audit import record

FRESH = timedelta(minutes=10)


@dataclass(frozen=True)
class Given:
    """What somebody gives as second factor: a code of their app, a recovery code, or a passkey's answer.

    `site`: where our pages are, to which a passkey's answer has to belong; `name`: what a new passkey is called.
    """

    site: Site
    code: str = ""
    passkey: str = ""
    name: str = ""


def is_fresh(found: OfficeSession) -> bool:
    """Whether the second factor was given so lately that it need not be asked for again."""
    return found.proved_at is not None and found.proved_at > now() - FRESH


def use_second_factor(session: Session, person: Person, given: Given) -> bool:
    """Use up what a person gave as second factor; false where it is wrong, too old, or was used."""
    if given.passkey:
        return use_passkey(session, person, given.passkey, given.site)
    if looks_like_code(given.code):
        return use_recovery_code(session, person, given.code)
    return use_code(session, person, given.code)


def note_proof(session: Session, found: OfficeSession) -> None:
    """Note that the second factor was given just now."""
    found.proved_at = now()
    record(session, "proof_given", f"person:{found.person_id}", found.person_id)
