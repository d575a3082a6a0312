"""How versions of the policy, and of the settings, are appended: nobody overwrites another's unseen."""

from driverapp.policy.models import PolicyVersion, SettingsVersion
from driverapp.store.clock import now
from driverapp.store.insert import insert_once

Versioned = type[PolicyVersion] | type[SettingsVersion]


def append_version(model: Versioned, after: int, by: int, reason: str | None, **content: str) -> bool:
    """Append the version that follows number `after`; false where somebody else's has that number already."""
    values = {"number": after + 1, "at": now(), "actor_id": by, "reason": reason or None}
    return insert_once(model, values | content)
