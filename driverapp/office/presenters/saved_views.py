"""Saved views as links."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import url_for

from driverapp.reports.inbox_models import SavedView


@dataclass(frozen=True)
class View:
    """A saved view: its name, where it leads, and whether that list is open."""

    id: int
    name: str
    address: str
    open: bool


def saved_views(views: Sequence[SavedView], query: str | None = None) -> list[View]:
    """A person's views; `query` is that of the open list."""
    return [View(view.id, view.name, f"{url_for('inbox.show')}?{view.query}", view.query == query) for view in views]
