"""Adding an association."""

import re
from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from driverapp.associations.changes import subject
from driverapp.associations.models import Association, AssociationGroup
from driverapp.associations.staff import set_staff
from driverapp.store.clock import local_day, now
from driverapp.trust.audit import record
from driverapp.vocabulary.target_groups import TargetGroup

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LONGEST_SLUG = 60
LONGEST_NAME = 200


class InvalidSlug(Exception):
    """A slug is of small letters, digits and single hyphens, at most 60."""


class InvalidName(Exception):
    """A name has at least one character and at most 200."""


class SlugTaken(Exception):
    """There is an association under this slug already."""


def add_association(
    session: Session,
    slug: str,
    name: str,
    staff: int | None = None,
    *,
    groups: Collection[TargetGroup] = (),
    by: int | None = None,
) -> Association:
    """Add an association; `staff`: its number of employees from today on, where it is known.

    `by`: whose doing it is; nobody's for a command. Raises `InvalidSlug`, `InvalidName`, `SlugTaken`, `InvalidStaff`.
    """
    if not is_slug(slug):
        raise InvalidSlug
    name = checked_name(name)
    if session.scalar(select(Association.id).where(Association.slug == slug)) is not None:
        raise SlugTaken
    association = Association(slug=slug, name=name)
    association.groups = [AssociationGroup(target_group=group) for group in sorted(set(groups))]
    session.add(association)
    session.flush()
    record(session, "association_added", subject(association), by)
    if staff is not None:
        set_staff(session, association, staff, valid_from=local_day(now()), by=by)
    return association


def is_slug(slug: str) -> bool:
    """Whether this may stand in an address for an association or a site."""
    return SLUG.fullmatch(slug) is not None and len(slug) <= LONGEST_SLUG


def checked_name(name: str) -> str:
    """A name without what surrounds it. Raises `InvalidName`."""
    name = name.strip()
    if not 0 < len(name) <= LONGEST_NAME:
        raise InvalidName
    return name
