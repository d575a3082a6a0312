"""A control room's list in the office: looked at first, imported by the desk, counted for all who see figures."""

import io
from collections.abc import Callable
from datetime import timedelta

from sqlalchemy import func, select

from driverapp.balance.models import ControlRoomCall
from driverapp.store.clock import BERLIN, now
from driverapp.store.database import db
from driverapp.trust.audit import AuditEntry
from driverapp.vocabulary.permissions import Role
from tests.clients import TOKEN, Client
from tests.factories import make_call

PAGE = "/office/call-codes"
CODE = "1234566"


def look_at(desk: Client, raw: bytes) -> str:
    found = TOKEN.search(desk.get(PAGE).text)
    assert found is not None
    data = {"csrf_token": found[1], "entered": "preview", "file": (io.BytesIO(raw), "list.csv")}
    return desk.post(PAGE, data=data, content_type="multipart/form-data").text


def rows() -> int:
    return db.session.scalar(select(func.count()).select_from(ControlRoomCall)) or 0


def test_a_list_is_looked_at_and_then_imported(signed_in: Callable[[Role], Client]) -> None:
    desk = signed_in(Role.COORDINATOR)
    make_call(call_code=CODE)
    yesterday = (now() - timedelta(days=1)).astimezone(BERLIN)
    text = (
        f"Code;Zeit;Stichwort\n{CODE};{now().astimezone(BERLIN):%d.%m.%Y %H:%M};\n"
        f"{CODE};{yesterday:%d.%m.%Y %H:%M};\n;{yesterday:%d.%m.%Y %H:%M};Brücke „Süd“\n"
    )
    preview = look_at(desk, text.encode())
    for shown in ("123 4566", ">gefunden<", ">nicht gefunden<", ">nur Stichwort<", "Brücke „Süd“", "Noch ist nichts"):
        assert shown in preview
    assert rows() == 0
    sent = desk.send(PAGE, PAGE, entered="import", content=text)
    assert sent.location == f"{PAGE}?new=3&known=0"
    page = desk.get(sent.location).text
    assert "3 Zeilen übernommen." in page
    assert "Ohne eindeutigen Anruf" in page
    again = desk.send(PAGE, PAGE, follow=True, entered="import", content=text).text
    assert "0 Zeilen übernommen. 3 waren schon da." in again
    assert rows() == 3
    entry = db.session.scalars(select(AuditEntry).where(AuditEntry.action == "call_codes_imported")).one()
    assert entry.subject == "count:3"


def test_a_refused_file_names_its_lines_and_leaves_nothing(signed_in: Callable[[Role], Client]) -> None:
    desk = signed_in(Role.COORDINATOR)
    text = f"Code;Zeit\n{CODE};22.03.2026 21:04\n1234567;22.03.2026 21:04\n{CODE};später\n"
    for page in (look_at(desk, text.encode()), desk.send(PAGE, PAGE, entered="import", content=text).text):
        assert "Nichts übernommen: 2 Fehler in der Datei" in page
        assert "<b>Zeile 3:</b> Die letzte Ziffer passt nicht zum Code" in page
        assert "<b>Zeile 4:</b> Die Zeit ist nicht zu lesen." in page
    assert rows() == 0


def test_an_analyst_sees_counts_and_no_code(signed_in: Callable[[Role], Client]) -> None:
    desk = signed_in(Role.COORDINATOR)
    desk.send(PAGE, PAGE, entered="import", content=f"Code;Zeit\n{CODE};22.03.2026 21:04\n")
    assert "123 4566" in desk.get(PAGE).text
    page = signed_in(Role.ANALYST).get(PAGE).text
    assert "Eingelesene Listen" in page
    assert "123 4566" not in page
    assert 'type="file"' not in page
