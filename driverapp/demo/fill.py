"""Fills an empty store with what is invented."""

import random
from collections.abc import Iterator
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from driverapp.associations.models import Association
from driverapp.demo.associations import Origin, add_associations, come_from
from driverapp.demo.calls import add_call, add_call_of
from driverapp.demo.courses import READING_HOURS, steps_of
from driverapp.demo.lives import Step, live
from driverapp.demo.mark import Mark, Plan, Reference
from driverapp.demo.observations import Observation, going_on, observe
from driverapp.demo.people import add_people
from driverapp.demo.reports import add_report
from driverapp.demo.rhythm import arrivals, last_night
from driverapp.demo.rows import Rows
from driverapp.demo.series import ALONG_THE_A2, COUNT, HIDDEN, Series, sightings
from driverapp.people.models import Person
from driverapp.policy.change import set_policy
from driverapp.policy.choices import Choices, Operator
from driverapp.policy.resolve import resolve
from driverapp.reports.models import Report, UndoneReports
from driverapp.store.clock import local_day
from driverapp.store.insert import BATCH, append_all
from driverapp.vocabulary.permissions import Role
from driverapp.vocabulary.states import EventKind
from driverapp.vocabulary.target_groups import TargetGroup

CHOICES = Choices(operator=Operator.DEMO, reading_hours=READING_HOURS)
Origins = dict[TargetGroup, list[Origin]]
# The last ones still go on.
GOING_ON = 3
READ_AFTER = timedelta(hours=5)
PHOTO_AFTER = timedelta(seconds=20)
# Beside a hundred reports so many taps on 110 that have none.
CALLS = 3


class StoreInUse(Exception):
    """Somebody works with this store: nothing invented goes in there."""


def fill(session: Session, plan: Plan) -> Mark:
    """Fill an empty store; the mark that tells what is there. Raises `StoreInUse`."""
    if any(session.scalar(select(model.id).limit(1)) for model in (Person, Association, Report)):
        raise StoreInUse
    origins, people = add_associations(session), add_people(session)
    session.flush()
    administrator = next(each for each, sign_in in people.items() if sign_in.role == Role.ADMINISTRATOR)
    set_policy(session, CHOICES, after=0, by=administrator, reason="Vorführung mit erfundenen Daten")
    coordinators = [each for each, sign_in in people.items() if sign_in.role == Role.COORDINATOR]
    return Mark(plan=plan, sign_ins=list(people.values()), series=Filling(plan, origins, coordinators).write())


class Filling:
    """A store that is being filled up to a moment, from a plan."""

    def __init__(self, plan: Plan, origins: Origins, coordinators: list[int]) -> None:
        self._plan, self._origins, self._coordinators = plan, origins, coordinators
        self._rng = random.Random(repr(plan))
        self._night, _ = last_night(plan.until)
        self._rows = Rows(self._rng, plan.until, resolve(CHOICES))

    def write(self) -> dict[str, list[Reference]]:
        """Write all reports and what belongs to them; the reports of each hidden series."""
        hidden = {series.name: list(self._write_series(series)) for series in HIDDEN}
        for seen, steps in self._courses():
            self._write_report(seen, steps)
        self._write_calls()
        self._rows.write()
        self._rows.write_events()
        self._write_undone()
        return hidden

    def _arrivals(self, count: int) -> Iterator[tuple[datetime, Origin]]:
        for moment, group in arrivals(self._rng, count, self._plan.begins, self._plan.until):
            yield moment, come_from(self._rng, group, self._origins)

    def _courses(self) -> Iterator[tuple[Observation, list[Step]]]:
        """What is reported, and what happens to it."""
        count = self._plan.reports - COUNT
        for number, (moment, origin) in enumerate(self._arrivals(count)):
            seen, unread = observe(self._rng, moment, origin), moment >= self._night
            if number < count - GOING_ON:
                yield seen, steps_of(self._rng, seen, self._coordinators, unread=unread)
            else:
                yield going_on(seen), []

    def _write_report(self, seen: Observation, steps: list[Step]) -> Reference:
        life = live(self._rng, seen, steps, until=self._plan.until, policy=self._rows.policy)
        written = add_report(self._rows, seen, life)
        add_call_of(self._rows, seen, written.id)
        if len(self._rows.waiting.get(Report, ())) >= BATCH:
            self._rows.write()
        return written

    def _write_series(self, series: Series) -> Iterator[Reference]:
        for seen in sightings(self._rng, series, self._origins, self._plan.until):
            sent = [Step(EventKind.MEDIUM_RECEIVED, seen.received_at + PHOTO_AFTER)] if seen.photo else []
            read = [Step(EventKind.SEEN, seen.received_at + READ_AFTER, self._coordinators[0])]
            yield self._write_report(seen, sent if series is ALONG_THE_A2 else [*sent, *read])

    def _write_calls(self) -> None:
        for moment, origin in self._arrivals(self._plan.reports * CALLS // 100):
            add_call(self._rows, moment, origin)

    def _write_undone(self) -> None:
        first = local_day(self._plan.begins)
        counts = {first + timedelta(days=number): self._rng.randrange(4) for number in range(self._plan.days)}
        append_all(UndoneReports, [{"day": day, "count": count} for day, count in counts.items() if count])
