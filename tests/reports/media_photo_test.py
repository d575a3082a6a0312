from collections.abc import Callable

import pytest

from driverapp.reports.media_photo import LONGEST_EDGE, MOST_SCANS, UnreadablePhoto, clean_photo
from tests.samples import EXIF_GPS, MAKER, boastful_picture, clear_picture, opened, photo, told_photo

TYPES = {"JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp"}


@pytest.mark.parametrize("form", TYPES)
def test_nothing_is_left_but_what_can_be_seen(form: str) -> None:
    told = told_photo(form)
    assert opened(told).getexif().get_ifd(EXIF_GPS)
    assert MAKER.encode() in told
    clean = clean_photo(told, TYPES[form])
    picture = opened(clean)
    assert (picture.format, dict(picture.getexif()), MAKER.encode() in clean) == ("JPEG", {}, False)
    assert set(picture.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


def test_a_photo_is_turned_upright_before_its_orientation_is_dropped() -> None:
    picture = opened(clean_photo(told_photo(), "image/jpeg"))
    assert picture.size == (48, 64)
    # Blue was on top; turned to the right it is on the right.
    right, left = picture.getpixel((44, 32)), picture.getpixel((3, 32))
    assert isinstance(right, tuple)
    assert isinstance(left, tuple)
    assert (right[2] > 200, left[2] < 60) == (True, True)


@pytest.mark.parametrize(
    ("form", "mode"), [("PNG", mode) for mode in ("1", "L", "LA", "P", "I;16", "RGBA")] + [("JPEG", "CMYK")]
)
def test_pictures_of_every_kind_become_one_kind(form: str, mode: str) -> None:
    assert opened(clean_photo(photo(form, mode=mode), TYPES[form])).mode == "RGB"


def test_a_large_photo_becomes_as_large_as_is_needed() -> None:
    assert opened(clean_photo(photo(size=(5000, 2500)), "image/jpeg")).size == (LONGEST_EDGE, LONGEST_EDGE // 2)


def test_what_is_clear_becomes_white() -> None:
    assert opened(clean_photo(clear_picture(), "image/png")).getpixel((4, 4)) == (255, 255, 255)


@pytest.mark.parametrize(
    "broken",
    [
        lambda: b"\xff\xd8\xff",
        lambda: photo()[:-200],
        lambda: photo("PNG")[:60],
        lambda: boastful_picture(9000, 9000),
        lambda: photo("PNG", size=(4001, 4001), mode="1"),
        lambda: photo("JPEG", size=(4001, 4001), mode="L", progressive=True),
        lambda: photo() + b"\xff\xda" * MOST_SCANS,
    ],
    ids=[
        "nothing",
        "cut off",
        "cut off early",
        "a bomb",
        "too much",
        "too much step by step",
        "decoded again and again",
    ],
)
def test_what_cannot_or_may_not_be_decoded_is_refused(broken: Callable[[], bytes]) -> None:
    raw = broken()
    media_type = "image/jpeg" if raw.startswith(b"\xff\xd8") else "image/png"
    with pytest.raises(UnreadablePhoto):
        clean_photo(raw, media_type)
