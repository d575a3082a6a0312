"""Sending in a real browser: what networks and servers do wrong, and that nothing is lost by it."""

import json
import signal
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext

from tests.browser.chaos import (
    Chaos,
    Gate,
    Mode,
    drop_after_commit,
    hang_up,
    json_reply,
    portal_page,
    portal_redirect,
    refuse,
    wrong_answer,
)
from tests.browser.matrix import more
from tests.browser.phone import Phone
from tests.servers import Server


def test_offline_report_is_sent_when_the_network_is_back(phone: Phone, chaos: Chaos, context: BrowserContext) -> None:
    context.set_offline(True)
    report = phone.save(text="no reception")
    phone.send()
    row = phone.row(report["id"])
    assert row is not None
    assert (row["delivery"], row["problem"]["status"]) == ("saved", 0)
    assert phone.call("outbox.js", "countUnsent") == 1
    assert chaos.sent("PUT") == []
    # Nobody presses anything: the browser's own event is the trigger.
    context.set_offline(False)
    phone.wait_for(report["id"], delivery="arrived")


def test_dead_server_is_tried_until_it_lives(server: Server, phone_at: Callable[[str], Phone]) -> None:
    phone = phone_at(server.url)
    server.stop(signal.SIGKILL)
    assert phone.page.evaluate("navigator.onLine"), "which is why nothing may believe it"
    report = phone.save(text="server is dead")
    phone.send()
    assert phone.wait_for(report["id"], delivery="saved")["attempts"] >= 1
    server.start()
    # The timer of the back-off sends it, without any event.
    phone.wait_for(report["id"], delivery="arrived")


def test_answer_lost_after_the_commit_leaves_one_report(phone: Phone, chaos: Chaos) -> None:
    chaos.set(drop_after_commit, method="PUT")
    report = phone.save(category="cargo_theft")
    chaos.wait_for("PUT")
    assert phone.wait_for(report["id"], delivery="saved")["receivedAt"] is None
    chaos.heal()
    phone.send()
    phone.wait_for(report["id"], delivery="arrived")
    assert [each.status for each in chaos.answered("PUT")][-1] == 200


@pytest.mark.parametrize("mode", [portal_page, portal_redirect, wrong_answer], ids=["page", "redirect", "wrong JSON"])
def test_answer_of_somebody_else_is_no_receipt(phone: Phone, chaos: Chaos, mode: Mode) -> None:
    chaos.set(mode)
    report = phone.save(text="behind a captive portal")
    chaos.wait_for("PUT")
    phone.send()
    row = phone.row(report["id"])
    assert row is not None
    assert (row["delivery"], row["receivedAt"]) == ("saved", None)
    chaos.heal()
    phone.send()
    phone.wait_for(report["id"], delivery="arrived")


@pytest.mark.parametrize("status", [422, *more(400, 401, 403, 404, 413, 415)])
def test_lasting_refusal_needs_attention_and_holds_up_nothing(phone: Phone, chaos: Chaos, status: int) -> None:
    chaos.set(refuse(status), method="PUT")
    refused = phone.save(text="refused")
    row = phone.wait_for(refused["id"], delivery="attention")
    assert (row["problem"]["status"], row["body"]) == (status, refused["body"])
    chaos.heal()
    following = phone.save(text="goes through")
    phone.wait_for(following["id"], delivery="arrived")
    phone.send()
    assert len(chaos.sent("PUT", refused["id"])) == 1, "it is not tried again unasked"
    assert phone.call("outbox.js", "countUnsent") == 1
    phone.page.goto(f"{chaos.url}/de/reports")
    phone.call("refused.js", "retryReport", refused["id"])
    phone.wait_for(refused["id"], delivery="arrived")


@pytest.mark.parametrize("status", [500, *more(408, 502, 503, 504)])
def test_passing_failure_is_tried_again(phone: Phone, chaos: Chaos, status: int) -> None:
    chaos.set(refuse(status), method="PUT")
    report = phone.save()
    chaos.wait_for("PUT")
    chaos.heal()
    # By the timer alone.
    phone.wait_for(report["id"], delivery="arrived")


def test_record_that_always_fails_holds_up_no_other(phone: Phone, chaos: Chaos) -> None:
    poison = phone.save(text="poison", practice=True)
    phone.wait_for(poison["id"], delivery="arrived")
    chaos.set(refuse(500), on="/api/v1/reports/")
    first = phone.save(text="first")
    chaos.wait_for("PUT", first["id"])
    chaos.heal()
    chaos.set(hang_up, on=first["id"])
    phone.send()
    others = [phone.save(text=f"other {number}") for number in range(3)]
    phone.send()
    for other in others:
        phone.wait_for(other["id"], delivery="arrived")
    assert phone.wait_for(first["id"], delivery="saved")


@pytest.mark.parametrize("status", [429, *more(503)])
def test_server_that_asks_for_quiet_gets_it(phone: Phone, chaos: Chaos, status: int) -> None:
    chaos.set(refuse(status, Retry_After="3"), method="PUT")
    report = phone.save()
    chaos.wait_for("PUT")
    chaos.heal()
    for _ in range(3):
        phone.send()
    # Another record is no way around it, nor is a new page.
    phone.save()
    phone.page.reload()
    phone.wait_for(report["id"], delivery="arrived")
    first, second, *_ = chaos.sent("PUT")
    assert second.at - first.at >= 2.9


def test_retry_after_may_be_a_date(phone: Phone, chaos: Chaos) -> None:
    chaos.set(refuse(503, Retry_After="Sun, 06 Nov 1994 08:49:37 GMT"), method="PUT")
    report = phone.save()
    chaos.wait_for("PUT")
    chaos.heal()
    phone.send()
    phone.wait_for(report["id"], delivery="arrived")


