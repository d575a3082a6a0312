"""Nobody may open anything unless this table says so: every address, for every role and for nobody."""

import re
from collections.abc import Iterable
from urllib.parse import quote

import pytest
from flask import Flask

from driverapp import create_app
from driverapp.vocabulary.permissions import Role
from tests.clients import TOKEN, Client
from tests.office.accounts import add_account, sign_in
from tests.web.addresses import addresses

COORDINATOR = frozenset({Role.COORDINATOR})
PARTNER = frozenset({Role.PARTNER})
ADMINISTRATOR = frozenset({Role.ADMINISTRATOR})
EDITOR = frozenset({Role.EDITOR})
READS_GUIDANCE = frozenset({Role.EDITOR, Role.APPROVER, Role.PARTNER})
AGREES = frozenset({Role.APPROVER, Role.PARTNER})
READS_REACH = frozenset({Role.COORDINATOR, Role.ANALYST, Role.EDITOR})
READS_FIGURES = frozenset({Role.COORDINATOR, Role.ANALYST})
KEEPS_ASSOCIATION = frozenset({Role.ADMINISTRATOR, Role.PARTNER})
READS_AUDIT = frozenset({Role.COORDINATOR, Role.ADMINISTRATOR})
ACCOUNTS = frozenset(Role)
EVERYBODY: frozenset[Role | None] = ACCOUNTS | {None}

PAGES = "accessibility, emergency, imprint, practice, privacy, reports, settings, tablet"

