"""Nothing is published that not every party has agreed to, word for word, whoever asks."""

from collections.abc import Callable

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select

from driverapp.guidance.actors import NotAllowed
from driverapp.guidance.frame import make_frame
from driverapp.guidance.models import GuidanceAgreement, GuidanceVersion
from driverapp.guidance.parties import POLICE
from driverapp.guidance.propose import Ended, EndMissing, SourceMissing, propose, take_back
from driverapp.guidance.publish import NotAgreed, Superseded, missing_parties, publish
from driverapp.guidance.queries import checklists, readings
from driverapp.guidance.versions import StepNotPossible, UnknownVersion
from driverapp.guidance.write import create_item, remove_text, set_frame
from driverapp.people.models import Person
from driverapp.store.clock import local_day, now
from driverapp.store.database import db
from driverapp.vocabulary.permissions import Role
from driverapp.vocabulary.target_groups import TargetGroup
from tests.guidance.chain import Chain, actions, committed, digest, stored
from tests.office.accounts import add_account

Forbidden = Callable[[Chain, int], None]


def _refused(version_id: int, by: int, error: type[Exception]) -> None:
    with pytest.raises(error):
        publish(db.session(), version_id, by=by)
    db.session.rollback()
    assert stored(version_id).state != "published"
    assert readings("de") == []


def test_what_every_party_agreed_to_is_published_and_named(chain: Chain) -> None:
    _, partner = chain.association("spedition", TargetGroup.TRUCK)
    version_id = chain.draft()
    chain.propose(version_id)
    chain.agree(version_id, chain.police)
    _refused(version_id, chain.editor, NotAgreed)
    chain.agree(version_id, partner)
    chain.publish(version_id)
    (reading,) = checklists("de", TargetGroup.TRUCK)
    assert (reading.status, reading.version, reading.published_at) == ("agreed", 1, stored(version_id).published_at)
    assert [(each.party, each.office) for each in reading.agreed] == [
        ("police", "Referat"),
        ("Erfundener Verband spedition", "Referat"),
    ]
    assert actions() == [
        "guidance_parties_set",
        "guidance_created",
        "guidance_text_saved_de",
        "guidance_proposed",
        "guidance_agreed",
        "guidance_agreed",
        "guidance_published",
    ]


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.EDITOR])
def test_no_role_but_the_editor_publishes_even_what_is_agreed(chain: Chain, role: Role) -> None:
    version_id = chain.draft()
    chain.propose(version_id)
    chain.agree(version_id, chain.police)
    _refused(version_id, add_account(role).id, NotAllowed)


def test_a_deactivated_editor_does_nothing(chain: Chain) -> None:
    version_id = chain.draft()
    with committed():
        db.session.get_one(Person, chain.editor).active = False
    with pytest.raises(NotAllowed):
        propose(db.session(), version_id, seen=digest(version_id), by=chain.editor)
    db.session.rollback()
    _refused(version_id, chain.editor, NotAllowed)


def test_a_draft_is_not_published(chain: Chain) -> None:
    _refused(chain.draft(), chain.editor, StepNotPossible)


def test_a_proposal_nobody_agreed_to_is_not_published(chain: Chain) -> None:
    version_id = chain.draft()
    chain.propose(version_id)
    assert missing_parties(db.session(), stored(version_id)) == [POLICE]
    _refused(version_id, chain.editor, NotAgreed)


def test_an_association_that_joins_the_parties_late_has_to_agree_too(chain: Chain) -> None:
    version_id = chain.draft()
    chain.propose(version_id)
    chain.agree(version_id, chain.police)
    chain.association("spedition", TargetGroup.TRUCK)
    _refused(version_id, chain.editor, NotAgreed)


def test_what_is_for_everybody_needs_the_parties_of_every_group(chain: Chain) -> None:
    _, truck = chain.association("spedition", TargetGroup.TRUCK, TargetGroup.DISPATCH)
    _, taxi = chain.association("taxi", TargetGroup.TAXI)
    version_id = chain.draft(group="all")
    chain.propose(version_id)
    chain.agree(version_id, chain.police)
    chain.agree(version_id, truck)
    _refused(version_id, chain.editor, NotAgreed)
    chain.agree(version_id, taxi)
    chain.publish(version_id)
    assert len(readings("de", TargetGroup.BUS)) == 1


def test_words_that_got_past_everything_else_are_not_covered_by_an_agreement(chain: Chain) -> None:
    version_id = chain.draft()
    chain.propose(version_id)
    chain.agree(version_id, chain.police)
    with committed():
        stored(version_id).texts[0].title = "Hineingeschrieben"
    _refused(version_id, chain.editor, NotAgreed)


def test_an_agreement_of_the_police_without_its_declaration_does_not_count(chain: Chain) -> None:
    version_id = chain.draft()
    chain.propose(version_id)
    chain.agree(version_id, chain.police)
    with committed():
        stored(version_id).agreements[0].secrecy_declared = False
    _refused(version_id, chain.editor, NotAgreed)


def _save(chain: Chain, version_id: int) -> None:
    chain.write(stored(version_id), title="Anders")


