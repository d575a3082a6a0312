"""One item: what its page shows, and which steps it takes for whom."""

from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
import time_machine
from flask import Flask

from driverapp.guidance.feedback import note_feedback
from driverapp.guidance.load import load_content
from driverapp.guidance.queries import readings
from driverapp.guidance.readable import Read
from driverapp.store.clock import now
from driverapp.vocabulary.guidance import FeedbackKind
from driverapp.vocabulary.permissions import Role
from driverapp.vocabulary.target_groups import TargetGroup
from tests.clients import Client
from tests.guidance.chain import Chain, actions, committed, stored
from tests.guidance.content_files import content_file
from tests.office.accounts import add_account, sign_in
from tests.office.guidance_desk import LIST, desk, hidden, words

ITEM = f"{LIST}/item"


def step(client: Client, name: str, number: int = 1) -> int:
    """Take a step from a fresh page; its status."""
    seen = hidden(client.get(f"{ITEM}?version={number}").text)
    return client.send(f"{ITEM}?version={number}", f"{ITEM}/{number}/{name}", seen=seen).status_code


def test_a_version_goes_from_draft_to_readers_and_back(app: Flask, chain: Chain) -> None:
    version_id = chain.draft()
    editor = desk(app, Role.EDITOR)
    assert step(editor, "proposal") == 303
    assert "Es fehlt: Polizei" in words(editor.get(ITEM).text)
    chain.agree(version_id, chain.police)
    page = words(editor.get(ITEM).text)
    assert "Referat" in page
    assert "Geheimhaltung erklärt" in page
    assert step(editor, "publication") == 303
    assert [each.status for each in readings("de")] == ["agreed"]
    assert "Veröffentlicht." in editor.get(f"{ITEM}?done=publication").text
    assert step(desk(app, Role.APPROVER), "recall") == 303
    assert readings("de") == []
    assert "zurückgerufen" in words(editor.get(ITEM).text)
    assert actions()[-3:] == ["guidance_agreed", "guidance_published", "guidance_recalled"]


def test_a_proposal_is_taken_back(app: Flask, chain: Chain) -> None:
    version_id = chain.draft()
    chain.propose(version_id)
    assert step(desk(app, Role.EDITOR), "retraction") == 303
    assert stored(version_id).state == "draft"


def test_nothing_is_published_that_somebody_has_not_agreed_to(app: Flask, chain: Chain) -> None:
    chain.association("spedition", TargetGroup.TRUCK)
    version_id = chain.draft()
    chain.propose(version_id)
    chain.agree(version_id, chain.police)
    editor = desk(app, Role.EDITOR)
    assert "/publication" not in editor.get(ITEM).text
    answer = editor.send(ITEM, f"{ITEM}/1/publication")
    assert answer.status_code == 409
    assert "Es fehlt noch: Erfundener Verband spedition" in answer.text
    assert readings("de") == []


def test_what_changed_since_it_was_read_is_not_proposed(app: Flask, chain: Chain) -> None:
    version_id = chain.draft()
    editor = desk(app, Role.EDITOR)
    seen = hidden(editor.get(ITEM).text)
    with committed():
        chain.write(stored(version_id), title="Anders")
    answer = editor.send(ITEM, f"{ITEM}/1/proposal", seen=seen)
    assert answer.status_code == 409
    assert "Inzwischen hat jemand den Text geändert." in answer.text
    assert stored(version_id).state == "draft"


@pytest.mark.parametrize("name", ["proposal", "retraction", "publication"])
def test_a_step_that_is_over_says_so(app: Flask, chain: Chain, name: str) -> None:
    version_id = chain.published()
    editor = desk(app, Role.EDITOR)
    seen = hidden(editor.get(ITEM).text)
    answer = editor.send(ITEM, f"{ITEM}/1/{name}", seen=seen)
    assert answer.status_code == 409
    assert "Der Schritt geht nicht mehr" in answer.text
    assert stored(version_id).state == "published"


def test_a_draft_is_not_recalled(app: Flask, chain: Chain) -> None:
    chain.draft()
    assert desk(app, Role.EDITOR).send(ITEM, f"{ITEM}/1/recall").status_code == 409


def test_who_never_agrees_to_an_item_does_not_recall_it(app: Flask, chain: Chain) -> None:
    version_id = chain.published()
    other, _ = chain.association("taxi", TargetGroup.TAXI)
    partner = sign_in(Client(app, use_cookies=True), add_account(Role.PARTNER, other))
    assert "Zurückrufen" not in partner.get(ITEM).text
    assert partner.send(ITEM, f"{ITEM}/1/recall").status_code == 403
    assert stored(version_id).state == "published"


