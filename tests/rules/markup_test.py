"""Every page is valid HTML. Addresses come from the app itself, so that a new page is looked at as well."""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

from flask import Flask
from werkzeug.routing import Rule

from driverapp.associations.add import add_association
from driverapp.associations.enrol import add_enrolment
from driverapp.associations.models import Enrolment
from driverapp.associations.sites import site_for
from driverapp.config import PROJECT
from driverapp.driver.pages import PAGES
from driverapp.guidance.load import STARTER, load_content
from driverapp.guidance.parties import set_parties
from driverapp.people.models import Person
from driverapp.reports.media_formats import MediumKind
from driverapp.reports.series_link import NOWHERE, link
from driverapp.store.database import db
from driverapp.vocabulary.permissions import ROLE_PERMISSIONS, Role
from driverapp.vocabulary.target_groups import TargetGroup
from driverapp.web.permissions import MARKER, PUBLIC
from tests.clients import Client
from tests.factories import Owned, make_medium, make_owned_report
from tests.guidance.chain import Chain, committed
from tests.office.accounts import Account, add_account, sign_in
from tests.policies import operated_as
from tests.samples import WEBM, photo

# Addresses that need something that only lives for a moment; their own tests open them.
MOMENTARY = {"token"}


def test_every_page_is_valid(app: Flask, tmp_path: Path) -> None:
    with operated_as(app, "demo"):
        count = sum(1 for _ in _saved(app, tmp_path))
    assert count > len(PAGES)
    checked = subprocess.run(
        ["node_modules/.bin/html-validate", "--config", ".htmlvalidate.json", "--formatter", "text", str(tmp_path)],
        cwd=PROJECT,
        env=os.environ | {"PATH": f"{_node()}{os.pathsep}{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert checked.returncode == 0, checked.stdout + checked.stderr


def _saved(app: Flask, folder: Path) -> Iterator[Path]:
    for client, address in _addresses(app):
        answer = client.get(address)
        if answer.status_code == 200 and answer.mimetype == "text/html" and "<html" in answer.text:
            file = folder / f"{address.strip('/').replace('/', '-') or 'home'}.html"
            file.write_text(answer.text, encoding="utf-8")
            yield file


def _addresses(app: Flask) -> Iterator[tuple[Client, str]]:
    accounts = {role: add_account(role) for role in Role}
    clients = {role: sign_in(Client(app, use_cookies=True), account) for role, account in accounts.items()}
    report = make_owned_report(
        category="cargo_theft",
        text="Plane geschlitzt",
        position={"lat": 51.5, "lon": 7.1, "accuracy_m": 20},
        vehicle={"kind": "van", "plate": "WND 8K?1"},
    )
    load_content(STARTER)
    db.session.commit()
    enrolment = _enrolment()
    values: dict[str, tuple[object, ...]] = {
        "lang": ("de", "en"),
        "page": tuple({*PAGES} - {"checklists"}),
        "report_id": (report.id,),
        "medium_id": (make_medium(report, photo(), MediumKind.PHOTO), make_medium(report, WEBM, MediumKind.VOICE)),
        "code": (enrolment.code,),
        "enrolment_id": (enrolment.id,),
        "site_slug": ("rast-nord",),
        "kind": ("csv", "json", "pdf"),
        "person_id": (accounts[Role.COORDINATOR].id,),
        "series_id": (_series(report, accounts[Role.COORDINATOR].id),),
        "slug": (
            "rast-verband",
            "observe-truck",
            "routine-truck",
            "training-truck",
            *_guidance(accounts[Role.PARTNER]),
        ),
        "number": (1,),
        "z": (7,),
        "x": (66,),
        "y": (42,),
    }
    for rule in app.url_map.iter_rules():
        if "GET" in (rule.methods or ()) and not rule.arguments & MOMENTARY:
            access = getattr(app.view_functions[rule.endpoint], MARKER, PUBLIC)
            client = next(
                (clients[role] for role in Role if access in ROLE_PERMISSIONS[role]), clients[Role.COORDINATOR]
            )
            yield from ((Client(app) if access == PUBLIC else client, path) for path in _filled(app, rule, values))
    yield Client(app), "/de/checklists?target_group=truck"


def _guidance(partner: Account) -> tuple[str, ...]:
    """A draft that is the second version, and a proposal that waits for the partner."""
    chain, association = Chain(), db.session.get_one(Person, partner.id).association_id
    chain.published("draft")
    chain.revise("draft")
    with committed():
        set_parties(db.session(), TargetGroup.TAXI, [association] if association else [], by=chain.administrator)
    chain.propose(chain.draft("proposed", group="taxi"))
    return ("draft", "proposed")


def _series(report: Owned, actor_id: int) -> int:
    """A series of two, with a third that is suggested."""
    alike = [make_owned_report(category="cargo_theft", position={"lat": 51.5, "lon": 7.1}) for _ in range(2)]
    with committed():
        return link(report.id, alike[0].id, (NOWHERE, NOWHERE), actor_id)


def _enrolment() -> Enrolment:
    association = add_association(db.session(), "rast-verband", "Erfundener Verband", staff=500)
    site, _ = site_for(db.session(), association, "rast-nord")
    enrolment = add_enrolment(db.session(), association, TargetGroup.REST_STOP, site)
    db.session.commit()
    return enrolment


def _filled(app: Flask, rule: Rule, values: dict[str, tuple[object, ...]]) -> Iterator[str]:
    choices: list[dict[str, object]] = [{}]
    for name in sorted(rule.arguments):
        choices = [{**chosen, name: value} for chosen in choices for value in values[name]]
    with app.test_request_context():
        built = [rule.build(chosen, append_unknown=False) for chosen in choices]
    yield from (address for _, address in filter(None, built))


def _node() -> str:
    return subprocess.run(["setup/node"], cwd=PROJECT, capture_output=True, text=True, check=True).stdout.strip()
