"""Hand-over, notes, translations and undo on a report's page."""

import json
from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select, text

from driverapp.reports.entries import ReportEntry
from driverapp.reports.models import Event, Report, ReportAmendment
from driverapp.reports.withdraw import withdraw
from driverapp.store.database import db, writing
from driverapp.trust.audit import AuditEntry
from driverapp.vocabulary.permissions import Role
from driverapp.vocabulary.states import State
from tests.clients import Client
from tests.factories import make_amendment, make_owned_report, make_report
from tests.office.accounts import Account
from tests.office.report_test import address, take, words

OFFICE = "Autobahnpolizeiwache Erfunden"


def seen(coordinator: Client, **fields: str) -> Report:
    report = make_report(visible=True, category="cargo_theft", **fields)  # type: ignore[arg-type]
    take(coordinator, report, "see")
    return report


def undo(client: Client, report: Report, kind: str) -> str:
    """Take the last event of a kind back, as from a fresh page; the text of the page that follows."""
    db.session.refresh(report)
    query = select(Event.id).where(Event.report_id == report.id, Event.kind == kind).order_by(Event.id.desc())
    return take(client, report, "undo", event=str(db.session.scalars(query).first()))


def state(report: Report) -> tuple[str, str | None]:
    db.session.refresh(report)
    return report.state, report.outcome


def test_a_hand_over_names_its_office_and_can_be_corrected(coordinator: Client, account: Account) -> None:
    report = seen(coordinator)
    page = take(coordinator, report, "hand_over", office=f"  {OFFICE} ", file_number="12 UJs 345/26")
    assert f"an die Polizei übergeben: {OFFICE}, Aktenzeichen 12 UJs 345/26 {account.email}" in words(page)
    page = take(coordinator, report, "change_hand_over", office="Wache Andersdorf", file_number="")
    said = words(page)
    assert "Übergeben an Wache Andersdorf" in said
    assert f"Angaben zur Übergabe geändert: Wache Andersdorf {account.email}" in said
    assert state(report) == (State.HANDED_OVER, None)
    assert "Nicht mehr festgehalten" not in page
    sealed = db.session.execute(text("SELECT sealed FROM report_entries")).scalars().all()
    assert not any(b"Wache" in bytes(each) for each in sealed)


def test_an_office_of_an_earlier_hand_over_is_suggested(coordinator: Client) -> None:
    take(coordinator, seen(coordinator), "hand_over", office=OFFICE)
    page = coordinator.get(address(seen(coordinator))).text
    assert f'<option value="{OFFICE}"></option>' in page


@pytest.mark.parametrize(
    ("office", "number", "told"),
    [
        ("", "12 UJs 345/26", "Nennen Sie die Dienststelle: 2 bis 120 Zeichen."),
        (OFFICE, "1", "Geben Sie das Aktenzeichen ein: 3 bis 60 Zeichen."),
    ],
)
def test_what_was_typed_stays_when_something_is_missing(
    coordinator: Client, office: str, number: str, told: str
) -> None:
    report = seen(coordinator)
    page = take(coordinator, report, "hand_over", office=office, file_number=number)
    assert told in page
    assert f'value="{office or number}"' in page
    assert f'value="{number}"' in page
    assert state(report)[0] == State.SEEN


def test_a_note_is_shown_to_the_office_and_never_to_the_reporter(
    app: Flask, coordinator: Client, account: Account
) -> None:
    owned = make_owned_report(category="cargo_theft")
    report = db.session.get_one(Report, owned.id)
    page = take(coordinator, report, "note", note="Rückruf bei der Wache:\r\nmorgen")
    assert "Rückruf bei der Wache:\nmorgen" in page
    assert f"Notiz von {account.email}" in words(page)
    told = Client(app).get(f"/api/v1/reports/{owned.id}", headers={"Authorization": f"Bearer {owned.secret}"})
    assert told.status_code == 200
    assert "Rückruf" not in json.dumps(told.json, ensure_ascii=False)
    page = undo(coordinator, report, "noted")
    assert f"Zurückgenommene Notiz von {account.email}" in words(page)


def test_a_note_can_be_taken_back_while_other_steps_follow(coordinator: Client) -> None:
    report = make_report(category="cargo_theft")
    take(coordinator, report, "note", note="Irrtum")
    take(coordinator, report, "see")
    assert "Zurückgenommene Notiz" in undo(coordinator, report, "noted")
    assert state(report)[0] == State.SEEN


def test_an_empty_note_is_none(coordinator: Client) -> None:
    report = make_report(category="cargo_theft")
    assert "Schreiben Sie die Notiz" in take(coordinator, report, "note", note=" ")
    assert db.session.scalars(select(ReportEntry)).all() == []


