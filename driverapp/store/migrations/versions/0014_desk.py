"""The report page: what coordinators enter with a step, who reads, channels, copies of photos, states of events

Revision 0014, after 0013.
"""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

# To which state each kind of event brought a report, before undo existed.
STATES = {
    "received": "received",
    "seen": "seen",
    "handed_over": "handed_over",
    "closed": "closed",
    "reopened": "seen",
    "withdrawn": "withdrawn",
}

reports = sa.table(
    "reports",
    sa.column("state", sa.String),
    sa.column("erased_at", sa.DateTime(timezone=True)),
    sa.column("channel", sa.String),
)
events = sa.table(
    "events",
    sa.column("id", sa.Integer),
    sa.column("kind", sa.String),
    sa.column("report_id", sa.Uuid),
    sa.column("state", sa.String),
    sa.column("previous_state", sa.String),
    sa.column("channel", sa.String),
)


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "report_entries",
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("report_id", sa.Uuid(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"], ["events.id"], name=op.f("fk_report_entries_event_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["report_id"], ["reports.id"], name=op.f("fk_report_entries_report_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("event_id", name=op.f("pk_report_entries")),
    )
    with op.batch_alter_table("report_entries", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_report_entries_report_id"), ["report_id"], unique=False)
    op.create_table(
        "report_readers",
        sa.Column("report_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_report_readers_person_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["report_id"], ["reports.id"], name=op.f("fk_report_readers_report_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("report_id", "person_id", name=op.f("pk_report_readers")),
    )
    with op.batch_alter_table("report_readers", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_report_readers_at"), ["at"], unique=False)
    with op.batch_alter_table("reports", schema=None) as batch_op:
        batch_op.add_column(sa.Column("channel", sa.String(length=10), nullable=True))
    with op.batch_alter_table("report_amendments", schema=None) as batch_op:
        batch_op.add_column(sa.Column("before", sa.LargeBinary(), nullable=True))
    with op.batch_alter_table("report_messages", schema=None) as batch_op:
        batch_op.add_column(sa.Column("fetched_at", sa.DateTime(timezone=True), nullable=True))
    with op.batch_alter_table("media", schema=None) as batch_op:
        batch_op.add_column(sa.Column("redacts", sa.Uuid(), nullable=True))
    with op.batch_alter_table("events", schema=None) as batch_op:
        batch_op.add_column(sa.Column("state", sa.String(length=20), nullable=True))
        batch_op.add_column(sa.Column("previous_state", sa.String(length=20), nullable=True))
        batch_op.add_column(sa.Column("channel", sa.String(length=10), nullable=True))
        batch_op.add_column(sa.Column("undoes", sa.Integer(), nullable=True))
    _tell_states()


def downgrade() -> None:
    """Take back."""
    with op.batch_alter_table("events", schema=None) as batch_op:
        for column in ("undoes", "channel", "previous_state", "state"):
            batch_op.drop_column(column)
    for table, column in (
        ("media", "redacts"),
        ("report_messages", "fetched_at"),
        ("report_amendments", "before"),
        ("reports", "channel"),
    ):
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.drop_column(column)
    op.drop_table("report_readers")
    op.drop_table("report_entries")


def _tell_states() -> None:
    """Give the events of reports that are still there the states between which they moved them."""
    connection = op.get_bind()
    there = reports.c.erased_at.is_(None) & (reports.c.state != "withdrawn")
    connection.execute(reports.update().where(there).values(channel="app"))
    connection.execute(events.update().where(events.c.report_id.is_not(None)).values(channel="app"))
    moving = events.c.kind.in_(STATES)
    rows = connection.execute(
        sa.select(events.c.id, events.c.kind, events.c.report_id)
        .where(moving, events.c.report_id.is_not(None))
        .order_by(events.c.id)
    ).all()
    states: dict[object, str] = {}
    for event_id, kind, report_id in rows:
        told = {"state": STATES[kind], "previous_state": states.get(report_id)}
        states[report_id] = STATES[kind]
        connection.execute(events.update().where(events.c.id == event_id).values(**told))
