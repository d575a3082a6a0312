"""The side navigation of the office: one line a page, shown to those who may open it."""

from dataclasses import dataclass

from driverapp.vocabulary.permissions import Permission
from driverapp.web.permissions import may


@dataclass(frozen=True)
class Item:
    """A line of the navigation: the endpoint of its page, its words, and the permission that the page asks for."""

    endpoint: str
    label: str
    permission: Permission


ITEMS: tuple[Item, ...] = ()


def navigation() -> list[Item]:
    """The pages for the person at the keyboard, in the order of the navigation."""
    return [item for item in ITEMS if may(item.permission)]
