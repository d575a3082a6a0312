"""What readers said waits for the next version, and no longer than a year."""

from collections import Counter
from datetime import timedelta
from uuid import uuid4

from sqlalchemy import select, update

from driverapp.guidance.feedback import note_feedback
from driverapp.guidance.models import GuidanceFeedback
from driverapp.guidance.readable import Read
from driverapp.store.clock import local_day, now
from driverapp.store.database import db
from driverapp.upkeep.retention import months_before
from driverapp.vocabulary.guidance import FeedbackKind
from tests.guidance.chain import Chain, committed
from tests.upkeep.passing import erase


def test_feedback_is_kept_for_twelve_months(chain: Chain) -> None:
    chain.published("a")
    last_day = local_day(months_before(now(), 12))
    for day in (last_day, last_day - timedelta(days=1)):
        with committed():
            said = uuid4()
            read = Read("a", 1, "truck", None)
            note_feedback(said, read, FeedbackKind.MISSING, text="Zu lang.", language="de", takes_text=True)
            db.session.execute(update(GuidanceFeedback).where(GuidanceFeedback.id == said).values(day=day))
    assert erase() == Counter(feedback=1)
    assert db.session.scalars(select(GuidanceFeedback.day)).all() == [last_day]
