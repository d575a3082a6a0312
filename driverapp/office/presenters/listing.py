"""What a list says of itself: how far a search looked, and what waits too long."""

from flask_babel import format_decimal, ngettext
from flask_babel import gettext as _

from driverapp.reports.lists import Page


def searched(page: Page) -> str | None:
    """How many reports a search opened, and whether it would find more."""
    if page.looked_through is None:
        return None
    count = format_decimal(page.looked_through)
    looked = ngettext(
        "%(count)s Meldung durchsucht", "%(count)s Meldungen durchsucht", page.looked_through, count=count
    )
    if page.older:
        return _("%(looked)s, die neuesten zuerst. Es gibt ältere, die noch nicht durchsucht sind.", looked=looked)
    return _("%(looked)s, die neuesten zuerst. Weitere gibt es mit diesen Filtern nicht.", looked=looked)


def overdue(count: int) -> str | None:
    """The alarm; nothing while nothing waits too long."""
    if not count:
        return None
    return ngettext(
        "%(num)s Meldung wartet seit mehr als 24 Stunden", "%(num)s Meldungen warten seit mehr als 24 Stunden", count
    )
