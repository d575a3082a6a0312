from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlalchemy import select

from driverapp.reports.media_erase import remove_medium
from driverapp.reports.media_formats import MediumKind
from driverapp.store.database import db, writing
from driverapp.trust.audit import AuditEntry
from driverapp.vocabulary.permissions import Role
from tests.clients import Client
from tests.factories import Owned, make_medium, make_owned_report
from tests.office.accounts import add_account, let_in
from tests.samples import WEBM, opened, photo


@pytest.fixture
def coordinator(app: Flask) -> Client:
    return let_in(Client(app, use_cookies=True), add_account(Role.COORDINATOR))


@pytest.fixture
def report(app: Flask) -> Owned:
    return make_owned_report()


def _address(report: Owned, medium_id: UUID) -> str:
    return f"/office/reports/{report.id}/media/{medium_id}"


def _openings() -> list[str]:
    noted = select(AuditEntry.subject).where(AuditEntry.action == "medium_opened").order_by(AuditEntry.id)
    return list(db.session.scalars(noted))


def test_the_page_shows_photos_and_voice_memos_without_opening_them(coordinator: Client, report: Owned) -> None:
    picture = make_medium(report, photo(), MediumKind.PHOTO)
    voice = make_medium(report, WEBM, MediumKind.VOICE)
    page = coordinator.get(f"/office/reports/{report.id}").text
    assert f'<img src="{_address(report, picture)}"' in page
    assert f'<audio controls preload="none" src="{_address(report, voice)}"' in page
    assert "Foto oder Sprachnotiz eingegangen" in page
    assert _openings() == []


def test_a_page_without_media_says_nothing_of_them(coordinator: Client, report: Owned) -> None:
    assert "Fotos und Sprachnotizen" not in coordinator.get(f"/office/reports/{report.id}").text


def test_each_opening_is_in_the_audit_and_nothing_is_kept_on_the_way(coordinator: Client, report: Owned) -> None:
    picture = make_medium(report, photo(), MediumKind.PHOTO)
    answer = coordinator.get(_address(report, picture))
    assert (answer.status_code, answer.mimetype) == (200, "image/jpeg")
    assert opened(answer.data).size == (64, 48)
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Disposition"].startswith('inline; filename="photo-')
    coordinator.get(_address(report, picture))
    assert _openings() == [f"medium:{picture}"] * 2


def test_a_player_gets_the_part_that_it_asks_for(coordinator: Client, report: Owned) -> None:
    voice = make_medium(report, WEBM, MediumKind.VOICE)
    part = coordinator.get(_address(report, voice), headers={"Range": "bytes=4-9"})
    assert (part.status_code, part.mimetype, part.data) == (206, "audio/webm", WEBM[4:10])


def test_without_an_audit_entry_there_is_no_content(
    coordinator: Client, report: Owned, request: pytest.FixtureRequest
) -> None:
    picture = make_medium(report, photo(), MediumKind.PHOTO)
    assert coordinator.get(_address(report, picture)).status_code == 200
    request.getfixturevalue("broken_audit")
    refused = coordinator.get(_address(report, picture))
    assert refused.status_code == 503
    assert b"\xff\xd8\xff" not in refused.data


def test_what_is_gone_or_not_to_be_seen_yet_is_not_found(coordinator: Client, app: Flask) -> None:
    unseen = make_owned_report(visible=False)
    early = make_medium(unseen, photo(), MediumKind.PHOTO)
    report, other = make_owned_report(), make_owned_report()
    removed, foreign = (make_medium(each, photo(), MediumKind.PHOTO) for each in (report, other))
    with writing():
        remove_medium(report.id, report.secret, removed)
        db.session.commit()
    for address in (
        _address(unseen, early),
        _address(report, removed),
        _address(report, foreign),
        _address(report, uuid4()),
    ):
        assert coordinator.get(address).status_code == 404
    assert str(removed) not in coordinator.get(f"/office/reports/{report.id}").text
    assert _openings() == []
