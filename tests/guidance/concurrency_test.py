"""At the same moment: two agree, one edits while another agrees, two publish. What is published was agreed to."""

from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier
from uuid import uuid4

from flask import Flask
from sqlalchemy import func, select

from driverapp.guidance.agree import AlreadyAgreed, agree
from driverapp.guidance.digest import version_digest
from driverapp.guidance.models import GuidanceAgreement, GuidanceVersion
from driverapp.guidance.publish import NotAgreed, publish
from driverapp.guidance.reach import count_understood, note_understood
from driverapp.guidance.readable import Read
from driverapp.guidance.versions import ChangedMeanwhile, StepNotPossible
from driverapp.guidance.write import revise, save_text
from driverapp.store.database import db, writing
from driverapp.trust.audit import AuditEntry
from driverapp.vocabulary.permissions import Role
from driverapp.vocabulary.target_groups import TargetGroup
from tests.guidance.chain import TEXT, Chain, digest, stored
from tests.office.accounts import add_account

ROUNDS = 12
REFUSALS = (AlreadyAgreed, ChangedMeanwhile, StepNotPossible, NotAgreed)

Step = Callable[[], object]


def _at_once(app: Flask, steps: Sequence[Step]) -> list[str]:
    """What came of each step; all begin together, each in a transaction of its own."""
    db.session.commit()
    start = Barrier(len(steps))

    def attempt(step: Step) -> str:
        with app.app_context():
            start.wait()
            try:
                with writing():
                    step()
                    db.session.commit()
            except REFUSALS as refusal:
                db.session.rollback()
                return type(refusal).__name__
            return "done"

    with ThreadPoolExecutor(len(steps)) as pool:
        return list(pool.map(attempt, steps))


def _agreeing(version_id: int, seen: str, person: int) -> Step:
    return lambda: agree(db.session(), version_id, seen=seen, office="LKA", by=person, secrecy_declared=True)


def _revise(person: int) -> None:
    revise(db.session(), "item", by=person)


def _audited(action: str) -> int:
    return db.session.scalar(select(func.count()).where(AuditEntry.action == action)) or 0


def test_of_eight_of_one_party_one_agrees(app: Flask, chain: Chain) -> None:
    version_id = chain.draft()
    chain.propose(version_id)
    seen = digest(version_id)
    people = [add_account(Role.APPROVER).id for _ in range(8)]
    outcomes = _at_once(app, [_agreeing(version_id, seen, each) for each in people])
    assert Counter(outcomes) == {"done": 1, "AlreadyAgreed": 7}
    assert (len(stored(version_id).agreements), _audited("guidance_agreed")) == (1, 1)


def test_two_parties_that_agree_at_once_both_have(app: Flask, chain: Chain) -> None:
    _, partner = chain.association("spedition", TargetGroup.TRUCK)
    for number in range(ROUNDS):
        version_id = chain.draft(f"item-{number}")
        chain.propose(version_id)
        seen = digest(version_id)
        people = (chain.police, partner)
        assert _at_once(app, [_agreeing(version_id, seen, each) for each in people]) == ["done", "done"]
        chain.publish(version_id)


def test_an_edit_while_somebody_agrees_leaves_no_agreement_to_other_words(app: Flask, chain: Chain) -> None:
    for number in range(ROUNDS):
        version_id = chain.draft(f"item-{number}")
        chain.propose(version_id)
        seen = digest(version_id)

        def edit(version_id: int = version_id, seen: str = seen) -> None:
            save_text(db.session(), version_id, "de", **TEXT | {"title": "Anders"}, seen=seen, by=chain.editor)

        edited, _ = _at_once(app, [edit, _agreeing(version_id, seen, chain.police)])
        assert edited == "done"
        assert (stored(version_id).state, stored(version_id).agreements) == ("draft", [])


def test_an_edit_while_somebody_publishes_is_never_published_unagreed(app: Flask, chain: Chain) -> None:
    for number in range(ROUNDS):
        version_id = chain.draft(f"item-{number}")
        chain.propose(version_id)
        chain.agree(version_id, chain.police)
        seen = digest(version_id)

        def edit(version_id: int = version_id, seen: str = seen) -> None:
            save_text(db.session(), version_id, "de", **TEXT | {"title": "Anders"}, seen=seen, by=chain.editor)

        def put(version_id: int = version_id) -> None:
            publish(db.session(), version_id, by=chain.editor)

        assert sorted(_at_once(app, [edit, put])) == ["StepNotPossible", "done"]
        version = stored(version_id)
        assert (version.state, version.texts[0].title) in [("published", "Titel"), ("draft", "Anders")]
        assert all(each.digest == version_digest(version) for each in version.agreements)
    assert db.session.scalar(select(func.count()).select_from(GuidanceAgreement)) == _audited("guidance_published")


def test_of_many_who_revise_at_once_all_get_the_same_draft(app: Flask, chain: Chain) -> None:
    chain.published()
    people = [add_account(Role.EDITOR).id for _ in range(6)]
    assert _at_once(app, [partial(_revise, each) for each in people]) == ["done"] * 6
    assert list(db.session.scalars(select(GuidanceVersion.number).order_by(GuidanceVersion.number))) == [1, 2]


def test_presses_at_once_are_all_counted_and_each_once(app: Flask, chain: Chain) -> None:
    chain.published()
    repeated = uuid4()
    presses = [repeated] * 4 + [uuid4() for _ in range(4)]
    steps = [partial(note_understood, each, Read("item", 1)) for each in presses]
    assert _at_once(app, steps) == ["done"] * 8
    assert [each.count for each in count_understood()] == [5]
