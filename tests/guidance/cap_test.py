"""The notices in CAP 1.2: valid against its schema, one `info` for each language."""

from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
import time_machine

from driverapp.guidance.cap import NAMESPACE
from driverapp.guidance.recall import recall
from driverapp.store.database import db
from tests.clients import Client
from tests.guidance.chain import Chain, committed, stored
from tests.guidance.xsd import Schema

SCHEMA = Schema(Path(__file__).parent / "files" / "cap-1.2.xsd")
ADDRESS = "/guidance/notices.cap.xml"
CAP = f"{{{NAMESPACE}}}"


def _infos(content: bytes) -> list[dict[str, str | None]]:
    alert = ET.fromstring(content)  # noqa: S314 - made by what is tested
    return [{each.tag.removeprefix(CAP): each.text for each in info} for info in alert.iterfind(f"{CAP}info")]


def _notice(chain: Chain, slug: str = "a2") -> int:
    version_id = chain.draft(slug, kind="notice", until="2099-12-31", road="A2", region="Ostwestfalen & <Lippe>")
    with committed():
        chain.write(stored(version_id), "pl", title="Tytuł – „ostrożnie”")
        chain.write(stored(version_id), "ar", title="عنوان")
    chain.propose(version_id)
    chain.agree(version_id, chain.police)
    return version_id


def test_published_notices_are_a_valid_alert_in_every_language(chain: Chain, client: Client) -> None:
    version_id = _notice(chain)
    assert _infos(client.get(ADDRESS).data) == []
    chain.publish(version_id)
    answer = client.get(ADDRESS)
    assert (answer.status_code, answer.mimetype) == (200, "application/cap+xml")
    assert SCHEMA.faults(answer.data) == []
    german, *others = sorted(_infos(answer.data), key=lambda info: info["language"] != "de")
    assert {each["language"]: each["headline"] for each in others} == {"pl": "Tytuł – „ostrożnie”", "ar": "عنوان"}
    assert german["description"] == "Worauf achten\n- Jemand tut etwas."
    assert german["expires"] == "2099-12-31T23:59:59+01:00"
    area = ET.fromstring(answer.data).find(f"{CAP}info/{CAP}area/{CAP}areaDesc")  # noqa: S314
    assert area is not None
    assert area.text == "A2, Ostwestfalen & <Lippe>"


def test_without_notices_the_alert_is_valid_and_says_so(client: Client) -> None:
    content = client.get(ADDRESS).data
    assert SCHEMA.faults(content) == []
    assert b"No notice is in force." in content


def test_what_is_recalled_over_or_no_notice_is_not_in_it(chain: Chain, client: Client) -> None:
    chain.published("liste")
    chain.publish(kept := _notice(chain))
    chain.publish(gone := _notice(chain, "weg"))
    with committed():
        recall(db.session(), gone, by=chain.police)
    first = client.get(ADDRESS)
    assert len(_infos(first.data)) == len(stored(kept).texts)
    assert client.get(ADDRESS, headers={"If-None-Match": first.headers["ETag"]}).status_code == 304
    with time_machine.travel("2100-01-01T12:00:00+00:00"):
        assert _infos(client.get(ADDRESS).data) == []


def test_another_content_is_another_message(chain: Chain, client: Client) -> None:
    seen = set()
    for slug in ("eins", "zwei"):
        chain.publish(_notice(chain, slug))
        alert = ET.fromstring(client.get(ADDRESS).data)  # noqa: S314
        seen.add((alert.findtext(f"{CAP}identifier"), alert.findtext(f"{CAP}sender")))
    assert len(seen) == 2
    assert not any(set(" ,<&") & set(identifier or "") for identifier, _ in seen)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"<status>Actual</status>", b"<status>Real</status>"),
        (b"<status>Actual</status>", b""),
        (b"<scope>Public</scope>", b"<scope>Public</scope><scope>Public</scope>"),
        (b"<category>Security</category>", b""),
        (b"+01:00</expires>", b"Z</expires>"),
        (b"<urgency>Unknown</urgency>", b"<urgency>Now</urgency>"),
        (b"<info>", b"<info>words"),
        (b"<language>de</language>", b"<language>de de</language>"),
        (b'xmlns="urn:oasis:names:tc:emergency:cap:1.2"', b'xmlns="urn:oasis:names:tc:emergency:cap:1.1"'),
    ],
)
def test_the_schema_refuses_what_is_out_of_form(chain: Chain, client: Client, old: bytes, new: bytes) -> None:
    chain.publish(_notice(chain))
    content = client.get(ADDRESS).data
    assert old in content
    assert SCHEMA.faults(content.replace(old, new)) != []
