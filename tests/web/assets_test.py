import gzip
import re
from pathlib import Path

import pytest
from flask import Flask

from driverapp.web.assets import Assets, write_assets


@pytest.fixture
def source(tmp_path: Path) -> Path:
    folder = tmp_path / "static"
    (folder / "driver").mkdir(parents=True)
    (folder / "driver/start.js").write_text(
        '// why\nimport { a } from "./outbox.js";\nimport { b } from "../vendor.js";\na(b);\n'
    )
    (folder / "driver/outbox.js").write_text('export const a = (x) => import("../vendor.js");\n')
    (folder / "vendor.js").write_text("export const b = 1;\n")
    (folder / "driver/driver.css").write_text('@media all { a { background: url("../icon.svg"); } }\n')
    (folder / "icon.svg").write_text("<svg/>")
    return folder


def test_a_name_holds_the_hash_of_its_content(source: Path) -> None:
    before = Assets(source).url("icon.svg")
    (source / "icon.svg").write_text("<svg></svg>")
    after = Assets(source).url("icon.svg")
    assert re.fullmatch(r"/static/icon\.[0-9a-f]{8}\.svg", before)
    assert before != after


def test_modules_and_style_sheets_point_at_hashed_names(source: Path) -> None:
    assets = Assets(source)
    start = assets.content[assets.names["driver/start.js"]].decode()
    assert f'"./{assets.names["driver/outbox.js"].removeprefix("driver/")}"' in start
    assert f'"../{assets.names["vendor.js"]}"' in start
    style = assets.content[assets.names["driver/driver.css"]].decode()
    assert f"../{assets.names['icon.svg']}" in style


def test_a_change_deep_down_changes_the_names_above(source: Path) -> None:
    before = Assets(source).url("driver/start.js")
    (source / "vendor.js").write_text("export const b = 2;\n")
    assert Assets(source).url("driver/start.js") != before


def test_comments_are_not_sent(source: Path) -> None:
    assets = Assets(source)
    assert b"why" not in assets.content[assets.names["driver/start.js"]]


def test_the_release_before_stays_and_the_one_before_that_goes(source: Path, tmp_path: Path) -> None:
    names = []
    for number in range(3):
        (source / "icon.svg").write_text(f"<svg id='{number}'/>" * 100)
        assets = Assets(source)
        write_assets(assets, tmp_path / "assets")
        names.append(tmp_path / "assets/files" / assets.names["icon.svg"])
    assert [name.exists() for name in names] == [False, True, True]
    assert gzip.decompress(names[2].with_name(names[2].name + ".gz").read_bytes()) == names[2].read_bytes()


def test_a_second_start_of_the_same_release_forgets_nothing(source: Path, tmp_path: Path) -> None:
    first = Assets(source)
    write_assets(first, tmp_path / "assets")
    (source / "icon.svg").write_text("<svg id='new'/>")
    for _ in range(3):
        write_assets(Assets(source), tmp_path / "assets")
    assert (tmp_path / "assets/files" / first.names["icon.svg"]).exists()


def test_files_are_served_for_ever(installed_app: Flask) -> None:
    name = next(iter(installed_app.extensions["assets"].names))
    url = installed_app.extensions["assets"].url(name)
    with installed_app.test_client().get(url) as answer:
        assert answer.status_code == 200
        assert "immutable" in answer.headers["Cache-Control"]
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
