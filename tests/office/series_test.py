import re
from collections.abc import Callable
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select

from driverapp.gazetteer.models import RoadPoint
from driverapp.reports.models import Report
from driverapp.reports.reads import unread_of
from driverapp.reports.series_link import link, standing
from driverapp.reports.series_models import Series
from driverapp.reports.series_steps import members_of
from driverapp.store.database import db, writing
from driverapp.trust.audit import AuditEntry
from driverapp.vocabulary.permissions import Role
from tests.clients import Client
from tests.factories import make_report
from tests.office.accounts import Account
from tests.office.report_test import take as report_steps
from tests.office.report_test import words
from tests.reports.series_test import done, version
from tests.reports.similar_test import a2


@pytest.fixture
def four(app: Flask) -> list[Report]:
    """Four along the A 2 in the order of time."""
    return [
        make_report(**a2(0, 423.5, (51.637, 7.690), plate="WND 8K21"), target_group="truck"),
        make_report(**a2(34, 385.0, (51.800, 8.230), plate="W?? 8K?1"), target_group="taxi"),
        make_report(**a2(72, 339.0, (52.030, 8.680), plate="8K2")),
        make_report(**a2(110, 300.0, (52.200, 9.060), plate="WND 9???")),
    ]


@pytest.fixture
def number(four: list[Report], account: Account) -> int:
    """Their series."""
    ids = [report.id for report in four]
    return [_linked(ids[0], each, account.id) for each in ids[1:]][-1]


def _linked(one: UUID, other: UUID, actor: int) -> int:
    return done(lambda: link(one, other, (standing(one), standing(other)), actor))


def address(number: int) -> str:
    return f"/office/series/{number}"


def take(client: Client, number: int, step: str, **fields: str) -> str:
    """Take a step as from a fresh page; the text of the page that follows."""
    fields = {"step": step, "version": str(version(number))} | fields
    return client.send(address(number), f"{address(number)}/steps", True, **fields).text


def audited(*actions: str) -> list[tuple[str, int | None]]:
    entries = db.session.scalars(select(AuditEntry).where(AuditEntry.action.in_(actions)).order_by(AuditEntry.id))
    return [(entry.subject, entry.actor_id) for entry in entries]


def test_the_members_stand_in_the_order_of_time_with_the_way_between(
    coordinator: Client, four: list[Report], number: int
) -> None:
    page = coordinator.get(address(number)).text
    places = [page.index(f'<h3><a href="/office/reports/{report.id}">') for report in four]
    assert places == sorted(places)
    said = words(page)
    assert "34 min und 38 km danach, das sind 68 km/h" in said
    assert "A 2 Ri. Hannover, km\N{NO-BREAK SPACE}339" in said or "A 2 Ri. Hannover, km 339" in said
    assert "Unabhängige Beobachtende mindestens 2" in said
    assert "Zeitraum 1 h 50 min" in said


def test_plates_stand_under_each_other_sign_by_sign(coordinator: Client, number: int) -> None:
    page = coordinator.get(address(number)).text
    lines = re.findall(r'<span aria-hidden="true">(<span class="sign.*?)</p>', page)
    signs = [re.findall(r'class="sign(?: sign-(\w+))?">(.?)<', line) for line in lines]
    assert ["".join(sign or " " for _kind, sign in line) for line in signs] == [
        "WND8K21",
        "W??8K?1",
        "   8K2 ",
        "WND9???",
    ]
    assert [kind for kind, _sign in signs[3]] == ["same"] * 3 + ["other"] + ["unread"] * 3


def test_the_drawing_has_every_place_and_the_motorway(coordinator: Client, number: int) -> None:
    with writing():
        for km, lat, lon in ((430.0, 51.62, 7.55), (420.0, 51.65, 7.75), (410.0, 51.70, 7.90)):
            point = {"key": f"post/{km}", "kind": "post", "road": "A2", "km": km, "lat": lat, "lon": lon}
            db.session.add(RoadPoint(source="test", **point))
        db.session.commit()
    page = coordinator.get(address(number)).text
    assert re.findall(r'class="drawing-number"[^>]*>([^<]+)<', page) == ["1", "2", "3", "4"]
    assert '<polyline class="drawing-road"' in page
    assert re.search(r'class="drawing-name"[^>]*>A 2<', page)
    assert "style=" not in page


