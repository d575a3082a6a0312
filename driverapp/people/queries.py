"""What is asked about people."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from driverapp.people.models import Person
from driverapp.vocabulary.permissions import ROLE_PERMISSIONS, Permission, Role

PAGE_SIZE = 25


@dataclass(frozen=True)
class Page:
    """A page of a list: its rows, its number from 1, and how many pages there are."""

    people: list[Person]
    number: int
    count: int


def list_people(session: Session, number: int) -> Page:
    """A page of everybody with an account, by e-mail address; a number beyond the end gives the last page."""
    total = session.scalar(select(func.count(Person.id))) or 0
    count = max(1, -(-total // PAGE_SIZE))
    number = min(max(1, number), count)
    wanted = select(Person).options(joinedload(Person.association)).order_by(Person.email)
    rows = session.scalars(wanted.limit(PAGE_SIZE).offset((number - 1) * PAGE_SIZE))
    return Page(list(rows), number, count)


def everybody(session: Session) -> list[Person]:
    """Everybody with an account, by e-mail address."""
    return list(session.scalars(select(Person).options(joinedload(Person.association)).order_by(Person.email)))


def name_people(session: Session, ids: Collection[int]) -> dict[int, str]:
    """The e-mail addresses of people by their ids."""
    query = select(Person.id, Person.email).where(Person.id.in_(ids))
    return dict(session.execute(query).all()) if ids else {}


def list_coordinators(session: Session) -> list[Person]:
    """Everybody who may read reports and has not lost access, by e-mail address."""
    roles = [role for role in Role if Permission.READ_REPORTS in ROLE_PERMISSIONS[role]]
    query = select(Person).where(Person.role.in_(roles), Person.active)
    return list(session.scalars(query.order_by(Person.email)))


def somebody_exists(session: Session) -> bool:
    """Whether anybody has an account yet."""
    return session.scalar(select(Person.id).limit(1)) is not None


def is_last_administrator(session: Session, person: Person) -> bool:
    """Whether this is the only active administrator who can sign in.

    The rows of all administrators are locked, so that two who demote each other at once cannot both succeed.
    """
    active = select(Person).where(Person.role == Role.ADMINISTRATOR, Person.active, Person.password.is_not(None))
    return [each.id for each in session.scalars(active.order_by(Person.id).with_for_update())] == [person.id]


def people_of(session: Session, association_id: int) -> list[Person]:
    """Everybody who belongs to an association, by e-mail address."""
    return list(session.scalars(select(Person).where(Person.association_id == association_id).order_by(Person.email)))
