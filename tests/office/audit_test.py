import ast
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select, update

from driverapp.associations.enrol import add_enrolment
from driverapp.office.presenters.acts import ACTS, FAMILIES
from driverapp.reports.steps import EVENTS
from driverapp.store.database import db, separate_transaction, writing
from driverapp.trust.audit import AuditEntry, record
from driverapp.trust.audit_mark import FILE
from driverapp.trust.audit_queries import PAGE_SIZE
from driverapp.vocabulary.permissions import Role
from driverapp.vocabulary.target_groups import TargetGroup
from tests.clients import Client
from tests.factories import make_report
from tests.office.accounts import add_account, sign_in
from tests.office.association_desk import freight
from tests.rules.sources import files, tree

PAGE = "/office/audit"
# Where each of them takes the act.
NOTES = {"record": 1, "note_opening": 0, "_note_change": 2}
PAIR = 2


@pytest.fixture
def administrator(app: Flask) -> Iterator[Client]:
    mark: Path = app.config["DRIVERAPP"].driverapp_data / FILE
    mark.unlink(missing_ok=True)
    yield sign_in(Client(app, use_cookies=True), add_account(Role.ADMINISTRATOR))
    mark.unlink(missing_ok=True)


def _noted(action: str, subject: str, actor_id: int | None = None, count: int = 1) -> None:
    with separate_transaction() as session:
        for _ in range(count):
            record(session, action, subject, actor_id)


def test_every_act_in_the_code_has_words() -> None:
    written = {f"report_{kind}" for kind in EVENTS.values()}
    for path in files("driverapp/**/*.py"):
        written |= set(_acts(tree(path)))
    assert len(written) > 30
    assert {act for act in written if act not in ACTS and act not in FAMILIES} == {"report_", "retention_", "series_"}


def test_everything_that_is_erased_has_words() -> None:
    whys = {"tap", "unread", "seen", "handed_over", "closed", "withdrawn"}
    whats = {"medium", "position", "call", "noted_call", "press", "feedback", "delivery", "audit"}
    assert {f"retention_{each}" for each in whys | whats} <= set(ACTS)


def test_acts_are_told_in_words(administrator: Client) -> None:
    account = add_account(Role.COORDINATOR)
    _noted("report_opened", "report:0b4cbd0c-31a5-4e6b-8a6e-0c1f5a2b7d11", account.id)
    _noted("role_analyst", f"person:{account.id}", account.id)
    _noted("retention_tap", "count:17")
    page = administrator.get(PAGE).text
    for words in (account.email, "hat eine Meldung geöffnet", "Meldung 0b4cbd0c", "hat die Rolle geändert: Auswertung"):
        assert words in page
    assert "Gelöscht: nur angetippte Meldungen" in page
    assert "/office/reports/" not in page


def test_who_reads_reports_sees_what_was_done_with_them_and_nothing_else(signed_in: Callable[[Role], Client]) -> None:
    report = make_report(text="x")
    coordinator = signed_in(Role.COORDINATOR)
    coordinator.get(f"/office/reports/{report.id}")
    _noted("policy_set", "policy:1")
    page = coordinator.get(PAGE).text
    assert f"/office/reports/{report.id}" in page
    assert "hat sich angemeldet</td>" not in page
    assert "hat die Richtlinie geändert</td>" not in page


def test_who_reads_reports_sees_lists_searches_and_series_too(signed_in: Callable[[Role], Client]) -> None:
    coordinator = signed_in(Role.COORDINATOR)
    noted = {
        "reports_exported_csv": "reports:3:inbox",
        "reports_searched": "reports:2",
        "map_opened": "reports:2",
        "series_opened": "series:7",
        "series_listed": "count:4",
    }
    for action, subject in noted.items():
        _noted(action, subject)
    _noted("retention_tap", "count:17")
    page = coordinator.get(PAGE).text
    offered, _head, shown = page.partition("<tbody>")
    assert shown.count("<tr>") == len(noted)
    assert '/office/series/7">Serie 7</a>' in shown
    assert 'value="reports_exported_"' in offered
    assert 'value="signed_in"' not in offered
    found = coordinator.get(f"{PAGE}?action=reports_exported_").text.partition("<tbody>")[2]
    assert "hat eine Liste von Meldungen heruntergeladen" in found


