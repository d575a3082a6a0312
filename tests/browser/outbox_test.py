"""The outbox in a real browser: saved first, frozen, undone, and never lost."""

import json
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext

from tests.browser.chaos import Chaos, Gate, drop_after_commit, hang_up, json_reply, refuse
from tests.browser.conftest import Restart
from tests.browser.phone import Phone


def test_report_arrives_and_is_called_arrived_only_then(phone: Phone, chaos: Chaos) -> None:
    gate = Gate()
    chaos.set(gate, on="/api/v1/reports/")
    report = phone.save(category="cargo_theft", language="de")
    chaos.wait_for("PUT", answered=False)
    assert phone.row(report["id"]) == report | {"attempts": 1, "nextTryAt": phone.rows()[0]["nextTryAt"]}
    gate.open()
    row = phone.wait_for(report["id"], delivery="arrived", state="received")
    assert row["receivedAt"] is not None
    assert phone.call("outbox.js", "countUnsent") == 0


@pytest.mark.worker
def test_sending_is_never_a_stored_state(phone: Phone, chaos: Chaos) -> None:
    gate = Gate()
    chaos.set(gate, on="/api/v1/reports/")
    report = phone.save()
    chaos.wait_for("PUT", answered=False)
    assert [row["delivery"] for row in phone.rows()] == ["saved"]
    # The page is gone in the middle of it; the next one has to send again, not to wait for the one that died.
    phone.page.goto("about:blank")
    gate.open()
    phone.page.goto(chaos.url + "/de/")
    phone.await_worker()
    phone.wait_for(report["id"], delivery="arrived")


def test_report_on_the_wire_is_the_one_of_the_contract(phone: Phone, chaos: Chaos) -> None:
    phone.call("database.js", "writeSetting", "target_group", "truck")
    phone.call("database.js", "writeSetting", "enrolment", "ABC234")
    report = phone.save(language="de", practice=True, app_version="1")
    [request] = chaos.wait_for("PUT")
    body = json.loads(request.body)
    assert body == {
        "observed_at": body["captured_at"],
        "captured_at": body["captured_at"],
        "category": None,
        "target_group": "truck",
        "enrolment": "ABC234",
        "practice": True,
        "language": "de",
        "app_version": "1",
        "reference": report["reference"],
    }
    assert body["captured_at"].endswith(("+01:00", "+02:00"))
    assert len(body["captured_at"]) == len("2026-11-22T21:04:11+01:00")
    assert request.path == f"/api/v1/reports/{report['id']}"
    assert request.headers["Authorization"] == f"Bearer {report['secret']}"
    assert request.headers["Content-Type"] == "application/json"
    assert request.headers["Sent-At"].endswith(("+01:00", "+02:00"))
    assert "Cookie" not in request.headers


def test_retries_send_the_same_bytes(phone: Phone, chaos: Chaos) -> None:
    chaos.set(drop_after_commit, method="PUT")
    report = phone.save(text="Grüße – „Plane“ 🚚", category=None)
    chaos.wait_for("PUT")
    phone.amend(report["id"], category="cargo_theft")
    chaos.heal()
    phone.send()
    phone.wait_for(report["id"], delivery="arrived", waiting=0)
    puts = [each for each in chaos.answered("PUT") if "/amendments/" not in each.path]
    assert len(puts) >= 2
    assert {each.body for each in puts} == {report["body"].encode()}
    assert puts[-1].status == 200, "the first had been committed, and its answer lost"


def test_amendments_follow_their_report_in_order(phone: Phone, chaos: Chaos) -> None:
    chaos.set(hang_up, method="PUT")
    report = phone.save()
    for text in ("one", "two", "three"):
        assert phone.amend(report["id"], text=text)
    assert phone.call("outbox.js", "getReport", report["id"])["fields"]["text"] == "three"
    assert phone.row(report["id"])["body"] == report["body"], "the frozen body is never rewritten"  # type: ignore[index]
    chaos.wait_for("PUT")
    chaos.heal()
    chaos.requests.clear()
    phone.send()
    phone.wait_for(report["id"], delivery="arrived", waiting=0)
    sent = chaos.sent("PUT")
    assert [json.loads(each.body).get("text") for each in sent] == [None, "one", "two", "three"]
    assert len({each.path for each in sent}) == 4


def test_amendment_that_comes_before_its_report_is_tried_again(phone: Phone, chaos: Chaos) -> None:
    chaos.set(refuse(404), on="/amendments/")
    report = phone.save()
    phone.wait_for(report["id"], delivery="arrived")
    phone.amend(report["id"], text="more")
    chaos.wait_for("PUT", "/amendments/")
    phone.send()
    assert [row["delivery"] for row in phone.rows("amendments")] == ["saved"]
    chaos.heal()
    phone.send()
    phone.wait_until("amendments", 0)


