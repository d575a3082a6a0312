"""Partial number plates, compared sign by sign: `?` stands for one that nobody could read."""

from dataclasses import dataclass

UNREAD = "?"
# How people write a sign that they could not read.
WILDCARDS = dict.fromkeys("*_", UNREAD)
# What a Cyrillic or Greek keyboard types for the Latin letters of a plate, and signs that an eye takes for each other.
LOOK_ALIKES = str.maketrans("АВЕКМНОРСТУХІЈΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABEKMHOPCTYXIJABEZHIKMNOPTYX")
READ_AS = str.maketrans("OI", "01")
# Fewer equal signs say nothing; where it is not known which stands where, they have to be more.
LEAST, LEAST_SHIFTED = 2, 3


@dataclass(frozen=True)
class PlateMatch:
    """How two plates lie on each other.

    `matched`: readable signs that are the same, out of `length` signs of the longer one; `shift`: by how many signs
    the second begins after the first. `contradicted`: however they lie, a readable sign differs.
    """

    matched: int
    length: int
    shift: int
    contradicted: bool

    @property
    def whole(self) -> bool:
        """Whether every sign was read in both and is the same."""
        return self.matched == self.length and not self.contradicted


def signs(written: str | None) -> str:
    """The signs of a plate without what parts them, in capitals; empty where none was read."""
    latin = (written or "").upper().translate(LOOK_ALIKES)
    kept = "".join(WILDCARDS.get(sign, sign) for sign in latin if sign.isalnum() or sign in "?*_")
    return kept if kept.strip(UNREAD) else ""


def compare_plates(one: str | None, other: str | None) -> PlateMatch | None:
    """How well two plates agree; nothing where one is missing or too few signs were read to say anything."""
    # Most reports tell of none.
    if not one or not other:
        return None
    first, second = signs(one), signs(other)
    if not first or not second:
        return None
    lying = [_lie(first, second, shift) for shift in _shifts(first, second)]
    fitting = [each for each in lying if not each.contradicted]
    if not fitting:
        return max(lying, key=_worth)
    best = max(fitting, key=_worth)
    least = LEAST_SHIFTED if len(first) != len(second) and not best.whole else LEAST
    return best if best.matched >= least else None


def laid(plate: str, shift: int, length: int) -> str:
    """The signs of a plate on a line of `length`, moved to the right where `shift` says so; unread ones around."""
    return (UNREAD * max(shift, 0) + plate).ljust(length, UNREAD)


def _shifts(first: str, second: str) -> range:
    # The shorter one lies wholly within the longer one.
    spare = len(first) - len(second)
    return range(min(spare, 0), max(spare, 0) + 1)


def _lie(first: str, second: str, shift: int) -> PlateMatch:
    length = max(len(first), len(second))
    lines = zip(*(laid(each, by, length) for each, by in ((first, -shift), (second, shift))), strict=True)
    read = [pair for pair in lines if UNREAD not in pair]
    matched = sum(one.translate(READ_AS) == other.translate(READ_AS) for one, other in read)
    return PlateMatch(matched, length, shift, contradicted=matched < len(read))


def _worth(match: PlateMatch) -> tuple[int, int]:
    return match.matched, -abs(match.shift)
