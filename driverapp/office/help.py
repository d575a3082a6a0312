"""Help beside the pages: what each is for, in the order of the navigation, for what somebody may open."""

from flask import Blueprint, render_template

from driverapp.office.presenters.help import topics
from driverapp.web.permissions import may, signed_in

# Its name as a blueprint would be Python's own.
help_pages = Blueprint("help", __name__)


@help_pages.get("/office/help")
@signed_in
def show() -> str:
    """Every topic that belongs to the person's pages."""
    return render_template("office/help.html", topics=[each for each in topics() if may(each.permission)])