def test_undo_before_any_attempt_deletes_at_once(
    phone: Phone, chaos: Chaos, context: BrowserContext, phone_at: Callable[[str], Phone]
) -> None:
    gate = Gate()
    chaos.set(gate, on="/api/v1/reports/")
    phone.save(text="first")
    chaos.wait_for("PUT", answered=False)
    # The sender is busy with the first, so nothing of the second has left the phone.
    second = phone.save(text="second")
    phone.amend(second["id"], text="more of it")
    assert phone.call("outbox.js", "undoReport", second["id"]) == "deleted"
    assert phone.row(second["id"]) is None
    assert phone.rows("amendments") == []
    gate.open()
    phone.send()
    assert chaos.sent("PUT", second["id"]) == []
    assert chaos.sent("POST", second["id"]) == []


def test_undo_after_an_attempt_is_withdrawn_until_the_server_says_so(phone: Phone, chaos: Chaos) -> None:
    chaos.set(drop_after_commit, method="PUT")
    report = phone.save(text="secret words")
    chaos.wait_for("PUT")
    phone.amend(report["id"], text="more of them")
    chaos.set(drop_after_commit, method="POST")
    assert phone.call("outbox.js", "undoReport", report["id"]) == "withdrawing"
    assert not phone.amend(report["id"], text="too late")
    chaos.wait_for("POST")
    assert phone.call("outbox.js", "countUnsent") == 1
    chaos.heal()
    phone.send()
    row = phone.wait_for(report["id"], delivery="withdrawn")
    assert (row["body"], row["fields"], phone.rows("amendments")) == ("", {}, [])
    phone.send()
    methods = [each.method for each in chaos.requests if report["id"] in each.path]
    assert methods.count("POST") >= 2
    assert "PUT" not in methods[methods.index("POST") :], "a report that is being withdrawn is not sent again"


def test_what_was_added_stays_until_the_server_decides_and_goes_on_if_it_keeps_the_report(
    phone: Phone, chaos: Chaos
) -> None:
    report = phone.save(category="cargo_theft")
    phone.wait_for(report["id"], delivery="arrived")
    chaos.set(hang_up)
    phone.amend(report["id"], text="more")
    chaos.wait_for("PUT", "/amendments/")
    [job] = phone.call("delivery.js", "openJobs")
    assert phone.call("outbox.js", "undoReport", report["id"]) == "withdrawing"
    assert phone.call("delivery.js", "claim", job) is None, "what was looked for before the undo goes no more"
    chaos.wait_for("POST")
    chaos.heal()
    chaos.requests.clear()
    asked = {"id": report["id"], "state": "seen", "withdrawal": "requested"}
    chaos.set(lambda _request, _ask: json_reply(asked), method="POST")
    phone.send()
    phone.wait_for(report["id"], delivery="arrived", withdrawal="requested", waiting=0)
    assert [each.method for each in chaos.requests if report["id"] in each.path] == ["POST", "PUT"]
    assert json.loads(chaos.sent("PUT")[0].body) == {"text": "more"}


def test_undo_while_the_report_is_on_its_way(phone: Phone, chaos: Chaos) -> None:
    gate = Gate()
    chaos.set(gate, method="PUT")
    report = phone.save()
    chaos.wait_for("PUT", answered=False)
    assert phone.call("outbox.js", "undoReport", report["id"]) == "withdrawing"
    gate.open()
    phone.wait_for(report["id"], delivery="withdrawn")
    assert [each.method for each in chaos.requests if report["id"] in each.path] == ["PUT", "POST"]


def test_report_withdrawn_elsewhere_is_dropped(phone: Phone, chaos: Chaos) -> None:
    chaos.set(refuse(410), on="/amendments/")
    report = phone.save(text="words")
    phone.wait_for(report["id"], delivery="arrived")
    phone.amend(report["id"], text="more")
    row = phone.wait_for(report["id"], delivery="withdrawn")
    assert row["fields"] == {}
    assert phone.rows("amendments") == []


def test_call_and_its_outcome(phone: Phone, chaos: Chaos) -> None:
    chaos.set(hang_up, method="PUT")
    code = phone.call("identity.js", "newCallCode")
    call = phone.call("outbox.js", "saveCall", {"call_code": code, "practice": False})
    chaos.wait_for("PUT", "/emergency-calls/")
    phone.call("outbox.js", "setCallOutcome", call["id"], "spoke")
    chaos.heal()
    phone.send()
    last = chaos.wait_for("PUT", "/emergency-calls/", count=2)[-1]
    body = json.loads(last.body)
    assert (body["call_code"], body["outcome"], body["tapped_at"]) == (code, "spoke", call["fields"]["tapped_at"])
    assert phone.call("outbox.js", "lastCall")["fields"]["outcome"] == "spoke"


