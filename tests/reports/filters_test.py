from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from driverapp.associations.add import add_association
from driverapp.associations.enrol import add_enrolment
from driverapp.associations.models import Site
from driverapp.reports.export import read, select_all
from driverapp.reports.filters import EVERYTHING, NOT_ATTRIBUTED, Filters
from driverapp.reports.lists import list_reports
from driverapp.reports.models import Report
from driverapp.reports.queries import count_replies
from driverapp.reports.tabs import Tab
from driverapp.reports.walk import Cursor, Order
from driverapp.store.clock import now
from driverapp.store.database import db, writing
from driverapp.vocabulary.categories import Category
from driverapp.vocabulary.states import State
from driverapp.vocabulary.target_groups import TargetGroup
from tests.factories import make_call, make_report

pytestmark = pytest.mark.usefixtures("app")


def found(filters: Filters, tab: Tab = Tab.INBOX) -> set[UUID]:
    return {report.id for report in list_reports(tab, filters).reports}


def changed(report: Report, **values: Any) -> Report:
    for name, value in values.items():
        setattr(report, name, value)
    db.session.commit()
    return report


def enrolled() -> tuple[str, Site]:
    with writing():
        association = add_association(db.session(), "fuhr-verband", "Erfundener Verband", staff=500)
        site = Site(association=association, slug="rasthof-a2", name="Erfundener Rasthof", road="A2", km=431.0)
        db.session.add(site)
        enrolment = add_enrolment(db.session(), association, TargetGroup.TRUCK, None)
        db.session.commit()
    return enrolment.code, site


@pytest.mark.parametrize(
    ("fits", "other", "filters"),
    [
        ({"category": "cargo_theft"}, {"category": "fuel_theft"}, Filters(category=Category.CARGO_THEFT)),
        ({"target_group": "bus"}, {"target_group": "taxi"}, Filters(target_group=TargetGroup.BUS)),
        ({"language": "pl"}, {"language": "de"}, Filters(language="pl")),
        ({"language": "pt-BR"}, {"language": "de"}, Filters(language="pt")),
        ({"language": "pl", "text": "Trzy osoby"}, {"language": "de", "text": "Drei"}, Filters(untranslated=True)),
        ({"ongoing": True}, {"ongoing": False}, Filters(ongoing=True)),
        ({"ongoing": None}, {"ongoing": True}, Filters(ongoing=False)),
        ({"place": {"road": "A 2"}}, {"place": {"road": "A20"}}, Filters(road="A2")),
        (
            {"place": {"road": "A2", "km": 423.5}},
            {"place": {"road": "A2", "km": 440}},
            Filters(road="A2", km_from=420, km_to=430),
        ),
    ],
)
def test_a_filter_leaves_what_fits(fits: dict[str, Any], other: dict[str, Any], filters: Filters) -> None:
    kept = make_report(**{"category": "other"} | fits)
    make_report(**{"category": "other"} | other)
    assert found(filters) == {kept.id}


def test_who_reported_for_whom_is_told_apart() -> None:
    code, _ = enrolled()
    of_association = make_report(category="other", enrolment=code)
    of_nobody = make_report(category="other")
    assert found(Filters(association="fuhr-verband")) == found(Filters(attributed=True)) == {of_association.id}
    assert found(Filters(association=NOT_ATTRIBUTED)) == found(Filters(attributed=False)) == {of_nobody.id}


def test_a_site_is_found_by_its_slug_and_along_its_road() -> None:
    enrolled()
    there = make_report(category="other", place={"site": "rasthof-a2"})
    make_report(category="other", place={"road": "A1"})
    assert found(Filters(site="rasthof-a2")) == {there.id}
    assert found(Filters(road="A2", km_from=430, km_to=432)) == {there.id}
    assert found(Filters(road="A2", km_from=432)) == set()


def test_a_report_is_linked_to_a_call_or_not() -> None:
    called, silent = make_report(category="other"), make_report(category="other")
    make_call(report=str(called.id))
    assert found(Filters(call=True)) == {called.id}
    assert found(Filters(call=False)) == {silent.id}


def test_days_are_those_of_berlin_and_the_last_one_belongs_to_the_period() -> None:
    # In summer midnight in Berlin is 22:00 UTC of the day before.
    first = datetime(2026, 7, 9, 22, 0, tzinfo=UTC)
    moments = (first - timedelta(seconds=1), first, first + timedelta(hours=47), first + timedelta(hours=48))
    made = [changed(make_report(category="other"), received_at=each, visible_at=each).id for each in moments]
    assert found(Filters(first=date(2026, 7, 10), last=date(2026, 7, 11))) == set(made[1:3])
    assert found(Filters(first=date(2026, 7, 11))) == set(made[2:])
    assert found(Filters(last=date(2026, 7, 9))) == set(made[:1])


def test_overdue_is_what_nobody_marked_for_a_day() -> None:
    yesterday = now() - timedelta(hours=25)
    waits = changed(make_report(category="other"), received_at=yesterday, visible_at=yesterday)
    changed(make_report(category="other"), received_at=yesterday, visible_at=yesterday, state=State.SEEN)
    make_report(category="other")
    assert found(Filters(overdue=True)) == {waits.id}


