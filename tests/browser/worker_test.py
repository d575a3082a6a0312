"""The service worker in a real browser: what it keeps, what it never touches, and how it changes."""

import signal
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page

from driverapp.vocabulary.languages import DRIVER_LANGUAGES
from tests.browser.chaos import Chaos, hang_up, portal_page, refuse
from tests.browser.conftest import Restart
from tests.browser.matrix import more
from tests.browser.phone import POLL, Phone
from tests.servers import Server

pytestmark = pytest.mark.worker

PAGES = ("", "emergency", "checklists", "reports", "settings", "practice", "privacy", "accessibility", "imprint")

CACHED = """async (path) => {
  const found = await caches.match(path);
  return found ? await found.text() : null;
}"""
CHOSEN = f"async ({{ lang }}) => (await ({CACHED})('/chosen-language')) === lang"
SHELLS = "async () => (await caches.keys()).filter((name) => name.startsWith('driver-shell-'))"
HIDE = """(hidden) => {
  Object.defineProperty(document, "visibilityState", { value: hidden ? "hidden" : "visible", configurable: true });
  document.dispatchEvent(new Event("visibilitychange"));
}"""
KEPT_WORDS = f"async ({{ words }}) => ((await ({CACHED})('/de/imprint')) ?? '').includes(words)"
KEPT_CONTENT = "async ({ address }) => Boolean(await (await caches.open('driver-content')).match(address))"
KEPT_PATHS = f"""async () => {{
  const [name] = await ({SHELLS})();
  return (await (await caches.open(name)).keys()).map((each) => new URL(each.url).pathname);
}}"""
# Who gave the page what bears a hash in its name: the browser by itself, where it says "cache".
GIVEN_BY = """() => [...new Set(performance.getEntriesByType("resource")
  .filter(({ name }) => name.includes("/static/")).map((each) => each.workerMatchedSourceType || "memory"))]"""
# As a phone tells its worker whose owner saves data; no switch of this browser reaches a worker.
SAVE_DATA = """(saving) => {
  self.asked = false;
  const get = () => {
    self.asked = true;
    return saving;
  };
  Object.defineProperty(NetworkInformation.prototype, "saveData", { get, configurable: true });
}"""
UPDATE = "async () => { await (await navigator.serviceWorker.getRegistration()).update(); }"
WAITING = "async () => Boolean((await navigator.serviceWorker.getRegistration())?.waiting)"


def from_worker(page: Page, url: str) -> bool:
    response = page.goto(url)
    assert response is not None
    assert response.ok, url
    return response.from_service_worker


def new_release(server: Server) -> None:
    """Start the server again with other words on its pages: another version of the shell."""
    server.stop(signal.SIGKILL)
    server.settings["OPERATOR_NAME"] = "Neue Wache"
    server.start()


def test_every_page_opens_offline_after_the_first_visit(phone: Phone, chaos: Chaos, context: BrowserContext) -> None:
    context.set_offline(True)
    for page in PAGES:
        assert from_worker(phone.page, f"{chaos.url}/de/{page}"), page
        assert phone.page.locator("html").get_attribute("lang") == "de"
        assert phone.page.locator("a[href='tel:110']").count(), page
    assert from_worker(phone.page, f"{chaos.url}/")


def test_page_opens_with_the_server_dead(server: Server, phone_at: Callable[[str], Phone]) -> None:
    phone = phone_at(server.url)
    server.stop(signal.SIGKILL)
    assert from_worker(phone.page, f"{server.url}/de/")
    # What the page had in its memory came from neither.
    assert {*phone.page.evaluate(GIVEN_BY)} - {"memory"} == {"cache"}


