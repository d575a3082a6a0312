"""Codes in the office: made, renewed, ended, taken up again; posters and cards read back from their PDF."""

import io
import json
from datetime import timedelta

import pytest
import time_machine
import typst
from flask import Flask
from PIL import Image
from pypdf import PdfReader
from sqlalchemy import select

from driverapp.associations.models import Enrolment
from driverapp.office.presenters.posters import poster_data
from driverapp.store.clock import local_day, now
from driverapp.store.database import db
from driverapp.vocabulary.languages import DRIVER_LANGUAGES
from driverapp.vocabulary.target_groups import TargetGroup
from driverapp.web.pdf import FONTS, TEMPLATES
from tests.clients import Client
from tests.office.association_desk import FREIGHT, administrator, freight, partner

CODES = f"{FREIGHT}/codes"
MM = 72 / 25.4
RED = (0xC4, 0x12, 0x2B)
PAPERS = {"a4": (210, 297), "a6": (105, 148)}
PAIRS = {("a4", TargetGroup.TRUCK), ("a6", TargetGroup.REST_STOP)}


def make(desk: Client, group: str = "truck") -> Enrolment:
    assert desk.send(FREIGHT, CODES, target_group=group, site="").status_code == 303
    return db.session.scalars(select(Enrolment).where(Enrolment.target_group == group)).one()


def paper_of(desk: Client, enrolment: Enrolment, query: str) -> PdfReader:
    answer = desk.get(f"{CODES}/{enrolment.id}/paper.pdf?{query}")
    assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
    return PdfReader(io.BytesIO(answer.data))


def pages(desk: Client, enrolment: Enrolment, query: str) -> list[str]:
    return [page.extract_text() for page in paper_of(desk, enrolment, query).pages]


def test_a_code_is_made_once_for_a_group(app: Flask) -> None:
    desk = partner(app, freight())
    made = make(desk)
    page = desk.get(f"{CODES}/{made.id}").text
    for shown in (f"/join/{made.code}", f"{made.code[:4]} {made.code[4:]}", "Lkw", "500", "data:image/svg+xml"):
        assert shown in page
    again = desk.send(FREIGHT, CODES, target_group="truck", site="")
    assert f"Dafür gilt schon ein Code: {made.code[:4]} {made.code[4:]}" in again.text


def test_a_group_of_fewer_than_ten_has_none(app: Flask) -> None:
    desk = partner(app, freight())
    desk.submit(f"{FREIGHT}/staff", target_group="taxi", site="", staff="9", valid_from="2026-01-01", source="")
    refused = desk.send(FREIGHT, CODES, target_group="taxi", site="")
    assert "weniger als 10 Beschäftigte" in refused.text
    assert '<option value="taxi" selected>' in refused.text


def test_a_code_rests_where_its_group_falls_below_ten_and_the_pages_say_so(app: Flask) -> None:
    desk = partner(app, freight())
    made = make(desk)

    def enter(staff: str) -> list[bool]:
        day = local_day(now()).isoformat()
        desk.submit(f"{FREIGHT}/staff", target_group="truck", site="", staff=staff, valid_from=day, source="")
        return [f"{made.code[:4]} {made.code[4:]}" in desk.get(f"{FREIGHT}/staff").text] + [
            "ruht" in desk.get(address).text for address in (FREIGHT, f"{CODES}/{made.id}")
        ]

    assert enter("5") == [True, True, True]
    assert '<span class="narrow-label">Menschen</span> 5<' in desk.get(FREIGHT).text
    assert enter("50") == [False, False, False]
    assert desk.get(f"/join/{made.code}").status_code == 200


@pytest.mark.parametrize(("days", "said"), [(345, "läuft in 20 Tagen ab"), (300, "gilt"), (366, "abgelaufen")])
def test_a_code_says_how_long_it_holds(app: Flask, days: int, said: str) -> None:
    freight()
    enrolment = make(administrator(app))
    with time_machine.travel(now() + timedelta(days=days)):
        desk = administrator(app)
        assert f">{said}<" in desk.get(FREIGHT).text
        renewed = desk.send(f"{CODES}/{enrolment.id}", f"{CODES}/{enrolment.id}/renewal", follow=True)
        assert "Verlängert" in renewed.text
        assert ">gilt<" in desk.get(FREIGHT).text


