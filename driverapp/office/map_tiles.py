"""Tiles of the map, through this server: nobody else learns where somebody looks."""

from flask import Blueprint, Flask, Response, abort, current_app

from driverapp.config import Config
from driverapp.gazetteer.tile_cache import TileCache
from driverapp.gazetteer.tiles import NoTile, TileServer, TileSource, Unreachable
from driverapp.policy.settings_versions import current_settings
from driverapp.vocabulary.permissions import Permission
from driverapp.web.permissions import requires

map_tiles_view = Blueprint("map_tiles", __name__)

EXTENSION = "driverapp.tiles"


def register_tiles(app: Flask) -> None:
    """Give the app a folder for tiles."""
    config: Config = app.config["DRIVERAPP"]
    app.extensions[EXTENSION] = TileCache(config.driverapp_data / "tiles", TileServer())


def map_tiles() -> TileSource | None:
    """The tile server that the operator set; none by default."""
    set_up = current_settings().map_tiles
    return TileSource(set_up.url, set_up.attribution) if set_up else None


@map_tiles_view.get("/office/map/tiles/<int:z>/<int:x>/<int:y>")
@requires(Permission.READ_REPORTS)
def tile(z: int, x: int, y: int) -> Response:
    """A tile; 404 where there is none, 502 while the tile server does not answer."""
    source = map_tiles()
    if source is None:
        abort(404)
    cache: TileCache = current_app.extensions[EXTENSION]
    try:
        content, kind = cache.tile(source, z, x, y)
    except Unreachable:
        return Response(status=502)
    except NoTile:
        return Response(status=404)
    return Response(content, mimetype=kind)
