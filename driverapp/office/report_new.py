"""Taking a report down that came by telephone, radio or letter."""

from flask import Blueprint, abort, redirect, render_template, url_for
from werkzeug.wrappers import Response

from driverapp.associations.models import Association
from driverapp.associations.queries import UnknownAssociation, all_associations, all_sites, association_of
from driverapp.office.forms.report_new import Faults, NewReportForm
from driverapp.office.openings import actor_id
from driverapp.office.presenters.report_new import choices
from driverapp.policy.current import current_policy
from driverapp.policy.intake import intake_rules
from driverapp.reports.take_down import take_down
from driverapp.store.database import db
from driverapp.vocabulary.channels import Channel
from driverapp.vocabulary.permissions import Permission
from driverapp.web.permissions import requires

report_new = Blueprint("report_new", __name__, url_prefix="/office/reports/new")


@report_new.get("")
@requires(Permission.WORK_REPORTS)
def show() -> str:
    """An empty form."""
    form = NewReportForm()
    form.begin()
    return _page(form, {})


@report_new.post("")
@requires(Permission.WORK_REPORTS)
def keep() -> Response | tuple[str, int]:
    """Keep the report, once, and show it; else the form again, with what was typed and what is wrong."""
    form = NewReportForm()
    if not form.validate_on_submit():
        abort(400)
    try:
        payload, association = form.payload(), _association(form.said("association"))
    except Faults as error:
        return _page(form, error.faults), 422
    take_down(
        form.own_id(),
        payload,
        channel=Channel(form.channel.data or ""),
        association=association,
        actor_id=actor_id(),
        rules=intake_rules(current_policy()),
    )
    return redirect(url_for("report.show", report_id=form.own_id()), 303)


def _association(slug: str) -> Association | None:
    try:
        return association_of(db.session(), slug) if slug else None
    except UnknownAssociation:
        abort(400)


def _page(form: NewReportForm, faults: dict[str, str]) -> str:
    shown = choices(all_associations(db.session()), all_sites(db.session()))
    rules = intake_rules(current_policy())
    return render_template("office/report_new.html", form=form, faults=faults, choices=shown, rules=rules)
