"""A notice on its way: written beside the phone's view, agreed to at three desks, published, read, and counted."""

from datetime import timedelta

import httpx
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from driverapp.store.clock import local_day, now
from tests.browser.axe import barriers_in_both_schemes
from tests.browser.desk import add_account, sign_in
from tests.browser.phone import Phone
from tests.servers import Server
from tests.stored import count_rows

pytestmark = pytest.mark.worker

TITLE = "Planen an der A2"
POINT = "Parken Sie im Licht."
TITLE_IN_ARABIC = "عنوان"
POINT_IN_ARABIC = "اركنوا في الضوء."
# What the live preview is drawn on.
GROUND = "phone => getComputedStyle(phone).backgroundColor"


def test_a_notice_goes_from_an_editor_to_a_phone_that_was_away_and_comes_back_as_reach(
    server: Server, browser: Browser, context: BrowserContext
) -> None:
    _name_parties(browser, server)
    phone = _phone_of_a_driver(context, server)
    context.set_offline(True)
    editor = _desk(browser, server, "editor")
    _write(editor)
    _translate(editor)
    editor.get_by_role("link", name=TITLE).click()
    editor.get_by_role("button", name="Zur Zustimmung vorschlagen").click()
    expect(
        editor.get_by_text("Es fehlt: Polizei, Erfundener Ladeverband, Erfundener Verband Spedition")
    ).to_be_visible()
    _agree_all(browser, server)
    editor.reload()
    assert _notices(server) == []
    editor.get_by_role("button", name="Veröffentlichen").click()
    expect(editor.get_by_text("Veröffentlicht.")).to_be_visible()
    assert _notices(server) == [(TITLE, {"Dezernat 32", "Referat Sicherheit", "Fuhrpark"})]
    context.set_offline(False)
    _read_on(phone)
    assert count_rows(server, "reports", "category = 'scouting' AND language = 'ar'") == 1
    editor.goto(f"{server.url}/office/guidance/reach")
    line = editor.get_by_role("row", name="Erfundener Verband Spedition Lkw")
    expect(line.get_by_role("cell")).to_have_text(["<5", "1.200"])


def _agree_all(browser: Browser, server: Server) -> None:
    police = _desk(browser, server, "approver")
    _open_task(police)
    assert barriers_in_both_schemes(police) == []
    police.get_by_label("nichts, was bei der Polizei bleiben muss").check()
    _agree(police, "Dezernat 32")
    for role, association, office in (
        ("partner", "spedition", "Referat Sicherheit"),
        ("approver", "laden", "Fuhrpark"),
    ):
        page = _desk(browser, server, role, "--association", association)
        _open_task(page)
        expect(page.get_by_label("nichts, was bei der Polizei bleiben muss")).to_have_count(0)
        _agree(page, office)


def _phone_of_a_driver(context: BrowserContext, server: Server) -> Phone:
    """A phone in Arabic that belongs to an association and keeps its guidance."""
    added = server.command("enrolment", "add", "--association", "spedition", "--target-group", "truck")
    assert added.returncode == 0, added.stderr
    phone = Phone.open(context, server.url, "/ar/")
    phone.page.goto(f"{server.url}/join/{added.stdout.split()[0]}?lang=ar")
    phone.page.locator("[data-join-keep]").click()
    # Whoever leaves before takes no code along.
    expect(phone.page.locator("[data-join-kept]")).to_be_visible()
    phone.page.goto(f"{server.url}/ar/checklists")
    expect(phone.page.locator("#routine-truck")).to_be_visible()
    return phone


def _read_on(phone: Phone) -> None:
    """What a driver does with guidance: see that there is news, work a list through, say so, report what they saw."""
    page = phone.page
    page.goto(page.url.partition("/ar/")[0] + "/ar/")
    expect(page.locator("[data-notices]")).to_have_text("تنويه جديد واحد")
    page.get_by_role("link", name="قوائم التحقق").click()
    notice = page.locator(".notice-item", has_text=TITLE_IN_ARABIC)
    expect(notice.get_by_text(POINT_IN_ARABIC)).to_be_visible()
    page.locator("#routine-truck > summary").click()
    boxes = page.locator("#routine-truck").get_by_role("checkbox")
    for box in boxes.all():
        box.check()
    phone.wait_until("ticks", boxes.count())
    notice.locator(".understood button").click()
    phone.wait_until("readings", 0)
    notice.locator(".sign button").click()
    page.wait_for_url("**/ar/#driving/*")
    (report,) = phone.rows()
    phone.wait_for(report["id"], delivery="arrived")


