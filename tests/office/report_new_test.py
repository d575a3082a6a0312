"""Reports that came by telephone, radio or letter, as a coordinator takes them down."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from werkzeug.test import TestResponse

from driverapp.associations.models import Association
from driverapp.balance.count import count_both
from driverapp.balance.periods import Period
from driverapp.reports.models import Event, Report
from driverapp.store.clock import BERLIN, local_day, now
from driverapp.store.database import db, writing
from driverapp.trust.audit import AuditEntry
from driverapp.vocabulary.states import EventKind, State
from tests.clients import Client
from tests.office.accounts import Account
from tests.office.report_test import words

PAGE = "/office/reports/new"


def berlin(**ago: float) -> str:
    return (now() - timedelta(**ago)).astimezone(BERLIN).strftime("%Y-%m-%dT%H:%M")


def entered(**changes: str) -> dict[str, str]:
    """What somebody types; `changes` add or replace fields."""
    typed = {"report_id": "0b4cbd0c-31a5-4e6b-8a6e-0c1f5a2b7d11", "channel": "telephone", "language": "de"}
    times = {"captured_at": berlin(minutes=5), "observed_at": berlin(hours=3)}
    return typed | times | {"category": "cargo_theft"} | changes


def kept() -> Report:
    return db.session.scalars(select(Report)).one()


def test_what_was_taken_down_is_visible_at_once_and_bears_its_channel(coordinator: Client, account: Account) -> None:
    with writing():
        db.session.add(Association(slug="erfunden", name="Erfundener Verband"))
        db.session.commit()
    typed = entered(
        channel="radio",
        text="Drei Personen\r\nmit Taschenlampen",
        road="a 2",
        km="423,5",
        direction="Hannover",
        position="51.5, 7.1",
        plate="?? AB 12?",
        kind="van",
        target_group="truck",
        association="erfunden",
        ongoing="yes",
    )
    page = coordinator.submit(PAGE, follow=True, **typed).text
    report = kept()
    assert (report.state, report.channel, report.practice) == (State.RECEIVED, "radio", False)
    assert (report.road, report.km, report.lat, report.ongoing) == ("A2", 423.5, 51.5, True)
    assert report.sealed == {
        "text": "Drei Personen\nmit Taschenlampen",
        "vehicle": {"plate": "?? AB 12?", "kind": "van"},
        "direction": "Hannover",
    }
    said = words(page)
    assert "gekommen über: Funk" in said
    assert f"aufgenommen (Funk) {account.email}" in said
    assert "Erfundener Verband" in said
    assert "Vorbereitete Fragen" not in page
    inbox = words(coordinator.get("/office/inbox").text)
    assert "Ladungsdiebstahl" in inbox
    assert "Funk" in inbox
    assert report.observed_at is not None
    assert report.observed_at.astimezone(BERLIN).strftime("%Y-%m-%dT%H:%M") == typed["observed_at"]


def test_who_took_it_down_is_in_the_event_and_in_the_audit(coordinator: Client, account: Account) -> None:
    coordinator.submit(PAGE, follow=False, **entered())
    (event,) = db.session.scalars(select(Event)).all()
    assert (event.kind, event.actor_id, event.channel) == ("received", account.id, "telephone")
    (act,) = db.session.scalars(select(AuditEntry).where(AuditEntry.action == "report_taken_down")).all()
    assert (act.subject, act.actor_id) == (f"report:{event.report_id}", account.id)


def test_it_is_worked_and_undone_like_any_other(coordinator: Client) -> None:
    coordinator.submit(PAGE, follow=False, **entered())
    report = kept()
    path = f"/office/reports/{report.id}"
    coordinator.send(path, f"{path}/steps", step="see", version="1")
    second = coordinator.send(path, f"{path}/steps", follow=True, step="close", version="1", outcome="harmless").text
    assert "Inzwischen hat jemand anderes die Meldung bearbeitet" in second
    assert "eingegangen" not in words(second).partition("Das ist geschehen")[2].partition("Das wollten")[0]


def test_taking_down_is_taken_back_last_and_the_content_goes(coordinator: Client, account: Account) -> None:
    coordinator.submit(PAGE, follow=False, **entered(text="Drei Personen mit Taschenlampen"))
    report = kept()
    path = f"/office/reports/{report.id}"
    event = db.session.scalars(select(Event.id)).one()

    def undo(event: int, version: int) -> TestResponse:
        return coordinator.send(path, f"{path}/steps", step="undo", version=str(version), event=str(event))

    coordinator.send(path, f"{path}/steps", step="see", version="1")
    assert undo(event, 2).status_code == 400
    seen = db.session.scalars(select(Event.id).where(Event.kind == EventKind.SEEN)).one()
    undo(seen, 2)
    assert "Aufnahme zurücknehmen" in coordinator.get(path).text
    for _ in range(2):
        assert undo(event, 3).status_code == 303
    report = kept()
    assert (report.state, report.sealed, report.category, report.usable) == (State.WITHDRAWN, None, None, False)
    assert undone_figures() == (0, 0, 1)
    page = words(coordinator.get(path).text)
    assert "Der Inhalt ist gelöscht." in page
    assert "Aufnahme zurücknehmen" not in page
    assert account.email in page.partition("zurückgezogen")[2]
    assert [each.action for each in db.session.scalars(select(AuditEntry))].count("report_undone") == 2


def undone_figures() -> tuple[int, int, int]:
    today = local_day(now())
    ((_, figures),) = count_both([Period(today, today + timedelta(days=1))])[1]
    return figures.usable, figures.taken_down, figures.withdrawn


def test_nobody_is_said_to_hear_of_what_was_taken_down(coordinator: Client) -> None:
    coordinator.submit(PAGE, follow=False, **entered())
    path = f"/office/reports/{kept().id}"
    assert "Die meldende Person" not in coordinator.get(path).text
    coordinator.send(path, f"{path}/steps", step="see", version="1")
    page = coordinator.get(path).text
    assert "meldende" not in page.partition('id="closing"')[2].partition("</form>")[0]


def test_sent_twice_it_is_one(coordinator: Client) -> None:
    for _ in range(2):
        assert coordinator.submit(PAGE, follow=False, **entered()).status_code == 303
    assert len(db.session.scalars(select(Event)).all()) == 1


@pytest.mark.parametrize(
    ("field", "typed", "told"),
    [
        ("captured_at", "gestern", "Schreiben Sie Tag und Uhrzeit so"),
        # Moments are made when the test runs: what is collected is the same for every process.
        ("captured_at", timedelta(hours=-2), "Das liegt in der Zukunft."),
        ("observed_at", timedelta(days=15), "mehr als 14 Tage davor"),
        ("road", "Autobahn 2", "So heißt keine Straße."),
        ("km", "viel", "Schreiben Sie den Kilometer als Zahl"),
        ("position", "hier", "Schreiben Sie Breite und Länge so"),
        ("position", "99.0, 7.0", "Das ist zu lang oder passt so nicht."),
        ("place", "x" * 201, "Das ist zu lang oder passt so nicht."),
    ],
)
def test_what_is_wrong_is_told_at_its_field_and_all_that_was_typed_stays(
    coordinator: Client, field: str, typed: str | timedelta, told: str
) -> None:
    typed = berlin(seconds=typed.total_seconds()) if isinstance(typed, timedelta) else typed
    answer = coordinator.submit(PAGE, follow=False, **entered(text="Drei Personen", **{field: typed}))
    assert answer.status_code == 422
    assert told in answer.text
    assert f'id="field-{field}-error"' in answer.text
    assert f'value="{typed}"' in answer.text
    assert "Drei Personen</textarea>" in answer.text
    assert db.session.scalars(select(Report)).all() == []


def test_nothing_at_all_is_no_report(coordinator: Client) -> None:
    answer = coordinator.submit(PAGE, follow=False, **entered(category=""))
    assert "Tragen Sie wenigstens ein, was es war oder wo." in answer.text


def test_a_letter_may_tell_of_something_long_ago_before_it_arrived(coordinator: Client) -> None:
    typed = entered(channel="letter", captured_at=berlin(days=6), observed_at=berlin(days=19))
    assert coordinator.submit(PAGE, follow=False, **typed).status_code == 303


def test_figures_count_it_as_usable_and_say_how_many_were_taken_down(coordinator: Client) -> None:
    coordinator.submit(PAGE, follow=False, **entered())
    coordinator.submit(PAGE, follow=False, **entered(report_id="5f0f3c1e-93a4-4a51-8d43-8e8f0a3f9c22", practice="yes"))
    today = local_day(now())
    ((_, figures),) = count_both([Period(today, today + timedelta(days=1))])[1]
    assert (figures.usable, figures.taken_down) == (1, 1)
    assert "davon auf\u00adgenommen" in coordinator.get("/office/figures").text


def test_the_form_without_javascript_has_a_channel_of_its_own(coordinator: Client, app: Flask) -> None:
    client = Client(app)
    page = client.get("/de/form").text
    hidden = {
        name: page.partition(f'name="{name}" value="')[2].partition('"')[0]
        for name in ("id", "secret", "reference", "opened_at")
    }
    assert client.post("/de/form", data=hidden | {"category": "cargo_theft"}).status_code == 201
    assert kept().channel == "form"
