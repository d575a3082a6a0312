"""The audit as a chain; recovery codes, passkeys, and what a session is recognised by

Revision 0013, after 0012.
"""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from alembic import op

from driverapp.trust.hashing import keyed_hash

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

BEGINNING = bytes(32)
BATCH = 1000

entries = sa.table(
    "audit_entries",
    sa.column("id", sa.Integer),
    sa.column("at", sa.DateTime(timezone=True)),
    sa.column("actor_id", sa.Integer),
    sa.column("action", sa.String),
    sa.column("subject", sa.String),
    sa.column("hash", sa.LargeBinary),
)


def upgrade() -> None:
    """Apply."""
    with op.batch_alter_table("audit_entries", schema=None) as batch_op:
        batch_op.add_column(sa.Column("hash", sa.LargeBinary(length=32), nullable=True))
    last_id, last_hash = _chain()
    with op.batch_alter_table("audit_entries", schema=None) as batch_op:
        batch_op.alter_column("hash", existing_type=sa.LargeBinary(length=32), nullable=False)
        for name in ("actor_id", "action", "subject"):
            batch_op.create_index(batch_op.f(f"ix_audit_entries_{name}"), [name], unique=False)
    _create_head(last_id, last_hash)
    _create_factors()
    with op.batch_alter_table("office_sessions", schema=None) as batch_op:
        batch_op.add_column(sa.Column("proved_at", sa.DateTime(timezone=True), nullable=True))
        for name in ("browser", "system"):
            batch_op.add_column(sa.Column(name, sa.String(length=20), nullable=False, server_default=""))
    with op.batch_alter_table("office_sessions", schema=None) as batch_op:
        for name in ("browser", "system"):
            batch_op.alter_column(name, existing_type=sa.String(length=20), server_default=None)


def downgrade() -> None:
    """Take back."""
    with op.batch_alter_table("office_sessions", schema=None) as batch_op:
        for name in ("proved_at", "browser", "system"):
            batch_op.drop_column(name)
    for table in ("recovery_codes", "used_challenges", "passkeys"):
        op.drop_table(table)
    op.drop_table("audit_checks")
    op.drop_table("audit_head")
    with op.batch_alter_table("audit_entries", schema=None) as batch_op:
        for name in ("actor_id", "action", "subject"):
            batch_op.drop_index(batch_op.f(f"ix_audit_entries_{name}"))
        batch_op.drop_column("hash")


def _create_head(last_id: int, last_hash: bytes) -> None:
    head = op.create_table(
        "audit_head",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("anchor_id", sa.Integer(), nullable=False),
        sa.Column("anchor_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("last_id", sa.Integer(), nullable=False),
        sa.Column("last_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("broken_id", sa.Integer(), nullable=True),
        sa.Column("seal", sa.LargeBinary(length=32), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_head")),
    )
    op.create_table(
        "audit_checks",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("first_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("fault", sa.String(length=20), nullable=True),
        sa.Column("entry_id", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_checks")),
    )
    if last_id:
        ends = json.dumps([0, BEGINNING.hex(), last_id, last_hash.hex(), None]).encode()
        values = {"id": 1, "anchor_id": 0, "anchor_hash": BEGINNING, "last_id": last_id, "last_hash": last_hash}
        op.bulk_insert(head, [values | {"broken_id": None, "seal": keyed_hash("audit head", ends)}])


def _create_factors() -> None:
    op.create_table(
        "passkeys",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("credential_id", sa.LargeBinary(length=1023), nullable=False),
        sa.Column("public_key", sa.LargeBinary(), nullable=False),
        sa.Column("sign_count", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_passkeys_person_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_passkeys")),
        sa.UniqueConstraint("credential_id", name=op.f("uq_passkeys_credential_id")),
    )
    op.create_table(
        "used_challenges",
        sa.Column("challenge_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("challenge_hash", name=op.f("pk_used_challenges")),
    )
    op.create_table(
        "recovery_codes",
        sa.Column("code_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_recovery_codes_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("code_hash", name=op.f("pk_recovery_codes")),
    )
    indexed = (("passkeys", "person_id"), ("used_challenges", "expires_at"), ("recovery_codes", "person_id"))
    for table, column in indexed:
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.create_index(batch_op.f(f"ix_{table}_{column}"), [column], unique=False)


def _chain() -> tuple[int, bytes]:
    """Number what is there without gaps, in its order, and chain it; number and hash of the last entry."""
    number, previous = 0, BEGINNING
    change = sa.update(entries).where(entries.c.id == sa.bindparam("before"))
    for rows in _batches():
        changes = []
        for row in rows:
            number += 1
            previous = _hash(number, row, previous)
            changes.append({"before": row.id, "id": number, "hash": previous})
        # Numbers only ever become smaller: the place of each is free when its turn comes.
        op.get_bind().execute(change.values(id=sa.bindparam("id"), hash=sa.bindparam("hash")), changes)
    return number, previous


def _batches() -> Iterator[list[Any]]:
    last_id = 0
    while rows := list(
        op.get_bind().execute(sa.select(entries).where(entries.c.id > last_id).order_by(entries.c.id).limit(BATCH))
    ):
        last_id = rows[-1].id
        yield rows


def _hash(number: int, row: Any, previous: bytes) -> bytes:
    at: datetime = row.at.replace(tzinfo=UTC) if row.at.tzinfo is None else row.at.astimezone(UTC)
    columns = [number, at.isoformat(timespec="microseconds"), row.actor_id, row.action, row.subject]
    return keyed_hash("audit entry", previous + json.dumps(columns, separators=(",", ":")).encode())
