"""An item of guidance on paper: A4, or an A6 card for the sun visor, with the way back to the app."""

import segno
from flask import Blueprint, Response, abort, current_app, make_response, request
from werkzeug.wrappers import Response as Answer

from driverapp.config import Config
from driverapp.driver.pages import render_page
from driverapp.guidance.queries import Reading, find_reading
from driverapp.vocabulary.guidance import EVERY_GROUP
from driverapp.web.compression import compressed
from driverapp.web.permissions import public

print_page = compressed(Blueprint("print_page", __name__))

PAPERS = ("a4", "a6")


@print_page.get("/<language:lang>/print/<slug>")
@public
def sheet(lang: str, slug: str) -> Answer:
    """An item that readers get, on a sheet of the paper that the address names."""
    item = find_reading(lang, slug)
    if item is None:
        abort(404)
    wanted = request.args.get("format")
    path = _path(lang, item)
    config: Config = current_app.config["DRIVERAPP"]
    address = config.base_url.rstrip("/") + path
    values = {"page_path": path, "address": address, "picture": _picture(address)}
    paper = wanted if wanted in PAPERS else PAPERS[0]
    response: Response = make_response(render_page(lang, "print", item=item, paper=paper, **values))
    response.headers["Cache-Control"] = "no-cache"
    response.add_etag()
    return response.make_conditional(request)


def _path(lang: str, item: Reading) -> str:
    group = "" if item.target_group == EVERY_GROUP else f"?target_group={item.target_group}"
    return f"/{lang}/checklists{group}#{item.slug}"


def _picture(address: str) -> str:
    """The QR code, dark on light: cameras want it so."""
    return segno.make(address, error="m").svg_data_uri(scale=4, border=2, dark="#10161d", light="#ffffff")
