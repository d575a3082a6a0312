"""The gazetteer that a phone keeps, to say where it is without network."""

from flask import Blueprint, jsonify, request
from werkzeug.wrappers import Response

from driverapp.gazetteer.pack import packed
from driverapp.web.compression import compressed
from driverapp.web.permissions import public

gazetteer = compressed(Blueprint("gazetteer", __name__))


@gazetteer.get("/api/v1/gazetteer")
@public
def kept_places() -> Response:
    """Towns and what was imported of motorways, in a small form."""
    response = jsonify(packed())
    response.headers["Cache-Control"] = "no-cache"
    response.add_etag()
    return response.make_conditional(request)
