"""What narrows a list of reports: the same for the list, its refresh, the export and the map."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import ColumnElement, and_, exists, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from driverapp.associations.models import Association, Site
from driverapp.policy.current import current_policy
from driverapp.reports.ages import Age, of_age, received_before
from driverapp.reports.models import EmergencyCall, Report
from driverapp.store.clock import BERLIN, now
from driverapp.vocabulary.categories import Category
from driverapp.vocabulary.states import State
from driverapp.vocabulary.target_groups import TargetGroup

# In the place of an association's slug.
NOT_ATTRIBUTED = "none"
DAY = timedelta(days=1)
# The reporter waits for the office. In the words of the index that serves it, so that the database knows it again.
WAITS_FOR_OFFICE = or_(Report.unread_answer.is_not(None), Report.withdrawal_requested_at.is_not(None))


@dataclass(frozen=True)
class Filters:
    """What a list is narrowed to; a field that says nothing narrows nothing.

    `association`: a slug, or `NOT_ATTRIBUTED`; `attributed` tells the two kinds apart without naming one. `first` and
    `last`: days in Europe/Berlin, both included, by which a report was received. `road`: a road's name in its one form
    (`A2`), with the kilometres `km_from` to `km_to` along it; `site`: a slug. `call`: whether the phone linked a tap on
    110. `language`: of the reporter, `pl` or `pt-BR`. `overdue`: nobody marked it as seen for too long.
    `untranslated`: a text in another language than German lacks its translation. `held`: a hold keeps it. `reply`: an
    answer that nobody noted, or a request for withdrawal that nobody decided. `age`: how long ago it was received.
    `words` are looked for in what is sealed: no condition of the database, see `lists`.
    """

    states: frozenset[State] = frozenset()
    association: str | None = None
    attributed: bool | None = None
    target_group: TargetGroup | None = None
    category: Category | None = None
    first: date | None = None
    last: date | None = None
    road: str | None = None
    km_from: float | None = None
    km_to: float | None = None
    site: str | None = None
    ongoing: bool | None = None
    call: bool | None = None
    language: str | None = None
    overdue: bool = False
    untranslated: bool = False
    held: bool = False
    reply: bool = False
    age: Age | None = None
    words: str = ""


EVERYTHING = Filters()


def overdue_since() -> datetime:
    """What the office could see by this moment and nobody marked as seen is an alarm (contract, "Erasure of content").

    As the policy in force has it; mails go by the same.
    """
    return now() - timedelta(hours=current_policy().unread_alarm_hours)


def conditions(filters: Filters) -> list[ColumnElement[bool]]:
    """The conditions of the database for all filters but `words`."""
    return [
        *_of_states(filters),
        *_of_people(filters),
        *_of_time(filters),
        *_of_place(filters),
        *_of_flags(filters),
    ]


def _of_states(filters: Filters) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if filters.states:
        found.append(Report.state.in_(sorted(filters.states)))
    if filters.overdue:
        found += [Report.state == State.RECEIVED, Report.visible_at <= overdue_since()]
    return found


def _of_people(filters: Filters) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if filters.association == NOT_ATTRIBUTED:
        found.append(Report.association_id.is_(None))
    elif filters.association:
        named = select(Association.id).where(Association.slug == filters.association)
        found.append(Report.association_id == named.scalar_subquery())
    if filters.attributed is not None:
        nobody = Report.association_id.is_(None)
        found.append(~nobody if filters.attributed else nobody)
    if filters.target_group:
        found.append(Report.target_group == filters.target_group)
    if filters.language:
        code = filters.language
        found.append(or_(Report.language == code, Report.language.startswith(f"{code}-", autoescape=True)))
    return found


def _of_time(filters: Filters) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if filters.first:
        # No report is visible before it was received: the second condition bounds the walk.
        found += [Report.received_at >= _midnight(filters.first), Report.visible_at >= _midnight(filters.first)]
    if filters.last:
        found += received_before(_midnight(filters.last + DAY))
    return found + (of_age(filters.age) if filters.age else [])


def _of_place(filters: Filters) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if filters.road:
        # A site is on its road too, where the reporter named no more than the site.
        along = select(Site.slug).where(Site.road == filters.road, *_between(Site.km, filters))
        on_road = and_(Report.road == filters.road, *_between(Report.km, filters))
        found.append(or_(on_road, and_(Report.road.is_(None), Report.place_site.in_(along))))
    if filters.site:
        found.append(Report.place_site == filters.site)
    return found


def _between(km: InstrumentedAttribute[float | None], filters: Filters) -> list[ColumnElement[bool]]:
    bounds: list[ColumnElement[bool]] = []
    if filters.km_from is not None:
        bounds.append(km >= filters.km_from)
    if filters.km_to is not None:
        bounds.append(km <= filters.km_to)
    return bounds


def _of_flags(filters: Filters) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if filters.category:
        found.append(Report.category == filters.category)
    if filters.ongoing is not None:
        found.append(Report.ongoing.is_(True) if filters.ongoing else Report.ongoing.is_not(True))
    if filters.call is not None:
        linked = exists().where(EmergencyCall.report_id == Report.id)
        found.append(linked if filters.call else ~linked)
    if filters.untranslated:
        found.append(Report.translated.is_(False))
    if filters.held:
        found.append(Report.held_until > now())
    if filters.reply:
        found.append(WAITS_FOR_OFFICE)
    return found


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), BERLIN).astimezone(UTC)