def test_worker_touches_only_what_it_keeps(phone: Phone, chaos: Chaos) -> None:
    assert from_worker(phone.page, f"{chaos.url}/de/")
    for path in ("/de/form", "/office/sign-in", "/healthz", "/manifest.webmanifest?lang=de"):
        assert not from_worker(phone.page, chaos.url + path), path
    phone.page.goto(f"{chaos.url}/de/")
    with phone.page.expect_response(lambda response: response.request.method == "PUT") as put:
        report = phone.save()
    assert not put.value.from_service_worker
    phone.wait_for(report["id"], delivery="arrived")
    with phone.page.expect_response(lambda response: response.request.method == "POST") as post:
        phone.call("outbox.js", "undoReport", report["id"])
    assert not post.value.from_service_worker
    kept = phone.page.evaluate(KEPT_PATHS)
    assert "/de/emergency" in kept
    assert not [path for path in kept if path.startswith(("/office", "/api", "/healthz")) or path.endswith("/form")]


def test_worker_is_always_asked_for_anew(phone: Phone, chaos: Chaos) -> None:
    response = phone.page.request.get(f"{chaos.url}/sw.js")
    assert response.headers["cache-control"] == "no-cache"
    assert "javascript" in response.headers["content-type"]


def test_shell_is_fetched_past_the_cache_and_without_cookies(phone: Phone, chaos: Chaos) -> None:
    kept = [each for each in chaos.requests if "/sw.js" in each.headers.get("Referer", "")]
    assert len(kept) > len(PAGES)
    assert all(each.headers.get("Cache-Control") == "no-cache" for each in kept)
    assert not [each for each in kept if "Cookie" in each.headers]


def test_chosen_language_and_the_one_before_are_kept(phone: Phone, chaos: Chaos, context: BrowserContext) -> None:
    assert phone.page.evaluate(CACHED, "/en/imprint") is None
    phone.page.goto(f"{chaos.url}/en/")
    phone.poll(f"async () => (await ({CACHED})('/en/imprint')) !== null", {})
    context.set_offline(True)
    for page in PAGES:
        assert from_worker(phone.page, f"{chaos.url}/en/{page}"), page
        assert from_worker(phone.page, f"{chaos.url}/de/{page}"), page
    phone.page.goto(f"{chaos.url}/")
    assert phone.page.locator("html").get_attribute("lang") == "en"


def test_emergency_page_opens_offline_in_every_language(phone: Phone, chaos: Chaos, context: BrowserContext) -> None:
    for lang in DRIVER_LANGUAGES:
        phone.poll(f"async ({{ path }}) => (await ({CACHED})(path)) !== null", {"path": f"/{lang}/emergency"})
    assert phone.page.evaluate(CACHED, "/tr/reports") is None
    context.set_offline(True)
    assert from_worker(phone.page, f"{chaos.url}/tr/emergency")
    page = phone.page.locator("html")
    assert (page.get_attribute("lang"), page.get_attribute("data-page")) == ("tr", "emergency")
    assert from_worker(phone.page, f"{chaos.url}/tr/reports")
    assert (page.get_attribute("lang"), page.get_attribute("data-page")) == ("de", "reports")


def test_where_data_are_saved_only_what_was_chosen_is_kept(context: BrowserContext, chaos: Chaos) -> None:
    phone = Phone(context.new_page())
    # From a page that chooses no language, so that the worker hears of one only after it has been told of the saving.
    phone.page.goto(f"{chaos.url}/healthz")
    phone.page.evaluate("async () => { await navigator.serviceWorker.register('/sw.js'); }")
    phone.await_worker()
    (worker,) = context.service_workers
    for lang in ("de", "en"):
        worker.evaluate(SAVE_DATA, True)
        phone.page.goto(f"{chaos.url}/{lang}/")
        phone.poll(CHOSEN, {"lang": lang})
        # It asks before it fetches any other, and there is nothing else to wait for.
        worker.evaluate(POLL % "async () => self.asked", {})
    assert _kept_emergency_pages(phone) == ["/de/emergency", "/en/emergency"]
    worker.evaluate(SAVE_DATA, False)
    phone.page.reload()
    for lang in DRIVER_LANGUAGES:
        phone.poll(f"async ({{ path }}) => (await ({CACHED})(path)) !== null", {"path": f"/{lang}/emergency"})


