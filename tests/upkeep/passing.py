"""Time that passes over reports: made earlier, worked on, and erased when it is over."""

from collections import Counter
from datetime import timedelta

from sqlalchemy import select

from driverapp.policy.current import current_policy
from driverapp.reports.models import Event, Medium, Report
from driverapp.reports.steps import Entry, Step
from driverapp.reports.triage import take_step
from driverapp.store.clock import local_day
from driverapp.store.database import db, writing
from driverapp.upkeep.retention import erase_batch
from driverapp.vocabulary.permissions import Role
from driverapp.vocabulary.states import Outcome
from tests.factories import Owned
from tests.office.accounts import add_account

FILE_NUMBER = "12 UJs 345/26"
OFFICE = "Polizeiwache Erfunden"


def aged(owned: Owned, age: timedelta) -> Owned:
    """A report that arrived, and all that was done with it, so much earlier. Committed."""
    with writing():
        report = db.session.get_one(Report, owned.id)
        report.received_at -= age
        report.visible_at -= age
        for event in db.session.scalars(select(Event).where(Event.report_id == owned.id)):
            event.at, event.subject_at = event.at - age, event.subject_at - age
            event.subject_day = local_day(event.subject_at)
        for medium in db.session.scalars(select(Medium).where(Medium.report_id == owned.id)):
            medium.received_at -= age
        db.session.commit()
    return owned


def stepped(owned: Owned, *steps: Step) -> Owned:
    """A report with which a coordinator took these steps just now. Committed."""
    actor = add_account(Role.COORDINATOR).id
    with writing():
        for step in steps:
            version = db.session.get_one(Report, owned.id).version
            outcome = Outcome.KNOWN if step is Step.CLOSE else None
            number = FILE_NUMBER if step is Step.HOLD else None
            office = OFFICE if step is Step.HAND_OVER else None
            take_step(owned.id, Entry(step, version, outcome, file_number=number, office=office), actor)
            db.session.flush()
        db.session.commit()
    return owned


def erase() -> Counter[str]:
    """Erase whatever is due by now. Committed."""
    total: Counter[str] = Counter()
    with writing():
        while done := erase_batch(current_policy()):
            db.session.commit()
            total += done
    return total


def is_erased(owned: Owned) -> bool:
    return db.session.get_one(Report, owned.id).erased_at is not None
