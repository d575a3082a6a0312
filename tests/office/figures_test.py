import re
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from flask import Flask

from driverapp.associations.models import Association
from driverapp.balance.periods import last_months
from driverapp.reports.models import Event
from driverapp.store.clock import BERLIN, local_day, now
from driverapp.store.database import db
from driverapp.vocabulary.permissions import Role
from driverapp.vocabulary.states import EventKind
from tests.clients import Client
from tests.factories import make_call, make_report
from tests.office.accounts import add_account, sign_in


@pytest.fixture
def analyst(signed_in: Callable[[Role], Client]) -> Client:
    return signed_in(Role.ANALYST)


def numbers(page: str, row: str) -> list[str]:
    """The numbers of the last row that begins with a word."""
    found = re.findall(rf'<th scope="row">{row}.*?</th>(.*?)</tr>', page, re.DOTALL)
    return re.findall(r'<td class="number">(.*?)</td>', found[-1])


def test_the_page_counts_and_says_what(analyst: Client) -> None:
    make_report(category="cargo_theft")
    make_report()
    make_report(category="cargo_theft", practice=True)
    make_call(outcome="spoke", waiting="longer")
    page = analyst.get("/office/figures").text
    assert numbers(page, "Summe") == ["1", "1", "0", "0", "0", "0", "1", "1", "0", "0", "0", "0", "0", "1"]
    assert numbers(page, "nicht zugeordnet") == ["1", "1", "0", "0", "0", "1", "1", "0", "0", "0", "0", "0", "1"]
    assert "Ob eine Verbindung zustande kam, weiß die App nicht." in page
    assert "sie werden nie zusammengezählt" in page


def test_a_period_can_be_chosen(analyst: Client) -> None:
    make_report(category="cargo_theft")
    today = local_day(now())
    week = today.isocalendar().week
    shown = analyst.get(f"/office/figures?first={today}&last={today}").text
    assert numbers(shown, f"KW {week}")[0] == "1"
    before = today - timedelta(days=30)
    assert numbers(analyst.get(f"/office/figures?first={before}&last={before}").text, "Summe")[0] == "0"


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("first=2026-02-01&last=2026-01-01", "Das Ende liegt vor dem Anfang."),
        ("first=2006-02-01&last=2026-01-01", "Höchstens drei Jahre auf einmal."),
        ("first=2026-02-01", "Geben Sie einen Tag an."),
    ],
)
def test_a_wrong_period_is_explained(analyst: Client, query: str, said: str) -> None:
    page = analyst.get(f"/office/figures?{query}")
    assert (page.status_code, said in page.text) == (200, True)


def test_an_association_sees_its_own_with_small_numbers_kept_back(app: Flask) -> None:
    own, other = (Association(slug=slug, name=slug.title()) for slug in ("logistik", "taxi"))
    db.session.add_all([own, other])
    db.session.flush()
    month = last_months(1, local_day(now()))[0]
    moment = datetime(month.first.year, month.first.month, 15, tzinfo=BERLIN)
    for association, count, usable in ((own, 7, True), (own, 3, False), (other, 9, True)):
        for _ in range(count):
            event = Event(kind=EventKind.RECEIVED, subject_at=moment, usable=usable, practice=False)
            event.association_id = association.id
            db.session.add(event)
    db.session.commit()
    partner = sign_in(Client(app, use_cookies=True), add_account(Role.PARTNER, own))
    page = partner.get("/office/figures/own").text
    assert '<td class="number">7</td>' in page
    assert '<td class="number">&lt;5</td>' in page
    assert '<td class="number">9</td>' not in page
    assert "Summe" not in page.split("<table")[1].split("</table>")[0]


def test_figures_are_for_those_who_may(signed_in: Callable[[Role], Client]) -> None:
    for role in Role:
        client = signed_in(role)
        all_figures = client.get("/office/figures").status_code
        assert all_figures == (200 if role in (Role.ANALYST, Role.COORDINATOR) else 403)
        assert client.get("/office/figures/own").status_code == (200 if role is Role.PARTNER else 403)
