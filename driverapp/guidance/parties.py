"""Parties: who has to agree to what a target group reads. The police always; associations as it was set."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from driverapp.associations.models import Association
from driverapp.associations.queries import UnknownAssociation
from driverapp.guidance.actors import NotAllowed, acting
from driverapp.guidance.models import GuidanceAgreement, GuidanceParty, GuidanceVersion
from driverapp.people.models import Person
from driverapp.trust.audit import record
from driverapp.vocabulary.guidance import groups_of
from driverapp.vocabulary.permissions import Permission, Role
from driverapp.vocabulary.target_groups import TargetGroup


@dataclass(frozen=True)
class Party:
    """The police (`association_id` and `name` empty) or an association."""

    association_id: int | None = None
    name: str | None = None


POLICE = Party()


@dataclass(frozen=True)
class Standing:
    """A party of a version, and its agreement, if it was given."""

    party: Party
    agreement: GuidanceAgreement | None


def parties_of(session: Session, target_group: str) -> list[Party]:
    """Who has to agree to what a target group reads, the police first; for `all` the parties of every group."""
    query = (
        select(Association.id, Association.name)
        .join(GuidanceParty, GuidanceParty.association_id == Association.id)
        .where(GuidanceParty.target_group.in_(groups_of(target_group)))
        .distinct()
        .order_by(Association.name)
    )
    return [POLICE, *(Party(association_id, name) for association_id, name in session.execute(query))]


def set_parties(session: Session, target_group: TargetGroup, association_ids: Collection[int], *, by: int) -> None:
    """Set which associations have to agree besides the police; the same again changes nothing.

    Whoever writes cannot choose who agrees. Raises `NotAllowed` and `UnknownAssociation`.
    """
    acting(session, by, Permission.MANAGE_ASSOCIATIONS)
    wanted = set(association_ids)
    if wanted - set(session.scalars(select(Association.id).where(Association.id.in_(wanted)))):
        raise UnknownAssociation
    of_group = GuidanceParty.target_group == target_group.value
    if wanted == set(session.scalars(select(GuidanceParty.association_id).where(of_group))):
        return
    session.execute(delete(GuidanceParty).where(of_group))
    session.add_all(GuidanceParty(target_group=target_group.value, association_id=each) for each in sorted(wanted))
    record(session, "guidance_parties_set", f"target_group:{target_group}", by)


def standing(session: Session, version: GuidanceVersion) -> list[Standing]:
    """Who has to agree to a version, each with the agreement that was given."""
    given = {each.association_id: each for each in version.agreements}
    return [
        Standing(party, given.get(party.association_id)) for party in parties_of(session, version.item.target_group)
    ]


def party_of(person: Person) -> Party:
    """For whom a person agrees: an approver without association for the police. Raises `NotAllowed`."""
    if person.association is not None:
        return Party(person.association.id, person.association.name)
    if person.role != Role.APPROVER:
        raise NotAllowed
    return POLICE
