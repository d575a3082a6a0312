"""Photos and voice memos as phones make them; nobody and no place is to be seen in them."""

import random
from io import BytesIO
from typing import Any
from zlib import crc32

from PIL import Image

# Somewhere in the North Sea.
LATITUDE = (54.0, 30.0, 12.34)
LONGITUDE = (7.0, 15.0, 56.78)
MAKER = "Erfundene Kameras"
EXIF_ORIENTATION, EXIF_MAKER, EXIF_GPS = 0x0112, 0x010F, 0x8825
TURNED_RIGHT = 6

WEBM = b"\x1a\x45\xdf\xa3\x9fB\x82\x84webm\x16T\xaek\xae\x83\x81\x02\x86\x86A_OPUS" + bytes(range(256))
WEBM_WITH_PICTURES = WEBM + b"\x86\x85V_VP8"
MP4 = b"\x00\x00\x00\x14ftypM4A \x00\x00\x00\x00M4A " + b"\x00\x00\x00\x20hdlr" + bytes(8) + b"soun" + bytes(range(256))
MP4_WITH_PICTURES = MP4 + b"hdlr" + bytes(8) + b"vide"


def photo(form: str = "JPEG", size: tuple[int, int] = (64, 48), mode: str = "RGB", **saving: Any) -> bytes:
    """A photo whose upper half is blue and whose lower half is yellow."""
    picture = Image.new("RGB", size, "blue")
    picture.paste("yellow", (0, size[1] // 2, *size))
    return _saved(picture.convert(mode), form, **saving)


def boastful_picture(width: int, height: int) -> bytes:
    """A small PNG that says it is as large as given."""
    small = photo("PNG", mode="1")
    head = b"IHDR" + width.to_bytes(4) + height.to_bytes(4) + small[24:29]
    return small[:12] + head + crc32(head).to_bytes(4) + small[33:]


def clear_picture() -> bytes:
    """A picture of nothing on nothing."""
    return _saved(Image.new("RGBA", (8, 8), (0, 0, 0, 0)), "PNG")


def told_photo(form: str = "JPEG") -> bytes:
    """A photo lying on its side that tells where it was taken and with what."""
    exif = Image.Exif()
    exif[EXIF_ORIENTATION] = TURNED_RIGHT
    exif[EXIF_MAKER] = MAKER
    exif[EXIF_GPS] = {1: "N", 2: LATITUDE, 3: "E", 4: LONGITUDE}
    told: dict[str, Any] = {"exif": exif}
    if form != "PNG":
        told["xmp"] = f"<x>{MAKER}</x>".encode()
    if form == "JPEG":
        told["comment"] = MAKER.encode()
    return photo(form, **told)


def noise(size: tuple[int, int]) -> bytes:
    """A photo that hardly any compression makes smaller."""
    picture = Image.frombytes("RGB", size, random.Random(1).randbytes(size[0] * size[1] * 3))  # noqa: S311 - a picture
    return _saved(picture, "JPEG", quality=95)


def opened(content: bytes) -> Image.Image:
    """The picture of some bytes."""
    return Image.open(BytesIO(content))


def _saved(picture: Image.Image, form: str, **saving: Any) -> bytes:
    written = BytesIO()
    picture.save(written, form, **saving)
    return written.getvalue()
