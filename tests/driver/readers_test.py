"""What readers send back: counted once, kept without a trace of who it was."""

import json
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
import time_machine
from flask import Flask
from sqlalchemy import inspect, select
from werkzeug.test import TestResponse

from driverapp.associations.add import add_association
from driverapp.associations.enrol import add_enrolment
from driverapp.guidance.feedback import list_feedback
from driverapp.guidance.load import load_content
from driverapp.guidance.models import GuidanceFeedback, GuidancePress, GuidanceUnderstood
from driverapp.guidance.reach import count_understood
from driverapp.policy.current import current_policy
from driverapp.store.clock import local_day, now
from driverapp.store.database import db, writing
from driverapp.upkeep.retention import erase_batch
from driverapp.vocabulary.target_groups import TargetGroup
from driverapp.web.limits import EXTENSION, Limits
from tests.clients import Client
from tests.guidance.chain import Chain, committed
from tests.guidance.content_files import content_file
from tests.phones import pointers
from tests.policies import operated_as

READ = {"slug": "item", "version": 1}
PRESS = "/api/v1/guidance-understood/"
FEEDBACK = "/api/v1/guidance-feedback/"
WORDS = READ | {"kind": "missing", "text": "Hier fehlt der Anhänger.", "language": "pl"}


@pytest.fixture
def reader(app: Flask, client: Client, tmp_path: Path) -> Client:
    """A phone of an installation with one starter item."""
    (tmp_path / "item.de.md").write_text(content_file(), encoding="utf-8")
    with committed():
        load_content(tmp_path)
    return client


def _code(staff: int = 50) -> str:
    with committed():
        association = add_association(db.session(), "spedition", "Erfundener Verband", staff)
        return add_enrolment(db.session(), association, TargetGroup.TRUCK, None).code


def _put(
    client: Client,
    address: str,
    body: dict[str, Any],
    own_id: UUID | None = None,
    headers: dict[str, str] | None = None,
) -> TestResponse:
    sent = {"Content-Type": "application/json"} | (headers or {})
    return client.put(f"{address}{own_id or uuid4()}", data=json.dumps(body), headers=sent)


def _counts() -> list[tuple[str | None, str, int]]:
    return [
        (each.association.slug if each.association else None, each.target_group, each.count)
        for each in count_understood()
    ]


def test_a_press_is_counted_once_however_often_it_is_sent(reader: Client) -> None:
    press = uuid4()
    answers = [_put(reader, PRESS, READ, press) for _ in range(3)]
    assert [each.status_code for each in answers] == [201, 200, 200]
    assert [each.json for each in answers] == [{"id": str(press), "ignored": []}] * 3
    assert _counts() == [(None, "truck", 1)]


def test_presses_are_counted_by_association_and_group(reader: Client) -> None:
    code = _code()
    for body in (READ, READ, READ | {"target_group": "bus"}, READ | {"enrolment": code}, READ | {"enrolment": code}):
        assert _put(reader, PRESS, body).status_code == 201
    assert sorted(_counts(), key=str) == [("spedition", "truck", 2), (None, "bus", 1), (None, "truck", 2)]


def test_what_another_release_knows_is_dropped_and_named(reader: Client) -> None:
    body = READ | {"target_group": "pilot", "enrolment": "NOSUCH00", "mood": "good"}
    answer = _put(reader, PRESS, body)
    assert answer.json is not None
    assert (answer.status_code, sorted(answer.json["ignored"])) == (201, ["/enrolment", "/mood", "/target_group"])
    assert _counts() == [(None, "truck", 1)]


