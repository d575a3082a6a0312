"""What happens to a proposal whose words change: it is a draft again, and nobody has agreed to it."""

from sqlalchemy.orm import Session

from driverapp.guidance.models import GuidanceVersion
from driverapp.trust.audit import record
from driverapp.vocabulary.guidance import VersionState


def subject(version: GuidanceVersion) -> str:
    """How the audit names a version."""
    return f"guidance:{version.item.slug}/{version.number}"


def send_back(session: Session, version: GuidanceVersion, *, by: int | None) -> None:
    """Make a draft of a proposed version; its agreements are dropped, each with an audit entry."""
    for agreement in version.agreements:
        record(session, "guidance_agreement_dropped", subject(version), by)
        session.delete(agreement)
    version.agreements.clear()
    version.state, version.proposed_at = VersionState.DRAFT, None
    record(session, "guidance_sent_back", subject(version), by)
