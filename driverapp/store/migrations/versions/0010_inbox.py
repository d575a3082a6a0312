"""The inbox: who has read what, saved views, bulk steps, and indexes for its lists

Revision 0010, after 0009.
"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

KEPT = sa.text("erased_at IS NULL")
LISTED = (
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
)


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "report_reads",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("report_id", sa.Uuid(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_report_reads_person_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["report_id"], ["reports.id"], name=op.f("fk_report_reads_report_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("person_id", "report_id", name=op.f("pk_report_reads")),
    )
    with op.batch_alter_table("report_reads", schema=None) as batch_op:
        batch_op.create_index("ix_report_reads_person_id_at", ["person_id", "at"], unique=False)
        batch_op.create_index(batch_op.f("ix_report_reads_report_id"), ["report_id"], unique=False)
    op.create_table(
        "saved_views",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.LargeBinary(), nullable=False),
        sa.Column("query", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_saved_views_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_views")),
    )
    with op.batch_alter_table("saved_views", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_saved_views_person_id"), ["person_id"], unique=False)
    op.create_table(
        "bulk_steps",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("step", sa.String(length=20), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("done", sa.JSON(), nullable=False),
        sa.Column("left", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_bulk_steps_person_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bulk_steps")),
    )
    with op.batch_alter_table("bulk_steps", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_bulk_steps_at"), ["at"], unique=False)
        batch_op.create_index(batch_op.f("ix_bulk_steps_person_id"), ["person_id"], unique=False)
    with op.batch_alter_table("reports", schema=None) as batch_op:
        batch_op.drop_index("ix_reports_inbox")
        # Nearly every report that is listed has the same value there: whoever walked it read them all.
        batch_op.drop_index("ix_reports_erased_at")
        batch_op.create_index("ix_reports_listed", list(LISTED), sqlite_where=KEPT, postgresql_where=KEPT)
        batch_op.create_index("ix_reports_visible", ["visible_at"], sqlite_where=KEPT, postgresql_where=KEPT)


def downgrade() -> None:
    """Take back."""
    with op.batch_alter_table("reports", schema=None) as batch_op:
        batch_op.drop_index("ix_reports_visible")
        batch_op.drop_index("ix_reports_listed")
        batch_op.create_index("ix_reports_erased_at", ["erased_at"], unique=False)
        batch_op.create_index("ix_reports_inbox", ["practice", "quarantined", "usable", "visible_at"], unique=False)
    for table in ("bulk_steps", "saved_views", "report_reads"):
        op.drop_table(table)
