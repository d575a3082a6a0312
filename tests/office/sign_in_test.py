from collections.abc import Callable

from driverapp.vocabulary.permissions import Role
from tests.clients import Client


def test_somebody_signs_in_with_both_factors(signed_in: Callable[[Role], Client]) -> None:
    page = signed_in(Role.EDITOR).get("/office/")
    assert page.status_code == 200
    assert "Redaktion" in page.text


def test_nobody_gets_in_without_signing_in(client: Client) -> None:
    assert client.get("/office/").location == "/office/sign-in"
