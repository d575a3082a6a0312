from collections.abc import Callable

import pytest

from driverapp.vocabulary.permissions import Role
from tests.clients import Client


@pytest.mark.parametrize(
    ("role", "page"),
    [
        (Role.COORDINATOR, "/office/inbox"),
        (Role.ANALYST, "/office/figures"),
        (Role.PARTNER, "/office/figures/own"),
        (Role.EDITOR, "/office/guidance"),
        (Role.APPROVER, "/office/guidance"),
        (Role.ADMINISTRATOR, "/office/first-steps"),
    ],
)
def test_the_office_begins_with_the_first_page_of_the_role(
    signed_in: Callable[[Role], Client], role: Role, page: str
) -> None:
    assert signed_in(role).get("/office/").location == page


def test_of_two_addresses_the_nearer_one_is_marked_as_open(signed_in: Callable[[Role], Client]) -> None:
    page = signed_in(Role.EDITOR).get("/office/guidance/reach").text
    assert page.count("aria-current") == 1
    assert 'href="/office/guidance/reach" aria-current="page"' in page


def test_the_navigation_shows_what_the_role_may_open(signed_in: Callable[[Role], Client]) -> None:
    page = signed_in(Role.ADMINISTRATOR).get("/office/people").text
    assert 'href="/office/people" aria-current="page"' in page
    assert "/office/inbox" not in page


def test_the_language_is_chosen_and_kept_before_and_after_the_sign_in(client: Client) -> None:
    assert '<html lang="de">' in client.get("/office/sign-in").text
    back = "/office/sign-in?next=/office/people"
    answer = client.send("/office/sign-in", "/office/language", language="en", back=back)
    assert answer.location == back
    assert '<html lang="en">' in client.get("/office/sign-in").text


@pytest.mark.parametrize("language", ["xx", "", "de-"])
def test_a_language_that_is_not_offered_changes_nothing(client: Client, language: str) -> None:
    client.send("/office/sign-in", "/office/language", language=language, back="/office/sign-in")
    assert client.get_cookie("language") is None
