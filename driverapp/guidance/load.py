"""Puts content files into the store as starter drafts; loading the same files again changes nothing."""

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from sqlalchemy import select

from driverapp.guidance.archive import is_archive, read_archive
from driverapp.guidance.digest import source_digest, text_digest, text_in
from driverapp.guidance.models import GuidanceItem, GuidanceText, GuidanceVersion
from driverapp.guidance.parse import FrontMatter, Item, UnreadableContent, parse_text
from driverapp.guidance.proposal import send_back
from driverapp.guidance.write import OF_THE_ITEM, OPEN
from driverapp.store.database import db
from driverapp.vocabulary.guidance import VersionState
from driverapp.vocabulary.languages import SOURCE

STARTER = Path(__file__).parent / "starter"
OF_ALL_LANGUAGES = (*OF_THE_ITEM, "valid_until")


def content_files(path: Path) -> list[tuple[str, str]]:
    """Name and content of the file at a path, or of all in a folder or a ZIP archive, in a fixed order.

    Raises `UnreadableContent`.
    """
    if path.is_dir():
        return [(each.name, _read(each)) for each in sorted(path.rglob("*.md"))]
    return read_archive(path) if is_archive(path) else [(path.name, _read(path))]


def load_content(path: Path) -> int:
    """Load a file, a folder or an archive; how many texts are new or changed.

    What was written or agreed to in the app stays as it is, and so does every version that a later one followed.
    Raises `UnreadableContent` before anything is stored.
    """
    versions: dict[tuple[str, int], list[Item]] = defaultdict(list)
    for name, content in content_files(path):
        item = parse_text(name, content)
        versions[item.slug, item.about.version].append(item)
    for (slug, _), items in versions.items():
        _check_alike(slug, [each.about for each in items])
    return sum(_store(slug, number, items) for (slug, number), items in sorted(versions.items()))


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise UnreadableContent(f"{path.name}: no UTF-8") from None


def _check_alike(slug: str, abouts: list[FrontMatter]) -> None:
    for name in OF_ALL_LANGUAGES:
        if len({getattr(about, name) for about in abouts}) > 1:
            raise UnreadableContent(f"{slug}: {name} is not the same in every language")


def _store(slug: str, number: int, files: list[Item]) -> int:
    about = files[0].about
    item = db.session.scalar(select(GuidanceItem).where(GuidanceItem.slug == slug).with_for_update())
    if item is None:
        item = GuidanceItem(slug=slug, kind=about.kind, target_group=about.target_group, versions=[])
        db.session.add(item)
    version = next((each for each in item.versions if each.number == number), None)
    if version is None:
        if any(each.number > number for each in item.versions):
            return 0
        version = _begin(item, number)
    elif not version.starter or version.state not in OPEN:
        return 0
    framed = _frame(item, version, about)
    changed = sum(_store_text(version, each) for each in _source_first(files))
    if (framed or changed) and version.state == VersionState.PROPOSED:
        send_back(db.session(), version, by=None)
    db.session.flush()
    return max(changed, int(framed))


def _begin(item: GuidanceItem, number: int) -> GuidanceVersion:
    for each in item.versions:
        # A proposal is for those who agree to decide.
        if each.starter and each.state == VersionState.DRAFT:
            each.state = VersionState.REPLACED
    version = GuidanceVersion(number=number, state=VersionState.DRAFT, starter=True, texts=[], agreements=[])
    item.versions.insert(0, version)
    return version


def _frame(item: GuidanceItem, version: GuidanceVersion, about: FrontMatter) -> bool:
    frame: list[tuple[object, tuple[str, ...]]] = [(version, ("valid_until",))]
    if all(each.starter for each in item.versions):
        frame.append((item, OF_THE_ITEM))
    changed = [(row, name) for row, names in frame for name in names if getattr(row, name) != getattr(about, name)]
    for row, name in changed:
        setattr(row, name, getattr(about, name))
    return bool(changed)


def _source_first(files: Iterable[Item]) -> list[Item]:
    return sorted(files, key=lambda each: (each.about.language != SOURCE, each.about.language))


def _store_text(version: GuidanceVersion, file: Item) -> bool:
    language, title, source = file.about.language, file.about.title, file.about.source
    made_from = None if language == SOURCE else source_digest(version)
    text = text_in(version, language)
    if text is None:
        text = GuidanceText(
            language=language, title=title, source=source, sections=file.sections, source_digest=made_from
        )
        version.texts.append(text)
        return True
    same = text_digest(text.title, text.source, text.sections) == text_digest(title, source, file.sections)
    if not same:
        text.title, text.source, text.sections = title, source, file.sections
    # A file that comes again stands by the German text that comes with it.
    text.source_digest = made_from
    return not same
