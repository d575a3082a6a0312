"""The list of guidance: what there is, how it stands, and what waits for whom."""

import io
import zipfile
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask

from driverapp.guidance.load import load_content
from driverapp.guidance.queries import readings
from driverapp.office.forms.guidance_frame import RESERVED, free_slug
from driverapp.store.clock import local_day, now
from driverapp.vocabulary.permissions import Role
from driverapp.vocabulary.target_groups import TargetGroup
from tests.clients import Client
from tests.guidance.chain import Chain, actions, committed, stored
from tests.guidance.content_files import content_file
from tests.office.accounts import add_account, sign_in
from tests.office.guidance_desk import LIST, desk, words

NEW = f"{LIST}/new"
FRAME = {"kind": "notice", "target_group": "truck", "valid_until": "2030-05-01", "road": "a 2"}


def test_an_empty_list_says_what_to_do(app: Flask) -> None:
    assert "Schreiben Sie den ersten" in desk(app, Role.EDITOR).get(LIST).text
    approver = words(desk(app, Role.APPROVER).get(LIST).text)
    assert "Sobald die Redaktion etwas vorschlägt, steht es hier." in approver
    assert "Neu schreiben" not in approver


def test_a_row_says_how_an_item_stands_and_what_it_lacks(app: Flask, chain: Chain) -> None:
    chain.association("spedition", TargetGroup.TRUCK)
    version_id = chain.draft(kind="notice", until="2030-05-01")
    chain.propose(version_id)
    chain.agree(version_id, chain.police)
    page = words(desk(app, Role.EDITOR).get(LIST).text)
    assert "Titel Präventionshinweis Lkw wartet auf Zustimmung Es fehlt: Erfundener Verband spedition" in page
    assert "fehlt in 11 von 12 Sprachen 1. Mai 2030" in page


def test_starters_stand_behind_what_is_on_its_way(app: Flask, chain: Chain, tmp_path: Path) -> None:
    (tmp_path / "start.de.md").write_text(content_file(title="Anfang"), encoding="utf-8")
    with committed():
        load_content(tmp_path)
    chain.draft()
    page = words(desk(app, Role.EDITOR).get(LIST).text)
    assert page.index("Titel Checkliste Lkw Entwurf") < page.index("Anfang Checkliste")
    assert "Startinhalt, noch nicht abgestimmt" in page


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("kind=checklist", {"a"}),
        ("kind=notice", {"b"}),
        ("target_group=taxi", {"b"}),
        ("state=published", {"a"}),
        ("state=draft", {"b"}),
        ("state=recalled", set()),
        ("kind=checklist&state=draft", set()),
        ("", {"a", "b"}),
    ],
)
def test_the_address_chooses(app: Flask, chain: Chain, query: str, shown: set[str]) -> None:
    chain.published("a")
    chain.draft("b", kind="notice", group="taxi")
    page = desk(app, Role.EDITOR).get(f"{LIST}?{query}").text
    table = page.partition("<tbody>")[2]
    assert {slug for slug in ("a", "b") if f'href="{LIST}/{slug}"' in table} == shown
    assert ("Nichts passt zu dieser Auswahl." in page) is not bool(shown)


def test_what_waits_for_the_person_stands_on_top(app: Flask, chain: Chain) -> None:
    soon = (local_day(now()) + timedelta(days=30)).isoformat()
    chain.published("ending", kind="notice", until=soon)
    chain.published("of-others", kind="notice", group="bus", until=soon)
    association, _ = chain.association("spedition", TargetGroup.TRUCK)
    waiting = chain.draft("waiting")
    chain.propose(waiting)
    agreed = chain.draft("agreed", group="taxi")
    chain.propose(agreed)
    chain.agree(agreed, chain.police)
    partner = sign_in(Client(app, use_cookies=True), add_account(Role.PARTNER, association))
    assert _tasks(partner) == [("/waiting/1/agreement", "Ihre Zustimmung fehlt"), ("/ending", "Gilt nur noch bis")]
    assert [slug for slug, _ in _tasks(desk(app, Role.EDITOR))] == ["/agreed", "/ending", "/of-others"]
    chain.agree(waiting, chain.police)
    assert [slug for slug, _ in _tasks(desk(app, Role.APPROVER))] == ["/ending", "/of-others"]


