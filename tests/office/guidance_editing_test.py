"""Writing: in one language, beside German, with the phone's view; nothing typed is lost."""

import re
from datetime import timedelta

import pytest
import time_machine
from flask import Flask

from driverapp.guidance.digest import stale_languages, text_in
from driverapp.guidance.frame import make_frame
from driverapp.guidance.write import create_item
from driverapp.store.clock import now
from driverapp.store.database import db
from driverapp.vocabulary.permissions import Role
from tests.clients import TOKEN, Client
from tests.guidance.chain import TEXT, Chain, actions, committed, stored
from tests.guidance.content_files import training
from tests.office.guidance_desk import LIST, desk, hidden, words
from tests.rules.sources import files, text

EDIT = f"{LIST}/item/edit"
PREVIEW = f"{LIST}/preview"


@pytest.fixture
def editor(app: Flask) -> Client:
    return desk(app, Role.EDITOR)


def save(editor: Client, language: str = "de", entered: str = "save", **changes: str) -> tuple[int, str]:
    """Send the form of a fresh page with these changes; status and page."""
    path = f"{EDIT}?language={language}"
    seen = changes.pop("seen", None) or hidden(editor.get(path).text)
    answer = editor.submit(path, False, **(TEXT | {"entered": entered, "seen": seen} | changes))
    return answer.status_code, answer.text


def look(editor: Client, **typed: str) -> str:
    """What the live preview answers."""
    fields = {"slug": "item", "language": "de"} | TEXT | typed
    return editor.send(EDIT, PREVIEW, False, **fields).text


def test_a_text_is_saved_and_found_again(editor: Client, chain: Chain) -> None:
    version_id = chain.draft()
    status, _ = save(
        editor, title="Anderer Titel", source=" Erfunden. ", body="## Neu\r\n\r\n- Ein Punkt. {scouting}\r\n- \r\n"
    )
    assert status == 303
    found = text_in(stored(version_id), "de")
    assert found is not None
    assert (found.title, found.source, found.sections) == (
        "Anderer Titel",
        "Erfunden.",
        [{"title": "Neu", "points": [{"text": "Ein Punkt.", "category": "scouting"}]}],
    )
    page = editor.get(f"{EDIT}?saved=1").text
    assert "Gespeichert." in page
    assert "- Ein Punkt. {scouting}" in page


def test_who_types_stays_signed_in(app: Flask, chain: Chain) -> None:
    chain.draft()
    editor, begin = desk(app, Role.EDITOR), now()
    found = TOKEN.search(editor.get(EDIT).text)
    assert found is not None
    typed = {"csrf_token": found[1], "slug": "item", "language": "de", **TEXT}
    for number in (1, 2, 3):
        with time_machine.travel(begin + number * timedelta(minutes=20)):
            # As the script of the page sends it.
            answer = editor.post(PREVIEW, data=typed, headers={"Sec-Fetch-Dest": "empty"})
            assert answer.status_code == 200


def test_a_preview_stores_nothing(editor: Client, chain: Chain) -> None:
    chain.draft()
    before = actions()
    status, page = save(editor, entered="preview", title="Noch nicht", body="## Neu\n\n- Nur angesehen.\n")
    assert status == 200
    assert '<h3 class="phone-title">Noch nicht</h3>' in page
    assert "<li>Nur angesehen.</li>" in page
    assert "Nur angesehen." in look(editor, body="## Neu\n\n- Nur angesehen.\n")
    assert actions() == before


def test_the_live_preview_is_a_piece_in_the_language_of_the_text(editor: Client, chain: Chain) -> None:
    chain.draft()
    piece = look(editor, language="ar", title="عنوان", body="## انتبهوا\n\n- شخص يفعل شيئًا. {scouting}\n")
    assert "<html" not in piece
    assert 'lang="ar" dir="rtl"' in piece
    assert "مسودة" in piece
    assert "Der Prüfung fällt nichts auf." in piece


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"title": " "}, "Ein Titel hat mindestens ein Zeichen"),
        ({"title": "x" * 71}, "höchstens 70"),
        ({"source": " "}, "Nennen Sie die Quelle"),
        ({"source": "x" * 401}, "Nennen Sie die Quelle, in höchstens 400 Zeichen."),
        ({"body": ""}, "Beginnen Sie mit einer Überschrift"),
        ({"body": "Hallo\n\n## A\n\n- B\n"}, "Vor der ersten Überschrift steht Text: „Hallo“"),
        ({"body": "## A\n\n- \n"}, "Der Abschnitt „A“ hat keine Punkte."),
        ({"body": "## A\n\nB\n"}, "Kein Punkt: „B“"),
        ({"body": "## A\n\n- B {fire}\n"}, "Die Kategorie „fire“ gibt es nicht."),
        ({"body": "## \n\n- B\n"}, "Einem Abschnitt fehlt die Überschrift."),
        ({"body": f"## A\n\n- {'x' * 161}\n"}, "Länger als 160 Zeichen"),
        ({"body": "## A\n\n- B\x07\n"}, "Ein unsichtbares Steuerzeichen steht in"),
        ({"body": "## A\n\n" + "- B\n" * 15}, "Mehr als 14 Punkte im Abschnitt „A“"),
        ({"body": "## A\n\n- Drei Rumänen. {scouting}\n"}, "Nennt Herkunft oder Religion als Merkmal"),
        ({"language": "en", "body": "## A\n\n- Three Romanians. {scouting}\n"}, "Nennt Herkunft oder Religion"),
        ({"body": "## A\n\n- [B](c)\n"}, "Ein Link führt nirgendwohin: „c“"),
    ],
)
def test_faults_stand_beside_the_text(editor: Client, chain: Chain, typed: dict[str, str], said: str) -> None:
    chain.draft()
    assert said in words(look(editor, **typed))


