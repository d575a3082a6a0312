"""A series for the police: its form on the page of the series, and as data for paper."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _

from driverapp.office.presenters.hand_over import HandOver
from driverapp.office.presenters.handover import exact_time, invented_words, margins, sections
from driverapp.reports.bulk import written_pick
from driverapp.reports.document import Document
from driverapp.reports.handed_photos import Photos
from driverapp.reports.models import Report
from driverapp.reports.series_document import SeriesDocument
from driverapp.vocabulary.states import State


@dataclass(frozen=True)
class Handed:
    """How many reports went to one office by one person, and the last of these hand-overs."""

    count: int
    last: HandOver


@dataclass(frozen=True)
class Handing:
    """What of a series can be handed over: `picks`, each as `<id>~<version>`; `new`: how many of them nobody has read.

    `handed`: those that were handed over already; `offices`: suggestions, the most frequent first.
    """

    picks: Sequence[str]
    new: int
    handed: Sequence[Handed]
    offices: Sequence[str]


def handing(reports: Sequence[Report], hand_overs: Sequence[HandOver], offices: Sequence[str]) -> Handing:
    """What can be handed over of the members of a series as they stand, and what was."""
    able = [each for each in reports if each.state in (State.RECEIVED, State.SEEN)]
    return Handing(
        picks=[written_pick(each) for each in able],
        new=sum(each.state == State.RECEIVED for each in able),
        handed=list(_handed(hand_overs)),
        offices=offices,
    )


def _handed(hand_overs: Sequence[HandOver]) -> Iterator[Handed]:
    alike: dict[tuple[str, str, str], list[HandOver]] = {}
    for each in hand_overs:
        alike.setdefault((each.office, each.file_number, each.who), []).append(each)
    return (Handed(len(some), some[-1]) for some in alike.values())


def series_paper(document: SeriesDocument, photos: Photos) -> dict[str, Any]:
    """What `office/handover.typ` shows of a series, in the language of the request."""
    number = _("Serie %(number)s", number=document.number)
    return {
        "words": {
            "title": _("Serie von Hinweisen aus der Sicherheitspartnerschaft"),
            "reference": f"{number}: {document.name}" if document.name else number,
            "practice": None,
            "invented": invented_words() if document.invented else None,
            "lead": _(
                "%(count)s Beobachtungen, nicht geprüft. Unabhängige Beobachtende: mindestens %(observers)s. Die "
                "Koordination hat sie verknüpft; ob sie zusammengehören, ist nicht gesichert. Erstellt %(time)s.",
                count=len(document.reports),
                observers=document.observers,
                time=exact_time(document.exported_at),
            ),
            **margins(),
        },
        "sections": [
            each for number, report in enumerate(document.reports, 1) for each in _part(number, report, photos)
        ],
    }


def _part(number: int, report: Document, photos: Photos) -> Iterator[dict[str, Any]]:
    opens = _("%(number)s. Kennung %(reference)s", number=number, reference=report.reference or str(report.id))
    for place, section in enumerate(sections(report, photos)):
        yield {**section, "opens": None if place else opens}
