"""What coordinators made of foreign texts, beside the originals."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from driverapp.office.presenters import words
from driverapp.office.presenters.times import Moment, clock
from driverapp.reports import foreign
from driverapp.reports.entries import Kept


@dataclass(frozen=True)
class Translated:
    """A translation: its text, by whom and when; `event`: by which it can be taken back."""

    text: str
    who: str
    moment: Moment
    event: int


@dataclass(frozen=True)
class Foreign:
    """A text that is not German: `current`, the last translation, and those that it superseded.

    `of` names the text in an entry, `key` in an id of the page. `needed`: nobody can do without the translation;
    `offered`: whether the page asks for one here.
    """

    of: str
    key: str
    language: str
    current: Translated | None
    earlier: Sequence[Translated]
    needed: bool = True
    offered: bool = True


def translations(texts: Iterable[foreign.Foreign], kept: Sequence[Kept]) -> dict[str, Foreign]:
    """Each foreign text with its translations, by what an entry calls it."""
    return {each.of: _foreign(each, [one for one in kept if one.entered.get("of") == each.of]) for each in texts}


def is_needed(found: Mapping[str, Foreign]) -> bool:
    """Whether a text still lacks its translation."""
    return any(each.needed and each.current is None for each in found.values())


def _foreign(text: foreign.Foreign, kept: Sequence[Kept]) -> Foreign:
    standing = [each for each in kept if not each.undone]
    made = [Translated(each.entered["text"], each.who, clock(each.at), each.event_id) for each in standing]
    return Foreign(
        of=text.of,
        key=text.of.replace(":", "-"),
        language=words.language(text.language) or text.language,
        current=made[-1] if made else None,
        earlier=made[-2::-1],
        needed=text.needed,
    )
