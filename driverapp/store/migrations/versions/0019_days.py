"""The day by which an event is counted, and indexes for figures, for lists by age, and for a report's amendments

Revision 0019, after 0018.
"""

from collections.abc import Iterator
from datetime import UTC, date
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

BERLIN = ZoneInfo("Europe/Berlin")
BATCH = 5000
KEPT = sa.text("erased_at IS NULL")
COUNTED_BEFORE = (
    "practice",
    "kind",
    "subject_at",
    "association_id",
    "usable",
    "outcome",
    "previous_outcome",
    "channel",
)
COUNTED = (
    "practice",
    "subject_day",
    "kind",
    "association_id",
    "usable",
    "outcome",
    "previous_outcome",
    "channel",
)
LISTED_BEFORE = (
    "practice",
    "state",
    "visible_at",
    "id",
    "quarantined",
    "usable",
    "category",
    "target_group",
    "association_id",
    "language",
    "road",
    "place_site",
    "ongoing",
    "translated",
    "held_until",
)
LISTED = (*LISTED_BEFORE, "received_at")

events = sa.table(
    "events",
    sa.column("id", sa.Integer),
    sa.column("subject_at", sa.DateTime(timezone=True)),
    sa.column("subject_day", sa.Date),
)


def upgrade() -> None:
    """Apply."""
    # In place, not as a copy (batch): other tables point to events. What is there is filled in at once.
    op.add_column("events", sa.Column("subject_day", sa.Date(), nullable=False, server_default="1970-01-01"))
    _fill_in_days()
    op.drop_index("ix_events_counting", "events")
    op.create_index("ix_events_counting", "events", list(COUNTED))
    op.create_index("ix_events_arrivals", "events", ["practice", "kind", "subject_at"])
    op.create_index("ix_report_amendments_report_id", "report_amendments", ["report_id"])
    _list_by(LISTED)


def downgrade() -> None:
    """Take back."""
    _list_by(LISTED_BEFORE)
    op.drop_index("ix_report_amendments_report_id", "report_amendments")
    op.drop_index("ix_events_arrivals", "events")
    op.drop_index("ix_events_counting", "events")
    op.create_index("ix_events_counting", "events", list(COUNTED_BEFORE))
    op.drop_column("events", "subject_day")


def _list_by(columns: tuple[str, ...]) -> None:
    op.drop_index("ix_reports_listed", "reports")
    op.create_index("ix_reports_listed", "reports", list(columns), sqlite_where=KEPT, postgresql_where=KEPT)


def _fill_in_days() -> None:
    connection = op.get_bind()
    fill = events.update().where(events.c.id == sa.bindparam("number")).values(subject_day=sa.bindparam("day"))
    for rows in _batches(connection):
        connection.execute(fill, [{"number": row.id, "day": _day(row.subject_at)} for row in rows])


def _batches(connection: sa.Connection) -> Iterator[list[Any]]:
    last = 0
    query = sa.select(events.c.id, events.c.subject_at).order_by(events.c.id).limit(BATCH)
    while rows := list(connection.execute(query.where(events.c.id > last))):
        yield rows
        last = rows[-1].id


def _day(moment: Any) -> date:
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return aware.astimezone(BERLIN).date()