def test_what_coordinators_entered_goes_with_the_content(coordinator: Client) -> None:
    owned = make_owned_report(category="cargo_theft", text="Drei Personen")
    report = db.session.get_one(Report, owned.id)
    take(coordinator, report, "see")
    take(coordinator, report, "note", note="Rückruf")
    with writing():
        withdraw(owned.id, owned.secret)
        db.session.commit()
    page = take(coordinator, report, "accept_withdrawal")
    assert "Rückruf" not in page
    assert db.session.scalars(select(ReportEntry)).all() == []


def test_a_foreign_text_asks_for_its_translation_and_keeps_both(coordinator: Client, account: Account) -> None:
    report = make_report(text="ثلاثة رجال", language="ar")
    page = coordinator.get(address(report)).text
    assert page.count("Übersetzung nötig") == 2
    assert '<span class="fact-value" lang="ar" dir="rtl">ثلاثة رجال</span>' in page
    assert "Der Text ist auf Arabisch." in page
    page = take(coordinator, report, "translate", of="text", translation="Drei Männer")
    assert "Übersetzung nötig" not in page
    assert '<p class="translated" lang="de">Drei Männer</p>' in page
    assert f"Übersetzt von {account.email}" in page
    page = take(coordinator, report, "translate", of="text", translation="Drei Herren")
    assert page.index("Drei Herren") < page.index("Frühere Übersetzungen") < page.index("Drei Männer")
    page = undo(coordinator, report, "translated")
    assert "Drei Herren" not in page
    assert '<p class="translated" lang="de">Drei Männer</p>' in page


def test_german_text_needs_no_translation_and_takes_none(coordinator: Client) -> None:
    report = make_report(text="Drei Personen", language="de")
    assert "Übersetzung" not in coordinator.get(address(report)).text
    sent = coordinator.send(
        address(report), f"{address(report)}/steps", step="translate", version="1", of="text", translation="x"
    )
    assert sent.status_code == 400


def test_the_text_of_an_amendment_is_translated_by_itself(coordinator: Client) -> None:
    owned = make_owned_report(text="Trzy osoby", language="pl", place={"road": "A2"})
    make_amendment(owned, text="Cztery osoby", place={"road": "A1"}, vehicle={"kind": "van"})
    report = db.session.get_one(Report, owned.id)
    page = coordinator.get(address(report)).text
    added = db.session.execute(text("SELECT id FROM report_amendments")).scalar_one()
    of = f"amendment:{UUID(str(added))}"
    page = take(coordinator, report, "translate", of=of, translation="Vier Personen")
    assert "Übersetzung nötig" in page
    page = take(coordinator, report, "translate", of="text", translation="Drei Personen")
    assert "Übersetzung nötig" not in page


def test_the_words_of_a_place_can_be_translated_beside_the_original_and_nobody_is_pressed(
    coordinator: Client,
) -> None:
    owned = make_owned_report(category="cargo_theft", language="pl", place={"road": "A2", "text": "za hotelem"})
    report = db.session.get_one(Report, owned.id)
    page = coordinator.get(address(report)).text
    assert "Ort übersetzen (Polnisch)" in page
    assert "Übersetzung nötig" not in page
    page = take(coordinator, report, "translate", of="place", translation="hinter dem Hotel")
    assert '<span class="fact-own" lang="pl" dir="auto">za hotelem</span>' in page
    assert '<p class="translated" lang="de">hinter dem Hotel</p>' in page
    make_amendment(owned, place={"road": "A2", "text": "przed hotelem"})
    said = words(coordinator.get(address(report)).text)
    assert "hinter dem Hotel" not in said.partition("Zuerst gemeldet")[0]
    assert "hinter dem Hotel" in said.partition("Zuerst gemeldet")[2]


def test_the_original_stands_beside_what_was_added_and_each_change_says_what_was(coordinator: Client) -> None:
    owned = make_owned_report(text="Drei Personen", category="cargo_theft", place={"road": "A2", "km": 12.5})
    make_amendment(owned, text="Vier Personen", place={"road": "A1"}, vehicle={"kind": "van"})
    make_amendment(owned, text="Fünf Personen")
    page = words(coordinator.get(f"/office/reports/{owned.id}").text)
    first = page.partition("Zuerst gemeldet")[2].partition("Ergänzungen")[0]
    assert "Drei Personen" in first
    assert "A 2, km 12,5" in first
    assert "Transporter" not in first
    added = page.partition("Ergänzungen")[2]
    changes = ("war: Drei Personen", "war: A 2, km 12,5", "war: Vier Personen")
    assert all(change in added for change in changes)
    # What was never said before is new, not changed.
    assert "war: keine Angabe" not in added