def test_outcome_told_while_the_call_is_on_its_way_is_sent_after_it(phone: Phone, chaos: Chaos) -> None:
    gate = Gate()
    chaos.set(gate, method="PUT")
    call = phone.call("outbox.js", "saveCall", {"call_code": "1234566"})
    chaos.wait_for("PUT", "/emergency-calls/", answered=False)
    phone.call("outbox.js", "setCallOutcome", call["id"], "not_reached")
    gate.open()
    sent = chaos.wait_for("PUT", "/emergency-calls/", count=2)
    assert [json.loads(each.body)["outcome"] for each in sent] == ["opened", "not_reached"]
    assert {each.path for each in sent} == {f"/api/v1/emergency-calls/{call['id']}"}


def test_full_phone_says_so_and_loses_nothing(chaos: Chaos, restart: Restart) -> None:
    chaos.set(hang_up, method="PUT")
    with restart() as context:
        first = Phone.open(context, chaos.url).save(text="before")
    with restart() as context:
        # Chromium reckons the room when a store is first opened: the limit has to be there before.
        devtools = context.new_cdp_session(context.pages[0])
        devtools.send("Storage.overrideQuotaForOrigin", {"origin": chaos.url, "quotaSize": 1})
        phone = Phone.open(context, chaos.url)
        refused = phone.attempt("outbox.js", "saveReport", {"text": "too much"})
        assert refused == {"error": "NotSaved", "reason": "full"}
        assert [row["id"] for row in phone.rows()] == [first["id"]]
        devtools.send("Storage.overrideQuotaForOrigin", {"origin": chaos.url})
        assert "value" in phone.attempt("outbox.js", "saveReport", {"text": "fits again"})
        chaos.heal()
        phone.send()
        phone.wait_for(first["id"], delivery="arrived")


def test_refused_report_can_be_corrected(phone: Phone, chaos: Chaos) -> None:
    chaos.set(refuse(422), method="PUT")
    report = phone.save(text="wrong")
    phone.wait_for(report["id"], delivery="attention")
    chaos.heal()
    phone.page.goto(f"{chaos.url}/de/reports")
    edited = phone.call("refused.js", "editReport", report["id"], {"text": "right"})
    assert edited["id"] != report["id"]
    phone.wait_for(edited["id"], delivery="arrived")
    body = json.loads(chaos.sent("PUT", edited["id"])[0].body)
    assert body["text"] == "right"
    assert body["captured_at"] == report["fields"]["captured_at"]
    assert [row["id"] for row in phone.rows()] == [edited["id"]]


def test_export_holds_what_was_entered_and_no_secret(phone: Phone, chaos: Chaos) -> None:
    chaos.set(refuse(403), method="PUT")
    report = phone.save(text="to be handed over")
    phone.wait_for(report["id"], delivery="attention")
    phone.page.goto(f"{chaos.url}/de/reports")
    exported = phone.call("refused.js", "exportReport", report["id"])
    assert json.loads(exported)["text"] == "to be handed over"
    assert report["secret"] not in exported


def test_persistent_storage_is_asked_for_once_after_the_first_save(chaos: Chaos, context: BrowserContext) -> None:
    context.add_init_script("""
      globalThis.asked = 0;
      navigator.storage.persist = async () => { globalThis.asked += 1; return true; };
    """)
    phone = Phone.open(context, chaos.url)
    assert phone.page.evaluate("asked") == 0
    phone.save()
    phone.page.wait_for_function("() => asked === 1")
    phone.save()
    phone.send()
    assert phone.page.evaluate("asked") == 1


def test_closed_connection_to_the_store_is_opened_again(phone: Phone) -> None:
    phone.page.evaluate("""() => {
      const real = IDBDatabase.prototype.transaction;
      IDBDatabase.prototype.transaction = function (...values) {
        IDBDatabase.prototype.transaction = real;
        this.close();
        return real.apply(this, values);
      };
    }""")
    report = phone.save(text="after the connection was lost")
    assert phone.row(report["id"]) is not None


def test_newer_store_of_another_tab_does_not_stop_an_older_page(phone: Phone) -> None:
    phone.save()
    phone.page.evaluate("""() => new Promise((resolve, reject) => {
      const opening = indexedDB.open("driver", 99);
      opening.onsuccess = () => { opening.result.close(); resolve(); };
      opening.onerror = opening.onblocked = () => reject(new Error("blocked"));
    })""")
    report = phone.save(text="old page, new store")
    assert phone.row(report["id"]) is not None


def test_every_tab_hears_of_a_change(phone: Phone, chaos: Chaos, phone_at: Callable[[str], Phone]) -> None:
    other = phone_at(chaos.url)
    other.page.evaluate(
        "async (module) => { globalThis.heard = 0; (await import(module)).subscribe(() => (globalThis.heard += 1)); }",
        other.module("outbox.js"),
    )
    phone.save()
    other.page.wait_for_function("() => heard > 0")
