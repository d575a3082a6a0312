"""Rows of the inbox."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from flask_babel import gettext as _

from driverapp.office.presenters import words
from driverapp.office.presenters.channels import channel_name, is_taken_down
from driverapp.office.presenters.times import Moment, age, clock
from driverapp.reports.bulk import written_pick
from driverapp.reports.filters import overdue_since
from driverapp.reports.hold import is_held
from driverapp.reports.models import Report
from driverapp.vocabulary.states import State

# Below this the time of arrival tells enough.
WORTH_NOTING = timedelta(minutes=15)


@dataclass(frozen=True)
class Chip:
    """A word about how a report stands; `kind` as the badge component takes it."""

    word: str
    kind: str


@dataclass(frozen=True)
class Row:
    """A report in a list: nothing in it is sealed content. `observed` stands where it lies well before the arrival.

    `unread` to the person who looks, `new` to everybody; `held`: a hold keeps it; `age` since the arrival, `late` where
    it waits too long.
    `pick`: as a step with several reports takes it.
    """

    id: str
    pick: str
    title: str
    details: str
    place: str
    place_known: bool
    chips: Sequence[Chip]
    unread: bool
    new: bool
    held: bool
    age: str
    late: bool
    arrived: Moment
    observed: Moment | None


def rows(
    reports: Sequence[Report], sites: Mapping[str, str], unread: Collection[UUID] = (), called: Collection[UUID] = ()
) -> list[Row]:
    """The reports of a list; `sites` names sites by their slugs.

    `unread`: those that the person who looks has not had before them; `called`: those with a tap on 110.
    """
    late = overdue_since()
    return [
        _row(report, sites, unread=report.id in unread, called=report.id in called, late=report.visible_at <= late)
        for report in reports
    ]


def chips(report: Report) -> list[Chip]:
    """How a report stands, the most pressing first."""
    found = []
    if report.ongoing and report.state in (State.RECEIVED, State.SEEN):
        found.append(Chip(_("dauert an"), "ongoing"))
    if report.unread_answer:
        found.append(Chip(_("Antwort"), "new"))
    if report.withdrawal_requested_at:
        found.append(Chip(_("Rückzug erbeten"), "wrong"))
    if is_taken_down(report.channel):
        found.append(Chip(channel_name(report.channel), "plain"))
    if report.practice:
        found.append(Chip(_("Übung"), "plain"))
    if report.quarantined:
        found.append(Chip(_("Quarantäne"), "plain"))
    return [*found, Chip(words.state(report), "new" if report.state == State.RECEIVED else "plain")]


def place_in_the_open(report: Report, sites: Mapping[str, str]) -> str | None:
    """Where it was, as far as nothing sealed tells it: whether words tell a place, a list does not know."""
    return words.road({"road": report.road, "km": report.km}) or sites.get(report.place_site or "")


def waits_for_office(report: Report) -> bool:
    """Whether the reporter waits for the office, as the filter `reply` has it."""
    return report.unread_answer is not None or report.withdrawal_requested_at is not None


def _row(report: Report, sites: Mapping[str, str], *, unread: bool, called: bool, late: bool) -> Row:
    place = place_in_the_open(report, sites)
    by = (words.target_group(report.target_group), words.language(report.language))
    return Row(
        id=str(report.id),
        pick=written_pick(report),
        title=words.title(report),
        details=" · ".join(filter(None, (*by, report.association.name if report.association else None))),
        place=place or _("siehe Meldung"),
        place_known=place is not None,
        chips=[*([Chip(_("110 angetippt"), "call")] if called else []), *chips(report)],
        # What a colleague closed is nobody's any more, unless the reporter waits for an answer to it.
        unread=unread and (report.state != State.CLOSED or waits_for_office(report)),
        new=report.state == State.RECEIVED,
        held=is_held(report),
        age=age(report.received_at),
        late=late and report.state == State.RECEIVED,
        arrived=clock(report.received_at),
        observed=_observed(report),
    )


def _observed(report: Report) -> Moment | None:
    if report.observed_at is None or report.received_at - report.observed_at < WORTH_NOTING:
        return None
    return clock(report.observed_at)
