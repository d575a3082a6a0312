"""What a new installation still needs: a list for the administrator that ticks itself."""

from flask import Blueprint, render_template

from driverapp.office.presenters.first_steps import todo
from driverapp.upkeep.first_steps import first_steps as steps_of
from driverapp.vocabulary.permissions import Permission
from driverapp.web.permissions import requires

first_steps = Blueprint("first_steps", __name__)


@first_steps.get("/office/first-steps")
@requires(Permission.MANAGE_PEOPLE)
def show() -> str:
    """Every step, what is done and what comes next."""
    return render_template("office/first_steps.html", todo=todo(steps_of()))
