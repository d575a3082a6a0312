"""Reach: acts beside the staff, small numbers kept back, and to an association its own alone."""

import re

import pytest
from flask import Flask

from driverapp.associations.models import Association
from driverapp.guidance.models import GuidanceUnderstood
from driverapp.store.clock import local_day, now
from driverapp.store.database import db
from driverapp.vocabulary.permissions import Role
from driverapp.vocabulary.target_groups import TargetGroup
from tests.clients import Client
from tests.guidance.chain import Chain, committed, stored
from tests.office.accounts import add_account, sign_in
from tests.office.guidance_desk import LIST, desk, words

PAGE = f"{LIST}/reach"


@pytest.fixture
def own(chain: Chain) -> Association:
    """An association with presses: its own, another's and nobody's."""
    item_id = stored(chain.published()).item_id
    own, _ = chain.association("spedition", staff=18400)
    other, _ = chain.association("taxi", TargetGroup.TAXI)
    with committed():
        for association, group, count in (
            (own, "truck", 1380),
            (own, "dispatch", 3),
            (other, "taxi", 96),
            (None, "bus", 4),
        ):
            db.session.add(
                GuidanceUnderstood(
                    item_id=item_id,
                    version_number=1,
                    association_id=association.id if association else None,
                    target_group=group,
                    day=local_day(now()),
                    count=count,
                )
            )
    return own


def lines(page: str) -> list[str]:
    return [words(each) for each in re.findall(r"<tr>(.*?)</tr>", page.partition("<tbody>")[2], re.DOTALL)]


@pytest.mark.parametrize("role", [Role.EDITOR, Role.ANALYST, Role.COORDINATOR])
def test_the_whole_reach_keeps_small_numbers_back(app: Flask, own: Association, role: Role) -> None:
    page = desk(app, role).get(PAGE).text
    assert lines(page) == [
        "Erfundener Verband spedition Lkw 1.380 18.400",
        "Erfundener Verband taxi Taxi und Mietwagen 96 unbekannt",
        "nicht zugeordnet Bus und Bahn <5 –",
        "Erfundener Verband spedition Disposition <5 18.400",
    ]
    assert "Titel Fassung 1 · zusammen mindestens 1.476" in words(page)
    assert "Taten, nicht Personen" in page


def test_an_association_sees_its_own_alone(app: Flask, own: Association) -> None:
    partner = sign_in(Client(app, use_cookies=True), add_account(Role.PARTNER, own))
    page = partner.get(f"{PAGE}/own").text
    assert lines(page) == [
        "Erfundener Verband spedition Lkw 1.380 18.400",
        "Erfundener Verband spedition Disposition <5 18.400",
    ]
    assert "zusammen mindestens" not in page
    assert "Verband taxi" not in page
    assert partner.get(PAGE).status_code == 403


def test_without_presses_the_page_says_so(app: Flask) -> None:
    assert "Noch hat niemand auf „Verstanden“ getippt." in desk(app, Role.ANALYST).get(PAGE).text
