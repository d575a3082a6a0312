"""Changing an association: its name, and which target groups it has."""

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from driverapp.associations.add import checked_name
from driverapp.associations.changes import begin_change, end_change
from driverapp.associations.models import Association, AssociationGroup, Enrolment
from driverapp.store.clock import now
from driverapp.vocabulary.target_groups import TargetGroup


class GroupInUse(Exception):
    """A code holds for a group that is to go. `group`: that one."""

    def __init__(self, group: str) -> None:
        super().__init__(group)
        self.group = group


def change_association(
    session: Session,
    association: Association,
    name: str,
    groups: Collection[TargetGroup],
    *,
    seen: int | None,
    by: int | None,
) -> None:
    """Give an association another name and other target groups; the same again changes nothing.

    `seen`: the version that the person saw. Raises `InvalidName`, `GroupInUse` and `changes.ChangedMeanwhile`.
    """
    name, wanted = checked_name(name), {str(group) for group in groups}
    begin_change(session, association, seen)
    if (name, wanted) == (association.name, groups_of(association)):
        return
    if wanted:
        _check_codes(session, association, wanted)
    association.name = name
    kept = [each for each in association.groups if each.target_group in wanted]
    new = sorted(wanted - {each.target_group for each in kept})
    association.groups = [*kept, *(AssociationGroup(target_group=group) for group in new)]
    end_change(session, association, "association_changed", by)


def groups_of(association: Association) -> set[str]:
    """The target groups that an association is said to have; empty while nobody said it."""
    return {each.target_group for each in association.groups}


def _check_codes(session: Session, association: Association, wanted: Collection[str]) -> None:
    holding = select(Enrolment.target_group).where(
        Enrolment.association_id == association.id,
        Enrolment.ended_at.is_(None),
        Enrolment.expires_at > now(),
        Enrolment.target_group.not_in(wanted),
    )
    group = session.scalar(holding.order_by(Enrolment.target_group).limit(1))
    if group is not None:
        raise GroupInUse(group)
