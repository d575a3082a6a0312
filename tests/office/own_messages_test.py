from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from driverapp.people.messages import Wish, Wishes, list_readers
from driverapp.store.database import db
from driverapp.trust.audit import AuditEntry
from driverapp.vocabulary.permissions import Role
from tests.clients import Client
from tests.mail.desk import set_up
from tests.office.accounts import add_account, sign_in

PAGE = "/office/own/messages"
CHOSEN: dict[str, Any] = {
    "ongoing": "digest",
    "unread": "at_once",
    "answers": "none",
    "digest_hour": "18",
    "language": "en",
}


@pytest.fixture
def coordinator(signed_in: Callable[[Role], Client]) -> Client:
    return signed_in(Role.COORDINATOR)


def test_what_somebody_chooses_is_theirs(coordinator: Client) -> None:
    add_account(Role.COORDINATOR)
    assert coordinator.submit(PAGE, **CHOSEN).status_code == 303
    mine, theirs = list_readers(db.session())
    assert (mine.wishes, mine.language) == (Wishes(Wish.DIGEST, Wish.AT_ONCE, Wish.NONE, 18), "en")
    assert (theirs.wishes, theirs.language) == (Wishes(), "de")
    coordinator.submit(PAGE, **CHOSEN)
    noted = db.session.scalars(select(AuditEntry.actor_id).where(AuditEntry.action == "message_wishes_set")).all()
    assert noted == [mine.id], "the same again is no act"
    page = coordinator.get(PAGE).text
    assert 'name="unread" value="at_once" checked' in page
    assert '<option value="18" selected>' in page


@pytest.mark.parametrize(
    "wrong", [{"ongoing": "always"}, {"digest_hour": "24"}, {"digest_hour": "x"}, {"language": "pl"}]
)
def test_what_cannot_be_is_said_and_not_saved(coordinator: Client, wrong: dict[str, str]) -> None:
    answer = coordinator.submit(PAGE, **(CHOSEN | wrong))
    assert answer.status_code == 200
    assert "Wählen Sie aus der Liste." in answer.text
    assert list_readers(db.session())[0].wishes == Wishes()


def test_it_says_whose_turn_one_is_and_that_no_mail_leaves(app: Flask) -> None:
    first, second = add_account(Role.COORDINATOR), add_account(Role.COORDINATOR)
    client = sign_in(Client(app, use_cookies=True), second)
    assert "Nummer 2 der Reihenfolge" in client.get(PAGE).text
    set_up(escalation_order=(second.id, first.id))
    assert "Nummer 1 der Reihenfolge" in client.get(PAGE).text
    set_up(escalation_order=(first.id,))
    assert "Sie stehen nicht in der Reihenfolge" in client.get(PAGE).text
    assert "Es geht keine Mail hinaus" in client.get(PAGE).text
