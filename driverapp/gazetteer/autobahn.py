"""Rest areas from the Autobahn API: `/{road}/services/parking_lorry`."""

from collections.abc import Iterator
from typing import Any

from driverapp.gazetteer.candidate import Candidate
from driverapp.gazetteer.models import PointKind

SOURCE = "autobahn"


def autobahn_points(content: dict[str, Any]) -> Iterator[Candidate]:
    """The title is "A2 | Name", the subtitle names the direction."""
    for entry in content["parking_lorry"]:
        if not isinstance(entry, dict):
            continue
        road, _, name = str(entry.get("title", "")).partition("|")
        coordinate = entry.get("coordinate")
        place = coordinate if isinstance(coordinate, dict) else {}
        yield Candidate(
            key=f"{SOURCE}/{entry.get('identifier', '')}",
            source=SOURCE,
            kind=PointKind.REST_AREA,
            road=road,
            lat=place.get("lat"),
            lon=place.get("long", place.get("lon")),
            name=name,
            direction=str(entry.get("subtitle", "")),
        )