WHO: dict[str, frozenset[Role] | frozenset[Role | None]] = {
    "GET /": EVERYBODY,
    "GET /<language:lang>/": EVERYBODY,
    f"GET /<language:lang>/<any({PAGES}):page>": EVERYBODY,
    "GET /<language:lang>/away": EVERYBODY,
    "GET /<language:lang>/checklists": EVERYBODY,
    "GET /<language:lang>/details": EVERYBODY,
    "GET /<language:lang>/form": EVERYBODY,
    "GET /<language:lang>/print/<slug>": EVERYBODY,
    "POST /<language:lang>/form": EVERYBODY,
    "POST /<language:lang>/form/state": EVERYBODY,
    "POST /<language:lang>/form/answer": EVERYBODY,
    "POST /<language:lang>/form/withdrawal": EVERYBODY,
    "GET /join/<code>": EVERYBODY,
    "GET /manifest.webmanifest": EVERYBODY,
    "GET /sw.js": EVERYBODY,
    "GET /healthz": EVERYBODY,
    "GET /readyz": EVERYBODY,
    "GET /api/v1/gazetteer": EVERYBODY,
    "GET /api/v1/guidance": EVERYBODY,
    "PUT /api/v1/guidance-understood/<press_id>": EVERYBODY,
    "PUT /api/v1/guidance-feedback/<feedback_id>": EVERYBODY,
    "GET /api/v1/openapi.json": EVERYBODY,
    "GET /guidance/notices.cap.xml": EVERYBODY,
    "PUT /api/v1/emergency-calls/<call_id>": EVERYBODY,
    "GET /api/v1/reports/<report_id>": EVERYBODY,
    "PUT /api/v1/reports/<report_id>": EVERYBODY,
    "PUT /api/v1/reports/<report_id>/amendments/<amendment_id>": EVERYBODY,
    "PUT /api/v1/reports/<report_id>/media/<medium_id>": EVERYBODY,
    "DELETE /api/v1/reports/<report_id>/media/<medium_id>": EVERYBODY,
    "PUT /api/v1/reports/<report_id>/messages/<message_id>": EVERYBODY,
    "POST /api/v1/reports/<report_id>/withdrawal": EVERYBODY,
    "GET /office/sign-in": EVERYBODY,
    "POST /office/sign-in": EVERYBODY,
    "GET /office/sign-in/code": EVERYBODY,
    "POST /office/sign-in/code": EVERYBODY,
    "GET /office/set-up-code": EVERYBODY,
    "POST /office/set-up-code": EVERYBODY,
    "GET /office/set-up-code/picture.svg": EVERYBODY,
    "GET /office/welcome/<token>": EVERYBODY,
    "POST /office/welcome/<token>": EVERYBODY,
    "POST /office/language": EVERYBODY,
    "POST /office/sign-out": EVERYBODY,
    "GET /office/": ACCOUNTS,
    "GET /office/components": ACCOUNTS,
    "GET /office/inbox": COORDINATOR,
    "GET /office/inbox/export-columns.csv": COORDINATOR,
    "GET /office/inbox/export.<any(csv,geojson,json,pdf,xlsx):kind>": COORDINATOR,
    "GET /office/inbox/rows": COORDINATOR,
    "GET /office/inbox/views": COORDINATOR,
    "GET /office/map": COORDINATOR,
    "GET /office/map/ground.json": COORDINATOR,
    "GET /office/map/reports.json": COORDINATOR,
    "GET /office/map/rows": COORDINATOR,
    "GET /office/map/tiles/<int:z>/<int:x>/<int:y>": COORDINATOR,
    "GET /office/reports/<uuid:report_id>/next": COORDINATOR,
    "POST /office/inbox/steps": COORDINATOR,
    "POST /office/inbox/steps/<int:bulk_id>/undo": COORDINATOR,
    "POST /office/inbox/views": COORDINATOR,
    "POST /office/inbox/views/<int:view_id>": COORDINATOR,
    "POST /office/inbox/views/<int:view_id>/deletion": COORDINATOR,
    "GET /office/reports/<uuid:report_id>": COORDINATOR,
    "GET /office/reports/<uuid:report_id>/media/<uuid:medium_id>": COORDINATOR,
    "POST /office/reports/<uuid:report_id>/steps": COORDINATOR,
    "GET /office/first-steps": ADMINISTRATOR,
    "GET /office/help": ACCOUNTS,
    "GET /office/reports/<uuid:report_id>/similar": COORDINATOR,
    "POST /office/reports/<uuid:report_id>/links": COORDINATOR,
    "GET /office/series": COORDINATOR,
    "GET /office/series/<int:series_id>": COORDINATOR,
    "GET /office/series/<int:series_id>/handover.json": COORDINATOR,
    "GET /office/series/<int:series_id>/handover.geojson": COORDINATOR,
    "GET /office/series/<int:series_id>/handover.pdf": COORDINATOR,
    "POST /office/series/<int:series_id>/hand-over": COORDINATOR,
    "POST /office/series/<int:series_id>/steps": COORDINATOR,
    "GET /office/call-codes": READS_FIGURES,
    "POST /office/call-codes": COORDINATOR,
    "GET /office/reports/<uuid:report_id>/readers": COORDINATOR,
    "GET /office/reports/<uuid:report_id>/handover.pdf": COORDINATOR,
    "GET /office/reports/<uuid:report_id>/handover.json": COORDINATOR,
    "GET /office/reports/<uuid:report_id>/handover.geojson": COORDINATOR,
    "GET /office/reports/handover.schema.json": COORDINATOR,
    "GET /office/reports/new": COORDINATOR,
    "POST /office/reports/new": COORDINATOR,
    "GET /office/reports/<uuid:report_id>/media/<uuid:medium_id>/redaction": COORDINATOR,
    "POST /office/reports/<uuid:report_id>/media/<uuid:medium_id>/redaction": COORDINATOR,
    "GET /office/figures": READS_FIGURES,
    "GET /office/figures/own": PARTNER,
    "GET /office/guidance": READS_GUIDANCE,
    "GET /office/guidance/<slug>": READS_GUIDANCE,
    "GET /office/guidance/<slug>/<int:number>/agreement": AGREES,
    "GET /office/guidance/<slug>/edit": EDITOR,
    "GET /office/guidance/<slug>/frame": EDITOR,
    "GET /office/guidance/content.zip": EDITOR,
    "GET /office/guidance/feedback": EDITOR,
    "GET /office/guidance/feedback/pack.pdf": EDITOR,
    "GET /office/guidance/feedback/pack.csv": EDITOR,
    "GET /office/guidance/new": EDITOR,
    "GET /office/guidance/parties": ADMINISTRATOR,
    "GET /office/guidance/reach": READS_REACH,
    "GET /office/guidance/reach/own": PARTNER,
    "POST /office/guidance/<slug>/<int:number>/<any(proposal, retraction, publication):step>": EDITOR,
    "POST /office/guidance/<slug>/<int:number>/agreement": AGREES,
    "POST /office/guidance/<slug>/<int:number>/recall": READS_GUIDANCE,
    "POST /office/guidance/<slug>/edit": EDITOR,
    "POST /office/guidance/<slug>/frame": EDITOR,
    "POST /office/guidance/<slug>/revision": EDITOR,
    "POST /office/guidance/new": EDITOR,
    "POST /office/guidance/parties": ADMINISTRATOR,
    "POST /office/guidance/preview": EDITOR,
    "GET /office/associations": KEEPS_ASSOCIATION,
    "GET /office/associations/<slug>": KEEPS_ASSOCIATION,
    "GET /office/associations/<slug>/codes/<int:enrolment_id>": KEEPS_ASSOCIATION,
    "GET /office/associations/<slug>/codes/<int:enrolment_id>/paper.pdf": KEEPS_ASSOCIATION,
    "GET /office/associations/<slug>/new-site": KEEPS_ASSOCIATION,
    "GET /office/associations/<slug>/sites/<site_slug>": KEEPS_ASSOCIATION,
    "GET /office/associations/<slug>/staff": KEEPS_ASSOCIATION,
    "POST /office/associations": ADMINISTRATOR,
    "POST /office/associations/<slug>": ADMINISTRATOR,
    "POST /office/associations/<slug>/codes": KEEPS_ASSOCIATION,
    "POST /office/associations/<slug>/codes/<int:enrolment_id>/<any(end, renewal, revival):step>": KEEPS_ASSOCIATION,
    "POST /office/associations/<slug>/deactivation": ADMINISTRATOR,
    "POST /office/associations/<slug>/new-site": KEEPS_ASSOCIATION,
    "POST /office/associations/<slug>/reactivation": ADMINISTRATOR,
    "POST /office/associations/<slug>/sites/<site_slug>": KEEPS_ASSOCIATION,
    "POST /office/associations/<slug>/sites/<site_slug>/deactivation": KEEPS_ASSOCIATION,
    "POST /office/associations/<slug>/sites/<site_slug>/reactivation": KEEPS_ASSOCIATION,
    "POST /office/associations/<slug>/staff": KEEPS_ASSOCIATION,
    "GET /office/audit": READS_AUDIT,
    "GET /office/audit/entries.csv": READS_AUDIT,
    "POST /office/audit/check": READS_AUDIT,
    "GET /office/own": ACCOUNTS,
    "GET /office/own/password": ACCOUNTS,
    "POST /office/own/password": ACCOUNTS,
    "POST /office/own/recovery-codes": ACCOUNTS,
    "GET /office/own/proof": ACCOUNTS,
    "POST /office/own/proof": ACCOUNTS,
    "POST /office/own/app": ACCOUNTS,
    "POST /office/own/app/code": ACCOUNTS,
    "GET /office/own/app/picture.svg": ACCOUNTS,
    "GET /office/own/passkeys/new": ACCOUNTS,
    "POST /office/own/passkeys/new": ACCOUNTS,
    "POST /office/own/passkeys/<int:passkey_id>/removal": ACCOUNTS,
    "GET /office/own/sessions": ACCOUNTS,
    "POST /office/own/sessions/end": ACCOUNTS,
    "POST /office/people/<int:person_id>/sessions/end": ADMINISTRATOR,
    "POST /office/sign-in/passkey": EVERYBODY,
    "GET /office/policy": ADMINISTRATOR,
    "POST /office/policy": ADMINISTRATOR,
    "GET /office/settings": ADMINISTRATOR,
    "POST /office/settings": ADMINISTRATOR,
    "POST /office/settings/<int:number>/restoration": ADMINISTRATOR,
    "GET /office/deliveries": ADMINISTRATOR,
    "POST /office/deliveries/test": ADMINISTRATOR,
    "POST /office/deliveries/<int:delivery_id>/retry": ADMINISTRATOR,
    "GET /office/own/messages": COORDINATOR,
    "POST /office/own/messages": COORDINATOR,
    "GET /office/people": ADMINISTRATOR,
    "GET /office/people/invite": ADMINISTRATOR,
    "POST /office/people/invite": ADMINISTRATOR,
    "GET /office/people/<int:person_id>": ADMINISTRATOR,
    "POST /office/people/<int:person_id>": ADMINISTRATOR,
    "POST /office/people/<int:person_id>/link": ADMINISTRATOR,
    "POST /office/people/<int:person_id>/deactivation": ADMINISTRATOR,
    "POST /office/people/<int:person_id>/reactivation": ADMINISTRATOR,
}

