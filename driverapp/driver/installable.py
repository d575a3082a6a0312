"""What makes the pages an app on the phone: the manifest and the worker."""

import re
from typing import Any

from flask import Blueprint, Response, current_app, jsonify, make_response, render_template, request, url_for
from flask_babel import force_locale, gettext

from driverapp.config import Config
from driverapp.driver.kept_pages import kept_version
from driverapp.driver.pages import KEPT_PAGES, START
from driverapp.vocabulary.languages import SOURCE
from driverapp.web.assets import Assets
from driverapp.web.compression import compressed
from driverapp.web.locale import offered_languages
from driverapp.web.permissions import public

installable = compressed(Blueprint("installable", __name__))

CACHE_PREFIX = "driver-"
KEPT = re.compile(
    r"(driver|driver/details)/\w+\.js|vendor/idb\.js|driver/(driver|emergency|media|reports|shift|tablet)\.css"
    r"|icons/(sign|notes|pictograms)\.svg"
)


@installable.get("/manifest.webmanifest")
@public
def manifest() -> Response:
    """The manifest in a language; an enrolment code in the address goes along into the installed app."""
    wanted = request.args.get("lang", SOURCE)
    lang = wanted if wanted in offered_languages() else SOURCE
    with force_locale(lang):
        response = jsonify(_manifest(lang, request.args.get("join", "")))
    response.mimetype = "application/manifest+json"
    response.headers["Cache-Control"] = "no-cache"
    return response


def _manifest(lang: str, code: str) -> dict[str, Any]:
    start = url_for("driver.home", join=code) if code.isalnum() else url_for("driver.home")
    return {
        "id": "/",
        "name": gettext("Sicherheitspartnerschaft: 110 und Meldungen"),
        "short_name": gettext("Melden 110"),
        "description": gettext("Verdächtiges melden, 110 richtig anrufen, Checklisten. Auch ohne Netz."),
        "lang": lang,
        "start_url": start,
        "scope": "/",
        "display": "standalone",
        "orientation": "any",
        "background_color": "#0b0f13",
        "theme_color": "#c4122b",
        "categories": ["utilities"],
        "icons": [
            _icon("icons/app-192.png", "192x192", "any"),
            _icon("icons/app-512.png", "512x512", "any"),
            _icon("icons/app-maskable-192.png", "192x192", "maskable"),
            _icon("icons/app-maskable-512.png", "512x512", "maskable"),
        ],
        "shortcuts": _shortcuts(lang),
    }


def _icon(name: str, sizes: str, purpose: str) -> dict[str, str]:
    return {"src": _assets().url(name), "sizes": sizes, "type": "image/png", "purpose": purpose}


def _shortcuts(lang: str) -> list[dict[str, Any]]:
    names = {
        START: gettext("Verdächtiges melden"),
        "emergency": gettext("Wo bin ich? Was sage ich?"),
        "checklists": gettext("Checklisten"),
        "reports": gettext("Meine Meldungen"),
    }
    return [{"name": name, "url": page_url(lang, page)} for page, name in names.items()]


@installable.get("/sw.js")
@public
def worker() -> Response:
    """The worker, whose version is a hash over all that it keeps; or the one that retires it."""
    config: Config = current_app.config["DRIVERAPP"]
    template = "driver/sw_kill.js" if config.worker_kill_switch else "driver/sw.js"
    response = make_response(render_template(template, cache_prefix=CACHE_PREFIX, **_shell()))
    response.mimetype = "text/javascript"
    response.headers["Cache-Control"] = "no-cache"
    return response


def page_url(lang: str, page: str) -> str:
    """The address of a page, as the phone keeps it."""
    return f"/{lang}/" if page == START else f"/{lang}/{page}"


def _assets() -> Assets:
    assets: Assets = current_app.extensions["assets"]
    return assets


def _shell() -> dict[str, Any]:
    assets = sorted(_assets().url(name) for name in _assets().names if KEPT.fullmatch(name))
    return {
        "version": kept_version(assets),
        "assets": assets,
        "pages": {lang: [page_url(lang, page) for page in KEPT_PAGES] for lang in offered_languages()},
        "content_paths": [url_for("guidance.published"), url_for("gazetteer.kept_places")],
    }
