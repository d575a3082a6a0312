import re
from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import select

from driverapp.associations.add import add_association
from driverapp.people.models import Person
from driverapp.store.database import db, writing
from driverapp.trust.audit import AuditEntry
from driverapp.vocabulary.permissions import Role
from tests.clients import Client
from tests.office.accounts import add_account, sign_in

LINK = re.compile(r"<code>http://localhost(/office/welcome/[\w-]+)</code>")


@pytest.fixture
def administrator(signed_in: Callable[[Role], Client]) -> Client:
    return signed_in(Role.ADMINISTRATOR)


@pytest.fixture
def association(app: Flask) -> str:
    with writing():
        add_association(db.session(), "spedition", "Erfundener Verband")
        db.session.commit()
    return "spedition"


def _invite(client: Client, email: str, role: str, association: str = "") -> str:
    return client.submit("/office/people/invite", email=email, role=role, association=association).text


def _person(email: str) -> Person | None:
    return db.session.scalar(select(Person).where(Person.email == email))


def test_an_invitation_shows_a_link_that_opens_once(administrator: Client, client: Client) -> None:
    found = LINK.search(_invite(administrator, "new@example.org", Role.ANALYST))
    assert found is not None
    assert "new@example.org" in client.get(found[1]).text
    assert "eingeladen" in administrator.get("/office/people").text


def test_a_partner_is_invited_for_an_association(administrator: Client, association: str) -> None:
    assert "braucht hier den Verband" in _invite(administrator, "new@example.org", Role.PARTNER)
    assert _person("new@example.org") is None
    assert LINK.search(_invite(administrator, "new@example.org", Role.PARTNER, association))
    assert "Erfundener Verband" in administrator.get("/office/people").text


@pytest.mark.parametrize(
    ("email", "role", "owner", "complaint"),
    [
        ("nobody", Role.ANALYST, "", "Das ist keine E-Mail-Adresse."),
        ("", Role.ANALYST, "", "Geben Sie eine E-Mail-Adresse ein."),
        ("new@example.org", Role.ANALYST, "spedition", "Zu dieser Rolle gehört kein Verband."),
        ("new@example.org", Role.PARTNER, "keiner", "Diesen Verband gibt es nicht mehr."),
        ("new@example.org", "chief", "", "Wählen Sie eine Rolle aus der Liste."),
    ],
)
def test_an_invitation_that_does_not_fit_says_why(
    administrator: Client, association: str, email: str, role: str, owner: str, complaint: str
) -> None:
    assert complaint in _invite(administrator, email, role, owner)
    assert _person(email) is None


def test_an_invitation_says_at_once_all_that_does_not_fit(administrator: Client) -> None:
    for email, complaint in (("nobody", "Das ist keine E-Mail-Adresse."), ("", "Geben Sie eine E-Mail-Adresse ein.")):
        page = _invite(administrator, email, Role.PARTNER)
        assert complaint in page
        assert "braucht hier den Verband" in page


def test_an_invitation_begins_with_what_its_way_names_and_else_with_no_role(
    administrator: Client, association: str
) -> None:
    def chosen(path: str) -> list[str]:
        return re.findall(r'<option value="([^"]+)" selected', administrator.get(path).text)

    steps = administrator.get("/office/first-steps").text
    for role in (Role.ADMINISTRATOR, Role.COORDINATOR):
        assert f'href="/office/people/invite?role={role}"' in steps
        assert chosen(f"/office/people/invite?role={role}") == [role]
    page = administrator.get(f"/office/associations/{association}").text
    way = f"/office/people/invite?role={Role.PARTNER}&amp;association={association}"
    assert f'href="{way}"' in page
    assert chosen(way.replace("&amp;", "&")) == [Role.PARTNER, association]
    assert chosen("/office/people/invite") == []
    assert "Wählen Sie eine Rolle aus der Liste." in _invite(administrator, "new@example.org", "")


