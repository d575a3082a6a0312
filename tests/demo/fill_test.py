import re
from datetime import timedelta
from io import BytesIO
from itertools import pairwise

import pytest
from flask import Flask
from PIL import Image
from sqlalchemy import func, select

from driverapp.balance.count import count_periods, total
from driverapp.balance.periods import Period
from driverapp.demo.fill import StoreInUse, fill
from driverapp.demo.mark import Plan
from driverapp.demo.plates import UNREAD
from driverapp.demo.words import in_german
from driverapp.policy.current import current_policy
from driverapp.policy.intake import intake_rules
from driverapp.reports.codes import is_call_code, is_reference
from driverapp.reports.entries import ReportEntry
from driverapp.reports.erase import KEPT
from driverapp.reports.foreign import Foreign, foreign_texts
from driverapp.reports.media_queries import open_medium
from driverapp.reports.messages import list_messages
from driverapp.reports.models import EmergencyCall, Event, Medium, Report, ReportAmendment, ReportMessage
from driverapp.reports.queries import load_amendments, load_timeline
from driverapp.reports.translated import is_translated
from driverapp.reports.undo import Why, last_step, why_not
from driverapp.store.clock import local_day, now
from driverapp.store.database import db, writing
from driverapp.upkeep.retention import erase_batch
from driverapp.vocabulary.categories import CATEGORIES_OF_GROUP
from driverapp.vocabulary.languages import DRIVER_LANGUAGES
from driverapp.vocabulary.permissions import Role
from driverapp.vocabulary.states import CallOutcome, EventKind, Outcome, State
from driverapp.vocabulary.target_groups import TargetGroup
from tests.clients import Client
from tests.demo.filled import MORNING, filled, filled_by, kept
from tests.factories import make_report
from tests.office.accounts import Account, sign_in

pytestmark = pytest.mark.usefixtures("app")

Told = dict[str, object]
HAPPENS = {
    EventKind.RECEIVED,
    EventKind.BECAME_USABLE,
    EventKind.AMENDED,
    EventKind.ASKED,
    EventKind.ANSWERED,
    EventKind.ANSWER_NOTED,
    EventKind.SEEN,
    EventKind.HANDED_OVER,
    EventKind.CLOSED,
    EventKind.REOPENED,
    EventKind.RELEASED,
    EventKind.WITHDRAWAL_REQUESTED,
    EventKind.WITHDRAWAL_REFUSED,
    EventKind.WITHDRAWN,
    EventKind.HELD,
    EventKind.NOTED,
    EventKind.TRANSLATED,
    EventKind.MEDIUM_RECEIVED,
    EventKind.UNDONE,
    EventKind.ERASED,
    EventKind.CALL_TAPPED,
    EventKind.CALL_OUTCOME,
    EventKind.CALL_WAITING,
}
WHOLE = re.compile(r"QQ-[A-Z]{2} 0[0-9]{3}")


def _count(model: type[Report | Event | EmergencyCall], *where: object) -> int:
    return db.session.scalar(select(func.count()).select_from(model).where(*where)) or 0  # type: ignore[arg-type]


def _told() -> list[Told]:
    """All that the reports say; not who they belong to, which is numbered anew, and not what is keyed."""
    left_out = {"association_id", "site_id", "enrolment_id", "association", "site"}
    columns = [name for name in Report.__table__.columns.keys() if name not in left_out]  # noqa: SIM118
    reports = db.session.scalars(select(Report).order_by(Report.id))
    return [{name: getattr(report, name) for name in columns} for report in reports]


def test_the_same_plan_gives_the_same_reports_and_another_seed_others() -> None:
    plan = Plan(reports=200, seed=7, until=MORNING, days=60)
    filled_by(plan)
    first = _told()
    filled_by(plan)
    assert _told() == first
    filled_by(plan.model_copy(update={"seed": 8}))
    assert len(_told()) == len(first)
    assert {each["id"] for each in _told()}.isdisjoint(each["id"] for each in first)


