"""An index that holds all that figures count

Revision 0015, after 0014.
"""

from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

BEFORE = ["practice", "kind", "subject_at"]
AFTER = [*BEFORE, "association_id", "usable", "outcome", "previous_outcome", "channel"]


def upgrade() -> None:
    """Apply."""
    with op.batch_alter_table("events", schema=None) as batch_op:
        batch_op.drop_index("ix_events_counting")
        batch_op.create_index("ix_events_counting", AFTER)


def downgrade() -> None:
    """Take back."""
    with op.batch_alter_table("events", schema=None) as batch_op:
        batch_op.drop_index("ix_events_counting")
        batch_op.create_index("ix_events_counting", BEFORE)
