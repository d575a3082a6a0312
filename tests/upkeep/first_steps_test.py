"""The list of a new installation ticks itself."""

from collections.abc import Iterator

import pytest
from flask import Flask

from driverapp.associations.add import add_association
from driverapp.associations.enrol import add_enrolment
from driverapp.config import Config
from driverapp.gazetteer.models import District, PointKind, RoadPoint
from driverapp.people.models import Person
from driverapp.policy.choices import Choices, Operator
from driverapp.policy.models import PolicyVersion
from driverapp.policy.settings import Settings
from driverapp.policy.settings_versions import set_settings
from driverapp.store.clock import now
from driverapp.store.database import db
from driverapp.upkeep.first_steps import FirstStep, first_steps
from driverapp.vocabulary.permissions import Role
from driverapp.vocabulary.target_groups import TargetGroup
from tests.factories import make_owned_report
from tests.guidance.chain import Chain, committed
from tests.office.accounts import add_account


@pytest.fixture
def mail_server(app: Flask) -> Iterator[None]:
    """The installation with a mail server named."""
    config: Config = app.config["DRIVERAPP"]
    app.config["DRIVERAPP"] = config.model_copy(update={"mail_server": "mail.example"})
    yield
    app.config["DRIVERAPP"] = config


def _import_ground() -> None:
    with committed():
        db.session.add(RoadPoint(key="p1", kind=PointKind.POST, road="A2", km=1.0, lat=52.0, lon=8.5, source="geojson"))
    assert FirstStep.GAZETTEER in _open(), "roads without districts are half of it"
    with committed():
        db.session.add(District(key="05711", name="Bielefeld", polygons=[]))


def _open() -> set[FirstStep]:
    return {step for step, done in first_steps().items() if not done}


def test_of_an_empty_installation_everything_is_open(app: Flask) -> None:
    assert _open() == set(FirstStep)


def test_one_alone_is_not_enough(app: Flask) -> None:
    add_account(Role.COORDINATOR)
    assert FirstStep.COORDINATORS in _open()
    add_account(Role.COORDINATOR)
    assert FirstStep.COORDINATORS not in _open()


def test_whoever_has_not_accepted_the_invitation_does_not_count(app: Flask) -> None:
    add_account(Role.ADMINISTRATOR)
    with committed():
        db.session.add(Person(email="eingeladen@example.org", role=Role.ADMINISTRATOR))
    assert FirstStep.ADMINISTRATORS in _open()


def test_each_step_is_ticked_by_what_was_done(app: Flask, mail_server: None, chain: Chain) -> None:
    roles = (Role.ADMINISTRATOR, Role.ADMINISTRATOR, Role.COORDINATOR, Role.COORDINATOR)
    by, _other, *coordinators = (add_account(role).id for role in roles)
    with committed():
        choices = Choices(operator=Operator.POLICE, reading_hours=(6, 22))
        db.session.add(PolicyVersion(number=1, choices_json=choices.model_dump_json(), actor_id=by))
        known = {
            "operator_name": "Erfundene Stelle",
            "operator_address": "Musterweg 1",
            "contact_email": "a@example.org",
        }
        set_settings(db.session(), Settings(**known, escalation_order=tuple(coordinators)), after=0, by=by)
        association = add_association(db.session(), "erfunden", "Erfundener Verband", staff=500)
        add_enrolment(db.session(), association, TargetGroup.TRUCK, None)
    _import_ground()
    chain.published("erstes")
    make_owned_report(practice=True)
    assert _open() == set()


def test_a_code_that_has_expired_does_not_count(app: Flask) -> None:
    with committed():
        association = add_association(db.session(), "erfunden", "Erfundener Verband", staff=500)
        enrolment = add_enrolment(db.session(), association, TargetGroup.TRUCK, None)
        enrolment.expires_at = now()
    assert FirstStep.ENROLMENTS in _open()
