"""Which reports are worth a comparison: by place, time and category, in the open columns and by their indexes."""

import math
from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, case, or_, select

from driverapp.associations.models import Site
from driverapp.reports.models import Report
from driverapp.reports.sightings import COLUMNS, Sighting
from driverapp.store.clock import now
from driverapp.store.database import db
from driverapp.vocabulary.states import State

# On each side of the observation, at most so many.
MOST_NEAR_IN_TIME = 200
MOST_AT_PLACE = 100
WINDOW = timedelta(hours=24)
# Whatever it was about, and wherever.
AT_ONCE = timedelta(hours=2)
AROUND_KM, AT_PLACE_KM = 40.0, 2.0
KM_PER_DEGREE = 111.32


def comparable() -> list[ColumnElement[bool]]:
    """What may be compared at all: visible, real, neither withdrawn nor erased."""
    return [
        Report.visible_at <= now(),
        # Written so that SQLite looks by place, time or id, not by its indexes of the inbox and of what was erased.
        case((or_(Report.practice, Report.erased_at.is_not(None)), 1), else_=0) == 0,
        Report.state != State.WITHDRAWN,
        Report.observed_at.is_not(None),
    ]


def find_candidates(of: Sighting) -> list[Row[Any]]:
    """The rows of `COLUMNS` worth a comparison with an observation, without content."""
    return list({row.id: row for query in _queries(of) for row in db.session.execute(query)}.values())


def load_sites() -> Mapping[str, tuple[str | None, float | None]]:
    """Road and kilometre of the known sites, by their slugs."""
    query = select(Site.slug, Site.road, Site.km).where(Site.road.is_not(None))
    return {slug: (road, km) for slug, road, km in db.session.execute(query)}


def _queries(of: Sighting) -> Iterator[Any]:
    at, query = of.observed_at, select(*COLUMNS).where(*comparable(), Report.id != of.id)
    likely = or_(Report.observed_at.between(at - AT_ONCE, at + AT_ONCE), *_related(of))
    before = query.where(Report.observed_at.between(at - WINDOW, at), likely)
    after = query.where(Report.observed_at.between(at, at + WINDOW), likely)
    yield before.order_by(Report.observed_at.desc()).limit(MOST_NEAR_IN_TIME)
    yield after.order_by(Report.observed_at).limit(MOST_NEAR_IN_TIME)
    for place in _at_place(of):
        yield query.where(place).order_by(Report.observed_at.desc()).limit(MOST_AT_PLACE)


def _related(of: Sighting) -> Iterator[ColumnElement[bool]]:
    if of.category is not None:
        yield Report.category == of.category
    if of.spot.road is not None:
        yield Report.road == of.spot.road
    if of.spot.lat is not None and of.spot.lon is not None:
        yield _around(of.spot.lat, of.spot.lon, AROUND_KM)


def _at_place(of: Sighting) -> Iterator[ColumnElement[bool]]:
    spot = of.spot
    if spot.site is not None:
        yield Report.place_site == spot.site
    if spot.road is not None and spot.km is not None:
        yield and_(Report.road == spot.road, Report.km.between(spot.km - AT_PLACE_KM, spot.km + AT_PLACE_KM))
    if spot.lat is not None and spot.lon is not None:
        yield _around(spot.lat, spot.lon, AT_PLACE_KM)


def _around(lat: float, lon: float, km: float) -> ColumnElement[bool]:
    high = km / KM_PER_DEGREE
    wide = high / max(math.cos(math.radians(lat)), 0.01)
    return and_(Report.lat.between(lat - high, lat + high), Report.lon.between(lon - wide, lon + wide))
