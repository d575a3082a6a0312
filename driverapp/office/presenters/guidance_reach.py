"""Reach as a table: how often "understood" was pressed, small numbers kept back."""

from collections.abc import Iterable
from dataclasses import dataclass

from flask_babel import format_decimal
from flask_babel import gettext as _

from driverapp.balance.reach import Reach, ReachLine
from driverapp.office.presenters.guidance_words import GROUP_NAMES


@dataclass(frozen=True)
class Line:
    """An association and target group: presses beside the association's staff."""

    association: str
    group: str
    count: str
    staff: str


@dataclass(frozen=True)
class Table:
    """The reach of one version of an item. `at_least`: the sum of the numbers that are shown."""

    slug: str
    title: str
    version: int
    lines: list[Line]
    at_least: str


def tables(found: Iterable[Reach], titles: dict[str, str]) -> list[Table]:
    """A table for each version of each item."""
    return [
        Table(
            slug=each.slug,
            title=titles.get(each.slug, each.slug),
            version=each.version,
            lines=[_line(line) for line in sorted(each.lines, key=_order)],
            at_least=format_decimal(each.at_least),
        )
        for each in found
    ]


def definitions() -> list[tuple[str, str]]:
    """What the numbers are: each with what it means."""
    return [
        (
            _("„Verstanden“ getippt"),
            _(
                "So oft wurde unter dem Text auf „Verstanden“ getippt. Taten, nicht Personen: Wer zweimal tippt, zählt"
                " zweimal. Von allein zählt nichts."
            ),
        ),
        (
            _("Beschäftigte des Verbands"),
            _(
                "Wie der Verband sie angibt, alle Gruppen zusammen. Die Zahl steht daneben, damit man die linke"
                " einordnen kann; ein Anteil ist sie nicht."
            ),
        ),
    ]


def few_words() -> str:
    """Why small numbers do not stand there, and what stands without a code."""
    return _(
        "Zahlen von 1 bis 4 stehen als „%(few)s“, damit keine auf eine Person zeigt."
        " Ohne Code eines Verbands steht „nicht zugeordnet“.",
        few="<5",
    )


def association_name(line: ReachLine) -> str:
    """Whose presses these are."""
    return line.association or _("nicht zugeordnet")


def _order(line: ReachLine) -> tuple[int, bool, str]:
    return list(GROUP_NAMES).index(line.target_group), line.association is None, line.association or ""


def _line(line: ReachLine) -> Line:
    return Line(
        association=association_name(line),
        group=_(GROUP_NAMES[line.target_group]),
        count=format_decimal(int(line.count)) if line.count.isdigit() else line.count,
        staff=_staff(line),
    )


def _staff(line: ReachLine) -> str:
    if line.association is None:
        return "–"
    return format_decimal(line.staff) if line.staff is not None else _("unbekannt")