# What stands in an address for a variable part: well formed, and of nothing that exists.
EXAMPLES = {
    "language:lang": "de",
    "uuid:report_id": "0b4cbd0c-31a5-4e6b-8a6e-0c1f5a2b7d11",
    "int:number": "1",
    "int:z": "7",
    "int:x": "66",
    "int:y": "42",
    "int:person_id": "999999999",
    "int:bulk_id": "999999999",
    "int:view_id": "999999999",
    "int:series_id": "999999999",
    "int:enrolment_id": "999999999",
    "int:passkey_id": "999999999",
    "int:delivery_id": "999999999",
    "token": "nothing",
    "slug": "nothing",
    "site_slug": "nothing",
    "code": "NOSUCH00",
    "report_id": "0b4cbd0c-31a5-4e6b-8a6e-0c1f5a2b7d11",
    "amendment_id": "5f0f3c1e-93a4-4a51-8d43-8e8f0a3f9c22",
    "message_id": "6e1f7b52-0c1d-4b7e-9f6a-3a5d8c9e1b66",
    "uuid:medium_id": "2c5d1a90-6f0e-4c9e-8d1b-5b1f0a6c4e44",
    "medium_id": "2c5d1a90-6f0e-4c9e-8d1b-5b1f0a6c4e44",
    "press_id": "8e2f0c4a-5b1d-4f7e-8a3c-1d9b6e4f7a55",
    "feedback_id": "9f3a1d5b-6c2e-4a8f-9b4d-2e0c7f5a8b66",
    "call_id": "7d1d2ab9-6a61-4a0f-9a3c-2f6f6f0c3e33",
}


