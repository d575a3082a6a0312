"""Files of road data and districts, recognised by what they hold: the Autobahn API, Overpass, GeoJSON."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from driverapp.gazetteer.autobahn import autobahn_points
from driverapp.gazetteer.candidate import Candidate
from driverapp.gazetteer.geojson import geojson_districts, geojson_points
from driverapp.gazetteer.outline import attribution_of
from driverapp.gazetteer.overpass import overpass_points

Read = Callable[[dict[str, Any]], Iterator[Candidate]]


class UnknownFormat(Exception):
    """The file is no JSON, or of none of the known forms; the message says which it may have."""


@dataclass(frozen=True)
class Found:
    """All that a file names, good or not: points, features that mean districts, and whom it wants named."""

    points: Sequence[Candidate]
    districts: Sequence[dict[str, Any]]
    attribution: str | None


def read_file(path: Path) -> Found:
    """What a file names. Raises `UnknownFormat`."""
    try:
        # Some tools begin a file with a byte order mark. What is nested without end is no road data.
        content = json.loads(path.read_text(encoding="utf-8-sig"))
        read = _reader(content)
        points = None if read is None else list(read(content))
    except (OSError, ValueError, RecursionError):
        raise UnknownFormat("The file cannot be read as JSON in UTF-8.") from None
    if points is None:
        raise UnknownFormat(
            "The file is none of: Autobahn API (parking_lorry), Overpass (elements), GeoJSON (features)."
        )
    return Found(points, geojson_districts(content), attribution_of(content))


def _reader(content: object) -> Read | None:
    if not isinstance(content, dict):
        return None
    forms: dict[str, Read] = {
        "parking_lorry": autobahn_points,
        "elements": overpass_points,
        "features": geojson_points,
    }
    return next((read for name, read in forms.items() if isinstance(content.get(name), list)), None)
