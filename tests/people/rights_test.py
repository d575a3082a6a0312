import pytest
from flask import Flask
from sqlalchemy import select

from driverapp.associations.add import add_association
from driverapp.associations.models import Association
from driverapp.people.add import EmailTaken, InvalidEmail, add_person
from driverapp.people.deactivate import deactivate, reactivate
from driverapp.people.models import Person
from driverapp.people.queries import PAGE_SIZE, list_people
from driverapp.people.rights import (
    AssociationNeeded,
    LastAdministrator,
    NoAssociationPossible,
    OwnRights,
    change_rights,
)
from driverapp.store.database import db
from driverapp.trust.audit import AuditEntry
from driverapp.vocabulary.permissions import Role


@pytest.fixture
def association(app: Flask) -> Association:
    return add_association(db.session(), "spedition", "Erfundener Verband")


def _add(email: str, role: Role = Role.ADMINISTRATOR, association: Association | None = None) -> Person:
    person = add_person(db.session(), email, role, association)
    person.password = "hash"
    db.session.flush()
    return person


def _noted() -> list[str]:
    db.session.commit()
    return list(db.session.scalars(select(AuditEntry.action).order_by(AuditEntry.id)))


@pytest.mark.parametrize("email", ["", "nobody", "a b@example.org", "a@b@c", f"{'a' * 250}@example.org"])
def test_what_is_no_address_is_refused(app: Flask, email: str) -> None:
    with pytest.raises(InvalidEmail):
        _add(email)


def test_an_address_has_one_account_whatever_its_case(app: Flask) -> None:
    _add("a@example.org")
    with pytest.raises(EmailTaken):
        _add(" A@Example.ORG")


def test_a_partner_has_an_association(association: Association) -> None:
    assert _add("a@example.org", Role.PARTNER, association).association is association
    with pytest.raises(AssociationNeeded):
        _add("b@example.org", Role.PARTNER)


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.EDITOR, Role.ANALYST, Role.ADMINISTRATOR])
def test_whoever_acts_for_all_has_none(association: Association, role: Role) -> None:
    with pytest.raises(NoAssociationPossible):
        _add("a@example.org", role, association)


def test_an_approver_belongs_to_the_police_or_to_an_association(association: Association) -> None:
    _add("a@example.org", Role.APPROVER)
    _add("b@example.org", Role.APPROVER, association)


def test_a_change_of_rights_is_noted_once(association: Association) -> None:
    first, person = _add("a@example.org"), _add("b@example.org", Role.ANALYST)
    for _ in range(2):
        change_rights(db.session(), person, Role.PARTNER, association, by=first.id)
    assert (person.role, person.association) == (Role.PARTNER, association)
    assert _noted().count("role_partner") == 1


def test_rights_that_do_not_fit_change_nothing(association: Association) -> None:
    person = _add("a@example.org", Role.PARTNER, association)
    with pytest.raises(NoAssociationPossible):
        change_rights(db.session(), person, Role.ANALYST, association, by=person.id)
    assert person.role == Role.PARTNER


def test_nobody_changes_their_own_role(app: Flask) -> None:
    own, _other = _add("a@example.org"), _add("b@example.org")
    change_rights(db.session(), own, Role.ADMINISTRATOR, None, by=own.id)
    with pytest.raises(OwnRights):
        change_rights(db.session(), own, Role.COORDINATOR, None, by=own.id)
    assert own.role == Role.ADMINISTRATOR
    assert "role_coordinator" not in _noted()


def test_one_administrator_stays(app: Flask) -> None:
    first, second = _add("a@example.org"), _add("b@example.org")
    invited = add_person(db.session(), "c@example.org", Role.ADMINISTRATOR, None)
    change_rights(db.session(), second, Role.ANALYST, None, by=first.id)
    with pytest.raises(LastAdministrator):
        change_rights(db.session(), first, Role.ANALYST, None, by=second.id)
    with pytest.raises(LastAdministrator):
        deactivate(db.session(), first, first.id)
    deactivate(db.session(), invited, first.id)


def test_access_is_taken_away_and_given_back_and_noted_once_each(app: Flask) -> None:
    first, person = _add("a@example.org"), _add("b@example.org")
    access = []
    for change in (deactivate, deactivate, reactivate, reactivate):
        change(db.session(), person, first.id)
        access.append(person.active)
    assert access == [False, False, True, True]
    assert _noted()[-2:] == ["deactivated", "reactivated"]


def test_the_list_comes_in_pages(app: Flask) -> None:
    for number in range(PAGE_SIZE + 1):
        _add(f"p{number:03}@example.org")
    first, second = list_people(db.session(), 1), list_people(db.session(), 2)
    assert (len(first.people), len(second.people), first.count) == (PAGE_SIZE, 1, 2)
    assert list_people(db.session(), 99).number == 2
    assert list_people(db.session(), -1).number == 1
