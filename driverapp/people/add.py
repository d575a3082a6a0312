"""Adding a person."""

import re

from sqlalchemy import select
from sqlalchemy.orm import Session

from driverapp.associations.models import Association
from driverapp.people.models import Person
from driverapp.people.rights import check_rights
from driverapp.people.sign_in import normal_email
from driverapp.trust.audit import record
from driverapp.vocabulary.permissions import Role

EMAIL = re.compile(r"[^@\s]+@[^@\s]+")
LONGEST_EMAIL = 255


class InvalidEmail(Exception):
    """What was given is no e-mail address."""


class EmailTaken(Exception):
    """Somebody has an account under this e-mail address already."""


def add_person(
    session: Session, email: str, role: Role, association: Association | None, *, by: int | None = None
) -> Person:
    """Add a person who cannot sign in yet: they need a password, by a one-time link or from the operator.

    Raises `InvalidEmail`, `EmailTaken`, `rights.AssociationNeeded` and `rights.NoAssociationPossible`.
    """
    account = free_email(session, email)
    check_rights(role, association)
    person = Person(email=account, role=role, association=association)
    session.add(person)
    session.flush()
    record(session, f"person_added_{role}", f"person:{person.id}", by)
    return person


def free_email(session: Session, email: str) -> str:
    """An address as it is kept, which nobody has an account under. Raises `InvalidEmail` and `EmailTaken`."""
    account = normal_email(email)
    if not EMAIL.fullmatch(account) or len(account) > LONGEST_EMAIL:
        raise InvalidEmail
    if session.scalar(select(Person.id).where(Person.email == account)) is not None:
        raise EmailTaken
    return account