def test_everything_that_can_happen_has_happened() -> None:
    filled(3000, days=30)
    reports, kinds = kept(), set(db.session.scalars(select(Event.kind)))
    assert _count(Report) == _count(Event, Event.kind == EventKind.RECEIVED) == 3000
    assert kinds >= HAPPENS
    assert {report.state for report in reports} == set(State) - {State.WITHDRAWN}
    assert {report.outcome for report in reports} == {None, *Outcome}
    assert {report.target_group for report in reports} == set(TargetGroup)
    assert {report.language for report in reports} == set(DRIVER_LANGUAGES)
    for group, categories in CATEGORIES_OF_GROUP.items():
        assert {report.category for report in reports if report.target_group == group} >= set(categories)
    assert set(db.session.scalars(select(EmergencyCall.outcome))) == set(CallOutcome)
    assert any(report.practice for report in reports)
    assert any(report.quarantined for report in reports)
    assert any(report.file_number for report in reports)
    assert any(not report.usable for report in reports)
    assert db.session.scalar(
        select(func.count()).select_from(ReportAmendment).where(ReportAmendment.fields.is_not(None))
    )
    assert {message.from_office for message in db.session.scalars(select(ReportMessage))} == {True, False}
    _check_steps()
    _check_photos()


def _check_steps() -> None:
    """What coordinators entered stands beside their steps, so that each can be taken back; some were."""
    events = {each.id: each for each in db.session.scalars(select(Event))}
    undone = [(each, events[each.undoes]) for each in events.values() if each.undoes]
    assert {(taken.kind, taken.report_id == back.report_id) for back, taken in undone} >= {(EventKind.CLOSED, True)}
    assert all((back.state, back.previous_state) == (taken.previous_state, taken.state) for back, taken in undone)
    for state in (State.SEEN, State.HANDED_OVER, State.CLOSED):
        report = next(each for each in kept() if each.state == state)
        timeline = load_timeline(report.id)
        last = last_step(timeline)
        assert last is not None
        assert why_not(report, last, timeline) in (None, Why.FETCHED)
    entered = [each.sealed["entered"] for each in db.session.scalars(select(ReportEntry))]
    offices = {each["office"] for each in entered if "office" in each}
    assert len(offices) > 2
    assert all(office.endswith("(erfunden)") for office in offices)
    assert any(each.get("file_number") for each in entered if "office" in each)
    assert any("note" in each for each in entered)


def _check_photos() -> None:
    """A photo says of itself that it is none."""
    media = list(db.session.scalars(select(Medium)))
    assert media
    _medium, content = open_medium(media[0].report_id, media[0].id)
    with Image.open(BytesIO(content)) as picture:
        band = picture.convert("L").crop((0, 0, picture.width, 58))
    dark = sum(band.histogram()[:80])
    assert 0.03 < dark / (band.width * band.height) < 0.4


@pytest.mark.matrix
def test_what_is_not_german_is_translated_as_it_was_written() -> None:
    filled(1200, days=7)
    translated = 0
    for entry in db.session.scalars(select(ReportEntry)):
        entered = entry.sealed["entered"]
        if "of" in entered:
            report = db.session.get_one(Report, entry.report_id)
            (text,) = [each for each in _foreign(report) if each.of == entered["of"]]
            assert entered["text"] == in_german(text.text)
            translated += 1
    assert translated > 10
    reports = kept()
    assert [report.translated for report in reports] == [is_translated(report) for report in reports]


def _foreign(report: Report) -> list[Foreign]:
    return list(foreign_texts(report, load_amendments(report.id), list_messages(report.id)))


def test_the_last_night_lies_unread_and_some_of_it_goes_on() -> None:
    filled(1000, days=30)
    real = [report for report in kept() if not report.practice]
    unread = [report for report in real if report.state == State.RECEIVED]
    since = min(report.received_at for report in real[-8:])
    assert all(report.state in (State.RECEIVED, State.WITHDRAWN) for report in real if report.received_at >= since)
    assert len(unread) < len(real) / 3
    assert all(report.ongoing for report in kept()[-2:])
    assert 3 <= sum(bool(report.ongoing) for report in unread) < len(unread) / 3


@pytest.mark.matrix
def test_the_policy_has_nothing_left_to_erase() -> None:
    filled(2000, until=now())
    with writing():
        done = erase_batch(current_policy())
        db.session.commit()
    # What became due in the seconds since.
    assert sum(done.values()) <= 2


def test_what_was_erased_says_nothing_and_its_events_lead_nowhere() -> None:
    filled(1000)
    erased = list(db.session.scalars(select(Report).where(Report.erased_at.is_not(None))))
    assert len(erased) > 800
    emptied = set(Report.__table__.columns.keys()) - KEPT - {"erased_at"}
    assert {name for report in erased for name in emptied if getattr(report, name) is not None} == set()
    known = set(db.session.scalars(select(Event.report_id)))
    assert known & {report.id for report in erased} == set()
    coarse = db.session.scalars(select(Event).where(Event.report_id.is_(None), Event.call_id.is_(None)))
    assert {(event.at.minute, event.at.second, event.actor_id) for event in coarse} == {(0, 0, None)}