def test_what_is_added_in_one_go_is_one_card_and_one_line(coordinator: Client) -> None:
    owned = make_owned_report(text="Drei Personen", category="cargo_theft", ongoing=False)
    make_amendment(owned, ongoing=False)
    make_amendment(owned, text="Vier Personen")
    make_amendment(owned, text="Fünf Personen")
    pause(owned.id, timedelta(minutes=11))
    make_amendment(owned, text="Sechs Personen")
    page = words(coordinator.get(f"/office/reports/{owned.id}").text)
    added = page.partition("Ergänzungen")[2]
    card, _all, rest = added.partition("Alle 3 Ergänzungen einzeln")
    assert "Fünf Personen Sprache: Deutsch war: Drei Personen" in card
    assert "Vier Personen" not in card
    assert "Dauert an nein" in card
    assert "war: nein" not in added
    assert "Vier Personen Sprache: Deutsch war: Drei Personen" in rest
    assert "Fünf Personen Sprache: Deutsch war: Vier Personen" in rest
    assert "Sechs Personen Sprache: Deutsch war: Fünf Personen" in rest
    history = page.rpartition("Verlauf")[2]
    assert history.count("ergänzt") == 2
    assert "3-mal ergänzt in 0 s meldende Person" in history


def test_words_to_translate_that_others_overtook_in_one_go_stay_in_sight(coordinator: Client) -> None:
    owned = make_owned_report(text="Trzy osoby", language="pl")
    make_amendment(owned, text="Cztery osoby")
    make_amendment(owned, text="Pięć osób")
    page = coordinator.get(f"/office/reports/{owned.id}").text
    assert '<details class="added-singly" open>' in page
    # Each of the three has one form.
    assert page.count('class="translating"') == 3


def pause(report_id: UUID, length: timedelta) -> None:
    """Move what was added to a report so far into the past. Committed."""
    with writing():
        for event in db.session.scalars(select(Event).where(Event.report_id == report_id)):
            event.at -= length
        for added in db.session.scalars(select(ReportAmendment).where(ReportAmendment.report_id == report_id)):
            added.received_at -= length
        db.session.commit()


def test_every_step_is_taken_back_in_turn(coordinator: Client) -> None:
    report = make_report(category="cargo_theft", quarantined=True)
    take(coordinator, report, "release")
    take(coordinator, report, "see")
    take(coordinator, report, "hand_over", office=OFFICE, file_number="12 UJs 345/26")
    take(coordinator, report, "hold", file_number="98 Js 7/26")
    take(coordinator, report, "close", outcome="police_acted", helped="yes")
    closed_at = report.closed_at
    take(coordinator, report, "reopen")
    undo(coordinator, report, "reopened")
    assert (*state(report), report.helped, report.closed_at) == (State.CLOSED, "police_acted", True, closed_at)
    undo(coordinator, report, "closed")
    assert (*state(report), report.helped, report.closed_at) == (State.HANDED_OVER, None, False, None)
    undo(coordinator, report, "held")
    assert (state(report)[0], report.held_until, report.file_number) == (State.HANDED_OVER, None, None)
    undo(coordinator, report, "handed_over")
    assert state(report)[0] == State.SEEN
    page = undo(coordinator, report, "seen")
    assert (state(report)[0], report.seen_at) == (State.RECEIVED, None)
    assert "rückgängig gemacht: gelesen" in words(page)
    page = undo(coordinator, report, "released")
    assert state(report)[0] == State.RECEIVED
    assert report.quarantined
    assert "Letzter Schritt" not in page


def test_a_step_out_of_turn_or_twice_is_not_taken_back(coordinator: Client) -> None:
    report = seen(coordinator)
    take(coordinator, report, "close", outcome="harmless")
    query = select(Event.id).where(Event.report_id == report.id, Event.kind.in_(("seen", "closed"))).order_by(Event.id)
    first, last = db.session.scalars(query).all()
    path = f"{address(report)}/steps"
    undo(coordinator, report, "closed")
    for event in (last, first + 1000):
        version = str(db.session.get_one(Report, report.id).version)
        sent = coordinator.send(address(report), path, step="undo", version=version, event=str(event))
        assert sent.status_code == 400
    assert state(report)[0] == State.SEEN