def test_what_a_hold_keeps_is_found_while_it_lasts() -> None:
    kept = changed(make_report(category="other"), held_until=now() + timedelta(days=1))
    changed(make_report(category="other"), held_until=now() - timedelta(days=1))
    make_report(category="other")
    assert found(Filters(held=True)) == {kept.id}


def test_who_waits_for_the_office_is_found_in_every_tab() -> None:
    asked = changed(make_report(category="other"), state=State.SEEN, withdrawal_requested_at=now())
    answered = changed(make_report(category="other"), state=State.CLOSED, unread_answer=uuid4())
    changed(make_report(category="other", practice=True), unread_answer=uuid4())
    make_report(category="other")
    assert found(Filters(reply=True)) == {asked.id}
    assert found(Filters(reply=True), Tab.CLOSED) == {answered.id}
    assert {tab: count for tab, count in count_replies().items() if count} == {Tab.INBOX: 1, Tab.CLOSED: 1}


def test_states_are_a_choice_within_the_tab() -> None:
    new, seen = make_report(category="other"), changed(make_report(category="other"), state=State.SEEN)
    assert found(Filters(states=frozenset({State.SEEN}))) == {seen.id}
    assert found(Filters(states=frozenset({State.SEEN, State.RECEIVED}))) == {new.id, seen.id}
    assert found(Filters(states=frozenset({State.CLOSED}))) == set()


def pages(order: Order, size: int) -> list[UUID]:
    read: list[UUID] = []
    below: Cursor | None = None
    while True:
        page = list_reports(Tab.INBOX, below=below, order=order, size=size)
        assert len(page.reports) <= size
        read += [report.id for report in page.reports]
        if page.older is None:
            return read
        below = page.older


@pytest.mark.parametrize("size", [1, 2, 3, 4, 50])
def test_each_order_holds_every_report_once_over_its_pages(size: int) -> None:
    made = [make_report(category="other") for _ in range(7)]
    for number in (0, 3, 6):
        changed(made[number], state=State.SEEN)
    changed(made[1], state=State.HANDED_OVER)
    ids = [report.id for report in made]
    assert pages(Order.NEWEST, size) == ids[::-1]
    assert pages(Order.OLDEST, size) == ids
    assert pages(Order.WAITING, size) == [ids[number] for number in (5, 4, 2, 6, 3, 1, 0)]


@pytest.mark.parametrize("order", list(Order))
def test_all_reports_are_those_of_the_screen_in_its_order(order: Order, small_batches: None) -> None:
    for number in range(5):
        report = make_report(category="other")
        changed(report, state=State.SEEN if number % 2 else State.RECEIVED)
    shown = list_reports(Tab.INBOX, order=order).reports
    out = read(select_all(Tab.INBOX, EVERYTHING, order).ids, content=False)
    assert [taken.report.id for taken in out] == [report.id for report in shown]


@pytest.fixture
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("driverapp.reports.export.BATCH", 2)


@pytest.mark.parametrize(
    ("words", "hit"),
    [
        ("PLANE", True),
        ("plane  geschlitzt", True),
        ("geschlitzt hannover", True),
        ("tankstelle", True),
        ("xx-ab 12", True),
        ("xxab12", True),
        ("b-1", True),
        ("transporter weiß", True),
        ("plane bremen", False),
        ("transporter schwarz", False),
        ("xxab3", False),
    ],
)
def test_words_are_looked_for_in_what_is_sealed(words: str, hit: bool) -> None:
    report = make_report(
        text="Plane geschlitzt",
        place={"text": "Hinter der Tankstelle", "direction": "Hannover"},
        vehicle={"plate": "XX AB 12", "kind": "van", "colour": "white"},
    )
    make_report(category="other")
    page = list_reports(Tab.INBOX, Filters(words=words))
    assert [each.id for each in page.reports] == ([report.id] if hit else [])
    assert (page.looked_through, page.older) == (2, None)


def test_a_file_number_is_found_without_its_joints() -> None:
    report = changed(make_report(category="other"), file_number="4711/26-K 12")
    assert found(Filters(words="471126k12")) == {report.id}


def test_a_search_opens_a_bounded_number_and_goes_on_from_there(small_searches: None) -> None:
    made = [make_report(text=f"Beobachtung {number}") for number in range(7)]
    first = list_reports(Tab.INBOX, Filters(words="beobachtung 0"))
    assert (list(first.reports), first.looked_through) == ([], 4)
    second = list_reports(Tab.INBOX, Filters(words="beobachtung 0"), first.older)
    assert ([each.id for each in second.reports], second.looked_through, second.older) == ([made[0].id], 3, None)
    some = list_reports(Tab.INBOX, Filters(words="beobachtung"), size=2)
    assert ([each.id for each in some.reports], some.looked_through) == ([made[6].id, made[5].id], 2)


def test_all_reports_of_a_search_are_those_of_its_first_stretch(small_searches: None) -> None:
    made = [make_report(text=f"Beobachtung {number}") for number in range(7)]
    assert select_all(Tab.INBOX, Filters(words="beob"), Order.WAITING).ids == [each.id for each in made[:2:-1]]


@pytest.fixture
def small_searches(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("search", "export"):
        monkeypatch.setattr(f"driverapp.reports.{module}.SEARCHED_AT_MOST", 4)
    monkeypatch.setattr("driverapp.reports.search.BATCH", 2)
