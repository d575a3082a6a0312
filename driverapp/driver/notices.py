"""The notices for other systems, in the Common Alerting Protocol."""

from urllib.parse import urlsplit

from flask import Blueprint, current_app, make_response, request
from werkzeug.wrappers import Response

from driverapp.config import Config
from driverapp.guidance.cap import cap_document
from driverapp.guidance.queries import notices_changed_at, notices_in_force
from driverapp.policy.settings_versions import current_settings
from driverapp.web.compression import compressed
from driverapp.web.permissions import public

notices = compressed(Blueprint("notices", __name__))


@notices.get("/guidance/notices.cap.xml")
@public
def alert() -> Response:
    """What is published of notices, in every language that they have."""
    config: Config = current_app.config["DRIVERAPP"]
    home = config.base_url.rstrip("/")
    host = urlsplit(home).hostname or "driverapp"
    name = current_settings().operator_name
    response = make_response(
        cap_document(notices_in_force(), notices_changed_at(), sender=host, sender_name=name, home=home)
    )
    response.mimetype = "application/cap+xml"
    response.headers["Cache-Control"] = "no-cache"
    response.add_etag()
    return response.make_conditional(request)
