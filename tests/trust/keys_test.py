import resource
import stat
from collections.abc import Iterator
from contextlib import contextmanager
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


@contextmanager
def full_disk() -> Iterator[None]:
    """Files can be made, but nothing can be written into them."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_key_is_there_whole_or_not_at_all(tmp_path: Path) -> None:
    with full_disk(), pytest.raises(OSError, match="too large"):
        create_keys(tmp_path)
    assert list(tmp_path.iterdir()) == []
    create_keys(tmp_path)
    read_keys(tmp_path)


def test_an_empty_key_counts_as_missing(tmp_path: Path) -> None:
    create_keys(tmp_path)
    (tmp_path / "hashing").write_text("")
    with pytest.raises(MissingKey, match="hashing"):
        read_keys(tmp_path)