def test_the_address_holds_every_filter(administrator: Client) -> None:
    account = add_account(Role.COORDINATOR)
    report = "0b4cbd0c-31a5-4e6b-8a6e-0c1f5a2b7d11"
    _noted("report_opened", f"report:{report}", account.id)
    _noted("report_closed", "report:x", account.id)
    _noted("policy_set", "policy:1")

    def found(**wanted: str | int) -> list[str]:
        page = administrator.get(PAGE, query_string=wanted).text.partition("<tbody>")[2]
        return [words for act, words in ACTS.items() if f"<td>{words}</td>" in page]

    assert found(person=account.id) == [ACTS["report_opened"], ACTS["report_closed"]]
    assert found(action="policy_set") == [ACTS["policy_set"]]
    assert found(subject=report) == [ACTS["report_opened"]]
    assert found(subject="policy:1") == [ACTS["policy_set"]]
    assert found(last="2020-01-01") == []
    assert found(first="2020-01-01", action="policy_set") == [ACTS["policy_set"]]


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("first=2020-01-02&last=2020-01-01", "Das Ende liegt vor dem Anfang."),
        ("first=never", "Geben Sie einen Tag an."),
        ("person=nobody", "Einer der Filter stimmt nicht."),
    ],
)
def test_with_a_filter_that_is_wrong_neither_page_nor_sheet_shows_an_entry(
    administrator: Client, query: str, said: str
) -> None:
    _noted("policy_set", "policy:1")
    sheet = administrator.get(f"{PAGE}/entries.csv?{query}", follow_redirects=True)
    for page in (administrator.get(f"{PAGE}?{query}").text, sheet.text):
        assert said in page
        assert "policy:1" not in page
        assert "entries.csv" not in page


def test_what_is_typed_may_be_what_the_page_shows_a_reference_an_address_or_a_code(administrator: Client) -> None:
    association = freight()
    report, other = make_report(text="x"), make_report(text="y")
    account = add_account(Role.EDITOR)
    with writing():
        made = add_enrolment(db.session(), association, TargetGroup.TRUCK, None)
        db.session.commit()
    _noted("report_opened", f"report:{report.id}")
    _noted("similar_searched", f"report:{report.id} count:3")
    _noted("report_opened", f"report:{other.id}")
    _noted("series_opened", "series:1")
    _noted("series_linked", f"series:1 report:{report.id}")
    _noted("series_opened", "series:12")
    _noted("role_analyst", f"person:{account.id}")

    def found(typed: str) -> list[str]:
        page = administrator.get(PAGE, query_string={"subject": typed}).text.partition("<tbody>")[2]
        return [words.split(">")[-1] for words in page.partition("</tbody>")[0].split("</td>")[2::5]]

    both = [ACTS["similar_searched"], ACTS["report_opened"]]
    begins = str(report.id)[:8]
    assert report.reference is not None
    for typed in (str(report.id), begins, f"Meldung {begins}", report.reference, report.reference.lower()):
        assert found(typed) == both, typed
    assert found("Serie 1") == [ACTS["series_linked"], ACTS["series_opened"]]
    assert "hat die Rolle geändert: Auswertung" in found(account.email.upper())
    assert found(f"{made.code[:4]} {made.code[4:].lower()}") == [ACTS["code_made"]]
    assert ACTS["association_added"] in found("erfundener verband spedition")
    assert found("nirgends") == []


