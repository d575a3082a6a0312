"""Invented photos: small drawings of a vehicle at night, marked as invented in the picture itself."""

import secrets
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from io import BytesIO
from uuid import UUID

from PIL import Image, ImageDraw, ImageFont

from driverapp.config import PROJECT
from driverapp.demo.rows import HASH_BYTES, Row, Rows, new_id
from driverapp.reports.media_formats import MediumKind
from driverapp.reports.models import Medium
from driverapp.store.files import current_files
from driverapp.trust.sealing import seal_apart
from driverapp.vocabulary.vehicles import Colour, VehicleKind

SIZE = (640, 420)
QUALITY = 70
FONT = PROJECT / "driverapp" / "web" / "fonts" / "NotoSans-Bold.ttf"
SKY, GROUND, LINE, TYRE, WINDOW, LIGHT = "#121a26", "#2a3038", "#c9ccd1", "#0b0d10", "#39485c", "#ffe9a8"
PAINTS: Mapping[str, str] = {
    Colour.WHITE: "#e6e8ea",
    Colour.SILVER: "#aeb4bb",
    Colour.GREY: "#747b84",
    Colour.BLACK: "#23272d",
    Colour.BLUE: "#2f5486",
    Colour.RED: "#8d3432",
    Colour.GREEN: "#3c6b4a",
    Colour.YELLOW: "#c7a93c",
    Colour.BROWN: "#6b4c38",
}
# Length and height of the body, as a share of the picture.
BODIES: Mapping[str, tuple[float, float]] = {
    VehicleKind.CAR: (0.34, 0.14),
    VehicleKind.VAN: (0.42, 0.27),
    VehicleKind.LORRY: (0.56, 0.34),
    VehicleKind.ARTICULATED_LORRY: (0.74, 0.36),
    VehicleKind.MOTORCYCLE: (0.2, 0.08),
    VehicleKind.CARAVAN: (0.44, 0.3),
}
OTHER_BODY = (0.38, 0.2)
MARK = "ERFUNDEN – kein echtes Foto"


def add_photo(rows: Rows, report_id: UUID, at: datetime, vehicle: Row) -> None:
    """Add a photo of the vehicle that a report tells of."""
    content = draw(vehicle.get("kind", ""), vehicle.get("colour", ""))
    key, sealed = seal_apart(content)
    # As its key, from no seed: a file is never written over.
    name = secrets.token_hex(16)
    current_files().write(name, sealed)
    medium = {"id": new_id(rows.rng), "report_id": report_id, "body_hash": rows.rng.randbytes(HASH_BYTES)}
    medium |= {"kind": MediumKind.PHOTO, "type": "image/jpeg", "size": len(content), "file": name, "key": key}
    rows.add(Medium, medium | {"redacts": None, "received_at": at, "erased_at": None})


@cache
def draw(kind: str, colour: str) -> bytes:
    """A vehicle of this kind and colour by night, as a JPEG of some ten kilobytes."""
    picture = Image.new("RGB", SIZE, SKY)
    drawing = ImageDraw.Draw(picture)
    _ground(drawing)
    _vehicle(drawing, BODIES.get(kind, OTHER_BODY), PAINTS.get(colour, PAINTS[Colour.GREY]))
    _mark(drawing)
    written = BytesIO()
    picture.save(written, "JPEG", quality=QUALITY)
    return written.getvalue()


def _ground(drawing: ImageDraw.ImageDraw) -> None:
    width, height = SIZE
    drawing.rectangle((0, height * 0.62, width, height), fill=GROUND)
    for number in range(9):
        left = number * width / 8
        drawing.line((left, height * 0.62, left - 60, height), fill=LINE, width=3)


def _vehicle(drawing: ImageDraw.ImageDraw, body: tuple[float, float], paint: str) -> None:
    width, height = SIZE
    left, right = width * (0.5 - body[0] / 2), width * (0.5 + body[0] / 2)
    bottom, top = height * 0.78, height * (0.78 - body[1])
    drawing.rounded_rectangle((left, top, right, bottom), radius=14, fill=paint, outline=LINE, width=2)
    drawing.rectangle((right - 62, top + 14, right - 14, top + 14 + body[1] * height / 3), fill=WINDOW)
    drawing.ellipse((right - 12, bottom - 34, right + 6, bottom - 16), fill=LIGHT)
    for middle in (left + 46, right - 46):
        drawing.ellipse((middle - 24, bottom - 20, middle + 24, bottom + 28), fill=TYRE, outline=LINE)


def _mark(drawing: ImageDraw.ImageDraw) -> None:
    # Across the whole width, so that no part of it can be cut away.
    drawing.rectangle((0, 0, SIZE[0], 58), fill="white")
    drawing.text((SIZE[0] / 2, 29), MARK, fill="black", anchor="mm", font=ImageFont.truetype(str(FONT), 30))
