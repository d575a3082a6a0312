"""Finds what is wrong with content files before anybody reads them."""

import re
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from driverapp.guidance.load import content_files
from driverapp.guidance.parse import Item, UnreadableContent, parse_file

# An indicator is behaviour in context, never origin. Points that say just that may name the words.
ORIGIN = re.compile(
    r"\b(ausländ\w*|herkunft|nationalität|hautfarbe|religion\w*|südländ\w*|osteurop\w*|zigeuner\w*|"
    r"foreign\w*|origin|nationality|skin colou?r|ethnic\w*)\b",
    re.IGNORECASE,
)


def check_content(path: Path, languages: Iterable[str]) -> list[str]:
    """Every complaint about a file or folder, one line each: form, missing language, unequal lists, wording."""
    complaints: list[str] = []
    items: dict[str, dict[str, Item]] = defaultdict(dict)
    for each in content_files(path):
        try:
            item = parse_file(each)
        except UnreadableContent as error:
            complaints.append(str(error))
        else:
            items[item.slug][item.about.language] = item
            complaints += _wording(each.name, item)
    for slug, versions in items.items():
        complaints += [f"{slug}: language {language} is missing" for language in languages if language not in versions]
        complaints += _shape(slug, versions)
    return complaints


def _wording(name: str, item: Item) -> list[str]:
    return [
        f"{name}: names origin as an indicator: «{point.text}»"
        for section in item.sections
        for point in section.points
        if point.category and ORIGIN.search(point.text)
    ]


def _shape(slug: str, versions: dict[str, Item]) -> list[str]:
    shapes = {
        language: [[point.category for point in section.points] for section in item.sections]
        for language, item in versions.items()
    }
    source = shapes.get("de")
    return [
        f"{slug}: {language} has other points than de"
        for language, shape in shapes.items()
        if source is not None and shape != source
    ]
