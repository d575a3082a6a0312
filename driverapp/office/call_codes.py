"""What control rooms noted of calls that named the partnership: counts for all who see figures, import by the desk."""

from collections.abc import Sequence

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from driverapp.balance.control_room import Fault, RefusedList, decoded, read_list
from driverapp.balance.imports import list_imports, open_lines
from driverapp.balance.match import Compared, compare, count_results, import_list
from driverapp.office.forms.call_codes import Entered, ListForm
from driverapp.office.presenters.call_codes import compared_lines, fault_lines, import_lines, kept_lines
from driverapp.people.queries import name_people
from driverapp.policy.current import current_policy
from driverapp.store.database import db
from driverapp.vocabulary.permissions import Permission
from driverapp.web.permissions import may, requires
from driverapp.web.sessions import require_person

call_codes = Blueprint("call_codes", __name__)


@call_codes.get("/office/call-codes")
@requires(Permission.READ_FIGURES)
def show() -> str:
    """What was imported; for the desk what stays open, and the way to import."""
    return _page(ListForm())


@call_codes.post("/office/call-codes")
@requires(Permission.WORK_REPORTS)
def take() -> Response | str:
    """Look at a file, or import what was looked at; everything is checked both times."""
    form = ListForm()
    if not form.validate_on_submit():
        return _page(form)
    is_import = form.entered.data == Entered.IMPORT
    try:
        text = (form.content.data or "") if is_import else _file()
        lines = read_list(text)
    except RefusedList as error:
        return _page(form, faults=error.faults)
    if not is_import:
        return _preview(form, text, compare(db.session(), lines))
    counts = count_results(import_list(db.session(), lines, by=require_person().id))
    new = sum(counts.values()) - counts["known"]
    return redirect(url_for("call_codes.show", new=new, known=counts["known"]), 303)


def _file() -> str:
    sent = request.files.get("file")
    return decoded(sent.read() if sent else b"")


def _preview(form: ListForm, text: str, compared: Sequence[Compared]) -> str:
    return render_template(
        "office/call_codes_preview.html",
        form=form,
        text=text,
        lines=compared_lines(compared),
        counts=count_results(compared),
    )


def _page(form: ListForm, faults: Sequence[Fault] = ()) -> str:
    session, works = db.session(), may(Permission.WORK_REPORTS)
    imports = list_imports(session)
    names = name_people(session, {each.by for each in imports if each.by is not None})
    return render_template(
        "office/call_codes.html",
        form=form,
        faults=fault_lines(faults),
        imports=import_lines(imports, names),
        open_lines=kept_lines(open_lines(session)) if works else [],
        works=works,
        kept_days=current_policy().call_days,
        new=request.args.get("new", type=int),
        known=request.args.get("known", type=int),
    )
