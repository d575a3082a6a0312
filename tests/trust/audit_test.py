from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from flask import Flask
from sqlalchemy import delete, insert, select, update

from driverapp.store.clock import now
from driverapp.store.database import db, separate_transaction, writing
from driverapp.trust.audit import AuditEntry, AuditHead, record
from driverapp.trust.audit_check import check_audit
from driverapp.trust.audit_erase import erase_oldest
from driverapp.trust.audit_mark import FILE
from driverapp.trust.audit_verify import Fault, FaultKind

DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _mark(app: Flask) -> Any:
    """No mark of another test's chain."""
    mark: Path = app.config["DRIVERAPP"].driverapp_data / FILE
    mark.unlink(missing_ok=True)
    yield
    mark.unlink(missing_ok=True)


def _noted(count: int) -> None:
    for number in range(count):
        with separate_transaction() as session:
            record(session, "report_opened", f"report:{number}", None)


def _behind_the_back(*statements: Any) -> None:
    with writing():
        for statement in statements:
            db.session.execute(statement)
        db.session.commit()


def _fault() -> Fault | None:
    db.session.remove()
    return check_audit().fault


def test_a_chain_that_nobody_touched_holds(app: Flask) -> None:
    assert check_audit().count == 0
    _noted(3)
    checked = check_audit()
    assert (checked.count, checked.fault) == (3, None)
    assert checked.first_at is not None
    assert checked.last_at is not None
    assert checked.first_at < checked.last_at


@pytest.mark.parametrize(
    "changed", [{"action": "x"}, {"subject": "x"}, {"at": now()}, {"hash": bytes(32)}, {"subject": "report:0"}]
)
def test_a_changed_entry_is_named(app: Flask, changed: dict[str, Any]) -> None:
    _noted(4)
    _behind_the_back(update(AuditEntry).where(AuditEntry.id == 3).values(**changed))
    assert _fault() == (FaultKind.CHANGED, 3)


def test_a_removed_entry_is_named(app: Flask) -> None:
    _noted(4)
    _behind_the_back(delete(AuditEntry).where(AuditEntry.id == 2))
    assert _fault() == (FaultKind.MISSING, 2)


def test_a_gap_that_was_closed_is_found(app: Flask) -> None:
    _noted(4)
    _behind_the_back(
        delete(AuditEntry).where(AuditEntry.id == 2),
        update(AuditEntry).where(AuditEntry.id == 3).values(id=2),
        update(AuditEntry).where(AuditEntry.id == 4).values(id=3),
    )
    assert _fault() == (FaultKind.CHANGED, 2)


def test_two_that_changed_places_are_found(app: Flask) -> None:
    _noted(4)
    _behind_the_back(
        *(update(AuditEntry).where(AuditEntry.id == old).values(id=new) for old, new in ((2, 9), (3, 2), (9, 3)))
    )
    assert _fault() == (FaultKind.CHANGED, 2)


@pytest.mark.parametrize("place", [-1, 0, 5])
def test_an_entry_that_was_put_in_is_named(app: Flask, place: int) -> None:
    _noted(4)
    values = {"id": place, "at": now(), "action": "report_opened", "subject": "report:x", "hash": bytes(32)}
    _behind_the_back(insert(AuditEntry).values(**values))
    assert _fault() == (FaultKind.FOREIGN, place)


@pytest.mark.parametrize("left", [0, 1, 3])
def test_what_was_cut_off_at_the_end_is_missed(app: Flask, left: int) -> None:
    _noted(4)
    _behind_the_back(delete(AuditEntry).where(AuditEntry.id > left))
    assert _fault() == (FaultKind.MISSING, left + 1)


def test_what_was_cut_off_at_the_beginning_is_missed(app: Flask) -> None:
    _noted(4)
    _behind_the_back(delete(AuditEntry).where(AuditEntry.id <= 2))
    assert _fault() == (FaultKind.MISSING, 1)


