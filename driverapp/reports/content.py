"""How the fields of a payload become columns of a report, and what a report is worth."""

from collections.abc import Collection
from typing import Any, TypeVar, cast

from driverapp.associations.attribute import knows_site
from driverapp.policy.intake import COARSE_M, IntakeRules, coarse_position
from driverapp.reports.payload import Details, Place, Position, Vehicle
from driverapp.vocabulary.roads import road_name

Kept = TypeVar("Kept", bound=Details)

PLAIN = ("category", "target_group", "ongoing", "language", "app_version", "observed_at")


def permitted(payload: Kept, rules: IntakeRules) -> tuple[Kept, list[str]]:
    """The payload as far as the operator's rules let it be kept, and pointers to what they drop.

    A position that may not be kept exactly is rounded to a kilometre, which drops nothing.
    """
    values = {name: getattr(payload, name) for name in payload.model_fields_set}
    dropped = [name for name in ("text", "vehicle") if not getattr(rules, name) and values.get(name) is not None]
    for name in dropped:
        del values[name]
    ignored = [f"/{name}" for name in dropped]
    position, place = values.get("position"), values.get("place")
    if position is not None and not rules.exact_position:
        values["position"] = coarse(position)
    if place is not None and place.site is not None and not knows_site(place.site):
        values["place"] = place.model_copy(update={"site": None})
        ignored.append("/place/site")
    return cast("Kept", type(payload).model_construct(**values)), ignored


def plain_columns(details: Details, names: Collection[str]) -> dict[str, Any]:
    """The columns in the open of the named fields."""
    columns = {name: getattr(details, name) for name in PLAIN if name in names}
    if "position" in names:
        columns |= (details.position or Position.model_construct(lat=None, lon=None)).model_dump()  # type: ignore[arg-type]
    if "place" in names:
        place = details.place or Place()
        columns |= {"road": road_name(place.road), "km": place.km, "place_site": place.site}
    return columns


def sealed_content(details: Details, names: Collection[str], before: dict[str, Any] | None) -> dict[str, Any] | None:
    """What nobody may read in the store: the named fields over what was said before; empty as `None`."""
    content = dict(before or {})
    if "text" in names:
        content["text"] = details.text
    if "vehicle" in names:
        content["vehicle"] = (details.vehicle or Vehicle()).model_dump(exclude_none=True)
    if "place" in names:
        place = details.place or Place()
        road = None if road_name(place.road) else place.road
        content |= {"place_text": place.text, "road": road, "direction": place.direction}
    return {name: value for name, value in content.items() if value} or None


def is_usable(category: str | None, sealed: dict[str, Any] | None) -> bool:
    """Whether the balance counts a report: with a category, a text or a vehicle it is more than a mere tap."""
    return category is not None or bool(sealed and (sealed.get("text") or sealed.get("vehicle")))


def coarse(position: Position) -> Position:
    """A position rounded to a kilometre, and its accuracy with it."""
    lat, lon = coarse_position(position.lat, position.lon)
    accuracy = max(position.accuracy_m or 0.0, COARSE_M)
    return position.model_copy(update={"lat": lat, "lon": lon, "accuracy_m": accuracy})
