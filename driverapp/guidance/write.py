"""Writing: an editor makes items, writes their texts, and proposes a version to those who agree."""

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from driverapp.guidance.actors import acting
from driverapp.guidance.digest import source_digest, text_digest, text_in
from driverapp.guidance.frame import Frame
from driverapp.guidance.models import GuidanceItem, GuidanceText, GuidanceVersion
from driverapp.guidance.parse import LONGEST_SLUG, LONGEST_SOURCE, LONGEST_TITLE, SLUG
from driverapp.guidance.proposal import send_back, subject
from driverapp.guidance.sections import is_line, read_sections
from driverapp.guidance.versions import StepNotPossible, held_item, held_version
from driverapp.store.clock import now
from driverapp.trust.audit import record
from driverapp.vocabulary.guidance import GuidanceKind, VersionState
from driverapp.vocabulary.languages import DRIVER_LANGUAGES, SOURCE
from driverapp.vocabulary.permissions import Permission

OPEN = (VersionState.DRAFT, VersionState.PROPOSED)
OF_THE_ITEM = ("kind", "target_group", "region", "road")
OF_THE_TEXT = ("language", "title", "source", "sections", "source_digest")


class InvalidSlug(Exception):
    """A slug is of small letters, digits and single hyphens, at most 60."""


class SlugTaken(Exception):
    """There is an item of this slug already."""


class InvalidTitle(Exception):
    """A title has at least one character and at most 70, on one line."""


class InvalidSource(Exception):
    """A source has at least one character and at most 400, on one line."""


class UnknownLanguage(Exception):
    """Readers have no such language."""


class FrameFixed(Exception):
    """The kind never changes, and nor do target group, region and road once a version was published."""


def create_item(session: Session, slug: str, frame: Frame, *, by: int) -> GuidanceVersion:
    """Make an item with an empty draft. Raises `NotAllowed`, `InvalidSlug` and `SlugTaken`."""
    acting(session, by, Permission.WRITE_GUIDANCE)
    if not SLUG.fullmatch(slug) or len(slug) > LONGEST_SLUG:
        raise InvalidSlug
    item = GuidanceItem(slug=slug, **{name: getattr(frame, name) for name in OF_THE_ITEM}, versions=[])
    version = _begin(item, 1, by)
    version.valid_until = frame.valid_until
    try:
        with session.begin_nested():
            session.add(item)
    except IntegrityError:
        raise SlugTaken from None
    record(session, "guidance_created", subject(version), by)
    return version


def revise(session: Session, slug: str, *, by: int) -> GuidanceVersion:
    """The open draft or proposal of an item; where there is none, a new draft that begins with the present texts.

    What readers have stays as it is until the new version is published. Raises `NotAllowed` and `UnknownItem`.
    """
    acting(session, by, Permission.WRITE_GUIDANCE)
    item = held_item(session, slug)
    if opened := open_version(item):
        return opened
    latest = item.versions[0]
    version = _begin(item, latest.number + 1, by)
    version.valid_until = latest.valid_until
    version.texts = [GuidanceText(**{name: getattr(each, name) for name in OF_THE_TEXT}) for each in latest.texts]
    session.flush()
    record(session, "guidance_revised", subject(version), by)
    return version


def is_editable(version: GuidanceVersion) -> bool:
    """Whether a version can be written in. A file's starter cannot: readers have it, so that it is revised instead."""
    return version.state in OPEN and not version.starter


def open_version(item: GuidanceItem) -> GuidanceVersion | None:
    """The version of an item that is being written or agreed to, if one is."""
    return next((each for each in item.versions if is_editable(each)), None)


def save_text(
    session: Session, version_id: int, language: str, *, title: str, source: str, body: str, seen: str, by: int
) -> GuidanceVersion:
    """Write the text of a version in a language; `body` in Markdown.

    A proposal goes back to draft, unless the text is the same. A translation counts as made from the present German
    text, also when nothing had to change in it.

    Raises `NotAllowed`, `UnknownVersion`, `ChangedMeanwhile`, `StepNotPossible`, `UnknownLanguage`, `InvalidTitle`,
    `InvalidSource` and `sections.UnreadableBody`.
    """
    if language not in DRIVER_LANGUAGES:
        raise UnknownLanguage
    version = _editable(session, version_id, seen, by)
    title, source = title.strip(), source.strip()
    if not is_title(title):
        raise InvalidTitle
    if not is_source(source):
        raise InvalidSource
    sections = read_sections(GuidanceKind(version.item.kind), body.replace("\r\n", "\n"))
    text, made_from = text_in(version, language), None if language == SOURCE else source_digest(version)
    if text is None:
        text = GuidanceText(language=language)
        version.texts.append(text)
    elif text_digest(text.title, text.source, text.sections) == text_digest(title, source, sections):
        if text.source_digest != made_from:
            text.source_digest = made_from
            record(session, f"guidance_text_confirmed_{language}", subject(version), by)
        return version
    text.title, text.source, text.sections, text.source_digest = title, source, sections, made_from
    _note_change(session, version, f"guidance_text_saved_{language}", by)
    return version


def is_title(title: str) -> bool:
    """Whether a title has at least one character and at most 70, on one line."""
    return 0 < len(title) <= LONGEST_TITLE and is_line(title)


def is_source(source: str) -> bool:
    """Whether a source has at least one character and at most 400, on one line."""
    return 0 < len(source) <= LONGEST_SOURCE and is_line(source)


def remove_text(session: Session, version_id: int, language: str, *, seen: str, by: int) -> GuidanceVersion:
    """Take a translation out of a version, so that its readers get German. Raises as `save_text`."""
    version = _editable(session, version_id, seen, by)
    text = text_in(version, language)
    if text is None or language == SOURCE:
        raise UnknownLanguage
    version.texts.remove(text)
    _note_change(session, version, f"guidance_text_removed_{language}", by)
    return version


def set_frame(session: Session, version_id: int, frame: Frame, *, seen: str, by: int) -> GuidanceVersion:
    """Set what a version is besides its texts. A proposal goes back to draft, unless nothing changes.

    Raises `NotAllowed`, `UnknownVersion`, `ChangedMeanwhile`, `StepNotPossible` and `FrameFixed`.
    """
    version = _editable(session, version_id, seen, by)
    item = version.item
    changed = [name for name in OF_THE_ITEM if getattr(item, name) != getattr(frame, name)]
    was_read = any(each.published_at or each.starter for each in item.versions)
    if "kind" in changed or (changed and was_read):
        raise FrameFixed
    if not changed and version.valid_until == frame.valid_until:
        return version
    for name in changed:
        setattr(item, name, getattr(frame, name))
    version.valid_until = frame.valid_until
    _note_change(session, version, "guidance_frame_set", by)
    return version


def _begin(item: GuidanceItem, number: int, by: int) -> GuidanceVersion:
    version = GuidanceVersion(number=number, state=VersionState.DRAFT, author_id=by, created_at=now())
    item.versions.insert(0, version)
    return version


def _editable(session: Session, version_id: int, seen: str, by: int) -> GuidanceVersion:
    acting(session, by, Permission.WRITE_GUIDANCE)
    version = held_version(session, version_id, seen=seen)
    if not is_editable(version):
        raise StepNotPossible
    return version


def _note_change(session: Session, version: GuidanceVersion, action: str, by: int) -> None:
    version.author_id = by
    if version.state == VersionState.PROPOSED:
        send_back(session, version, by=by)
    session.flush()
    record(session, action, subject(version), by)
