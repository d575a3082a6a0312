"""What a version is besides its texts."""

import pytest
from flask import Flask

from driverapp.vocabulary.permissions import Role
from tests.clients import Client
from tests.guidance.chain import Chain, stored
from tests.office.guidance_desk import LIST, desk, hidden, words

FRAME = f"{LIST}/item/frame"


@pytest.fixture
def editor(app: Flask) -> Client:
    return desk(app, Role.EDITOR)


def test_the_details_are_changed(editor: Client, chain: Chain) -> None:
    version_id = chain.draft(kind="notice")
    page = editor.get(FRAME).text
    sent = {"kind": "notice", "target_group": "taxi", "valid_until": "2030-05-01", "region": "Ruhr"}
    answer = editor.submit(FRAME, False, seen=hidden(page), **sent)
    assert answer.location == f"{LIST}/item?version=1&done=frame"
    version = stored(version_id)
    assert (version.item.target_group, version.item.region, str(version.valid_until)) == ("taxi", "Ruhr", "2030-05-01")
    assert "1. Mai 2030" in words(editor.get(answer.location).text)
    assert "Schreiben Sie die Straße" in editor.submit(FRAME, False, seen="", **sent, road="Weg").text
    assert editor.submit(FRAME, False, seen=hidden(page), **sent | {"region": "Eifel"}).status_code == 409


def test_what_readers_had_keeps_its_group(editor: Client, chain: Chain) -> None:
    chain.published()
    chain.revise()
    page = editor.get(FRAME).text
    assert 'name="target_group" value="truck"' in page
    sent = {"kind": "checklist", "target_group": "taxi", "seen": hidden(page)}
    answer = editor.submit(FRAME, False, **sent)
    assert answer.status_code == 409
    assert "Lesende haben den Inhalt schon" in answer.text


def test_the_details_of_what_is_published_are_not_changed(editor: Client, chain: Chain) -> None:
    chain.published()
    assert editor.get(FRAME).location == f"{LIST}/item"