def test_the_table_names_every_address(app: Flask) -> None:
    assert sorted(WHO) == sorted(addresses(app))


@pytest.mark.parametrize("role", [None, *Role])
def test_an_address_opens_to_those_of_the_table_and_to_nobody_else(app: Flask, role: Role | None) -> None:
    client = Client(app, use_cookies=True)
    if role is not None:
        sign_in(client, add_account(role))
    found = TOKEN.search(client.get("/office/", follow_redirects=True).text)
    assert found is not None
    opened = {address for address in _sign_out_last(WHO) if _opens(client, address, found[1])}
    assert opened == {address for address, who in WHO.items() if role in who}


def test_a_view_that_says_nothing_opens_to_nobody(app: Flask) -> None:
    forgetful = create_app(app.config["DRIVERAPP"])
    forgetful.add_url_rule("/office/forgotten", "forgotten", lambda: "content")
    assert Client(forgetful).get("/office/forgotten").status_code == 403


def _opens(client: Client, address: str, token: str) -> bool:
    method, _, rule = address.partition(" ")
    path = re.sub(r"<(.+?)>", lambda part: EXAMPLES.get(part[1]) or _first_choice(part[1]), rule)
    answer = client.open(path, method=method, headers={"X-CSRFToken": token})
    refused = f"/office/sign-in?next={quote(path, safe='')}" if method == "GET" else "/office/sign-in?ended=1"
    return answer.status_code != 403 and answer.location != refused


def _first_choice(part: str) -> str:
    return part.removeprefix("any(").partition(",")[0]


def _sign_out_last(every: Iterable[str]) -> list[str]:
    return sorted(every, key=lambda address: (address.endswith("/sign-out"), address))
