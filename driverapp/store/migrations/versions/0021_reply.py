"""An index of the reports whose reporter waits for the office

Revision 0021, after 0020.
"""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

COLUMNS = ("practice", "state", "visible_at", "id", "quarantined", "usable")
WAITS = sa.text("unread_answer IS NOT NULL OR withdrawal_requested_at IS NOT NULL")


def upgrade() -> None:
    """Apply."""
    op.create_index("ix_reports_reply", "reports", list(COLUMNS), sqlite_where=WAITS, postgresql_where=WAITS)


def downgrade() -> None:
    """Take back."""
    op.drop_index("ix_reports_reply", "reports")
