"""The side navigation of the office: one line a page, shown to those who may open it."""

from dataclasses import dataclass

from driverapp.vocabulary.permissions import Permission
from driverapp.vocabulary.wording import N_
from driverapp.web.permissions import may


@dataclass(frozen=True)
class Item:
    """A line of the navigation: the endpoint of its page, its words, and the permission that the page asks for."""

    endpoint: str
    label: str
    permission: Permission


ITEMS: tuple[Item, ...] = (
    Item("inbox.show", N_("Meldungen"), Permission.READ_REPORTS),
    Item("figures.show", N_("Zahlen"), Permission.READ_FIGURES),
    Item("figures.show_own", N_("Zahlen unseres Verbands"), Permission.READ_OWN_FIGURES),
    Item("people.show", N_("Personen"), Permission.MANAGE_PEOPLE),
    Item("policy.show", N_("Richtlinie"), Permission.MANAGE_POLICY),
)


def navigation() -> list[Item]:
    """The pages for the person at the keyboard, in the order of the navigation."""
    return [item for item in ITEMS if may(item.permission)]