def test_what_can_be_read_is_shown_while_the_rest_is_half_written(editor: Client, chain: Chain) -> None:
    chain.draft()
    piece = look(editor, body="## A\n\n- Fertig.\n\n## B\n\nnoch nicht\n\n## C\n\n- Auch fertig.\n")
    assert "Kein Punkt: „noch nicht“" in piece
    assert ("Fertig." in piece, "Auch fertig." in piece) == (True, True)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("", "", "Der Prüfung fällt nichts auf."),
        ("- Antwort 2 => Darum.\n", "", "Die Situation „Lage 1“ braucht 3 Antworten"),
        ("## Lage 5", "Lage 5", "Keine Antwort mit Rückmeldung: „Lage 5“"),
        ("Etwas geschieht.\n\n- Antwort 1", "- Antwort 1", "fehlt die Zeile, die sie erzählt."),
        ("- Antwort 1 => Darum. {right}", "- Antwort 1", "Keine Antwort mit Rückmeldung: „- Antwort 1“"),
        (" {right}", "", "genau eine davon mit {right}."),
    ],
)
def test_a_training_card_shows_its_answers(editor: Client, chain: Chain, old: str, new: str, said: str) -> None:
    with committed():
        version_id = _empty(chain, "training")
    assert stored(version_id).texts == []
    body = training().split("---\n", 2)[2].replace(old, new, 1)
    piece = words(look(editor, body=body))
    assert said in piece
    assert ("Antwort 1 Darum." in piece) is (old == "")


def test_a_training_card_has_five_situations(editor: Client, chain: Chain) -> None:
    with committed():
        _empty(chain, "training")
    first = training().split("---\n", 2)[2].partition("## Lage 2")[0]
    assert "Eine Übungskarte hat genau 5 Situationen, hier sind es 1." in look(editor, body=first)


def test_a_notice_has_few_sections(editor: Client, chain: Chain) -> None:
    chain.draft(kind="notice")
    assert "höchstens 2 Abschnitte" in look(editor, body="## A\n\n- B\n\n## C\n\n- D\n\n## E\n\n- F\n")


@pytest.mark.parametrize("kind", ["checklist", "routine", "card", "training", "notice"])
def test_a_new_text_begins_with_the_form_of_its_kind(editor: Client, chain: Chain, kind: str) -> None:
    with committed():
        _empty(chain, kind)
    page = editor.get(f"{EDIT}?title=Mein+Titel").text
    assert 'value="Mein Titel"' in page
    assert "## " in page.partition("<textarea")[2].partition("</textarea>")[0]
    assert "## " not in editor.get(f"{EDIT}?language=en").text.partition("<textarea")[2].partition("</textarea>")[0]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"title": ""}, "Ein Titel hat mindestens ein Zeichen"),
        ({"source": ""}, "Nennen Sie die Quelle"),
        ({"body": "nichts"}, "Beginnen Sie mit einer Überschrift"),
    ],
)
def test_what_cannot_be_saved_stays_in_the_form(
    editor: Client, chain: Chain, changes: dict[str, str], said: str
) -> None:
    version_id = chain.draft()
    status, page = save(editor, **({"title": "Behalten", "body": "## A\n\n- Behalten.\n"} | changes))
    assert status == 200
    assert 'class="field-error"' in page
    assert said in page
    assert page.count("Behalten") >= 1
    found = text_in(stored(version_id), "de")
    assert found is not None
    assert found.title == "Titel"


