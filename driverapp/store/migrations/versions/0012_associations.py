"""Associations that can be changed: target groups, staff numbers with dates, deactivation; calls of a control room

Revision 0012, after 0011.
"""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

BERLIN = ZoneInfo("Europe/Berlin")
# In place, not as a copy (batch): SQLite refuses to drop a table to which others point.
CHANGED = ("associations", "sites")

associations = sa.table(
    "associations",
    sa.column("id", sa.Integer),
    sa.column("staff", sa.Integer),
    sa.column("created_at", sa.DateTime(timezone=True)),
)
staff_counts = sa.table(
    "staff_counts",
    sa.column("id", sa.Integer),
    sa.column("association_id", sa.Integer),
    sa.column("target_group", sa.String),
    sa.column("site_id", sa.Integer),
    sa.column("valid_from", sa.Date),
    sa.column("staff", sa.Integer),
    sa.column("entered_at", sa.DateTime(timezone=True)),
    sa.column("superseded_at", sa.DateTime(timezone=True)),
)


def upgrade() -> None:
    """Apply."""
    _create_groups_and_counts()
    _create_calls()
    _staff_to_counts()
    for table in CHANGED:
        op.add_column(table, sa.Column("deactivated_at", sa.DateTime(timezone=True), nullable=True))
        # What is there begins at one; what comes is counted by the app.
        op.add_column(table, sa.Column("version", sa.Integer(), nullable=False, server_default="1"))
    op.drop_column("associations", "staff")


def downgrade() -> None:
    """Take back. Of the staff numbers the last one of the whole association has a place in the table of before."""
    op.add_column("associations", sa.Column("staff", sa.Integer(), nullable=True))
    for table in CHANGED:
        op.drop_column(table, "version")
        op.drop_column(table, "deactivated_at")
    _counts_to_staff()
    for table in ("control_room_calls", "staff_counts", "association_groups"):
        op.drop_table(table)


def _create_groups_and_counts() -> None:
    op.create_table(
        "association_groups",
        sa.Column("association_id", sa.Integer(), nullable=False),
        sa.Column("target_group", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(
            ["association_id"], ["associations.id"], name=op.f("fk_association_groups_association_id")
        ),
        sa.PrimaryKeyConstraint("association_id", "target_group", name=op.f("pk_association_groups")),
    )
    op.create_table(
        "staff_counts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("association_id", sa.Integer(), nullable=False),
        sa.Column("target_group", sa.String(length=20), nullable=True),
        sa.Column("site_id", sa.Integer(), nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("staff", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=200), nullable=True),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("entered_by", sa.Integer(), nullable=True),
        sa.Column("superseded_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["association_id"], ["associations.id"], name=op.f("fk_staff_counts_association_id")),
        sa.ForeignKeyConstraint(["entered_by"], ["people.id"], name=op.f("fk_staff_counts_entered_by")),
        sa.ForeignKeyConstraint(["site_id"], ["sites.id"], name=op.f("fk_staff_counts_site_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff_counts")),
    )
    with op.batch_alter_table("staff_counts", schema=None) as batch_op:
        batch_op.create_index("ix_staff_counts_holding", ["association_id", "valid_from"], unique=False)


def _create_calls() -> None:
    op.create_table(
        "control_room_calls",
        sa.Column("line_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("code", sa.String(length=7), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("keyword", sa.LargeBinary(), nullable=True),
        sa.Column("result", sa.String(length=10), nullable=False),
        sa.Column("call_id", sa.Uuid(), nullable=True),
        sa.Column("association_id", sa.Integer(), nullable=True),
        sa.Column("imported_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("imported_by", sa.Integer(), nullable=True),
        sa.Column("erased_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["association_id"], ["associations.id"], name=op.f("fk_control_room_calls_association_id")
        ),
        sa.ForeignKeyConstraint(["imported_by"], ["people.id"], name=op.f("fk_control_room_calls_imported_by")),
        sa.PrimaryKeyConstraint("line_hash", name=op.f("pk_control_room_calls")),
    )
    with op.batch_alter_table("control_room_calls", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_control_room_calls_at"), ["at"], unique=False)


def _staff_to_counts() -> None:
    connection = op.get_bind()
    known = sa.select(associations).where(associations.c.staff.is_not(None))
    for row in connection.execute(known).all():
        created = row.created_at if row.created_at.tzinfo else row.created_at.replace(tzinfo=UTC)
        values = {
            "association_id": row.id,
            "valid_from": created.astimezone(BERLIN).date(),
            "staff": row.staff,
            "entered_at": datetime.now(UTC),
        }
        connection.execute(staff_counts.insert().values(**values))


def _counts_to_staff() -> None:
    connection = op.get_bind()
    whole = sa.and_(staff_counts.c.target_group.is_(None), staff_counts.c.site_id.is_(None))
    holding = sa.select(staff_counts).where(whole, staff_counts.c.superseded_at.is_(None))
    for row in connection.execute(holding.order_by(staff_counts.c.valid_from, staff_counts.c.id)).all():
        mine = associations.update().where(associations.c.id == row.association_id)
        connection.execute(mine.values(staff=row.staff))
