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
        ({"staff": "12.5"}, "ganze Zahl"),
        ({"staff": "1,234"}, "ganze Zahl"),
        ({"staff": "1.23.456"}, "ganze Zahl"),
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


@pytest.mark.parametrize(
    ("language", "typed", "kept"),
    [("de", "1.234.567", 1234567), ("en", "1,234", 1234), ("de", "1\u202f234", 1234), ("de", "1\xa0234", 1234)],
)
def test_thousands_are_parted_as_the_language_parts_them(app: Flask, language: str, typed: str, kept: int) -> None:
    desk = partner(app, freight(staff=None))
    desk.set_cookie("language", language)
    assert desk.submit(PAGE, target_group="", site="", staff=typed, valid_from="2026-01-01").status_code == 303
    history = staff_history(db.session(), association_of(db.session(), "spedition"))
    assert [each.staff for each in history] == [kept]


def test_a_part_is_no_larger_than_the_whole_and_the_whole_no_smaller_than_a_part(app: Flask) -> None:
    desk, day = partner(app, freight(staff=1025)), local_day(now()).isoformat()
    larger = desk.submit(PAGE, target_group="truck", site="", staff="99999", valid_from=day)
    assert "Er hat dann 1.025 Beschäftigte" in larger.text
    assert 'value="99999"' in larger.text
    assert desk.submit(PAGE, target_group="truck", site="", staff="1025", valid_from=day).status_code == 303
    smaller = desk.submit(PAGE, target_group="", site="", staff="25", valid_from=day)
    assert "hat dann 1.025." in smaller.text
