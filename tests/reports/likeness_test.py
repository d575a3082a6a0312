from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from driverapp.reports.likeness import Likeness, Reason, Why, compare
from driverapp.reports.sightings import Sighting, opened
from driverapp.reports.spots import Spot

# 22:15 in Berlin, a Sunday.
NIGHT = datetime(2026, 11, 22, 21, 15, tzinfo=UTC)
# On the A 2 between Gütersloh and Bielefeld, where it leads north-east; 38 km lie between the two.
WEST, EAST = Spot("A2", 377.0, lat=51.837, lon=8.330), Spot("A2", 339.0, lat=52.030, lon=8.680)


def seen(spot: Spot, minutes: float = 0, facts: dict[str, str] | None = None, **more: str) -> Sighting:
    return Sighting(uuid4(), NIGHT + timedelta(minutes=minutes), spot, **(facts or {}) | more)


def reason(likeness: Likeness | None, why: Why) -> Reason | None:
    assert likeness is not None
    return next((each for each in likeness.reasons if each.why is why), None)


def test_a_way_that_a_vehicle_can_drive_is_a_reason_with_its_speed() -> None:
    found = reason(compare(seen(WEST), seen(EAST, 31)), Why.TRAVEL)
    assert found is not None
    assert (found.values["km"], found.values["minutes"], found.values["kmh"]) == (38, 31, 74)


def test_what_no_vehicle_drives_is_no_suggestion_however_alike_all_else_is() -> None:
    alike = {"category": "cargo_theft", "kind": "van", "colour": "white", "plate": "WND 8K21"}
    assert compare(seen(WEST, 0, alike), seen(EAST, 10, alike)) is None
    assert compare(seen(WEST, 0, alike), seen(EAST, 25, alike)) is not None


def test_a_lorry_is_slower_than_a_car() -> None:
    # 38 km in 17 minutes, and three for the rounding of times: 111 km/h at least.
    assert compare(seen(WEST, kind="van"), seen(EAST, 17)) is not None
    assert compare(seen(WEST, kind="articulated_lorry"), seen(EAST, 17)) is None


def test_a_vague_position_gives_room_and_is_no_strong_reason() -> None:
    far = Spot(lat=51.837, lon=8.330, slack_km=9.0)
    likeness = compare(seen(far), seen(Spot(lat=52.030, lon=8.680), 9))
    found = reason(likeness, Why.TRAVEL)
    assert found is not None
    assert (found.values["kmh"], found.points) == (None, 4)
    vague = Spot(lat=51.837, lon=8.330, slack_km=60.0)
    assert reason(compare(seen(vague), seen(Spot(lat=52.030, lon=8.680), 9)), Why.TRAVEL) is None


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        ("Parkplatz, weg Richtung Oberhausen", "Oberhausen"),
        ("weg: zu Fuß in den Wald", "zu Fuß in den Wald"),
        ("Die Plane war weg: Parkplatz", "Hannover"),
        (None, "Hannover"),
    ],
)
def test_where_it_went_counts_before_the_side_of_the_road(text: str | None, direction: str) -> None:
    assert opened(seen(WEST), {"place_text": text, "direction": "Hannover"}).direction == direction


@pytest.mark.parametrize(("towards", "onward"), [("Hannover", True), ("Oberhausen", False), ("Nirgendwo", None)])
def test_the_direction_on_the_sign_counts_from_the_earlier_place(towards: str, onward: bool | None) -> None:
    first, then = seen(WEST, direction=towards), seen(EAST, 31)
    found = reason(compare(first, then), Why.TRAVEL)
    assert found == reason(compare(then, first), Why.TRAVEL)
    plain = reason(compare(seen(WEST), then), Why.TRAVEL)
    assert found is not None
    assert plain is not None
    assert found.values["onward"] is onward
    assert (found.points > plain.points) is (onward is True)
    assert (found.points < plain.points) is (onward is False)


def test_the_same_rest_area_counts_again_in_another_night() -> None:
    together = reason(compare(seen(WEST), seen(WEST, 20)), Why.TOGETHER)
    repeated = reason(compare(seen(WEST), seen(WEST, 3 * 24 * 60 + 40)), Why.REPEATED)
    long_ago = reason(compare(seen(WEST), seen(WEST, 60 * 24 * 60)), Why.REPEATED)
    assert together is not None
    assert repeated is not None
    assert long_ago is not None
    assert repeated.values == {"days": 3, "same_hour": True}
    assert together.points > repeated.points > long_ago.points > 0


def test_very_long_apart_and_elsewhere_place_and_time_say_nothing() -> None:
    likeness = compare(seen(WEST), seen(EAST, 5 * 24 * 60))
    assert likeness is not None
    assert likeness.reasons == []


def test_a_sign_that_contradicts_takes_the_plate_away_and_lowers() -> None:
    facts = {"category": "cargo_theft", "kind": "van"}
    fits = compare(seen(WEST, plate="WND 8K21", facts=facts), seen(WEST, 5, plate="WND 8K??", facts=facts))
    none = compare(seen(WEST, facts=facts), seen(WEST, 5, facts=facts))
    differs = compare(seen(WEST, plate="WND 8K21", facts=facts), seen(WEST, 5, plate="WND 8X??", facts=facts))
    assert fits is not None
    assert none is not None
    assert differs is not None
    assert reason(differs, Why.PLATE) is None
    assert fits.score > none.score > differs.score


def test_a_colour_at_night_is_taken_for_its_neighbour() -> None:
    points = {
        colour: sum(each.points for each in likeness.reasons)
        for colour in ("silver", "grey", "red")
        if (likeness := compare(seen(WEST, colour="silver"), seen(EAST, 5 * 24 * 60, colour=colour)))
    }
    assert points["silver"] > points["grey"] > 0 > points["red"]


def test_the_score_is_the_sum_of_its_reasons_and_ends_at_a_hundred() -> None:
    facts = {"category": "cargo_theft", "kind": "van", "colour": "white", "plate": "WND 8K21"}
    best = compare(seen(WEST, facts=facts), seen(WEST, 5, facts=facts))
    worst = compare(seen(WEST, plate="ABC"), seen(EAST, 5 * 24 * 60, plate="XYZ"))
    assert best is not None
    assert worst is not None
    assert (best.score, worst.score) == (100, 0)
    half = compare(seen(WEST, category="cargo_theft"), seen(WEST, 5, category="cargo_theft"))
    assert half is not None
    assert half.score == sum(each.points for each in half.reasons) == 42