def test_a_translation_of_another_german_text_is_called_out_of_date(app: Flask, chain: Chain) -> None:
    version_id = chain.draft()
    with committed():
        chain.write(stored(version_id), "pl", title="Tytuł")
    with committed():
        chain.write(stored(version_id), title="Anderer Titel")
    assert _tasks(desk(app, Role.EDITOR)) == [("/item", "Übersetzung veraltet: Polnisch")]


def test_a_new_item_is_a_draft_and_goes_on_to_its_text(app: Flask) -> None:
    editor = desk(app, Role.EDITOR)
    answer = editor.submit(NEW, False, title="Planen an der A2", **FRAME)
    assert answer.location == f"{LIST}/planen-an-der-a2/edit?language=de&title=Planen+an+der+A2"
    assert 'value="Planen an der A2"' in editor.get(answer.location).text
    assert editor.submit(NEW, False, title="Planen an der A2!", **FRAME).location.startswith(
        f"{LIST}/planen-an-der-a2-2/"
    )
    assert actions() == ["guidance_created", "guidance_created"]
    assert readings("de") == []


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"title": ""}, "Geben Sie dem Inhalt einen Titel."),
        ({"title": "x" * 71}, "Ein Titel hat höchstens 70 Zeichen."),
        ({"kind": "poem"}, "Wählen Sie aus der Liste."),
        ({"target_group": "ships"}, "Wählen Sie aus der Liste."),
        ({"road": "Hauptstraße"}, "Schreiben Sie die Straße wie A2 oder B 64."),
        ({"kind": "card"}, "Gebiet und Straße gibt es nur bei Präventionshinweisen."),
        ({"region": "x" * 81}, "Höchstens 80 Zeichen."),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(app: Flask, wrong: dict[str, str], said: str) -> None:
    sent = {"title": "Aus der Luft gegriffen.", **FRAME} | wrong
    answer = desk(app, Role.EDITOR).submit(NEW, False, **sent)
    assert answer.status_code == 200
    assert said in answer.text
    if "title" not in wrong:
        assert "Aus der Luft gegriffen." in answer.text
    assert actions() == []


def test_no_slug_hides_a_page_and_every_title_has_one() -> None:
    assert {free_slug(word, ()) for word in RESERVED} & RESERVED == set()
    assert free_slug("Überfälle: größer als gedacht", ()) == "ueberfaelle-groesser-als-gedacht"
    assert free_slug("العربية", {"inhalt"}) == "inhalt-2"
    assert len(free_slug("wort " * 30, ())) <= 60


def test_what_is_in_force_comes_as_an_archive(app: Flask, chain: Chain) -> None:
    chain.published()
    chain.draft("unfinished")
    answer = desk(app, Role.EDITOR).get(f"{LIST}/content.zip")
    assert answer.mimetype == "application/zip"
    with zipfile.ZipFile(io.BytesIO(answer.data)) as archive:
        assert archive.namelist() == ["truck/item.de.md"]


def test_the_list_speaks_english(app: Flask, chain: Chain) -> None:
    chain.draft()
    editor = desk(app, Role.EDITOR)
    editor.set_cookie("language", "en")
    assert "Titel Checklist Lorry Draft missing in 11 of 12 languages" in words(editor.get(LIST).text)


def _tasks(client: Client) -> list[tuple[str, str]]:
    part = client.get(LIST).text.partition('id="tasks-title"')[2].partition("</section>")[0]
    lines = part.split("<li>")[1:]
    found = [(each.partition(f'href="{LIST}')[2].partition('"')[0], words(each.partition("</a>")[2])) for each in lines]
    return [(slug, said.partition(" bis ")[0] + (" bis" if " bis " in said else "")) for slug, said in found]