def test_an_address_is_invited_once(administrator: Client) -> None:
    _invite(administrator, "new@example.org", Role.ANALYST)
    assert "gibt es schon ein Konto" in _invite(administrator, "New@example.org", Role.EDITOR)


def test_another_role_counts_at_once(app: Flask, administrator: Client) -> None:
    account = add_account(Role.ANALYST)
    client = sign_in(Client(app, use_cookies=True), account)
    assert client.get("/office/figures").status_code == 200
    administrator.submit(f"/office/people/{account.id}", role=Role.EDITOR, association="")
    assert client.get("/office/figures").status_code == 403
    assert db.session.scalars(select(AuditEntry.action).order_by(AuditEntry.id)).all()[-1] == "role_editor"


def test_a_deactivated_person_is_out_at_once_and_comes_back_later(app: Flask, administrator: Client) -> None:
    account = add_account(Role.EDITOR)
    client = sign_in(Client(app, use_cookies=True), account)
    page = f"/office/people/{account.id}"
    assert administrator.send(page, f"{page}/deactivation").location == page
    assert client.get("/office/guidance").status_code == 302
    assert "kein Zugang" in administrator.get(page).text
    assert administrator.send(page, f"{page}/link").status_code == 409
    administrator.send(page, f"{page}/reactivation")
    assert client.get("/office/guidance").status_code == 302
    assert sign_in(client, account).get("/office/guidance").status_code == 200


def test_the_last_administrator_stays(administrator: Client) -> None:
    own = db.session.scalars(select(Person)).one()
    page = f"/office/people/{own.id}"
    assert "Das ist die letzte Verwaltung" in administrator.send(page, f"{page}/deactivation").text
    assert administrator.get("/office/people").status_code == 200


def test_nobody_makes_themselves_a_reader_of_reports(administrator: Client) -> None:
    own = db.session.scalars(select(Person)).one()
    add_account(Role.ADMINISTRATOR)
    answer = administrator.submit(f"/office/people/{own.id}", role=Role.COORDINATOR, association="")
    assert "Die eigene Rolle kann nur jemand anderes ändern." in answer.text
    assert administrator.get("/office/inbox").status_code == 403
    assert administrator.get("/office/people").status_code == 200


def test_a_new_link_begins_nothing_until_it_is_used(app: Flask, administrator: Client) -> None:
    account = add_account(Role.EDITOR)
    page = f"/office/people/{account.id}"
    assert LINK.search(administrator.send(page, f"{page}/link").text)
    assert sign_in(Client(app, use_cookies=True), account).get("/office/guidance").status_code == 200


def test_a_link_leads_to_the_public_address_whatever_host_was_asked(
    app: Flask, administrator: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    public = app.config["DRIVERAPP"].model_copy(update={"public_url": "https://melden.example/"})
    monkeypatch.setitem(app.config, "DRIVERAPP", public)
    page = _invite(administrator, "new@example.org", Role.ANALYST)
    assert re.search(r"<code>https://melden\.example/office/welcome/[\w-]+</code>", page)


def test_the_list_comes_in_pages(app: Flask, administrator: Client) -> None:
    with writing():
        db.session.add_all(Person(email=f"p{number:02}@example.org", role=Role.EDITOR) for number in range(30))
        db.session.commit()
    first, second = (administrator.get(f"/office/people?page={number}").text for number in (1, 2))
    assert "Seite 1 von 2" in first
    assert "p00@example.org" in first
    assert "p00@example.org" not in second
    assert "p29@example.org" in second


def test_a_rights_form_that_does_not_fit_changes_nothing(administrator: Client, association: str) -> None:
    account = add_account(Role.EDITOR)
    answer = administrator.submit(f"/office/people/{account.id}", role=Role.EDITOR, association=association)
    assert "Zu dieser Rolle gehört kein Verband." in answer.text


def test_somebody_who_does_not_exist_has_no_page(administrator: Client) -> None:
    assert administrator.get("/office/people/999999").status_code == 404
