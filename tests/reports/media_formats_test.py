import pytest

from driverapp.reports.media_formats import recognise
from tests.samples import MP4, MP4_WITH_PICTURES, WEBM, WEBM_WITH_PICTURES, photo


@pytest.mark.parametrize(
    ("raw", "media_type"),
    [
        (photo("JPEG"), "image/jpeg"),
        (photo("PNG"), "image/png"),
        (photo("WEBP"), "image/webp"),
        (WEBM, "audio/webm"),
        (MP4, "audio/mp4"),
    ],
)
def test_what_it_is_shows_in_its_bytes(raw: bytes, media_type: str) -> None:
    found = recognise(raw)
    assert found is not None
    assert found.type == media_type


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"%PDF-1.7",
        b"RIFF\x00\x00\x00\x00WAVEfmt ",
        photo("GIF"),
        photo("TIFF"),
        WEBM_WITH_PICTURES,
        MP4_WITH_PICTURES,
        WEBM[:12],
        MP4[:12],
    ],
)
def test_moving_pictures_and_everything_else_is_nothing_to_us(raw: bytes) -> None:
    assert recognise(raw) is None
