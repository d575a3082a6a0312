"""Finds what is wrong with content files before anybody reads them."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import Any

from driverapp.guidance.load import OF_ALL_LANGUAGES, content_files
from driverapp.guidance.parse import Item, UnreadableContent, parse_text
from driverapp.guidance.wording import names_origin
from driverapp.vocabulary.guidance import GuidanceKind
from driverapp.vocabulary.languages import SOURCE

# `[words](slug)` leads to another item; a telephone number is the only other thing that opens without network.
LINK = re.compile(r"\[(?P<words>[^\]]*)\]\((?P<target>[^)]*)\)")
TELEPHONE = re.compile(r"tel:\+?[0-9]{3,15}")
# Characters that somebody reads, of all sections. Two screens of a small phone are a notice, a dozen a checklist.
LONGEST = dict.fromkeys(GuidanceKind, 4000) | {GuidanceKind.NOTICE: 1000, GuidanceKind.TRAINING: 6000}
MOST_POINTS = 14

Versions = dict[str, Item]


def check_content(path: Path, languages: Iterable[str]) -> list[str]:
    """Every complaint about a file, folder or archive, one line each.

    Form (of training cards too), length, missing languages, unequal lists, broken links, and wording that names
    origin, nationality, skin colour or religion as an indicator.
    """
    complaints: list[str] = []
    items: dict[str, Versions] = defaultdict(dict)
    try:
        files = content_files(path)
    except UnreadableContent as error:
        return [str(error)]
    for name, content in files:
        try:
            item = parse_text(name, content)
        except UnreadableContent as error:
            complaints.append(str(error))
        else:
            items[item.slug][item.about.language] = item
    for slug, versions in items.items():
        complaints += [f"{slug}: language {language} is missing" for language in languages if language not in versions]
        complaints += _alike(slug, versions)
        for language, item in sorted(versions.items()):
            complaints += [f"{slug}.{language}.md: {complaint}" for complaint in _faults(item, items)]
    return complaints


def _faults(item: Item, known: Collection[str]) -> Iterator[str]:
    length = sum(len(text) for text in _texts(item))
    if length > LONGEST[item.about.kind]:
        yield f"{length} characters, over {LONGEST[item.about.kind]}"
    for section in item.sections:
        if len(section.get("points", ())) > MOST_POINTS:
            yield f"section «{section['title']}» has over {MOST_POINTS} points"
    for text in _texts(item):
        yield from (f"broken link: «{target}»" for target in _targets(text) if not _leads_somewhere(target, known))
    for text in _indicators(item):
        if word := names_origin(item.about.language, text):
            yield f"names origin as an indicator: «{text}» («{word}»)"


def _texts(item: Item) -> Iterator[str]:
    yield item.about.title
    for section in item.sections:
        yield from (section["title"], section.get("text", ""))
        yield from (point["text"] for point in section.get("points", ()))
        for answer in section.get("answers", ()):
            yield from (answer["text"], answer["feedback"])


def _indicators(item: Item) -> Iterator[str]:
    """What is told as a sign of something. Points that say not to judge by origin may name the word."""
    is_notice = item.about.kind is GuidanceKind.NOTICE
    for section in item.sections:
        yield section.get("text", "")
        yield from (point["text"] for point in section.get("points", ()) if point["category"] or is_notice)


def _targets(text: str) -> Iterator[str]:
    return (found["target"] for found in LINK.finditer(text))


def _leads_somewhere(target: str, known: Collection[str]) -> bool:
    return target in known or TELEPHONE.fullmatch(target) is not None


def _alike(slug: str, versions: Versions) -> Iterator[str]:
    source = versions.get(SOURCE)
    if source is None:
        return
    for language, item in versions.items():
        if [_shape(section) for section in item.sections] != [_shape(section) for section in source.sections]:
            yield f"{slug}: {language} has other points than {SOURCE}"
        for name in (*OF_ALL_LANGUAGES, "version"):
            if getattr(item.about, name) != getattr(source.about, name):
                yield f"{slug}: {language} has another {name} than {SOURCE}"


def _shape(section: dict[str, Any]) -> list[Any]:
    points = [point["category"] for point in section.get("points", ())]
    return points + [answer["right"] for answer in section.get("answers", ())]
