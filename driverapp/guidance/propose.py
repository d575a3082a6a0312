"""Proposing a version to those who have to agree, and taking the proposal back."""

from sqlalchemy.orm import Session

from driverapp.guidance.actors import acting
from driverapp.guidance.digest import text_in
from driverapp.guidance.models import GuidanceVersion
from driverapp.guidance.proposal import send_back, subject
from driverapp.guidance.versions import StepNotPossible, held_version
from driverapp.store.clock import local_day, now
from driverapp.trust.audit import record
from driverapp.vocabulary.guidance import GuidanceKind, VersionState
from driverapp.vocabulary.languages import SOURCE
from driverapp.vocabulary.permissions import Permission


class SourceMissing(Exception):
    """A version without a German text: the others are translations of it, and readers fall back on it."""


class EndMissing(Exception):
    """A notice without the day until which it holds: it would stand for ever."""


class Ended(Exception):
    """The day until which the version holds is over."""


def propose(session: Session, version_id: int, *, seen: str, by: int) -> GuidanceVersion:
    """Put a draft to those who have to agree; a starter too.

    Raises `NotAllowed`, `UnknownVersion`, `ChangedMeanwhile`, `StepNotPossible`, `SourceMissing`, `EndMissing` and
    `Ended`.
    """
    acting(session, by, Permission.WRITE_GUIDANCE)
    version = held_version(session, version_id, seen=seen)
    if version.state != VersionState.DRAFT:
        raise StepNotPossible
    check_complete(version)
    version.state, version.proposed_at = VersionState.PROPOSED, now()
    record(session, "guidance_proposed", subject(version), by)
    return version


def take_back(session: Session, version_id: int, *, by: int) -> GuidanceVersion:
    """Make a draft of a proposal; its agreements are dropped. Raises as `propose`."""
    acting(session, by, Permission.WRITE_GUIDANCE)
    version = held_version(session, version_id)
    if version.state != VersionState.PROPOSED:
        raise StepNotPossible
    send_back(session, version, by=by)
    return version


def check_complete(version: GuidanceVersion) -> None:
    """Raises `SourceMissing`, `EndMissing` and `Ended`."""
    if text_in(version, SOURCE) is None:
        raise SourceMissing
    if version.valid_until is None and version.item.kind == GuidanceKind.NOTICE:
        raise EndMissing
    if version.valid_until is not None and version.valid_until < local_day(now()):
        raise Ended
