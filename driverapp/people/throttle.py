"""Slows guessing down without ever locking out the rightful person.

A try costs one from the bucket of account and address and one from the bucket of the address. A device on which
the person has signed in before has a bucket of its own instead, so that others cannot use up its tries. Keys are
HMACs that change daily: no address is stored.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from math import ceil

from sqlalchemy import case, delete, update
from sqlalchemy.orm import Session

from driverapp.people.models import SignInTries
from driverapp.store.clock import local_day, now
from driverapp.store.insert import DIALECT_INSERTS
from driverapp.trust.addresses import subscriber
from driverapp.trust.hashing import keyed_hash

WINDOW = timedelta(minutes=15)
PER_ACCOUNT = 10
# An office behind one address signs in together; a list of names tried from there still ends.
PER_ADDRESS = 100


class TooManyTries(Exception):
    """No try is left. `wait_s`: seconds until there is one again."""

    def __init__(self, wait_s: int) -> None:
        super().__init__(wait_s)
        self.wait_s = wait_s


@dataclass(frozen=True)
class Origin:
    """Where a try comes from. `device`: the mark of a device on which this account has signed in before.

    `agent`: how the browser names itself; it counts for nothing but the list of one's own sessions.
    """

    address: str
    device: str | None = None
    agent: str = ""


def take_try(session: Session, step: str, account: str, origin: Origin) -> None:
    """Take one try for an account, known or not. Raises `TooManyTries` when none is left.

    `step`: `password` or `code`; each has tries of its own.
    """
    moment = now()
    session.execute(delete(SignInTries).where(SignInTries.resets_at <= moment))
    for bucket, limit in _buckets(step, account, origin).items():
        counted = _count(session, bucket)
        if counted.tries > limit:
            raise TooManyTries(max(1, ceil((counted.resets_at - moment).total_seconds())))


def give_back(session: Session, step: str, account: str, origin: Origin) -> None:
    """After a right answer: the account's tries from here are whole again, and the address has its try back."""
    own, *address = _buckets(step, account, origin)
    session.execute(delete(SignInTries).where(SignInTries.bucket == own))
    taken = update(SignInTries).where(SignInTries.bucket.in_(address), SignInTries.tries > 0)
    session.execute(taken.values(tries=SignInTries.tries - 1))


def _buckets(step: str, account: str, origin: Origin) -> Mapping[bytes, int]:
    day = local_day(now()).isoformat()
    if origin.device is not None:
        return {_key(step, day, account, "device", origin.device): PER_ACCOUNT}
    network = subscriber(origin.address)
    return {_key(step, day, account, network): PER_ACCOUNT, _key(step, day, network): PER_ADDRESS}


def _key(*parts: str) -> bytes:
    return keyed_hash("sign-in tries", "\0".join(parts).encode())


def _count(session: Session, bucket: bytes) -> SignInTries:
    insert = DIALECT_INSERTS[session.get_bind().dialect.name]
    moment = now()
    over = SignInTries.resets_at <= moment
    statement = insert(SignInTries).values(bucket=bucket, tries=1, resets_at=moment + WINDOW)
    statement = statement.on_conflict_do_update(
        index_elements=[SignInTries.bucket],
        set_={
            "tries": case((over, 1), else_=SignInTries.tries + 1),
            "resets_at": case((over, moment + WINDOW), else_=SignInTries.resets_at),
        },
    )
    fresh = {"populate_existing": True}
    counted: SignInTries = session.scalars(statement.returning(SignInTries), execution_options=fresh).one()
    return counted
