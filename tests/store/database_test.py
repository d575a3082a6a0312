import pytest
from flask import Flask
from sqlalchemy import text

from driverapp.store import turns
from driverapp.store.database import db, reading, separate_transaction, writing


def test_who_looks_something_up_before_writing_keeps_nobody_waiting(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turns, "PATIENCE_S", 0.05)
    with writing():
        db.session.execute(text("SELECT 1"))
        with reading():
            db.session.execute(text("SELECT 1"))
            with separate_transaction() as other:
                other.execute(text("UPDATE people SET active = active"))
