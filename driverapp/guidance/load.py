"""Puts content files into the store; loading the same files again changes nothing."""

from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

from sqlalchemy import select

from driverapp.guidance.models import Checklist
from driverapp.guidance.parse import Item, parse_file
from driverapp.store.database import db

STARTER = Path(__file__).parent / "starter"


def content_files(path: Path) -> list[Path]:
    """The content files at a path: the file itself, or all of a folder, in a fixed order."""
    return [path] if path.is_file() else sorted(path.rglob("*.md"))


def load_content(path: Path) -> int:
    """Load a file or folder; how many items are new or changed.

    Raises `parse.UnreadableContent` before anything is stored.
    """
    return sum(_store(item) for item in [parse_file(each) for each in content_files(path)])


def _store(item: Item) -> bool:
    known = db.session.scalar(
        select(Checklist).where(Checklist.slug == item.slug, Checklist.language == item.about.language)
    )
    values = _values(item)
    if known is None:
        db.session.add(Checklist(slug=item.slug, language=item.about.language, **values))
        return True
    if not _differs(known, values.items()):
        return False
    for name, value in values.items():
        setattr(known, name, value)
    return True


def _values(item: Item) -> dict[str, object]:
    return {
        "target_group": item.about.target_group.value,
        "title": item.about.title,
        "sections": [
            {"title": section.title, "points": [asdict(point) for point in section.points]} for section in item.sections
        ],
        "version": item.about.version,
        "status": item.about.status,
        "source": item.about.source,
    }


def _differs(known: Checklist, values: Iterable[tuple[str, object]]) -> bool:
    return any(getattr(known, name) != value for name, value in values)
