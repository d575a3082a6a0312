"""How many share a code is computed from staff numbers whenever it is asked, and kept with the code no more

Revision 0022, after 0021.
"""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    # In place, not as a copy (batch): reports point to codes.
    op.drop_column("enrolments", "group_size")


def downgrade() -> None:
    """Take back. What was kept is gone: nothing reads it."""
    op.add_column("enrolments", sa.Column("group_size", sa.Integer(), nullable=True))
