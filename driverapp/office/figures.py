"""First figures, from events alone."""

from datetime import timedelta

from flask import Blueprint, abort, render_template, request
from werkzeug.datastructures import MultiDict

from driverapp.balance.count import count_both, count_periods
from driverapp.balance.periods import Period, last_months, last_weeks, weeks_of
from driverapp.office.forms.figures import PeriodForm
from driverapp.office.presenters.figures import (
    OF_ASSOCIATIONS,
    OF_PARTNERS,
    OF_WEEKS,
    association_lines,
    partner_lines,
    sum_line,
    week_lines,
)
from driverapp.store.clock import local_day, now
from driverapp.vocabulary.permissions import Permission
from driverapp.web.permissions import requires
from driverapp.web.sessions import current_person

figures = Blueprint("figures", __name__)

WEEKS = 12
MONTHS = 12


@figures.get("/office/figures")
@requires(Permission.READ_FIGURES)
def show() -> str:
    """Figures a week and an association, of the last weeks or of the period that was asked for."""
    form = PeriodForm(request.args or _written(last_weeks(WEEKS, local_day(now()))))
    period = form.period() if form.validate() else last_weeks(WEEKS, local_day(now()))
    weeks = weeks_of(period)
    counted, of_associations = count_both(weeks)
    return render_template(
        "office/figures.html",
        form=form,
        week_columns=OF_WEEKS,
        weeks=week_lines(weeks, counted),
        sum=sum_line(counted),
        association_columns=OF_ASSOCIATIONS,
        associations=association_lines(of_associations),
    )


@figures.get("/office/figures/own")
@requires(Permission.READ_OWN_FIGURES)
def show_own() -> str:
    """An association's own figures: full months, without sums, so that no small number can be worked out."""
    person = current_person()
    if person is None or person.association is None:
        abort(404)
    months = last_months(MONTHS, local_day(now()))
    lines = partner_lines(months, count_periods(months, person.association))
    return render_template("office/figures_own.html", lines=lines, columns=OF_PARTNERS, association=person.association)


def _written(period: Period) -> MultiDict[str, str]:
    last = period.end - timedelta(days=1)
    return MultiDict({"first": period.first.isoformat(), "last": last.isoformat()})
