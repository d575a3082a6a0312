"""The page of a series and their list in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from flask_babel import gettext as _

from driverapp.gazetteer.locate import Roads
from driverapp.office.presenters import words
from driverapp.office.presenters.plates import Sign, aligned
from driverapp.office.presenters.rows import Chip, chips
from driverapp.office.presenters.series_map import Drawing, Place, draw
from driverapp.office.presenters.series_roads import lines
from driverapp.office.presenters.similar import ReasonLine, reason_lines
from driverapp.office.presenters.times import Moment, clock, duration
from driverapp.reports.models import Report
from driverapp.reports.observers import independent_observers
from driverapp.reports.series_models import Series
from driverapp.reports.series_queries import Listed, Membership
from driverapp.reports.sightings import Sighting, opened, sighting
from driverapp.reports.travel import Impossible, meeting

# How exact a place is that the gazetteer gives for a kilometre.
POST_M = 500.0


@dataclass(frozen=True)
class MemberLine:
    """A report in the timeline of its series. `since`: the way and the time from the one before, in words."""

    id: str
    title: str
    place: str
    observed: Moment | None
    vehicle: str
    chips: Sequence[Chip]
    linked_by: str
    linked_at: Moment
    reasons: Sequence[ReasonLine]
    number: int = 0
    plate: Sequence[Sign] = ()
    since: str = ""
    on_map: bool = False


@dataclass(frozen=True)
class SeriesPage:
    """Everything that the page of a series shows, but its history. `observers`: at least so many people."""

    title: str
    name: str
    members: Sequence[MemberLine]
    plates: bool
    observers: int
    span: str
    first: Moment | None
    last: Moment | None
    drawing: Drawing | None


@dataclass(frozen=True)
class ListedLine:
    """A series in the list."""

    id: int
    title: str
    count: int
    what: str
    roads: str
    first: Moment | None
    last: Moment | None


@dataclass(frozen=True)
class Ground:
    """What is known of places: the motorways, and of sites by their slugs road and kilometre, and the name.

    `rough`: lines of motorways that no gazetteer knows, by their names.
    """

    roads: Roads
    sites: Mapping[str, tuple[str | None, float | None]]
    names: Mapping[str, str]
    rough: Mapping[str, Sequence[tuple[float, float]]]


def series_title(series: Series) -> str:
    """The name of a series, or its number."""
    return series.name or _("Serie %(number)s", number=series.id)


def listed_line(found: Listed) -> ListedLine:
    """A series in the list; of its members only what stands in the open."""
    return ListedLine(
        id=found.series.id,
        title=series_title(found.series),
        count=found.count,
        what=", ".join(filter(None, (words.category(each) for each in found.categories))),
        roads=", ".join(filter(None, (words.road({"road": road}) for road in found.roads))),
        first=clock(found.first) if found.first else None,
        last=clock(found.last) if found.last else None,
    )


def series_page(series: Series, found: Sequence[Membership], ground: Ground) -> SeriesPage:
    """The page of a series: its members by the time of observation."""
    reports = [each.report for each in found]
    sightings = [_sighting(report, ground) for report in reports]
    places = [_place(nth, *pair, ground.roads) for nth, pair in enumerate(zip(reports, sightings, strict=True), 1)]
    plates = aligned([each.plate if each else None for each in sightings])
    members = [
        replace(
            _member(each, ground),
            number=number,
            plate=plates[number - 1],
            since=_since(sightings[max(number - 2, 0) : number]),
            on_map=places[number - 1] is not None,
        )
        for number, each in enumerate(found, 1)
    ]
    times = [report.observed_at for report in reports if report.observed_at]
    drawn = [place for place in places if place is not None]
    return SeriesPage(
        title=series_title(series),
        name=series.name or "",
        members=members,
        plates=any(plates),
        observers=independent_observers(reports),
        span=_span(times),
        first=clock(times[0]) if times else None,
        last=clock(times[-1]) if times else None,
        drawing=draw(drawn, lines(sightings, ground.roads, ground.rough)),
    )


def _sighting(report: Report, ground: Ground) -> Sighting | None:
    return opened(sighting(report, ground.roads, ground.sites), report.sealed) if report.observed_at else None


def _place(number: int, report: Report, seen: Sighting | None, roads: Roads) -> Place | None:
    if seen is None:
        return None
    located = roads.locate(seen.spot.road, seen.spot.km)
    if located is not None:
        return Place(number, *located, accuracy_m=POST_M)
    if seen.spot.lat is None or seen.spot.lon is None:
        return None
    return Place(number, seen.spot.lat, seen.spot.lon, report.accuracy_m or 0.0)


def _member(found: Membership, ground: Ground) -> MemberLine:
    report, member = found.report, found.member
    kept: dict[str, Any] = member.reason or {}
    return MemberLine(
        id=str(report.id),
        title=words.title(report),
        place=_where(report, ground.names),
        observed=clock(report.observed_at) if report.observed_at else None,
        vehicle=_vehicle(report),
        chips=chips(report),
        linked_by=found.linked_by,
        linked_at=clock(member.linked_at),
        reasons=reason_lines(kept.get("reasons", [])),
    )


def _where(report: Report, names: Mapping[str, str]) -> str:
    sealed: dict[str, Any] = report.sealed or {}
    road = report.road or sealed.get("road")
    along = words.road({"road": road, "km": report.km, "direction": sealed.get("direction")})
    site, text = names.get(report.place_site or ""), words.place_text(sealed.get("place_text"))
    known = ", ".join(filter(None, (along, site))) or text
    return known or (_("nur Ort des Telefons") if report.lat is not None else _("Ort unbekannt"))


def _vehicle(report: Report) -> str:
    fields = dict((report.sealed or {}).get("vehicle") or {})
    fields.pop("plate", None)
    return words.vehicle(fields) or ""


def _since(pair: Sequence[Sighting | None]) -> str:
    if len(pair) < 2 or pair[0] is None or pair[1] is None:  # noqa: PLR2004 - the one before and this one
        return ""
    between = duration(pair[1].observed_at - pair[0].observed_at)
    try:
        met = meeting(pair[0], pair[1])
    except Impossible:
        return _("%(time)s danach, zu weit für ein Fahrzeug", time=between)
    if met.near:
        return _("%(time)s danach, am selben Ort", time=between)
    if met.km is None or met.kmh is None:
        return _("%(time)s danach", time=between)
    return _("%(time)s und %(km)s km danach, das sind %(kmh)s km/h", time=between, km=met.km, kmh=met.kmh)


def _span(times: Sequence[datetime]) -> str:
    return duration(times[-1] - times[0]) if len(times) > 1 else ""
