"""What a site says at 110

Revision 0002, after 0001.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    with op.batch_alter_table("sites", schema=None) as batch_op:
        batch_op.add_column(sa.Column("phone", sa.String(length=40), nullable=True))
        batch_op.add_column(sa.Column("address", sa.String(length=200), nullable=True))
        batch_op.add_column(sa.Column("side", sa.String(length=60), nullable=True))
        batch_op.add_column(sa.Column("road", sa.String(length=10), nullable=True))
        batch_op.add_column(sa.Column("direction", sa.String(length=80), nullable=True))
        batch_op.add_column(sa.Column("km", sa.Double(), nullable=True))


def downgrade() -> None:
    """Take back."""
    with op.batch_alter_table("sites", schema=None) as batch_op:
        batch_op.drop_column("km")
        batch_op.drop_column("direction")
        batch_op.drop_column("road")
        batch_op.drop_column("side")
        batch_op.drop_column("address")
        batch_op.drop_column("phone")
