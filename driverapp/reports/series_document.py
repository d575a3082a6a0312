"""A series as the police receives it for their own systems: what holds for all of it, and each report."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, Field

from driverapp.reports.document import Document
from driverapp.reports.make_document import make_document
from driverapp.reports.models import Report
from driverapp.reports.observers import independent_observers
from driverapp.reports.series_models import Series
from driverapp.store.clock import now

VERSION: Literal[1] = 1
KIND: Literal["driverapp.hand-over-series"] = "driverapp.hand-over-series"


class SeriesDocument(BaseModel):
    """Reports that coordinators linked, in the order of observation. That they belong together is their view."""

    kind: Literal["driverapp.hand-over-series"] = KIND
    schema_version: Literal[1] = VERSION
    exported_at: datetime
    invented: Annotated[bool, Field(description="From an installation in which everything is invented.")]
    number: Annotated[int, Field(description="Of the series, in this installation.")]
    name: str | None
    observers: Annotated[int, Field(description="So many different people observed at least.")]
    reports: Annotated[list[Document], Field(description="Each as a hand-over of its own.")]


def make_series_document(series: Series, reports: Sequence[Report], *, invented: bool) -> SeriesDocument:
    """A series for the police; whoever gives it out notes the exports first. Raises `FilesUnavailable`."""
    return SeriesDocument(
        exported_at=now(),
        invented=invented,
        number=series.id,
        name=series.name,
        observers=independent_observers(reports),
        reports=[make_document(each, invented=invented) for each in reports],
    )