def test_an_ended_code_is_taken_up_again_unless_another_took_its_place(app: Flask) -> None:
    freight()
    desk = administrator(app)
    first = make(desk)
    page = f"{CODES}/{first.id}"
    assert "Beendet." in desk.send(page, f"{page}/end", follow=True).text
    assert desk.get(f"/join/{first.code}").status_code == 404
    assert desk.send(page, f"{page}/renewal").status_code == 409
    assert "Der Code gilt wieder." in desk.send(page, f"{page}/revival", follow=True).text
    assert desk.get(f"/join/{first.code}").status_code == 200
    desk.send(page, f"{page}/end")
    desk.send(FREIGHT, CODES, target_group="truck", site="")
    late = desk.send(page, f"{page}/revival")
    assert late.status_code == 409
    assert "Dafür gilt schon ein Code" in late.text


@pytest.mark.parametrize(
    ("paper", "group"),
    [
        pytest.param(paper, group, marks=[] if (paper, group) in PAIRS else [pytest.mark.matrix])
        for paper in PAPERS
        for group in TargetGroup
    ],
)
def test_every_language_has_a_page_of_its_own_with_110_first(app: Flask, paper: str, group: TargetGroup) -> None:
    freight()
    desk = administrator(app)
    enrolment = make(desk, group)
    query = "&".join([f"paper={paper}", *(f"language={each}" for each in DRIVER_LANGUAGES)])
    found = paper_of(desk, enrolment, query).pages
    assert len(found) == len(DRIVER_LANGUAGES)
    for text in (page.extract_text() for page in found):
        assert "110" in text.splitlines()[0]
        for shown in (enrolment.code[:4], enrolment.code[4:], "Erfundener Verband", "Spedition"):
            assert shown in text
    box = found[0].mediabox
    assert (round(box.width / MM), round(box.height / MM)) == PAPERS[paper]


def test_a_sheet_is_filled_with_cards(app: Flask) -> None:
    freight()
    desk = administrator(app)
    enrolment = make(desk)
    (alone,) = pages(desk, enrolment, "paper=a6-sheet&language=de")
    assert alone.count("110 zuerst") == 4
    first, second = pages(
        desk, enrolment, "paper=a6-sheet&" + "&".join(f"language={x}" for x in ("de", "en", "pl", "cs", "hu"))
    )
    assert [first.count(each) for each in ("110 zuerst", "110 first", "Najpierw 110")] == [1, 1, 1]
    assert (second.count("Először 110"), second.count("110 zuerst")) == (1, 1)


def test_a_stranger_word_in_the_address_gives_the_german_poster(app: Flask) -> None:
    freight()
    desk = administrator(app)
    (page,) = pages(desk, make(desk), "paper=a0&language=xx")
    assert "Etwas Verdächtiges gesehen?" in page


def test_without_a_language_there_is_no_paper_and_the_page_says_so(app: Flask) -> None:
    freight()
    desk = administrator(app)
    enrolment = make(desk)
    answer = desk.get(f"{CODES}/{enrolment.id}/paper.pdf?paper=a6", follow_redirects=True)
    assert "Wählen Sie mindestens eine Sprache." in answer.text


def test_the_vowels_above_arabic_letters_keep_off_the_edge_of_the_red(app: Flask) -> None:
    freight()
    enrolment = make(administrator(app))
    with app.test_request_context("/office/"):
        data = json.dumps(poster_data(enrolment, "a4", ["ar"], "https://a.example/join"))
    drawn = typst.compile(
        TEMPLATES / "office/poster.typ",
        root=TEMPLATES,
        format="png",
        ppi=72,
        font_paths=[FONTS],
        ignore_system_fonts=True,
        sys_inputs={"data": data},
    )
    assert isinstance(drawn, bytes)
    picture = Image.open(io.BytesIO(drawn)).convert("RGB")
    lines = [[picture.getpixel((x, y)) for x in range(80, picture.width - 80)] for y in range(picture.height // 4)]
    red = next(y for y, line in enumerate(lines) if line[0] == RED)
    letters = next(y for y, line in enumerate(lines[red:]) if (255, 255, 255) in line)
    # Points of paper.
    assert letters >= 8
