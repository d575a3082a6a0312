import stat
from pathlib import Path

import pytest

from driverapp.trust.keys import MissingKey, create_keys, read_keys


def test_keys_are_made_once_and_never_again(tmp_path: Path) -> None:
    assert create_keys(tmp_path) == ["sealing", "hashing", "sessions"]
    first = read_keys(tmp_path)
    assert create_keys(tmp_path) == []
    assert read_keys(tmp_path) == first


def test_only_the_owner_can_read_a_key(tmp_path: Path) -> None:
    create_keys(tmp_path)
    assert {stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()} == {0o600}


def test_an_empty_key_counts_as_missing(tmp_path: Path) -> None:
    create_keys(tmp_path)
    (tmp_path / "hashing").write_text("")
    with pytest.raises(MissingKey, match="hashing"):
        read_keys(tmp_path)
