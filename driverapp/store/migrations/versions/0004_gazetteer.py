"""Points of motorways, and the wait after a call

Revision 0004, after 0003.
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "road_points",
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("road", sa.String(length=10), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=True),
        sa.Column("number", sa.String(length=10), nullable=True),
        sa.Column("direction", sa.String(length=80), nullable=True),
        sa.Column("km", sa.Double(), nullable=True),
        sa.Column("lat", sa.Double(), nullable=False),
        sa.Column("lon", sa.Double(), nullable=False),
        sa.Column("source", sa.String(length=20), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_road_points")),
    )
    with op.batch_alter_table("road_points", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_road_points_updated_at"), ["updated_at"], unique=False)

    with op.batch_alter_table("emergency_calls", schema=None) as batch_op:
        batch_op.add_column(sa.Column("waiting", sa.String(length=20), nullable=True))


def downgrade() -> None:
    """Take back."""
    with op.batch_alter_table("emergency_calls", schema=None) as batch_op:
        batch_op.drop_column("waiting")

    with op.batch_alter_table("road_points", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_road_points_updated_at"))

    op.drop_table("road_points")
