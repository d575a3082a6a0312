"""The body of an item in Markdown: sections of points, or the situations of a training card.

## A section

- A point. {category}

## A situation

What happens, in one line.

- An answer => what is said to it
- The right answer => what is said to it {right}
"""

import re
from enum import StrEnum
from typing import Any

from driverapp.vocabulary.categories import Category
from driverapp.vocabulary.guidance import GuidanceKind

LONGEST_HEADING = 70
LONGEST_POINT = 160
LONGEST_SITUATION = 300
LONGEST_ANSWER = 90
LONGEST_FEEDBACK = 200
SITUATIONS = 5
ANSWERS = 3
MOST_NOTICE_SECTIONS = 2
POINT = re.compile(r"- (?P<text>.+?)(?: \{(?P<category>\w+)\})?")
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]")
ANSWER = re.compile(r"- (?P<text>.+?) => (?P<feedback>.+?)(?P<right> \{right\})?")

# As the store and the API hold them: `{"title", "points": [{"text", "category"}]}`, and of a training card
# `{"title", "text", "answers": [{"text", "feedback", "right"}]}`.
Sections = list[dict[str, Any]]


class BodyFault(StrEnum):
    """How a body departs from the form of its kind; the value is how a command says it."""

    NO_SECTIONS = "no sections"
    TEXT_BEFORE = "text before the first section: «{where}»"
    OTHER_SITUATIONS = "a training card has {limit} situations, not {where}"
    MANY_SECTIONS = "a notice has at most {limit} sections"
    NO_POINTS = "section «{where}» has no points"
    NO_POINT = "not a point: «{where}»"
    UNKNOWN_CATEGORY = "unknown category {where}"
    NOT_TOLD = "situation «{where}» is not told"
    OTHER_ANSWERS = "situation «{where}» needs {limit} answers, one of them {{right}}"
    NO_ANSWER = "not an answer with feedback: «{where}»"
    NO_HEADING = "a section without heading"
    CONTROL = "a control character in «{where}»"
    TOO_LONG = "over {limit} characters: «{where}…»"


class UnreadableBody(Exception):
    """A body does not have the form of its kind. `where`: the words that are meant; `limit`: how much there may be."""

    def __init__(self, fault: BodyFault, where: str = "", limit: int = 0) -> None:
        super().__init__(fault.value.format(where=where, limit=limit))
        self.fault, self.where, self.limit = fault, where, limit


def read_sections(kind: GuidanceKind, body: str) -> Sections:
    """The sections that a body in Markdown holds. Raises `UnreadableBody`."""
    before, *parts = f"\n{body}".split("\n## ")
    if not parts:
        raise UnreadableBody(BodyFault.NO_SECTIONS)
    if before.strip():
        raise UnreadableBody(BodyFault.TEXT_BEFORE, before.strip()[:60])
    read = _situation if kind is GuidanceKind.TRAINING else _section
    sections = [read(*_headed(part)) for part in parts]
    if kind is GuidanceKind.TRAINING and len(sections) != SITUATIONS:
        raise UnreadableBody(BodyFault.OTHER_SITUATIONS, str(len(sections)), SITUATIONS)
    if kind is GuidanceKind.NOTICE and len(sections) > MOST_NOTICE_SECTIONS:
        raise UnreadableBody(BodyFault.MANY_SECTIONS, limit=MOST_NOTICE_SECTIONS)
    return sections


def is_line(text: str) -> bool:
    """Whether a text is one line that every store, page and document can hold."""
    return CONTROL.search(text) is None


def write_sections(sections: Sections) -> str:
    """The body in Markdown that reads as these sections."""
    return "\n\n".join(f"## {each['title']}\n\n{_lines(each)}" for each in sections) + "\n"


def _lines(section: dict[str, Any]) -> str:
    if "answers" in section:
        answers = [
            f"- {each['text']} => {each['feedback']}{' {right}' if each['right'] else ''}"
            for each in section["answers"]
        ]
        return "\n".join([section["text"], "", *answers])
    marks = [f" {{{point['category']}}}" if point["category"] else "" for point in section["points"]]
    return "\n".join(f"- {point['text']}{mark}" for point, mark in zip(section["points"], marks, strict=True))


def _headed(part: str) -> tuple[str, list[str]]:
    title, _, rest = part.partition("\n")
    lines = [line.strip() for line in rest.splitlines() if line.strip()]
    return _measured(title.strip(), LONGEST_HEADING), lines


def _section(title: str, lines: list[str]) -> dict[str, Any]:
    if not lines:
        raise UnreadableBody(BodyFault.NO_POINTS, title)
    return {"title": title, "points": [_point(line) for line in lines]}


def _point(line: str) -> dict[str, Any]:
    match = POINT.fullmatch(line)
    if match is None:
        raise UnreadableBody(BodyFault.NO_POINT, line[:60])
    if match["category"] and match["category"] not in list(Category):
        raise UnreadableBody(BodyFault.UNKNOWN_CATEGORY, match["category"])
    return {"text": _measured(match["text"], LONGEST_POINT), "category": match["category"]}


def _situation(title: str, lines: list[str]) -> dict[str, Any]:
    told, *answers = lines or [""]
    if not told or told.startswith("- "):
        raise UnreadableBody(BodyFault.NOT_TOLD, title)
    read = [_answer(line) for line in answers]
    if len(read) != ANSWERS or sum(answer["right"] for answer in read) != 1:
        raise UnreadableBody(BodyFault.OTHER_ANSWERS, title, ANSWERS)
    return {"title": title, "text": _measured(told, LONGEST_SITUATION), "answers": read}


def _answer(line: str) -> dict[str, Any]:
    match = ANSWER.fullmatch(line)
    if match is None:
        raise UnreadableBody(BodyFault.NO_ANSWER, line[:60])
    return {
        "text": _measured(match["text"], LONGEST_ANSWER),
        "feedback": _measured(match["feedback"], LONGEST_FEEDBACK),
        "right": match["right"] is not None,
    }


def _measured(text: str, longest: int) -> str:
    if not text:
        raise UnreadableBody(BodyFault.NO_HEADING)
    if not is_line(text):
        raise UnreadableBody(BodyFault.CONTROL, ascii(text[:60]))
    if len(text) > longest:
        raise UnreadableBody(BodyFault.TOO_LONG, text[:60], longest)
    return text
