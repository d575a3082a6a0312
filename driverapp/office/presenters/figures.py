"""Figures as tables: what stands in which column, and what each number means."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from babel import Locale
from babel.numbers import format_decimal
from flask_babel import get_locale
from flask_babel import gettext as _

from driverapp.associations.models import Association
from driverapp.balance.count import Figures, total
from driverapp.balance.periods import Period
from driverapp.balance.suppress import suppressed
from driverapp.office.presenters.times import days, month, week
from driverapp.vocabulary.wording import N_


@dataclass(frozen=True)
class Column:
    """A column: its number, its short name, broken where its head may break, and what it counts."""

    number: Callable[[Figures], int]
    name: str
    meaning: str
    group: str = "reports"


USABLE = Column(
    lambda figures: figures.usable,
    N_("Auswertbar"),
    N_("Stufe A: Meldungen mit Kategorie, Text oder Fahrzeug, nicht zurückgezogen. Auch die in Quarantäne."),
)
TAPS = Column(
    lambda figures: figures.taps,
    N_("Nur angetippt"),
    N_("Meldungen ohne jede weitere Angabe. Sie zählen nicht als auswertbar."),
)
WITHDRAWN = Column(
    lambda figures: figures.withdrawn,
    N_("Zurück\u00adgezogen"),
    N_("Meldungen, die nach der Frist zum Rückgängigmachen zurückgezogen wurden, gezählt im Zeitraum ihres Eingangs."),
)
UNDONE = Column(
    lambda figures: figures.undone,
    N_("Rück\u00adgängig"),
    N_("Rückgängig gemacht, bevor jemand die Meldung sehen konnte. Von ihr bleibt nur diese Zahl."),
)
ERASED_UNREAD = Column(
    lambda figures: figures.erased_unread,
    N_("Ungelesen gelöscht"),
    N_("Meldungen, die niemand gelesen hat, bis ihre Frist ablief. Sie zählen weiter links mit, wo sie standen."),
)
TAKEN_DOWN = Column(
    lambda figures: figures.taken_down,
    N_("davon auf\u00adgenommen"),
    N_("Per Telefon, Funk oder Brief gekommen und im Büro aufgenommen. Sie zählen weiter links mit."),
)
CALLS = (
    Column(
        lambda figures: figures.calls_tapped,
        N_("110 angetippt"),
        N_("So oft wurde in der App die Nummer angetippt. Ob eine Verbindung zustande kam, weiß die App nicht."),
        "calls",
    ),
    Column(
        lambda figures: figures.calls_spoke,
        N_("gesprochen"),
        N_("Stufe B: davon sagte die Person danach, sie habe mit der Polizei gesprochen."),
        "calls",
    ),
    Column(
        lambda figures: figures.calls_not_reached,
        N_("nicht erreicht"),
        N_("Davon sagte die Person danach: nicht erreicht."),
        "calls",
    ),
    Column(
        lambda figures: figures.calls_not_needed,
        N_("nicht nötig"),
        N_("Davon sagte die Person danach: doch nicht nötig."),
        "calls",
    ),
    Column(
        lambda figures: figures.calls_without_statement,
        N_("ohne Angabe"),
        N_("Davon sagte niemand, was daraus wurde."),
        "calls",
    ),
)
WAITING = (
    Column(
        lambda figures: figures.waited_not,
        N_("keine"),
        N_("Später gefragt, sagte die Person: Die Polizei kam ohne Wartezeit."),
        "waiting",
    ),
    Column(
        lambda figures: figures.waited_up_to_30_min,
        N_("bis 30 min"),
        N_("Später gefragt, sagte die Person: höchstens eine halbe Stunde gewartet."),
        "waiting",
    ),
    Column(
        lambda figures: figures.waited_longer,
        N_("länger"),
        N_("Später gefragt, sagte die Person: länger als eine halbe Stunde gewartet."),
        "waiting",
    ),
)
OF_WEEKS = (USABLE, TAPS, WITHDRAWN, UNDONE, ERASED_UNREAD, TAKEN_DOWN, *CALLS, *WAITING)
OF_ASSOCIATIONS = (USABLE, TAPS, WITHDRAWN, ERASED_UNREAD, TAKEN_DOWN, *CALLS, *WAITING)
# Without the columns that would give a suppressed number away by subtraction.
OF_PARTNERS = (USABLE, TAPS, WITHDRAWN, *CALLS[:2])


@dataclass(frozen=True)
class Line:
    """A line of a table: of what, and the numbers in the order of the columns."""

    name: str
    note: str
    numbers: Sequence[str]
    zero: bool = False


def week_lines(periods: Sequence[Period], figures: Sequence[Figures]) -> list[Line]:
    """A line a week, the newest first."""
    lines = [
        Line(week(period), days(period), _numbers(OF_WEEKS, each), each == Figures())
        for period, each in zip(periods, figures, strict=True)
    ]
    return lines[::-1]


def sum_line(figures: Sequence[Figures]) -> Line:
    """The sum of each column over the weeks; columns are never added to one another."""
    return Line(_("Summe"), "", _numbers(OF_WEEKS, total(figures)))


def association_lines(found: Sequence[tuple[Association | None, Figures]]) -> list[Line]:
    """A line an association, and one for what no enrolment code names."""
    return [
        Line(each.name if each else _("nicht zugeordnet"), "", _numbers(OF_ASSOCIATIONS, figures), figures == Figures())
        for each, figures in found
    ]


def partner_lines(periods: Sequence[Period], figures: Sequence[Figures]) -> list[Line]:
    """A line a month, the newest first, without a sum and with small numbers kept back."""
    lines = [
        Line(month(period), "", [suppressed(column.number(each)) for column in OF_PARTNERS], each == Figures())
        for period, each in zip(periods, figures, strict=True)
    ]
    return lines[::-1]


def _numbers(columns: Sequence[Column], figures: Figures) -> list[str]:
    locale = get_locale()
    return [_written(column.number(figures), locale) for column in columns]


# A year has 900 numbers, most of them small and the same.
@lru_cache(maxsize=4096)
def _written(number: int, locale: Locale) -> str:
    return format_decimal(number, locale=locale)
