"""Recalling: at once, by the editor, by the police, or by an association that has to agree."""

from sqlalchemy.orm import Session

from driverapp.guidance.actors import NotAllowed, has
from driverapp.guidance.models import GuidanceVersion
from driverapp.guidance.parties import parties_of, party_of
from driverapp.guidance.proposal import subject
from driverapp.guidance.versions import StepNotPossible, held_version
from driverapp.people.models import Person
from driverapp.store.clock import now
from driverapp.trust.audit import record
from driverapp.vocabulary.guidance import VersionState
from driverapp.vocabulary.permissions import Permission


def recall(session: Session, version_id: int, *, by: int) -> GuidanceVersion:
    """Take a published version out of force; again changes nothing.

    Raises `NotAllowed`, `UnknownVersion` and `StepNotPossible`.
    """
    version = held_version(session, version_id)
    person = session.get(Person, by, populate_existing=True)
    if person is None or not may_recall(session, person, version):
        raise NotAllowed
    if version.state == VersionState.RECALLED:
        return version
    if version.state != VersionState.PUBLISHED:
        raise StepNotPossible
    version.state, version.recalled_at, version.recalled_by = VersionState.RECALLED, now(), by
    record(session, "guidance_recalled", subject(version), by)
    return version


def may_recall(session: Session, person: Person, version: GuidanceVersion) -> bool:
    """Whether a person may recall a version: whoever agreed to it may, even if nobody would ask them today."""
    if has(person, Permission.WRITE_GUIDANCE):
        return True
    if not has(person, Permission.APPROVE_GUIDANCE):
        return False
    party = party_of(person)
    agreed = {each.association_id for each in version.agreements}
    return party in parties_of(session, version.item.target_group) or party.association_id in agreed
