"""Challenges for passkeys: made without a write, answered once, and only for what they were made for."""

import secrets
from datetime import UTC, datetime, timedelta

from sqlalchemy import delete
from sqlalchemy.orm import Session

from driverapp.people.models import UsedChallenge
from driverapp.store.clock import now
from driverapp.store.insert import DIALECT_INSERTS
from driverapp.trust.hashing import keyed_hash, same

# Whoever opens a page may be called away before they touch the key.
VALID = timedelta(minutes=30)
NONCE_BYTES, TIME_BYTES = 16, 8


class StaleChallenge(Exception):
    """The challenge was made for something else, too long ago, or was answered before."""


def make_challenge(purpose: str) -> bytes:
    """A challenge that is good once, for half an hour, for this purpose."""
    expires = int((now() + VALID).timestamp())
    start = secrets.token_bytes(NONCE_BYTES) + expires.to_bytes(TIME_BYTES, "big")
    return start + _seal(purpose, start)


def use_challenge(session: Session, purpose: str, challenge: bytes) -> None:
    """Use a challenge up. Raises `StaleChallenge`; of two answers at the same moment one wins."""
    start = challenge[: NONCE_BYTES + TIME_BYTES]
    if not same(start + _seal(purpose, start), challenge):
        raise StaleChallenge
    expires_at = datetime.fromtimestamp(int.from_bytes(start[NONCE_BYTES:], "big"), UTC)
    if expires_at <= now():
        raise StaleChallenge
    session.execute(delete(UsedChallenge).where(UsedChallenge.expires_at <= now()))
    values = {"challenge_hash": keyed_hash("used challenge", challenge), "expires_at": expires_at}
    once = DIALECT_INSERTS[session.get_bind().dialect.name](UsedChallenge).values(values)
    once = once.on_conflict_do_nothing(index_elements=[UsedChallenge.challenge_hash])
    if session.execute(once.returning(UsedChallenge.expires_at)).first() is None:
        raise StaleChallenge


def _seal(purpose: str, start: bytes) -> bytes:
    return keyed_hash("passkey challenge", purpose.encode() + b"\0" + start)