def _name_another_source(chain: Chain, version_id: int) -> None:
    chain.write(stored(version_id), "en", source="Invented for another test.")


def _translate(chain: Chain, version_id: int) -> None:
    chain.write(stored(version_id), "pl")


def _untranslate(chain: Chain, version_id: int) -> None:
    remove_text(db.session(), version_id, "en", seen=digest(version_id), by=chain.editor)


def _prolong(chain: Chain, version_id: int) -> None:
    frame = make_frame(kind="checklist", target_group="truck", valid_until="2099-01-01")
    set_frame(db.session(), version_id, frame, seen=digest(version_id), by=chain.editor)


def _move(chain: Chain, version_id: int) -> None:
    frame = make_frame(kind="checklist", target_group="bus")
    set_frame(db.session(), version_id, frame, seen=digest(version_id), by=chain.editor)


def _take_back(chain: Chain, version_id: int) -> None:
    take_back(db.session(), version_id, by=chain.editor)


@pytest.mark.parametrize("change", [_save, _name_another_source, _translate, _untranslate, _prolong, _move, _take_back])
def test_a_change_drops_the_agreements_and_makes_a_draft_again(chain: Chain, change: Forbidden) -> None:
    version_id = chain.draft()
    with committed():
        chain.write(stored(version_id), "en")
    chain.propose(version_id)
    chain.agree(version_id, chain.police)
    with committed():
        change(chain, version_id)
    assert (stored(version_id).state, stored(version_id).proposed_at) == ("draft", None)
    assert db.session.scalars(select(GuidanceAgreement)).all() == []
    assert {"guidance_agreement_dropped", "guidance_sent_back"} <= set(actions())
    _refused(version_id, chain.editor, StepNotPossible)
    chain.propose(version_id)
    _refused(version_id, chain.editor, NotAgreed)


def test_the_same_words_again_change_nothing(chain: Chain) -> None:
    version_id = chain.draft()
    chain.propose(version_id)
    chain.agree(version_id, chain.police)
    before = actions()
    frame = make_frame(kind="checklist", target_group="truck")
    with committed():
        chain.write(stored(version_id))
        set_frame(db.session(), version_id, frame, seen=digest(version_id), by=chain.editor)
    assert actions() == before
    chain.publish(version_id)


@pytest.mark.parametrize(
    ("kind", "until", "error"),
    [("notice", None, EndMissing), ("notice", "2020-01-01", Ended), ("card", "2020-01-01", Ended)],
)
def test_what_would_stand_for_ever_or_is_over_is_not_proposed(
    chain: Chain, kind: str, until: str | None, error: type[Exception]
) -> None:
    version_id = chain.draft(kind=kind, until=until)
    with pytest.raises(error):
        chain.propose(version_id)


def test_what_ended_while_it_was_agreed_to_is_not_published(chain: Chain) -> None:
    version_id = chain.draft(kind="notice", until=local_day(now()).isoformat())
    chain.propose(version_id)
    chain.agree(version_id, chain.police)
    with time_machine.travel("2099-06-01T12:00:00+00:00"):
        _refused(version_id, chain.editor, Ended)


def test_without_a_german_text_nothing_is_proposed(chain: Chain) -> None:
    frame = make_frame(kind="card", target_group="all")
    with committed():
        version = create_item(db.session(), "leer", frame, by=chain.editor)
        chain.write(version, "en")
    with pytest.raises(SourceMissing):
        chain.propose(version.id)


def test_a_new_version_takes_the_place_of_the_one_before(chain: Chain) -> None:
    first = chain.published()
    second = chain.revise()
    assert [each.title for each in checklists("de")] == ["Titel"]
    chain.propose(second)
    assert [each.title for each in checklists("de")] == ["Titel"]
    chain.agree(second, chain.police)
    chain.publish(second)
    assert [(each.title, each.version) for each in checklists("de")] == [("Neuer Titel", 2)]
    assert (stored(first).state, stored(second).state) == ("replaced", "published")


def test_an_earlier_version_does_not_take_the_place_of_a_later_one(chain: Chain) -> None:
    first = chain.published()
    chain.propose(second := chain.revise())
    chain.agree(second, chain.police)
    chain.publish(second)
    with committed():
        stored(first).state = "proposed"
    with pytest.raises(Superseded):
        publish(db.session(), first, by=chain.editor)


def test_what_is_published_cannot_be_written_in(chain: Chain) -> None:
    version_id = chain.published()
    with pytest.raises(StepNotPossible):
        chain.write(stored(version_id), title="Anders")
    with pytest.raises(UnknownVersion):
        publish(db.session(), 999_999, by=chain.editor)


def test_every_version_of_an_item_is_kept(chain: Chain) -> None:
    chain.published()
    chain.revise()
    assert [each.number for each in db.session.scalars(select(GuidanceVersion).order_by(GuidanceVersion.number))] == [
        1,
        2,
    ]


def test_nothing_is_written_for_an_app_without_people(app: Flask) -> None:
    frame = make_frame(kind="card", target_group="all")
    with pytest.raises(NotAllowed):
        create_item(db.session(), "karte", frame, by=1)
