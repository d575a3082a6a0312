import pytest
from flask import Flask
from sqlalchemy import select

from driverapp.people.models import Person
from driverapp.policy.change import PolicyChanged, set_policy
from driverapp.policy.choices import Choices, Operator
from driverapp.policy.current import current_choices, current_policy
from driverapp.policy.queries import list_versions
from driverapp.store.database import db, writing
from driverapp.trust.audit import AuditEntry
from tests.policies import decide, operated_as

pytestmark = pytest.mark.usefixtures("app")


def test_before_the_first_version_the_settings_say_it(app: Flask) -> None:
    with operated_as(app, "private"):
        assert current_choices()[0] == 0
        assert current_policy().operator is Operator.PRIVATE
        assert not current_policy().text


def test_a_policy_of_the_office_takes_the_place_of_the_settings(app: Flask) -> None:
    decide(operator="police", reading_hours=(6, 22))
    with operated_as(app, "private"):
        assert current_policy().operator is Operator.POLICE
        assert current_policy().reading_hours == (6, 22)


def test_each_version_stays_and_the_audit_names_who_set_it() -> None:
    assert (decide(photo=True), decide(photo=False), decide()) == (1, 2, 3)
    found = list_versions()
    assert [(each.number, each.choices.photo) for each in found] == [(3, None), (2, False), (1, True)]
    entries = db.session.execute(select(AuditEntry.subject, AuditEntry.actor_id).order_by(AuditEntry.id)).all()
    assert [tuple(each) for each in entries] == [(f"policy:{each.number}", each.actor_id) for each in reversed(found)]


def test_the_same_again_is_no_new_version() -> None:
    assert (decide(photo=True), decide(photo=True)) == (1, 1)
    assert len(list_versions()) == 1


def test_who_comes_second_overwrites_nothing() -> None:
    decide(text=False)
    person = db.session.scalars(select(Person.id)).first()
    assert person is not None
    with writing(), pytest.raises(PolicyChanged):
        set_policy(db.session(), Choices(voice=True), after=0, by=person)
    db.session.rollback()
    assert [each.choices.text for each in list_versions()] == [False]
