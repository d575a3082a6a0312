from datetime import date

from flask import Flask
from sqlalchemy import select

from driverapp.reports.models import UndoneReports
from driverapp.store.database import db, writing
from driverapp.store.insert import add_to_counter, exists, insert_once

DAY = date(2026, 11, 22)


def test_the_second_insert_of_a_key_changes_nothing(app: Flask) -> None:
    with writing():
        assert insert_once(UndoneReports, {"day": DAY, "count": 1})
        assert not insert_once(UndoneReports, {"day": DAY, "count": 7})
        db.session.commit()
    assert db.session.scalars(select(UndoneReports.count)).all() == [1]


def test_a_counter_begins_at_one_and_grows(app: Flask) -> None:
    with writing():
        for _ in range(3):
            add_to_counter(UndoneReports, {"day": DAY}, "count")
        db.session.commit()
    assert db.session.scalars(select(UndoneReports.count)).all() == [3]
    assert exists(UndoneReports, day=DAY, count=3)
    assert not exists(UndoneReports, day=DAY, count=4)
