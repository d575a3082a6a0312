"""Content as a ZIP archive that another installation can load."""

import zipfile
from collections.abc import Iterable
from pathlib import Path, PurePosixPath
from tempfile import NamedTemporaryFile

from driverapp.guidance.parse import UnreadableContent

ENDING = ".zip"
# A file of content is a page or two; what unpacks to more is none.
LARGEST_FILE = 64 * 1024
MOST_FILES = 5000
# The archive of the same content is the same to the byte; ZIP knows no time before this one.
EPOCH = (1980, 1, 1, 0, 0, 0)


def is_archive(path: Path) -> bool:
    """Whether a path names a ZIP archive."""
    return path.suffix.lower() == ENDING


def read_archive(path: Path) -> list[tuple[str, str]]:
    """Name, without folders, and content of each Markdown file in an archive. Raises `UnreadableContent`."""
    try:
        with zipfile.ZipFile(path) as archive:
            files = [each for each in archive.infolist() if each.filename.endswith(".md")]
            if len(files) > MOST_FILES or any(each.file_size > LARGEST_FILE for each in files):
                raise UnreadableContent(f"{path.name}: too large to be content")
            files.sort(key=lambda each: each.filename)
            return [(PurePosixPath(each.filename).name, archive.read(each).decode()) for each in files]
    # Whatever a broken archive makes the library stumble over (an encrypted one: RuntimeError).
    except (zipfile.BadZipFile, UnicodeDecodeError, NotImplementedError, RuntimeError, OSError):
        raise UnreadableContent(f"{path.name}: no ZIP archive of content files") from None


def write_archive(path: Path, files: Iterable[tuple[str, str]]) -> None:
    """Write files, each a name with folders and a content, as an archive. There whole, or not at all."""
    with NamedTemporaryFile(dir=path.absolute().parent, delete=False) as part:
        try:
            with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as archive:
                for name, content in files:
                    archive.writestr(zipfile.ZipInfo(name, EPOCH), content, zipfile.ZIP_DEFLATED)
            part.close()
            Path(part.name).replace(path)
        except BaseException:
            Path(part.name).unlink(missing_ok=True)
            raise
