"""The second factor: six-digit codes from an authenticator app (TOTP, RFC 6238), each good once."""

from typing import cast

import pyotp
from sqlalchemy import Update, delete, or_, update
from sqlalchemy.engine import CursorResult
from sqlalchemy.orm import Session

from driverapp.people.models import Passkey, Person, RecoveryCode
from driverapp.people.sessions import end_sessions_of
from driverapp.store.clock import now
from driverapp.trust.audit import record

ISSUER = "Sicherheitspartnerschaft"
STEP_S = 30
# A clock may be one step off, either way.
DRIFT = 1
SHORTEST_BYTES = 16


class InvalidSecret(Exception):
    """A secret is not base32, or shorter than the 128 bits of RFC 4226."""


def new_secret() -> str:
    """A fresh secret of 160 bits in base32."""
    return pyotp.random_base32()


def check_secret(secret: str) -> str:
    """The secret in the form that is stored, without spaces, in capitals. Raises `InvalidSecret`."""
    plain = "".join(secret.split()).rstrip("=").upper()
    try:
        long_enough = len(pyotp.TOTP(plain).byte_secret()) >= SHORTEST_BYTES
    except ValueError:
        raise InvalidSecret from None
    if not long_enough:
        raise InvalidSecret
    return plain


def provisioning_uri(secret: str, email: str) -> str:
    """The `otpauth:` address that an app reads from the QR code."""
    return pyotp.TOTP(secret).provisioning_uri(name=email, issuer_name=ISSUER)


def matching_counter(secret: str, code: str) -> int | None:
    """The time step to which a code belongs; nothing if it belongs to none that counts now."""
    present = int(now().timestamp()) // STEP_S
    plain = "".join(code.split())
    for counter in range(present - DRIFT, present + DRIFT + 1):
        if pyotp.utils.strings_equal(plain, pyotp.HOTP(secret).at(counter)):
            return counter
    return None


def use_code(session: Session, person: Person, code: str) -> bool:
    """Use up a code of the person's app; false for a wrong or used one. Of two at the same moment one wins."""
    counter = matching_counter(person.totp_secret, code) if person.totp_secret else None
    if counter is None:
        return False
    unused = or_(Person.totp_last_counter.is_(None), Person.totp_last_counter < counter)
    statement = update(Person).where(Person.id == person.id, unused).values(totp_last_counter=counter)
    return _changes_one(session, statement)


def confirm_secret(session: Session, person: Person, secret: str, code: str) -> bool:
    """Make an offered secret the person's, proved by its first code; false for a wrong code or a second set-up."""
    counter = matching_counter(secret, code)
    if counter is None:
        return False
    statement = update(Person).where(Person.id == person.id, Person.totp_secret.is_(None))
    return _changes_one(session, statement.values(totp_secret=secret, totp_last_counter=counter))


def replace_secret(session: Session, person: Person, secret: str, code: str) -> bool:
    """Let another app take the place of the person's, proved by its first code; false for a wrong code."""
    counter = matching_counter(secret, code)
    if counter is None:
        return False
    person.totp_secret, person.totp_last_counter = secret, counter
    session.flush()
    record(session, "app_connected", f"person:{person.id}", person.id)
    return True


def reset_second_factor(session: Session, person: Person, *, by: int | None) -> None:
    """Take everything away by which a person proves who they are beside the password, and end their sessions.

    With the next right password they set one up anew.
    """
    person.totp_secret = person.totp_last_counter = None
    for table in (Passkey, RecoveryCode):
        session.execute(delete(table).where(table.person_id == person.id))
    session.expire(person, ["passkeys"])
    end_sessions_of(session, person)
    record(session, "second_factor_reset", f"person:{person.id}", by)


def _changes_one(session: Session, statement: Update) -> bool:
    return cast("CursorResult[object]", session.execute(statement)).rowcount == 1
