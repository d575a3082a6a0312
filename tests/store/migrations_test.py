from collections.abc import Iterator
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask import Flask
from flask_migrate import downgrade
from sqlalchemy import JSON, column, insert, select, table, text

from driverapp import create_app
from driverapp.config import Config
from driverapp.guidance.digest import stale_languages
from driverapp.reports.models import Report
from driverapp.store.database import UtcDateTime, db, separate_transaction, writing
from driverapp.store.upgrade import upgrade
from driverapp.trust.audit import record
from driverapp.trust.audit_check import check_audit
from driverapp.trust.keys import create_keys
from tests.factories import make_report
from tests.guidance.chain import Chain, committed, stored


@pytest.fixture
def bare(store_kind: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Flask]:
    """An app inside its context whose database holds nothing yet."""
    create_keys(tmp_path / "keys")
    url = request.getfixturevalue("postgres").create() if store_kind == "postgresql" else None
    app = create_app(Config(driverapp_data=tmp_path, database_url=url))
    with app.app_context():
        yield app
        db.engine.dispose()


def test_migrations_make_exactly_the_tables_of_the_models(app: Flask) -> None:
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, db.metadata) == []


def test_reports_of_before_need_a_translation_where_their_text_is_foreign(app: Flask) -> None:
    foreign, german = make_report(text="Trzy osoby", language="pl"), make_report(text="Drei", language="de")
    without = make_report(category="other", language="pl")
    ids = [report.id for report in (foreign, german, without)]
    db.session.remove()
    upgrade(app)
    downgrade(revision="0016")
    upgrade(app)
    assert [db.session.get_one(Report, each).translated for each in ids] == [False, None, None]


def test_checklists_become_starter_drafts_and_go_back(bare: Flask) -> None:
    upgrade(bare, "0007")
    before = [_checklist("shift-rest-stop", "de"), _checklist("shift-rest-stop", "bg"), _checklist("observe", "de")]
    _execute(insert(CHECKLISTS), before)
    upgrade(bare, "0008")
    query = text(
        "SELECT slug, kind, target_group, number, state, starter, language, title FROM guidance_items"
        " JOIN guidance_versions ON item_id = guidance_items.id"
        " JOIN guidance_texts ON version_id = guidance_versions.id"
        " ORDER BY slug, language"
    )
    assert [tuple(row) for row in _execute(query)] == [
        ("observe", "checklist", "truck", 3, "draft", True, "de", "T" * 80),
        ("shift-rest-stop", "routine", "truck", 3, "draft", True, "bg", "T" * 80),
        ("shift-rest-stop", "routine", "truck", 3, "draft", True, "de", "T" * 80),
    ]
    downgrade(revision="0007")
    again = _execute(select(CHECKLISTS).order_by(CHECKLISTS.c.slug, CHECKLISTS.c.language))
    assert [dict(zip(CHECKLISTS.c.keys(), row, strict=True)) for row in again] == sorted(
        before, key=lambda row: (row["slug"], row["language"])
    )


def test_the_staff_of_an_association_becomes_a_number_of_a_day_and_goes_back(bare: Flask) -> None:
    upgrade(bare, "0009")
    late = datetime(2026, 4, 30, 23, 30, tzinfo=UTC)
    known = {"id": 1, "slug": "eins", "name": "Eins", "staff": 500, "created_at": late}
    _execute(insert(ASSOCIATIONS), [known, {**known, "id": 2, "slug": "zwei", "staff": None}])
    _execute(text("INSERT INTO sites (id, association_id, slug, name) VALUES (1, 1, 'rast', 'Rast')"))
    upgrade(bare)
    query = "SELECT association_id, staff, valid_from, superseded_at FROM staff_counts"
    assert [tuple(map(str, row)) for row in _execute(text(query))] == [("1", "500", "2026-05-01", "None")]
    assert _execute(text("SELECT version FROM associations")) == [(1,), (1,)]
    downgrade(revision="0009")
    kept = select(ASSOCIATIONS.c.slug, ASSOCIATIONS.c.staff).order_by(ASSOCIATIONS.c.id)
    assert _execute(kept) == [("eins", 500), ("zwei", None)]
    assert _execute(text("SELECT slug FROM sites")) == [("rast",)]


