"""Setting the policy: each time a new version, and nobody overwrites somebody else's unseen."""

from sqlalchemy.orm import Session

from driverapp.policy.choices import Choices
from driverapp.policy.current import current_choices
from driverapp.policy.models import PolicyVersion
from driverapp.policy.versions import append_version
from driverapp.trust.audit import record


class PolicyChanged(Exception):
    """Somebody else set a version since the page was opened; nothing was changed."""


def set_policy(session: Session, choices: Choices, *, after: int, by: int, reason: str | None = None) -> int:
    """Put a version in force; the number of the one that then is. The same choices again change nothing.

    `after`: the number of the version that the person saw. Raises `PolicyChanged`.
    """
    number, before = current_choices()
    if choices == before and number:
        return number
    written = choices.model_dump_json(exclude_none=True)
    if number != after or not append_version(PolicyVersion, after, by, reason, choices_json=written):
        raise PolicyChanged
    record(session, "policy_set", f"policy:{after + 1}", by)
    return after + 1