@pytest.mark.matrix
def test_the_figures_of_a_year_add_up() -> None:
    filled(1000)
    today = local_day(MORNING)
    months = [Period(today - timedelta(days=30 * n), today - timedelta(days=30 * (n - 1))) for n in range(12, 0, -1)]
    counted = count_periods(months)
    assert min(figures.usable for figures in counted) > 20
    everything = total(count_periods([Period(today - timedelta(days=400), today + timedelta(days=1))]))
    practice = _count(Report, Report.practice)
    assert everything.usable + everything.taps + everything.withdrawn == 1000 - practice
    assert 0 < everything.calls_spoke < everything.calls_tapped


def test_codes_have_the_form_that_phones_give_them() -> None:
    filled()
    assert all(is_reference(report.reference or "") for report in kept())
    codes = db.session.scalars(select(EmergencyCall.call_code).where(EmergencyCall.call_code.is_not(None)))
    assert all(is_call_code(code or "") for code in codes)


def _plate(report: Report) -> str | None:
    return ((report.sealed or {}).get("vehicle") or {}).get("plate")


def _fits(plate: str, whole: str) -> bool:
    return all(UNREAD in (sign, other) or sign == other for sign, other in zip(plate, whole, strict=True))


def test_no_vehicle_can_bear_a_plate() -> None:
    filled(600, days=7)
    plates = [plate for report in kept() if (plate := _plate(report))]
    assert len(plates) > 50
    assert [plate for plate in plates if not WHOLE.fullmatch(_whole(plate))] == []


def _whole(plate: str) -> str:
    """The plate with what nobody read as it may have been."""
    return "".join(also if sign == UNREAD else sign for sign, also in zip(plate, "QQ-AA 0000", strict=True))


def test_the_series_along_the_a2_is_one_van_that_drives_east() -> None:
    mark = filled()
    reports = [db.session.get_one(Report, each.id) for each in mark.series["a2-cargo-theft"]]
    assert [report.reference for report in reports] == [each.reference for each in mark.series["a2-cargo-theft"]]
    assert len({report.association_id for report in reports} - {None}) == len({r.target_group for r in reports}) == 4
    assert {(report.road, report.state, report.category) for report in reports} == {("A2", "received", "cargo_theft")}
    for before, after in pairwise(reports):
        hours = (after.observed_at - before.observed_at) / timedelta(hours=1)  # type: ignore[operator]
        assert 30 < ((before.km or 0) - (after.km or 0)) / hours < 130
    assert {(report.sealed or {})["direction"] for report in reports} == {"Hannover"}
    assert all(_fits(_plate(report) or "", "QQ-KT 0417") for report in reports)
    others = {each.id for each in kept()} - {report.id for report in reports}
    strangers = [db.session.get_one(Report, each) for each in others]
    assert [each.id for each in strangers if (plate := _plate(each)) and _fits(plate, "QQ-KT 0417")] == []


def test_the_other_series_are_there_and_read() -> None:
    mark = filled()
    assert {name: len(reports) for name, reports in mark.series.items()} == {
        "a2-cargo-theft": 4,
        "a1-fuel-theft": 3,
        "a3-false-police": 3,
        "town-fraud-older-people": 3,
    }
    for name in set(mark.series) - {"a2-cargo-theft"}:
        reports = [db.session.get_one(Report, each.id) for each in mark.series[name]]
        assert {report.state for report in reports} == {State.SEEN}
        assert len({report.association_id for report in reports}) > 1


def test_a_store_in_use_is_left_alone() -> None:
    make_report(category="cargo_theft")
    with pytest.raises(StoreInUse):
        fill(db.session(), Plan(reports=200, seed=1, until=MORNING, days=30))
    assert _count(Report) == 1


def test_everybody_signs_in_and_the_pages_answer(app: Flask) -> None:
    mark = filled()
    assert {each.role for each in mark.sign_ins} == set(Role)
    assert intake_rules(current_policy()).photo
    for each in mark.sign_ins:
        client = sign_in(Client(app, use_cookies=True), Account(0, each.email, each.secret, each.password))
        assert client.get("/office/", follow_redirects=True).status_code == 200
        if each.role == Role.COORDINATOR:
            pages = ("inbox", "inbox?tab=closed", "inbox?tab=taps", "inbox?tab=practice", "figures")
            series = [f"reports/{report.id}" for reports in mark.series.values() for report in reports]
            assert {client.get(f"/office/{page}").status_code for page in (*pages, *series)} == {200}
