"""Reads a content file: YAML front matter, then the body in Markdown (see `sections`).

---
title: "…"
kind: checklist | routine | card | training | notice
target_group: truck | taxi | bus | rest_stop | dispatch | all
language: de
version: 1
status: draft
valid_until: null
source: "…"
region: null
road: null
---

The last two are a notice's; every other kind may leave them out.
"""

import re
from dataclasses import dataclass
from pathlib import PurePath

import yaml
from pydantic import Field, ValidationError, field_validator

from driverapp.guidance.frame import Frame
from driverapp.guidance.sections import Sections, UnreadableBody, is_line, read_sections

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LONGEST_SLUG = 60
LONGEST_TITLE = 70
LONGEST_SOURCE = 400


class UnreadableContent(Exception):
    """A content file does not have the form; the message names the file and the line or field."""


class FrontMatter(Frame):
    """What a content file says about itself."""

    title: str = Field(min_length=1, max_length=LONGEST_TITLE)
    source: str = Field(pattern=r"\S", max_length=LONGEST_SOURCE)
    language: str = Field(pattern="^[a-z]{2}$")
    version: int = Field(ge=1, le=100_000)
    # An agreement is given in the app, to one version; no file can bring it along.
    status: str = Field(pattern="^draft$")

    @field_validator("title", "source", "region")
    @classmethod
    def _line(cls, text: str | None) -> str | None:
        if text is not None and not is_line(text):
            raise ValueError("should be one line")
        return text


@dataclass(frozen=True)
class Item:
    """A content file, read. `slug` is its name without language."""

    slug: str
    about: FrontMatter
    sections: Sections


def parse_text(name: str, content: str) -> Item:
    """Read the content of a file named `<slug>.<language>.md`. Raises `UnreadableContent`."""
    slug, _, language = PurePath(name).stem.rpartition(".")
    _, front, body = [*content.split("---\n", 2), "", ""][:3]
    about = _front_matter(name, front)
    if about.language != language or not SLUG.fullmatch(slug) or len(slug) > LONGEST_SLUG:
        raise UnreadableContent(f"{name}: the name must be <slug>.{about.language}.md")
    try:
        return Item(slug, about, read_sections(about.kind, body))
    except UnreadableBody as error:
        raise UnreadableContent(f"{name}: {error}") from None


def _front_matter(name: str, front: str) -> FrontMatter:
    try:
        return FrontMatter.model_validate(yaml.load(front, yaml.CSafeLoader))
    except yaml.YAMLError:
        raise UnreadableContent(f"{name}: front matter: no YAML") from None
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"])) or "front matter"
        raise UnreadableContent(f"{name}: {where}: {first['msg']}") from None
