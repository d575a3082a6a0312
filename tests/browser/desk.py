"""A coordinator's desk: an account of a running server, and the way in through its front door."""

from dataclasses import dataclass
from uuid import uuid4

import pyotp
from playwright.sync_api import Page, expect

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


def sign_in(page: Page, server: Server, account: Account) -> None:
    """Sign in with both factors."""
    page.goto(f"{server.url}/office/")
    page.get_by_label("E-Mail-Adresse").fill(account.email)
    page.get_by_label("Passwort").fill(PASSWORD)
    page.get_by_role("button", name="Weiter").click()
    page.get_by_label("Code aus der App").fill(pyotp.TOTP(account.secret).now())
    page.get_by_role("button", name="Anmelden").click()
    expect(page.get_by_role("button", name="Abmelden")).to_be_visible()
