"""The source of guidance is said in the language of each text; digests are over it there

Revision 0020, after 0019.
"""

import hashlib
import json
from collections.abc import Callable, Iterable
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

items = sa.table(
    "guidance_items",
    *map(sa.column, ("id", "slug", "kind", "target_group", "region", "road")),
)
versions = sa.table(
    "guidance_versions",
    *map(sa.column, ("id", "item_id", "number", "source")),
    sa.column("valid_until", sa.Date),
)
texts = sa.table(
    "guidance_texts",
    *map(sa.column, ("version_id", "language", "title", "source", "source_digest")),
    sa.column("sections", sa.JSON),
)
agreements = sa.table("guidance_agreements", *map(sa.column, ("id", "version_id", "digest")))

Row = Any
OfText = Callable[[Row], str]
OfVersion = Callable[[Row, list[Row]], str]


def upgrade() -> None:
    """Apply."""
    with op.batch_alter_table("guidance_texts", schema=None) as batch_op:
        batch_op.add_column(sa.Column("source", sa.String(length=400), nullable=True))
    of_version = sa.select(versions.c.source).where(versions.c.id == texts.c.version_id).scalar_subquery()
    op.get_bind().execute(texts.update().values(source=of_version))
    with op.batch_alter_table("guidance_texts", schema=None) as batch_op:
        batch_op.alter_column("source", existing_type=sa.String(length=400), nullable=False)
    _digest_anew((_text_before, _text_now), (_version_before, _version_now))
    # In place, not as a copy (batch): other tables point to versions.
    op.drop_column("guidance_versions", "source")


def downgrade() -> None:
    """Take back. A version has the source of its German text, in every language."""
    op.add_column("guidance_versions", sa.Column("source", sa.String(length=400), nullable=False, server_default=""))
    german = sa.select(texts.c.source).where(texts.c.version_id == versions.c.id, texts.c.language == "de")
    of_text = sa.func.coalesce(german.scalar_subquery(), "")
    op.get_bind().execute(versions.update().values(source=of_text))
    _digest_anew((_text_now, _text_before), (_version_now, _version_before))
    with op.batch_alter_table("guidance_texts", schema=None) as batch_op:
        batch_op.drop_column("source")


def _digest_anew(of_text: tuple[OfText, OfText], of_version: tuple[OfVersion, OfVersion]) -> None:
    """What was translated from a German text still is, and what was agreed to, word for word, still is agreed to."""
    connection = op.get_bind()
    whole = list(connection.execute(sa.select(texts)))
    _replace(texts.c.source_digest, [[form(each) for form in of_text] for each in whole if each.language == "de"])
    framed = sa.select(versions, *(each for each in items.c if each.name != "id")).join(
        items, items.c.id == versions.c.item_id
    )
    for version in connection.execute(framed).all():
        own = [each for each in whole if each.version_id == version.id]
        _replace(agreements.c.digest, [[form(version, own) for form in of_version]])


def _replace(column: sa.ColumnClause[Any], digests: Iterable[list[str]]) -> None:
    for before, after in digests:
        op.get_bind().execute(column.table.update().where(column == before).values({column: after}))


def _text_before(text: Row) -> str:
    return _digest([text.title, text.sections])


def _text_now(text: Row) -> str:
    return _digest([text.title, text.source, text.sections])


def _version_before(version: Row, own: list[Row]) -> str:
    said = sorted((each.language, each.title, each.sections) for each in own)
    return _digest([*_frame(version), version.source, _until(version), said])


def _version_now(version: Row, own: list[Row]) -> str:
    said = sorted((each.language, each.title, each.source, each.sections) for each in own)
    return _digest([*_frame(version), _until(version), said])


def _frame(version: Row) -> list[Any]:
    return [version.slug, version.kind, version.target_group, version.region, version.road, version.number]


def _until(version: Row) -> str | None:
    return version.valid_until.isoformat() if version.valid_until else None


def _digest(content: list[Any]) -> str:
    canonical = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()
