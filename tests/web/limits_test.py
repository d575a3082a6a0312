from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy import func, select

from driverapp.config import Config
from driverapp.reports.models import Report
from driverapp.store.clock import now
from driverapp.store.database import db
from driverapp.trust.addresses import address_key, subscriber
from driverapp.web.limits import EXTENSION, MOST_ADDRESSES, Kind, Limits, Window
from tests.clients import Client
from tests.phones import Phone

SOFT = 5


@pytest.fixture
def limited(app: Flask) -> Iterator[Flask]:
    before = app.extensions[EXTENSION]
    app.extensions[EXTENSION] = Limits(SOFT)
    with time_machine.travel(datetime.fromisoformat("2026-11-22T21:10:00+01:00"), tick=False):
        yield app
    app.extensions[EXTENSION] = before


def _phone(app: Flask, address: str) -> Phone:
    client = Client(app)
    client.environ_base["REMOTE_ADDR"] = address
    return Phone(client)


def _quarantined() -> int:
    return db.session.scalar(select(func.count()).select_from(Report).where(Report.quarantined)) or 0


def test_above_the_soft_limit_a_report_is_stored_and_set_apart(limited: Flask) -> None:
    for _ in range(SOFT):
        assert _phone(limited, "192.0.2.1").report().status_code == 201
    assert _quarantined() == 0
    assert _phone(limited, "192.0.2.1").report().status_code == 201
    assert _quarantined() == 1


def test_a_flood_is_refused_and_nobody_else_notices(limited: Flask) -> None:
    first = _phone(limited, "192.0.2.1")
    first.report()
    for _ in range(10 * SOFT - 1):
        assert _phone(limited, "192.0.2.1").report().status_code == 201
    refused = _phone(limited, "192.0.2.1").report()
    assert refused.status_code == 429
    assert 1 <= int(refused.headers["Retry-After"]) <= 300
    assert first.again().status_code == 200
    other = _phone(limited, "192.0.2.2")
    assert other.report().status_code == 201
    assert not db.session.get_one(Report, other.id).quarantined


def test_repeats_and_refused_bodies_do_not_count(limited: Flask) -> None:
    phone = _phone(limited, "192.0.2.1")
    phone.report()
    for _ in range(10 * SOFT):
        assert phone.again().status_code == 200
        assert _phone(limited, "192.0.2.1").report(text=1).status_code == 422
    assert _phone(limited, "192.0.2.1").report().status_code == 201
    assert _quarantined() == 0


def test_details_calls_and_withdrawals_are_bounded_too(limited: Flask) -> None:
    limited.extensions[EXTENSION] = Limits(1)
    phone = _phone(limited, "192.0.2.1")
    phone.report()
    for _ in range(100):
        assert phone.amend(text="x").status_code == 201
    assert phone.amend(text="x").status_code == 429
    assert _phone(limited, "192.0.2.1").withdraw().status_code == 429
    assert phone.withdraw().status_code == 200
    calls = [_phone(limited, "192.0.2.1") for _ in range(11)]
    body = b'{"tapped_at": "2026-11-22T21:04:11+01:00"}'
    statuses = [call.send("PUT", f"/api/v1/emergency-calls/{call.id}", body).status_code for call in calls]
    assert statuses == [201] * 10 + [429]
    assert calls[0].send("PUT", f"/api/v1/emergency-calls/{calls[0].id}", body).status_code == 200


def test_the_limit_passes_with_time(limited: Flask) -> None:
    for _ in range(10 * SOFT):
        _phone(limited, "192.0.2.1").report()
    with time_machine.travel(now() + timedelta(hours=2), tick=False):
        assert _phone(limited, "192.0.2.1").report().status_code == 201


def test_a_depot_of_two_hundred_phones_behind_one_address_is_no_flood(app: Flask) -> None:
    limits = Limits(Config().limit_reports_per_address)
    with app.test_request_context(environ_base={"REMOTE_ADDR": "192.0.2.1"}):
        for _ in range(200 * 5):
            assert not limits.is_high(Kind.REPORT)
            limits.count(Kind.REPORT)


def test_switched_off_it_counts_nothing(app: Flask) -> None:
    limits = Limits(None)
    with app.test_request_context():
        for kind in Kind:
            limits.count(kind)
            assert not limits.is_high(kind)
            assert not limits.is_exhausted(kind)


def test_an_hour_ago_weighs_less_and_less() -> None:
    window = Window()
    with time_machine.travel(datetime.fromisoformat("2026-11-22T21:30:00+01:00"), tick=False) as clock:
        for _ in range(8):
            window.add(b"a")
        assert window.count(b"a") == 8
        clock.shift(timedelta(minutes=45))
        assert window.count(b"a") == 6
        clock.shift(timedelta(minutes=30))
        assert window.count(b"a") == 2
        clock.shift(timedelta(hours=1))
        assert window.count(b"a") == 0


def test_memory_is_bounded_and_nobody_is_refused_for_it() -> None:
    window = Window()
    with time_machine.travel(datetime.fromisoformat("2026-11-22T21:30:00+01:00"), tick=False):
        for number in range(MOST_ADDRESSES):
            window.add(number.to_bytes(4, "big"))
        window.add(b"one more")
        window.add((7).to_bytes(4, "big"))
        assert window.count(b"one more") == 0
        assert window.count((7).to_bytes(4, "big")) == 2


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("::ffff:192.0.2.1", "192.0.2.1"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::", "2001:db8:1:2::/64"),
        ("::1", "::/64"),
        ("", ""),
        ("nonsense", ""),
    ],
)
def test_one_subscriber_is_one_address(address: str, expected: str) -> None:
    assert subscriber(address) == expected


def test_the_key_of_an_address_changes_with_the_day(app: Flask) -> None:
    with time_machine.travel(datetime.fromisoformat("2026-11-22T23:59:00+01:00"), tick=False) as clock:
        first = address_key("report", "192.0.2.1")
        assert address_key("call", "192.0.2.1") != first
        clock.shift(timedelta(minutes=2))
        assert address_key("report", "192.0.2.1") != first
