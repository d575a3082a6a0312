"""What a browser without JavaScript can do: call 110, read what to say, report, look after the report, take it back."""

from collections.abc import Iterator

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.phone import PHONE
from tests.servers import Server


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A tab of a phone that runs no script."""
    with browser.new_context(**PHONE, java_script_enabled=False) as context:
        context.set_default_timeout(15_000)
        yield context.new_page()


def test_a_report_is_filed_followed_and_withdrawn(page: Page, standing_server: Server) -> None:
    # What only a script does is not promised.
    page.goto(standing_server.url + "/de/emergency")
    expect(page.locator(".away-hint")).to_be_hidden()
    page.goto(standing_server.url + "/de/")
    expect(page.get_by_text("Speichert sofort.")).to_be_hidden()
    report = page.get_by_role("link", name="Verdächtiges melden")
    expect(report).to_contain_text("Öffnet ein Formular.", use_inner_text=True)
    report.click()
    expect(page.locator(".away-hint")).to_have_count(0)
    page.get_by_label("Nein", exact=True).check()
    page.get_by_label("Was war es?").select_option(label="Ladungsdiebstahl")
    page.get_by_label("Ort in Worten").fill("Rastplatz Beispiel")
    page.get_by_label("Was haben Sie gesehen?").fill("Zwei schlitzten eine Plane.")
    page.get_by_label("Kennzeichen").fill("XX-YY 12")
    own_id, secret = _hidden(page, "id"), _hidden(page, "secret")
    reference = _hidden(page, "reference")
    page.get_by_role("button", name="Meldung senden").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Angekommen")
    expect(page.locator(".receipt b")).to_have_text(f"{reference[:4]} {reference[4:8]} {reference[8:]}")
    assert _state(standing_server, own_id, secret) == "received"
    page.get_by_role("button", name="Stand ansehen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Angekommen")
    page.get_by_role("button", name="Meldung zurückziehen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Zurückgezogen")
    assert _state(standing_server, own_id, secret) == "withdrawn"


def test_a_fault_leads_to_its_field_and_what_was_typed_stays(page: Page, standing_server: Server) -> None:
    page.goto(standing_server.url + "/de/form")
    page.get_by_label("Was haben Sie gesehen?").fill("Ein Transporter am Tank.")
    page.get_by_label("Kilometer").fill("hinten")
    page.get_by_role("button", name="Meldung senden").click()

    summary = page.get_by_role("alert")
    expect(summary).to_be_focused()
    summary.get_by_role("link", name="Schreiben Sie den Kilometer als Zahl").click()
    expect(page.get_by_label("Kilometer")).to_be_focused()
    expect(page.get_by_label("Kilometer")).to_have_value("hinten")
    expect(page.get_by_label("Was haben Sie gesehen?")).to_have_value("Ein Transporter am Tank.")
    page.get_by_label("Kilometer").fill("423,5")
    page.get_by_role("button", name="Meldung senden").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Angekommen")
    # Nobody said that it is over.
    expect(page.get_by_role("link", name="110 anrufen", exact=True)).to_have_attribute("href", "tel:110")


def test_the_number_stands_on_top_of_every_page(page: Page, standing_server: Server) -> None:
    for path in ("", "emergency", "form", "privacy", "imprint", "accessibility"):
        page.goto(f"{standing_server.url}/de/{path}")
        call = page.get_by_role("link", name="110 anrufen – Gefahr oder passiert gerade")
        expect(call).to_have_attribute("href", "tel:110")
        expect(call).to_be_in_viewport(ratio=1)


def test_what_to_say_can_be_read(page: Page, standing_server: Server) -> None:
    page.goto(standing_server.url + "/de/")
    page.get_by_role("link", name="Wo bin ich? Was sage ich?").click()
    expect(page.get_by_text("Ich gehöre zur Sicherheitspartnerschaft")).to_be_visible()


def _hidden(page: Page, name: str) -> str:
    return page.locator(f"form.form input[name={name}]").input_value()


def _state(server: Server, own_id: str, secret: str) -> str:
    answer = httpx.get(f"{server.url}/api/v1/reports/{own_id}", headers={"Authorization": f"Bearer {secret}"})
    return str(answer.raise_for_status().json()["state"])
