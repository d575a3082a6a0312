"""Publishing: possible once every party has agreed to what will be read, word for word; for no role before that."""

from sqlalchemy.orm import Session

from driverapp.guidance.actors import acting
from driverapp.guidance.digest import version_digest
from driverapp.guidance.models import GuidanceVersion
from driverapp.guidance.parties import POLICE, Party, standing
from driverapp.guidance.proposal import subject
from driverapp.guidance.propose import check_complete
from driverapp.guidance.versions import StepNotPossible, held_version
from driverapp.store.clock import now
from driverapp.trust.audit import record
from driverapp.vocabulary.guidance import VersionState
from driverapp.vocabulary.permissions import Permission


class NotAgreed(Exception):
    """Parties have not agreed to what would be read. `missing`: which."""

    def __init__(self, missing: list[Party]) -> None:
        super().__init__(f"{len(missing)} parties have not agreed")
        self.missing = missing


class Superseded(Exception):
    """A later version was in force already."""


def publish(session: Session, version_id: int, *, by: int) -> GuidanceVersion:
    """Put a proposed version in force, in place of the one before.

    Raises `NotAllowed`, `UnknownVersion`, `StepNotPossible`, `NotAgreed`, `Superseded`, and as `propose` where the
    version is not complete, or over.
    """
    acting(session, by, Permission.WRITE_GUIDANCE)
    version = held_version(session, version_id)
    if version.state != VersionState.PROPOSED:
        raise StepNotPossible
    if missing := missing_parties(session, version):
        raise NotAgreed(missing)
    check_complete(version)
    _replace_earlier(version)
    version.state, version.published_at, version.starter = VersionState.PUBLISHED, now(), False
    record(session, "guidance_published", subject(version), by)
    return version


def missing_parties(session: Session, version: GuidanceVersion) -> list[Party]:
    """The parties without whose agreement the version cannot be published as it is now."""
    digest = version_digest(version)
    return [
        party
        for party, agreement in ((each.party, each.agreement) for each in standing(session, version))
        if agreement is None or agreement.digest != digest or (party == POLICE and not agreement.secrecy_declared)
    ]


def _replace_earlier(version: GuidanceVersion) -> None:
    others = [each for each in version.item.versions if each.id != version.id]
    if any(each.published_at and each.number > version.number for each in others):
        raise Superseded
    for each in others:
        # A recall stays on record; a draft of an earlier number has no place any more.
        if each.number < version.number and each.state != VersionState.RECALLED:
            each.state = VersionState.REPLACED
