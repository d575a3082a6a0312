"""The demo's motorways for the office's map: lines as rough as the places of its reports.

They lie in a file of their own and never in the gazetteer, from which a phone says where it is: there an invented
kilometre could send somebody to the wrong place.
"""

import json
from pathlib import Path

from driverapp.config import INVENTED_GROUND
from driverapp.demo.roads import REST_AREAS, TRAFFIC, course, position


def write_ground(folder: Path) -> None:
    """Write what the map draws where no motorways were imported, into a data folder."""
    ground = {
        "roads": [{"name": road, "lines": [course(road)]} for road in TRAFFIC],
        "rest_areas": [[area.name, *position(area.road, area.km)] for area in REST_AREAS],
    }
    (folder / INVENTED_GROUND).write_text(json.dumps(ground, ensure_ascii=False), encoding="utf-8")
