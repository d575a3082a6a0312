"""Recovery codes: ten that replace the second factor once each, for whoever has lost the telephone."""

import secrets
from typing import cast

from sqlalchemy import delete, func, select
from sqlalchemy.engine import CursorResult
from sqlalchemy.orm import Session

from driverapp.people.models import Person, RecoveryCode
from driverapp.trust.audit import record
from driverapp.trust.hashing import keyed_hash
from driverapp.vocabulary.letters import LETTERS, as_read

COUNT = 10
# Ten letters hold 50 bits, behind a password and a throttle.
LENGTH = 10


def make_codes(session: Session, person: Person) -> list[str]:
    """Ten new codes in place of all older ones, as they are written down. They are kept nowhere."""
    session.execute(delete(RecoveryCode).where(RecoveryCode.person_id == person.id))
    codes = ["".join(secrets.choice(LETTERS) for _ in range(LENGTH)) for _ in range(COUNT)]
    session.add_all(RecoveryCode(code_hash=_hash(person, code), person_id=person.id) for code in codes)
    record(session, "recovery_codes_made", f"person:{person.id}", person.id)
    return [f"{code[: LENGTH // 2]}-{code[LENGTH // 2 :]}" for code in codes]


def count_codes(session: Session, person: Person) -> int:
    """How many codes a person has left."""
    return session.scalar(select(func.count()).where(RecoveryCode.person_id == person.id)) or 0


def looks_like_code(typed: str) -> bool:
    """Whether something typed is as long as a recovery code, and no six digits from an app."""
    return len(as_read(typed)) == LENGTH


def use_recovery_code(session: Session, person: Person, typed: str) -> bool:
    """Use up a code of the person's; false for a wrong or used one. Of two at the same moment one wins."""
    own = delete(RecoveryCode).where(
        RecoveryCode.person_id == person.id, RecoveryCode.code_hash == _hash(person, as_read(typed))
    )
    if cast("CursorResult[object]", session.execute(own)).rowcount != 1:
        return False
    record(session, "recovery_code_used", f"person:{person.id}", person.id)
    return True


def _hash(person: Person, code: str) -> bytes:
    return keyed_hash("recovery code", f"{person.id}\0{code}".encode())
