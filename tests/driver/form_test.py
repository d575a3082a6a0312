from datetime import datetime, timedelta
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import func, select, text

from driverapp.config import Config
from driverapp.reports.models import Event, Report
from driverapp.store.clock import BERLIN, now
from driverapp.store.database import db
from driverapp.web.limits import EXTENSION, Limits
from tests.clients import Client
from tests.driver.filled_form import SEEN, Fields, open_form

ELSEWHERE = {"Origin": "https://other.example"}


def test_the_form_is_kept_nowhere_and_sets_no_cookie(client: Client) -> None:
    answer = client.get("/de/form")
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in answer.headers
    assert 'href="tel:110"' in answer.text


def test_each_rendering_has_an_id_and_a_secret_of_its_own(client: Client) -> None:
    first, second = open_form(client), open_form(client)
    for name in ("id", "secret", "reference"):
        assert first[name] != second[name]


def test_the_moment_is_filled_in_as_a_clock_in_germany_shows_it(client: Client) -> None:
    shown = datetime.fromisoformat(open_form(client)["observed_at"]).replace(tzinfo=BERLIN)
    assert timedelta() <= now() - shown < timedelta(minutes=2)


def test_the_groups_own_categories_stand_first(client: Client) -> None:
    page = client.get("/de/form?target_group=taxi").text
    assert page.index('value="fraud_older_people"') < page.index('value="cargo_theft"')
    assert open_form(client, "/de/form?target_group=taxi")["target_group"] == "taxi"
    assert open_form(client, "/de/form?target_group=nobody")["target_group"] == ""


def test_a_report_is_stored_with_all_that_was_typed(client: Client) -> None:
    sent = open_form(client) | SEEN | {"target_group": "truck", "observed_at": _ago(hours=2)}
    answer = client.post("/de/form", data=sent)
    assert answer.status_code == 201
    assert answer.headers["Cache-Control"] == "no-store"
    report = _only_report()
    assert (str(report.id), report.reference, report.language) == (sent["id"], sent["reference"], "de")
    assert (report.category, report.target_group, report.ongoing) == ("cargo_theft", "truck", False)
    assert (report.road, report.km) == ("A2", 423.5)
    assert report.sealed == {
        "text": "Zwei schlitzten die Plane.\nDann kam ein Transporter.",
        "vehicle": {"plate": "XX-YY 12", "kind": "Transporter", "colour": "weiß"},
        "place_text": "Rastplatz Beispiel, hinten rechts",
        "direction": "Hannover",
    }
    assert report.observed_at is not None
    assert report.captured_at is not None
    assert report.observed_at.astimezone(BERLIN).strftime("%Y-%m-%dT%H:%M") == sent["observed_at"]
    assert (
        report.captured_at.isoformat() == datetime.fromisoformat(sent["opened_at"]).astimezone(now().tzinfo).isoformat()
    )
    assert report.usable
    assert not report.practice
    assert not report.quarantined


def test_what_was_typed_is_sealed_in_the_store(client: Client) -> None:
    client.post("/de/form", data=open_form(client) | SEEN)
    row = bytes(db.session.execute(text("SELECT sealed FROM reports")).scalar_one())
    for word in ("Plane", "Transporter", "XX-YY", "Rastplatz"):
        assert word.encode() not in row


