"""A store that was filled with invented content, for tests."""

from datetime import datetime

from sqlalchemy import select

from driverapp.demo.fill import fill
from driverapp.demo.mark import Mark, Plan
from driverapp.reports.models import Report
from driverapp.store.clock import BERLIN
from driverapp.store.database import Base, db, writing

# The morning after a night at the weekend.
MORNING = datetime(2025, 11, 22, 6, tzinfo=BERLIN)


def filled(reports: int = 300, days: int = 365, until: datetime = MORNING) -> Mark:
    """Fill the store with so many reports, the same each time. Committed."""
    return filled_by(Plan(reports=reports, seed=1, until=until, days=days))


def filled_by(plan: Plan) -> Mark:
    """Empty the store and fill it by a plan. Committed."""
    db.session.rollback()
    with writing():
        for table in reversed(Base.metadata.sorted_tables):
            db.session.execute(table.delete())
        db.session.expunge_all()
        mark = fill(db.session(), plan)
        db.session.commit()
    return mark


def kept() -> list[Report]:
    """The reports that still say something, with their content."""
    return list(db.session.scalars(select(Report).where(Report.erased_at.is_(None)).order_by(Report.received_at)))
