"""The audit: read, filtered, taken along, and verified."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from flask import Blueprint, Response, redirect, render_template, request, url_for
from sqlalchemy import Engine
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as AnyResponse

from driverapp.office.audit_subjects import named_subjects, sought
from driverapp.office.forms.audit import AuditForm
from driverapp.office.openings import actor_id, note_opening
from driverapp.office.presenters.audit import choices_of_acts, lines, sheet, sheet_words
from driverapp.office.presenters.audit_state import state
from driverapp.office.presenters.audit_subject import Reader
from driverapp.people.queries import everybody
from driverapp.store.clock import local_day, now
from driverapp.store.database import db
from driverapp.trust.audit import AuditEntry, record
from driverapp.trust.audit_check import check_audit, last_check, note_check
from driverapp.trust.audit_queries import Wanted, all_entries, list_entries, noted_actions
from driverapp.vocabulary.permissions import Permission
from driverapp.web.downloads import as_download
from driverapp.web.permissions import fresh_proof, may, requires

audit = Blueprint("audit", __name__, url_prefix="/office/audit")


@audit.get("")
@requires(Permission.READ_AUDIT)
def show() -> str:
    """Entries of the audit, newest first: those that the filters leave, and whether all are still there."""
    form = AuditForm(request.args)
    # Whoever searched with a fault would take all entries for what they searched for.
    entries, older = list_entries(db.session(), _wanted(form)) if form.validate() else ([], None)
    return render_template(
        "office/audit.html",
        form=form,
        people=[(str(each.id), each.email) for each in everybody(db.session())],
        acts=choices_of_acts(of_reports=may(Permission.READ_REPORTS)),
        lines=lines(entries, _reader(entries)),
        older=url_for("audit.show", **_kept() | {"before": older}) if older else None,
        newest=url_for("audit.show", **_kept()) if form.before.data else None,
        export=url_for("audit.export", **_kept()),
        filtered=any(_kept().values()),
        state=state(last_check(db.session())),
    )


@audit.get("/entries.csv")
@requires(Permission.READ_AUDIT)
@fresh_proof
def export() -> AnyResponse:
    """Every entry that the filters leave, as a sheet; noted in the audit before it begins."""
    form = AuditForm(request.args)
    if not form.validate():
        return redirect(url_for("audit.show", **_kept()), 303)
    note_opening("audit_exported", "audit")
    words = sheet_words(noted_actions(db.session()))
    rows = _rows(db.engine, _wanted(form), _names(), words)
    return as_download(Response(rows, mimetype="text/csv"), f"audit-{local_day(now())}.csv")


@audit.post("/check")
@requires(Permission.READ_AUDIT)
def check() -> AnyResponse:
    """Verify the whole chain now."""
    by = actor_id()
    note_check(db.session(), check_audit())
    record(db.session(), "audit_checked", "audit", by)
    return redirect(url_for("audit.show"), 303)


def _wanted(form: AuditForm) -> Wanted:
    asked = sought(form.subject.data or "")
    return form.wanted(asked.subjects, asked.beginnings, reports_only=may(Permission.READ_REPORTS))


def _rows(
    engine: Engine, wanted: Wanted, names: Mapping[int, str], words: tuple[list[str], dict[str, str]]
) -> Iterator[str]:
    with Session(engine) as session:
        yield from sheet(all_entries(session, wanted), names, words)


def _reader(entries: Iterable[AuditEntry]) -> Reader:
    named = named_subjects(entries, links=may(Permission.MANAGE_ASSOCIATIONS))
    return Reader(_names(), reads_reports=may(Permission.READ_REPORTS), named=named)


def _names() -> dict[int, str]:
    return {each.id: each.email for each in everybody(db.session())}


def _kept() -> dict[str, Any]:
    names = ("person", "action", "subject", "first", "last")
    return {name: request.args[name] for name in names if request.args.get(name)}
