import json
import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from driverapp.config import PROJECT
from driverapp.vocabulary.categories import Category
from driverapp.vocabulary.vehicles import Colour, VehicleKind
from tests.policies import operated_as

SPRITE = (PROJECT / "static" / "icons" / "pictograms.svg").read_text(encoding="utf-8")


def _answers(page: str, screen: str) -> set[str]:
    (section,) = re.findall(rf'<section data-screen="{screen}".*?</section>', page, re.DOTALL)
    return set(re.findall(r'data-answer="([^"]+)"', section))


def test_every_word_of_the_vocabularies_can_be_tapped(client: FlaskClient) -> None:
    page = client.get("/de/details").text
    assert _answers(page, "what") == set(Category)
    assert _answers(page, "vehicle") == {*VehicleKind, "none"}
    assert _answers(page, "colour") == set(Colour)


def test_every_picture_stands_in_the_file_of_pictures(client: FlaskClient) -> None:
    used = set(re.findall(r'<use href="/static/icons/pictograms\.\w+\.svg#(\w+)"', client.get("/de/details").text))
    assert used >= set(Category)
    assert used == set(re.findall(r'<symbol id="(\w+)"', SPRITE))


@pytest.mark.parametrize(("operator", "offered"), [("police", True), ("private", False)])
def test_what_the_operator_switched_off_is_absent(app: Flask, operator: str, *, offered: bool) -> None:
    with operated_as(app, operator):
        page = app.test_client().get("/de/details").text
    for screen in ("vehicle", "colour", "plate", "text"):
        assert (f'data-screen="{screen}"' in page) is offered
    assert 'data-screen="direction"' in page


def test_the_start_page_carries_neither_the_screens_nor_their_messages(client: FlaskClient) -> None:
    start, details = client.get("/en/").text, client.get("/en/details").text
    messages = re.findall(r'id="(?:details-)?messages">(.*?)</script>', start + details, re.DOTALL)
    own, theirs = (set(json.loads(each)) for each in messages)
    assert "vermutlich %(place)s" in theirs - own
    assert 'data-screen="what"' not in start


@pytest.mark.parametrize(
    ("address", "pieces"),
    [
        ("/ar/emergency", ["A\xa02, Richtung\xa0Hannover, Kilometer\xa0423,5", "Ausfahrt", "Raststätte"]),
        ("/ar/privacy", ["§§\xa0145,\xa0145d,\xa0164\xa0StGB"]),
        ("/tr/details", ["Ausfahrt"]),
        ("/ro/details", ["Raststätte"]),
    ],
)
def test_what_stays_german_is_one_marked_piece(client: FlaskClient, address: str, pieces: list[str]) -> None:
    page = client.get(address).text
    assert re.findall(r'<bdi lang="de" dir="ltr">(.*?)</bdi>', page) == pieces


def test_a_german_page_marks_nothing_as_german(client: FlaskClient) -> None:
    page = client.get("/de/emergency").text
    assert "„A 2, Richtung Hannover, Kilometer 423,5“" in page
    assert '<bdi lang="de"' not in page