def test_of_two_who_write_the_same_text_the_second_overwrites_nothing(editor: Client, chain: Chain) -> None:
    version_id = chain.draft()
    seen = hidden(editor.get(EDIT).text)
    with committed():
        chain.write(stored(version_id), title="Schneller")
    status, page = save(editor, seen=seen, title="Langsamer")
    assert status == 409
    assert "Was Sie geschrieben haben, steht noch da." in page
    assert 'value="Langsamer"' in page
    assert "<b>Schneller</b>" in page
    assert save(editor, seen=hidden(page), title="Langsamer")[0] == 303


def test_who_translates_is_not_in_the_way_of_another_language(editor: Client, chain: Chain) -> None:
    version_id = chain.draft()
    polish = hidden(editor.get(f"{EDIT}?language=pl").text)
    assert save(editor, "tr", title="Başlık")[0] == 303
    assert save(editor, "pl", seen=polish, title="Tytuł")[0] == 303
    assert [each.language for each in stored(version_id).texts] == ["de", "pl", "tr"]


def test_a_translation_stands_beside_the_german_source_and_names_its_own(editor: Client, chain: Chain) -> None:
    version_id = chain.draft()
    page = editor.get(f"{EDIT}?language=pl").text
    assert '<p class="source-body">Invented for a test.</p>' in page
    assert 'name="source" autocomplete="off" aria-describedby="field-source-hint" maxlength="400" lang="pl"' in page
    assert save(editor, "pl", title="Tytuł", source="Zmyślone na potrzeby testu.")[0] == 303
    polish = text_in(stored(version_id), "pl")
    assert polish is not None
    assert polish.source == "Zmyślone na potrzeby testu."
    assert "Źródło: Zmyślone na potrzeby testu." in editor.get(f"{LIST}/item?language=pl").text


def test_german_that_changes_under_a_translation_stops_it(editor: Client, chain: Chain) -> None:
    version_id = chain.draft()
    polish = hidden(editor.get(f"{EDIT}?language=pl").text)
    with committed():
        chain.write(stored(version_id), title="Anders")
    assert save(editor, "pl", seen=polish, title="Tytuł")[0] == 409


def test_a_translation_stands_beside_what_changed_in_german(editor: Client, chain: Chain) -> None:
    chain.published()
    with committed():
        chain.write(stored(chain.revise(title="Titel")), "pl", title="Tytuł")
    assert "wurde seit der Übersetzung geändert" not in editor.get(f"{EDIT}?language=pl").text
    version_id = chain.revise(title="Neuer Titel")
    page = editor.get(f"{EDIT}?language=pl").text
    assert "Der deutsche Text wurde seit der Übersetzung geändert." in page
    assert "<del># Titel</del>" in page
    assert "<ins># Neuer Titel</ins>" in page
    assert save(editor, "pl", title="Tytuł")[0] == 303
    assert stale_languages(stored(version_id)) == []


def test_a_translation_is_removed(editor: Client, chain: Chain) -> None:
    version_id = chain.draft()
    save(editor, "pl", title="Tytuł")
    assert save(editor, "pl", entered="remove")[0] == 303
    assert [each.language for each in stored(version_id).texts] == ["de"]
    assert "Übersetzung entfernen" not in editor.get(EDIT).text


def test_to_write_in_a_proposal_makes_a_draft_of_it_and_says_so_before(editor: Client, chain: Chain) -> None:
    version_id = chain.draft()
    chain.propose(version_id)
    assert "gegebene Zustimmungen verfallen" in editor.get(EDIT).text
    save(editor, title="Anders")
    assert stored(version_id).state == "draft"


def test_what_is_published_is_not_written_in(editor: Client, chain: Chain) -> None:
    chain.published()
    assert editor.get(EDIT).location == f"{LIST}/item"
    token = TOKEN.search(editor.get(LIST).text)
    assert token is not None
    typed = {"csrf_token": token[1], "slug": "item", "language": "de"}
    assert editor.post(PREVIEW, data=typed).status_code == 404
    assert editor.post(PREVIEW, data=typed | {"body": "x" * 20_001}).status_code == 400


def test_the_previews_colours_are_those_of_the_phone() -> None:
    (tokens,) = files("static/tokens.css")
    (page,) = files("static/office/guidance_editing.css")
    light, dark = text(tokens).split("prefers-color-scheme: dark")
    for theme, known in (("light", light), ("dark", dark)):
        own = re.findall(r"(--[\w-]+: [^;]+);", text(page).partition(f"color-scheme: {theme};")[2].partition("}")[0])
        assert len(own) == 7
        assert [each for each in own if f"{each};" not in known] == []


def _empty(chain: Chain, kind: str) -> int:
    frame = make_frame(kind=kind, target_group="truck")
    return create_item(db.session(), "item", frame, by=chain.editor).id
