"""The way into the office, and its language."""

from flask import Blueprint, redirect, request, url_for
from werkzeug.wrappers import Response

from driverapp.office.navigation import navigation
from driverapp.vocabulary.languages import OFFICE_LANGUAGES
from driverapp.web.locale import COOKIE
from driverapp.web.permissions import public, signed_in
from driverapp.web.redirects import local_path

start = Blueprint("start", __name__)

LANGUAGE_KEPT_S = 365 * 24 * 3600


@start.get("/office/")
@signed_in
def show() -> Response:
    """The first page of the person's navigation: every role has one."""
    return redirect(url_for(navigation()[0].endpoint))


@start.post("/office/language")
@public
def choose_language() -> Response:
    """Keep the chosen language and stay where one was."""
    response = redirect(local_path(request.form.get("back")))
    language = request.form.get("language", "")
    if language in OFFICE_LANGUAGES:
        secure = request.is_secure
        response.set_cookie(COOKIE, language, max_age=LANGUAGE_KEPT_S, secure=secure, httponly=True, samesite="Lax")
    return response
