"""What the office reads of the policy's versions."""

from collections.abc import Sequence

from sqlalchemy import select

from driverapp.policy.models import PolicyVersion
from driverapp.store.database import db


def list_versions() -> Sequence[PolicyVersion]:
    """All versions, the newest first."""
    return db.session.scalars(select(PolicyVersion).order_by(PolicyVersion.number.desc())).all()
