from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select

from driverapp.associations.add import InvalidName, InvalidSlug, SlugTaken, add_association
from driverapp.associations.attribute import attribution, find_enrolment
from driverapp.associations.enrol import VALID, AlreadyEnrolled, GroupTooSmall, add_enrolment
from driverapp.associations.models import Association, Enrolment, Site
from driverapp.associations.queries import (
    UnknownAssociation,
    UnknownSite,
    all_associations,
    association_of,
    site_of,
)
from driverapp.associations.staff import set_staff
from driverapp.store.clock import local_day, now
from driverapp.store.database import db
from driverapp.vocabulary.letters import LETTERS
from driverapp.vocabulary.target_groups import TargetGroup


@pytest.fixture
def association(app: Flask) -> Association:
    return add_association(db.session(), "spedition", "Erfundener Verband", staff=50)


@pytest.fixture
def site(association: Association) -> Site:
    site = Site(association=association, slug="rast", name="Erfundene Raststätte")
    db.session.add(site)
    db.session.flush()
    return site


def test_a_code_is_read_without_mistakes_and_ends_after_a_year(association: Association) -> None:
    made = add_enrolment(db.session(), association, TargetGroup.TRUCK, None)
    assert set(made.code) <= set(LETTERS)
    assert abs(made.expires_at - now() - VALID) < timedelta(minutes=1)


def test_one_code_is_active_for_an_association_group_and_site(association: Association, site: Site) -> None:
    for place in (None, site):
        code = add_enrolment(db.session(), association, TargetGroup.TRUCK, place).code
        with pytest.raises(AlreadyEnrolled) as refusal:
            add_enrolment(db.session(), association, TargetGroup.TRUCK, place)
        assert refusal.value.code == code
    add_enrolment(db.session(), association, TargetGroup.DISPATCH, None)


def test_a_code_that_expired_makes_room_for_a_new_one(association: Association) -> None:
    old = add_enrolment(db.session(), association, TargetGroup.TRUCK, None)
    with time_machine.travel(now() + VALID + timedelta(days=1)):
        new = add_enrolment(db.session(), association, TargetGroup.TRUCK, None)
    assert old.code != new.code
    db.session.expire_all()
    assert [row.code for row in db.session.scalars(select(Enrolment).where(Enrolment.ended_at.is_(None)))] == [new.code]


@pytest.mark.parametrize(("staff", "allowed"), [(9, False), (10, True), (None, True)])
def test_a_group_that_would_point_at_a_person_has_no_code(app: Flask, staff: int | None, allowed: bool) -> None:
    small = add_association(db.session(), "klein", "Kleiner Verband", staff)
    if allowed:
        add_enrolment(db.session(), small, TargetGroup.TAXI, None)
    else:
        with pytest.raises(GroupTooSmall):
            add_enrolment(db.session(), small, TargetGroup.TAXI, None)


def test_a_code_rests_while_its_group_is_too_small(association: Association) -> None:
    truck, bus = (add_enrolment(db.session(), association, each, None) for each in (TargetGroup.TRUCK, TargetGroup.BUS))

    def number_from(days: int, staff: int) -> None:
        day = local_day(now()) + timedelta(days=days)
        set_staff(db.session(), association, staff, valid_from=day, target_group=TargetGroup.TRUCK)

    def holding() -> list[Enrolment]:
        return [each for each in (truck, bus) if find_enrolment(each.code) is each]

    number_from(0, 9)
    assert holding() == [bus]
    assert attribution(truck.code, None)["association_id"] is None
    number_from(0, 12)
    assert holding() == [truck, bus]
    number_from(7, 9)
    assert holding() == [truck, bus]
    with time_machine.travel(now() + timedelta(days=8)):
        assert holding() == [bus]


@pytest.mark.parametrize("slug", ["", "Groß", "a b", "-a", "a-", "a--b", "a" * 61])
def test_a_slug_has_a_form(app: Flask, slug: str) -> None:
    with pytest.raises(InvalidSlug):
        add_association(db.session(), slug, "Name")


@pytest.mark.parametrize("name", ["", "  ", "x" * 201])
def test_a_name_says_something(app: Flask, name: str) -> None:
    with pytest.raises(InvalidName):
        add_association(db.session(), "name", name)


def test_a_slug_is_taken_once(association: Association) -> None:
    with pytest.raises(SlugTaken):
        add_association(db.session(), "spedition", "Anderer Verband")


def test_associations_and_sites_are_found_by_slug(association: Association, site: Site) -> None:
    other = add_association(db.session(), "andere", "Anderer Verband")
    assert association_of(db.session(), "spedition") is association
    assert site_of(db.session(), "rast") is site
    assert all_associations(db.session()) == [other, association]
    with pytest.raises(UnknownAssociation):
        association_of(db.session(), "keine")
    with pytest.raises(UnknownSite):
        site_of(db.session(), "keine")
