"""Where something was observed and where the phone was: as points, and in words for whoever cannot use a map."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask_babel import format_decimal
from flask_babel import gettext as _

from driverapp.associations.models import Site
from driverapp.gazetteer.near import near
from driverapp.gazetteer.roads import LatLon, Road
from driverapp.office.presenters import words
from driverapp.reports.models import Report


@dataclass(frozen=True)
class Where:
    """The places of a report, as far as they are known. `named`: the observed one in words; `phone`: of the tap."""

    named: str | None
    observed: LatLon | None
    phone: LatLon | None

    @property
    def shown(self) -> LatLon | None:
        """Where it stands on a map: where something was observed, else where the phone was."""
        return self.observed or self.phone


@dataclass(frozen=True)
class Spot:
    """A place in words: its name, what lies near, its coordinates, and how exact they are."""

    name: str | None
    near: str | None
    coordinates: str | None
    accuracy: str | None


@dataclass(frozen=True)
class Told:
    """Both places of a report in words; nothing for one that is not known."""

    observed: Spot | None
    phone: Spot | None


def where(report: Report, sites: Mapping[str, Site], roads: Mapping[str, Road]) -> Where:
    """The places of a report; `sites` by their slugs, `roads` by their names."""
    site = sites.get(report.place_site or "")
    named = words.road({"road": report.road, "km": report.km}) or (site.name if site else None)
    observed = _along(roads, report.road, report.km)
    if observed is None and site and report.road in (None, site.road):
        observed = _along(roads, site.road, site.km)
    phone = (report.lat, report.lon) if report.lat is not None and report.lon is not None else None
    return Where(named, observed, phone)


def told(report: Report, place: Where) -> Told:
    """The places of a report in words."""
    observed = phone = None
    if place.named or place.observed:
        found = place.observed
        accuracy = _("aus Straße und Kilometer") if found else _("auf der Karte nicht zu finden")
        observed = Spot(place.named, nearby(found), _coordinates(found), accuracy)
    if place.phone:
        accuracy = words.precision(report.accuracy_m, report.age_s)
        phone = Spot(beside(place.phone), nearby(place.phone), _coordinates(place.phone), accuracy)
    return Told(observed, phone)


def _along(roads: Mapping[str, Road], road: str | None, km: float | None) -> LatLon | None:
    known = roads.get(road or "")
    return known.at(km) if known and km is not None else None


def _coordinates(place: LatLon | None) -> str | None:
    return words.coordinates(*place) if place else None


def beside(place: LatLon) -> str | None:
    """The kilometre of a motorway at a place, if one passes there."""
    found = near(place)
    if found.road is None or found.km is None:
        return None
    return _("bei %(place)s", place=words.road({"road": found.road, "km": round(found.km)}))


def nearby(place: LatLon | None) -> str | None:
    """The rest area and the town near a place."""
    if place is None:
        return None
    found = near(place)
    return " · ".join(filter(None, (found.rest_area, _town(found.town, found.town_km)))) or None


def _town(name: str | None, km: float) -> str | None:
    if name is None:
        return None
    if km < 1:
        return name
    return _("%(km)s km von %(town)s", km=format_decimal(round(km)), town=name).replace(
        " km", "\N{NO-BREAK SPACE}km", 1
    )
