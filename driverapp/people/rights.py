"""What a person may do: one role, and for some an association."""

from sqlalchemy.orm import Session

from driverapp.associations.models import Association
from driverapp.people.models import Person
from driverapp.people.queries import is_last_administrator
from driverapp.trust.audit import record
from driverapp.vocabulary.permissions import Role


class AssociationNeeded(Exception):
    """A partner is the contact of one association; without it there is nothing that they may see."""


class NoAssociationPossible(Exception):
    """Only partners and approvers belong to an association."""


class LastAdministrator(Exception):
    """Without this administrator nobody could give rights any more."""


class OwnRights(Exception):
    """Nobody gives themselves rights: the person who asks is the person who would have them."""


def check_rights(role: Role, association: Association | None) -> None:
    """Raises `AssociationNeeded` and `NoAssociationPossible`. An approver belongs to the police or an association."""
    if role is Role.PARTNER and association is None:
        raise AssociationNeeded
    if association is not None and role not in (Role.PARTNER, Role.APPROVER):
        raise NoAssociationPossible


def change_rights(session: Session, person: Person, role: Role, association: Association | None, *, by: int) -> None:
    """Give a person another role; the same again changes nothing.

    Raises `AssociationNeeded`, `NoAssociationPossible`, `OwnRights` and `LastAdministrator`.
    """
    check_rights(role, association)
    if (person.role, person.association) == (role, association):
        return
    if by == person.id:
        raise OwnRights
    if role is not Role.ADMINISTRATOR and is_last_administrator(session, person):
        raise LastAdministrator
    person.role, person.association = role, association
    record(session, f"role_{role}", f"person:{person.id}", by)
