"""A page in a language that is no longer offered leads to the same page in one that is; what is sent there is taken."""

from typing import Any

from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from driverapp.web.locale import offered_languages, wished_language
from driverapp.web.transaction import SAFE_METHODS


def leave_unoffered() -> Response | None:
    """Send somebody on who asks for such a page. For `before_request`."""
    arguments: dict[str, Any] = request.view_args or {}
    lang = arguments.get("lang")
    if request.endpoint is None or request.method not in SAFE_METHODS or lang is None or lang in offered_languages():
        return None
    address = url_for(request.endpoint, **arguments | {"lang": wished_language()})
    asked = request.query_string.decode("ascii", "ignore")
    response = redirect(f"{address}?{asked}" if asked else address, 302)
    # It may be offered again tomorrow.
    response.headers["Cache-Control"] = "no-store"
    return response
