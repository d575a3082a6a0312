"""What one installation exports, another one loads."""

import zipfile
from pathlib import Path

import pytest
from sqlalchemy import delete

from driverapp.guidance.check import check_content
from driverapp.guidance.export import export_content
from driverapp.guidance.load import STARTER, content_files, load_content
from driverapp.guidance.models import GuidanceAgreement, GuidanceItem, GuidanceText, GuidanceVersion
from driverapp.guidance.parse import UnreadableContent
from driverapp.guidance.queries import Reading, readings
from driverapp.guidance.recall import recall
from driverapp.store.database import db
from driverapp.vocabulary.languages import DRIVER_LANGUAGES
from tests.guidance.chain import Chain, committed, stored
from tests.guidance.content_files import content_file, training


def _empty() -> None:
    with committed():
        for table in (GuidanceAgreement, GuidanceText, GuidanceVersion, GuidanceItem):
            db.session.execute(delete(table))
    db.session.expunge_all()


def _said(found: list[Reading]) -> list[tuple[object, ...]]:
    return [
        (each.slug, each.kind, each.title, each.source, each.sections, each.version, each.valid_until, each.road)
        for each in found
    ]


def test_the_starter_content_comes_back_as_it_was(chain: Chain, tmp_path: Path) -> None:
    with committed():
        load_content(STARTER)
    before = {language: _said(readings(language)) for language in DRIVER_LANGUAGES}
    assert export_content(db.session(), tmp_path / "content.zip") == len([*STARTER.rglob("*.md")])
    assert load_content(tmp_path / "content.zip") == 0
    assert check_content(tmp_path / "content.zip", DRIVER_LANGUAGES) == []
    _empty()
    with committed():
        load_content(tmp_path / "content.zip")
    assert {language: _said(readings(language)) for language in DRIVER_LANGUAGES} == before


def test_what_was_agreed_here_is_a_draft_there(chain: Chain, tmp_path: Path) -> None:
    version_id = chain.draft("a2", kind="notice", until="2099-12-31", road="A2", region='Bei "Gütersloh": Rast')
    with committed():
        chain.write(stored(version_id), title='Achtung: "Plane" – {scouting}', source='Aus: "Zeitung" # 1')
    chain.propose(version_id)
    chain.agree(version_id, chain.police)
    chain.publish(version_id)
    chain.revise("a2", title="Noch nicht abgestimmt")
    before = _said(readings("de"))
    export_content(db.session(), tmp_path / "content.zip")
    _empty()
    with committed():
        load_content(tmp_path / "content.zip")
    (there,) = readings("de")
    assert _said([there]) == before
    assert (there.status, there.agreed, there.region) == ("draft", [], 'Bei "Gütersloh": Rast')


def test_training_and_drafts_of_files_go_along_recalled_and_unagreed_items_do_not(chain: Chain, tmp_path: Path) -> None:
    (tmp_path / "lage.de.md").write_text(training(group="taxi", right=3), encoding="utf-8")
    with committed():
        load_content(tmp_path / "lage.de.md")
    chain.draft("entwurf")
    gone = chain.published("weg")
    with committed():
        recall(db.session(), gone, by=chain.editor)
    assert export_content(db.session(), tmp_path / "content.zip") == 1
    with zipfile.ZipFile(tmp_path / "content.zip") as archive:
        assert archive.namelist() == ["taxi/lage.de.md"]
        assert archive.read("taxi/lage.de.md").decode().split("---\n", 2)[2] == training(right=3).split("---\n", 2)[2]


def test_the_same_content_is_the_same_archive(chain: Chain, tmp_path: Path) -> None:
    chain.published()
    for name in ("one.zip", "two.zip"):
        export_content(db.session(), tmp_path / name)
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["one.zip", "two.zip"]


def _broken(path: Path) -> None:
    path.write_bytes(b"PK\x03\x04 broken")


def _binary(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("list.de.md", b"\xff\xfe")


def _bomb(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("list.de.md", b"0" * 1_000_000)


@pytest.mark.parametrize("make", [_broken, _binary, _bomb])
def test_an_archive_that_is_none_of_ours_is_refused_in_one_line(tmp_path: Path, make: object) -> None:
    assert callable(make)
    make(tmp_path / "content.zip")
    with pytest.raises(UnreadableContent, match=r"^content\.zip: [^\n]+$"):
        content_files(tmp_path / "content.zip")
    assert len(check_content(tmp_path / "content.zip", ["de"])) == 1


def test_names_in_an_archive_lead_nowhere_else(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "content.zip", "w") as archive:
        archive.writestr("../../etc/list.de.md", content_file())
        archive.writestr("notes.txt", "no content")
    assert [name for name, _ in content_files(tmp_path / "content.zip")] == ["list.de.md"]
