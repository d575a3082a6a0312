"""Whether everything in this installation is invented: then what leaves it says so as well."""

import json
from typing import Any

from flask import current_app
from flask_babel import gettext as _

from driverapp.config import INVENTED_GROUND, Config
from driverapp.gazetteer.ground import ground
from driverapp.gazetteer.roads import LatLon


def is_invented() -> bool:
    """Whether this is a demo."""
    return _config().invented


def with_invented_roads(known: dict[str, Any]) -> dict[str, Any]:
    """The neutral ground of the map; of a demo without imported motorways with its own rough ones, which says so."""
    path = _config().driverapp_data / INVENTED_GROUND
    if known["roads"] or not is_invented() or not path.is_file():
        return known
    said = _("Autobahnen und Rastanlagen: grob gezeichnet, für die Vorführung erfunden")
    drawn: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return known | drawn | {"attribution": [*known["attribution"], said]}


def rough_roads() -> dict[str, list[LatLon]]:
    """The longest stretch of each rough motorway of a demo, by its name; elsewhere nothing."""
    drawn = with_invented_roads(ground())["roads"] if is_invented() else []
    return {road["name"]: max(road["lines"], key=len) for road in drawn if road["lines"]}


def _config() -> Config:
    config: Config = current_app.config["DRIVERAPP"]
    return config
