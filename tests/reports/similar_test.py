import random
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from flask import Flask

from driverapp.reports.likeness import Why
from driverapp.reports.models import Report
from driverapp.reports.similar import MOST, THRESHOLD, NotComparable, Suggestion, prepare_search, suggest
from driverapp.reports.withdraw import withdraw
from driverapp.store.clock import now
from driverapp.store.database import db, writing
from driverapp.vocabulary.categories import Category
from driverapp.vocabulary.vehicles import Colour, VehicleKind
from tests.factories import make_owned_report, make_report

ROADS = ("A1", "A2", "A3", "A4", "A40", "A42", "A44", "A45", "A61")
LETTERS, DIGITS = "ABCDEFGHKLMNPRSTUVWXYZ", "0123456789"


def found_for(report_id: UUID) -> list[Suggestion]:
    return suggest(prepare_search(report_id))


def seen_at(ago: timedelta, **fields: Any) -> dict[str, Any]:
    """The times of a report that was observed so long ago, told a minute later."""
    at = now() - ago
    return {"observed_at": _iso(at), "captured_at": _iso(at + timedelta(minutes=1))} | fields


def _iso(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")


def noise(chance: random.Random) -> dict[str, Any]:
    """Any report of the last two days."""
    road = chance.choice(ROADS)
    plate = f"{chance.choice(LETTERS)}{chance.choice(LETTERS)} {chance.choice(LETTERS)} {chance.randint(100, 9999)}"
    vehicle = {"kind": chance.choice(list(VehicleKind)), "colour": chance.choice(list(Colour))}
    return seen_at(
        timedelta(minutes=chance.randint(1, 2880)),
        category=chance.choice(list(Category)),
        place={
            "road": road,
            "km": chance.randint(10, 450),
            "direction": chance.choice(("Hannover", "Köln", "Dortmund")),
        },
        position={"lat": chance.uniform(50.6, 52.4), "lon": chance.uniform(6.1, 9.2), "accuracy_m": 20},
        vehicle=vehicle | ({"plate": plate} if chance.random() < 0.5 else {}),
    )


def a2(minute: int, km: float, position: tuple[float, float], **vehicle: str) -> dict[str, Any]:
    """One of the four along the A 2: a white van, driving towards Hannover from half past nine hours ago."""
    return seen_at(
        timedelta(hours=9, minutes=30) - timedelta(minutes=minute),
        category="cargo_theft",
        place={"road": "A2", "km": km, "direction": "Hannover"},
        position={"lat": position[0], "lon": position[1], "accuracy_m": 15},
        vehicle={"kind": "van"} | vehicle,
    )


@pytest.fixture
def hidden(app: Flask) -> list[Report]:
    """Four reports along the A 2 among three hundred others."""
    chance = random.Random(2)  # noqa: S311 - the same noise each time
    for _ in range(300):
        make_report(**noise(chance))
    return [
        make_report(**each)
        for each in (
            a2(0, 423.5, (51.637, 7.690), plate="WND 8K21", colour="white"),
            a2(34, 385.0, (51.800, 8.230), plate="W?? 8K?1", colour="silver"),
            a2(72, 339.0, (52.030, 8.680), plate="8K2"),
            a2(110, 300.0, (52.200, 9.060), plate="WND 8???", colour="white"),
        )
    ]


def test_four_reports_along_the_a2_are_each_other_s_first_suggestions(hidden: list[Report]) -> None:
    ids = {report.id for report in hidden}
    for report in hidden:
        suggestions = found_for(report.id)
        assert {each.report.id for each in suggestions[:3]} == ids - {report.id}
        assert len(suggestions) <= MOST
        scores = [each.likeness.score for each in suggestions]
        assert scores == sorted(scores, reverse=True)
        assert scores[-1] >= THRESHOLD
    first = found_for(hidden[0].id)[0]
    whys = {reason.why for reason in first.likeness.reasons}
    assert {Why.PLATE, Why.TRAVEL, Why.CATEGORY, Why.SAME_ROAD, Why.KIND} <= whys


def test_a_suggestion_opens_nothing_of_its_report(hidden: list[Report]) -> None:
    own = hidden[0].id
    db.session.expunge_all()
    suggestion = found_for(own)[0]
    with pytest.raises(Exception, match="raiseload"):
        _ = suggestion.report.sealed


ALIKE: dict[str, Any] = {
    "category": "cargo_theft",
    "place": {"road": "A2", "km": 423.5},
    "vehicle": {"kind": "van", "plate": "WND 8K21"},
}


def test_what_is_hidden_practice_or_withdrawn_is_never_suggested(app: Flask) -> None:
    own = make_report(**ALIKE)
    make_report(**ALIKE, visible=False)
    make_report(**ALIKE, practice=True)
    withdrawn = make_owned_report(**ALIKE)
    with writing():
        withdraw(withdrawn.id, withdrawn.secret)
        db.session.commit()
    assert found_for(own.id) == []
    alike = make_report(**ALIKE)
    assert [each.report.id for each in found_for(own.id)] == [alike.id]


@pytest.mark.parametrize("fields", [{"practice": True}, {"visible": False}])
def test_nothing_is_compared_with_what_may_not_be(app: Flask, fields: dict[str, Any]) -> None:
    report = make_report(**ALIKE, **fields)
    with pytest.raises(NotComparable):
        prepare_search(report.id)


def test_another_night_at_the_same_rest_area_is_found_past_the_window_of_time(app: Flask) -> None:
    own = make_report(**ALIKE)
    before = make_report(**seen_at(timedelta(days=9), **ALIKE))
    (suggestion,) = found_for(own.id)
    assert suggestion.report.id == before.id
    assert suggestion.likeness.reasons[1].why is Why.REPEATED


def test_no_more_than_a_hundred_are_opened(app: Flask) -> None:
    own = make_report(**ALIKE)
    chance = random.Random(3)  # noqa: S311 - the same noise each time
    with writing():
        copies = [_copy(own, chance) for _ in range(450)]
        db.session.add_all(copies)
        db.session.commit()
    search = prepare_search(own.id)
    assert (len(search.candidates), search.passed_over) == (100, 100)


def _copy(report: Report, chance: random.Random) -> Report:
    values = {column.key: getattr(report, column.key) for column in Report.__table__.columns}
    at = report.received_at - timedelta(minutes=chance.randint(1, 80))
    return Report(**values | {"id": UUID(int=chance.getrandbits(128), version=4), "observed_at": at})
