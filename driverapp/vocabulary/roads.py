"""Names of roads: all else that is written for a road is free text, and free text is sealed."""

import re

# Autobahn, Bundesstraße, Landesstraße, Kreisstraße; a number plate has other letters or a second group of them.
ROAD = re.compile(r"([ABLK])\s?([0-9]{1,4})([a-z]?)", re.IGNORECASE)


def road_name(written: str | None) -> str | None:
    """The name of a road in its one form (`A2`, `B3a`), or none if something else was written."""
    found = ROAD.fullmatch((written or "").strip())
    return f"{found[1].upper()}{found[2]}{found[3].lower()}" if found else None
