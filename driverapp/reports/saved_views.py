"""Lists that a person keeps under a name, each as the query of its URL."""

from collections.abc import Sequence

from sqlalchemy import select

from driverapp.reports.inbox_models import SavedView
from driverapp.store.database import db

LONGEST_NAME = 60
LONGEST_QUERY = 2000
# More are no shortcut any more.
MOST = 30


class NameMissing(Exception):
    """A view needs a name of at most 60 characters."""


class TooMany(Exception):
    """There are as many views as one can overlook."""


def views_of(person_id: int) -> Sequence[SavedView]:
    """A person's views in the order in which they were saved."""
    return db.session.scalars(select(SavedView).where(SavedView.person_id == person_id).order_by(SavedView.id)).all()


def find_view(view_id: int, person_id: int) -> SavedView | None:
    """One of a person's views."""
    return db.session.scalar(select(SavedView).where(SavedView.id == view_id, SavedView.person_id == person_id))


def save_view(person_id: int, name: str, query: str) -> None:
    """Keep a list under a name; a name that there is already gets the new list. Raises `NameMissing`, `TooMany`."""
    name, views = _checked(name), views_of(person_id)
    known = next((view for view in views if view.name == name), None)
    if known is None and len(views) >= MOST:
        raise TooMany
    view = known or SavedView(person_id=person_id, name=name)
    view.query = query[:LONGEST_QUERY]
    db.session.add(view)


def rename_view(view: SavedView, name: str) -> None:
    """Give a view another name. Raises `NameMissing`."""
    view.name = _checked(name)


def delete_view(view: SavedView) -> None:
    """Delete a view."""
    db.session.delete(view)


def _checked(name: str) -> str:
    name = " ".join(name.split())
    if not 0 < len(name) <= LONGEST_NAME:
        raise NameMissing
    return name
