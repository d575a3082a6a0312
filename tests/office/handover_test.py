"""What the police receives of a report: on paper, as JSON and on a map."""

import hashlib
from io import BytesIO

import pytest
from pypdf import PdfReader
from sqlalchemy import select

from driverapp.reports.media_formats import MediumKind
from driverapp.reports.models import Report
from driverapp.store.database import db
from driverapp.trust.audit import AuditEntry
from tests.clients import Client
from tests.factories import make_amendment, make_call, make_medium, make_owned_report
from tests.office.accounts import Account
from tests.office.report_test import take
from tests.samples import WEBM

OFFICE = "Autobahnpolizeiwache Erfunden"
SEEN = "2026-11-22T20:55:00+01:00"


@pytest.fixture
def report(coordinator: Client) -> Report:
    owned = make_owned_report(
        category="cargo_theft",
        language="pl",
        text="Trzy osoby",
        observed_at=SEEN,
        captured_at="2026-11-22T21:04:11+01:00",
        position={"lat": 51.5, "lon": 7.1, "accuracy_m": 12, "age_s": 3},
        place={"road": "A2", "direction": "Hannover", "km": 423.5, "text": "za hotelem"},
        vehicle={"kind": "van", "colour": "white", "plate": "?? AB 12?", "country": "PL"},
    )
    made = db.session.get_one(Report, owned.id)
    make_amendment(owned, text="Pięć osób")
    make_amendment(owned, text="Cztery osoby")
    make_call(report=str(owned.id), call_code="1234566", outcome="spoke")
    make_medium(owned, WEBM, MediumKind.VOICE)
    take(coordinator, made, "see")
    take(coordinator, made, "translate", of="text", translation="Drei Personen")
    take(coordinator, made, "translate", of="place", translation="hinter dem Hotel")
    take(coordinator, made, "note", note="Nur für uns")
    take(coordinator, made, "hand_over", office=OFFICE, file_number="12 UJs 345/26")
    return made


def path(report: Report, ending: str) -> str:
    return f"/office/reports/{report.id}/handover.{ending}"


def test_the_paper_says_all_that_the_police_needs_and_nothing_internal(coordinator: Client, report: Report) -> None:
    answer = coordinator.get(path(report, "pdf"))
    assert answer.mimetype == "application/pdf"
    assert f"filename=hinweis-{report.reference}.pdf" in answer.headers["Content-Disposition"]
    paper = PdfReader(BytesIO(answer.data))
    said = " ".join(" ".join(page.extract_text() for page in paper.pages).split())
    assert paper.trailer["/Root"]["/Lang"] == "de"  # type: ignore[index]
    assert paper.trailer["/Root"]["/MarkInfo"]["/Marked"]  # type: ignore[index]
    told = (
        "Hinweis aus der Sicherheitspartnerschaft",
        f"Kennung {report.reference}",
        "22.11.2026, 20:55:00 MEZ (UTC+0100)",
        "22.11.2026, 21:04:11 MEZ (UTC+0100)",
        "A 2 Ri. Hannover, km 423,5, za hotelem",
        "hinter dem Hotel",
        "51.50000, 7.10000",
        "auf 12 m genau, 3 s vor oder nach dem Tipp",
        "nicht der beobachtete Ort",
        "Transporter, weiß, ?? AB 12? (PL)",
        "Cztery osoby",
        "Trzy osoby",
        "Drei Personen",
        "Text (Polnisch)",
        "Anrufcode 1234566",
        "mit der Polizei gesprochen",
        hashlib.sha256(WEBM).hexdigest(),
        OFFICE,
        "Aktenzeichen 12 UJs 345/26",
    )
    assert [each for each in told if "".join(each.split()) not in "".join(said.split())] == []
    assert "Nur für uns" not in said
    # What came in one go stands together, and nothing of it is left out.
    assert said.count("Ergänzt") == 1
    assert "Pięć osób" in said


