"""Taking the access away from a person, and giving it back."""

from sqlalchemy import delete
from sqlalchemy.orm import Session

from driverapp.people.models import Invitation, Person
from driverapp.people.queries import is_last_administrator
from driverapp.people.rights import LastAdministrator
from driverapp.people.sessions import end_sessions_of
from driverapp.trust.audit import record


def deactivate(session: Session, person: Person, by: int) -> None:
    """End a person's access at once, with sessions and links; again changes nothing. Raises `LastAdministrator`."""
    if not person.active:
        return
    if is_last_administrator(session, person):
        raise LastAdministrator
    person.active = False
    end_sessions_of(session, person)
    session.execute(delete(Invitation).where(Invitation.person_id == person.id))
    record(session, "deactivated", f"person:{person.id}", by)


def reactivate(session: Session, person: Person, by: int) -> None:
    """Give the access back as it was; again changes nothing."""
    if person.active:
        return
    person.active = True
    record(session, "reactivated", f"person:{person.id}", by)