def test_a_head_that_was_moved_with_it_has_no_seal(app: Flask) -> None:
    _noted(4)
    third = db.session.get_one(AuditEntry, 3).hash
    _behind_the_back(delete(AuditEntry).where(AuditEntry.id == 4), update(AuditHead).values(last_id=3, last_hash=third))
    assert _fault() == (FaultKind.HEAD, None)
    _noted(1)
    assert _fault() == (FaultKind.HEAD, None)


def test_an_older_state_of_everything_is_told_by_the_mark_outside(app: Flask) -> None:
    _noted(2)
    head = dict(db.session.execute(select(*AuditHead.__table__.columns)).mappings().one())
    _noted(2)
    assert _fault() is None
    _behind_the_back(delete(AuditEntry).where(AuditEntry.id > 2), update(AuditHead).values(**head))
    assert _fault() == (FaultKind.CUT_OFF, 3)
    # Later entries do not make up for it.
    _noted(3)
    assert _fault() == (FaultKind.CHANGED, 4)


def test_a_store_that_was_emptied_is_told_by_the_mark_outside(app: Flask) -> None:
    _noted(2)
    assert _fault() is None
    _behind_the_back(delete(AuditEntry), delete(AuditHead))
    assert _fault() == (FaultKind.CUT_OFF, 1)


def test_a_mark_that_was_changed_is_found(app: Flask) -> None:
    _noted(2)
    assert _fault() is None
    mark: Path = app.config["DRIVERAPP"].driverapp_data / FILE
    mark.write_text(mark.read_text().replace('"id": 2', '"id": 1'))
    assert _fault() == (FaultKind.MARK, None)


def test_the_rest_holds_once_the_oldest_were_erased(app: Flask) -> None:
    with time_machine.travel(now() - 400 * DAY, tick=True):
        _noted(5)
    _noted(2)
    assert _fault() is None
    for limit, count in ((2, 2), (100, 3), (100, 0)):
        with writing():
            assert erase_oldest(db.session(), now() - 365 * DAY, limit) == count
            db.session.commit()
        assert _fault() is None
    assert db.session.scalars(select(AuditEntry.id).order_by(AuditEntry.id)).all() == [6, 7]
    _behind_the_back(delete(AuditEntry).where(AuditEntry.id == 6))
    assert _fault() == (FaultKind.MISSING, 6)


def test_an_entry_that_did_not_hold_is_told_after_its_end(app: Flask) -> None:
    with time_machine.travel(now() - 400 * DAY, tick=True):
        _noted(3)
    _noted(1)
    _behind_the_back(update(AuditEntry).where(AuditEntry.id == 2).values(subject="x"))
    with writing():
        erase_oldest(db.session(), now() - 365 * DAY, 100)
        db.session.commit()
    assert _fault() == (FaultKind.ERASED, 2)


def test_many_writers_at_once_make_one_chain(app: Flask) -> None:
    def write(number: int) -> None:
        with app.app_context(), separate_transaction() as session:
            record(session, "report_opened", f"report:{number}", None)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(write, range(60)))
    checked = check_audit()
    assert (checked.count, checked.fault) == (60, None)


def test_what_was_taken_back_leaves_neither_entry_nor_gap(app: Flask) -> None:
    with writing():
        record(db.session(), "report_opened", "report:1", None)
        db.session.rollback()
        record(db.session(), "report_opened", "report:2", None)
        inner = db.session.begin_nested()
        record(db.session(), "report_opened", "report:3", None)
        inner.rollback()
        with db.session.begin_nested():
            record(db.session(), "report_opened", "report:4", None)
        db.session.commit()
    assert db.session.scalars(select(AuditEntry.subject).order_by(AuditEntry.id)).all() == ["report:2", "report:4"]
    assert _fault() is None


def test_a_long_chain_is_read_in_pieces(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("driverapp.trust.audit_verify.BATCH", 2)
    _noted(5)
    assert check_audit().count == 5
    _behind_the_back(delete(AuditEntry).where(AuditEntry.id == 3))
    assert _fault() == (FaultKind.MISSING, 3)