def test_before_a_proposal_the_faults_are_named(app: Flask, chain: Chain) -> None:
    version_id = chain.draft(kind="notice")
    with committed():
        chain.write(stored(version_id), body="## Jetzt\n\n- Zwei Rumänen suchen Lkw auf.\n- [mehr](nirgends)\n")
    page = words(desk(app, Role.EDITOR).get(ITEM).text)
    assert "Ein Präventionshinweis braucht einen letzten Tag." in page
    assert "Deutsch : Nennt Herkunft oder Religion als Merkmal: „Zwei Rumänen suchen Lkw auf.“" in page
    assert "Ein Link führt nirgendwohin: „nirgends“" in page
    assert "Nennt Herkunft" not in words(desk(app, Role.APPROVER).get(ITEM).text)


def test_the_next_version_shows_what_it_changes(app: Flask, chain: Chain) -> None:
    chain.published()
    editor = desk(app, Role.EDITOR)
    begun = editor.send(ITEM, f"{ITEM}/revision")
    assert begun.location == f"{ITEM}/edit"
    assert "In dieser Sprache nichts." in editor.get(ITEM).text
    chain.revise(title="Neuer Titel")
    page = editor.get(ITEM).text
    assert "Was sich gegenüber Fassung 1 ändert" in page
    assert "<del># Titel</del>" in page
    assert "<ins># Neuer Titel</ins>" in page
    assert "Jemand tut etwas." not in page.partition('id="changes-title"')[2].partition("</section>")[0]
    old = editor.get(f"{ITEM}?version=1").text
    assert "Neuer Titel" not in old
    assert "veröffentlicht" in words(old)


def test_a_text_is_shown_in_its_own_direction_and_words(app: Flask, chain: Chain) -> None:
    version_id = chain.draft()
    with committed():
        chain.write(stored(version_id), "ar", title="عنوان", body="## انتبهوا\n\n- شخص يفعل شيئًا. {scouting}\n")
    editor = desk(app, Role.EDITOR)
    page = editor.get(f"{ITEM}?language=ar").text
    assert '<article class="phone-text" lang="ar" dir="rtl">' in page
    assert "مسودة" in page
    assert "In dieser Sprache gibt es noch keinen Text." in editor.get(f"{ITEM}?language=tr").text
    assert editor.get(f"{ITEM}?language=xx").status_code == 200


def test_a_starter_is_proposed_as_it_is_or_written_anew(app: Flask, chain: Chain, tmp_path: Path) -> None:
    (tmp_path / "item.de.md").write_text(content_file(), encoding="utf-8")
    with committed():
        load_content(tmp_path)
    editor = desk(app, Role.EDITOR)
    page = words(editor.get(ITEM).text)
    assert "Startinhalt, noch nicht abgestimmt" in page
    assert "Neue Fassung schreiben" in page
    assert "Text schreiben" not in page
    assert step(editor, "proposal") == 303
    assert "Fassung 1 wartet auf Zustimmung" in words(editor.get(ITEM).text)


def test_an_editor_is_led_to_what_readers_said(app: Flask, chain: Chain) -> None:
    chain.published()
    editor = desk(app, Role.EDITOR)
    assert "Noch keine." in editor.get(ITEM).text
    with committed():
        note_feedback(uuid4(), Read("item", 1), FeedbackKind.MISSING, text=None, language=None, takes_text=True)
    assert "1 Rückmeldung lesen" in words(editor.get(ITEM).text)
    assert "Rückmeldung" not in desk(app, Role.APPROVER).get(ITEM).text


def test_what_ended_says_so(app: Flask, chain: Chain) -> None:
    chain.published(kind="notice", until=(now().date() + timedelta(days=2)).isoformat())
    editor = add_account(Role.EDITOR)
    with time_machine.travel(now() + timedelta(days=4)):
        client = sign_in(Client(app, use_cookies=True), editor)
        assert ", vorbei" in client.get(ITEM).text
        assert "abgelaufen" in words(client.get(LIST).text)


@pytest.mark.parametrize("path", ["", "?version=7", "/7/agreement", "/edit"])
def test_what_is_not_there_is_not_found(app: Flask, chain: Chain, path: str) -> None:
    if path.startswith("?"):
        chain.draft()
    client = desk(app, Role.APPROVER if "agreement" in path else Role.EDITOR)
    assert client.get(f"{ITEM}{path}").status_code == 404


def test_no_version_of_nothing_is_begun(app: Flask, chain: Chain) -> None:
    chain.draft()
    assert desk(app, Role.EDITOR).send(ITEM, f"{LIST}/nothing/revision").status_code == 404
