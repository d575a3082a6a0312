"""Series hidden among the reports: the same vehicle, seen by several people who know nothing of each other."""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from driverapp.demo import words
from driverapp.demo.associations import BUSES, FORWARDERS, HIRE_CARS, LOGISTICS, REST_STOPS, TAXIS, Origin
from driverapp.demo.observations import Observation
from driverapp.demo.rhythm import last_night
from driverapp.demo.roads import REST_AREAS
from driverapp.demo.spots import Spot, at_rest_area, on_road
from driverapp.gazetteer.towns import towns
from driverapp.vocabulary.categories import Category
from driverapp.vocabulary.target_groups import TargetGroup
from driverapp.vocabulary.vehicles import Colour, VehicleKind

Origins = Mapping[TargetGroup, Sequence[Origin]]


@dataclass(frozen=True)
class Sighting:
    """One report of a series. `after`: minutes after its beginning; `late`: minutes until it arrived.

    `where`: the name of a rest area, a kilometre and direction of `road`, or a town.
    """

    after: int
    late: int
    group: TargetGroup
    association: str
    language: str
    where: str | tuple[float, str]
    plate: str | None
    colour: Colour | None
    text: str | None = None
    photo: bool = False


@dataclass(frozen=True)
class Series:
    """Reports that belong together. `nights_ago`: in which night they begin; `begins`: hours after 22:00."""

    name: str
    category: Category
    kind: VehicleKind
    road: str | None
    nights_ago: int
    begins: float
    sightings: tuple[Sighting, ...]


# Eastwards at about 90 km/h, with a quarter of an hour at each rest area.
ALONG_THE_A2 = Series(
    "a2-cargo-theft",
    Category.CARGO_THEFT,
    VehicleKind.VAN,
    "A2",
    0,
    1.2,
    (
        Sighting(
            0, 1, TargetGroup.REST_STOP, REST_STOPS, "de", "Rastanlage Erdachtbusch", "QQ-KT 04??", Colour.BLACK,
            "Dunkler Transporter fährt langsam durch die Reihen der Lkw, hält hinten an einem Auflieger.", photo=True,
        ),
        Sighting(
            46, 2, TargetGroup.TRUCK, LOGISTICS, "pl", "Rastplatz Kleinmuster", "QQ-K? ?417", Colour.BLACK,
            "Plandeka rozcięta. Ciemny bus stał tyłem do naczepy, potem odjechał.",
        ),
        Sighting(
            81, 4, TargetGroup.TAXI, TAXIS, "tr", (402.0, "Hannover"), "??-KT 0???", Colour.GREY,
            "Koyu renkli minibüs, arka kapısı yarı açık, kasalar görünüyordu.",
        ),
        Sighting(
            138, 25, TargetGroup.DISPATCH, FORWARDERS, "de", "Rastanlage Musterwiese Süd", "QQ-?T 041?", Colour.BLACK,
            "Unser Fahrer meldet: Plombe weg, dunkler Kastenwagen stand daneben.",
        ),
    ),
)  # fmt: skip

FUEL_ALONG_THE_A1 = Series(
    "a1-fuel-theft",
    Category.FUEL_THEFT,
    VehicleKind.CAR,
    "A1",
    3,
    2.5,
    (
        Sighting(0, 1, TargetGroup.TRUCK, FORWARDERS, "ro", "Rastplatz Musterheide", "QQ-YK 07?1", Colour.SILVER),
        Sighting(1445, 3, TargetGroup.TRUCK, LOGISTICS, "cs", "Rastanlage Probewald West", "QQ-Y? 0761", Colour.SILVER),
        Sighting(2890, 1, TargetGroup.REST_STOP, REST_STOPS, "de", "Rastanlage Probewald West", "?Q-YK 0?61", None),
    ),
)
FALSE_POLICE_ON_THE_A3 = Series(
    "a3-false-police",
    Category.FALSE_POLICE,
    VehicleKind.CAR,
    "A3",
    2,
    -8,
    (
        Sighting(0, 2, TargetGroup.TRUCK, LOGISTICS, "bg", (72.0, "Frankfurt"), "QQ-TY 03??", Colour.BLUE),
        Sighting(55, 1, TargetGroup.TRUCK, FORWARDERS, "lt", (101.5, "Frankfurt"), "QQ-T? 0352", Colour.BLUE),
        Sighting(130, 9, TargetGroup.BUS, BUSES, "de", (131.0, "Frankfurt"), None, Colour.BLUE),
    ),
)
OLDER_PEOPLE_IN_TOWN = Series(
    "town-fraud-older-people",
    Category.FRAUD_OLDER_PEOPLE,
    VehicleKind.CAR,
    None,
    1,
    -11,
    (
        Sighting(0, 1, TargetGroup.TAXI, HIRE_CARS, "de", "Hagen", "QQ-KY 01??", Colour.WHITE),
        Sighting(95, 4, TargetGroup.TAXI, TAXIS, "de", "Hagen", "QQ-KY ?18?", Colour.WHITE),
        Sighting(210, 2, TargetGroup.TAXI, TAXIS, "tr", "Iserlohn", "?Q-KY 018?", None),
    ),
)
HIDDEN = (ALONG_THE_A2, FUEL_ALONG_THE_A1, FALSE_POLICE_ON_THE_A3, OLDER_PEOPLE_IN_TOWN)
COUNT = sum(len(each.sightings) for each in HIDDEN)


def sightings(rng: random.Random, series: Series, origins: Origins, until: datetime) -> Iterator[Observation]:
    """The reports of a series that lies before a moment."""
    night, _ = last_night(until)
    begins = night - timedelta(days=series.nights_ago) + timedelta(hours=series.begins)
    for sighting in series.sightings:
        observed_at = begins + timedelta(minutes=sighting.after)
        captured_at = observed_at + timedelta(minutes=sighting.late)
        received_at = captured_at + timedelta(seconds=rng.randrange(2, 9))
        yield Observation(
            received_at=received_at,
            captured_at=captured_at,
            observed_at=observed_at,
            origin=_origin(sighting, origins),
            language=sighting.language,
            spot=_spot(rng, series, sighting),
            category=series.category,
            detailed_at=received_at,
            text=sighting.text or words.text(rng, sighting.language, series.category),
            vehicle=_vehicle(series, sighting),
            ongoing=False,
            accuracy_m=float(rng.randrange(5, 30)),
            age_s=float(rng.randrange(1, 9)),
            photo=sighting.photo,
        )


def _origin(sighting: Sighting, origins: Origins) -> Origin:
    """The code of the association for the group; at a rest stop that of the very site."""
    own = [each for each in origins[sighting.group] if each.association == sighting.association]
    at_site = [each for each in own if each.rest_area and each.rest_area.name == sighting.where]
    return (at_site or own)[0]


def _spot(rng: random.Random, series: Series, sighting: Sighting) -> Spot:
    if isinstance(sighting.where, tuple):
        return on_road(rng, series.road or "", *sighting.where)
    area = next((each for each in REST_AREAS if each.name == sighting.where), None)
    if area is not None:
        return at_rest_area(rng, area)
    town = next(each for each in towns() if each.name == sighting.where)
    lat, lon = (round(value + rng.gauss(0, 0.006), 5) for value in (town.lat, town.lon))
    return Spot(lat, lon, text=words.place_text(rng, sighting.group, town.name))


def _vehicle(series: Series, sighting: Sighting) -> dict[str, str]:
    vehicle: dict[str, str | None] = {"kind": series.kind, "colour": sighting.colour, "plate": sighting.plate}
    vehicle["country"] = "D" if sighting.plate else None
    return {name: value for name, value in vehicle.items() if value}