def test_the_receipt_names_the_reference_and_what_comes_next(
    app: Flask, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    _set(app, monkeypatch, reading_hours=(6, 22))
    sent = open_form(client) | SEEN
    page = client.post("/de/form", data=sent).text
    reference = sent["reference"]
    assert f"{reference[:4]} {reference[4:8]} {reference[8:]}" in page
    assert "Wird täglich von 6 bis 22 Uhr gelesen." in page
    assert 'action="/de/form/withdrawal"' in page


def test_sent_twice_it_is_one_report_with_the_same_receipt(client: Client) -> None:
    sent = open_form(client) | SEEN
    first, second = client.post("/de/form", data=sent), client.post("/de/form", data=sent)
    assert (first.status_code, second.status_code) == (201, 200)
    assert first.text == second.text
    assert _only_report().reference == sent["reference"]
    assert db.session.scalar(select(func.count()).select_from(Event)) == 1


def test_changed_and_sent_again_it_says_so_and_would_be_a_second_report(client: Client) -> None:
    sent = open_form(client) | SEEN
    client.post("/de/form", data=sent)
    answer = client.post("/de/form", data=sent | {"text": "Es waren drei."})
    assert answer.status_code == 422
    assert "schon angekommen" in answer.text
    again = Fields(answer.text).values
    assert again["text"] == "Es waren drei."
    assert again["id"] != sent["id"]
    assert client.post("/de/form", data=again).status_code == 201


def test_an_empty_moment_is_the_one_of_opening(client: Client) -> None:
    sent = open_form(client) | {"category": "vandalism", "observed_at": ""}
    client.post("/de/form", data=sent)
    report = _only_report()
    assert report.observed_at == report.captured_at == datetime.fromisoformat(sent["opened_at"])


def test_what_was_seen_after_opening_is_no_fault(client: Client) -> None:
    opened = (now() - timedelta(hours=1)).astimezone(BERLIN).isoformat(timespec="seconds")
    sent = open_form(client) | SEEN | {"opened_at": opened, "observed_at": _ago(minutes=5)}
    assert client.post("/de/form", data=sent).status_code == 201


def test_a_plain_field_takes_the_usual_way_to_write_a_moment(client: Client) -> None:
    written = (now() - timedelta(days=1)).astimezone(BERLIN).strftime("%d.%m.%Y %H:%M")
    client.post("/de/form", data=open_form(client) | SEEN | {"observed_at": written})
    seen = _only_report().observed_at
    assert seen is not None
    assert seen.astimezone(BERLIN).strftime("%d.%m.%Y %H:%M") == written


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("observed_at", "gestern abend", "Schreiben Sie Tag und Uhrzeit so: 22.11.2026 21:04"),
        ("observed_at", "2099-01-01T10:00", "Das liegt in der Zukunft."),
        ("observed_at", "2020-01-01T10:00", "Das ist mehr als 14 Tage her."),
        ("km", "bei der Brücke", "Schreiben Sie den Kilometer als Zahl"),
        ("km", "9999", "Schreiben Sie den Kilometer als Zahl"),
        ("text", "x" * 1001, "Das ist zu lang: höchstens 1000 Zeichen."),
        ("place", "x" * 201, "Das ist zu lang: höchstens 200 Zeichen."),
        ("plate", "x" * 41, "Das ist zu lang: höchstens 40 Zeichen."),
    ],
)
def test_a_fault_is_named_on_top_and_at_its_field_and_the_rest_stays(
    client: Client, field: str, typed: str, sentence: str
) -> None:
    sent = open_form(client) | SEEN | {field: typed}
    answer = client.post("/de/form", data=sent)
    assert answer.status_code == 422
    assert answer.headers["Cache-Control"] == "no-store"
    assert f'<a href="#field-{field}">{sentence}' in answer.text
    assert f'id="field-{field}-error">{sentence}' in answer.text
    assert "<title>Noch nicht gesendet" in answer.text
    assert _count() == 0
    kept = Fields(answer.text).values
    assert {name: kept[name].replace("\n", "\r\n") for name in sent} == sent


def test_what_only_the_intake_refuses_is_a_fault_of_the_form_too(client: Client) -> None:
    opened = datetime.fromisoformat("2099-01-01T10:00:00+01:00").isoformat()
    answer = client.post("/de/form", data=open_form(client) | SEEN | {"opened_at": opened})
    assert answer.status_code == 422
    assert 'id="field-observed_at-error"' in answer.text


def test_a_form_that_says_nothing_is_asked_for_one_thing(client: Client) -> None:
    answer = client.post("/de/form", data=open_form(client) | {"ongoing": "yes", "text": "  "})
    assert answer.status_code == 422
    assert '<a href="#field-category">Sagen Sie wenigstens, was es war oder wo.</a>' in answer.text


