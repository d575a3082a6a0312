"""Invented content files."""

HEAD = """---
title: "{title}"
kind: {kind}
target_group: {group}
language: {language}
version: {version}
status: draft
valid_until: {valid_until}
source: "{source}"
---

"""


def content_file(
    *,
    kind: str = "checklist",
    group: str = "truck",
    language: str = "de",
    version: int = 1,
    valid_until: str = "null",
    title: str = "Erfundene Liste",
    source: str = "Invented for a test.",
    points: list[str] | None = None,
) -> str:
    """A content file of one section."""
    lines = "\n".join(f"- {point}" for point in points or ["Jemand tut etwas. {scouting}", "Noch etwas."])
    head = _head(title, source, kind, group, language, version, valid_until)
    return head + f"## Worauf achten\n\n{lines}\n"


def training(
    *,
    group: str = "truck",
    language: str = "de",
    version: int = 1,
    situation: str = "Etwas geschieht.",
    right: int = 1,
) -> str:
    """A training card of five situations; `right`: the number of the right answer."""
    marks = {number: " {right}" if number == right else "" for number in (1, 2, 3)}
    answers = "\n".join(f"- Antwort {number} => Darum.{mark}" for number, mark in marks.items())
    situations = "\n\n".join(f"## Lage {number}\n\n{situation}\n\n{answers}" for number in range(1, 6))
    head = _head("Erfundene Übung", "Invented for a test.", "training", group, language, version, "null")
    return head + situations + "\n"


def _head(title: str, source: str, kind: str, group: str, language: str, version: int, valid_until: str) -> str:
    about = {"title": title, "source": source, "kind": kind, "group": group, "language": language}
    return HEAD.format(**about, version=version, valid_until=valid_until)
