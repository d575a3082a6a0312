"""Invented associations with their sites and codes, and from where reports come.

The telephone numbers are of the block that the Federal Network Agency keeps for films and books: (0)221 4710.
"""

import random
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from driverapp.associations.add import add_association
from driverapp.associations.enrol import add_enrolment
from driverapp.associations.models import Association, Site
from driverapp.associations.sites import set_site, site_for
from driverapp.associations.staff import SMALLEST_GROUP
from driverapp.demo.roads import REST_AREAS, RestArea
from driverapp.vocabulary.target_groups import TargetGroup

MARK = "(erfunden)"
LOGISTICS, FORWARDERS = "muster-logistik", "beispiel-spedition"
TAXIS, HIRE_CARS = "taxi-musterrevier", "mietwagen-probe"
BUSES, REST_STOPS = "busverband-musterland", "rast-und-tank-beispiel"
# Of a hundred reports so many come from a phone without a code.
WITHOUT_CODE = 14


@dataclass(frozen=True)
class Origin:
    """From where a report comes, as its enrolment says; all empty for a phone without a code.

    `association` and `site` are slugs; `rest_area`: where the site lies, if it is one.
    """

    target_group: TargetGroup
    association: str | None = None
    association_id: int | None = None
    site_id: int | None = None
    enrolment_id: int | None = None
    site: str | None = None
    rest_area: RestArea | None = None


@dataclass(frozen=True)
class Member:
    """An association as it is made. `sites`: names of places beside the rest areas, by slug."""

    slug: str
    name: str
    staff: int
    groups: tuple[TargetGroup, ...]
    sites: tuple[tuple[str, str], ...] = ()


MEMBERS = (
    Member(LOGISTICS, "Verband Muster-Logistik", 61400, (TargetGroup.TRUCK, TargetGroup.DISPATCH)),
    Member(FORWARDERS, "Bund Beispiel-Spedition", 44800, (TargetGroup.TRUCK, TargetGroup.DISPATCH)),
    Member(
        TAXIS,
        "Taxi-Ring Musterrevier",
        18900,
        (TargetGroup.TAXI,),
        (("taxistand-musterplatz", "Taxistand Musterplatz"), ("taxizentrale-probe", "Taxizentrale Probe")),
    ),
    Member(HIRE_CARS, "Mietwagenverband Probe", 8700, (TargetGroup.TAXI,)),
    Member(
        BUSES,
        "Busverband Musterland",
        16200,
        (TargetGroup.BUS,),
        (("betriebshof-probe", "Betriebshof Probe"), ("betriebshof-beispiel", "Betriebshof Beispiel")),
    ),
    Member(REST_STOPS, "Rast und Tank Beispiel", 4300, (TargetGroup.REST_STOP,)),
    # Too small for a code of its own: its reports stay unattributed.
    Member("kleinverband-probe", "Kleinverband Probe", 8, (TargetGroup.BUS,)),
)


def add_associations(session: Session) -> dict[TargetGroup, list[Origin]]:
    """Make associations, sites and codes; from where reports of each group come, all equally likely."""
    origins: dict[TargetGroup, list[Origin]] = {group: [] for group in TargetGroup}
    for member in MEMBERS:
        association = add_association(session, member.slug, f"{member.name} {MARK}", member.staff)
        if member.staff >= SMALLEST_GROUP:
            for origin in _origins(session, association, member):
                origins[origin.target_group].append(origin)
    return origins


def come_from(rng: random.Random, group: TargetGroup, origins: dict[TargetGroup, list[Origin]]) -> Origin:
    """From where one report of a group comes."""
    if rng.randrange(100) < WITHOUT_CODE:
        return Origin(group)
    return rng.choice(origins[group])


def slug_of(area: RestArea) -> str:
    """The slug of the site at a rest area."""
    letters = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", " ": "-"})
    return area.name.lower().translate(letters)


def _origins(session: Session, association: Association, member: Member) -> list[Origin]:
    found = []
    for group in member.groups:
        if group is TargetGroup.REST_STOP:
            found += [_rest_stop(session, association, number, area) for number, area in enumerate(_serviced())]
            continue
        found.append(_enrolled(session, association, group, None))
        found += [_enrolled(session, association, group, _site(session, association, *each)) for each in member.sites]
    return found


def _serviced() -> list[RestArea]:
    return [area for area in REST_AREAS if area.name.startswith("Rastanlage")]


def _rest_stop(session: Session, association: Association, number: int, area: RestArea) -> Origin:
    site = _site(session, association, slug_of(area), area.name)
    fields: dict[str, str | float] = {
        "phone": f"+49 221 4710 {110 + number}",
        "address": f"An der Musterrast {number + 1}, 00000 Erdachthausen",
        "side": "Nordseite" if number % 2 else "Südseite",
        "road": area.road,
        "direction": area.direction,
        "km": area.km,
        "video_hours": 48 + 24 * (number % 3),
    }
    set_site(session, site, fields)
    return replace(_enrolled(session, association, TargetGroup.REST_STOP, site), rest_area=area)


def _site(session: Session, association: Association, slug: str, name: str) -> Site:
    site, _ = site_for(session, association, slug)
    set_site(session, site, {"name": f"{name} {MARK}"})
    return site


def _enrolled(session: Session, association: Association, group: TargetGroup, site: Site | None) -> Origin:
    enrolment = add_enrolment(session, association, group, site)
    return Origin(
        target_group=group,
        association=association.slug,
        association_id=association.id,
        site_id=site.id if site else None,
        enrolment_id=enrolment.id,
        site=site.slug if site else None,
    )
