from collections.abc import Callable

import pytest
from sqlalchemy import text

from driverapp.reports.inbox_models import SavedView
from driverapp.store.database import db
from driverapp.vocabulary.permissions import Role
from tests.clients import Client

VIEWS = "/office/inbox/views"


@pytest.fixture
def coordinator(signed_in: Callable[[Role], Client]) -> Client:
    return signed_in(Role.COORDINATOR)


def token(client: Client) -> str:
    return client.get("/office/inbox?road=A2").text.split('name="csrf_token" value="')[1].split('"')[0]


def save(client: Client, name: str, query: str = "tab=taps&road=A2") -> str:
    answer = client.post(f"{VIEWS}?{query}", data={"csrf_token": token(client), "name": name})
    assert answer.status_code == 303
    return answer.location


def test_a_list_is_saved_opened_renamed_and_deleted(coordinator: Client) -> None:
    location = save(coordinator, "Nachts  A2")
    page = coordinator.get(location).text
    assert 'href="/office/inbox?tab=taps&amp;road=A2" aria-current="page"><bdi>Nachts A2</bdi>' in page
    number = db.session.query(SavedView).one().id
    coordinator.post(f"{VIEWS}/{number}", data={"csrf_token": token(coordinator), "name": "Tags A2"})
    assert "Tags A2" in coordinator.get(VIEWS).text
    coordinator.post(f"{VIEWS}/{number}/deletion", data={"csrf_token": token(coordinator)})
    assert "Noch keine Ansicht gespeichert." in coordinator.get(VIEWS).text


def test_a_name_that_is_there_gets_the_new_list(coordinator: Client) -> None:
    save(coordinator, "Nachts")
    save(coordinator, "Nachts", "tab=inbox&category=other")
    assert [view.query for view in db.session.query(SavedView)] == ["tab=inbox&category=other"]


@pytest.mark.parametrize("name", ["", "  ", "x" * 61])
def test_a_view_needs_a_name(coordinator: Client, name: str) -> None:
    assert save(coordinator, name).endswith("told=name")
    save(coordinator, "Nachts")
    number = db.session.query(SavedView).one().id
    answer = coordinator.post(f"{VIEWS}/{number}", data={"csrf_token": token(coordinator), "name": name})
    assert "höchstens 60 Zeichen" in coordinator.get(answer.location).text


def test_views_are_ones_own(signed_in: Callable[[Role], Client]) -> None:
    one, other = signed_in(Role.COORDINATOR), signed_in(Role.COORDINATOR)
    save(one, "Nachts")
    number = db.session.query(SavedView).one().id
    assert "Nachts" not in other.get("/office/inbox").text
    for address in (f"{VIEWS}/{number}", f"{VIEWS}/{number}/deletion"):
        assert other.post(address, data={"csrf_token": token(other), "name": "Meins"}).status_code == 404


def test_neither_name_nor_words_can_be_read_in_the_store(coordinator: Client) -> None:
    save(coordinator, "Wagen XX AB 12", "tab=inbox&q=XX+AB+12")
    (row,) = db.session.execute(text("SELECT name, query FROM saved_views")).all()
    assert not any(secret in bytes(column) for column in row for secret in (b"Wagen", b"XX+AB"))
