"""What readers get of the guidance."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import contains_eager, selectinload

from driverapp.guidance.models import GuidanceAgreement, GuidanceItem, GuidanceText, GuidanceVersion
from driverapp.guidance.sections import Sections
from driverapp.policy.current import current_policy
from driverapp.store.clock import local_day, now
from driverapp.store.database import db
from driverapp.vocabulary.guidance import EVERY_GROUP, GuidanceKind, VersionState
from driverapp.vocabulary.languages import SOURCE
from driverapp.vocabulary.target_groups import TargetGroup

DRAFT = "draft"
AGREED = "agreed"
POLICE = "police"
SHOWN_STARTERS = (VersionState.DRAFT, VersionState.PROPOSED)
GROUPS = [*(group.value for group in TargetGroup), EVERY_GROUP]
KINDS = [kind.value for kind in GuidanceKind]


@dataclass(frozen=True)
class Agreed:
    """Who agreed: `police` or an association's name, on behalf of which office, on which day."""

    party: str
    office: str
    at: date


@dataclass(frozen=True)
class Reading:
    """An item as readers get it, in one language. `status`: `draft` until its parties agreed, then `agreed`.

    `recalled`: it was in force and is no more; then it has no sections.
    """

    slug: str
    kind: str
    language: str
    target_group: str
    title: str
    sections: Sections
    version: int
    status: str
    agreed: list[Agreed]
    valid_until: date | None
    published_at: datetime | None
    region: str | None
    road: str | None
    source: str
    recalled: bool


def readings(language: str, target_group: TargetGroup | None = None) -> list[Reading]:
    """The guidance of a language, of one target group or all, in the order of groups, kinds and titles.

    What is for everybody comes with each group. An item that has no text in the language comes in German, and its
    `language` says so. Starter drafts come only where the operator's policy shows them, expired items not at all.
    """
    versions = _versions_in_force(target_group)
    texts = _texts([each.id for each in versions], language)
    found = [reading_of(each, texts[each.id]) for each in versions if each.id in texts]
    return sorted(found, key=lambda each: (GROUPS.index(each.target_group), KINDS.index(each.kind), each.title))


def checklists(language: str, target_group: TargetGroup | None = None) -> list[Reading]:
    """As `readings`: all but the notices."""
    return [each for each in readings(language, target_group) if each.kind != GuidanceKind.NOTICE]


def notices(language: str, target_group: TargetGroup | None = None) -> list[Reading]:
    """As `readings`: the notices, the latest first; in place of a recalled one its recall."""
    found = [each for each in readings(language, target_group) if each.kind == GuidanceKind.NOTICE]
    return sorted(found, key=lambda each: (each.published_at is None, each.published_at), reverse=True)


def find_reading(language: str, slug: str) -> Reading | None:
    """One of `readings`, of whichever group."""
    return next((each for each in readings(language) if each.slug == slug), None)


def notices_in_force() -> list[GuidanceVersion]:
    """The published notices with all their texts, the latest first; neither drafts nor what was recalled."""
    found = [
        each
        for each in _versions_in_force(None)
        if each.item.kind == GuidanceKind.NOTICE and each.state == VersionState.PUBLISHED
    ]
    return sorted(found, key=lambda each: (each.published_at, each.id), reverse=True)


def notices_changed_at() -> datetime | None:
    """When a notice was published or recalled last, if ever."""
    latest = select(func.max(GuidanceVersion.published_at), func.max(GuidanceVersion.recalled_at))
    found = db.session.execute(latest.join(GuidanceVersion.item).where(GuidanceItem.kind == GuidanceKind.NOTICE)).one()
    return max((moment for moment in found if moment is not None), default=None)


def _versions_in_force(target_group: TargetGroup | None) -> list[GuidanceVersion]:
    ended = (VersionState.PUBLISHED, VersionState.RECALLED)
    starter = and_(GuidanceVersion.starter, GuidanceVersion.state.in_(SHOWN_STARTERS))
    query = (
        select(GuidanceVersion)
        .join(GuidanceVersion.item)
        .where(or_(GuidanceVersion.state.in_(ended), starter))
        .options(
            contains_eager(GuidanceVersion.item),
            selectinload(GuidanceVersion.agreements).joinedload(GuidanceAgreement.association),
        )
    )
    if target_group is not None:
        query = query.where(GuidanceItem.target_group.in_((target_group.value, EVERY_GROUP)))
    of_items: dict[int, list[GuidanceVersion]] = defaultdict(list)
    for each in db.session.scalars(query):
        of_items[each.item_id].append(each)
    chosen = (_in_force(each) for each in of_items.values())
    with_starters, today = current_policy().starter_content, local_day(now())
    return [each for each in chosen if _is_shown(each, today, with_starters=with_starters)]


def _in_force(versions: Iterable[GuidanceVersion]) -> GuidanceVersion:
    """What is published goes before a recall, a recall before drafts, and a later number before an earlier one."""
    order = (VersionState.PUBLISHED, VersionState.RECALLED)
    return max(versions, key=lambda each: (*(each.state == state for state in order), each.number))


def _is_shown(version: GuidanceVersion, today: date, *, with_starters: bool) -> bool:
    if version.valid_until is not None and version.valid_until < today:
        return False
    if version.state == VersionState.RECALLED:
        return version.item.kind == GuidanceKind.NOTICE
    return version.state == VersionState.PUBLISHED or with_starters


def _texts(version_ids: list[int], language: str) -> dict[int, GuidanceText]:
    wanted = select(GuidanceText).where(
        GuidanceText.version_id.in_(version_ids), GuidanceText.language.in_({language, SOURCE})
    )
    found: dict[int, GuidanceText] = {}
    for each in db.session.scalars(wanted):
        if each.version_id not in found or each.language == language:
            found[each.version_id] = each
    return found


def reading_of(version: GuidanceVersion, text: GuidanceText) -> Reading:
    """A text of a version as readers get it, or would; for a preview too."""
    item, recalled = version.item, version.state == VersionState.RECALLED
    is_agreed = version.published_at is not None
    return Reading(
        slug=item.slug,
        kind=item.kind,
        language=text.language,
        target_group=item.target_group,
        title=text.title,
        sections=[] if recalled else text.sections,
        version=version.number,
        status=AGREED if is_agreed else DRAFT,
        agreed=[_agreed(each) for each in version.agreements] if is_agreed else [],
        valid_until=version.valid_until,
        published_at=version.published_at,
        region=item.region,
        road=item.road,
        source=text.source,
        recalled=recalled,
    )


def _agreed(agreement: GuidanceAgreement) -> Agreed:
    party = agreement.association.name if agreement.association else POLICE
    return Agreed(party, agreement.office, local_day(agreement.at))