def test_attempts_become_rarer(phone: Phone, chaos: Chaos) -> None:
    chaos.set(hang_up, method="PUT")
    report = phone.save()
    chaos.wait_for("PUT")
    for expected in range(2, 7):
        before = phone.page.evaluate("Date.now()")
        phone.send()
        row = phone.row(report["id"])
        assert row is not None
        full = 2 ** row["attempts"] * 1000
        assert row["attempts"] >= expected
        assert before + full * 0.75 <= row["nextTryAt"] <= phone.page.evaluate("Date.now()") + full


@pytest.mark.worker
def test_stalled_request_is_given_up_and_tried_again(chaos: Chaos, context: BrowserContext) -> None:
    phone = Phone.open(context, chaos.url)
    # The clock of the test hides what the page loaded.
    assert phone.module("outbox.js")
    assert phone.module("sync.js")
    gate = Gate()
    chaos.set(gate, method="PUT")
    phone.page.clock.install()
    phone.page.reload()
    phone.await_worker()
    report = phone.save()
    chaos.wait_for("PUT", answered=False)
    phone.page.clock.fast_forward("00:31")
    assert phone.wait_for(report["id"], problem={"status": 0, "detail": "", "pointers": []})["delivery"] == "saved"
    gate.open()
    phone.send()
    phone.wait_for(report["id"], delivery="arrived")


def test_two_tabs_send_a_report_once(phone: Phone, chaos: Chaos, phone_at: Callable[[str], Phone]) -> None:
    other = phone_at(chaos.url)
    gate = Gate()
    chaos.set(gate, method="PUT")
    report = phone.save()
    chaos.wait_for("PUT", answered=False)
    start = "(module) => { globalThis.round = import(module).then((sync) => sync.sendNow()); }"
    for tab in (phone, other):
        tab.page.evaluate(start, tab.module("sync.js"))
    # Both wait for the same lock, behind the sender.
    other.poll("async () => (await navigator.locks.query()).pending.some((lock) => lock.name === 'outbox')", {})
    gate.open()
    for tab in (phone, other):
        tab.page.evaluate("() => globalThis.round")
    phone.wait_for(report["id"], delivery="arrived")
    assert len(chaos.sent("PUT")) == 1


def test_browser_without_locks_still_sends(chaos: Chaos, context: BrowserContext) -> None:
    context.add_init_script("Object.defineProperty(Navigator.prototype, 'locks', { value: undefined });")
    phone = Phone.open(context, chaos.url)
    report = phone.save()
    phone.wait_for(report["id"], delivery="arrived")


@pytest.mark.parametrize("event", ["online", "visibilitychange", "pageshow", "sync"])
def test_each_trigger_sends(phone: Phone, chaos: Chaos, event: str) -> None:
    chaos.set(hang_up, method="PUT")
    report = phone.save()
    phone.send()
    # Far from the next turn of the timer.
    for _ in range(4):
        phone.send()
    chaos.heal()
    before = len(chaos.sent("PUT"))
    phone.page.evaluate(
        """(event) => ({
          online: () => dispatchEvent(new Event("online")),
          visibilitychange: () => document.dispatchEvent(new Event("visibilitychange")),
          pageshow: () => dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true })),
          sync: () => navigator.serviceWorker.dispatchEvent(new MessageEvent("message", { data: "send" })),
        })[event]()""",
        event,
    )
    phone.wait_for(report["id"], delivery="arrived")
    assert len(chaos.sent("PUT")) == before + 1


def test_opening_the_page_sends(phone: Phone, chaos: Chaos) -> None:
    chaos.set(hang_up, method="PUT")
    report = phone.save()
    for _ in range(5):
        phone.send()
    chaos.heal()
    phone.page.reload()
    phone.wait_for(report["id"], delivery="arrived")


def test_state_comes_back_to_the_phone(phone: Phone, chaos: Chaos) -> None:
    report = phone.save(category="cargo_theft")
    phone.wait_for(report["id"], delivery="arrived")
    seen = {"id": report["id"], "state": "seen", "seen_at": "2026-11-22T20:20:00Z", "closed_at": None}
    chaos.set(lambda _request, _ask: json_reply(seen), method="GET", on="/api/v1/reports/")
    phone.page.reload()
    row = phone.wait_for(report["id"], state="seen")
    assert (row["seenAt"], row["closedAt"]) == ("2026-11-22T20:20:00Z", None)
    closed = seen | {"state": "closed", "closed_at": "2026-11-22T21:00:00Z", "helped": True}
    chaos.set(lambda _request, _ask: json_reply(closed), method="GET", on="/api/v1/reports/")
    phone.page.reload()
    assert phone.wait_for(report["id"], state="closed")["helped"]
    asked = len(chaos.sent("GET", report["id"]))
    phone.page.reload()
    phone.send()
    phone.call("sync.js", "refreshReports")
    assert len(chaos.sent("GET", report["id"])) == asked, "a closed report is not asked for any more"


def test_amendment_refused_for_good_lets_the_next_one_pass(phone: Phone, chaos: Chaos) -> None:
    report = phone.save()
    phone.wait_for(report["id"], delivery="arrived")
    chaos.set(refuse(422), on="/amendments/")
    phone.amend(report["id"], text="refused")
    phone.poll(
        "async ({ module, id }) => (await (await import(module)).getReport(id)).refused === 1",
        {"module": phone.module("outbox.js"), "id": report["id"]},
    )
    chaos.heal()
    phone.amend(report["id"], category="cargo_theft")
    phone.wait_until("amendments", 1)
    assert json.loads(chaos.sent("PUT", "/amendments/")[-1].body) == {"category": "cargo_theft"}
    assert phone.call("outbox.js", "countUnsent") == 1
