from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import timedelta
from threading import Barrier
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select

from driverapp.reports.erase import erase_report
from driverapp.reports.models import Report
from driverapp.reports.observers import independent_observers
from driverapp.reports.series_change import join, part, relink, rename, split, unlink
from driverapp.reports.series_link import Standing, UnknownReport, link, standing
from driverapp.reports.series_models import Series, SeriesMember, SeriesStep
from driverapp.reports.series_queries import load_history
from driverapp.reports.series_steps import SeriesChanged, StepRefused, UnknownSeries, members_of
from driverapp.reports.similar import LinkingOff
from driverapp.reports.withdraw import withdraw
from driverapp.store.clock import now
from driverapp.store.database import db, writing
from driverapp.trust.audit import AuditEntry
from driverapp.vocabulary.permissions import Role
from tests.factories import Owned, make_owned_report, make_report
from tests.office.accounts import add_account
from tests.policies import decide

Do = Callable[..., int]


@pytest.fixture
def actor(app: Flask) -> int:
    return add_account(Role.COORDINATOR).id


@pytest.fixture
def reports(app: Flask) -> list[Owned]:
    return [make_owned_report(category="cargo_theft", vehicle={"kind": "van"}) for _ in range(6)]


@pytest.fixture
def linked(actor: int) -> Do:
    """Link reports one after the other, as from fresh pages; the series."""

    def link_all(*owned: Owned) -> int:
        numbers = [_linked(owned[0].id, each.id, actor) for each in owned[1:]]
        return numbers[-1]

    return link_all


def _linked(one: UUID, other: UUID, actor: int) -> int:
    return done(lambda: link(one, other, (standing(one), standing(other)), actor))


def done(act: Callable[[], int | None]) -> int:
    """What an act gives, committed; nothing of one that is refused."""
    with writing():
        try:
            number = act()
            db.session.commit()
        except BaseException:
            db.session.rollback()
            raise
    return number or 0


def version(series_id: int) -> int:
    db.session.expire_all()
    return db.session.get_one(Series, series_id).version


def ids(*owned: Owned) -> set[UUID]:
    return {each.id for each in owned}


def acts(series_id: int) -> list[tuple[str, int | None]]:
    return [(step.act, step.actor_id) for step, _email in load_history(series_id)]


def audited(action: str) -> list[tuple[str, int | None]]:
    entries = db.session.scalars(select(AuditEntry).where(AuditEntry.action == action).order_by(AuditEntry.id))
    return [(entry.subject, entry.actor_id) for entry in entries]


def test_two_make_a_series_and_a_third_joins_it(reports: list[Owned], linked: Do, actor: int) -> None:
    one, two, three = reports[:3]
    number = linked(one, two, three)
    assert set(members_of(number)) == ids(one, two, three)
    assert acts(number) == [("linked", actor)] * 3
    assert audited("series_linked") == [(f"series:{number} report:{each.id}", actor) for each in (one, two, three)]
    member = db.session.get_one(SeriesMember, three.id)
    assert member.reason is not None
    assert member.reason["score"] > 0
    assert member.compared_with == one.id


def test_what_was_written_of_a_series_is_sealed_in_the_store(reports: list[Owned], linked: Do, actor: int) -> None:
    number = linked(*reports[:2])
    done(lambda: rename(number, version(number), "Weißer Transporter", actor))
    with db.engine.connect() as connection:
        name = connection.exec_driver_sql("SELECT name FROM series").scalar()
        reason = connection.exec_driver_sql("SELECT reason FROM series_members").scalar()
    assert b"Transporter" not in bytes(name or b"")
    assert b"score" not in bytes(reason or b"")
    assert db.session.get_one(Series, number).name == "Weißer Transporter"


def test_two_series_become_the_older_one_and_can_be_parted(reports: list[Owned], linked: Do, actor: int) -> None:
    older, younger = linked(*reports[:2]), linked(*reports[2:4])
    assert linked(reports[3], reports[0]) == older
    assert set(members_of(older)) == ids(*reports[:4])
    assert db.session.get_one(Series, younger).merged_into == older
    assert acts(younger) == [("linked", actor)] * 2 + [("merged", actor)]
    # What joins afterwards stays when they part.
    linked(reports[0], reports[4])
    done(lambda: part(older, version(older), younger, actor))
    assert set(members_of(older)) == ids(*reports[:2], reports[4])
    assert set(members_of(younger)) == ids(*reports[2:4])
    assert db.session.get_one(Series, younger).merged_into is None
    assert acts(older)[-1] == acts(younger)[-1] == ("parted", actor)


