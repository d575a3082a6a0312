import pytest
from cryptography.fernet import Fernet
from flask import Flask
from sqlalchemy import text

from driverapp.reports.models import Report
from driverapp.store.clock import now
from driverapp.store.database import db
from driverapp.trust import sealing
from driverapp.trust.keys import read_keys
from tests.trust.sealed_report import SECRET_WORD, add_sealed_report


def _raw() -> bytes:
    return bytes(db.session.execute(text("SELECT sealed FROM reports")).scalar_one())


def test_the_store_holds_nothing_readable(app: Flask) -> None:
    add_sealed_report()
    assert SECRET_WORD.encode() not in _raw()


def test_what_was_sealed_comes_back_whole(app: Flask) -> None:
    report_id = add_sealed_report()
    report = db.session.get_one(Report, report_id)
    assert report.sealed == {"text": SECRET_WORD, "vehicle": {"plate": "Ä-B?"}}
    assert report.received_at <= now()


def test_an_older_key_still_opens_what_it_sealed(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    report_id = add_sealed_report()
    old = read_keys(app.config["DRIVERAPP"].driverapp_data / "keys").sealing
    rotated = sealing.make_seal((Fernet.generate_key().decode(), *old))
    monkeypatch.setitem(app.extensions, sealing.EXTENSION, rotated)
    assert db.session.get_one(Report, report_id).sealed is not None


def test_content_that_no_key_opens_is_an_error_of_its_own(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    report_id = add_sealed_report()
    other = sealing.make_seal((Fernet.generate_key().decode(),))
    monkeypatch.setitem(app.extensions, sealing.EXTENSION, other)
    with pytest.raises(sealing.CannotOpen):
        db.session.get_one(Report, report_id)