def _kept_emergency_pages(phone: Phone) -> list[str]:
    return sorted(path for path in phone.page.evaluate(KEPT_PATHS) if path.endswith("/emergency"))


@pytest.mark.matrix
def test_language_that_could_not_be_kept_leaves_the_one_before(
    phone: Phone, chaos: Chaos, context: BrowserContext
) -> None:
    phone.poll(CHOSEN, {"lang": "de"})
    chaos.set(refuse(404), on="/en/privacy")
    phone.page.goto(f"{chaos.url}/en/")
    chaos.wait_for("GET", "/en/privacy")
    context.set_offline(True)
    assert from_worker(phone.page, f"{chaos.url}/")
    assert phone.page.locator("html").get_attribute("lang") == "de"


@pytest.mark.matrix
def test_content_is_kept_apart_from_the_shell(phone: Phone, chaos: Chaos, context: BrowserContext) -> None:
    online = phone.call("api.js", "getGuidance", "truck", "de")
    assert online["checklists"]
    phone.poll(KEPT_CONTENT, {"address": "/api/v1/guidance?target_group=truck&lang=de"})
    context.set_offline(True)
    assert phone.call("api.js", "getGuidance", "truck", "de") == online


def test_failed_content_is_not_kept(phone: Phone, chaos: Chaos) -> None:
    chaos.set(refuse(503), on="lang=en")
    assert phone.call("api.js", "getGuidance", "truck", "en") is None
    chaos.set(portal_page, on="lang=en")
    assert phone.call("api.js", "getGuidance", "truck", "en") is None
    chaos.heal()
    assert phone.call("api.js", "getGuidance", "truck", "en")["checklists"], "neither of them was kept"


def test_new_version_takes_over_when_no_tab_holds_a_draft(server: Server, phone_at: Callable[[str], Phone]) -> None:
    phone, other = phone_at(server.url), phone_at(server.url)
    [before] = phone.page.evaluate(SHELLS)
    phone.page.evaluate("async () => { await caches.open('driver-content'); await caches.open('of-somebody-else'); }")
    other.page.evaluate(
        "async (module) => { globalThis.release = (await import(module)).holdDraft(); }", other.module("worker.js")
    )
    other.poll("async () => (await navigator.locks.query()).held.some((lock) => lock.name === 'draft')", {})
    new_release(server)
    phone.page.evaluate(UPDATE)
    phone.poll(WAITING, {})
    phone.page.evaluate(HIDE, True)
    phone.page.evaluate("async () => { await navigator.locks.request('draft', { mode: 'shared' }, () => {}); }")
    assert phone.page.evaluate(WAITING), "somebody is writing in the other tab"
    assert "Neue Wache" not in phone.page.evaluate(CACHED, "/de/imprint")

    other.page.evaluate("release()")
    other.poll("async () => !(await navigator.locks.query()).held.some((lock) => lock.name === 'draft')", {})
    with phone.page.expect_event("load"):
        phone.page.evaluate(HIDE, True)
    phone.await_worker()
    assert "Neue Wache" in phone.page.evaluate(CACHED, "/de/imprint")
    names = set(phone.page.evaluate("() => caches.keys()"))
    assert before not in names
    assert {"driver-content", "of-somebody-else"} < names
    # The tab in front of somebody's eyes goes on as it is.
    assert other.page.evaluate("typeof release") == "function"


def test_new_version_leaves_pages_in_use_alone_and_comes_with_the_next_start(server: Server, restart: Restart) -> None:
    with restart() as context:
        phone = Phone.open(context, server.url)
        new_release(server)
        phone.page.evaluate(UPDATE)
        phone.poll(WAITING, {})
        for page in PAGES:
            assert from_worker(phone.page, f"{server.url}/de/{page}"), page
        assert "Neue Wache" not in phone.page.evaluate(CACHED, "/de/imprint")
    with restart() as context:
        again = Phone.open(context, server.url)
        again.poll(KEPT_WORDS, {"words": "Neue Wache"})
        again.page.goto(f"{server.url}/de/imprint")
        assert "Neue Wache" in again.page.content()


