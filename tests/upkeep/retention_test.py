"""What is kept how long (contract, "Erasure of content"), and that the figures outlive it."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
import time_machine
from flask import Flask
from sqlalchemy import func, select, text, update

from driverapp.associations.models import Association, Enrolment, Site
from driverapp.balance.count import Figures, count_both, count_periods
from driverapp.balance.periods import Period, last_months, weeks_of
from driverapp.gazetteer.load import load_file
from driverapp.policy.current import current_policy
from driverapp.reports.coarsen import coarse_moment
from driverapp.reports.follow_up import follow_up
from driverapp.reports.lists import list_reports
from driverapp.reports.look_up import look_up
from driverapp.reports.media_formats import MediumKind
from driverapp.reports.models import EmergencyCall, Event, Medium, Report, ReportAmendment
from driverapp.reports.queries import is_visible
from driverapp.reports.steps import Step
from driverapp.reports.tabs import Tab
from driverapp.reports.withdraw import withdraw
from driverapp.store.clock import BERLIN, local_day, now
from driverapp.store.database import db, writing
from driverapp.store.files import MissingFile, current_files
from driverapp.trust.audit import AuditEntry, record
from driverapp.upkeep.retention import erase_batch, months_before
from driverapp.vocabulary.states import EventKind, State
from tests.clients import Client
from tests.factories import Owned, call_body, make_amendment, make_call, make_medium, make_owned_report, report_body
from tests.policies import decide
from tests.samples import WEBM, photo
from tests.upkeep.passing import aged, erase, is_erased, stepped

pytestmark = pytest.mark.usefixtures("app")

FILES = Path(__file__).parents[1] / "gazetteer" / "files"
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
EXACT = {"lat": 51.41234, "lon": 7.01234, "accuracy_m": 12}


@pytest.mark.parametrize(
    ("steps", "details", "kept", "why"),
    [
        ((), {}, 72 * HOUR, "tap"),
        ((), {"category": "other"}, 30 * DAY, "unread"),
        ((Step.SEE,), {"text": "x"}, 30 * DAY, "seen"),
        ((Step.SEE, Step.HAND_OVER), {"text": "x"}, 14 * DAY, "handed_over"),
        ((Step.SEE, Step.CLOSE), {"text": "x"}, 7 * DAY, "closed"),
    ],
)
def test_content_is_kept_for_as_long_as_the_contract_says_and_no_longer(
    steps: tuple[Step, ...], details: dict[str, Any], kept: timedelta, why: str
) -> None:
    early = aged(stepped(make_owned_report(**details), *steps), kept - HOUR)
    late = aged(stepped(make_owned_report(**details), *steps), kept + HOUR)
    done = erase()
    assert done[why] == 1
    assert (is_erased(early), is_erased(late)) == (False, True)


def test_a_reopened_report_is_kept_from_its_last_step_on() -> None:
    owned = aged(stepped(make_owned_report(text="x"), Step.SEE, Step.CLOSE), 29 * DAY + 23 * HOUR)
    stepped(owned, Step.REOPEN)
    aged_only = aged(stepped(make_owned_report(text="x"), Step.SEE), 31 * DAY)
    erase()
    assert (is_erased(owned), is_erased(aged_only)) == (False, True)


def test_a_hold_keeps_a_report_with_all_that_belongs_to_it() -> None:
    owned = make_owned_report(text="x", position=EXACT)
    medium = make_medium(owned, photo(), MediumKind.PHOTO)
    aged(owned, 60 * DAY)
    with writing():
        db.session.get_one(Report, owned.id).held_until = now() + DAY
        db.session.commit()
    assert erase() == Counter()
    with writing():
        db.session.get_one(Report, owned.id).held_until = now() - DAY
        db.session.commit()
    assert erase()["unread"] == 1
    assert db.session.get_one(Medium, (medium, owned.id)).key is None


def test_the_policy_moves_the_periods() -> None:
    owned = aged(make_owned_report(category="other"), 3 * DAY)
    assert erase() == Counter()
    decide(unread_days=2)
    assert erase()["unread"] == 1
    assert is_erased(owned)


def test_nothing_of_the_content_is_left() -> None:
    association = Association(slug="erfunden", name="Erfundener Verband")
    site = Site(association=association, slug="rasthof-a", name="Rasthof A")
    code = Enrolment(code="K7PQ2", association=association, site=site, target_group="bus", expires_at=now() + DAY)
    db.session.add_all([association, site, code])
    db.session.commit()
    owned = make_owned_report(
        text="Drei Personen", category="other", position=EXACT, enrolment="K7PQ2", place={"road": "A2"}, language="pl"
    )
    make_amendment(owned, text="Vier Personen")
    medium = make_medium(owned, WEBM, MediumKind.VOICE)
    file = db.session.get_one(Medium, (medium, owned.id)).file or ""
    assert current_files().read(file)
    aged(owned, 31 * DAY)
    erase()
    row = db.session.execute(text("SELECT * FROM reports")).mappings().one()
    kept = {"id", "secret_hash", "body_hash", "received_at", "visible_at", "state", "version", "erased_at"}
    assert {name for name, value in row.items() if value} - {"usable"} == kept
    assert db.session.scalar(select(func.count()).select_from(ReportAmendment)) == 0
    with pytest.raises(MissingFile):
        current_files().read(file)
    assert not is_visible(owned.id)
    assert [len(list_reports(tab).reports) for tab in Tab] == [0] * len(Tab)


def test_events_are_coarsened_and_nothing_leads_back_to_the_report() -> None:
    motorway = aged(stepped(make_owned_report(category="other", place={"road": "A2"}), Step.SEE), 31 * DAY)
    other = aged(make_owned_report(category="other", place={"road": "B3"}), 31 * DAY)
    erase()
    found = db.session.scalars(select(Event)).all()
    assert {event.report_id for event in found} == {None}
    assert {event.actor_id for event in found} == {None}
    assert {event.road for event in found} == {"A2", None}
    for event in found:
        for moment in (event.at.astimezone(BERLIN), event.subject_at.astimezone(BERLIN)):
            assert (moment.hour % 4, moment.minute, moment.second, moment.microsecond) == (0, 0, 0, 0)
            assert moment.weekday() == 0 or moment.day == 1
    assert is_erased(motorway)
    assert is_erased(other)


def test_without_a_motorway_events_bear_the_district() -> None:
    with writing():
        load_file(db.session(), FILES / "districts.geojson")
        db.session.commit()
    here = {"lat": 52.15, "lon": 8.6, "accuracy_m": 12.0}
    for road, position in (("A2", here), ("B3", here), ("B4", None), ("B5", here | {"lat": 53.0})):
        aged(make_owned_report(category="other", place={"road": road}, position=position), 31 * DAY)
    erase()
    found = db.session.execute(select(Event.road, Event.district).where(Event.kind == EventKind.RECEIVED)).all()
    assert Counter(map(tuple, found)) == {("A2", None): 1, (None, "99001"): 1, (None, None): 2}


@pytest.mark.parametrize(
    ("moment", "coarse"),
    [
        (datetime(2026, 11, 26, 15, 59, tzinfo=BERLIN), datetime(2026, 11, 23, 12, tzinfo=BERLIN)),
        (datetime(2026, 11, 23, 0, 0, tzinfo=BERLIN), datetime(2026, 11, 23, 0, tzinfo=BERLIN)),
        # A week of two months, on either side.
        (datetime(2026, 7, 31, 23, 0, tzinfo=BERLIN), datetime(2026, 7, 27, 20, tzinfo=BERLIN)),
        (datetime(2026, 8, 2, 3, 0, tzinfo=BERLIN), datetime(2026, 8, 1, 0, tzinfo=BERLIN)),
        # The day on which summer time ends, in its first hours by UTC the day before.
        (datetime(2026, 10, 24, 22, 30, tzinfo=UTC), datetime(2026, 10, 19, 0, tzinfo=BERLIN)),
    ],
)
def test_a_moment_becomes_week_and_band(moment: datetime, coarse: datetime) -> None:
    assert coarse_moment(moment) == coarse
    assert coarse_moment(coarse_moment(moment)) == coarse


def test_the_figures_stay_what_they_were() -> None:
    association = Association(slug="erfunden", name="Erfundener Verband")
    code = Enrolment(code="K7PQ2", association=association, target_group="bus", expires_at=now() + DAY)
    db.session.add_all([association, code])
    db.session.commit()
    for age in range(8, 90, 3):
        _some_of_everything(age * DAY, {"enrolment": "K7PQ2"} if age % 2 else {})
    before = _figures(association)
    assert sum(each.usable for each in before) > 0
    done = erase()
    assert min(done[why] for why in ("tap", "unread", "seen", "withdrawn")) > 0
    assert _figures(association) == before


def _some_of_everything(age: timedelta, named: dict[str, Any]) -> None:
    aged(make_owned_report(**named), age)
    aged(make_owned_report(category="other", **named), age)
    aged(stepped(make_owned_report(text="x", **named), Step.SEE), age)
    make_call(outcome="spoke", **named)
    taken_back = make_owned_report(category="other", **named)
    with writing():
        withdraw(taken_back.id, taken_back.secret)
        db.session.commit()
    aged(taken_back, age)


def _figures(association: Association) -> list[Figures]:
    """All figures of weeks and months but the one that erasing adds to."""
    today = local_day(now())
    monday = today - timedelta(days=today.weekday())
    weeks = weeks_of(Period(monday - 14 * timedelta(weeks=1), monday + timedelta(weeks=1)))
    months = last_months(4, today)
    counted = [*count_periods(weeks), *count_periods(months), *count_periods(months, association)]
    counted += [each for _, each in count_both([Period(weeks[0].first, weeks[-1].end)])[1]]
    return [replace(each, erased_unread=0) for each in counted]


def test_what_nobody_read_is_counted_as_that() -> None:
    aged(make_owned_report(category="other"), 31 * DAY)
    aged(make_owned_report(), 4 * DAY)
    aged(make_owned_report(category="other", practice=True), 31 * DAY)
    aged(stepped(make_owned_report(text="x"), Step.SEE), 31 * DAY)
    erase()
    day = local_day(now())
    [figures] = count_periods([Period(day - timedelta(days=60), day + DAY)])
    assert figures.erased_unread == 2


def test_again_it_changes_nothing() -> None:
    aged(make_owned_report(text="x", position=EXACT), 31 * DAY)
    first = erase()
    assert (first["unread"], first["position"]) == (1, 0)
    entries = db.session.scalar(select(func.count()).select_from(AuditEntry))
    assert erase() == Counter()
    assert db.session.scalar(select(func.count()).select_from(AuditEntry)) == entries


def test_the_audit_says_how_many_and_nobody_did_it() -> None:
    aged(make_owned_report(), 4 * DAY)
    aged(make_owned_report(), 4 * DAY)
    erase()
    entry = db.session.scalars(select(AuditEntry)).one()
    assert (entry.action, entry.subject, entry.actor_id) == ("retention_tap", "count:2", None)


def test_a_batch_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("driverapp.upkeep.retention.BATCH", 2)
    for _ in range(3):
        aged(make_owned_report(), 4 * DAY)
    with writing():
        assert erase_batch(current_policy())["tap"] == 2
        db.session.commit()
    assert erase()["tap"] == 1


def test_media_go_before_a_report_that_is_still_worked_on() -> None:
    owned = make_owned_report(text="x")
    medium = make_medium(owned, photo(), MediumKind.PHOTO)
    aged(owned, 31 * DAY)
    stepped(owned, Step.SEE)
    assert erase()["medium"] == 1
    assert not is_erased(owned)
    assert db.session.get_one(Medium, (medium, owned.id)).key is None


def test_an_exact_position_is_rounded_in_the_report_and_in_what_was_added() -> None:
    owned = make_owned_report(text="x", position=EXACT)
    make_amendment(owned, position=EXACT | {"lat": 51.5})
    aged(owned, 31 * DAY)
    stepped(owned, Step.SEE)
    assert erase()["position"] == 1
    report = db.session.get_one(Report, owned.id)
    assert report.accuracy_m == 1000
    assert report.lat is not None
    assert 0 < abs(report.lat - 51.5) < 0.01
    [fields] = db.session.scalars(select(ReportAmendment.fields)).all()
    assert fields["position"]["accuracy_m"] == 1000
    make_amendment(owned, position=EXACT)
    assert erase()["position"] == 1
    assert db.session.get_one(Report, owned.id).accuracy_m == 1000


def test_a_tap_on_110_is_erased_and_a_late_word_about_it_changes_nothing(client: Client) -> None:
    make_call(outcome="opened")
    secret, body = _sent_call(client)
    with writing():
        db.session.execute(update(EmergencyCall).values(received_at=now() - 91 * DAY))
        db.session.commit()
    assert erase()["call"] == 2
    rows = db.session.execute(text("SELECT * FROM emergency_calls")).mappings().all()
    kept = {"id", "secret_hash", "tapped_at", "received_at", "outcome", "erased_at"}
    assert [{name for name, value in row.items() if value} for row in rows] == [kept, kept]
    assert db.session.scalars(select(Event.call_id)).all() == [None, None]
    events = db.session.scalar(select(func.count()).select_from(Event))
    answer = client.put(
        f"/api/v1/emergency-calls/{secret[0]}",
        json=body | {"outcome": "spoke"},
        headers={"Authorization": f"Bearer {secret[1]}"},
    )
    assert (answer.status_code, (answer.json or {})["outcome"]) == (200, "opened")
    assert db.session.scalar(select(func.count()).select_from(Event)) == events


def _sent_call(client: Client) -> tuple[tuple[UUID, str], dict[str, Any]]:
    owned = Owned(UUID("7d1d2ab9-6a61-4a0f-9a3c-2f6f6f0c3e33"), "A" * 43)
    body = call_body()
    answer = client.put(
        f"/api/v1/emergency-calls/{owned.id}", json=body, headers={"Authorization": f"Bearer {owned.secret}"}
    )
    assert answer.status_code == 201
    return (owned.id, owned.secret), body


def test_after_its_time_a_report_answers_its_phone(client: Client) -> None:
    own = {"Authorization": "Bearer " + "A" * 43}
    address = "/api/v1/reports/0b4cbd0c-31a5-4e6b-8a6e-0c1f5a2b7d11"
    body = report_body(category="other")
    first = client.put(address, json=body, headers=own)
    owned = Owned(UUID(address.rpartition("/")[2]), "A" * 43)
    stepped(aged(owned, 40 * DAY), Step.SEE)
    aged(owned, 31 * DAY)
    erase()
    assert is_erased(owned)
    again = client.put(address, json=body, headers=own)
    assert (first.status_code, again.status_code) == (201, 200)
    assert client.put(address, json=body | {"category": None}, headers=own).status_code == 422
    assert (client.get(address, headers=own).json or {})["state"] == State.SEEN
    added = client.put(f"{address}/amendments/5f0f3c1e-93a4-4a51-8d43-8e8f0a3f9c22", json={"text": "x"}, headers=own)
    assert added.status_code == 410
    voice = client.put(
        f"{address}/media/2c5d1a90-6f0e-4c9e-8d1b-5b1f0a6c4e44",
        data=WEBM,
        headers=own | {"Content-Type": "audio/webm"},
    )
    assert voice.status_code in (403, 410)
    events = db.session.scalar(select(func.count()).select_from(Event))
    assert (client.post(f"{address}/withdrawal", headers=own).json or {})["state"] == State.WITHDRAWN
    assert db.session.scalar(select(func.count()).select_from(Event)) == events


def test_the_reference_of_an_erased_report_finds_nothing() -> None:
    owned = make_owned_report(category="other")
    reference = db.session.get_one(Report, owned.id).reference or ""
    assert look_up(reference)
    aged(owned, 31 * DAY)
    erase()
    assert not look_up(reference)
    assert follow_up(owned.id, owned.secret).state == State.RECEIVED


def test_the_audit_itself_is_kept_for_twelve_months() -> None:
    for at in (months_before(now(), 12) - HOUR, now()):
        with time_machine.travel(at, tick=False), writing():
            record(db.session(), "report_opened", "report:x", None)
            db.session.commit()
    assert erase() == Counter(audit=1)


@pytest.mark.parametrize(
    ("day", "count", "before"),
    [((2026, 11, 27), 12, (2025, 11, 27)), ((2026, 3, 31), 1, (2026, 2, 28)), ((2026, 1, 15), 3, (2025, 10, 15))],
)
def test_months_are_those_of_the_calendar(
    app: Flask, day: tuple[int, int, int], count: int, before: tuple[int, int, int]
) -> None:
    assert months_before(datetime(*day, 12, tzinfo=BERLIN), count) == datetime(*before, 12, tzinfo=BERLIN)


def test_an_undone_report_leaves_no_event_behind() -> None:
    owned = make_owned_report(category="other", visible=False)
    with writing():
        withdraw(owned.id, owned.secret)
        db.session.commit()
    assert erase() == Counter(withdrawn=1)
    assert db.session.scalar(select(func.count()).where(Event.kind == EventKind.ERASED)) == 0
