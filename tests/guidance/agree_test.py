"""Who agrees, for whom, and to what: a party, once, to exactly what it read."""

import pytest

from driverapp.guidance.actors import NotAllowed
from driverapp.guidance.agree import (
    AlreadyAgreed,
    NotAParty,
    OfficeMissing,
    OwnText,
    SecrecyNotDeclared,
    agree,
)
from driverapp.guidance.overview import waiting_for
from driverapp.guidance.parties import POLICE, parties_of, set_parties, standing
from driverapp.guidance.publish import missing_parties
from driverapp.guidance.versions import ChangedMeanwhile, StepNotPossible
from driverapp.people.models import Person
from driverapp.store.database import db
from driverapp.vocabulary.permissions import Role
from driverapp.vocabulary.target_groups import TargetGroup
from tests.guidance.chain import Chain, actions, committed, digest, stored
from tests.office.accounts import add_account


def test_an_agreement_is_to_what_was_seen(chain: Chain) -> None:
    version_id = chain.draft()
    chain.propose(version_id)
    seen = digest(version_id)
    with committed():
        chain.write(stored(version_id), title="Anders")
    chain.propose(version_id)
    with pytest.raises(ChangedMeanwhile):
        agree(db.session(), version_id, seen=seen, office="LKA", by=chain.police, secrecy_declared=True)


@pytest.mark.parametrize(
    ("office", "declared", "error"),
    [
        ("", True, OfficeMissing),
        ("x" * 121, True, OfficeMissing),
        ("a\nb", True, OfficeMissing),
        ("LKA", False, SecrecyNotDeclared),
    ],
)
def test_an_agreement_names_its_office_and_the_police_declares(
    chain: Chain, office: str, declared: bool, error: type[Exception]
) -> None:
    version_id = chain.draft()
    chain.propose(version_id)
    with pytest.raises(error):
        agree(
            db.session(), version_id, seen=digest(version_id), office=office, by=chain.police, secrecy_declared=declared
        )


def test_a_party_agrees_once(chain: Chain) -> None:
    version_id = chain.draft()
    chain.propose(version_id)
    chain.agree(version_id, chain.police)
    chain.agree(version_id, chain.police)
    assert len(stored(version_id).agreements) == 1
    with pytest.raises(AlreadyAgreed):
        chain.agree(version_id, add_account(Role.APPROVER).id)


def test_only_parties_agree_and_nobody_to_their_own_words(chain: Chain) -> None:
    association, partner = chain.association("taxi", TargetGroup.TAXI)
    version_id = chain.draft()
    chain.propose(version_id)
    for person, error in [
        (partner, NotAParty),
        (add_account(Role.APPROVER, association).id, NotAParty),
        (chain.editor, NotAllowed),
        (add_account(Role.COORDINATOR).id, NotAllowed),
        (chain.administrator, NotAllowed),
    ]:
        with pytest.raises(error):
            chain.agree(version_id, person)
        db.session.rollback()
    with committed():
        db.session.get_one(Person, chain.editor).role = Role.APPROVER
    with pytest.raises(OwnText):
        chain.agree(version_id, chain.editor)


def test_the_approver_of_an_association_is_not_the_police(chain: Chain) -> None:
    association, _ = chain.association("spedition", TargetGroup.TRUCK)
    version_id = chain.draft()
    chain.propose(version_id)
    chain.agree(version_id, add_account(Role.APPROVER, association).id)
    assert missing_parties(db.session(), stored(version_id)) == [POLICE]
    assert [(each.party.name, each.agreement is None) for each in standing(db.session(), stored(version_id))] == [
        (None, True),
        ("Erfundener Verband spedition", False),
    ]


def test_a_draft_cannot_be_agreed_to(chain: Chain) -> None:
    version_id = chain.draft()
    with pytest.raises(StepNotPossible):
        chain.agree(version_id, chain.police)


def test_proposals_wait_for_those_who_have_not_agreed(chain: Chain) -> None:
    version_id = chain.draft()
    chain.propose(version_id)
    police = db.session.get_one(Person, chain.police)
    assert [each.id for each in waiting_for(db.session(), police)] == [version_id]
    chain.agree(version_id, chain.police)
    assert waiting_for(db.session(), police) == []


def test_only_the_administrator_chooses_who_agrees(chain: Chain) -> None:
    _, partner = chain.association("taxi", TargetGroup.TAXI)
    for person in (chain.editor, chain.police, partner):
        with pytest.raises(NotAllowed):
            set_parties(db.session(), TargetGroup.TAXI, [], by=person)
    with committed():
        set_parties(db.session(), TargetGroup.TAXI, [], by=chain.administrator)
        set_parties(db.session(), TargetGroup.TAXI, [], by=chain.administrator)
    assert parties_of(db.session(), "taxi") == [POLICE]
    assert actions().count("guidance_parties_set") == 2
