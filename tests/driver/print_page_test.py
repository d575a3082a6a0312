"""Guidance on paper, and without script."""

import base64
import io
import re
from urllib.parse import unquote

import pytest
import segno
from flask import Flask

from driverapp.driver.linked import linked
from driverapp.guidance.load import STARTER, load_content
from driverapp.store.database import db
from tests.clients import Client
from tests.guidance.chain import Chain


@pytest.fixture
def reader(app: Flask, client: Client) -> Client:
    """A client of a server with its starter content."""
    load_content(STARTER)
    db.session.commit()
    return client


def _picture(address: str) -> str:
    made = io.BytesIO()
    segno.make(address, error="m").save(made, kind="svg", scale=4, border=2, dark="#10161d", light="#ffffff")
    return re.sub(r"<\?xml.*?\?>\n?", "", made.getvalue().decode())


def _drawn(page: str) -> str:
    found = re.search(r'<img src="data:image/svg\+xml(;base64)?[^,"]*,([^"]+)"', page)
    assert found is not None
    return base64.b64decode(found[2]).decode() if found[1] else unquote(found[2].replace("&#39;", "'"))


def test_a_sheet_holds_the_whole_item_and_the_way_back_to_it(reader: Client) -> None:
    page = reader.get("/de/print/observe-truck").text
    assert "Ein Transporter steht dicht am Tank" in page
    assert "Entwurf, noch nicht abgestimmt." in page
    assert "Bericht des Innenministeriums" in page
    found = re.search(r'alt="([^"]+)"', page)
    assert found is not None
    assert found[1].endswith("/de/checklists?target_group=truck#observe-truck")
    path = re.search(r'<path[^>]* d="([^"]+)"', _picture(found[1]))
    assert path is not None
    assert path[1] in _drawn(page)


def test_the_card_for_the_visor_is_the_same_on_smaller_paper(reader: Client) -> None:
    large, small = (reader.get(f"/de/print/card-call-110?format={paper}").text for paper in ("a4", "a6"))
    assert "print_card" not in large
    assert "print_card" in small
    assert re.findall("<li>.*</li>", large) == re.findall("<li>.*</li>", small)
    assert 'href="/de/checklists#card-call-110"' in small


def test_an_item_says_its_source_in_its_language(reader: Client) -> None:
    for address in ("/pl/print/observe-truck", "/pl/checklists?target_group=truck"):
        page = reader.get(address).text
        assert 'Źródło: <span lang="pl" dir="auto">Raport Ministerstwa Spraw Wewnętrznych' in page
        assert 'lang="pl">Tylko po niemiecku.' not in page


@pytest.mark.parametrize("address", ["/pl/print/liste", "/pl/checklists?target_group=truck"])
def test_an_item_without_translation_says_that_it_is_german(chain: Chain, client: Client, address: str) -> None:
    chain.published("liste")
    page = client.get(address).text
    assert '<p class="hint" lang="pl">Tylko po niemiecku.</p>' in page
    assert '<span lang="de" dir="auto">Invented for a test.</span>' in page
    assert "Nur auf Deutsch." not in client.get(address.replace("/pl/", "/de/")).text


def test_a_training_card_tells_its_solutions_on_paper(reader: Client) -> None:
    page = reader.get("/de/print/training-truck").text
    assert page.count("<ol>") == page.count('class="solution"') == 5
    assert "Besser so: </span>c. Richtig. Sagen Sie zuerst, wo Sie sind." in page


def test_only_what_readers_get_is_printed(chain: Chain, client: Client) -> None:
    chain.draft("entwurf")
    chain.published("hinweis", kind="notice", until="2099-12-31", road="A2")
    assert client.get("/de/print/entwurf").status_code == 404
    assert client.get("/de/print/nothing").status_code == 404
    page = client.get("/de/print/hinweis").text
    assert "A2 · Gilt bis 31.12.2099" in page
    assert 'Abgestimmt mit: Polizei (<bdi lang="de">Referat</bdi>)' in page
    assert "Entwurf" not in page


def test_without_script_notices_stand_first_and_a_sign_leads_to_the_form(chain: Chain, client: Client) -> None:
    chain.published("liste", body="## Zeichen\n\n- Zwei leuchten auf Planen, [mehr](hinweis). {cargo_theft}\n")
    chain.published("hinweis", kind="notice", until="2099-12-31", road="A2")
    page = client.get("/de/checklists?target_group=truck").text
    assert page.index('id="hinweis"') < page.index('id="liste"')
    assert "Gilt bis 31.12.2099" in page
    assert '<a href="#hinweis">mehr</a>' in page
    form = re.search(r'href="(/de/form\?category=cargo_theft[^"]*)"', page)
    assert form is not None
    shown = client.get(form[1].replace("&amp;", "&")).text
    assert '<option value="cargo_theft" selected>' in shown
    assert '<option value="truck" selected>' in shown


def test_a_form_with_an_unknown_category_is_blank(client: Client) -> None:
    shown = client.get("/de/form?category=nothing").text.partition('name="category"')[2].partition("</select")[0]
    assert re.findall('value="([^"]*)" selected', shown) == [""]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Nur Worte.", [("Nur Worte.", None)]),
        ("[Mehr](card-call-110).", [("Mehr", "#card-call-110"), (".", None)]),
        ("Opfer-Telefon [116 006](tel:116006)", [("Opfer-Telefon ", None), ("116 006", "tel:116006")]),
        ("[hier](javascript:alert)", [("hier", None)]),
        ("[dort](https://example.org)", [("dort", None)]),
    ],
)
def test_a_text_links_to_items_and_telephones_alone(text: str, parts: list[tuple[str, str | None]]) -> None:
    assert linked(text) == parts
