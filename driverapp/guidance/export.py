"""What is in force, as content files that another installation can load; there it is a draft until it is agreed to."""

import json
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from driverapp.guidance.archive import write_archive
from driverapp.guidance.models import GuidanceItem, GuidanceText, GuidanceVersion
from driverapp.guidance.sections import write_sections
from driverapp.guidance.versions import in_force
from driverapp.vocabulary.guidance import GuidanceKind


def export_content(session: Session, path: Path) -> int:
    """Write the published version of each item, else its starter, as a ZIP archive; how many files it holds."""
    files = [file for item in _items(session) for file in _files(item)]
    write_archive(path, files)
    return len(files)


def content_file(version: GuidanceVersion, text: GuidanceText) -> str:
    """A text as a content file; what reads it gets the same text."""
    item = version.item
    front = {
        "title": text.title,
        "kind": item.kind,
        "target_group": item.target_group,
        "language": text.language,
        "version": version.number,
        "status": "draft",
        "valid_until": version.valid_until and version.valid_until.isoformat(),
        "source": text.source,
    }
    if item.kind == GuidanceKind.NOTICE:
        front |= {"region": item.region, "road": item.road}
    lines = "".join(f"{name}: {_yaml(name, value)}\n" for name, value in front.items())
    return f"---\n{lines}---\n\n{write_sections(text.sections)}"


def _items(session: Session) -> list[GuidanceItem]:
    whole = selectinload(GuidanceItem.versions).selectinload(GuidanceVersion.texts)
    return list(session.scalars(select(GuidanceItem).options(whole).order_by(GuidanceItem.slug)))


def _files(item: GuidanceItem) -> Iterator[tuple[str, str]]:
    version = in_force(item)
    if version is None:
        return
    for text in version.texts:
        yield f"{item.target_group}/{item.slug}.{text.language}.md", content_file(version, text)


def _yaml(name: str, value: object) -> str:
    # Words of a person are quoted: JSON is YAML too. Fixed words, numbers and days stand as they are.
    quoted = name in ("title", "source", "region") or value is None
    return json.dumps(value, ensure_ascii=False) if quoted else str(value)
