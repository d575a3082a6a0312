"""Files become starter drafts; what was written or agreed to in the app stays."""

from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from driverapp.guidance.digest import stale_languages
from driverapp.guidance.load import load_content
from driverapp.guidance.models import GuidanceItem, GuidanceVersion
from driverapp.guidance.parse import UnreadableContent
from driverapp.guidance.queries import checklists, notices, readings
from driverapp.store.database import db
from driverapp.vocabulary.guidance import VersionState
from driverapp.vocabulary.target_groups import TargetGroup
from tests.guidance.content_files import content_file, training


def _load(folder: Path, content: str, name: str = "list.de.md") -> int:
    path = folder / name
    path.write_text(content, encoding="utf-8")
    return load_content(path)


def _states() -> list[tuple[int, str]]:
    query = select(GuidanceVersion.number, GuidanceVersion.state).order_by(GuidanceVersion.number)
    return [(number, state) for number, state in db.session.execute(query)]


def test_a_file_is_a_starter_draft(app: Flask, tmp_path: Path) -> None:
    _load(tmp_path, content_file(kind="routine"))
    (version,) = db.session.scalars(select(GuidanceVersion))
    assert (version.item.kind, version.number, version.state, version.starter) == ("routine", 1, "draft", True)
    (reading,) = checklists("de", TargetGroup.TRUCK)
    assert (reading.status, reading.agreed, reading.kind) == ("draft", [], "routine")


def test_what_is_for_everybody_comes_with_each_group_and_once_with_all(app: Flask, tmp_path: Path) -> None:
    _load(tmp_path, content_file(kind="card", group="all"))
    assert [[each.slug for each in readings("de", group)] for group in TargetGroup] == [["list"]] * 5
    assert [each.slug for each in readings("de")] == ["list"]


def test_a_training_card_has_situations(app: Flask, tmp_path: Path) -> None:
    _load(tmp_path, training(right=2))
    (card,) = checklists("de")
    assert len(card.sections) == 5
    assert card.sections[0]["text"] == "Etwas geschieht."
    assert [answer["right"] for answer in card.sections[0]["answers"]] == [False, True, False]


def test_a_notice_is_no_checklist_and_ends_after_its_day(app: Flask, tmp_path: Path) -> None:
    notice = content_file(kind="notice", valid_until="2099-12-31").replace(
        "source:", "road: a 2\nregion: Emsland\nsource:"
    )
    _load(tmp_path, notice)
    assert checklists("de") == []
    (reading,) = notices("de")
    assert (reading.road, reading.region, str(reading.valid_until)) == ("A2", "Emsland", "2099-12-31")
    _load(tmp_path, notice.replace("2099-12-31", "2020-12-31"))
    assert notices("de") == []


def test_a_later_version_takes_the_place_of_an_earlier_file_and_never_the_other_way(app: Flask, tmp_path: Path) -> None:
    assert _load(tmp_path, content_file()) == 1
    assert _load(tmp_path, content_file(version=2, title="Neue Liste")) == 1
    assert _states() == [(1, "replaced"), (2, "draft")]
    assert [each.title for each in checklists("de")] == ["Neue Liste"]
    assert _load(tmp_path, content_file(title="Alte Liste")) == 0
    assert [each.title for each in checklists("de")] == ["Neue Liste"]


@pytest.mark.parametrize("state", [VersionState.PUBLISHED, VersionState.REPLACED, VersionState.RECALLED])
def test_a_file_does_not_touch_what_was_agreed_to(app: Flask, tmp_path: Path, state: VersionState) -> None:
    _load(tmp_path, content_file())
    version = db.session.scalars(select(GuidanceVersion)).one()
    version.state, version.starter = state, False
    assert _load(tmp_path, content_file(title="Anders")) == 0
    assert version.texts[0].title == "Erfundene Liste"


def test_a_translation_is_stale_once_its_german_text_changed(app: Flask, tmp_path: Path) -> None:
    _load(tmp_path, content_file())
    _load(tmp_path, content_file(language="en", title="Invented list"), "list.en.md")
    version = db.session.scalars(select(GuidanceVersion)).one()
    assert stale_languages(version) == []
    _load(tmp_path, content_file(title="Andere Liste"))
    assert stale_languages(version) == ["en"]
    assert load_content(tmp_path) == 0
    assert stale_languages(version) == []


def test_a_changed_frame_counts_as_a_change(app: Flask, tmp_path: Path) -> None:
    _load(tmp_path, content_file())
    assert _load(tmp_path, content_file(group="taxi")) == 1
    assert db.session.scalars(select(GuidanceItem)).one().target_group == "taxi"
    assert _load(tmp_path, content_file(group="taxi")) == 0


def test_files_of_one_version_have_to_agree_on_their_frame(app: Flask, tmp_path: Path) -> None:
    (tmp_path / "list.de.md").write_text(content_file(), encoding="utf-8")
    (tmp_path / "list.en.md").write_text(content_file(language="en", group="bus"), encoding="utf-8")
    with pytest.raises(UnreadableContent, match="list: target_group is not the same"):
        load_content(tmp_path)
    assert readings("de") == []


def test_a_file_that_is_no_text_is_refused(app: Flask, tmp_path: Path) -> None:
    (tmp_path / "list.de.md").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(UnreadableContent, match=r"list\.de\.md: no UTF-8"):
        load_content(tmp_path)
