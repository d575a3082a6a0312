"""What readers get of the guidance."""

from sqlalchemy import select

from driverapp.guidance.models import DRAFT, Checklist
from driverapp.policy.current import current_policy
from driverapp.store.database import db
from driverapp.vocabulary.languages import SOURCE
from driverapp.vocabulary.target_groups import TargetGroup


def checklists(language: str, target_group: TargetGroup | None = None) -> list[Checklist]:
    """The checklists of a language, of one target group or all, in the order of the groups and their titles.

    An item that has no version in the language yet comes in German, and its `language` says so. Drafts, as the starter
    content is, come only where the operator's policy shows them.
    """
    wanted = select(Checklist).where(Checklist.language.in_({language, SOURCE}))
    if not current_policy().starter_content:
        wanted = wanted.where(Checklist.status != DRAFT)
    if target_group is not None:
        wanted = wanted.where(Checklist.target_group == target_group.value)
    found: dict[str, Checklist] = {}
    for each in db.session.scalars(wanted):
        if each.slug not in found or each.language == language:
            found[each.slug] = each
    order = [group.value for group in TargetGroup]
    return sorted(found.values(), key=lambda each: (order.index(each.target_group), each.title))
