"""Photos made anew: only what can be seen is kept. Place, time and device, which cameras write into them, are not."""

from concurrent.futures import ThreadPoolExecutor
from io import BytesIO

from PIL import Image, ImageOps

# As large as the phone makes them: enough for a plate across a car park.
LONGEST_EDGE = 2048
QUALITY = 85
# Decoding has to stay a matter of a second and of some hundred megabytes, whatever the file says of itself. JPEG, as
# cameras write it, is decoded small at once; everything else, and JPEG that gets better step by step, whole.
MOST_PIXELS = 16_000_000
MOST_PIXELS_OF_CAMERAS = 50_000_000
MOST_SCANS = 30
START_OF_SCAN = b"\xff\xda"
PILLOW_NAMES = {"image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WEBP"}


# One at a time and always in the same thread: the memory that it takes is taken once.
_decoder = ThreadPoolExecutor(max_workers=1, thread_name_prefix="photos")


class UnreadablePhoto(Exception):
    """The photo cannot be decoded, or would take too much to decode."""


def clean_photo(raw: bytes, media_type: str) -> bytes:
    """The photo as a JPEG without metadata, upright, at most 2048 pixels wide and high. Raises `UnreadablePhoto`."""
    if media_type == "image/jpeg" and raw.count(START_OF_SCAN) > MOST_SCANS:
        raise UnreadablePhoto
    try:
        return _decoder.submit(_made_anew, raw, PILLOW_NAMES[media_type]).result()
    except UnreadablePhoto:
        raise
    except Exception:  # noqa: BLE001 - decoders fail in as many ways as there are broken files
        raise UnreadablePhoto from None


def _made_anew(raw: bytes, name: str) -> bytes:
    with Image.open(BytesIO(raw), formats=[name]) as image:
        decoded_small = name == "JPEG" and not image.info.get("progressive")
        if image.width * image.height > (MOST_PIXELS_OF_CAMERAS if decoded_small else MOST_PIXELS):
            raise UnreadablePhoto
        image.draft(None, (LONGEST_EDGE, LONGEST_EDGE))
        image.thumbnail((LONGEST_EDGE, LONGEST_EDGE), reducing_gap=None)
        upright = ImageOps.exif_transpose(image)
        # A new picture knows nothing of what the file told beside the pixels.
        clean = Image.new("RGB", upright.size, "white")
        if upright.has_transparency_data:
            seen = upright.convert("RGBA")
            clean.paste(seen, mask=seen)
        else:
            clean.paste(upright.convert("RGB"))
    written = BytesIO()
    clean.save(written, "JPEG", quality=QUALITY)
    return written.getvalue()