def test_an_audit_of_before_becomes_a_chain(bare: Flask) -> None:
    upgrade(bare, "0009")
    rows = [
        {"id": number, "at": datetime(2026, 5, 1, 12, number % 60, 3, 456, tzinfo=UTC), "action": "signed_in"}
        | {"subject": f"person:{number}"}
        for number in (3, 4, 7, *range(10, 3000))
    ]
    _execute(insert(AUDIT), rows)
    upgrade(bare)
    checked = check_audit()
    assert (checked.count, checked.fault) == (2993, None)
    subjects = _execute(text("SELECT subject FROM audit_entries WHERE id <= 4 ORDER BY id"))
    assert [row.subject for row in subjects] == ["person:3", "person:4", "person:7", "person:10"]
    with separate_transaction() as session:
        record(session, "signed_in", "person:1", None)
    assert check_audit().count == 2994
    downgrade(revision="0009")
    assert len(_execute(select(AUDIT))) == 2994


def test_events_get_the_day_in_berlin_by_which_they_are_counted(bare: Flask) -> None:
    upgrade(bare, "0018")
    # Just before midnight in winter, and at midnight in summer.
    moments = [datetime(2026, 1, 31, 22, 59, tzinfo=UTC), datetime(2026, 7, 31, 22, 0, tzinfo=UTC)]
    row = {"kind": "received", "usable": True, "practice": False}
    _execute(insert(EVENTS), [row | {"id": 7 * n, "at": at, "subject_at": at} for n, at in enumerate(moments, 1)])
    upgrade(bare)
    days = _execute(text("SELECT subject_day FROM events ORDER BY id"))
    assert [str(each.subject_day) for each in days] == ["2026-01-31", "2026-08-01"]
    downgrade(revision="0018")
    assert [each.id for each in _execute(select(EVENTS).order_by(EVENTS.c.id))] == [7, 14]


def test_the_source_of_guidance_moves_between_version_and_texts_and_agreements_hold(app: Flask) -> None:
    chain = Chain()
    version_id = chain.draft()
    with committed():
        chain.write(stored(version_id), "pl", source="Zmyślone.")
    chain.propose(version_id)
    chain.agree(version_id, chain.police)
    db.session.remove()
    upgrade(app)
    downgrade(revision="0019")
    assert _execute(text("SELECT source FROM guidance_versions")) == [("Invented for a test.",)]
    sections = '[{"points":[{"category":"scouting","text":"Jemand tut etwas."}],"title":"Worauf achten"}]'
    german = sha256(f'["Titel",{sections}]'.encode()).hexdigest()
    assert _execute(text("SELECT source_digest FROM guidance_texts ORDER BY language")) == [(None,), (german,)]
    upgrade(app)
    version = stored(version_id)
    assert [(each.language, each.source) for each in version.texts] == [
        ("de", "Invented for a test."),
        ("pl", "Invented for a test."),
    ]
    assert stale_languages(version) == []
    chain.publish(version_id)
    assert stored(version_id).state == "published"


ASSOCIATIONS = table(
    "associations", column("id"), column("slug"), column("name"), column("staff"), column("created_at", UtcDateTime)
)
AUDIT = table("audit_entries", column("id"), column("at", UtcDateTime), column("action"), column("subject"))
EVENTS = table(
    "events",
    *map(column, ("id", "kind", "usable", "practice")),
    column("at", UtcDateTime),
    column("subject_at", UtcDateTime),
)
CHECKLISTS = table(
    "checklists",
    column("slug"),
    column("language"),
    column("target_group"),
    column("title"),
    column("sections", JSON),
    column("version"),
    column("status"),
    column("source"),
    column("updated_at", UtcDateTime),
)


def _checklist(slug: str, language: str) -> dict[str, Any]:
    return {
        "slug": slug,
        "language": language,
        "target_group": "truck",
        "title": "T" * 80,
        "sections": [{"title": "S", "points": [{"text": "P", "category": None}]}],
        "version": 3,
        "status": "draft",
        "source": "Invented for a test.",
        "updated_at": datetime(2026, 5, 1, tzinfo=UTC),
    }


def _execute(statement: Any, values: list[dict[str, Any]] | None = None) -> list[Any]:
    with writing(), db.engine.begin() as connection:
        result = connection.execute(statement, values)
        return list(result) if result.returns_rows else []
