"""Finding a version to change. Whoever changes an item holds it until the transaction ends: all others wait."""

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from driverapp.guidance.digest import version_digest
from driverapp.guidance.models import GuidanceItem, GuidanceVersion
from driverapp.vocabulary.guidance import VersionState


class UnknownItem(Exception):
    """There is no item of this slug."""


class UnknownVersion(Exception):
    """There is no version of this id."""


class ChangedMeanwhile(Exception):
    """The version no longer says what the person saw; nothing was done."""


class StepNotPossible(Exception):
    """The version is in another state than the step needs, perhaps since a moment ago."""


def held_version(session: Session, version_id: int, *, seen: str | None = None) -> GuidanceVersion:
    """A version, read anew while its item is held. `seen`: the digest of what the person looked at.

    Raises `UnknownVersion` and `ChangedMeanwhile`.
    """
    item_id = session.scalar(select(GuidanceVersion.item_id).where(GuidanceVersion.id == version_id))
    if item_id is None:
        raise UnknownVersion
    version = next((each for each in _hold(session, item_id).versions if each.id == version_id), None)
    if version is None:
        raise UnknownVersion
    if seen is not None and seen != version_digest(version):
        raise ChangedMeanwhile
    return version


def held_item(session: Session, slug: str) -> GuidanceItem:
    """An item with its versions, latest first, read anew while it is held. Raises `UnknownItem`."""
    item_id = session.scalar(select(GuidanceItem.id).where(GuidanceItem.slug == slug))
    if item_id is None:
        raise UnknownItem
    return _hold(session, item_id)


def _hold(session: Session, item_id: int) -> GuidanceItem:
    session.execute(select(GuidanceItem.id).where(GuidanceItem.id == item_id).with_for_update())
    whole = selectinload(GuidanceItem.versions)
    query = select(GuidanceItem).where(GuidanceItem.id == item_id).execution_options(populate_existing=True)
    query = query.options(whole.selectinload(GuidanceVersion.texts), whole.selectinload(GuidanceVersion.agreements))
    return session.scalars(query).one()


def in_force(item: GuidanceItem) -> GuidanceVersion | None:
    """The version that readers have of an item: the published one, else the starter."""
    published = (each for each in item.versions if each.state == VersionState.PUBLISHED)
    starters = (each for each in item.versions if each.starter and each.state != VersionState.REPLACED)
    return next(published, None) or next(starters, None)
