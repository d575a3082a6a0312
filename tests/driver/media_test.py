"""Photos and voice memos on their way in: each once, made anew, sealed, and gone when they are taken back."""

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from driverapp.reports.media_queries import MediumGone, list_media, open_medium
from driverapp.reports.media_receive import MOST_MEDIA
from driverapp.reports.models import Event, Medium, Report
from driverapp.store.database import db
from driverapp.trust.sealing import CannotOpen
from driverapp.vocabulary.states import EventKind
from driverapp.web.arrival import LARGEST_MEDIUM
from driverapp.web.limits import EXTENSION, Limits
from tests.clients import Client
from tests.phones import Phone
from tests.policies import operated_as
from tests.samples import EXIF_GPS, MAKER, MP4, WEBM, boastful_picture, noise, opened, photo, told_photo


@pytest.fixture
def phone(app: Flask, client: Client) -> Iterator[Phone]:
    phone = Phone(client)
    phone.report()
    with operated_as(app, "demo"):
        yield phone


def _send(phone: Phone, raw: bytes, kind: str = "image/jpeg", medium_id: UUID | None = None) -> TestResponse:
    return phone.send("PUT", f"{phone.path}/media/{medium_id or uuid4()}", raw, **{"Content-Type": kind})


def _remove(phone: Phone, medium_id: UUID) -> TestResponse:
    return phone.send("DELETE", f"{phone.path}/media/{medium_id}")


def _files(app: Flask) -> list[Path]:
    folder: Path = app.config["DRIVERAPP"].driverapp_data / "media"
    return sorted(folder.iterdir()) if folder.exists() else []


@pytest.fixture(autouse=True)
def _no_files(app: Flask) -> None:
    for file in _files(app):
        file.unlink()


def _kinds() -> list[str]:
    return list(db.session.scalars(select(Event.kind).order_by(Event.id)))


def _content(phone: Phone, medium_id: UUID) -> bytes:
    return open_medium(phone.id, medium_id)[1]


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_a_photo_is_kept_without_what_it_tells_beside_the_picture(app: Flask, phone: Phone, form: str) -> None:
    medium_id, raw = uuid4(), told_photo(form)
    answer = _send(phone, raw, f"image/{form.lower()}", medium_id)
    assert answer.status_code == 201
    assert answer.json is not None
    assert (answer.json["id"], answer.json["report"]) == (str(medium_id), str(phone.id))
    assert (answer.json["kind"], answer.json["type"]) == ("photo", "image/jpeg")
    content = _content(phone, medium_id)
    assert len(content) == answer.json["size"]
    assert not opened(content).getexif().get_ifd(EXIF_GPS)
    assert MAKER.encode() not in content


@pytest.mark.parametrize(("raw", "kind"), [(WEBM, "audio/webm;codecs=opus"), (MP4, "audio/mp4")])
def test_a_voice_memo_is_kept_as_it_is(app: Flask, phone: Phone, raw: bytes, kind: str) -> None:
    medium_id = uuid4()
    answer = _send(phone, raw, kind, medium_id)
    assert answer.status_code == 201
    assert answer.json is not None
    assert (answer.json["kind"], answer.json["type"]) == ("voice", kind.partition(";")[0])
    assert _content(phone, medium_id) == raw


def test_what_lies_on_the_disk_is_sealed_and_under_a_name_that_says_nothing(app: Flask, phone: Phone) -> None:
    medium_id = uuid4()
    _send(phone, WEBM, "audio/webm", medium_id)
    [file] = _files(app)
    assert bytes(range(32, 127)) not in file.read_bytes()
    assert str(medium_id) not in file.name
    assert str(phone.id) not in file.name
    file.write_bytes(file.read_bytes()[:-1] + b"x")
    with pytest.raises(CannotOpen):
        _content(phone, medium_id)
    file.unlink()
    with pytest.raises(MediumGone):
        _content(phone, medium_id)


def test_sent_again_it_is_the_same_medium(app: Flask, phone: Phone) -> None:
    medium_id, raw = uuid4(), photo()
    first, again = (_send(phone, raw, medium_id=medium_id) for _ in range(2))
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json == again.json
    assert len(_files(app)) == 1
    assert _kinds().count(EventKind.MEDIUM_RECEIVED) == 1


def test_other_bytes_under_the_same_id_are_refused(app: Flask, phone: Phone) -> None:
    medium_id = uuid4()
    _send(phone, photo(), medium_id=medium_id)
    assert _send(phone, photo(size=(8, 8)), medium_id=medium_id).status_code == 422
    assert len(_files(app)) == 1


def test_a_medium_makes_a_tap_usable_once(app: Flask, phone: Phone) -> None:
    _send(phone, photo())
    _send(phone, WEBM, "audio/webm")
    assert db.session.get_one(Report, phone.id).usable
    received, usable = EventKind.MEDIUM_RECEIVED, EventKind.BECAME_USABLE
    assert _kinds() == [EventKind.RECEIVED, received, usable, received]


def test_before_its_report_or_with_another_secret_it_finds_nothing(app: Flask, client: Client, phone: Phone) -> None:
    assert _send(Phone(client), photo()).status_code == 404
    assert _send(Phone(client, id=phone.id), photo()).status_code == 404
    assert _remove(Phone(client), uuid4()).status_code == 404
    assert _files(app) == []


