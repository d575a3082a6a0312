from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from driverapp.associations.add import InvalidName, add_association
from driverapp.associations.attribute import find_enrolment
from driverapp.associations.change import GroupInUse, change_association, groups_of
from driverapp.associations.changes import ChangedMeanwhile, Deactivated, deactivate, reactivate
from driverapp.associations.enrol import (
    AlreadyEnded,
    AlreadyEnrolled,
    GroupNotThere,
    GroupTooSmall,
    add_enrolment,
    end_enrolment,
    renew_enrolment,
    revive_enrolment,
)
from driverapp.associations.models import Association
from driverapp.associations.sites import set_site, site_for
from driverapp.associations.staff import set_staff
from driverapp.store.clock import local_day, now
from driverapp.store.database import db
from driverapp.trust.audit import AuditEntry
from driverapp.vocabulary.target_groups import TargetGroup


@pytest.fixture
def association(app: Flask) -> Association:
    return add_association(db.session(), "spedition", "Erfundener Verband", staff=50)


def actions() -> list[str]:
    # An entry is there once what it notes is committed.
    db.session.commit()
    return list(db.session.scalars(select(AuditEntry.action).order_by(AuditEntry.id)))


def test_every_change_is_counted_and_noted_and_the_same_again_is_none(association: Association) -> None:
    for _ in range(2):
        change_association(db.session(), association, "Anders", [TargetGroup.TRUCK], seen=None, by=None)
    site, _made = site_for(db.session(), association, "rast")
    for _ in range(2):
        set_site(db.session(), site, {"name": "Erfundene Rast"})
    deactivate(db.session(), site, by=None)
    assert actions() == [
        "association_added",
        "staff_set",
        "association_changed",
        "site_added",
        "site_changed",
        "site_deactivated",
    ]
    assert (association.version, site.version) == (2, 3)


def test_who_saw_an_older_version_changes_nothing(association: Association) -> None:
    seen = association.version
    change_association(db.session(), association, "Erster", [], seen=seen, by=None)
    with pytest.raises(ChangedMeanwhile):
        change_association(db.session(), association, "Zweiter", [], seen=seen, by=None)
    assert association.name == "Erster"


def test_a_name_is_checked_as_when_it_was_added(association: Association) -> None:
    with pytest.raises(InvalidName):
        change_association(db.session(), association, " ", [], seen=None, by=None)


def test_groups_that_are_named_bound_the_codes(association: Association) -> None:
    code = add_enrolment(db.session(), association, TargetGroup.TAXI, None)
    with pytest.raises(GroupInUse):
        change_association(db.session(), association, "Anders", [TargetGroup.TRUCK], seen=None, by=None)
    end_enrolment(db.session(), code, by=None)
    change_association(db.session(), association, "Anders", [TargetGroup.TRUCK], seen=None, by=None)
    assert groups_of(association) == {"truck"}
    for refused in (
        lambda: add_enrolment(db.session(), association, TargetGroup.TAXI, None),
        lambda: revive_enrolment(db.session(), code, by=None),
    ):
        with pytest.raises(GroupNotThere):
            refused()


def test_a_group_of_its_own_number_decides_and_a_small_one_ends_renewing(association: Association) -> None:
    code = add_enrolment(db.session(), association, TargetGroup.TAXI, None)
    set_staff(db.session(), association, 9, valid_from=local_day(now()), target_group=TargetGroup.TAXI)
    steps: tuple[Callable[[], object], ...] = (
        lambda: renew_enrolment(db.session(), code, by=None),
        lambda: add_enrolment(db.session(), association, TargetGroup.TAXI, None),
    )
    for refused in steps:
        with pytest.raises(GroupTooSmall):
            refused()
    assert find_enrolment(add_enrolment(db.session(), association, TargetGroup.TRUCK, None).code) is not None


def test_a_renewed_code_keeps_its_letters_and_what_was_ended_does_not_hold(association: Association) -> None:
    code = add_enrolment(db.session(), association, TargetGroup.TAXI, None)
    code.expires_at = now() - timedelta(days=1)
    db.session.flush()
    assert find_enrolment(code.code) is None
    renew_enrolment(db.session(), code, by=None)
    assert find_enrolment(code.code.lower()) is code
    end_enrolment(db.session(), code, by=None)
    end_enrolment(db.session(), code, by=None)
    assert find_enrolment(code.code) is None
    with pytest.raises(AlreadyEnded):
        renew_enrolment(db.session(), code, by=None)
    assert actions().count("code_ended") == 1


def test_an_end_is_taken_back_while_no_other_code_took_the_place(association: Association) -> None:
    code = add_enrolment(db.session(), association, TargetGroup.TAXI, None)
    end_enrolment(db.session(), code, by=None)
    revive_enrolment(db.session(), code, by=None)
    revive_enrolment(db.session(), code, by=None)
    assert find_enrolment(code.code) is code
    end_enrolment(db.session(), code, by=None)
    other = add_enrolment(db.session(), association, TargetGroup.TAXI, None)
    with pytest.raises(AlreadyEnrolled) as refused:
        revive_enrolment(db.session(), code, by=None)
    assert refused.value.code == other.code
    assert code.ended_at is not None


def test_codes_of_what_is_deactivated_rest(association: Association) -> None:
    site, _made = site_for(db.session(), association, "rast")
    whole = add_enrolment(db.session(), association, TargetGroup.TAXI, None)
    there = add_enrolment(db.session(), association, TargetGroup.TAXI, site)
    deactivate(db.session(), site, by=None)
    assert (find_enrolment(whole.code), find_enrolment(there.code)) == (whole, None)
    with pytest.raises(Deactivated):
        renew_enrolment(db.session(), there, by=None)
    deactivate(db.session(), association, by=None)
    assert find_enrolment(whole.code) is None
    for refused in (
        lambda: add_enrolment(db.session(), association, TargetGroup.BUS, None),
        lambda: site_for(db.session(), association, "neu"),
    ):
        with pytest.raises(Deactivated):
            refused()
    reactivate(db.session(), association, by=None)
    reactivate(db.session(), site, by=None)
    assert (find_enrolment(whole.code), find_enrolment(there.code)) == (whole, there)
