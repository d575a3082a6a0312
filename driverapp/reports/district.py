"""In which district a report lies: all that is left of its place when it is erased and tells no motorway."""

from driverapp.gazetteer.districts import district_at, districts
from driverapp.gazetteer.locate import Roads
from driverapp.reports.candidates import load_sites
from driverapp.reports.models import Report
from driverapp.reports.sightings import sighting

# A position no better than this, in metres, tells no district.
VAGUE_M = 5000


def district_of(report: Report) -> str | None:
    """The key of the district in which a report lies, as far as its place is known and districts were imported."""
    if not districts():
        return None
    spot = sighting(report, Roads(), load_sites()).spot
    if spot.lat is None or spot.lon is None or (report.accuracy_m or 0) > VAGUE_M:
        return None
    found = district_at((spot.lat, spot.lon))
    return found.key if found else None