def test_what_was_merged_twice_is_parted_one_after_the_other(reports: list[Owned], linked: Do, actor: int) -> None:
    first, second, third = (linked(*reports[place : place + 2]) for place in (0, 2, 4))
    linked(reports[2], reports[4])
    linked(reports[0], reports[2])
    done(lambda: part(first, version(first), second, actor))
    assert set(members_of(second)) == ids(*reports[2:])
    done(lambda: part(second, version(second), third, actor))
    assert [set(members_of(each)) for each in (first, second, third)] == [
        ids(*reports[place : place + 2]) for place in (0, 2, 4)
    ]


def test_an_unlinked_report_can_be_linked_again(reports: list[Owned], linked: Do, actor: int) -> None:
    number = linked(*reports[:3])
    done(lambda: unlink(number, version(number), reports[2].id, actor))
    act = version(number)
    assert set(members_of(number)) == ids(*reports[:2])
    assert db.session.get_one(Series, number).ended_at is None
    done(lambda: relink(number, version(number), act, actor))
    assert set(members_of(number)) == ids(*reports[:3])
    assert acts(number)[-2:] == [("unlinked", actor), ("relinked", actor)]


def test_with_the_last_but_one_a_series_ends_and_comes_back(reports: list[Owned], linked: Do, actor: int) -> None:
    number = linked(*reports[:2])
    done(lambda: unlink(number, version(number), reports[0].id, actor))
    assert members_of(number) == []
    assert db.session.get_one(Series, number).ended_at is not None
    done(lambda: relink(number, version(number), version(number), actor))
    assert set(members_of(number)) == ids(*reports[:2])
    assert db.session.get_one(Series, number).ended_at is None


def test_a_series_is_split_and_joined_again(reports: list[Owned], linked: Do, actor: int) -> None:
    number = linked(*reports[:5])
    new = done(lambda: split(number, version(number), [each.id for each in reports[:2]], actor))
    assert (set(members_of(number)), set(members_of(new))) == (ids(*reports[2:5]), ids(*reports[:2]))
    done(lambda: join(number, version(number), new, actor))
    assert set(members_of(number)) == ids(*reports[:5])
    for few in ([reports[0].id], [each.id for each in reports[:4]], []):
        with pytest.raises(StepRefused):
            done(lambda few=few: split(number, version(number), few, actor))  # type: ignore[misc]
    assert set(members_of(number)) == ids(*reports[:5])


def test_who_comes_second_changes_nothing_and_learns_who_did_what(reports: list[Owned], linked: Do, actor: int) -> None:
    number = linked(*reports[:3])
    seen, second = version(number), add_account(Role.COORDINATOR).id
    done(lambda: unlink(number, seen, reports[2].id, actor))
    for late in (
        lambda: unlink(number, seen, reports[0].id, second),
        lambda: rename(number, seen, "Anders", second),
        lambda: link(reports[0].id, reports[5].id, (Standing(number, seen), Standing()), second),
    ):
        with pytest.raises(SeriesChanged) as refusal:
            done(late)
        ((step, _email),) = refusal.value.meanwhile
        assert (step.act, step.actor_id, step.report_id) == ("unlinked", actor, reports[2].id)
    assert set(members_of(number)) == ids(*reports[:2])


def test_the_same_link_again_is_one(reports: list[Owned], linked: Do, actor: int) -> None:
    number = linked(*reports[:2])
    nowhere = (Standing(), Standing())
    assert done(lambda: link(reports[0].id, reports[1].id, nowhere, actor)) == number
    assert len(acts(number)) == 2
    with pytest.raises(SeriesChanged):
        done(lambda: link(reports[0].id, reports[1].id, nowhere, add_account(Role.COORDINATOR).id))