def test_what_it_is_about_is_said_in_words_with_links(administrator: Client) -> None:
    association = freight()
    with writing():
        made = add_enrolment(db.session(), association, TargetGroup.TRUCK, None)
        db.session.commit()
    _noted("reports_exported_csv", "reports:1146:inbox,state")
    _noted("reports_searched", "reports:1")
    _noted("series_linked", "series:7 report:0b4cbd0c-31a5-4e6b-8a6e-0c1f5a2b7d11")
    page = administrator.get(PAGE).text
    assert "1.146 Meldungen · Eingang</td>" in page
    assert "1 Meldung</td>" in page
    assert "Serie 7 · Meldung 0b4cbd0c</td>" in page
    assert f'/codes/{made.id}">{made.code[:4]} {made.code[4:]}</a>' in page
    assert '/office/associations/spedition">Erfundener Verband Spedition</a>' in page


def test_a_long_list_comes_in_pages(administrator: Client) -> None:
    _noted("report_opened", "report:x", count=2 * PAGE_SIZE + 5)
    page, seen = administrator.get(f"{PAGE}?action=report_opened").text, 0
    while True:
        seen += page.count("<tr>") - 1
        older = page.partition('href="/office/audit?')[2] if "Ältere" in page else ""
        links = [each.split('"')[0] for each in page.split('href="')[1:] if "before=" in each.split('"')[0]]
        if not links:
            break
        assert older
        page = administrator.get(links[-1].replace("&amp;", "&")).text
    assert seen == 2 * PAGE_SIZE + 5


def test_the_sheet_holds_what_the_page_shows_and_is_noted(administrator: Client) -> None:
    _noted("report_opened", "report:x", count=3)
    _noted("policy_set", "=HYPERLINK(1)")
    sheet = administrator.get(f"{PAGE}/entries.csv?action=report_opened").text
    lines = sheet.removeprefix("\ufeff").splitlines()
    assert len(lines) == 4
    assert lines[0].split(";") == ["Nummer", "Zeit (UTC)", "Wer", "Was", "Woran", "Vorgang", "Prüfwert"]
    assert "hat eine Meldung geöffnet;report:x;report_opened" in lines[1]
    assert "'=HYPERLINK(1)" in administrator.get(f"{PAGE}/entries.csv?action=policy_set").text
    assert db.session.scalars(select(AuditEntry.action).order_by(AuditEntry.id)).all()[-1] == "audit_exported"


def test_the_sheet_of_a_coordinator_is_that_of_reports(signed_in: Callable[[Role], Client]) -> None:
    coordinator = signed_in(Role.COORDINATOR)
    _noted("policy_set", "policy:1")
    _noted("report_opened", "report:x")
    sheet = coordinator.get(f"{PAGE}/entries.csv").text
    assert len(sheet.splitlines()) == 2


def test_the_page_says_whether_all_of_it_is_there(administrator: Client) -> None:
    assert "Noch nicht geprüft." in administrator.get(PAGE).text
    administrator.send(PAGE, f"{PAGE}/check")
    assert "Vollständig." in administrator.get(PAGE).text
    with writing():
        db.session.execute(update(AuditEntry).where(AuditEntry.id == 1).values(subject="x"))
        db.session.commit()
    administrator.send(PAGE, f"{PAGE}/check")
    assert "Eintrag 1 ist nicht mehr, was dort geschrieben wurde." in administrator.get(PAGE).text


def _acts(module: ast.Module) -> Iterator[str]:
    for node in ast.walk(module):
        for argument in _named(node):
            first = argument.values[0] if isinstance(argument, ast.JoinedStr) else argument
            if isinstance(first, ast.Constant) and isinstance(first.value, str):
                yield first.value


def _named(node: ast.AST) -> Iterator[ast.AST]:
    """The acts of a call that notes one, or several as pairs."""
    name = getattr(node.func, "id", "") if isinstance(node, ast.Call) else ""
    if isinstance(node, ast.Call) and name in NOTES:
        yield node.args[NOTES[name]]
    if name == "note_openings":
        yield from (each.elts[0] for each in ast.walk(node) if isinstance(each, ast.Tuple) and len(each.elts) == PAIR)
