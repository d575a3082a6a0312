"""Files of road data, recognised by what they hold: the Autobahn API, Overpass, GeoJSON."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from driverapp.gazetteer.autobahn import autobahn_points
from driverapp.gazetteer.candidate import Candidate
from driverapp.gazetteer.geojson import geojson_points
from driverapp.gazetteer.overpass import overpass_points

Read = Callable[[dict[str, Any]], Iterator[Candidate]]


class UnknownFormat(Exception):
    """The file is no JSON, or of none of the known forms; the message says which it may have."""


def read_candidates(path: Path) -> list[Candidate]:
    """All points that a file names, good or not. Raises `UnknownFormat`."""
    try:
        # Some tools begin a file with a byte order mark. What is nested without end is no road data.
        content = json.loads(path.read_text(encoding="utf-8-sig"))
        read = _reader(content)
        found = None if read is None else list(read(content))
    except (OSError, ValueError, RecursionError):
        raise UnknownFormat("The file cannot be read as JSON in UTF-8.") from None
    if found is None:
        raise UnknownFormat(
            "The file is none of: Autobahn API (parking_lorry), Overpass (elements), GeoJSON (features)."
        )
    return found


def _reader(content: object) -> Read | None:
    if not isinstance(content, dict):
        return None
    forms: dict[str, Read] = {
        "parking_lorry": autobahn_points,
        "elements": overpass_points,
        "features": geojson_points,
    }
    return next((read for name, read in forms.items() if isinstance(content.get(name), list)), None)