def test_a_question_is_taken_back_until_the_reporter_has_it(app: Flask, coordinator: Client) -> None:
    owned = make_owned_report(category="cargo_theft")
    report = db.session.get_one(Report, owned.id)
    headers = {"Authorization": f"Bearer {owned.secret}"}
    take(coordinator, report, "see")
    take(coordinator, report, "ask", question="still_there")
    undo(coordinator, report, "asked")
    told = Client(app).get(f"/api/v1/reports/{owned.id}", headers=headers).json
    assert told is not None
    assert told["messages"] == []
    page = take(coordinator, report, "ask", question="where_to")
    assert "Rückgängig</span>" in page
    told = Client(app).get(f"/api/v1/reports/{owned.id}", headers=headers).json
    assert told is not None
    assert len(told["messages"]) == 1
    page = coordinator.get(address(report)).text
    assert "Die Frage liegt schon auf dem Telefon der meldenden Person" in page
    assert "Rückgängig</span>" not in page
    query = select(Event.id).where(Event.report_id == report.id, Event.kind == "asked").order_by(Event.id.desc())
    event = str(db.session.scalars(query).first())
    db.session.refresh(report)
    sent = coordinator.send(
        address(report), f"{address(report)}/steps", step="undo", version=str(report.version), event=event
    )
    assert sent.status_code == 400


def test_what_cannot_be_taken_back_says_so_before(coordinator: Client) -> None:
    owned = make_owned_report(category="cargo_theft")
    report = db.session.get_one(Report, owned.id)
    take(coordinator, report, "see")
    with writing():
        withdraw(owned.id, owned.secret)
        db.session.commit()
    assert "Das lässt sich nicht rückgängig machen." in coordinator.get(address(report)).text
    page = take(coordinator, report, "accept_withdrawal")
    assert "Rückgängig</span>" not in page


@pytest.mark.parametrize(
    ("step", "fields", "shown"),
    [
        ("hand_over", {"office": OFFICE, "file_number": "12 UJs 345/26"}, f"{OFFICE}, Aktenzeichen 12 UJs 345/26"),
        ("note", {"note": "Rückruf morgen"}, "Rückruf morgen"),
        ("translate", {"of": "text", "translation": "Drei Männer"}, "Drei Männer"),
    ],
)
def test_who_comes_second_sees_both_entries_and_can_send_the_own_one_again(
    coordinator: Client,
    signed_in: Callable[[Role], Client],
    step: str,
    fields: dict[str, str],
    shown: str,
) -> None:
    report = seen(coordinator, text="Trzech mężczyzn", language="pl")
    before = report.version
    take(coordinator, report, "note", note="Die Erste war schneller")
    second = signed_in(Role.COORDINATOR)
    page = take(second, report, step, version=before, **fields)
    assert "Die Erste war schneller" in page
    assert shown in words(page).partition("Das wollten Sie eintragen")[2]
    for name, value in fields.items():
        assert f'name="{name}" value="{value}"' in page
    db.session.refresh(report)
    assert shown in words(take(second, report, step, None, **fields))


def test_the_same_note_sent_twice_is_one(coordinator: Client) -> None:
    report = make_report(category="cargo_theft")
    for _ in range(2):
        take(coordinator, report, "note", version=1, note="Rückruf")
    assert len(db.session.scalars(select(ReportEntry)).all()) == 1


def test_a_second_reader_is_named_and_forgotten(
    coordinator: Client, account: Account, signed_in: Callable[[Role], Client]
) -> None:
    report = make_report(category="cargo_theft")
    assert "Jetzt liest auch" not in coordinator.get(address(report)).text
    second = signed_in(Role.COORDINATOR)
    assert f"Jetzt liest auch: {account.email}" in second.get(address(report)).text
    told = coordinator.get(f"{address(report)}/readers").text
    assert "Jetzt liest auch: coordinator" in told
    assert account.email not in told
    with writing():
        db.session.execute(text("UPDATE report_readers SET at = '2026-01-01 00:00:00+00:00'"))
        db.session.commit()
    assert "Jetzt liest auch" not in coordinator.get(f"{address(report)}/readers").text
    assert db.session.execute(text("SELECT count(*) FROM report_readers")).scalar_one() == 1


def test_each_step_is_in_the_audit(coordinator: Client, account: Account) -> None:
    report = seen(coordinator)
    take(coordinator, report, "note", note="Rückruf")
    undo(coordinator, report, "seen")
    query = select(AuditEntry).where(AuditEntry.action.not_in(("report_opened",)), AuditEntry.subject.like("report:%"))
    acts = [(each.action, each.actor_id) for each in db.session.scalars(query.order_by(AuditEntry.id))]
    assert acts == [(f"report_{kind}", account.id) for kind in ("seen", "noted", "undone")]
