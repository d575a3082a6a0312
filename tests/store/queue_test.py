"""The queue of jobs, in a file or in PostgreSQL: what is put in comes out, and only what we put in."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from huey import Huey

from driverapp.store.queue import QueueUnavailable, open_queue


@pytest.fixture
def url(store_kind: str, request: pytest.FixtureRequest) -> str | None:
    """Where the queue lies; nowhere but in its file, for the small installation."""
    return str(request.getfixturevalue("postgres").create()) if store_kind == "postgresql" else None


@pytest.fixture
def opened(url: str | None, tmp_path: Path) -> Iterator[Callable[[bytes], Huey]]:
    """Opens the queue once more, as another process does, with a key."""
    queues: list[Huey] = []

    def open_with(key: bytes) -> Huey:
        queues.append(open_queue(url, tmp_path / "jobs.sqlite3", key))
        return queues[-1]

    yield open_with
    for each in queues:
        each.storage.close()


def test_what_one_process_puts_in_another_takes_out(opened: Callable[[bytes], Huey]) -> None:
    done: list[str] = []
    opened(b"key").task(name="note")(lambda: None)()
    reader = opened(b"key")
    reader.task(name="note")(lambda: done.append("done"))
    assert reader.pending_count() == 1
    task = reader.dequeue()
    assert task is not None
    reader.execute(task)
    assert (done, reader.pending_count()) == (["done"], 0)


def test_what_others_put_into_a_shared_queue_is_not_run(url: str | None, opened: Callable[[bytes], Huey]) -> None:
    opened(b"somebody else's").task(name="note")(lambda: None)()
    reader = opened(b"key")
    reader.task(name="note")(lambda: None)
    if url is None:
        # The file is its owner's alone, so that nothing in it is signed.
        assert reader.dequeue() is not None
    else:
        with pytest.raises(ValueError, match="mismatch"):
            reader.dequeue()


def test_a_queue_whose_package_is_missing_is_named(tmp_path: Path) -> None:
    with pytest.raises(QueueUnavailable, match="redis"):
        open_queue("redis://127.0.0.1:1/0", tmp_path / "jobs.sqlite3", b"key")
