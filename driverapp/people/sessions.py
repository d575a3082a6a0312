"""Sessions, kept on the server: ending one ends it everywhere, at once."""

import secrets
from datetime import timedelta
from enum import StrEnum

from sqlalchemy import delete, or_, select, true
from sqlalchemy.orm import Session, joinedload

from driverapp.people.browsers import browser_of, system_of
from driverapp.people.models import OfficeSession, Person
from driverapp.store.clock import now
from driverapp.trust.hashing import keyed_hash, same


class Stage(StrEnum):
    """What a session can do: give a code, set up the second factor, or everything."""

    CODE = "code"
    SET_UP = "set_up"
    OPEN = "open"


IDLE = timedelta(minutes=30)
LONGEST = timedelta(hours=12)
PENDING = timedelta(minutes=10)
# Noting every request would cost a write each.
TOUCH_AFTER = timedelta(minutes=1)


def start_session(
    session: Session, person_id: int, stage: Stage, totp_offer: str | None = None, *, agent: str = ""
) -> str:
    """Begin a session under a token of its own, which is the answer; the store keeps only its hash.

    `agent`: how the browser names itself; only its family and system are kept.
    """
    token = secrets.token_urlsafe(32)
    moment = now()
    session.execute(
        delete(OfficeSession).where(
            or_(OfficeSession.expires_at <= moment, OfficeSession.last_seen_at <= moment - IDLE),
        )
    )
    session.add(
        OfficeSession(
            token_hash=_hash(token),
            person_id=person_id,
            stage=stage,
            totp_offer=totp_offer,
            expires_at=moment + (LONGEST if stage is Stage.OPEN else PENDING),
            proved_at=moment if stage is Stage.OPEN else None,
            browser=browser_of(agent),
            system=system_of(agent),
        )
    )
    session.flush()
    return token


def find_session(session: Session, token: str) -> OfficeSession | None:
    """The session of a token, unless it has ended, slept too long, or its person was deactivated."""
    found = session.get(OfficeSession, _hash(token), options=[joinedload(OfficeSession.person)])
    moment = now()
    if found is None or found.expires_at <= moment or found.last_seen_at <= moment - IDLE:
        return None
    return found if found.person.active else None


def is_due(found: OfficeSession) -> bool:
    """Whether the present request is worth noting as a sign of life."""
    return found.last_seen_at <= now() - TOUCH_AFTER


def touch_session(session: Session, token: str) -> None:
    """Note a sign of life of the person."""
    found = session.get(OfficeSession, _hash(token))
    if found is not None:
        found.last_seen_at = now()


def end_session(session: Session, token: str) -> None:
    """End the session of a token; again is no error."""
    session.execute(delete(OfficeSession).where(OfficeSession.token_hash == _hash(token)))


def end_sessions_of(session: Session, person: Person, *, keep: OfficeSession | None = None) -> None:
    """End every session of a person, on all devices; all but one where `keep` names it."""
    others = OfficeSession.token_hash != keep.token_hash if keep else true()
    session.execute(delete(OfficeSession).where(OfficeSession.person_id == person.id, others))


def sessions_of(session: Session, person: Person) -> list[OfficeSession]:
    """The open sessions of a person, the one seen last first."""
    moment = now()
    query = select(OfficeSession).where(
        OfficeSession.person_id == person.id,
        OfficeSession.stage == Stage.OPEN,
        OfficeSession.expires_at > moment,
        OfficeSession.last_seen_at > moment - IDLE,
    )
    return list(session.scalars(query.order_by(OfficeSession.last_seen_at.desc())))


def end_own(session: Session, person: Person, name: str) -> None:
    """End the session of a person that bears a name (`name_of`); none of somebody else, and again is no error."""
    for each in sessions_of(session, person):
        if same(each.token_hash, _bytes(name)):
            session.delete(each)


def name_of(found: OfficeSession) -> str:
    """What a form calls a session; nobody gets into it by that."""
    return found.token_hash.hex()


def _bytes(name: str) -> bytes:
    try:
        return bytes.fromhex(name)
    except ValueError:
        return b""


def _hash(token: str) -> bytes:
    return keyed_hash("office session", token.encode())
