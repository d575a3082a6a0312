"""Files too large for the database, in a folder or in S3-compatible storage: there whole, or not at all.

What they hold is sealed by whoever writes them; their names say nothing.
"""

import os
from datetime import timedelta
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Protocol

from flask import current_app

EXTENSION = "driverapp.files"
# Whoever sends a photo waits; the phone tries again.
PATIENCE = timedelta(seconds=20)


class MissingFile(Exception):
    """There is no file of this name."""


class FilesUnavailable(Exception):
    """The storage does not answer, or has no room."""


class Files(Protocol):
    """Where files lie. Every method raises `FilesUnavailable`."""

    def write(self, name: str, content: bytes) -> None:
        """Write a file; returns when it would outlive a power cut."""

    def read(self, name: str) -> bytes:
        """The content of a file. Raises `MissingFile`."""

    def remove(self, name: str) -> None:
        """Remove a file, if it is there."""


class FolderFiles:
    """Files in a folder of this machine."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def write(self, name: str, content: bytes) -> None:
        try:
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            # Named only when it lies on the disk whole.
            with NamedTemporaryFile(dir=self._folder, prefix=".") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
                os.link(file.name, self._folder / name)
            self._sync()
        except OSError as error:
            raise FilesUnavailable from error

    def read(self, name: str) -> bytes:
        try:
            return (self._folder / name).read_bytes()
        except FileNotFoundError:
            raise MissingFile from None
        except OSError as error:
            raise FilesUnavailable from error

    def remove(self, name: str) -> None:
        try:
            (self._folder / name).unlink(missing_ok=True)
            self._sync()
        except OSError as error:
            raise FilesUnavailable from error

    def _sync(self) -> None:
        folder = os.open(self._folder, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


class BucketFiles:
    """Files in S3-compatible storage; where it is and its credentials say the variables `AWS_…`."""

    def __init__(self, url: str) -> None:
        # Only an installation that wants it pays for loading it.
        import obstore  # noqa: PLC0415
        from obstore.store import from_url  # noqa: PLC0415

        self._library = obstore
        self._bucket = from_url(
            url,
            client_options={"timeout": "20s", "allow_http": True},
            retry_config={"max_retries": 2, "retry_timeout": PATIENCE},
        )

    def write(self, name: str, content: bytes) -> None:
        try:
            self._library.put(self._bucket, name, content)
        except Exception as error:
            raise FilesUnavailable from error

    def read(self, name: str) -> bytes:
        try:
            return bytes(self._library.get(self._bucket, name).bytes())
        except FileNotFoundError:
            raise MissingFile from None
        except Exception as error:
            raise FilesUnavailable from error

    def remove(self, name: str) -> None:
        try:
            self._library.delete(self._bucket, name)
        except FileNotFoundError:
            return
        except Exception as error:
            raise FilesUnavailable from error


def open_files(url: str | None, folder: Path) -> Files:
    """The storage of an installation: the folder, unless an `s3://` address names another place."""
    return BucketFiles(url) if url else FolderFiles(folder)


def current_files() -> Files:
    """The storage of this installation."""
    files: Files = current_app.extensions[EXTENSION]
    return files
