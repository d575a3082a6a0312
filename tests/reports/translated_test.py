"""Which reports still need a translation; answers are proved in answer_test.py."""

from flask import Flask
from sqlalchemy import select

from driverapp.reports import queries
from driverapp.reports.filters import Filters
from driverapp.reports.foreign import foreign_texts
from driverapp.reports.lists import list_reports
from driverapp.reports.messages import list_messages
from driverapp.reports.models import Event, Report
from driverapp.reports.steps import Entry, Step, Translation
from driverapp.reports.tabs import Tab
from driverapp.reports.triage import take_step
from driverapp.store.database import db, writing
from driverapp.vocabulary.permissions import Role
from driverapp.vocabulary.states import EventKind
from tests.factories import make_amendment, make_owned_report, make_report
from tests.office.accounts import add_account


def needed() -> list[Report]:
    return list(list_reports(Tab.INBOX, Filters(untranslated=True)).reports)


def step(report: Report, **entered: Translation | int) -> None:
    with writing():
        db.session.refresh(report)
        kind = Step.UNDO if "event" in entered else Step.TRANSLATE
        take_step(report.id, Entry(kind, report.version, **entered), add_account(Role.COORDINATOR).id)  # type: ignore[arg-type]
        db.session.commit()


def translate_last(report: Report) -> None:
    written = list(foreign_texts(report, queries.load_amendments(report.id), list_messages(report.id)))
    step(report, translation=Translation(written[-1].of, "Auf Deutsch"))


def test_a_report_needs_a_translation_until_each_of_its_texts_has_one(app: Flask) -> None:
    owned = make_owned_report(text="Trzy osoby", language="pl")
    make_report(category="other", language="pl")
    report = db.session.get_one(Report, owned.id)
    assert [each.id for each in needed()] == [report.id]
    translate_last(report)
    assert needed() == []
    make_amendment(owned, text="Cztery osoby")
    assert [each.id for each in needed()] == [report.id]
    translate_last(report)
    assert needed() == []
    made = db.session.scalars(select(Event.id).where(Event.kind == EventKind.TRANSLATED)).first()
    step(report, event=made or 0)
    assert [each.id for each in needed()] == [report.id]
