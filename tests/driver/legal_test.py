import re
from html.parser import HTMLParser

import pytest
from flask import Flask
from flask_babel import force_locale

from driverapp.config import Config
from driverapp.driver.legal import legal_words
from driverapp.driver.messages import SCRIPTS
from driverapp.policy.choices import Operator
from driverapp.policy.resolve import DEFAULTS
from driverapp.policy.settings import Settings
from tests.clients import Client
from tests.driver.filled_form import SEEN, open_form
from tests.policies import decide

PAGES = ("privacy", "accessibility", "imprint")
MISSING = "Vom Betreiber noch nicht eingetragen"
ENTERED = {
    "operator_name": "Beispielstelle",
    "operator_address": "Beispielweg 1, 00000 Beispielstadt",
    "contact_email": "post@stelle.example",
}
# The cookies that scripts set, and how the page tells each of them.
SCRIPTED_COOKIE = re.compile(r"document\.cookie\s*=\s*[`\"'](\w+)=")
TOLD_COOKIES = {"language": "Zwei Cookies für ein Jahr: Ihre Sprache", "night": "dass es nachts nicht dunkel wird"}
PLACEHOLDER = re.compile(r"\{\w+\}|%\(\w+\)s|\(unset")
# Letters and words that no English sentence of ours holds.
GERMAN = re.compile(
    r"[äöüßÄÖÜ„]|\b(?:und|nicht|der|die|das|dem|den|ist|sind|wird|oder|mit|von|für|ein|eine|kein|keine|deine|du|dich|wir|es)\b"
)


class Words(HTMLParser):
    """What a page says, without the parts that are marked as another language."""

    VOID = frozenset({"meta", "link", "input", "br", "img", "path", "circle", "rect"})

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self._open: list[bool] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        hidden = self._hidden() or tag in ("script", "style") or (tag != "html" and "lang" in given)
        if not hidden:
            self.found += [given[name] or "" for name in ("aria-label", "content", "placeholder") if name in given]
        if tag not in self.VOID:
            self._open.append(hidden)

    def handle_endtag(self, tag: str) -> None:
        if tag not in self.VOID:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        if not self._hidden() and data.strip():
            self.found.append(data.strip())

    def _hidden(self) -> bool:
        return bool(self._open) and self._open[-1]


