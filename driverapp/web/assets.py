"""Static files under hashed names, so that they may be kept for ever.

`static/driver/start.js` is served as `/static/driver/start.<hash>.js`. Relative imports in modules and `url()` in
style sheets are rewritten to hashed names, so no bundler is needed. The files lie in the data folder; those of the
release before stay, for pages that a phone still holds.
"""

import fcntl
import hashlib
import json
import re
from pathlib import Path, PurePosixPath

import rcssmin
import rjsmin
from flask import Flask
from whitenoise import WhiteNoise
from whitenoise.compress import Compressor

from driverapp.config import PROJECT

SOURCE = PROJECT / "static"
PREFIX = "/static/"
REFERENCE = {
    ".js": re.compile(r"""(?P<before>\b(?:from|import)\s*\(?\s*["'])(?P<path>\.{1,2}/[^"']+)(?P<after>["'])"""),
    ".css": re.compile(r"""(?P<before>url\(["']?)(?P<path>\.{1,2}/[^"')]+)(?P<after>["']?\))"""),
}
# A style sheet takes in those that it imports, so that a phone asks once.
TAKEN_IN = re.compile(rb"""@import url\(["'](?P<path>\.{1,2}/[^"']+)["']\);""")
MINIFY = {".js": rjsmin.jsmin, ".css": rcssmin.cssmin}
# A name has to change when its file does, no more; every module pays for the names of those that it takes in.
DIGITS = 8
HASHED = re.compile(rf"\.[0-9a-f]{{{DIGITS}}}\.\w+$")


class Assets:
    """The static files of this release: their names with and without hash, and their bytes."""

    def __init__(self, source: Path) -> None:
        self._source = source
        self.names: dict[str, str] = {}
        self.content: dict[str, bytes] = {}
        for path in sorted(source.rglob("*")):
            if path.is_file():
                self._add(path.relative_to(source).as_posix())

    def url(self, name: str) -> str:
        """The address of a file by its plain name, `driver/start.js`. `KeyError` where there is none."""
        return PREFIX + self.names[name]

    def _add(self, name: str) -> str:
        if name not in self.names:
            path = PurePosixPath(name)
            content = self._rewritten(path, self._whole(path))
            digest = hashlib.sha256(content).hexdigest()[:DIGITS]
            self.names[name] = str(path.with_name(f"{path.stem}.{digest}{path.suffix}"))
            self.content[self.names[name]] = content
        return self.names[name]

    def _whole(self, path: PurePosixPath) -> bytes:
        def replace(match: re.Match[bytes]) -> bytes:
            return self._whole(PurePosixPath(_resolve(path.parent, match["path"].decode())))

        content = (self._source / path).read_bytes()
        return TAKEN_IN.sub(replace, content) if path.suffix == ".css" else content

    def _rewritten(self, path: PurePosixPath, content: bytes) -> bytes:
        pattern = REFERENCE.get(path.suffix)
        if pattern is None:
            return content

        def replace(match: re.Match[str]) -> str:
            target = _resolve(path.parent, match["path"])
            folder, _, _ = match["path"].rpartition("/")
            return f"{match['before']}{folder}/{PurePosixPath(self._add(target)).name}{match['after']}"

        return str(MINIFY[path.suffix](pattern.sub(replace, content.decode()))).encode()


def write_assets(assets: Assets, folder: Path) -> None:
    """Write the files and their compressed forms; remove those that neither this nor the last release has."""
    (folder / "files").mkdir(parents=True, exist_ok=True)
    with (folder / "releases.json").open("a+", encoding="utf-8") as record:
        # Several workers start at once.
        fcntl.flock(record, fcntl.LOCK_EX)
        record.seek(0)
        releases: list[list[str]] = json.loads(record.read() or "[]")
        current = sorted(assets.content)
        if releases and releases[0] == current:
            return
        for name in current:
            _write(folder / "files" / name, assets.content[name])
        releases = [current, *releases][:2]
        _remove_others(folder / "files", {name for release in releases for name in release})
        record.truncate(0)
        json.dump(releases, record)


def register_assets(app: Flask, data: Path) -> None:
    """Write this release's files, serve them for ever, and give templates `asset(name)`."""
    assets = Assets(SOURCE)
    write_assets(assets, data / "assets")
    app.extensions["assets"] = assets
    app.jinja_env.globals["asset"] = assets.url
    app.wsgi_app = WhiteNoise(  # type: ignore[method-assign]
        app.wsgi_app,
        root=str(data / "assets" / "files"),
        prefix=PREFIX,
        immutable_file_test=lambda _path, url: HASHED.search(url) is not None,
        add_headers_function=_headers,
        allow_all_origins=False,
    )


def _headers(headers: dict[str, str], _path: str, _url: str) -> None:
    headers["X-Content-Type-Options"] = "nosniff"
    headers["Cross-Origin-Resource-Policy"] = "same-origin"


def _write(path: Path, content: bytes) -> None:
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    Compressor(quiet=True).compress(str(path))


def _remove_others(folder: Path, keep: set[str]) -> None:
    for path in folder.rglob("*"):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and name.removesuffix(".gz").removesuffix(".br") not in keep:
            path.unlink()


def _resolve(folder: PurePosixPath, reference: str) -> str:
    parts: list[str] = list(folder.parts)
    for part in PurePosixPath(reference).parts:
        if part == "..":
            parts.pop()
        else:
            parts.append(part)
    return "/".join(parts)
