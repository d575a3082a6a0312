"""Those who write guidance and agree to it, at work in the store of a running server."""

from collections.abc import Iterator
from contextlib import contextmanager

from driverapp import create_app
from driverapp.config import Config
from driverapp.guidance.recall import recall
from driverapp.store.database import db
from tests.guidance.chain import Chain, committed
from tests.servers import Server


class Editors:
    """What a test has them do; each time as if somebody had just opened the office."""

    def __init__(self, server: Server) -> None:
        self._app = create_app(Config(driverapp_data=server.data))
        with self._chain() as chain:
            self._made = chain

    @contextmanager
    def _chain(self) -> Iterator[Chain]:
        with self._app.app_context():
            yield getattr(self, "_made", None) or Chain()
            db.session.remove()
            db.engine.dispose()

    def publish(self, slug: str, **frame: str | None) -> int:
        """Publish a new item, as `Chain.published`; gives its version."""
        with self._chain() as chain:
            return chain.published(slug, **frame)

    def recall(self, version_id: int) -> None:
        """Recall a version."""
        with self._chain() as chain, committed():
            recall(db.session(), version_id, by=chain.police)