def test_the_motorway_beside_the_phones_is_drawn_where_none_was_named(coordinator: Client, account: Account) -> None:
    places = ((51.62, 7.55), (51.65, 7.75))
    with writing():
        for km, (lat, lon) in zip((430.0, 420.0), places, strict=True):
            point = {"key": f"post/{km}", "kind": "post", "road": "A2", "km": km, "lat": lat, "lon": lon}
            db.session.add(RoadPoint(source="test", **point))
        db.session.commit()
    one, other = (make_report(category="cargo_theft", position={"lat": lat, "lon": lon}).id for lat, lon in places)
    page = coordinator.get(address(_linked(one, other, account.id))).text
    assert '<polyline class="drawing-road"' in page
    assert re.search(r'class="drawing-name"[^>]*>A 2<', page)


def test_a_circle_shows_how_exact_the_phone_was_however_late_somebody_told(
    coordinator: Client, account: Account
) -> None:
    seen, told = "2026-11-22T20:00:00+01:00", "2026-11-22T20:24:00+01:00"
    one, other = (
        make_report(
            category="cargo_theft",
            observed_at=seen,
            captured_at=told,
            position={"lat": lat, "lon": 7.5, "accuracy_m": 500},
            vehicle={"kind": "van", "country": "D"},
        ).id
        for lat in (51.62, 51.72)
    )
    page = coordinator.get(address(_linked(one, other, account.id))).text
    radius = re.findall(r'<circle[^>]* r="([^"]+)"', page)
    # The two lie 11.1 km apart, and that fills the height but its edges.
    assert radius == [str(round(0.5 * (360 - 2 * 44) / 11.132, 1))] * 2
    assert "Transporter (D)" in words(page)


def test_each_member_s_opening_is_in_the_audit_and_read(
    coordinator: Client, account: Account, four: list[Report], number: int
) -> None:
    ids = [report.id for report in four]
    assert unread_of(ids, account.id) == set(ids)
    coordinator.get(address(number))
    assert unread_of(ids, account.id) == set()
    opened = audited("report_opened", "series_opened")
    assert opened[0] == (f"series:{number}", account.id)
    assert set(opened[1:]) == {(f"report:{report.id}", account.id) for report in four}


def test_without_an_entry_nothing_is_shown(coordinator: Client, number: int, broken_audit: None) -> None:
    for path in (address(number), "/office/series"):
        answer = coordinator.get(path)
        assert (answer.status_code, "Hannover" in answer.text) == (503, False)


def test_the_list_names_what_goes_on_and_what_has_ended(
    coordinator: Client, account: Account, four: list[Report], number: int
) -> None:
    assert "Noch keine Serie." not in coordinator.get("/office/series").text
    take(coordinator, number, "rename", name="  Weißer   Transporter ")
    listed = words(coordinator.get("/office/series").text)
    assert "Weißer Transporter Ladungsdiebstahl 4 A 2" in listed
    assert ("count:1", account.id) in audited("series_listed")
    for report in four[:3]:
        take(coordinator, number, "unlink", report=str(report.id))
    assert "Noch keine Serie." in coordinator.get("/office/series").text
    assert "Weißer Transporter" in coordinator.get("/office/series?ended=1").text


def test_a_step_and_back_by_the_buttons_of_the_page(coordinator: Client, four: list[Report], number: int) -> None:
    page = take(coordinator, number, "unlink", report=str(four[3].id))
    assert "Wieder verknüpfen" in page
    act = re.search(r'name="act" value="(\d+)"', page)
    assert act is not None
    page = take(coordinator, number, "relink", act=act[1])
    assert len(members_of(number)) == 4
    assert "Wieder verknüpfen" not in page


