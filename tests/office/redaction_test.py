"""Photos with parts blackened: in a copy, burnt in, and it is the copy that is handed over."""

import hashlib
from io import BytesIO
from uuid import UUID

import pytest
from flask import Flask
from pypdf import PdfReader
from sqlalchemy import select

from driverapp.reports.media_erase import remove_medium
from driverapp.reports.media_formats import MediumKind
from driverapp.reports.models import Medium, Report
from driverapp.store.database import db, writing
from driverapp.store.files import current_files
from driverapp.trust.audit import AuditEntry
from driverapp.vocabulary.permissions import Role
from tests.clients import Client
from tests.factories import Owned, make_medium, make_owned_report
from tests.office.accounts import add_account, sign_in
from tests.office.report_entries_test import undo
from tests.office.report_test import take
from tests.samples import WEBM, opened, photo

UPPER_HALF = {"left-1": "0", "top-1": "0", "width-1": "100", "height-1": "50"}


@pytest.fixture
def coordinator(app: Flask) -> Client:
    return sign_in(Client(app, use_cookies=True), add_account(Role.COORDINATOR))


@pytest.fixture
def owned(app: Flask) -> Owned:
    return make_owned_report(category="cargo_theft")


@pytest.fixture
def original(owned: Owned) -> UUID:
    return make_medium(owned, photo(size=(200, 100)), MediumKind.PHOTO)


def address(owned: Owned, medium: UUID) -> str:
    return f"/office/reports/{owned.id}/media/{medium}/redaction"


def redact(client: Client, owned: Owned, medium: UUID, **fields: str) -> int:
    version = str(db.session.get_one(Report, owned.id).version)
    return client.submit(address(owned, medium), follow=False, version=version, **(fields or UPPER_HALF)).status_code


def copies() -> list[Medium]:
    db.session.rollback()
    return list(db.session.scalars(select(Medium).where(Medium.redacts.is_not(None))))


def picture(client: Client, owned: Owned, medium: UUID) -> bytes:
    return bytes(client.get(f"/office/reports/{owned.id}/media/{medium}").data)


def test_what_was_marked_is_black_in_the_copy_and_untouched_in_the_original(
    coordinator: Client, owned: Owned, original: UUID
) -> None:
    before = picture(coordinator, owned, original)
    assert redact(coordinator, owned, original) == 303
    (copy,) = copies()
    shown = opened(picture(coordinator, owned, copy.id)).convert("RGB")
    assert max(max(shown.getpixel((x, y))) for x in (0, 100, 199) for y in (0, 25, 49)) < 16  # type: ignore[arg-type]
    assert shown.getpixel((100, 80))[0] > 200  # type: ignore[index]
    assert picture(coordinator, owned, original) == before
    page = coordinator.get(f"/office/reports/{owned.id}").text
    assert "Foto 1, geschwärzt" in page
    assert "Foto geschwärzt" in page


def test_the_hand_over_lists_the_copy_alone(coordinator: Client, owned: Owned, original: UUID) -> None:
    redact(coordinator, owned, original)
    (copy,) = copies()
    told = coordinator.get(f"/office/reports/{owned.id}/handover.json").json
    assert told is not None
    (listed,) = told["media"]
    assert (listed["id"], listed["redacted"]) == (str(copy.id), True)
    assert listed["sha256"] == hashlib.sha256(picture(coordinator, owned, copy.id)).hexdigest()


def test_the_paper_holds_the_photo_and_of_a_redacted_one_the_copy_alone(
    coordinator: Client, owned: Owned, original: UUID
) -> None:
    def on_paper() -> list[tuple[int, ...]]:
        """The lightest of the upper half, and of the lower half, of each picture."""
        paper = PdfReader(BytesIO(coordinator.get(f"/office/reports/{owned.id}/handover.pdf").data))
        shown = [each.image.convert("L") for page in paper.pages for each in page.images if each.image]
        assert [each.size for each in shown] == [(200, 100)]
        return [tuple(max(each.crop((0, top, 200, top + 48)).tobytes()) for top in (0, 52)) for each in shown]

    ((upper, lower),) = on_paper()
    assert upper > 16
    assert lower > 200
    redact(coordinator, owned, original)
    ((upper, lower),) = on_paper()
    assert upper < 16
    assert lower > 200
    (copy,) = copies()
    noted = select(AuditEntry.subject).where(AuditEntry.action == "medium_opened").order_by(AuditEntry.id)
    assert db.session.scalars(noted).all() == [f"medium:{original}", f"medium:{copy.id}"]


def test_a_copy_is_taken_back_and_its_bytes_go(coordinator: Client, owned: Owned, original: UUID) -> None:
    redact(coordinator, owned, original)
    (copy,) = copies()
    file = copy.file or ""
    assert current_files().read(file)
    page = undo(coordinator, db.session.get_one(Report, owned.id), "redacted")
    assert "Foto 1, geschwärzt" not in page
    assert db.session.get_one(Medium, (copy.id, owned.id)).key is None
    assert db.session.get_one(Medium, (original, owned.id)).key is not None


def test_who_removes_a_photo_removes_its_copies(coordinator: Client, owned: Owned, original: UUID) -> None:
    redact(coordinator, owned, original)
    with writing():
        remove_medium(owned.id, owned.secret, original)
        db.session.commit()
    assert [(each.key, each.file) for each in db.session.scalars(select(Medium))] == [(None, None)] * 2


@pytest.mark.parametrize("wrong", [{"left-1": ""}, {"width-1": "0"}, {"left-1": "x"}, {"top-1": "100"}])
def test_without_a_box_in_the_photo_there_is_no_copy_and_what_was_typed_stays(
    coordinator: Client, owned: Owned, original: UUID, wrong: dict[str, str]
) -> None:
    typed = UPPER_HALF | {"height-1": "12.5"} | wrong
    answer = coordinator.submit(address(owned, original), follow=False, version="1", **typed)
    assert answer.status_code == 422
    assert "Markieren Sie mindestens einen Bereich" in answer.text
    assert 'value="12.5"' in answer.text
    assert copies() == []


def test_who_comes_second_keeps_the_boxes(coordinator: Client, owned: Owned, original: UUID) -> None:
    take(coordinator, db.session.get_one(Report, owned.id), "see")
    answer = coordinator.submit(address(owned, original), follow=False, version="1", **UPPER_HALF)
    assert answer.status_code == 409
    assert f'action="{address(owned, original)}"' in answer.text
    assert 'name="height-1" value="50"' in answer.text
    assert copies() == []


def test_a_voice_memo_cannot_be_blackened(coordinator: Client, owned: Owned) -> None:
    memo = make_medium(owned, WEBM, MediumKind.VOICE)
    assert coordinator.get(address(owned, memo)).status_code == 404