@pytest.mark.parametrize(
    ("field", "value"), [("id", "7"), ("secret", "short"), ("reference", "AAAAAAAAAA0"), ("opened_at", "")]
)
def test_changed_hidden_fields_are_replaced_and_what_was_typed_stays(client: Client, field: str, value: str) -> None:
    answer = client.post("/de/form", data=open_form(client) | SEEN | {field: value})
    assert answer.status_code == 422
    again = Fields(answer.text).values
    assert again["plate"] == "XX-YY 12"
    assert again[field] != value
    assert client.post("/de/form", data=again).status_code == 201


@pytest.mark.parametrize("path", ["/de/form", "/de/form/state", "/de/form/withdrawal"])
@pytest.mark.parametrize("headers", [{"Sec-Fetch-Site": "cross-site"}, ELSEWHERE, {"Origin": "null"}])
def test_another_site_cannot_send_it(client: Client, path: str, headers: dict[str, str]) -> None:
    answer = client.post(path, data=open_form(client) | SEEN, headers=headers)
    assert answer.status_code == 403
    assert answer.mimetype == "text/html"
    assert _count() == 0


@pytest.mark.parametrize("headers", [{"Sec-Fetch-Site": "same-origin"}, {"Origin": "http://localhost"}, {}])
def test_the_own_site_can(client: Client, headers: dict[str, str]) -> None:
    assert client.post("/de/form", data=open_form(client) | SEEN, headers=headers).status_code == 201


def test_what_the_operator_does_not_take_is_not_asked_and_not_stored(
    app: Flask, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    _set(app, monkeypatch, operator="private")
    fields = open_form(client)
    assert not {"text", "plate", "kind", "colour"} & fields.keys()
    assert client.post("/de/form", data=fields | SEEN).status_code == 201
    assert _only_report().sealed == {"place_text": SEEN["place"], "direction": SEEN["direction"]}


@pytest.mark.parametrize(("ongoing", "leads"), [("yes", True), ("unknown", True), ("", True), ("no", False)])
def test_the_number_leads_the_receipt_until_somebody_said_no(client: Client, ongoing: str, leads: bool) -> None:
    page = client.post("/de/form", data=open_form(client) | SEEN | {"ongoing": ongoing}).text
    assert ("Dann rufen Sie jetzt 110." in page) is leads
    assert _only_report().ongoing is {"yes": True, "no": False}.get(ongoing)


def test_above_the_soft_limit_a_report_is_set_apart_and_far_above_refused(
    app: Flask, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(app.extensions, EXTENSION, Limits(1))
    first = open_form(client) | SEEN
    answers = [client.post("/de/form", data=first)]
    answers += [client.post("/de/form", data=open_form(client) | SEEN) for _ in range(10)]
    assert [answer.status_code for answer in answers] == [201] * 10 + [429]
    assert db.session.scalar(select(func.count()).where(Report.quarantined)) == 9
    refused = answers[-1]
    assert int(refused.headers["Retry-After"]) > 0
    assert Fields(refused.text).values["plate"] == "XX-YY 12"
    assert client.post("/de/form", data=first).status_code == 200


def test_a_report_that_came_back_after_withdrawal_says_so(client: Client) -> None:
    sent = open_form(client) | SEEN
    client.post("/de/form", data=sent)
    client.post("/de/form/withdrawal", data=sent)
    answer = client.post("/de/form", data=sent)
    assert answer.status_code == 410
    assert "zurückgezogen" in answer.text
    assert _only_report().sealed is None


def test_the_worker_does_not_know_the_form(client: Client) -> None:
    assert "/form" not in client.get("/sw.js").text


def _ago(**distance: int) -> str:
    return (now() - timedelta(**distance)).astimezone(BERLIN).strftime("%Y-%m-%dT%H:%M")


def _count() -> int:
    return db.session.scalar(select(func.count()).select_from(Report)) or 0


def _only_report() -> Report:
    (report,) = db.session.scalars(select(Report)).all()
    assert isinstance(report.id, UUID)
    return report


def _set(app: Flask, monkeypatch: pytest.MonkeyPatch, **values: object) -> None:
    config: Config = app.config["DRIVERAPP"]
    monkeypatch.setitem(app.config, "DRIVERAPP", config.model_copy(update=values))
