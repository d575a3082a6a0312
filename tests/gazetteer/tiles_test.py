import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from driverapp.gazetteer.tile_cache import FRESH_S, TileCache
from driverapp.gazetteer.tiles import NoTile, TileServer, TileSource, Unreachable, fetch
from tests.gazetteer.tile_server import tile_server
from tests.samples import photo
from tests.servers import free_port


class Away(TileServer):
    """A tile server that does not answer."""

    def fetch(self, address: str) -> bytes:
        raise Unreachable


Tiles = tuple[str, list[tuple[str, dict[str, str]]]]


@pytest.fixture
def tiles() -> Iterator[Tiles]:
    with tile_server() as running:
        yield running


@pytest.fixture
def cache(tmp_path: Path) -> TileCache:
    return TileCache(tmp_path / "tiles", TileServer())


def test_a_tile_is_asked_for_once_and_then_kept(tiles: Tiles, cache: TileCache) -> None:
    url, asked = tiles
    source = TileSource(url + "/good/{z}/{x}/{y}.png?key=operators")
    assert cache.tile(source, 7, 66, 42) == cache.tile(source, 7, 66, 42) == (photo(), "image/jpeg")
    [(path, headers)] = asked
    assert path == "/good/7/66/42.png?key=operators"
    assert not headers.keys() & {"cookie", "referer", "authorization", "x-forwarded-for"}


@pytest.mark.parametrize("name", ["moved", "large", "page", "disguised", "missing"])
def test_what_is_no_tile_is_not_passed_on(tiles: Tiles, cache: TileCache, name: str) -> None:
    url, asked = tiles
    with pytest.raises(NoTile):
        cache.tile(TileSource(f"{url}/{name}/{{z}}/{{x}}/{{y}}"), 1, 0, 0)
    assert len(asked) == 1
    assert not cache.folder.exists()


@pytest.mark.parametrize("place", [(20, 0, 0), (3, 8, 0), (3, 0, 8)])
def test_a_tile_that_the_world_does_not_have_is_not_asked_for(
    tiles: Tiles, cache: TileCache, place: tuple[int, int, int]
) -> None:
    url, asked = tiles
    with pytest.raises(NoTile):
        cache.tile(TileSource(url + "/good/{z}/{x}/{y}"), *place)
    assert asked == []


def test_a_name_does_not_lead_into_our_own_network(tiles: Tiles) -> None:
    url, asked = tiles
    # Not written as an address: to the resolver a name like any other, which leads to the loopback.
    with pytest.raises(Unreachable):
        fetch(url.replace("127.0.0.1", "127.1") + "/good/1/0/0")
    assert asked == []


def test_after_a_failure_nobody_waits_for_a_while(tiles: Tiles, cache: TileCache) -> None:
    url, asked = tiles
    with pytest.raises(Unreachable):
        cache.tile(TileSource(f"http://127.0.0.1:{free_port()}/{{z}}/{{x}}/{{y}}"), 1, 0, 0)
    with pytest.raises(Unreachable):
        cache.tile(TileSource(url + "/good/{z}/{x}/{y}"), 1, 0, 0)
    assert asked == []


def test_an_old_tile_is_asked_for_again_and_shown_where_no_newer_can_be_had(tiles: Tiles, cache: TileCache) -> None:
    url, asked = tiles
    source = TileSource(url + "/good/{z}/{x}/{y}")
    cache.tile(source, 1, 0, 0)
    [file] = cache.folder.iterdir()
    past = file.stat().st_mtime - FRESH_S - 60
    os.utime(file, (past, past))
    cache.tile(source, 1, 0, 0)
    assert len(asked) == 2
    os.utime(file, (past, past))
    cache.server = Away()
    assert cache.tile(source, 1, 0, 0)[0] == photo()


def test_the_folder_does_not_grow_beyond_its_bound(tiles: Tiles, cache: TileCache) -> None:
    cache.every, cache.most_files = 1, 5
    source = TileSource(tiles[0] + "/good/{z}/{x}/{y}")
    for x in range(8):
        cache.tile(source, 3, x, 0)
        assert len(list(cache.folder.iterdir())) <= 5
