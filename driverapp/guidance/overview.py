"""What the office sees of the guidance: items with their versions, what waits, what ends soon."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from driverapp.guidance.digest import stale_languages
from driverapp.guidance.faults import Fault, find_faults
from driverapp.guidance.models import GuidanceAgreement, GuidanceItem, GuidanceText, GuidanceVersion
from driverapp.guidance.parties import parties_of, party_of
from driverapp.guidance.versions import UnknownItem, UnknownVersion, in_force
from driverapp.guidance.write import open_version
from driverapp.people.models import Person
from driverapp.store.clock import local_day, now
from driverapp.vocabulary.guidance import GuidanceKind, VersionState
from driverapp.vocabulary.languages import SOURCE

REMINDER = timedelta(days=30)


@dataclass(frozen=True)
class Listed:
    """An item, the version that readers have of it, and the one that is being written or agreed to.

    `stale`: languages of the open version, else of the one in force, whose German text changed since.
    """

    item: GuidanceItem
    title: str
    in_force: GuidanceVersion | None
    opened: GuidanceVersion | None
    stale: list[str]


def list_items(session: Session) -> list[Listed]:
    """Every item, by its slug."""
    whole = selectinload(GuidanceItem.versions).selectinload(GuidanceVersion.texts)
    return [_listed(item) for item in session.scalars(select(GuidanceItem).options(whole).order_by(GuidanceItem.slug))]


def item_titles(session: Session) -> dict[str, str]:
    """The titles of all items as they are listed, by slug."""
    return {each.item.slug: each.title for each in list_items(session)}


def shown_version(item: GuidanceItem) -> GuidanceVersion:
    """The version that an item is shown by: the one that is being written, else what readers have, else the last."""
    return open_version(item) or in_force(item) or item.versions[0]


def load_item(session: Session, slug: str) -> GuidanceItem:
    """An item with its versions, latest first. Raises `UnknownItem`."""
    found = session.scalar(select(GuidanceItem).where(GuidanceItem.slug == slug))
    if found is None:
        raise UnknownItem
    return found


def load_version(session: Session, slug: str, number: int) -> GuidanceVersion:
    """A version with its texts and agreements. Raises `UnknownVersion`."""
    given = selectinload(GuidanceVersion.agreements)
    query = (
        select(GuidanceVersion)
        .join(GuidanceVersion.item)
        .where(GuidanceItem.slug == slug, GuidanceVersion.number == number)
        .options(
            joinedload(GuidanceVersion.item),
            selectinload(GuidanceVersion.texts),
            given.joinedload(GuidanceAgreement.person),
            given.joinedload(GuidanceAgreement.association),
        )
    )
    found = session.scalar(query)
    if found is None:
        raise UnknownVersion
    return found


def waiting_for(session: Session, person: Person) -> list[GuidanceVersion]:
    """The proposals that wait for the agreement of a person's party, the oldest first. Raises `NotAllowed`."""
    party = party_of(person)
    query = (
        select(GuidanceVersion)
        .where(GuidanceVersion.state == VersionState.PROPOSED)
        .options(joinedload(GuidanceVersion.item), selectinload(GuidanceVersion.agreements))
        .order_by(GuidanceVersion.proposed_at)
    )
    return [
        each
        for each in session.scalars(query)
        if party in parties_of(session, each.item.target_group)
        and party.association_id not in {agreement.association_id for agreement in each.agreements}
    ]


def ending_soon(session: Session, today: date | None = None) -> list[GuidanceVersion]:
    """The published versions that end within 30 days, the first to end first; those that are over are none of them."""
    first = today or local_day(now())
    query = (
        select(GuidanceVersion)
        .where(
            GuidanceVersion.state == VersionState.PUBLISHED,
            GuidanceVersion.valid_until.between(first, first + REMINDER),
        )
        .options(joinedload(GuidanceVersion.item))
        .order_by(GuidanceVersion.valid_until, GuidanceVersion.id)
    )
    return list(session.scalars(query))


def known_slugs(session: Session) -> set[str]:
    """The slugs of all items, to which links may lead."""
    return set(session.scalars(select(GuidanceItem.slug)))


def list_faults(session: Session, version: GuidanceVersion) -> dict[str, list[Fault]]:
    """What should be looked at before a version is proposed, by language; languages without faults are absent."""
    known, kind = known_slugs(session), GuidanceKind(version.item.kind)
    found = {
        each.language: list(find_faults(kind, each.language, title=each.title, sections=each.sections, known=known))
        for each in version.texts
    }
    return {language: faults for language, faults in found.items() if faults}


def _listed(item: GuidanceItem) -> Listed:
    shown = shown_version(item)
    return Listed(item, _title(shown.texts) or item.slug, in_force(item), open_version(item), stale_languages(shown))


def _title(texts: list[GuidanceText]) -> str | None:
    return next((each.title for each in texts if each.language == SOURCE), None)
