"""The links inside texts of guidance: to other items and to telephones, as the content checker allows them."""

from driverapp.guidance.faults import LINK, TELEPHONE
from driverapp.guidance.parse import SLUG

Part = tuple[str, str | None]


def linked(text: str) -> list[Part]:
    """The parts of a text, each with the address that it leads to; any other target than those is left out."""
    parts: list[Part] = []
    end = 0
    for found in LINK.finditer(text):
        parts += [(text[end : found.start()], None), (found["words"], _address(found["target"]))]
        end = found.end()
    return [part for part in (*parts, (text[end:], None)) if part[0]]


def _address(target: str) -> str | None:
    if SLUG.fullmatch(target):
        return f"#{target}"
    return target if TELEPHONE.fullmatch(target) else None
