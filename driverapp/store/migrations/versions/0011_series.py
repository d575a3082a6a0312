"""Series of similar reports, and the indexes by which similar ones are found

Revision 0011, after 0010.
"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    _create_series()
    _create_steps()
    with op.batch_alter_table("reports", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_reports_observed_at"), ["observed_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_reports_lat"), ["lat"], unique=False)
        batch_op.create_index(batch_op.f("ix_reports_place_site"), ["place_site"], unique=False)
        batch_op.create_index("ix_reports_road_km", ["road", "km"], unique=False)


def downgrade() -> None:
    """Take back."""
    with op.batch_alter_table("reports", schema=None) as batch_op:
        batch_op.drop_index("ix_reports_road_km")
        batch_op.drop_index(batch_op.f("ix_reports_place_site"))
        batch_op.drop_index(batch_op.f("ix_reports_lat"))
        batch_op.drop_index(batch_op.f("ix_reports_observed_at"))
    for table in ("series_steps", "series_members", "series"):
        op.drop_table(table)


def _create_series() -> None:
    op.create_table(
        "series",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.LargeBinary(), nullable=True),
        sa.Column("created_by", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("merged_into", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["created_by"], ["people.id"], name=op.f("fk_series_created_by")),
        sa.ForeignKeyConstraint(["merged_into"], ["series.id"], name=op.f("fk_series_merged_into")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_series")),
    )
    op.create_table(
        "series_members",
        sa.Column("report_id", sa.Uuid(), nullable=False),
        sa.Column("series_id", sa.Integer(), nullable=False),
        sa.Column("linked_by", sa.Integer(), nullable=False),
        sa.Column("linked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.LargeBinary(), nullable=True),
        sa.Column("compared_with", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["compared_with"], ["reports.id"], name=op.f("fk_series_members_compared_with"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["linked_by"], ["people.id"], name=op.f("fk_series_members_linked_by")),
        sa.ForeignKeyConstraint(
            ["report_id"], ["reports.id"], name=op.f("fk_series_members_report_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["series_id"], ["series.id"], name=op.f("fk_series_members_series_id")),
        sa.PrimaryKeyConstraint("report_id", name=op.f("pk_series_members")),
    )
    with op.batch_alter_table("series_members", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_series_members_compared_with"), ["compared_with"], unique=False)
        batch_op.create_index(batch_op.f("ix_series_members_series_id"), ["series_id"], unique=False)


def _create_steps() -> None:
    op.create_table(
        "series_steps",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("series_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("act", sa.String(length=20), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("report_id", sa.Uuid(), nullable=True),
        sa.Column("other_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["actor_id"], ["people.id"], name=op.f("fk_series_steps_actor_id")),
        sa.ForeignKeyConstraint(["other_id"], ["series.id"], name=op.f("fk_series_steps_other_id")),
        sa.ForeignKeyConstraint(
            ["report_id"], ["reports.id"], name=op.f("fk_series_steps_report_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["series_id"], ["series.id"], name=op.f("fk_series_steps_series_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_series_steps")),
    )
    with op.batch_alter_table("series_steps", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_series_steps_report_id"), ["report_id"], unique=False)
        batch_op.create_index("ix_series_steps_series", ["series_id", "version"], unique=False)
