import gzip
from pathlib import Path

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient

from driverapp.guidance.load import STARTER, load_content
from driverapp.guidance.recall import recall
from driverapp.store.clock import local_day, now
from driverapp.store.database import db
from driverapp.vocabulary.target_groups import TargetGroup
from tests.guidance.chain import Chain, committed
from tests.guidance.content_files import training


@pytest.fixture
def reader(app: Flask, client: FlaskClient) -> FlaskClient:
    """A client of a server with its starter content."""
    load_content(STARTER)
    db.session.commit()
    return client


def _groups(client: FlaskClient, query: str) -> list[str]:
    answer = client.get(f"/api/v1/guidance{query}").json
    assert answer is not None
    return [each["target_group"] for each in answer["checklists"]]


def test_a_group_gets_its_checklist_in_its_language(reader: FlaskClient) -> None:
    answer = reader.get("/api/v1/guidance?target_group=taxi&lang=en").json
    assert answer is not None
    [checklist] = [each for each in answer["checklists"] if each["kind"] == "checklist"]
    assert (checklist["slug"], checklist["language"], checklist["status"]) == ("observe-taxi", "en", "draft")
    assert checklist["sections"][0]["points"][0]["text"]


def test_without_a_group_all_come_and_an_unknown_one_has_none(reader: FlaskClient) -> None:
    groups = [*TargetGroup, "all"]
    found = _groups(reader, "")
    assert set(found) >= set(TargetGroup)
    assert found == sorted(found, key=groups.index)
    assert _groups(reader, "?target_group=nobody") == []


def test_what_the_phone_has_already_is_not_sent_again(reader: FlaskClient) -> None:
    first = reader.get("/api/v1/guidance?target_group=bus")
    again = reader.get("/api/v1/guidance?target_group=bus", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304


def test_what_was_agreed_is_named_with_its_parties(chain: Chain, client: FlaskClient) -> None:
    association, partner = chain.association("spedition", TargetGroup.TRUCK)
    name = association.name
    version_id = chain.draft("a2", kind="notice", until="2099-12-31", road="A2", region="Ostwestfalen")
    chain.propose(version_id)
    chain.agree(version_id, chain.police)
    chain.agree(version_id, partner)
    before = client.get("/api/v1/guidance?target_group=truck")
    assert before.json == {"checklists": [], "notices": []}
    chain.publish(version_id)
    after = client.get("/api/v1/guidance?target_group=truck&lang=pl", headers={"If-None-Match": before.headers["ETag"]})
    assert after.json is not None
    [notice] = after.json["notices"]
    day = local_day(now()).isoformat()
    assert notice.pop("published_at").startswith(now().date().isoformat())
    assert notice == {
        "slug": "a2",
        "kind": "notice",
        "language": "de",
        "target_group": "truck",
        "title": "Titel",
        "sections": [
            {"title": "Worauf achten", "points": [{"text": "Jemand tut etwas.", "category": "scouting"}]},
        ],
        "version": 1,
        "status": "agreed",
        "agreed": [
            {"party": "police", "office": "Referat", "at": day},
            {"party": name, "office": "Referat", "at": day},
        ],
        "valid_until": "2099-12-31",
        "region": "Ostwestfalen",
        "road": "A2",
        "source": "Invented for a test.",
        "recalled": False,
    }


def test_a_recall_reaches_the_phone_and_expiry_needs_nobody(chain: Chain, client: FlaskClient) -> None:
    version_id = chain.published("hinweis", kind="notice", until="2099-12-31")
    first = client.get("/api/v1/guidance?target_group=truck")
    with committed():
        recall(db.session(), version_id, by=chain.police)
    again = client.get("/api/v1/guidance?target_group=truck", headers={"If-None-Match": first.headers["ETag"]})
    assert again.json is not None
    assert [(each["slug"], each["recalled"], each["sections"]) for each in again.json["notices"]] == [
        ("hinweis", True, [])
    ]
    with time_machine.travel("2100-01-01T12:00:00+00:00"):
        assert client.get("/api/v1/guidance?target_group=truck").json == {"checklists": [], "notices": []}


def test_training_comes_as_situations(app: Flask, client: FlaskClient, tmp_path: Path) -> None:
    (tmp_path / "lage.de.md").write_text(training(right=2), encoding="utf-8")
    with committed():
        load_content(tmp_path)
    answer = client.get("/api/v1/guidance?target_group=truck").json
    assert answer is not None
    [card] = answer["checklists"]
    assert (card["kind"], len(card["sections"])) == ("training", 5)
    assert card["sections"][0]["answers"][1] == {"text": "Antwort 2", "feedback": "Darum.", "right": True}


# Their alphabets take two bytes a letter; every other language is lighter.
@pytest.mark.parametrize("lang", ["ar", "ru"])
def test_what_a_group_keeps_is_light(reader: FlaskClient, lang: str) -> None:
    for group in TargetGroup:
        answer = reader.get(f"/api/v1/guidance?target_group={group}&lang={lang}")
        assert len(gzip.compress(answer.data)) <= 100_000


def test_a_page_without_script_says_draft_of_drafts_alone(chain: Chain, client: FlaskClient) -> None:
    chain.published()
    page = client.get("/de/checklists?target_group=truck").text
    assert "Jemand tut etwas." in page
    assert "Entwurf, noch nicht abgestimmt." not in page
