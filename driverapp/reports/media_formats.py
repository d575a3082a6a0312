"""What bytes are, by their content: a photo or a voice memo of the kinds that phones make, or nothing that we take."""

import re
from dataclasses import dataclass
from enum import StrEnum


class MediumKind(StrEnum):
    """What a medium is."""

    PHOTO = "photo"
    VOICE = "voice"


TYPES = {
    "image/jpeg": MediumKind.PHOTO,
    "image/png": MediumKind.PHOTO,
    "image/webp": MediumKind.PHOTO,
    "audio/webm": MediumKind.VOICE,
    "audio/mp4": MediumKind.VOICE,
}

EBML = b"\x1a\x45\xdf\xa3"
# The tracks of a recording stand at its beginning; a name of a codec follows the id and length of its element.
TRACKS_WITHIN = 64 * 1024
OPUS = re.compile(rb"\x86[\x80-\xff]A_OPUS")
WEBM_PICTURES = re.compile(rb"\x86[\x80-\xff]V_")
# A track's handler in MP4: what it holds stands behind the name of its box, a version and a reserved field.
MP4_HANDLER = re.compile(rb"hdlr\x00{4}.{4}(soun|vide)", re.DOTALL)


@dataclass(frozen=True)
class Recognised:
    """What bytes are: the kind, and the media type."""

    kind: MediumKind
    type: str


def recognise(raw: bytes) -> Recognised | None:
    """What bytes are, whatever their sender calls them; nothing for what we do not take, such as moving pictures."""
    found = _picture(raw) or _recording(raw)
    return Recognised(TYPES[found], found) if found else None


def _picture(raw: bytes) -> str | None:
    if raw.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if raw.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if raw.startswith(b"RIFF") and raw[8:12] == b"WEBP":
        return "image/webp"
    return None


def _recording(raw: bytes) -> str | None:
    if raw.startswith(EBML):
        head = raw[:TRACKS_WITHIN]
        return "audio/webm" if OPUS.search(head) and not WEBM_PICTURES.search(head) else None
    if raw[4:8] == b"ftyp":
        return "audio/mp4" if {match[1] for match in MP4_HANDLER.finditer(raw)} == {b"soun"} else None
    return None
