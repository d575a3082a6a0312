"""Slugs made of what somebody typed: what stands in an address."""

import re
import unicodedata
from collections.abc import Collection

UMLAUTS = {ord(letter): written for letter, written in (("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("ß", "ss"))}


def slug_of(typed: str, taken: Collection[str], *, longest: int, otherwise: str) -> str:
    """A slug that says what was typed and is not taken; `otherwise`: where nothing of it can stand in an address."""
    plain = typed.lower().translate(UMLAUTS)
    letters = unicodedata.normalize("NFKD", plain).encode("ascii", "ignore").decode()
    slug = re.sub(r"[^a-z0-9]+", "-", letters).strip("-")[: longest - 5].strip("-") or otherwise
    number, free = 1, slug
    while free in taken:
        number += 1
        free = f"{slug}-{number}"
    return free
