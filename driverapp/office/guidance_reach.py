"""How far guidance reached: presses of "understood", never people."""

from flask import Blueprint, abort, render_template

from driverapp.balance.reach import Reach, reach, reach_of_association
from driverapp.guidance.overview import item_titles
from driverapp.office.presenters.guidance_reach import definitions, few_words, tables
from driverapp.store.database import db
from driverapp.vocabulary.permissions import Permission
from driverapp.web.permissions import requires
from driverapp.web.sessions import require_person

guidance_reach = Blueprint("guidance_reach", __name__)


@guidance_reach.get("/office/guidance/reach")
@requires(Permission.READ_REACH)
def show() -> str:
    """The reach among all associations."""
    return _page(reach())


@guidance_reach.get("/office/guidance/reach/own")
@requires(Permission.READ_OWN_FIGURES)
def show_own() -> str:
    """The reach in the person's own association."""
    association = require_person().association
    if association is None:
        abort(404)
    return _page(reach_of_association(association.id), association.name)


def _page(found: list[Reach], association: str | None = None) -> str:
    return render_template(
        "office/guidance_reach.html",
        tables=tables(found, item_titles(db.session())),
        definitions=definitions(),
        few=few_words(),
        association=association,
    )