@pytest.fixture
def operator(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """An operator who has entered what can be entered."""
    config: Config = app.config["DRIVERAPP"]
    monkeypatch.setitem(app.config, "DRIVERAPP", config.model_copy(update=ENTERED))


@pytest.mark.parametrize("page", PAGES)
def test_what_is_not_entered_is_said(client: Client, page: str) -> None:
    shown = client.get(f"/de/{page}").text
    assert MISSING in shown
    assert PLACEHOLDER.search(shown) is None


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.usefixtures("operator")
def test_what_is_entered_is_shown(client: Client, page: str) -> None:
    shown = client.get(f"/de/{page}").text
    assert "Beispielstelle" in shown
    assert 'href="mailto:post@stelle.example"' in shown
    assert "nicht für den öffentlichen Betrieb freigegeben" not in shown


@pytest.mark.usefixtures("operator")
def test_a_complete_imprint_lacks_nothing(client: Client) -> None:
    shown = client.get("/de/imprint").text
    assert "Beispielweg 1" in shown
    assert MISSING not in shown


@pytest.mark.parametrize("page", ["privacy", "imprint"])
def test_without_an_operator_the_installation_is_called_unfit(client: Client, page: str) -> None:
    assert "nicht für den öffentlichen Betrieb freigegeben" in client.get(f"/de/{page}").text


def test_who_finds_a_hurdle_has_somebody_to_tell_without_an_operator_too(app: Flask, client: Client) -> None:
    nobody = client.get("/de/accessibility").text
    assert "wo Sie von der App erfahren haben" in nobody
    assert "Sagen Sie dem Betreiber" not in nobody
    assert nobody.count(MISSING) == 1
    app.config["DRIVERAPP"] = app.config["DRIVERAPP"].model_copy(update=ENTERED | {"contact_email": None})
    by_letter = client.get("/de/accessibility").text
    assert "Sagen Sie dem Betreiber" in by_letter
    assert "Beispielweg 1" in by_letter
    assert "wo Sie von der App erfahren haben" not in by_letter


def test_the_periods_are_those_that_the_policy_erases_by(client: Client) -> None:
    def told() -> str:
        return " ".join(re.sub(r"<[^>]+>", " ", client.get("/de/privacy").text).split())

    shown = told()
    for what in ("Nur getippt, nichts ergänzt 72 Stunden", "Niemand hat die Meldung gelesen 30 Tage"):
        assert what in shown
    assert "Protokoll, wer was geöffnet hat 12 Monate" in shown
    assert "Fotos und Sprachnotizen, höchstens" not in shown
    decide(operator="demo", unread_days=1, exact_position_days=0, audit_months=6)
    shown = told()
    assert "Niemand hat die Meldung gelesen 1 Tag " in shown
    assert "Fotos und Sprachnotizen, höchstens 30 Tage" in shown
    assert "Protokoll, wer was geöffnet hat 6 Monate" in shown
    assert "Genauer Standort" not in shown
    assert "nur auf etwa 1 Kilometer gerundet" in shown


def test_an_error_is_no_problem_and_a_lie_is_punishable(client: Client) -> None:
    shown = client.get("/de/privacy").text
    assert "Ein Irrtum ist kein Problem." in shown
    assert "§§ 145, 145d, 164 StGB" in shown
    assert "setzt Wissen oder Absicht voraus" in shown


def test_the_only_cookies_are_those_that_are_told(client: Client) -> None:
    fields = open_form(client) | SEEN
    answers = [client.get(path) for path in ("/de/", "/de/emergency", "/de/reports", "/de/privacy", "/de/form")]
    answers.append(client.post("/de/form", data=fields))
    cookies = [cookie for answer in answers for cookie in answer.headers.getlist("Set-Cookie")]
    assert [cookie.partition("=")[0] for cookie in cookies] == ["language"]
    assert f"Max-Age={365 * 24 * 3600}" in cookies[0]
    sources = [path.read_text(encoding="utf-8") for path in SCRIPTS.rglob("*.js")]
    assert {name for source in sources for name in SCRIPTED_COOKIE.findall(source)} == TOLD_COOKIES.keys()
    shown = client.get("/de/privacy").text
    assert [words for words in TOLD_COOKIES.values() if words not in shown] == []


@pytest.mark.parametrize("page", ["checklists", "settings"])
def test_what_goes_along_with_a_report_is_not_said_to_stay(client: Client, page: str) -> None:
    shown = client.get(f"/de/{page}").text
    assert "was Sie senden" in shown
    assert "bleibt auf diesem Telefon" not in shown


def test_the_words_follow_the_operators_rules(app: Flask) -> None:
    with force_locale("de"):
        police, private = (legal_words(Settings(), DEFAULTS[each]) for each in (Operator.POLICE, Operator.PRIVATE))
    assert "die Polizei" in police.readers
    assert "die Polizei" not in private.readers
    assert "Kennzeichen" in police.fields
    assert "nimmt der Server nicht an" in private.fields
    assert "1 Kilometer" not in police.position
    assert "1 Kilometer" in private.position


@pytest.mark.parametrize(("text", "vehicle"), [(True, True), (True, False), (False, True), (False, False)])
def test_what_is_not_taken_is_not_said_to_be_kept(client: Client, text: bool, vehicle: bool) -> None:
    decide(text=text, vehicle=vehicle)
    [sealed] = re.findall(r"[^.>]*verschlüsselt in der Datenbank", client.get("/de/privacy").text)
    assert ("Text" in sealed, "Fahrzeug" in sealed) == (text, vehicle)
    assert ("Kennzeichen" in client.get("/de/practice").text) == vehicle


@pytest.mark.parametrize("page", [*PAGES, "form"])
def test_the_english_page_speaks_english(client: Client, page: str) -> None:
    words = Words(client.get(f"/en/{page}").text).found
    assert len(words) > 20
    assert [text for text in words if GERMAN.search(text)] == []


def test_the_english_receipt_speaks_english(client: Client) -> None:
    answer = client.post("/en/form", data=open_form(client, "/en/form") | SEEN | {"ongoing": "yes"})
    assert answer.status_code == 201
    assert [text for text in Words(answer.text).found if GERMAN.search(text)] == []


def test_english_faults_are_named_in_english(client: Client) -> None:
    sent = open_form(client, "/en/form") | {"km": "x", "observed_at": "x", "place": "y" * 201}
    answer = client.post("/en/form", data=sent)
    assert answer.status_code == 422
    assert [text for text in Words(answer.text).found if GERMAN.search(text)] == []
