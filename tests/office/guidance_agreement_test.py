"""Agreeing: to exactly what was read, for an office, and for the police with its declaration."""

import pytest
from flask import Flask

from driverapp.vocabulary.permissions import Role
from driverapp.vocabulary.target_groups import TargetGroup
from tests.clients import Client
from tests.guidance.chain import Chain, committed, digest, stored
from tests.office.accounts import add_account, sign_in
from tests.office.guidance_desk import LIST, desk, hidden, words

PAGE = f"{LIST}/item/1/agreement"
ITEM = f"{LIST}/item?version=1"
DECLARATION = "Der Text enthält nichts, was bei der Polizei bleiben muss."


@pytest.fixture
def proposal(chain: Chain) -> int:
    version_id = chain.draft()
    with committed():
        chain.write(stored(version_id), "pl", title="Tytuł", body="## Na co uważać\n\n- Ktoś coś robi. {scouting}\n")
    chain.propose(version_id)
    return version_id


def test_the_police_reads_every_language_and_agrees_with_its_declaration(app: Flask, proposal: int) -> None:
    police = desk(app, Role.APPROVER)
    page = police.get(PAGE)
    assert "Jemand tut etwas." in page.text
    assert "Ktoś coś robi." in page.text
    assert DECLARATION in page.text
    answer = police.submit(PAGE, seen=hidden(page.text), office=" Dezernat 32 ", secrecy="1")
    assert answer.location == f"{ITEM}&done=agreement"
    (given,) = stored(proposal).agreements
    assert (given.office, given.secrecy_declared, given.association, given.digest) == (
        "Dezernat 32",
        True,
        None,
        digest(proposal),
    )
    assert "Aus Ihrer Stelle liegt die Zustimmung vor." in police.get(PAGE).text


def test_an_association_agrees_without_a_declaration(app: Flask, chain: Chain, proposal: int) -> None:
    association, _ = chain.association("spedition", TargetGroup.TRUCK)
    partner = sign_in(Client(app, use_cookies=True), add_account(Role.PARTNER, association))
    page = partner.get(PAGE).text
    assert DECLARATION not in page
    partner.submit(PAGE, seen=hidden(page), office="Referat Sicherheit")
    assert [each.association_id for each in stored(proposal).agreements] == [association.id]


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"office": "Dezernat 32"}, "Ohne diese Erklärung kann die Polizei nicht zustimmen."),
        ({"secrecy": "1"}, "Schreiben Sie, für welche Stelle Sie zustimmen."),
        ({}, "Schreiben Sie, für welche Stelle Sie zustimmen."),
        ({}, "Ohne diese Erklärung kann die Polizei nicht zustimmen."),
        ({"secrecy": "1", "office": "x" * 121}, "Höchstens 120 Zeichen."),
        ({"secrecy": "1", "office": "Dezernat\x0732"}, "Schreiben Sie die Stelle in eine Zeile"),
    ],
)
def test_what_lacks_is_said_and_nothing_typed_is_lost(
    app: Flask, proposal: int, sent: dict[str, str], said: str
) -> None:
    police = desk(app, Role.APPROVER)
    answer = police.submit(PAGE, False, seen=hidden(police.get(PAGE).text), **sent)
    assert answer.status_code == 200
    assert said in words(answer.text)
    assert ("checked" in answer.text) is ("secrecy" in sent)
    assert f'value="{sent.get("office", "")}"' in answer.text
    assert stored(proposal).agreements == []


def test_nobody_agrees_to_what_changed_since_they_read_it(app: Flask, chain: Chain, proposal: int) -> None:
    police = desk(app, Role.APPROVER)
    seen = hidden(police.get(PAGE).text)
    with committed():
        chain.write(stored(proposal), "pl", title="Inny tytuł")
    chain.propose(proposal)
    answer = police.submit(PAGE, seen=seen, office="Dezernat 32", secrecy="1")
    assert answer.status_code == 409
    assert "Der Text wurde geändert, seit Sie ihn gelesen haben." in answer.text
    assert "Inny tytuł" in answer.text
    assert 'value="Dezernat 32"' in answer.text
    assert " checked" not in answer.text, "the declaration is about the text that was read"
    assert stored(proposal).agreements == []
    assert police.submit(PAGE, seen=hidden(answer.text), office="Dezernat 32", secrecy="1").status_code == 303


def test_the_second_of_an_office_is_told(app: Flask, chain: Chain, proposal: int) -> None:
    police = desk(app, Role.APPROVER)
    seen = hidden(police.get(PAGE).text)
    chain.agree(proposal, chain.police)
    answer = police.send(ITEM, PAGE, seen=seen, office="Dezernat 32", secrecy="1")
    assert answer.status_code == 409
    assert "Aus Ihrer Stelle hat schon jemand zugestimmt." in answer.text


def test_who_is_not_asked_is_told(app: Flask, chain: Chain, proposal: int) -> None:
    other, _ = chain.association("taxi", TargetGroup.TAXI)
    partner = sign_in(Client(app, use_cookies=True), add_account(Role.PARTNER, other))
    assert "Zu diesem Inhalt wird Ihre Stelle nicht gefragt." in partner.get(PAGE).text
    answer = partner.submit(PAGE, seen=digest(proposal), office="Referat")
    assert answer.status_code == 409
    assert stored(proposal).agreements == []


def test_what_waits_for_nobody_leads_to_the_item(app: Flask, chain: Chain) -> None:
    version_id = chain.draft()
    police = desk(app, Role.APPROVER)
    assert police.get(PAGE).location == ITEM
    answer = police.send(ITEM, PAGE, seen=digest(version_id), office="Dezernat 32", secrecy="1")
    assert answer.status_code == 409
    assert "Die Fassung wartet nicht mehr auf Zustimmung." in answer.text
