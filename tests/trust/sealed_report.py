"""A stored report with sealed content, for the tests of sealing."""

from uuid import UUID, uuid4

from driverapp.reports.models import Report
from driverapp.store.clock import now
from driverapp.store.database import db, writing

SECRET_WORD = "Wer-das-liest-hat-den-Schlüssel"


def add_sealed_report() -> UUID:
    """Store a report with invented content and forget it in the session; its id."""
    report = Report(
        id=uuid4(),
        secret_hash=b"s" * 32,
        received_at=now(),
        visible_at=now(),
        sealed={"text": SECRET_WORD, "vehicle": {"plate": "Ä-B?"}},
    )
    report_id = report.id
    with writing():
        db.session.add(report)
        db.session.commit()
    db.session.expunge_all()
    return report_id
