"""Signing in: a password, then a code. Known and unknown names get the same answers, after the same work."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from driverapp.people.models import OfficeSession, Person
from driverapp.people.passwords import verify_password
from driverapp.people.second_factor import confirm_secret, new_secret, use_code
from driverapp.people.sessions import Stage, start_session
from driverapp.people.throttle import Origin, give_back, take_try
from driverapp.store.database import separate_transaction
from driverapp.trust.audit import record

PASSWORD = "password"  # noqa: S105 - the name of a step
CODE = "code"


class WrongPassword(Exception):
    """No active account has this name and this password; nothing tells which of them is wrong."""


class WrongCode(Exception):
    """The code is wrong, too old, or used already."""


def normal_email(email: str) -> str:
    """An e-mail address as it is stored and compared."""
    return email.strip().lower()


def check_password(email: str, password: str, origin: Origin) -> int:
    """The id of the active person with this name and password.

    Takes a try first, in a short transaction of its own, so that none is held while the password is hashed and many
    at once cannot have more tries than one after another. Raises `WrongPassword` and `throttle.TooManyTries`.
    """
    account = normal_email(email)
    with separate_transaction() as session:
        take_try(session, PASSWORD, account, origin)
        found = session.execute(select(Person.id, Person.password).where(Person.email == account, Person.active))
        person_id, stored = found.one_or_none() or (None, None)
    if not verify_password(stored, password) or person_id is None:
        raise WrongPassword
    return person_id


def accept_password(session: Session, person_id: int) -> str:
    """Begin the second step after a right password: the token of a session that can do nothing but that step."""
    person = session.get_one(Person, person_id)
    if person.totp_secret:
        return start_session(session, person_id, Stage.CODE)
    return start_session(session, person_id, Stage.SET_UP, totp_offer=new_secret())


def check_code(session: Session, pending: OfficeSession, code: str, origin: Origin) -> str:
    """Finish a sign-in by a code, or by the first code of a new app: the token of the open session.

    The pending session ends with it. Raises `WrongCode` and `throttle.TooManyTries`.
    """
    person = pending.person
    take_try(session, CODE, person.email, origin)
    if pending.stage == Stage.SET_UP:
        good = confirm_secret(session, person, pending.totp_offer or "", code)
    else:
        good = use_code(session, person, code)
    if not good:
        raise WrongCode
    for step in (PASSWORD, CODE):
        give_back(session, step, person.email, origin)
    session.delete(pending)
    record(session, "signed_in", f"person:{person.id}", person.id)
    return start_session(session, person.id, Stage.OPEN)


def note_failure(session: Session) -> None:
    """Note in the audit that a sign-in failed; whose it was is not kept."""
    record(session, "sign_in_failed", "office", None)
