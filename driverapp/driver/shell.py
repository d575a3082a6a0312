"""The pages that a phone keeps and opens without network."""

from flask import Blueprint, make_response, request
from werkzeug.wrappers import Response

from driverapp.driver.kept_pages import kept_page
from driverapp.driver.pages import AWAY, DETAILS, PAGES, START, render_page
from driverapp.guidance.queries import checklists as find_checklists
from driverapp.guidance.queries import notices as find_notices
from driverapp.vocabulary.target_groups import find_target_group
from driverapp.web.compression import compressed
from driverapp.web.locale import COOKIE, choose_language
from driverapp.web.permissions import public

YEAR_S = 365 * 24 * 3600

shell = compressed(Blueprint("driver", __name__))


@shell.get("/")
@public
def home() -> Response:
    """The start page in the saved language, else the browser's, else German."""
    response = _answer(kept_page(choose_language(), START))
    response.vary.update(("Cookie", "Accept-Language"))
    return response


@shell.get("/<language:lang>/")
@public
def start(lang: str) -> Response:
    """The start page in a language, which is kept for the next visit."""
    response = _answer(kept_page(lang, START))
    response.set_cookie(COOKIE, lang, max_age=YEAR_S, samesite="Lax", secure=request.is_secure)
    return response


@shell.get("/<language:lang>/checklists")
@public
def checklists(lang: str) -> Response:
    """The guidance; without script that of the group that the address names."""
    group = find_target_group(request.args.get("target_group"))
    if group is None:
        return _answer(kept_page(lang, "checklists"))
    found = {"checklists": find_checklists(lang, group), "notices": find_notices(lang, group)}
    return _answer(render_page(lang, "checklists", group=group, **found))


@shell.get(f"/<language:lang>/{DETAILS}")
@public
def details(lang: str) -> Response:
    """The screens after a tap, which a script puts into the start page."""
    return _answer(kept_page(lang, DETAILS))


@shell.get(f"/<language:lang>/{AWAY}")
@public
def away(lang: str) -> Response:
    """The neutral page for whoever has to hide the app at once."""
    return _answer(kept_page(lang, AWAY))


@shell.get(f"/<language:lang>/<any({', '.join(sorted({*PAGES} - {'checklists'}))}):page>")
@public
def page(lang: str, page: str) -> Response:
    """Any other page."""
    return _answer(kept_page(lang, page))


def _answer(content: str) -> Response:
    response = make_response(content)
    response.headers["Cache-Control"] = "no-cache"
    response.add_etag()
    return response.make_conditional(request)
