"""The first steps on the page, and help beside every page."""

from collections.abc import Callable

import pytest
from flask import Flask

from driverapp.office.navigation import ITEMS
from driverapp.office.presenters.first_steps import todo
from driverapp.office.presenters.help import TOPICS
from driverapp.upkeep.first_steps import FirstStep
from driverapp.vocabulary.permissions import ROLE_PERMISSIONS, Role
from tests.clients import Client
from tests.office.accounts import add_account


def test_the_first_open_step_is_the_next_and_leads_to_its_page(signed_in: Callable[[Role], Client]) -> None:
    client = signed_in(Role.ADMINISTRATOR)
    page = client.get("/office/first-steps").text
    assert page.count('aria-current="step"') == 1
    assert "Noch 10 Schritte" in page
    add_account(Role.ADMINISTRATOR)
    page = client.get("/office/first-steps").text
    assert "Noch 9 Schritte" in page
    assert page.count("erledigt") == 1


def test_what_is_optional_is_marked_and_comes_last(app: Flask, signed_in: Callable[[Role], Client]) -> None:
    page = signed_in(Role.ADMINISTRATOR).get("/office/first-steps").text
    assert page.count("freiwillig") == 2
    assert "<code>driverapp gazetteer import FILE</code>" in page
    optional = {FirstStep.ESCALATION, FirstStep.GAZETTEER}
    with app.test_request_context("/office/first-steps"):
        rest = todo({step: step not in optional for step in FirstStep})
    assert (rest.open, rest.optional) == (0, 2)
    assert [doing.name for doing in rest.steps if doing.next] == ["Die Reihenfolge bei Eskalation festlegen"]


@pytest.mark.parametrize(
    ("role", "told", "untold"),
    [
        (Role.COORDINATOR, "Quarantäne ist kein Urteil", "Eingeladen wird mit einem Link"),
        (Role.ADMINISTRATOR, "Eingeladen wird mit einem Link", "Quarantäne ist kein Urteil"),
        (Role.PARTNER, "Sie sehen nur die Zahlen Ihres Verbands", "Quarantäne ist kein Urteil"),
    ],
)
def test_help_tells_of_the_pages_that_one_has(
    signed_in: Callable[[Role], Client], role: Role, told: str, untold: str
) -> None:
    page = signed_in(role).get("/office/help").text
    assert told in page
    assert untold not in page


def test_each_page_of_the_navigation_has_a_topic_for_whoever_may_open_it() -> None:
    for item in ITEMS:
        places = {item.endpoint, item.endpoint.partition(".")[0]}
        topic = next(each for each in TOPICS if places & set(each.pages))
        readers = {role for role, may in ROLE_PERMISSIONS.items() if item.permission in may}
        assert {role for role in readers if topic.permission in (None, *ROLE_PERMISSIONS[role])} == readers, item


def test_a_page_leads_to_its_own_topic(signed_in: Callable[[Role], Client]) -> None:
    client = signed_in(Role.COORDINATOR)
    for page, anchor in (("/office/inbox", "inbox"), ("/office/own/messages", "messages"), ("/office/own", "own")):
        assert f'href="/office/help#{anchor}"' in client.get(page).text
        assert f'id="{anchor}"' in client.get("/office/help").text