def test_after_a_withdrawal_nothing_is_taken_and_nothing_is_left(app: Flask, phone: Phone) -> None:
    medium_id = uuid4()
    _send(phone, photo(), medium_id=medium_id)
    phone.withdraw()
    assert _files(app) == []
    stored = db.session.get_one(Medium, (medium_id, phone.id))
    assert (stored.key, stored.file, stored.body_hash, stored.kind) == (None, None, None, None)
    assert _send(phone, photo(), medium_id=medium_id).status_code == 410
    assert _send(phone, photo()).status_code == 410
    assert _remove(phone, medium_id).status_code == 410
    assert _files(app) == []


def test_a_removed_medium_is_gone_for_good(app: Flask, phone: Phone) -> None:
    medium_id = uuid4()
    _send(phone, photo(), medium_id=medium_id)
    first, again = _remove(phone, medium_id), _remove(phone, medium_id)
    assert (first.status_code, again.status_code) == (200, 200)
    assert first.json is not None
    assert (first.json["id"], first.json) == (str(medium_id), again.json)
    assert (_files(app), list_media(phone.id)) == ([], [])
    with pytest.raises(MediumGone):
        _content(phone, medium_id)
    assert _kinds()[-1] == EventKind.MEDIUM_REMOVED
    assert _kinds().count(EventKind.MEDIUM_REMOVED) == 1
    assert _send(phone, photo(), medium_id=medium_id).status_code == 410


def test_what_is_removed_before_it_comes_is_kept_out(app: Flask, phone: Phone) -> None:
    medium_id = uuid4()
    assert _remove(phone, medium_id).status_code == 200
    assert _send(phone, photo(), medium_id=medium_id).status_code == 410
    assert _files(app) == []


@pytest.mark.parametrize("operator", ["police", "private"])
@pytest.mark.parametrize(("raw", "kind"), [(photo(), "image/jpeg"), (WEBM, "audio/webm")])
def test_what_the_operator_does_not_take_is_refused(
    app: Flask, phone: Phone, raw: bytes, kind: str, operator: str
) -> None:
    kept = uuid4()
    assert _send(phone, raw, kind, kept).status_code == 201
    with operated_as(app, operator):
        assert _send(phone, raw, kind).status_code == 403
        # A repeat is none of it: its answer was lost, nothing more.
        assert _send(phone, raw, kind, kept).status_code == 200
        assert _remove(phone, kept).status_code == 200


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        (WEBM, "image/jpeg"),
        (photo(), "audio/webm"),
        (photo("GIF"), "image/jpeg"),
        (b"", "image/png"),
        (photo()[:100], "image/jpeg"),
    ],
)
def test_what_it_is_is_told_by_its_bytes(app: Flask, phone: Phone, raw: bytes, kind: str) -> None:
    assert _send(phone, raw, kind).status_code == 422
    assert _files(app) == []


def test_a_photo_under_another_photos_name_is_one_all_the_same(app: Flask, phone: Phone) -> None:
    assert _send(phone, photo("PNG"), "image/jpeg").status_code == 201


@pytest.mark.parametrize("kind", ["application/json", "image/svg+xml", "video/webm", "", "text/plain"])
def test_another_kind_of_body_is_refused(app: Flask, phone: Phone, kind: str) -> None:
    assert _send(phone, photo(), kind).status_code == 415


def test_a_body_of_ten_mebibytes_is_taken_and_one_byte_more_is_not(app: Flask, phone: Phone) -> None:
    largest = WEBM + bytes(LARGEST_MEDIUM - len(WEBM))
    assert _send(phone, largest, "audio/webm").status_code == 201
    assert _send(phone, largest + b"x", "audio/webm").status_code == 413


def test_a_report_holds_only_so_many(app: Flask, phone: Phone) -> None:
    answers = [_send(phone, WEBM + bytes([each]), "audio/webm").status_code for each in range(MOST_MEDIA + 1)]
    assert answers == [201] * MOST_MEDIA + [422]


def test_a_photo_that_says_it_is_huge_is_refused(app: Flask, phone: Phone) -> None:
    assert _send(phone, boastful_picture(9000, 9000), "image/png").status_code == 422


def test_a_large_photo_is_made_small(app: Flask, phone: Phone) -> None:
    medium_id = uuid4()
    raw = noise((2600, 1000))
    assert _send(phone, raw, medium_id=medium_id).status_code == 201
    assert max(opened(_content(phone, medium_id)).size) == 2048


def test_nobody_knows_of_a_medium_that_was_not_stored(app: Flask, phone: Phone) -> None:
    _send(phone, b"nothing")
    assert db.session.scalar(select(func.count()).select_from(Medium)) == 0


def test_who_sends_far_too_much_is_asked_to_wait_and_repeats_are_not(app: Flask, phone: Phone) -> None:
    before, app.extensions[EXTENSION] = app.extensions[EXTENSION], Limits(1)
    kept = uuid4()
    try:
        answers = [_send(phone, WEBM, "audio/webm", each).status_code for each in (kept, uuid4(), uuid4(), kept)]
        assert answers == [201, 201, 429, 200]
    finally:
        app.extensions[EXTENSION] = before
