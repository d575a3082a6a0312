"""How far guidance reached: presses of "understood", never people."""

from flask import Blueprint, abort, render_template

from driverapp.balance.reach import Reach, reach, reach_of_association
from driverapp.guidance.overview import list_items
from driverapp.office.presenters.guidance_reach import Table, tables
from driverapp.store.database import db
from driverapp.vocabulary.permissions import Permission
from driverapp.web.permissions import requires
from driverapp.web.sessions import require_person

guidance_reach = Blueprint("guidance_reach", __name__)


@guidance_reach.get("/office/guidance/reach")
@requires(Permission.READ_REACH)
def show() -> str:
    """The reach among all associations."""
    return render_template("office/guidance_reach.html", tables=titled(reach()), association=None)


@guidance_reach.get("/office/guidance/reach/own")
@requires(Permission.READ_OWN_FIGURES)
def show_own() -> str:
    """The reach in the person's own association."""
    association = require_person().association
    if association is None:
        abort(404)
    found = titled(reach_of_association(association.id))
    return render_template("office/guidance_reach.html", tables=found, association=association.name)


def titled(found: list[Reach]) -> list[Table]:
    """The reach under the titles of its items."""
    return tables(found, {each.item.slug: each.title for each in list_items(db.session())})