def _name_parties(browser: Browser, server: Server) -> None:
    for slug, name in (("spedition", "Erfundener Verband Spedition"), ("laden", "Erfundener Ladeverband")):
        added = server.command("associations", "add", slug, name, "--staff", "1200")
        assert added.returncode == 0, added.stderr
    administrator = _desk(browser, server, "administrator")
    administrator.get_by_role("link", name="Wer zustimmt").click()
    for box in administrator.get_by_role("group", name="Lkw").get_by_label("Erfundener").all():
        box.check()
    administrator.get_by_role("button", name="Speichern").click()
    expect(administrator.get_by_text("Gespeichert.")).to_be_visible()


def _write(editor: Page) -> None:
    editor.get_by_role("link", name="Neu schreiben").click()
    expect(editor.get_by_label("Straße")).to_be_hidden()
    editor.get_by_label("Art").select_option("notice")
    editor.get_by_label("Titel auf Deutsch").fill(TITLE)
    editor.get_by_label("Gilt bis einschließlich").fill((local_day(now()) + timedelta(days=20)).isoformat())
    editor.get_by_label("Straße").fill("A2")
    editor.get_by_role("button", name="Weiter zum Text").click()
    phone = editor.get_by_role("region", name="Vorschau")
    editor.get_by_label("Text", exact=True).fill(f"## Jetzt\n\n- {POINT} {{scouting}}\n")
    expect(phone.get_by_text(POINT)).to_be_visible()
    editor.get_by_label("Text", exact=True).fill(f"## Jetzt\n\n- {POINT}\nhalb geschrieb")
    expect(editor.get_by_text("Kein Punkt: „halb geschrieb“")).to_be_visible()
    editor.get_by_label("Text", exact=True).fill(f"## Jetzt\n\n- {POINT} {{scouting}}\n")
    expect(editor.get_by_text("Nennen Sie die Quelle")).to_be_visible()
    editor.get_by_label("Quelle").fill("Erfunden.")
    expect(editor.get_by_text("Der Prüfung fällt nichts auf.")).to_be_visible()
    expect(phone.get_by_text("Quelle: Erfunden.")).to_be_visible()
    light = phone.evaluate(GROUND)
    editor.get_by_label("dunkel").check()
    assert phone.evaluate(GROUND) != light
    editor.get_by_role("button", name="Speichern").click()
    expect(editor.get_by_text("Gespeichert.")).to_be_visible()


def _translate(editor: Page) -> None:
    editor.get_by_label("Titel").fill("Noch nicht gespeichert")
    editor.once("dialog", lambda dialog: dialog.dismiss())
    editor.get_by_role("link", name="العربية").click()
    expect(editor.get_by_label("Titel")).to_have_value("Noch nicht gespeichert")
    editor.once("dialog", lambda dialog: dialog.accept())
    editor.get_by_role("link", name="العربية").click()
    expect(editor.get_by_role("region", name="Deutsch")).to_contain_text(POINT)
    editor.get_by_label("Titel").fill(TITLE_IN_ARABIC)
    editor.get_by_label("Text", exact=True).fill(f"## الآن\n\n- {POINT_IN_ARABIC} {{scouting}}\n")
    point = editor.get_by_role("region", name="Vorschau").get_by_text(POINT_IN_ARABIC)
    expect(point).to_be_visible()
    assert point.evaluate("point => getComputedStyle(point).direction") == "rtl"
    editor.get_by_label("Quelle").fill("مختلق.")
    editor.get_by_role("button", name="Speichern").click()
    expect(editor.get_by_text("Gespeichert.")).to_be_visible()


def _open_task(page: Page) -> None:
    page.goto(page.url.partition("/office/")[0] + "/office/guidance")
    page.get_by_role("region", name="Für Sie").get_by_role("link", name=TITLE).click()
    expect(page.get_by_text(POINT)).to_be_visible()


def _agree(page: Page, office: str) -> None:
    page.get_by_label("Für welche Stelle?").fill(office)
    page.get_by_role("button", name="Dieser Fassung zustimmen").click()
    expect(page.get_by_text("Zugestimmt.")).to_be_visible()


def _desk(browser: Browser, server: Server, role: str, *options: str) -> Page:
    # The content policy is off where axe looks: it is no script of ours.
    page = browser.new_context(locale="de-DE", bypass_csp=role == "approver").new_page()
    sign_in(page, server, add_account(server, role, *options))
    return page


def _notices(server: Server) -> list[tuple[str, set[str]]]:
    """What the phones of a group get: titles, and on behalf of which offices they were agreed to."""
    answer = httpx.get(f"{server.url}/api/v1/guidance", params={"target_group": "truck", "lang": "de"})
    return [(each["title"], {given["office"] for given in each["agreed"]}) for each in answer.json()["notices"]]
