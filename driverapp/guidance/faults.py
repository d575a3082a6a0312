"""Faults of a text whose form is right: too long, a link that leads nowhere, origin named as an indicator."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum

from driverapp.guidance.sections import Sections
from driverapp.guidance.wording import names_origin
from driverapp.vocabulary.guidance import GuidanceKind

# `[words](slug)` leads to another item; a telephone number is the only other thing that opens without network.
LINK = re.compile(r"\[(?P<words>[^\]]*)\]\((?P<target>[^)]*)\)")
TELEPHONE = re.compile(r"tel:\+?[0-9]{3,15}")
# Characters that somebody reads, of all sections. Two screens of a small phone are a notice, a dozen a checklist.
LONGEST = dict.fromkeys(GuidanceKind, 4000) | {GuidanceKind.NOTICE: 1000, GuidanceKind.TRAINING: 6000}
MOST_POINTS = 14


class FaultKind(StrEnum):
    """What is wrong; the value is how a command says it."""

    TOO_LONG = "too long"
    TOO_MANY_POINTS = f"over {MOST_POINTS} points in a section"
    BROKEN_LINK = "broken link"
    NAMES_ORIGIN = "names origin as an indicator"


@dataclass(frozen=True)
class Fault:
    """What is wrong and where: the heading, the target or the line that is meant."""

    kind: FaultKind
    where: str

    def __str__(self) -> str:
        return f"{self.kind}: «{self.where}»"


def find_faults(
    kind: GuidanceKind, language: str, *, title: str, sections: Sections, known: Collection[str]
) -> Iterator[Fault]:
    """The faults of a text. `known`: the slugs of all items, to which links may lead."""
    texts = [title, *_texts(sections)]
    if sum(len(text) for text in texts) > LONGEST[kind]:
        yield Fault(FaultKind.TOO_LONG, title)
    for section in sections:
        if len(section.get("points", ())) > MOST_POINTS:
            yield Fault(FaultKind.TOO_MANY_POINTS, section["title"])
    for target in (found["target"] for text in texts for found in LINK.finditer(text)):
        if target not in known and not TELEPHONE.fullmatch(target):
            yield Fault(FaultKind.BROKEN_LINK, target)
    for text in _indicators(kind, sections):
        if names_origin(language, text):
            yield Fault(FaultKind.NAMES_ORIGIN, text)


def _texts(sections: Sections) -> Iterator[str]:
    for section in sections:
        yield from (section["title"], section.get("text", ""))
        yield from (point["text"] for point in section.get("points", ()))
        for answer in section.get("answers", ()):
            yield from (answer["text"], answer["feedback"])


def _indicators(kind: GuidanceKind, sections: Sections) -> Iterator[str]:
    """What is told as a sign of something. Points that say not to judge by origin may name the word."""
    for section in sections:
        yield section.get("text", "")
        yield from (
            point["text"] for point in section.get("points", ()) if point["category"] or kind is GuidanceKind.NOTICE
        )
