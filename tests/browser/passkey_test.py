"""A passkey from a telephone's own check: added at the desk, and then the whole sign-in."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.desk import PASSWORD, add_account, sign_in
from tests.servers import Server


@pytest.fixture
def desk(browser: Browser) -> Iterator[Page]:
    """A desk with a built-in authenticator that recognises its person."""
    with browser.new_context(locale="de-DE") as context:
        page = context.new_page()
        devtools = context.new_cdp_session(page)
        devtools.send("WebAuthn.enable")
        built_in = {
            "protocol": "ctap2",
            "transport": "internal",
            "hasResidentKey": True,
            "hasUserVerification": True,
            "isUserVerified": True,
            "automaticPresenceSimulation": True,
        }
        devtools.send("WebAuthn.addVirtualAuthenticator", {"options": built_in})
        yield page


def test_somebody_adds_a_passkey_and_needs_nothing_else_from_then_on(standing_server: Server, desk: Page) -> None:
    # A bare address cannot own passkeys; a name can.
    address = standing_server.url.replace("127.0.0.1", "localhost")
    account = add_account(standing_server, "administrator")
    sign_in(desk, standing_server, account, address)

    desk.goto(f"{address}/office/own/passkeys/new")
    desk.get_by_role("button", name="Passkey erzeugen").click()
    expect(desk.get_by_label("Name")).to_be_focused()
    desk.get_by_label("Name").fill("Rechner in der Leitstelle")
    desk.get_by_role("button", name="Passkey erzeugen").click()
    expect(desk.get_by_text("Rechner in der Leitstelle").first).to_be_visible()

    desk.get_by_role("button", name="Abmelden").click()
    desk.get_by_role("button", name="Mit Passkey anmelden").click()
    expect(desk.get_by_role("heading", name="Personen")).to_be_visible()

    # And as second factor after the password.
    desk.get_by_role("button", name="Abmelden").click()
    desk.get_by_label("E-Mail-Adresse").fill(account.email)
    desk.get_by_label("Passwort").fill(PASSWORD)
    desk.get_by_role("button", name="Weiter").click()
    desk.get_by_role("button", name="Passkey benutzen").click()
    expect(desk.get_by_role("heading", name="Personen")).to_be_visible()


def test_somebody_new_needs_no_app_at_all(standing_server: Server, desk: Page) -> None:
    address = standing_server.url.replace("127.0.0.1", "localhost")
    added = standing_server.command(
        "people", "add", "neu@example.org", "--role", "administrator", "--password-stdin", text=PASSWORD
    )
    assert added.returncode == 0, added.stderr
    desk.goto(f"{address}/office/")
    desk.get_by_label("E-Mail-Adresse").fill("neu@example.org")
    desk.get_by_label("Passwort").fill(PASSWORD)
    desk.get_by_role("button", name="Weiter").click()
    expect(desk.get_by_role("heading", name="Zweiten Faktor einrichten")).to_be_visible()
    desk.get_by_label("Name").fill("Rechner in der Leitstelle")
    desk.get_by_role("button", name="Passkey erzeugen und anmelden").click()
    expect(desk.get_by_role("heading", name="Personen")).to_be_visible()
