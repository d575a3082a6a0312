"""Agreeing: a party agrees to exactly what it saw, of exactly one version."""

from sqlalchemy.orm import Session

from driverapp.guidance.actors import acting
from driverapp.guidance.digest import version_digest
from driverapp.guidance.models import GuidanceAgreement, GuidanceVersion
from driverapp.guidance.parties import POLICE, Party, parties_of, party_of
from driverapp.guidance.proposal import subject
from driverapp.guidance.sections import is_line
from driverapp.guidance.versions import StepNotPossible, held_version
from driverapp.people.models import Person
from driverapp.store.clock import now
from driverapp.trust.audit import record
from driverapp.vocabulary.guidance import VersionState
from driverapp.vocabulary.permissions import Permission

LONGEST_OFFICE = 120


class NotAParty(Exception):
    """Nobody asked the person's association to agree to this item."""


class OwnText(Exception):
    """Nobody agrees to what they wrote themselves."""


class AlreadyAgreed(Exception):
    """Somebody else of the same party has agreed to this version."""


class OfficeMissing(Exception):
    """An agreement names the office on whose behalf it is given, in at most 120 characters on one line."""


class SecrecyNotDeclared(Exception):
    """The police agrees only with the declaration that nothing is in it which must stay with the police."""


def agree(
    session: Session, version_id: int, *, seen: str, office: str, by: int, secrecy_declared: bool = False
) -> GuidanceAgreement:
    """Agree to a proposed version on behalf of one's party, once; the same person's repeat changes nothing.

    `seen`: the digest of what the person read. Raises `NotAllowed`, `UnknownVersion`, `ChangedMeanwhile`,
    `StepNotPossible`, `NotAParty`, `OwnText`, `AlreadyAgreed`, `OfficeMissing` and `SecrecyNotDeclared`.
    """
    person = acting(session, by, Permission.APPROVE_GUIDANCE)
    version = held_version(session, version_id, seen=seen)
    if version.state != VersionState.PROPOSED:
        raise StepNotPossible
    party, office = party_of(person), office.strip()
    _check(session, version, person, party)
    if not 0 < len(office) <= LONGEST_OFFICE or not is_line(office):
        raise OfficeMissing
    if party == POLICE and not secrecy_declared:
        raise SecrecyNotDeclared
    return _given(version, party, person) or _give(
        session, version, person, association_id=party.association_id, office=office, declared=party == POLICE
    )


def _check(session: Session, version: GuidanceVersion, person: Person, party: Party) -> None:
    if party not in parties_of(session, version.item.target_group):
        raise NotAParty
    if version.author_id == person.id:
        raise OwnText


def _given(version: GuidanceVersion, party: Party, person: Person) -> GuidanceAgreement | None:
    found = next((each for each in version.agreements if each.association_id == party.association_id), None)
    if found is not None and found.person_id != person.id:
        raise AlreadyAgreed
    return found


def _give(
    session: Session,
    version: GuidanceVersion,
    person: Person,
    *,
    association_id: int | None,
    office: str,
    declared: bool,
) -> GuidanceAgreement:
    agreement = GuidanceAgreement(
        person_id=person.id,
        association_id=association_id,
        office=office,
        at=now(),
        secrecy_declared=declared,
        digest=version_digest(version),
    )
    version.agreements.append(agreement)
    session.flush()
    record(session, "guidance_agreed", subject(version), person.id)
    return agreement
