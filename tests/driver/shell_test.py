import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from driverapp.driver.pages import PAGES
from driverapp.guidance.load import STARTER, load_content
from driverapp.store.database import db
from driverapp.vocabulary.languages import DRIVER_LANGUAGES

EVERY_PAGE = [f"/{lang}/{page}" for lang in DRIVER_LANGUAGES for page in ("", *PAGES, "form")]


@pytest.mark.parametrize("lang", DRIVER_LANGUAGES)
def test_110_is_a_plain_link_in_the_first_html_of_every_page_which_says_its_language(
    client: FlaskClient, lang: str
) -> None:
    for path in (each for each in EVERY_PAGE if each.startswith(f"/{lang}/")):
        page = client.get(path)
        assert page.status_code == 200, path
        head, _, body = page.text.partition("<body")
        assert f'<html lang="{lang}"' in head, path
        assert body.index('href="tel:110"') < body.index("<main"), path


def test_the_red_link_says_when_to_call(client: FlaskClient) -> None:
    assert "anrufen – Gefahr oder passiert gerade" in client.get("/de/").text


# A tablet hangs on the wall: nobody has it in hand beside a passenger.
@pytest.mark.parametrize("page", sorted({"", "form", *PAGES} - {"tablet"}))
def test_every_page_has_the_way_out_and_says_what_it_cannot_hide(client: FlaskClient, page: str) -> None:
    shown = client.get(f"/de/{page}").text
    assert "data-away" in shown
    assert "steht weiter in der Anrufliste" in shown


@pytest.mark.parametrize(
    ("asked", "saved", "spoken"),
    [("en-GB,en;q=0.9", None, "en"), ("pl", None, "pl"), ("fi", None, "de"), ("de", "en", "en"), ("en", "xx", "en")],
)
def test_home_speaks_the_saved_language_else_the_browsers_else_german(
    client: FlaskClient, asked: str, saved: str | None, spoken: str
) -> None:
    if saved:
        client.set_cookie("language", saved)
    home = client.get("/", headers={"Accept-Language": asked})
    assert f'<html lang="{spoken}"' in home.text
    assert {"Cookie", "Accept-Language"} <= set(home.vary)


def test_a_language_is_kept_once_its_start_page_was_opened(client: FlaskClient) -> None:
    client.get("/en/")
    assert '<html lang="en"' in client.get("/", headers={"Accept-Language": "de"}).text


def test_a_page_that_did_not_change_is_not_sent_again(client: FlaskClient) -> None:
    first = client.get("/de/emergency")
    assert first.headers["Cache-Control"] == "no-cache"
    again = client.get("/de/emergency", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304


def test_a_page_that_does_not_exist_still_offers_110(client: FlaskClient) -> None:
    missing = client.get("/de/nothing")
    assert missing.status_code == 404
    assert 'href="tel:110"' in missing.text


def test_the_sentence_to_read_out_is_german_everywhere(client: FlaskClient) -> None:
    sentence = client.get("/en/emergency").text.partition("<blockquote")[2].partition("</blockquote>")[0]
    assert 'lang="de"' in sentence
    order = ("Ich bin auf der Autobahn", "Ich spreche wenig Deutsch, ich spreche Englisch", "Sicherheitspartnerschaft")
    read_out = re.sub("<[^>]+>", "", sentence)
    places = [read_out.index(words) for words in order]
    assert places == sorted(places)


def test_the_german_page_leaves_the_language_out_of_the_sentence(client: FlaskClient) -> None:
    assert "wenig Deutsch" not in client.get("/de/emergency").text


def test_checklists_can_be_read_without_script(app: Flask, client: FlaskClient) -> None:
    load_content(STARTER)
    db.session.commit()
    page = client.get("/de/checklists?target_group=truck").text
    assert "Zuerst: Ihr Schutz" in page
    assert "Entwurf, noch nicht abgestimmt." in page
    assert "Zuerst: Ihr Schutz" not in client.get("/de/checklists?target_group=nobody").text


def test_without_reading_hours_the_page_says_so(client: FlaskClient) -> None:
    page = client.get("/de/").text
    assert "Wird nicht rund um die Uhr gelesen." in page
    assert "data-reading-first" not in page


def test_no_page_carries_script_or_style_of_its_own(client: FlaskClient) -> None:
    for path in EVERY_PAGE:
        page = client.get(path).text
        scripts = re.findall(r"<script([^>]*)>", page)
        assert all("src=" in each or "application/json" in each for each in scripts)
        assert not re.search(r"<style|\sstyle=|\son\w+=", page)
