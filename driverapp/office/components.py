"""Every component on one page, for those who build; an installation in use has no such page."""

from flask import Blueprint, abort, current_app, render_template

from driverapp.config import Config
from driverapp.web.permissions import signed_in

components = Blueprint("components", __name__)


@components.get("/office/components")
@signed_in
def show() -> str:
    """The components with their variants; 404 outside development."""
    config: Config = current_app.config["DRIVERAPP"]
    if not config.development:
        abort(404)
    return render_template("office/components.html")