def test_of_two_coordinators_at_the_same_moment_one_is_told(app: Flask, reports: list[Owned], actor: int) -> None:
    second, together = add_account(Role.COORDINATOR).id, Barrier(2)
    db.session.remove()

    def try_to(other: UUID, person: int) -> int | None:
        with app.app_context(), suppress(SeriesChanged):
            together.wait()
            return done(lambda: link(reports[0].id, other, (Standing(), Standing()), person))
        return None

    with ThreadPoolExecutor(2) as pool:
        results = list(pool.map(try_to, (reports[1].id, reports[2].id), (actor, second)))
    assert sorted(result is None for result in results) == [False, True]
    assert len(db.session.scalars(select(SeriesMember)).all()) == 2


def _withdrawn(owned: Owned) -> None:
    with writing():
        withdraw(owned.id, owned.secret)
        db.session.commit()


def _erased(owned: Owned) -> None:
    with writing():
        erase_report(db.session.get_one(Report, owned.id), now())
        db.session.commit()


@pytest.mark.parametrize("die", [_withdrawn, _erased])
def test_links_die_with_their_report(
    reports: list[Owned], linked: Do, actor: int, die: Callable[[Owned], None]
) -> None:
    number = linked(*reports[:3])
    done(lambda: rename(number, version(number), "Weißer Transporter", actor))
    die(reports[0])
    assert set(members_of(number)) == ids(*reports[1:3])
    # The others were linked by a comparison with it.
    assert [db.session.get_one(SeriesMember, each.id).reason for each in reports[1:3]] == [None, None]
    assert db.session.scalars(select(SeriesStep).where(SeriesStep.report_id == reports[0].id)).all() == []
    assert acts(number)[-1] == ("gone", None)
    assert db.session.get_one(Series, number).name == "Weißer Transporter"
    die(reports[1])
    series = db.session.get_one(Series, number)
    assert (members_of(number), series.name, series.ended_at is None) == ([], None, False)
    with pytest.raises(StepRefused):
        done(lambda: relink(number, version(number), version(number), actor))


def test_a_name_dies_with_the_last_report_of_a_series_that_had_ended(
    reports: list[Owned], linked: Do, actor: int
) -> None:
    number = linked(*reports[:2])
    done(lambda: rename(number, version(number), "Weißer Transporter", actor))
    done(lambda: unlink(number, version(number), reports[0].id, actor))
    for owned in reports[:2]:
        _erased(owned)
    db.session.expire_all()
    assert db.session.get_one(Series, number).name is None


def test_what_may_not_be_linked_is_not(reports: list[Owned], actor: int) -> None:
    practice, hidden = make_report(practice=True), make_report(visible=False)
    for other in (practice.id, hidden.id, UUID(int=7)):
        with pytest.raises(UnknownReport):
            _linked(reports[0].id, other, actor)
    with pytest.raises(StepRefused):
        _linked(reports[0].id, reports[0].id, actor)
    with pytest.raises(UnknownSeries):
        done(lambda: rename(99, 1, "Nirgends", actor))


def test_nothing_is_linked_where_the_policy_says_no(reports: list[Owned], actor: int) -> None:
    decide(operator="police", linking=False)
    with pytest.raises(LinkingOff):
        _linked(reports[0].id, reports[1].id, actor)


@pytest.mark.parametrize(
    ("observers", "count"),
    [
        ([(None, None, None)] * 3, 1),
        ([(None, None, "truck"), (None, None, None)], 1),
        ([(None, None, "truck"), (None, None, "taxi"), (None, None, "taxi")], 2),
        ([(1, None, "truck"), (None, None, "truck"), (None, None, None)], 1),
        ([(1, None, "truck"), (1, 5, "truck"), (2, None, "truck"), (None, None, "bus")], 4),
        ([], 0),
    ],
)
def test_observers_are_counted_from_below(
    observers: list[tuple[int | None, int | None, str | None]], count: int
) -> None:
    found = [Report(association_id=who, site_id=site, target_group=group) for who, site, group in observers]
    assert independent_observers(found) == count


def test_older_reports_stay_in_their_series(reports: list[Owned], linked: Do) -> None:
    number = linked(*reports[:2])
    with writing():
        db.session.get_one(Report, reports[0].id).observed_at = now() - timedelta(days=20)
        db.session.commit()
    assert set(members_of(number)) == ids(*reports[:2])
