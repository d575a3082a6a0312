"""The side navigation of the office: one line a page, shown to those who may open it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from flask import request, url_for

from driverapp.policy.current import current_policy
from driverapp.vocabulary.permissions import Permission
from driverapp.vocabulary.wording import N_
from driverapp.web.permissions import may


@dataclass(frozen=True)
class Item:
    """A line of the navigation: the endpoint of its page, its words, and the permission that the page asks for.

    `shown`: whether the operator's policy has such a page.
    """

    endpoint: str
    label: str
    permission: Permission
    shown: Callable[[], bool] = lambda: True


ITEMS: tuple[Item, ...] = (
    Item("inbox.show", N_("Meldungen"), Permission.READ_REPORTS),
    Item("series.show_all", N_("Serien"), Permission.READ_REPORTS, lambda: current_policy().linking),
    Item("map.show", N_("Karte"), Permission.READ_REPORTS),
    Item("report_new.show", N_("Meldung aufnehmen"), Permission.WORK_REPORTS),
    Item("own_messages.show", N_("Meine Nachrichten"), Permission.READ_REPORTS),
    Item("figures.show", N_("Zahlen"), Permission.READ_FIGURES),
    Item("figures.show_own", N_("Zahlen unseres Verbands"), Permission.READ_OWN_FIGURES),
    Item("guidance_items.show", N_("Inhalte"), Permission.READ_GUIDANCE),
    Item("guidance_feedback.show", N_("Rückmeldungen"), Permission.WRITE_GUIDANCE),
    Item("guidance_reach.show", N_("Reichweite"), Permission.READ_REACH),
    Item("guidance_reach.show_own", N_("Reichweite unseres Verbands"), Permission.READ_OWN_FIGURES),
    Item("first_steps.show", N_("Erste Schritte"), Permission.MANAGE_PEOPLE),
    Item("associations.show", N_("Verbände"), Permission.MANAGE_ASSOCIATIONS),
    Item("associations.show", N_("Unser Verband"), Permission.MANAGE_OWN_ASSOCIATION),
    Item("call_codes.show", N_("Leitstelle"), Permission.READ_FIGURES),
    Item("people.show", N_("Personen"), Permission.MANAGE_PEOPLE),
    Item("policy.show", N_("Richtlinie"), Permission.MANAGE_POLICY),
    Item("audit.show", N_("Protokoll"), Permission.READ_AUDIT),
    Item("settings.show", N_("Einstellungen"), Permission.MANAGE_SETTINGS),
    Item("deliveries.show", N_("Versand"), Permission.MANAGE_SETTINGS),
    Item("guidance_parties.show", N_("Wer zustimmt"), Permission.MANAGE_ASSOCIATIONS),
)


def navigation() -> list[Item]:
    """The pages for the person at the keyboard, in the order of the navigation."""
    return [item for item in ITEMS if may(item.permission) and item.shown()]


def here(items: Iterable[Item]) -> str | None:
    """The endpoint among a navigation's pages to which the open one belongs: the one whose address is nearest."""
    addresses = {url_for(item.endpoint): item.endpoint for item in items}
    above = [address for address in addresses if request.path.startswith(address)]
    return addresses[max(above, key=len)] if above else None
