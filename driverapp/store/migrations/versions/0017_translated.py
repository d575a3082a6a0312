"""Whether what was written in another language is translated; that and holds are looked for in lists

Revision 0017, after 0016.
"""

import json

import sqlalchemy as sa
from alembic import op

from driverapp.trust.sealing import CannotOpen, SealedText

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

KEPT = sa.text("erased_at IS NULL")
BEFORE = [
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
]
AFTER = [*BEFORE, "translated", "held_until"]

reports = sa.table(
    "reports",
    sa.column("id", sa.Uuid),
    sa.column("language", sa.String),
    sa.column("sealed", sa.LargeBinary),
    sa.column("translated", sa.Boolean),
)
events = sa.table(
    "events",
    sa.column("id", sa.Integer),
    sa.column("kind", sa.String),
    sa.column("report_id", sa.Uuid),
    sa.column("undoes", sa.Integer),
)


def upgrade() -> None:
    """Apply."""
    with op.batch_alter_table("reports", schema=None) as batch_op:
        batch_op.add_column(sa.Column("translated", sa.Boolean(), nullable=True))
        batch_op.drop_index("ix_reports_listed")
        batch_op.create_index("ix_reports_listed", AFTER, sqlite_where=KEPT, postgresql_where=KEPT)
    _tell_translated()


def downgrade() -> None:
    """Take back."""
    with op.batch_alter_table("reports", schema=None) as batch_op:
        batch_op.drop_index("ix_reports_listed")
        batch_op.drop_column("translated")
        batch_op.create_index("ix_reports_listed", BEFORE, sqlite_where=KEPT, postgresql_where=KEPT)


def _tell_translated() -> None:
    """Tell it of the reports that are there by their texts alone; the next step with one looks at all of it."""
    connection = op.get_bind()
    undone = sa.select(events.c.undoes).where(events.c.undoes.is_not(None))
    made = sa.select(events.c.report_id).where(events.c.kind == "translated", events.c.id.not_in(undone))
    done = set(connection.scalars(made))
    german = sa.or_(reports.c.language == "de", reports.c.language.startswith("de-"))
    foreign = sa.and_(reports.c.sealed.is_not(None), sa.not_(german))
    for report_id, sealed in connection.execute(sa.select(reports.c.id, reports.c.sealed).where(foreign)).all():
        if _has_text(sealed, connection.dialect):
            told = reports.update().where(reports.c.id == report_id)
            connection.execute(told.values(translated=report_id in done))


def _has_text(sealed: bytes, dialect: sa.Dialect) -> bool:
    try:
        content = json.loads(SealedText().process_result_value(sealed, dialect) or "{}")
    except CannotOpen:
        return False
    return bool(content.get("text"))
