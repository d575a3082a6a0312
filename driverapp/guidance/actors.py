"""Who acts: each step asks the store, so that no view can give a right that a role does not have."""

from sqlalchemy.orm import Session

from driverapp.people.models import Person
from driverapp.vocabulary.permissions import ROLE_PERMISSIONS, Permission, Role


class NotAllowed(Exception):
    """The person's role does not have the permission, or their account is deactivated."""


def acting(session: Session, person_id: int, permission: Permission) -> Person:
    """The person, if they have the permission at this moment. Raises `NotAllowed`."""
    person = session.get(Person, person_id, populate_existing=True)
    if person is None or not has(person, permission):
        raise NotAllowed
    return person


def has(person: Person, permission: Permission) -> bool:
    """Whether an active person has a permission."""
    return person.active and permission in ROLE_PERMISSIONS[Role(person.role)]
