"""Who has to agree, set by those who keep the associations, never by those who write."""

import pytest
from flask import Flask

from driverapp.associations.models import Association
from driverapp.guidance.parties import parties_of
from driverapp.store.database import db
from driverapp.vocabulary.permissions import Role
from driverapp.vocabulary.target_groups import TargetGroup
from tests.clients import Client
from tests.guidance.chain import Chain, actions
from tests.office.guidance_desk import LIST, desk

PAGE = f"{LIST}/parties"


@pytest.fixture
def administrator(app: Flask) -> Client:
    return desk(app, Role.ADMINISTRATOR)


def names(group: TargetGroup) -> list[str | None]:
    return [each.name for each in parties_of(db.session(), group)]


def test_associations_are_ticked_for_a_group(administrator: Client, chain: Chain) -> None:
    first, _ = chain.association("eins", TargetGroup.TAXI)
    second, _ = chain.association("zwei")
    page = administrator.get(PAGE).text
    assert page.count(" checked") == 1
    answer = administrator.submit(PAGE, False, **{"truck[]": str(second.id), "taxi[]": str(first.id)})
    assert answer.location == f"{PAGE}?saved=1"
    assert names(TargetGroup.TRUCK) == [None, "Erfundener Verband zwei"]
    assert names(TargetGroup.TAXI) == [None, "Erfundener Verband eins"]
    assert actions() == ["guidance_parties_set", "guidance_parties_set"], "what stays the same is no step"
    administrator.submit(PAGE)
    assert names(TargetGroup.TRUCK) == [None], "the police is always asked"


def test_an_association_that_is_gone_changes_nothing(administrator: Client, chain: Chain) -> None:
    association, _ = chain.association("eins", TargetGroup.TAXI)
    answer = administrator.submit(PAGE, False, **{"truck[]": str(association.id), "bus[]": "999999"})
    assert answer.status_code == 409
    assert "Noch nichts gespeichert" in answer.text
    assert answer.text.count(" checked") == 1
    assert names(TargetGroup.TRUCK) == [None]
    assert db.session.get(Association, association.id) is not None
