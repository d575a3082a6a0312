"""What changed from one version to the next, line by line, to be read by those who agree."""

from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from driverapp.guidance.digest import text_in
from driverapp.guidance.models import GuidanceVersion
from driverapp.guidance.sections import write_sections


class Change(StrEnum):
    """What happened to a line."""

    KEPT = "kept"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True)
class Line:
    """A line of Markdown, and what happened to it."""

    change: Change
    text: str


def difference(before: GuidanceVersion | None, after: GuidanceVersion, language: str) -> list[Line]:
    """The lines of a text, those that were taken out among them; all are added where there was none before."""
    old, new = _lines(before, language), _lines(after, language)
    found: list[Line] = []
    for _, first, last, begin, end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if old[first:last] == new[begin:end]:
            found += [Line(Change.KEPT, each) for each in new[begin:end]]
        else:
            found += [Line(Change.REMOVED, each) for each in old[first:last]]
            found += [Line(Change.ADDED, each) for each in new[begin:end]]
    return found


def _lines(version: GuidanceVersion | None, language: str) -> list[str]:
    text = text_in(version, language) if version else None
    if text is None:
        return []
    body = [line for line in write_sections(text.sections).splitlines() if line]
    return [f"# {text.title}", *body, text.source]
