"""Finds what is wrong with content files before anybody reads them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from driverapp.guidance.faults import find_faults
from driverapp.guidance.load import OF_ALL_LANGUAGES, content_files
from driverapp.guidance.parse import Item, UnreadableContent, parse_text
from driverapp.vocabulary.languages import SOURCE

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
            faults = find_faults(item.about.kind, language, title=item.about.title, sections=item.sections, known=items)
            complaints += [f"{slug}.{language}.md: {fault}" for fault in faults]
    return complaints


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