def test_each_report_tells_of_its_links_among_what_happened_to_it(
    coordinator: Client, account: Account, four: list[Report], number: int
) -> None:
    page = coordinator.get(f"/office/reports/{four[3].id}")
    take(coordinator, number, "unlink", report=str(four[3].id))
    report_steps(coordinator, four[3], "see")
    history = words(coordinator.get(f"/office/reports/{four[3].id}").text).rpartition("Verlauf")[2]
    told = (
        "eingegangen",
        f"Meldung verknüpft: Serie {number} {account.email}",
        f"Meldung gelöst: Serie {number}",
        "gelesen",
    )
    places = [history.find(each) for each in told]
    assert places == sorted(places)
    assert -1 not in places
    # A page that is open already learns of it.
    mark = page.headers["ETag"]
    assert coordinator.get(f"/office/reports/{four[3].id}", headers={"If-None-Match": mark}).status_code == 200


def test_a_series_is_split_joined_and_parted(coordinator: Client, four: list[Report], number: int) -> None:
    fields = {"step": "split", "version": str(version(number)), "reports": [str(each.id) for each in four[:2]]}
    answer = coordinator.send(address(number), f"{address(number)}/steps", False, **fields)  # type: ignore[arg-type]
    new = int(answer.location.rpartition("/")[2])
    assert "Wieder zusammenführen" in coordinator.get(address(number)).text
    take(coordinator, number, "join", other=str(new))
    assert len(members_of(number)) == 4
    merged = coordinator.get(address(new)).text
    assert f"Ging in Serie {number} auf." in words(merged)
    assert "Lösen" not in merged
    assert "Wieder trennen" in coordinator.get(address(number)).text
    take(coordinator, number, "part", other=str(new))
    assert (len(members_of(number)), len(members_of(new))) == (2, 2)


def test_what_cannot_be_split_is_told(coordinator: Client, four: list[Report], number: int) -> None:
    page = take(coordinator, number, "split", reports=str(four[0].id))
    assert "Jede der beiden Serien braucht mindestens zwei Meldungen." in page
    assert len(members_of(number)) == 4


def test_who_comes_second_keeps_the_entry(
    coordinator: Client, account: Account, four: list[Report], number: int, signed_in: Callable[[Role], Client]
) -> None:
    seen = str(version(number))
    take(coordinator, number, "unlink", report=str(four[3].id))
    late = signed_in(Role.COORDINATOR)
    sent = {"step": "rename", "version": seen, "name": "Weißer Transporter"}
    answer = late.send(address(number), f"{address(number)}/steps", False, **sent)
    assert answer.status_code == 409
    page = words(answer.text)
    assert f"Meldung gelöst {account.email}" in page
    assert "Serie benennen: Weißer Transporter" in page
    assert db.session.get_one(Series, number).name is None


@pytest.mark.parametrize(
    ("fields", "status"),
    [({"step": "burn"}, 400), ({"step": "rename", "version": ""}, 400), ({"step": "unlink", "report": "x"}, 400)],
)
def test_a_step_that_was_never_offered_is_refused(
    coordinator: Client, number: int, fields: dict[str, str], status: int
) -> None:
    sent = {"version": str(version(number))} | fields
    assert coordinator.send(address(number), f"{address(number)}/steps", False, **sent).status_code == status


def test_an_unknown_series_is_none(coordinator: Client, number: int) -> None:
    assert coordinator.get(address(number + 1)).status_code == 404
    sent = {"step": "rename", "version": "1", "name": "Nirgends"}
    assert coordinator.send(address(number), f"{address(number + 1)}/steps", False, **sent).status_code == 404


def test_nobody_but_a_coordinator_sees_a_series(signed_in: Callable[[Role], Client], number: int) -> None:
    for role in set(Role) - {Role.COORDINATOR}:
        client = signed_in(role)
        assert [client.get(path).status_code for path in (address(number), "/office/series")] == [403] * 2
    assert audited("series_opened", "series_listed") == []
