"""The photos that go out with a report on paper."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from driverapp.reports.document import Document
from driverapp.reports.media_formats import MediumKind
from driverapp.reports.media_queries import MediumGone, open_medium

# JPEGs by the ids of their media.
Photos = Mapping[UUID, bytes]


def photo_ids(documents: Iterable[Document]) -> list[UUID]:
    """The photos of reports that go out: of each the last redacted copy, where there is one."""
    return [each.id for document in documents for each in document.media if each.kind == MediumKind.PHOTO]


def open_photos(documents: Iterable[Document]) -> Photos:
    """The photos with their content, without those that are gone. Whoever shows them notes the openings first.

    Raises `FilesUnavailable` and `CannotOpen`.
    """
    found = {}
    for document in documents:
        for medium_id in photo_ids([document]):
            try:
                found[medium_id] = open_medium(document.id, medium_id)[1]
            except MediumGone:
                continue
    return found
