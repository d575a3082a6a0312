"""A notice on its way: written beside the phone's view, agreed to at two other desks, published, and on the phones."""

from datetime import timedelta

import httpx
from playwright.sync_api import Browser, Page, expect

from driverapp.store.clock import local_day, now
from tests.browser.axe import barriers_in_both_schemes
from tests.browser.desk import add_account, sign_in
from tests.servers import Server

TITLE = "Planen an der A2"
POINT = "Parken Sie im Licht."
# What the live preview is drawn on.
GROUND = "phone => getComputedStyle(phone).backgroundColor"


def test_an_editor_writes_two_offices_agree_and_it_is_published(server: Server, browser: Browser) -> None:
    _name_parties(browser, server)
    editor = _desk(browser, server, "editor")
    _write(editor)
    _translate(editor)
    editor.get_by_role("link", name=TITLE).click()
    editor.get_by_role("button", name="Zur Zustimmung vorschlagen").click()
    expect(editor.get_by_text("Es fehlt: Polizei, Erfundener Verband Spedition")).to_be_visible()
    police = _desk(browser, server, "approver")
    _open_task(police)
    assert barriers_in_both_schemes(police) == []
    police.get_by_label("nichts, was bei der Polizei bleiben muss").check()
    _agree(police, "Dezernat 32")
    partner = _desk(browser, server, "partner", "--association", "spedition")
    _open_task(partner)
    expect(partner.get_by_label("nichts, was bei der Polizei bleiben muss")).to_have_count(0)
    _agree(partner, "Referat Sicherheit")
    editor.reload()
    assert _notices(server) == []
    editor.get_by_role("button", name="Veröffentlichen").click()
    expect(editor.get_by_text("Veröffentlicht.")).to_be_visible()
    assert _notices(server) == [(TITLE, ["Dezernat 32", "Referat Sicherheit"])]


def _name_parties(browser: Browser, server: Server) -> None:
    added = server.command("associations", "add", "spedition", "Erfundener Verband Spedition")
    assert added.returncode == 0, added.stderr
    administrator = _desk(browser, server, "administrator")
    administrator.get_by_role("link", name="Wer zustimmt").click()
    administrator.get_by_role("group", name="Lkw").get_by_label("Erfundener Verband Spedition").check()
    administrator.get_by_role("button", name="Speichern").click()
    expect(administrator.get_by_text("Gespeichert.")).to_be_visible()


def _write(editor: Page) -> None:
    editor.get_by_role("link", name="Neu schreiben").click()
    expect(editor.get_by_label("Straße")).to_be_hidden()
    editor.get_by_label("Art").select_option("notice")
    editor.get_by_label("Titel auf Deutsch").fill(TITLE)
    editor.get_by_label("Gilt bis einschließlich").fill((local_day(now()) + timedelta(days=20)).isoformat())
    editor.get_by_label("Quelle").fill("Erfunden.")
    editor.get_by_label("Straße").fill("A2")
    editor.get_by_role("button", name="Weiter zum Text").click()
    phone = editor.get_by_role("region", name="Vorschau")
    editor.get_by_label("Text", exact=True).fill(f"## Jetzt\n\n- {POINT} {{scouting}}\n")
    expect(phone.get_by_text(POINT)).to_be_visible()
    editor.get_by_label("Text", exact=True).fill(f"## Jetzt\n\n- {POINT}\nhalb geschrieb")
    expect(editor.get_by_text("Kein Punkt: „halb geschrieb“")).to_be_visible()
    editor.get_by_label("Text", exact=True).fill(f"## Jetzt\n\n- {POINT} {{scouting}}\n")
    expect(editor.get_by_text("Der Prüfung fällt nichts auf.")).to_be_visible()
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
    editor.get_by_label("Titel").fill("عنوان")
    editor.get_by_label("Text", exact=True).fill("## الآن\n\n- اركنوا في الضوء.\n")
    point = editor.get_by_role("region", name="Vorschau").get_by_text("اركنوا في الضوء.")
    expect(point).to_be_visible()
    assert point.evaluate("point => getComputedStyle(point).direction") == "rtl"
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


def _notices(server: Server) -> list[tuple[str, list[str]]]:
    """What the phones of a group get: titles, and on behalf of which offices they were agreed to."""
    answer = httpx.get(f"{server.url}/api/v1/guidance", params={"target_group": "truck", "lang": "de"})
    return [(each["title"], [given["office"] for given in each["agreed"]]) for each in answer.json()["notices"]]
