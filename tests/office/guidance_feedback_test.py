"""Feedback of readers, collected for the next revision and for the partners' conference."""

import csv
import io
from uuid import uuid4

import pytest
from flask import Flask
from pypdf import PdfReader
from sqlalchemy import update

from driverapp.associations.enrol import add_enrolment
from driverapp.guidance.feedback import note_feedback
from driverapp.guidance.models import GuidanceUnderstood
from driverapp.guidance.reach import note_understood
from driverapp.guidance.readable import Read
from driverapp.store.database import db
from driverapp.vocabulary.guidance import FeedbackKind
from driverapp.vocabulary.permissions import Role
from driverapp.vocabulary.target_groups import TargetGroup
from tests.clients import Client
from tests.guidance.chain import Chain, committed
from tests.office.guidance_desk import LIST, desk, words

PAGE = f"{LIST}/feedback"


@pytest.fixture
def editor(app: Flask) -> Client:
    return desk(app, Role.EDITOR)


def say(slug: str, text: str | None, kind: FeedbackKind = FeedbackKind.MISSING, enrolment: str | None = None) -> None:
    with committed():
        read = Read(slug, 1, "truck", enrolment)
        note_feedback(uuid4(), read, kind, text=text, language="pl", takes_text=True)


def test_words_stand_under_their_item_and_kind_without_a_name(editor: Client, chain: Chain) -> None:
    chain.published("a")
    chain.published("b")
    association, _ = chain.association("spedition", staff=500)
    with committed():
        code = add_enrolment(db.session(), association, TargetGroup.TRUCK, None).code
    say("a", "Was tun bei <Regen>?", enrolment=code)
    say("b", None, FeedbackKind.NOT_UNDERSTANDABLE)
    say("b", "Zu lang.", FeedbackKind.NOT_UNDERSTANDABLE)
    page = words(editor.get(PAGE).text)
    assert "Nicht verständlich 2 Zu lang. Lkw · Polnisch · Fassung 1" in page
    assert "Ohne eigene Worte: 1" in page
    assert "Etwas fehlt 1 Was tun bei <Regen>?" in page
    assert page.index("Zu lang.") < page.index("Was tun bei"), "what was said most of comes first"
    assert "spedition" not in page
    only = words(editor.get(f"{PAGE}?item=a").text)
    assert "Zu lang." not in only
    assert "Nur zu „Titel“." in only


def _on_paper(editor: Client) -> str:
    """The words of the conference pack."""
    answer = editor.get(f"{PAGE}/pack.pdf")
    assert answer.mimetype == "application/pdf"
    paper = PdfReader(io.BytesIO(answer.data))
    assert "/StructTreeRoot" in paper.root_object, "a screen reader finds its way"
    return " ".join(" ".join(page.extract_text() for page in paper.pages).split())


def test_without_feedback_the_pages_say_so(editor: Client) -> None:
    assert "Noch keine Rückmeldung." in editor.get(PAGE).text
    assert "Noch keine Rückmeldung." in _on_paper(editor)


def test_the_pack_holds_words_and_reach(editor: Client, chain: Chain) -> None:
    chain.published("a")
    say("a", "Etwas fehlt hier.")
    with committed():
        for group in ("truck", "taxi"):
            note_understood(uuid4(), Read("a", 1, group))
        of_taxis = GuidanceUnderstood.target_group == "taxi"
        db.session.execute(update(GuidanceUnderstood).where(of_taxis).values(count=1380))
    pack = _on_paper(editor)
    assert "Etwas fehlt hier." in pack
    assert "nicht zugeordnet · Lkw <5 –" in pack
    answer = editor.get(f"{PAGE}/pack.csv")
    assert answer.mimetype == "text/csv"
    head, *rows = csv.reader(io.StringIO(answer.data.decode("utf-8-sig")), delimiter=";")
    assert head[0] == "Inhalt"
    assert [(row[0], row[2], row[3], row[7]) for row in rows] == [
        ("Titel", "Etwas fehlt", "Lkw", "Etwas fehlt hier."),
        ("Titel", "„Verstanden“ getippt", "Taxi und Mietwagen", "1380"),
        ("Titel", "„Verstanden“ getippt", "Lkw", "<5"),
    ]


@pytest.mark.parametrize("text", ["=1+1", "+49", "-x", "@SUM(A1)", "\t=1", "\n=1", " =1", "＝1"])
def test_no_cell_of_the_sheet_is_a_formula(editor: Client, chain: Chain, text: str) -> None:
    chain.published("a")
    say("a", text)
    _, row = csv.reader(io.StringIO(editor.get(f"{PAGE}/pack.csv").data.decode("utf-8-sig")), delimiter=";")
    assert row[7] == f"'{text}"
