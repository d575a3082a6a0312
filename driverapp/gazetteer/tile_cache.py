"""Tiles that were fetched, in a folder that does not grow beyond its bound."""

import hashlib
import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile
from time import time

from driverapp.gazetteer.tiles import NoTile, TileServer, TileSource, type_of

MOST_BYTES = 200 * 1024 * 1024
MOST_FILES = 20_000
# Maps change slowly.
FRESH_S = 14 * 24 * 3600
# To look through the folder takes a while: not at every tile.
EVERY = 64
# So much remains when it is made smaller.
LEFT = 0.8


@dataclass
class TileCache:
    """A folder of tiles; the oldest go first."""

    folder: Path
    server: TileServer
    most_bytes: int = MOST_BYTES
    most_files: int = MOST_FILES
    every: int = EVERY
    _written: int = 0

    def tile(self, source: TileSource, z: int, x: int, y: int) -> tuple[bytes, str]:
        """A tile and its media type; an old one where no newer can be had. Raises `tiles.NoTile`."""
        address = source.address(z, x, y)
        path = self.folder / hashlib.sha256(address.encode()).hexdigest()[:32]
        kept, fresh = _read(path)
        if kept is None or not fresh:
            try:
                kept = self.server.fetch(address)
            except NoTile:
                if kept is None:
                    raise
            else:
                self._keep(path, kept)
        return kept, type_of(kept) or "application/octet-stream"

    def _keep(self, path: Path, content: bytes) -> None:
        # A full disk is no reason to show no map.
        with suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            with NamedTemporaryFile(dir=self.folder, prefix=".", delete=False) as file:
                file.write(content)
            Path(file.name).replace(path)
            self._written += 1
            if self._written % self.every == 0:
                self._make_room()

    def _make_room(self) -> None:
        with os.scandir(self.folder) as entries:
            files = sorted((each.stat().st_mtime, each.stat().st_size, each.path) for each in entries)
        size, count = sum(each[1] for each in files), len(files)
        if size <= self.most_bytes and count <= self.most_files:
            return
        for _, length, path in files:
            if size <= self.most_bytes * LEFT and count <= self.most_files * LEFT:
                return
            Path(path).unlink(missing_ok=True)
            size, count = size - length, count - 1


def _read(path: Path) -> tuple[bytes | None, bool]:
    """What is kept, and whether it is fresh."""
    try:
        content = path.read_bytes()
        return (content, time() - path.stat().st_mtime < FRESH_S) if type_of(content) else (None, False)
    except OSError:
        return None, False
