"""A recall is at once, by either side, and leaves its trace until the day that was promised."""

import pytest
import time_machine

from driverapp.guidance.actors import NotAllowed
from driverapp.guidance.parties import set_parties
from driverapp.guidance.queries import readings
from driverapp.guidance.recall import recall
from driverapp.guidance.versions import StepNotPossible
from driverapp.store.database import db
from driverapp.vocabulary.permissions import Role
from driverapp.vocabulary.target_groups import TargetGroup
from tests.guidance.chain import Chain, actions, committed, stored
from tests.office.accounts import add_account


def test_a_recall_is_at_once_and_by_either_side(chain: Chain) -> None:
    _, partner = chain.association("spedition", TargetGroup.TRUCK)
    _, stranger = chain.association("taxi", TargetGroup.TAXI)
    recallers = {"editor": chain.editor, "police": chain.police, "partner": partner}
    for slug, person in recallers.items():
        version_id = chain.draft(slug)
        chain.propose(version_id)
        with pytest.raises(StepNotPossible):
            recall(db.session(), version_id, by=person)
        chain.agree(version_id, chain.police)
        chain.agree(version_id, partner)
        chain.publish(version_id)
        for nobody in (stranger, chain.administrator, add_account(Role.COORDINATOR).id):
            with pytest.raises(NotAllowed):
                recall(db.session(), version_id, by=nobody)
            db.session.rollback()
        for _ in range(2):
            with committed():
                recall(db.session(), version_id, by=person)
        assert (stored(version_id).state, stored(version_id).recalled_by) == ("recalled", person)
    assert readings("de") == []
    assert actions().count("guidance_recalled") == 3


def test_whoever_agreed_may_recall_when_no_party_any_more(chain: Chain) -> None:
    _, partner = chain.association("spedition", TargetGroup.TRUCK)
    version_id = chain.draft()
    chain.propose(version_id)
    chain.agree(version_id, chain.police)
    chain.agree(version_id, partner)
    chain.publish(version_id)
    with committed():
        set_parties(db.session(), TargetGroup.TRUCK, [], by=chain.administrator)
        recall(db.session(), version_id, by=partner)
    assert stored(version_id).state == "recalled"


def test_a_recalled_notice_leaves_its_recall_until_its_day(chain: Chain) -> None:
    version_id = chain.published(kind="notice", until="2099-01-01")
    with committed():
        recall(db.session(), version_id, by=chain.police)
    (reading,) = readings("de")
    assert (reading.recalled, reading.sections, reading.title, reading.status) == (True, [], "Titel", "agreed")
    with time_machine.travel("2099-01-02T12:00:00+00:00"):
        assert readings("de") == []


def test_after_a_recall_the_next_version_is_published_again(chain: Chain) -> None:
    first = chain.published(kind="notice", until="2099-01-01")
    with committed():
        recall(db.session(), first, by=chain.editor)
    chain.propose(second := chain.revise())
    chain.agree(second, chain.police)
    chain.publish(second)
    assert [(each.version, each.recalled) for each in readings("de")] == [(2, False)]
    assert stored(first).state == "recalled"
