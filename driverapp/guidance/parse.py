"""Reads a content file: YAML front matter, then sections of points in Markdown.

---
title: "…"
kind: checklist
target_group: truck
language: de
version: 1
status: draft
valid_until: null
source: "…"
---

## Section

- A point. {category}
"""

import re
from dataclasses import dataclass
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from driverapp.vocabulary.categories import Category
from driverapp.vocabulary.target_groups import TargetGroup

LONGEST_POINT = 160
POINT = re.compile(r"^- (?P<text>.+?)(?: \{(?P<category>\w+)\})?$")


class UnreadableContent(Exception):
    """A content file does not have the form; the message names the file and the line or field."""


class FrontMatter(BaseModel):
    """What a content file says about itself."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    title: str = Field(min_length=1, max_length=200)
    kind: str = Field(pattern="^checklist$")
    target_group: TargetGroup
    language: str = Field(pattern="^[a-z]{2}$")
    version: int = Field(ge=1)
    status: str = Field(pattern="^draft$")
    valid_until: None
    source: str = Field(min_length=1, max_length=400)


@dataclass(frozen=True)
class Point:
    """One point of a checklist; an indicator names the category that a report of it would have."""

    text: str
    category: str | None


@dataclass(frozen=True)
class Section:
    """A headed list of points."""

    title: str
    points: tuple[Point, ...]


@dataclass(frozen=True)
class Item:
    """A content file, read. `slug` is its name without language."""

    slug: str
    about: FrontMatter
    sections: tuple[Section, ...]


def parse_file(path: Path) -> Item:
    """Read a file named `<slug>.<language>.md`. Raises `UnreadableContent`."""
    slug, _, language = path.stem.rpartition(".")
    _, front, body = [*path.read_text(encoding="utf-8").split("---\n", 2), "", ""][:3]
    try:
        about = FrontMatter.model_validate(yaml.safe_load(front))
    except (ValidationError, yaml.YAMLError) as error:
        first = (
            error.errors()[0] if isinstance(error, ValidationError) else {"loc": ("front matter",), "msg": "no YAML"}
        )
        raise UnreadableContent(f"{path.name}: {'.'.join(map(str, first['loc']))}: {first['msg']}") from None
    if (about.language, bool(slug)) != (language, True):
        raise UnreadableContent(f"{path.name}: the name must be <slug>.{about.language}.md")
    return Item(slug, about, tuple(_sections(path.name, body)))


def _sections(name: str, body: str) -> list[Section]:
    sections: list[Section] = []
    for part in body.split("\n## ")[1:]:
        title, _, lines = part.partition("\n")
        points = tuple(_point(name, line) for line in lines.splitlines() if line.strip())
        if not points:
            raise UnreadableContent(f"{name}: section «{title}» has no points")
        sections.append(Section(title.strip(), points))
    if not sections:
        raise UnreadableContent(f"{name}: no sections")
    return sections


def _point(name: str, line: str) -> Point:
    match = POINT.match(line)
    if match is None:
        raise UnreadableContent(f"{name}: not a point: «{line[:60]}»")
    if len(match["text"]) > LONGEST_POINT:
        raise UnreadableContent(f"{name}: over {LONGEST_POINT} characters: «{line[:60]}…»")
    if match["category"] and match["category"] not in list(Category):
        raise UnreadableContent(f"{name}: unknown category {match['category']}")
    return Point(match["text"], match["category"])
