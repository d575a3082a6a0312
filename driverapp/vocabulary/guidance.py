"""The fixed words of guidance: kinds of items, states of their versions, kinds of feedback."""

from enum import StrEnum

from driverapp.vocabulary.target_groups import TargetGroup

# The target group of an item that fits everybody.
EVERY_GROUP = "all"
# How long what a reader said waits for the next version.
FEEDBACK_MONTHS = 12


class GuidanceKind(StrEnum):
    """What an item is; the value is what the API and the store hold."""

    CHECKLIST = "checklist"
    ROUTINE = "routine"
    CARD = "card"
    TRAINING = "training"
    NOTICE = "notice"


class VersionState(StrEnum):
    """How far a version is: `draft → proposed → published → replaced` or `recalled`; back to draft by an edit."""

    DRAFT = "draft"
    PROPOSED = "proposed"
    PUBLISHED = "published"
    REPLACED = "replaced"
    RECALLED = "recalled"


class FeedbackKind(StrEnum):
    """What a reader finds wrong with an item."""

    NOT_UNDERSTANDABLE = "not_understandable"
    NOT_OUR_REALITY = "not_our_reality"
    MISSING = "missing"


def groups_of(target_group: str) -> tuple[TargetGroup, ...]:
    """The groups that an item with this target group is for. Raises `ValueError` for an unknown one."""
    return tuple(TargetGroup) if target_group == EVERY_GROUP else (TargetGroup(target_group),)