@pytest.mark.parametrize("address", [PRESS, FEEDBACK])
def test_only_what_was_read_can_be_answered_to(reader: Client, chain: Chain, address: str) -> None:
    chain.draft("entwurf")
    for slug, version in (("nothing", 1), ("item", 2), ("entwurf", 1)):
        body = {"slug": slug, "version": version, "kind": "missing"}
        assert _put(reader, address, body).status_code == 404
    assert db.session.scalars(select(GuidancePress)).all() == []
    assert db.session.scalars(select(GuidanceFeedback)).all() == []


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"slug": None}, "/slug"),
        ({"version": "1"}, "/version"),
        ({"version": 2**31}, "/version"),
        ({"kind": "praise"}, "/kind"),
        ({"text": "x" * 501}, "/text"),
        ({"text": "a\x00b"}, "/text"),
        ({"language": "klingonisch"}, "/language"),
    ],
)
def test_feedback_out_of_form_is_pointed_at(reader: Client, change: dict[str, Any], pointer: str) -> None:
    answer = _put(reader, FEEDBACK, WORDS | change)
    assert (answer.status_code, pointers(answer)) == (422, [pointer])


def test_feedback_is_kept_once_sealed_and_for_the_next_revision(reader: Client) -> None:
    code, own_id = _code(), uuid4()
    body = WORDS | {"enrolment": code, "target_group": "dispatch"}
    assert [_put(reader, FEEDBACK, body, own_id).status_code for _ in range(2)] == [201, 200]
    (kept,) = list_feedback(db.session(), "item")
    assert (kept.kind, kept.text, kept.language, kept.day) == ("missing", WORDS["text"], "pl", local_day(now()))
    assert (kept.association and kept.association.slug, kept.target_group) == ("spedition", "dispatch")
    stored = db.session.connection().exec_driver_sql("SELECT text FROM guidance_feedback").scalar_one()
    assert b"Anh" not in bytes(stored)
    assert list_feedback(db.session(), "other") == []


def test_an_operator_who_takes_no_own_words_keeps_none(app: Flask, reader: Client) -> None:
    with operated_as(app, "private"):
        answer = _put(reader, FEEDBACK, WORDS)
    assert answer.json is not None
    assert (answer.status_code, answer.json["ignored"]) == (201, ["/text"])
    assert [each.text for each in list_feedback(db.session())] == [None]


@pytest.mark.parametrize("address", [PRESS, FEEDBACK])
def test_readers_are_guarded_as_every_phone_is(reader: Client, address: str) -> None:
    assert _put(reader, address, WORDS, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert _put(reader, address, WORDS, headers={"Content-Type": "text/plain"}).status_code == 415
    assert reader.put(f"{address}one", json=WORDS).status_code == 422
    assert reader.put(f"{address}{uuid4()}", data=b"{", content_type="application/json").status_code == 400


@pytest.mark.parametrize("table", [GuidanceUnderstood, GuidanceFeedback, GuidancePress])
def test_no_table_of_readers_has_a_place_for_a_person_a_device_or_a_time(table: Any) -> None:
    columns = {column.name: column.type.python_type.__name__ for column in inspect(table).columns}
    assert not {name for name in columns if "person" in name or "device" in name or "enrolment" in name}
    assert "datetime" not in columns.values()


def test_the_ids_of_presses_go_after_thirty_days_and_the_counts_stay(reader: Client) -> None:
    press = uuid4()
    _put(reader, PRESS, READ, press)
    with writing():
        assert erase_batch(current_policy())["press"] == 0
        db.session.commit()
    with time_machine.travel(now().replace(year=now().year + 1)), writing():
        assert erase_batch(current_policy())["press"] == 1
        db.session.commit()
    assert db.session.scalars(select(GuidancePress)).all() == []
    assert _counts() == [(None, "truck", 1)]


def test_who_sends_far_too_much_waits_and_repeats_pass(
    app: Flask, reader: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(app.extensions, EXTENSION, Limits(1))
    first = uuid4()
    answers = [_put(reader, FEEDBACK, WORDS, own_id) for own_id in (first, uuid4(), first)]
    assert [each.status_code for each in answers] == [201, 429, 200]
    assert int(answers[1].headers["Retry-After"]) > 0
