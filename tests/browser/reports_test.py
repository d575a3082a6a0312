"""My reports: what the server refused is mended there, and nothing that was typed is lost."""

import json
from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.chaos import Chaos
from tests.browser.phone import Phone

TOO_LONG = "W" * 50


def _entry(phone: Phone, report: dict[str, Any]) -> Locator:
    return phone.page.locator(f'[data-report="{report["id"]}"]')


def test_a_refused_report_is_mended_where_it_is_at_fault(phone: Phone, chaos: Chaos) -> None:
    report = phone.save(text="Ein Transporter am Heck.", vehicle={"plate": TOO_LONG, "colour": "weiß"})
    phone.wait_for(report["id"], delivery="attention")
    phone.page.goto(f"{chaos.url}/de/reports")
    entry = _entry(phone, report)
    entry.get_by_role("button", name="Ändern").click()
    plate = entry.get_by_label("Kennzeichen")
    expect(plate).to_be_focused()
    expect(plate).to_have_value(TOO_LONG)
    expect(plate).to_have_attribute("aria-invalid", "true")
    expect(entry.get_by_label("Farbe")).not_to_have_attribute("aria-invalid", "true")
    plate.fill("BI-?? 4?")
    entry.get_by_role("button", name="Speichern und senden").click()
    expect(phone.page.get_by_text("Angekommen")).to_be_visible()
    (mended,) = phone.rows()
    body = json.loads(chaos.sent("PUT", mended["id"])[0].body)
    assert body["vehicle"] == {"plate": "BI-?? 4?", "colour": "weiß"}
    assert (body["text"], body["captured_at"]) == (report["fields"]["text"], report["fields"]["captured_at"])
    assert (body["observed_at"], mended["id"]) != (None, report["id"])
    assert body["observed_at"] == report["fields"]["observed_at"]


@pytest.mark.parametrize("road", ["A2", ""])
def test_a_refused_detail_is_mended_or_emptied(phone: Phone, chaos: Chaos, road: str) -> None:
    report = phone.save()
    phone.wait_for(report["id"], delivery="arrived")
    phone.amend(report["id"], place={"road": "A" * 300})
    phone.amend(report["id"], text="Kommt trotzdem an.")
    phone.page.goto(f"{chaos.url}/de/reports")
    entry = _entry(phone, report)
    expect(entry.get_by_text("Eine Ergänzung nimmt der Server so nicht an.")).to_be_visible()
    entry.get_by_role("button", name="Ändern").click()
    field = entry.get_by_label("Autobahn")
    expect(field).to_have_value("A" * 300)
    expect(entry.get_by_label("In Ihren Worten")).to_have_count(0)
    field.fill(road)
    entry.get_by_role("button", name="Speichern und senden").click()
    phone.wait_until("amendments", 0)
    last = json.loads(chaos.sent("PUT", f"{report['id']}/amendments/")[-1].body)
    assert last == {"place": {"road": road or None}}
