"""The same behaviour in a folder and in S3-compatible storage."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from moto.server import ThreadedMotoServer

from driverapp.config import Config, InvalidSetting
from driverapp.store.files import Files, FilesUnavailable, FolderFiles, MissingFile, open_files
from tests.servers import free_port


@pytest.fixture(scope="module")
def bucket() -> Iterator[str]:
    """The address of S3-compatible storage on this machine."""
    port = free_port()
    running = ThreadedMotoServer(ip_address="127.0.0.1", port=port, verbose=False)
    running.start()
    yield f"http://127.0.0.1:{port}"
    running.stop()


@pytest.fixture(params=["folder", "bucket"])
def files(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Files:
    if request.param == "folder":
        return open_files(None, tmp_path / "media")
    endpoint = request.getfixturevalue("bucket")
    known = {"AWS_ACCESS_KEY_ID": "a", "AWS_SECRET_ACCESS_KEY": "b", "AWS_REGION": "eu-central-1"}
    for name, value in (known | {"AWS_ENDPOINT": endpoint}).items():
        monkeypatch.setenv(name, value)
    assert httpx.put(f"{endpoint}/media").is_success
    return open_files("s3://media/reports", tmp_path)


def test_what_was_written_is_read(files: Files) -> None:
    content = bytes(range(256)) * 5000
    files.write("a", content)
    assert files.read("a") == content


def test_what_was_removed_is_gone_and_may_be_removed_again(files: Files) -> None:
    files.write("a", b"1")
    files.remove("a")
    files.remove("a")
    with pytest.raises(MissingFile):
        files.read("a")


def test_a_file_is_there_whole_or_not_at_all(tmp_path: Path) -> None:
    folder = FolderFiles(tmp_path)
    folder.write("a", b"first")
    with pytest.raises(FilesUnavailable):
        folder.write("a", b"second")
    assert folder.read("a") == b"first"
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


def test_storage_that_does_not_answer_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "media").write_text("in the way")
    with pytest.raises(FilesUnavailable):
        open_files(None, tmp_path / "media").write("a", b"1")
    with pytest.raises(FilesUnavailable):
        open_files(None, tmp_path / "media").read("a")
    monkeypatch.setenv("AWS_ENDPOINT", f"http://127.0.0.1:{free_port()}")
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "a")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "b")
    with pytest.raises(FilesUnavailable):
        open_files("s3://media", tmp_path).write("a", b"1")
    with pytest.raises(FilesUnavailable):
        open_files("s3://media", tmp_path).read("a")
    with pytest.raises(FilesUnavailable):
        open_files("s3://media", tmp_path).remove("a")


@pytest.mark.parametrize("url", ["https://example.org/bucket", "media", "file:///tmp"])
def test_another_kind_of_storage_is_refused_at_the_start(url: str) -> None:
    with pytest.raises(InvalidSetting, match="MEDIA_URL"):
        Config.from_environment({"MEDIA_URL": url})
