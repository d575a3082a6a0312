import re

import httpx
import pyotp
import pytest

from driverapp.config import PROJECT
from tests.cli.conftest import Installation
from tests.clients import TOKEN
from tests.servers import Server, free_port

LINE = re.compile(r"^(\w+) +(\S+@\S+) +(\S+ \S+ \S+ \d+) +TOTP (\S+) +now (\d{6})$", re.MULTILINE)


@pytest.fixture
def demo(empty: Installation) -> Installation:
    """A folder that a demo was made in."""
    made = empty.command("demo", "--reports", "200", "--seed", "3")
    assert made.exit_code == 0, made.output
    return empty


def test_a_second_start_prints_the_same_sign_ins_and_invents_nothing(demo: Installation) -> None:
    first, second = (demo.command("demo", "--reports", "900") for _ in range(2))
    known = [found[:4] for found in LINE.findall(first.stdout)]
    assert known == [found[:4] for found in LINE.findall(second.stdout)]
    assert {role for role, *_ in known} == {"coordinator", "partner", "editor", "approver", "analyst", "administrator"}
    assert "Inventing" not in first.stderr + second.stderr


def test_the_hidden_series_are_listed(demo: Installation) -> None:
    lines = demo.command("demo", "--series").stdout.splitlines()
    assert len(lines) == 13
    assert all(re.fullmatch(r"[a-z0-9-]+\t[0-9a-f-]{36}\t[0-9A-Z]{11}", line) for line in lines)


def test_where_people_work_nothing_is_invented(installation: Installation) -> None:
    installation.command("associations", "add", "spedition", "Verband")
    refused = installation.command("demo", "--reports", "200")
    assert refused.exit_code == 1
    assert "already" in refused.stderr
    assert not (installation.data / "invented.json").exists()


@pytest.mark.parametrize("words", [("--until", "2999-01-01"), ("--reports", "3"), ("--days", "1")])
def test_a_demo_that_cannot_be_made_is_refused(empty: Installation, words: tuple[str, str]) -> None:
    assert empty.command("demo", *words).exit_code == 2
    assert list(empty.data.iterdir()) == []


def test_without_a_demo_there_is_nothing_to_list(empty: Installation) -> None:
    assert empty.command("demo", "--series").exit_code == 1


def test_a_running_demo_says_everywhere_that_it_is_one(demo: Installation) -> None:
    server = Server(data=demo.data, settings={}, port=free_port())
    server.start()
    try:
        with httpx.Client(base_url=server.url, follow_redirects=True) as browser:
            for page in ("/de/", "/de/emergency", "/de/reports", "/de/form", "/de/tablet", "/de/practice"):
                assert "Hier liest keine Polizei." in browser.get(page).text
            assert "Erfundene Daten" in browser.get("/office/sign-in").text
            assert "Erfundene Daten" in _sign_in(browser, demo).text
            assert "Erfundene Daten" in browser.get("/office/nowhere").text
            assert "The police do not read this." in browser.get("/en/").text
            assert "Invented data" in browser.get("/office/inbox").text
            _check_guidance(browser)
            _check_map(browser)
    finally:
        server.stop()


def _check_guidance(browser: httpx.Client) -> None:
    """What was agreed to in the demo names nobody who exists, and a paper of it says so as well."""
    told = browser.get("/api/v1/guidance?target_group=truck&lang=de").json()
    agreed = {each["slug"]: each["agreed"] for each in told["checklists"] if each["status"] == "agreed"}
    assert agreed["observe-truck"][0]["party"] == "police"
    assert all("erfunden" in each["office"] for parties in agreed.values() for each in parties)
    assert {each["slug"]: each["recalled"] for each in told["notices"]} == {
        "notice-tarpaulins-a2": False,
        "notice-fuel-a1": True,
    }
    in_polish = browser.get("/api/v1/guidance?target_group=truck&lang=pl").json()["notices"]
    assert {each["language"] for each in in_polish} == {"pl"}
    assert "alles erfunden" in browser.get("/de/print/observe-truck").text


def _check_map(browser: httpx.Client) -> None:
    """The office sees rough motorways, which say what they are; no phone gets a kilometre of them."""
    ground = browser.get("/office/map/ground.json").json()
    assert {"A1", "A2", "A3"} <= {road["name"] for road in ground["roads"]}
    assert "invented" in ground["attribution"][-1]
    assert browser.get("/api/v1/gazetteer").json()["roads"] == {}


def test_make_demo_serves_what_it_made() -> None:
    recipe = (PROJECT / "Makefile").read_text(encoding="utf-8").partition("\ndemo:")[2].partition("\n\n")[0]
    assert "driverapp demo" in recipe
    assert "driverapp serve" in recipe


def _sign_in(browser: httpx.Client, demo: Installation) -> httpx.Response:
    _, email, password, secret, _ = LINE.findall(demo.command("demo").stdout)[0]
    page = browser.get("/office/sign-in")
    page = browser.post("/office/sign-in", data=_with_token(page, email=email, password=password))
    return browser.post("/office/sign-in/code", data=_with_token(page, code=pyotp.TOTP(secret).now()))


def _with_token(page: httpx.Response, **fields: str) -> dict[str, str]:
    found = TOKEN.search(page.text)
    assert found
    return fields | {"csrf_token": found[1]}
