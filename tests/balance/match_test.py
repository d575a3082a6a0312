from datetime import datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select, text

from driverapp.associations.add import add_association
from driverapp.associations.enrol import add_enrolment
from driverapp.balance.control_room import NotedCall
from driverapp.balance.imports import erase_noted_calls, list_imports, open_lines
from driverapp.balance.match import Result, compare, count_results, import_list
from driverapp.balance.models import ControlRoomCall
from driverapp.reports.coarsen import coarse_moment
from driverapp.store.clock import now
from driverapp.store.database import db, writing
from driverapp.vocabulary.target_groups import TargetGroup
from tests.factories import make_call

CODE = "1234566"


def noted(at: datetime, code: str | None = CODE, keyword: str | None = None, line: int = 2) -> NotedCall:
    return NotedCall(line, at, code, keyword)


def imported(*lines: NotedCall) -> dict[str, int]:
    with writing():
        counts = count_results(import_list(db.session(), lines, by=None))
        db.session.commit()
    return dict(counts)


@pytest.mark.parametrize(
    ("apart", "result"),
    [
        (timedelta(), "matched"),
        (timedelta(hours=5, minutes=59), "matched"),
        (timedelta(hours=6, minutes=1), "unmatched"),
    ],
)
def test_a_code_is_matched_within_six_hours(app: Flask, apart: timedelta, result: str) -> None:
    moment = now().replace(microsecond=0) - timedelta(days=1)
    call = make_call(call_code=CODE, tapped_at=moment.isoformat())
    for sign in (1, -1):
        (found,) = compare(db.session(), [noted(moment + sign * apart)])
        assert found.result == result
        assert found.call is (call if result == "matched" else None)


def test_two_calls_with_one_code_are_told_as_ambiguous(app: Flask) -> None:
    moment = now() - timedelta(days=1)
    for hours in (0, 4):
        make_call(call_code=CODE, tapped_at=(moment + timedelta(hours=hours)).isoformat())
    assert imported(noted(moment)) == {"ambiguous": 1}
    assert db.session.scalars(select(ControlRoomCall)).one().call_id is None
    assert imported(noted(moment - timedelta(hours=5))) == {"matched": 1}


def test_practice_is_never_found(app: Flask) -> None:
    make_call(call_code=CODE, practice=True)
    assert imported(noted(now())) == {"unmatched": 1}


def test_the_same_list_twice_changes_nothing(app: Flask) -> None:
    make_call(call_code=CODE)
    moment = now().replace(second=0, microsecond=0)
    lines = [
        noted(moment),
        noted(moment, line=3),
        noted(moment, None, "Partnerschaft", 4),
        noted(moment, None, "Partnerschaft", 5),
    ]
    # A code is said once; two callers may say the keyword in the same minute.
    assert imported(*lines) == {"matched": 1, "known": 1, "keyword": 2}
    before = _rows()
    assert imported(*lines) == {"known": 4}
    assert _rows() == before
    (only,) = list_imports(db.session())
    assert (only.lines, only.calls, only.matched, only.keyword, only.unmatched) == (3, 1, 1, 2, 0)


def test_the_association_of_the_call_stays_with_the_line(app: Flask) -> None:
    association = add_association(db.session(), "spedition", "Erfundener Verband", 500)
    code = add_enrolment(db.session(), association, TargetGroup.TRUCK, None).code
    db.session.commit()
    make_call(call_code=CODE, enrolment=code)
    imported(noted(now()))
    assert db.session.scalars(select(ControlRoomCall)).one().association_id == association.id


def test_a_call_that_comes_later_is_found_by_the_next_import(app: Flask) -> None:
    assert imported(noted(now())) == {"unmatched": 1}
    assert [each.code for each in open_lines(db.session())] == [CODE]
    call = make_call(call_code=CODE)
    imported(noted(now() - timedelta(days=2), "0012344"))
    row = db.session.scalars(select(ControlRoomCall).where(ControlRoomCall.code == CODE)).one()
    assert (row.result, row.call_id) == (Result.MATCHED, call.id)


def test_a_keyword_lies_sealed(app: Flask) -> None:
    imported(noted(now(), None, "Partnerschaft"))
    raw = db.session.execute(text("SELECT keyword FROM control_room_calls")).scalar_one()
    assert b"Partnerschaft" not in bytes(raw)
    assert db.session.scalars(select(ControlRoomCall)).one().keyword == "Partnerschaft"


def test_when_its_time_is_over_the_counts_stay_and_the_same_list_is_still_known(app: Flask) -> None:
    make_call(call_code=CODE)
    line = noted(now().replace(microsecond=0))
    imported(line)
    with writing():
        assert erase_noted_calls(db.session(), now() + timedelta(days=1), now(), 100) == 1
        db.session.commit()
    row = db.session.scalars(select(ControlRoomCall)).one()
    assert (row.code, row.keyword, row.call_id, row.result) == (None, None, None, Result.MATCHED)
    assert row.at == coarse_moment(line.at)
    assert imported(line) == {"known": 1}
    assert list_imports(db.session())[0].matched == 1


def _rows() -> list[tuple[object, ...]]:
    db.session.expire_all()
    rows = db.session.scalars(select(ControlRoomCall).order_by(ControlRoomCall.line_hash))
    return [
        (each.line_hash, each.code, each.at, each.keyword, each.result, each.call_id, each.imported_at) for each in rows
    ]
