"""Signing in: a password, then a second factor; or a passkey alone, which is both.

Known and unknown names get the same answers, after the same work.
"""

from sqlalchemy import select
from sqlalchemy.orm import Session

from driverapp.people.models import OfficeSession, Person
from driverapp.people.passkey_answers import Site, WrongPasskey, named_passkey
from driverapp.people.passkey_register import add_passkey
from driverapp.people.passkey_use import sign_in_by_passkey
from driverapp.people.passwords import verify_password
from driverapp.people.proof import Given, note_proof, use_second_factor
from driverapp.people.second_factor import confirm_secret, new_secret
from driverapp.people.sessions import Stage, end_sessions_of, start_session
from driverapp.people.throttle import Origin, give_back, take_try
from driverapp.store.database import separate_transaction
from driverapp.trust.audit import record

PASSWORD = "password"  # noqa: S105 - the name of a step
CODE = "code"
PASSKEY = "passkey"


class WrongPassword(Exception):
    """No active account has this name and this password; nothing tells which of them is wrong."""


class WrongCode(Exception):
    """The code or the passkey's answer is wrong, too old, or used already."""


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
    if person.has_second_factor:
        return start_session(session, person_id, Stage.CODE)
    return start_session(session, person_id, Stage.SET_UP, totp_offer=new_secret())


def check_second_factor(session: Session, pending: OfficeSession, given: Given, origin: Origin) -> str:
    """Finish a sign-in by a second factor, or by setting up the first one: the token of the open session.

    The pending session ends with it. Raises `WrongCode` and `throttle.TooManyTries`.
    """
    person = pending.person
    take_try(session, CODE, person.email, origin)
    if pending.stage == Stage.SET_UP:
        good = _set_up(session, pending, given)
    else:
        good = use_second_factor(session, person, given)
    if not good:
        raise WrongCode
    session.delete(pending)
    return _open(session, person, origin)


def _set_up(session: Session, pending: OfficeSession, given: Given) -> bool:
    """Give a person their first factor, by an app's first code or a new passkey; false for a wrong one or a second."""
    # A session that began before must not add a factor of its own to what its person has set up meanwhile.
    person = session.get_one(Person, pending.person_id, with_for_update=True, populate_existing=True)
    session.expire(person, ["passkeys"])
    if person.has_second_factor:
        return False
    if not given.passkey:
        return confirm_secret(session, person, pending.totp_offer or "", given.code)
    try:
        add_passkey(session, person, given.passkey, name=given.name, site=given.site)
    except WrongPasskey:
        return False
    return True


def prove_again(session: Session, found: OfficeSession, given: Given, origin: Origin) -> None:
    """Give the second factor once more within an open session. Raises `WrongCode` and `throttle.TooManyTries`."""
    take_try(session, CODE, found.person.email, origin)
    if not use_second_factor(session, found.person, given):
        raise WrongCode
    give_back(session, CODE, found.person.email, origin)
    note_proof(session, found)


def enter_by_passkey(session: Session, answer: str, origin: Origin, site: Site) -> tuple[str, str]:
    """Sign in with a passkey alone: the token of the open session, and the person's e-mail address.

    Tries are counted by passkey and address. Raises `passkey_answers.WrongPasskey` and
    `throttle.TooManyTries`.
    """
    account = named_passkey(answer)
    take_try(session, PASSKEY, account, origin)
    person = sign_in_by_passkey(session, answer, site)
    give_back(session, PASSKEY, account, origin)
    return _open(session, person, origin), person.email


def change_password(session: Session, found: OfficeSession, password_hash: str) -> None:
    """Give the person of a session another password; whoever else is signed in as them is signed out."""
    found.person.password = password_hash
    end_sessions_of(session, found.person, keep=found)
    record(session, "password_changed", f"person:{found.person_id}", found.person_id)


def _open(session: Session, person: Person, origin: Origin) -> str:
    for step in (PASSWORD, CODE):
        give_back(session, step, person.email, origin)
    record(session, "signed_in", f"person:{person.id}", person.id)
    return start_session(session, person.id, Stage.OPEN, agent=origin.agent)


def note_failure(session: Session) -> None:
    """Note in the audit that a sign-in failed; whose it was is not kept."""
    record(session, "sign_in_failed", "office", None)
