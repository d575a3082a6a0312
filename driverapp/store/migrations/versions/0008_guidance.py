"""Items of guidance with versions, texts, agreements, feedback and reach; the checklists become the first of them

Revision 0008, after 0007.
"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

# The one list that is worked off anew each shift.
ROUTINES = {"shift-rest-stop"}

checklists = sa.table(
    "checklists",
    sa.column("slug", sa.String),
    sa.column("language", sa.String),
    sa.column("target_group", sa.String),
    sa.column("title", sa.String),
    sa.column("sections", sa.JSON),
    sa.column("version", sa.Integer),
    sa.column("status", sa.String),
    sa.column("source", sa.String),
    sa.column("updated_at", sa.DateTime(timezone=True)),
)
items = sa.table(
    "guidance_items",
    sa.column("id", sa.Integer),
    sa.column("slug", sa.String),
    sa.column("kind", sa.String),
    sa.column("target_group", sa.String),
    sa.column("created_at", sa.DateTime(timezone=True)),
)
versions = sa.table(
    "guidance_versions",
    sa.column("id", sa.Integer),
    sa.column("item_id", sa.Integer),
    sa.column("number", sa.Integer),
    sa.column("state", sa.String),
    sa.column("starter", sa.Boolean),
    sa.column("source", sa.String),
    sa.column("created_at", sa.DateTime(timezone=True)),
)
texts = sa.table(
    "guidance_texts",
    sa.column("version_id", sa.Integer),
    sa.column("language", sa.String),
    sa.column("title", sa.String),
    sa.column("sections", sa.JSON),
)


def upgrade() -> None:
    """Apply."""
    _create_items()
    _create_agreements()
    _create_answers_of_readers()
    _carry_over()
    op.drop_table("checklists")


def downgrade() -> None:
    """Take back. Of what the app wrote only starter texts have a place in the table of before."""
    op.create_table(
        "checklists",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=60), nullable=False),
        sa.Column("language", sa.String(length=10), nullable=False),
        sa.Column("target_group", sa.String(length=20), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("sections", sa.JSON(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("source", sa.String(length=400), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_checklists")),
        sa.UniqueConstraint("slug", "language", name=op.f("uq_checklists_slug_language")),
    )
    with op.batch_alter_table("checklists", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_checklists_target_group"), ["target_group"], unique=False)
    _carry_back()
    for table in (
        "guidance_presses",
        "guidance_understood",
        "guidance_feedback",
        "guidance_agreements",
        "guidance_parties",
        "guidance_texts",
        "guidance_versions",
        "guidance_items",
    ):
        op.drop_table(table)


def _create_items() -> None:
    op.create_table(
        "guidance_items",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=60), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("target_group", sa.String(length=20), nullable=False),
        sa.Column("region", sa.String(length=80), nullable=True),
        sa.Column("road", sa.String(length=10), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_guidance_items")),
        sa.UniqueConstraint("slug", name=op.f("uq_guidance_items_slug")),
    )
    with op.batch_alter_table("guidance_items", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_guidance_items_target_group"), ["target_group"], unique=False)
    op.create_table(
        "guidance_versions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("starter", sa.Boolean(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("source", sa.String(length=400), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("recalled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("recalled_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["author_id"], ["people.id"], name=op.f("fk_guidance_versions_author_id")),
        sa.ForeignKeyConstraint(["item_id"], ["guidance_items.id"], name=op.f("fk_guidance_versions_item_id")),
        sa.ForeignKeyConstraint(["recalled_by"], ["people.id"], name=op.f("fk_guidance_versions_recalled_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_guidance_versions")),
        sa.UniqueConstraint("item_id", "number", name=op.f("uq_guidance_versions_item_id_number")),
    )
    with op.batch_alter_table("guidance_versions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_guidance_versions_state"), ["state"], unique=False)
    op.create_table(
        "guidance_texts",
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(length=10), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("sections", sa.JSON(), nullable=False),
        sa.Column("source_digest", sa.String(length=64), nullable=True),
        sa.ForeignKeyConstraint(["version_id"], ["guidance_versions.id"], name=op.f("fk_guidance_texts_version_id")),
        sa.PrimaryKeyConstraint("version_id", "language", name=op.f("pk_guidance_texts")),
    )


def _create_agreements() -> None:
    op.create_table(
        "guidance_parties",
        sa.Column("target_group", sa.String(length=20), nullable=False),
        sa.Column("association_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["association_id"], ["associations.id"], name=op.f("fk_guidance_parties_association_id")
        ),
        sa.PrimaryKeyConstraint("target_group", "association_id", name=op.f("pk_guidance_parties")),
    )
    op.create_table(
        "guidance_agreements",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("association_id", sa.Integer(), nullable=True),
        sa.Column("office", sa.String(length=120), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("secrecy_declared", sa.Boolean(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["association_id"], ["associations.id"], name=op.f("fk_guidance_agreements_association_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_guidance_agreements_person_id")),
        sa.ForeignKeyConstraint(
            ["version_id"], ["guidance_versions.id"], name=op.f("fk_guidance_agreements_version_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_guidance_agreements")),
        sa.UniqueConstraint(
            "version_id", "association_id", name=op.f("uq_guidance_agreements_version_id_association_id")
        ),
    )
    _unique_without_association("guidance_agreements", "uq_guidance_agreements_police", ["version_id"])


def _create_answers_of_readers() -> None:
    op.create_table(
        "guidance_feedback",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("version_number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=True),
        sa.Column("language", sa.String(length=10), nullable=True),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("association_id", sa.Integer(), nullable=True),
        sa.Column("target_group", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(
            ["association_id"], ["associations.id"], name=op.f("fk_guidance_feedback_association_id")
        ),
        sa.ForeignKeyConstraint(["item_id"], ["guidance_items.id"], name=op.f("fk_guidance_feedback_item_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_guidance_feedback")),
    )
    with op.batch_alter_table("guidance_feedback", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_guidance_feedback_item_id"), ["item_id"], unique=False)
    op.create_table(
        "guidance_understood",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("version_number", sa.Integer(), nullable=False),
        sa.Column("association_id", sa.Integer(), nullable=True),
        sa.Column("target_group", sa.String(length=20), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["association_id"], ["associations.id"], name=op.f("fk_guidance_understood_association_id")
        ),
        sa.ForeignKeyConstraint(["item_id"], ["guidance_items.id"], name=op.f("fk_guidance_understood_item_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_guidance_understood")),
        sa.UniqueConstraint(
            "item_id",
            "version_number",
            "association_id",
            "target_group",
            "day",
            name=op.f("uq_guidance_understood_association"),
        ),
    )
    nobody = ["item_id", "version_number", "target_group", "day"]
    _unique_without_association("guidance_understood", "uq_guidance_understood_nobody", nobody)
    op.create_table(
        "guidance_presses",
        sa.Column("id_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("id_hash", name=op.f("pk_guidance_presses")),
    )
    with op.batch_alter_table("guidance_presses", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_guidance_presses_day"), ["day"], unique=False)


def _unique_without_association(table: str, name: str, columns: list[str]) -> None:
    with op.batch_alter_table(table, schema=None) as batch_op:
        batch_op.create_index(
            name,
            columns,
            unique=True,
            sqlite_where=sa.text("association_id IS NULL"),
            postgresql_where=sa.text("association_id IS NULL"),
        )


def _carry_over() -> None:
    connection = op.get_bind()
    item_ids: dict[str, int] = {}
    version_ids: dict[tuple[str, int], int] = {}
    for row in connection.execute(sa.select(checklists).order_by(checklists.c.slug, checklists.c.version)).all():
        if row.slug not in item_ids:
            kind = "routine" if row.slug in ROUTINES else "checklist"
            item = {"slug": row.slug, "kind": kind, "target_group": row.target_group, "created_at": row.updated_at}
            item_ids[row.slug] = connection.execute(items.insert().values(**item).returning(items.c.id)).scalar_one()
        key = (row.slug, row.version)
        if key not in version_ids:
            version = {
                "item_id": item_ids[row.slug],
                "number": row.version,
                "state": "draft",
                "starter": True,
                "source": row.source,
                "created_at": row.updated_at,
            }
            made = versions.insert().values(**version).returning(versions.c.id)
            version_ids[key] = connection.execute(made).scalar_one()
        text = {"version_id": version_ids[key], "language": row.language, "title": row.title, "sections": row.sections}
        connection.execute(texts.insert().values(**text))


def _carry_back() -> None:
    connection = op.get_bind()
    kept = (
        sa.select(items.c.slug, items.c.target_group, versions.c.number, versions.c.source, versions.c.created_at)
        .add_columns(texts.c.language, texts.c.title, texts.c.sections)
        .join_from(items, versions, versions.c.item_id == items.c.id)
        .join(texts, texts.c.version_id == versions.c.id)
        .where(versions.c.starter, versions.c.state == "draft", items.c.kind.in_(("checklist", "routine")))
    )
    for row in connection.execute(kept).all():
        values = {
            "slug": row.slug,
            "language": row.language,
            "target_group": row.target_group,
            "title": row.title,
            "sections": row.sections,
            "version": row.number,
            "status": "draft",
            "source": row.source,
            "updated_at": row.created_at,
        }
        connection.execute(checklists.insert().values(**values))
