"""Versions of the operator's policy, and what was erased when its time was over

Revision 0006, after 0005.
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "policies",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=300), nullable=True),
        sa.Column("choices_json", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["actor_id"], ["people.id"], name=op.f("fk_policies_actor_id")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_policies")),
    )
    with op.batch_alter_table("reports", schema=None) as batch_op:
        batch_op.add_column(sa.Column("held_until", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("rounded_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("erased_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.create_index(batch_op.f("ix_reports_erased_at"), ["erased_at"], unique=False)

    with op.batch_alter_table("emergency_calls", schema=None) as batch_op:
        batch_op.add_column(sa.Column("erased_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.create_index(batch_op.f("ix_emergency_calls_erased_at"), ["erased_at"], unique=False)

    with op.batch_alter_table("events", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_events_call_id"), ["call_id"], unique=False)


def downgrade() -> None:
    """Take back."""
    with op.batch_alter_table("events", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_events_call_id"))

    with op.batch_alter_table("emergency_calls", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_emergency_calls_erased_at"))
        batch_op.drop_column("erased_at")

    with op.batch_alter_table("reports", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_reports_erased_at"))
        batch_op.drop_column("erased_at")
        batch_op.drop_column("rounded_at")
        batch_op.drop_column("held_until")

    op.drop_table("policies")
