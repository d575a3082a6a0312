"""Adding an association."""

import re

from sqlalchemy import select
from sqlalchemy.orm import Session

from driverapp.associations.models import Association

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LONGEST_SLUG = 60
LONGEST_NAME = 200


class InvalidSlug(Exception):
    """A slug is of small letters, digits and single hyphens, at most 60."""


class InvalidName(Exception):
    """A name has at least one character and at most 200."""


class SlugTaken(Exception):
    """There is an association under this slug already."""


def add_association(session: Session, slug: str, name: str, staff: int | None = None) -> Association:
    """Add an association; `staff`: its number of employees, where it is known.

    Raises `InvalidSlug`, `InvalidName` and `SlugTaken`.
    """
    if not SLUG.fullmatch(slug) or len(slug) > LONGEST_SLUG:
        raise InvalidSlug
    name = name.strip()
    if not 0 < len(name) <= LONGEST_NAME:
        raise InvalidName
    if session.scalar(select(Association.id).where(Association.slug == slug)) is not None:
        raise SlugTaken
    association = Association(slug=slug, name=name, staff=staff)
    session.add(association)
    session.flush()
    return association
