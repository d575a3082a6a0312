"""A coordinator's desk: an account of a running server, the way in through its front door, and what arrives there."""

from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import httpx
import pyotp
from playwright.sync_api import Page, expect

from tests.factories import new_secret, report_body
from tests.servers import Server

PASSWORD = "sieben blaue Lastwagen"


@dataclass(frozen=True)
class Account:
    """What somebody knows and holds to sign in."""

    email: str
    secret: str


def add_account(server: Server, role: str, *words: str) -> Account:
    """Add somebody by the operator's command, with further `words` for it."""
    account = Account(f"{uuid4().hex}@example.org", pyotp.random_base32())
    known = ("--password-stdin", "--totp-secret", account.secret)
    added = server.command("people", "add", account.email, "--role", role, *words, *known, text=PASSWORD)
    assert added.returncode == 0, added.stderr
    return account


def sign_in(page: Page, server: Server, account: Account, address: str | None = None) -> None:
    """Sign in with both factors. `address`: another one of the same server."""
    page.goto(f"{address or server.url}/office/")
    page.get_by_label("E-Mail-Adresse").fill(account.email)
    page.get_by_label("Passwort").fill(PASSWORD)
    page.get_by_role("button", name="Weiter").click()
    page.get_by_label("Code aus der App").fill(pyotp.TOTP(account.secret).now())
    page.get_by_role("button", name="Anmelden").click()
    expect(page.get_by_role("button", name="Abmelden")).to_be_visible()


def send_report(server: Server, **changes: Any) -> str:
    """A report as a phone sends it, visible at once; its id."""
    report_id = str(uuid4())
    body = report_body(ongoing=True, category="cargo_theft") | changes
    headers = {"Authorization": f"Bearer {new_secret()}"}
    answer = httpx.put(f"{server.url}/api/v1/reports/{report_id}", json=body, headers=headers)
    assert answer.status_code == 201, answer.text
    return report_id