def test_broken_list_leaves_the_old_version_whole(server: Server, context: BrowserContext) -> None:
    with Chaos(server.url).running() as chaos:
        phone = Phone.open(context, chaos.url)
        new_release(server)
        chaos.set(refuse(404), on="/de/privacy")
        phone.page.evaluate(f"async () => {{ await ({UPDATE})().catch(() => {{}}); }}")
        chaos.wait_for("GET", "/de/privacy", count=2)
        phone.poll("async () => !(await navigator.serviceWorker.getRegistration()).installing", {})
        assert not phone.page.evaluate(WAITING)
        context.set_offline(True)
        assert from_worker(phone.page, f"{chaos.url}/de/privacy")
        assert "Neue Wache" not in phone.page.evaluate(CACHED, "/de/imprint")
        context.set_offline(False)
        chaos.heal()
        phone.page.evaluate(UPDATE)
        phone.poll(WAITING, {})


def test_broken_first_install_keeps_nothing_and_the_page_works(chaos: Chaos, context: BrowserContext) -> None:
    chaos.set(hang_up, on="/de/privacy")
    phone = Phone(context.new_page())
    phone.page.goto(f"{chaos.url}/de/")
    chaos.wait_for("GET", "/de/privacy")
    phone.poll("async () => !(await navigator.serviceWorker.getRegistration())", {})
    assert phone.page.evaluate("() => navigator.serviceWorker.controller") is None
    assert phone.page.evaluate(CACHED, "/de/") is None
    report = phone.save()
    phone.wait_for(report["id"], delivery="arrived")
    chaos.heal()
    phone.page.reload()
    phone.await_worker()


def test_kill_switch_retires_the_worker_and_leaves_the_reports(
    server: Server, phone_at: Callable[[str], Phone]
) -> None:
    phone = phone_at(server.url)
    report = phone.save(text="stays")
    phone.wait_for(report["id"], delivery="arrived")
    server.stop(signal.SIGKILL)
    server.settings["WORKER_KILL_SWITCH"] = "1"
    server.start()
    phone.page.evaluate(UPDATE)
    phone.poll("async () => !(await navigator.serviceWorker.getRegistration()) && !(await caches.keys()).length", {})
    assert not from_worker(phone.page, f"{server.url}/de/")
    assert phone.row(report["id"]) is not None


def test_background_sync_wakes_the_page_which_sends(phone: Phone, chaos: Chaos, context: BrowserContext) -> None:
    devtools = context.new_cdp_session(phone.page)
    seen: list[dict[str, Any]] = []

    def note(event: dict[str, Any]) -> None:
        seen.append(event)

    devtools.on("ServiceWorker.workerRegistrationUpdated", note)
    devtools.send("ServiceWorker.enable")
    chaos.set(hang_up, method="PUT")
    report = phone.save()
    for _ in range(5):
        phone.send()
    chaos.heal()
    [registration] = [
        each["registrationId"]
        for event in seen
        for each in event["registrations"]
        if each["scopeURL"].startswith(chaos.url) and not each["isDeleted"]
    ][-1:]
    devtools.send(
        "ServiceWorker.dispatchSyncEvent",
        {"origin": chaos.url, "registrationId": registration, "tag": "outbox", "lastChance": False},
    )
    phone.wait_for(report["id"], delivery="arrived")
    assert chaos.sent("PUT")[-1].headers["Referer"].endswith("/de/"), "sent by the page, not by the worker"


@pytest.mark.parametrize("path", ["/de/", *more("/en/")])
def test_nothing_stands_against_installing(chaos: Chaos, restart: Restart, path: str) -> None:
    with restart() as context:
        phone = Phone.open(context, chaos.url, path)
        devtools = context.new_cdp_session(phone.page)
        assert devtools.send("Page.getInstallabilityErrors")["installabilityErrors"] == []