def test_every_page_says_that_it_is_confidential_and_which_it_is(coordinator: Client, report: Report) -> None:
    for number in range(8):
        take(coordinator, report, "change_hand_over", office=f"Wache {number}")
    pages = PdfReader(BytesIO(coordinator.get(path(report, "pdf")).data)).pages
    assert len(pages) > 1
    for number, page in enumerate(pages, 1):
        said = " ".join(page.extract_text().split())
        assert "Inhalt vertraulich" in said
        assert f"Seite {number} von {len(pages)}" in said


def test_the_paper_is_german_whatever_the_office_reads(coordinator: Client, report: Report) -> None:
    coordinator.set_cookie("language", "en")
    first = PdfReader(BytesIO(coordinator.get(path(report, "pdf")).data)).pages[0].extract_text()
    assert "Beobachteter Ort" in " ".join(first.split())


def test_writing_from_right_to_left_is_on_the_paper(coordinator: Client) -> None:
    owned = make_owned_report(text="ثلاثة رجال", language="ar")
    answer = coordinator.get(f"/office/reports/{owned.id}/handover.pdf")
    assert answer.status_code == 200
    assert "Text (Arabisch)" in " ".join(PdfReader(BytesIO(answer.data)).pages[0].extract_text().split())


def test_json_has_the_same_under_documented_keys(coordinator: Client, report: Report, account: Account) -> None:
    told = coordinator.get(path(report, "json")).json
    assert told is not None
    assert (told["kind"], told["schema_version"], told["reference"]) == ("driverapp.hand-over", 1, report.reference)
    assert told["now"]["place"] == {
        "text": "za hotelem",
        "translation": "hinter dem Hotel",
        "road": "A2",
        "direction": "Hannover",
        "km": 423.5,
        "site": None,
    }
    assert told["now"]["phone_position"] == {"lat": 51.5, "lon": 7.1, "accuracy_m": 12, "age_s": 3}
    assert told["now"]["text"] == {"original": "Cztery osoby", "language": "pl", "translation": None}
    assert told["original"]["text"] == {"original": "Trzy osoby", "language": "pl", "translation": "Drei Personen"}
    assert [each["named"] for each in told["amendments"]] == [["text"], ["text"]]
    assert [(each["call_code"], each["outcome"]) for each in told["calls"]] == [("1234566", "spoke")]
    assert [each["sha256"] for each in told["media"]] == [hashlib.sha256(WEBM).hexdigest()]
    (handed,) = told["hand_overs"]
    assert (handed["office"], handed["file_number"], handed["by"]) == (OFFICE, "12 UJs 345/26", account.email)
    schema = coordinator.get("/office/reports/handover.schema.json").json
    assert schema is not None
    assert set(told) == set(schema["properties"])
    assert "Nur für uns" not in str(told)


def test_the_map_tells_the_phone_from_the_observation(coordinator: Client, report: Report) -> None:
    answer = coordinator.get(path(report, "geojson"))
    assert answer.mimetype == "application/geo+json"
    told = answer.get_json(force=True)
    observation, phone = told["features"]
    assert (observation["geometry"], observation["properties"]["role"]) == (None, "observation")
    assert phone["geometry"] == {"type": "Point", "coordinates": [7.1, 51.5]}
    assert (phone["properties"]["role"], phone["properties"]["accuracy_m"]) == ("phone", 12)


def test_each_export_is_in_the_audit_and_without_it_there_is_none(
    coordinator: Client, report: Report, account: Account, request: pytest.FixtureRequest
) -> None:
    for ending in ("pdf", "json", "geojson"):
        coordinator.get(path(report, ending))
    query = select(AuditEntry).where(AuditEntry.action == "report_exported")
    acts = [(each.subject, each.actor_id) for each in db.session.scalars(query)]
    assert acts == [(f"report:{report.id}", account.id)] * 3
    db.session.rollback()
    request.getfixturevalue("broken_audit")
    assert coordinator.get(path(report, "json")).status_code == 503
