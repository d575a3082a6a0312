import random

from driverapp.demo import words
from driverapp.demo.guidance import NOTICES
from driverapp.demo.roads import REST_AREAS, TRAFFIC, position, somewhere
from driverapp.gazetteer.towns import towns
from driverapp.guidance.check import check_content
from driverapp.vocabulary.categories import Category
from driverapp.vocabulary.languages import DRIVER_LANGUAGES
from driverapp.vocabulary.target_groups import TargetGroup


def test_every_language_of_the_phone_has_a_text_for_every_category() -> None:
    rng = random.Random(1)
    for code in DRIVER_LANGUAGES:
        assert all(words.text(rng, code, category) for category in (None, *Category))
    spoken = {words.language(rng, group) for group in TargetGroup for _ in range(2000)}
    assert spoken == set(DRIVER_LANGUAGES)


def test_the_invented_notices_are_there_in_every_language() -> None:
    assert check_content(NOTICES, DRIVER_LANGUAGES) == []


def test_every_place_lies_near_a_town_of_the_state() -> None:
    rng = random.Random(1)
    places = [position(area.road, area.km) for area in REST_AREAS]
    places += [position(road, km) for road, km, _ in (somewhere(rng) for _ in range(500))]
    near = [town for town in towns() if not town.far]
    for lat, lon in places:
        # A quarter of a degree of longitude, a sixth of latitude: less than 20 km.
        assert any(abs(town.lat - lat) < 1 / 6 and abs(town.lon - lon) < 1 / 4 for town in near)


def test_the_motorways_are_those_of_the_state() -> None:
    assert set(TRAFFIC) == {"A1", "A2", "A3", "A4", "A40", "A42", "A44", "A45", "A46", "A57", "A59", "A61"}
    assert {area.road for area in REST_AREAS} == set(TRAFFIC)
