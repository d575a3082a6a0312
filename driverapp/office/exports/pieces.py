"""Files that go out while they are written: nothing is held between two pieces, neither memory nor the store."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from flask import current_app
from flask_babel import force_locale

from driverapp.reports.export import Taken, read
from driverapp.reports.lists import BATCH


@dataclass(frozen=True)
class Pieces:
    """A file of text: what stands before the reports, each of them, what parts them, and what stands behind."""

    head: str
    row: Callable[[Taken], str]
    between: str = ""
    tail: str = ""


def stream(pieces: Pieces, ids: Sequence[UUID], language: str, *, content: bool) -> Iterator[str]:
    """The file, some hundred reports at a time. `language`: of its words.

    Each piece is made in an app context of its own: the request is over by then.
    """
    app = current_app._get_current_object()  # type: ignore[attr-defined]  # noqa: SLF001 - as Flask's documentation has it

    def written() -> Iterator[str]:
        yield pieces.head
        for begin in range(0, len(ids), BATCH):
            with app.app_context(), force_locale(language):
                rows = [pieces.row(taken) for taken in read(ids[begin : begin + BATCH], content=content)]
            yield (pieces.between if begin else "") + pieces.between.join(rows)
        yield pieces.tail

    return written()
