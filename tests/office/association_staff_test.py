"""Staff numbers in the office: each with its first day, corrections beside what they correct."""

import pytest
from flask import Flask

from driverapp.associations.queries import association_of
from driverapp.associations.staff import staff_history
from driverapp.store.clock import local_day, now
from driverapp.store.database import db
from tests.office.association_desk import FREIGHT, freight, partner

PAGE = f"{FREIGHT}/staff"


def test_a_number_is_entered_corrected_and_its_history_shown(app: Flask) -> None:
    desk = partner(app, freight(staff=None))
    day = local_day(now()).isoformat()
    for number in ("1.200", "1.250"):
        sent = desk.submit(PAGE, target_group="", site="", staff=number, valid_from=day, source="Mitgliederstatistik")
        assert sent.location == f"{PAGE}?done=changed"
    page = desk.get(PAGE).text
    assert "<del>1.200</del>" in page
    assert "<b>1.250</b>" in page
    assert "korrigiert am" in page
    assert "1.250" in desk.get(FREIGHT).text


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"staff": "etwa 40"}, "ganze Zahl"),
        ({"staff": "11000000"}, "ganze Zahl"),
        ({"valid_from": ""}, "Geben Sie einen Tag an."),
        ({"valid_from": "1999-12-31"}, "nach 1999"),
        ({"source": "x" * 201}, "Höchstens 200 Zeichen."),
    ],
)
def test_what_is_no_number_is_refused_and_stays_typed(app: Flask, typed: dict[str, str], said: str) -> None:
    desk = partner(app, freight(staff=None))
    given = {"target_group": "", "site": "", "staff": "40", "valid_from": "2026-01-01", "source": "Zählung", **typed}
    answer = desk.submit(PAGE, False, **given)
    assert said in answer.text
    assert f'value="{given["staff"]}"' in answer.text
    assert staff_history(db.session(), association_of(db.session(), "spedition")) == []
