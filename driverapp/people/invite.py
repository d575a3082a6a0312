"""One-time links: with one, a person sets a password, whether new or because they forgot theirs.

Whoever gives a link cannot take an account over with it: the second factor is asked for all the same. Only the
operator's command takes that away (`second_factor.reset_second_factor`).
"""

import secrets
from datetime import timedelta
from typing import cast

from sqlalchemy import delete
from sqlalchemy.engine import CursorResult
from sqlalchemy.orm import Session

from driverapp.people.add import add_person
from driverapp.people.models import Invitation, Person
from driverapp.people.queries import somebody_exists
from driverapp.people.sessions import end_sessions_of
from driverapp.store.clock import now
from driverapp.store.database import separate_transaction
from driverapp.trust.audit import record
from driverapp.trust.hashing import keyed_hash
from driverapp.vocabulary.permissions import Role

VALID = timedelta(days=3)


class InvitationOver(Exception):
    """The link was used, has expired, was replaced by a newer one, or never existed; nothing tells which."""


def invite(session: Session, person: Person, by: int) -> str:
    """The token of a new link for a person; an older link of theirs ends. What they have stays until it is used."""
    session.execute(delete(Invitation).where(Invitation.person_id == person.id))
    record(session, "invited", f"person:{person.id}", by)
    return _new_token(session, person)


def invite_first_administrator(session: Session) -> str | None:
    """The token for whoever sets the installation up; nothing once somebody has an account."""
    session.execute(delete(Invitation).where(Invitation.person_id.is_(None)))
    return None if somebody_exists(session) else _new_token(session, None)


def find_invitation(session: Session, token: str) -> Invitation:
    """The invitation of a token. Raises `InvitationOver`."""
    found = session.get(Invitation, _hash(token))
    if found is None or found.expires_at <= now() or (found.person and not found.person.active):
        raise InvitationOver
    if found.person is None and somebody_exists(session):
        raise InvitationOver
    return found


def invited_email(token: str) -> str | None:
    """Whom a link is for; nobody yet, for the first administrator's. Raises `InvitationOver`."""
    with separate_transaction() as session:
        person = find_invitation(session, token).person
        return person.email if person else None


def accept_invitation(session: Session, token: str, email: str, password_hash: str) -> Person:
    """Use a link up: the person gets this password and keeps their second factor; their sessions end.

    `email` counts for the first administrator alone. Raises `InvitationOver`, of two at once for one of them, and
    `add.InvalidEmail`.
    """
    invitation = find_invitation(session, token)
    person = invitation.person or add_person(session, email, Role.ADMINISTRATOR, None)
    used = session.execute(delete(Invitation).where(Invitation.token_hash == _hash(token)))
    if cast("CursorResult[object]", used).rowcount != 1:
        raise InvitationOver
    person.password = password_hash
    end_sessions_of(session, person)
    record(session, "invitation_accepted", f"person:{person.id}", person.id)
    return person


def _new_token(session: Session, person: Person | None) -> str:
    token = secrets.token_urlsafe(32)
    session.add(Invitation(token_hash=_hash(token), person=person, expires_at=now() + VALID))
    session.flush()
    return token


def _hash(token: str) -> bytes:
    return keyed_hash("invitation", token.encode())
