from datetime import date, timedelta

import pytest
from flask import Flask

from driverapp.associations.add import add_association
from driverapp.associations.models import Association, Site
from driverapp.associations.sites import site_for
from driverapp.associations.staff import (
    ContradictsAnother,
    InvalidStaff,
    most_sharing,
    parts_on,
    said_to_share,
    set_staff,
    staff_history,
    whole_staff_on,
)
from driverapp.store.clock import local_day, now
from driverapp.store.database import db
from driverapp.vocabulary.target_groups import TargetGroup

SPRING, SUMMER = date(2026, 3, 1), date(2026, 7, 1)


@pytest.fixture
def association(app: Flask) -> Association:
    return add_association(db.session(), "spedition", "Erfundener Verband")


@pytest.fixture
def site(association: Association) -> Site:
    return site_for(db.session(), association, "rast")[0]


def whole(association: Association, day: date) -> int | None:
    return parts_on(db.session(), association.id, day).get((None, None))


def test_the_number_of_a_day_is_the_last_one_before_it(association: Association) -> None:
    set_staff(db.session(), association, 500, valid_from=SUMMER)
    set_staff(db.session(), association, 400, valid_from=SPRING)
    before, day, later = SPRING - timedelta(days=1), SUMMER - timedelta(days=1), SUMMER
    assert [whole(association, each) for each in (before, SPRING, day, later)] == [None, 400, 400, 500]
    assert whole_staff_on(db.session(), day) == {association.id: 400}
    assert whole_staff_on(db.session(), before) == {}


def test_a_correction_holds_and_what_it_corrects_stays(association: Association) -> None:
    wrong = set_staff(db.session(), association, 40, valid_from=SPRING, source="Telefonat")
    right = set_staff(db.session(), association, 400, valid_from=SPRING, source="Statistik")
    again = set_staff(db.session(), association, 400, valid_from=SPRING, source="Statistik")
    assert again is right
    assert whole(association, SUMMER) == 400
    assert [(each.staff, each.superseded_at is None) for each in staff_history(db.session(), association)] == [
        (400, True),
        (40, False),
    ]
    assert wrong.source == "Telefonat"


def test_parts_have_numbers_of_their_own(association: Association, site: Site) -> None:
    set_staff(db.session(), association, 500, valid_from=SPRING)
    set_staff(db.session(), association, 30, valid_from=SPRING, target_group=TargetGroup.TAXI)
    set_staff(db.session(), association, 20, valid_from=SPRING, site=site)
    assert parts_on(db.session(), association.id, SUMMER) == {
        (None, None): 500,
        (TargetGroup.TAXI, None): 30,
        (None, site.id): 20,
    }


def test_a_group_is_as_large_as_the_smallest_part_that_is_known(association: Association, site: Site) -> None:
    def size(group: TargetGroup, place: Site | None) -> int | None:
        return most_sharing(parts_on(db.session(), association.id), group, place.id if place else None)

    assert size(TargetGroup.TAXI, site) is None
    set_staff(db.session(), association, 500, valid_from=SPRING)
    assert (size(TargetGroup.TAXI, None), size(TargetGroup.TAXI, site)) == (500, 500)
    set_staff(db.session(), association, 60, valid_from=SPRING, target_group=TargetGroup.TAXI)
    assert (size(TargetGroup.TAXI, None), size(TargetGroup.TRUCK, None)) == (60, 500)
    set_staff(db.session(), association, 15, valid_from=SPRING, site=site)
    assert (size(TargetGroup.TAXI, site), size(TargetGroup.TAXI, None)) == (15, 60)
    set_staff(db.session(), association, 4, valid_from=SPRING, target_group=TargetGroup.TAXI, site=site)
    assert size(TargetGroup.TAXI, site) == 4


def test_of_a_site_without_a_number_nobody_says_how_many_share_a_code(association: Association, site: Site) -> None:
    def said(place: Site | None) -> int | None:
        return said_to_share(parts_on(db.session(), association.id), TargetGroup.TAXI, place.id if place else None)

    set_staff(db.session(), association, 500, valid_from=SPRING)
    set_staff(db.session(), association, 60, valid_from=SPRING, target_group=TargetGroup.TAXI)
    assert (said(None), said(site)) == (60, None)
    set_staff(db.session(), association, 15, valid_from=SPRING, site=site)
    assert said(site) == 15


@pytest.mark.parametrize(
    ("staff", "day", "source"),
    [
        (-1, SPRING, None),
        (10_000_001, SPRING, None),
        (5, date(1999, 12, 31), None),
        (5, local_day(now()) + timedelta(days=400), None),
        (5, SPRING, "x" * 201),
    ],
)
def test_what_cannot_be_a_number_is_refused(
    association: Association, staff: int, day: date, source: str | None
) -> None:
    with pytest.raises(InvalidStaff):
        set_staff(db.session(), association, staff, valid_from=day, source=source)
    assert staff_history(db.session(), association) == []


def test_a_whole_may_not_fall_below_a_part_before_its_next_number(association: Association, site: Site) -> None:
    set_staff(db.session(), association, 25, valid_from=SUMMER, site=site)
    with pytest.raises(ContradictsAnother) as refused:
        set_staff(db.session(), association, 24, valid_from=SPRING)
    assert refused.value.other.staff == 25
    set_staff(db.session(), association, 100, valid_from=SUMMER)
    set_staff(db.session(), association, 24, valid_from=SPRING)
    with pytest.raises(ContradictsAnother):
        set_staff(db.session(), association, 25, valid_from=SPRING, target_group=TargetGroup.TAXI)
