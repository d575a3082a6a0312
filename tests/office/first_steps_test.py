"""The first steps on the page, and help beside every page."""

from collections.abc import Callable

import pytest

from driverapp.vocabulary.permissions import Role
from tests.clients import Client
from tests.office.accounts import add_account


def test_the_first_open_step_is_the_next_and_leads_to_its_page(signed_in: Callable[[Role], Client]) -> None:
    client = signed_in(Role.ADMINISTRATOR)
    page = client.get("/office/first-steps").text
    assert page.count('aria-current="step"') == 1
    assert "Noch 9 Schritte" in page
    add_account(Role.ADMINISTRATOR)
    page = client.get("/office/first-steps").text
    assert "Noch 8 Schritte" in page
    assert page.count("erledigt") == 1


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
