"""What was done with a series, in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from flask_babel import gettext as _
from flask_babel import ngettext

from driverapp.office.presenters.timeline import Happened
from driverapp.office.presenters.times import Moment, clock
from driverapp.reports.series_change import Step
from driverapp.reports.series_models import SeriesAct, SeriesStep
from driverapp.vocabulary.wording import N_


@dataclass(frozen=True)
class Line:
    """An act: when, what, and who. `undo`: the step that takes it back, with the `act` or the `other` series."""

    moment: Moment
    what: str
    who: str
    undo: Step | None = None
    act: int = 0
    other: int = 0

    @property
    def undo_label(self) -> str:
        """The words of the step that takes it back."""
        return _(STEP_NAMES[self.undo]) if self.undo else ""


def happened_lines(
    steps: Sequence[tuple[SeriesStep, str | None]], undoable: frozenset[int] = frozenset()
) -> list[Line]:
    """The acts of a history, a line each. `undoable`: the versions whose act can be taken back."""
    acts = groupby(steps, key=lambda pair: (pair[0].series_id, pair[0].version, pair[0].act))
    return [_line(list(rows), undoable) for _key, rows in acts]


def link_lines(steps: Sequence[tuple[SeriesStep, str | None]]) -> list[Happened]:
    """What was done with one report in series, for its own timeline."""
    return [
        Happened(
            clock(step.at),
            _what(SeriesAct(step.act), 1, step.other_id),
            email or "",
            _("Serie %(number)s", number=step.series_id),
        )
        for step, email in steps
    ]


STEP_NAMES = {
    Step.UNLINK: N_("Eine Meldung lösen"),
    Step.RELINK: N_("Wieder verknüpfen"),
    Step.SPLIT: N_("Serie teilen"),
    Step.PART: N_("Wieder trennen"),
    Step.JOIN: N_("Wieder zusammenführen"),
    Step.RENAME: N_("Serie benennen"),
}


def step_words(step: Step, name: str = "") -> str:
    """What somebody wanted to do, for the page of who came second."""
    words = _(STEP_NAMES[step])
    return f"{words}: {name}" if name and step is Step.RENAME else words


UNDOING = {SeriesAct.UNLINKED: Step.RELINK, SeriesAct.MERGED: Step.PART, SeriesAct.SPLIT: Step.JOIN}


def _line(rows: Sequence[tuple[SeriesStep, str | None]], undoable: frozenset[int]) -> Line:
    step, email = rows[0]
    act = SeriesAct(step.act)
    undo = UNDOING.get(act) if step.version in undoable else None
    return Line(
        clock(step.at), _what(act, len(rows), step.other_id), email or "", undo, step.version, step.other_id or 0
    )


def _what(act: SeriesAct, count: int, other: int | None) -> str:
    if act in (SeriesAct.LINKED, SeriesAct.UNLINKED, SeriesAct.RELINKED):
        return _of_reports(act, count)
    names = {
        SeriesAct.MERGED: _("mit Serie %(number)s zusammengeführt", number=other),
        SeriesAct.PARTED: _("wieder von Serie %(number)s getrennt", number=other),
        SeriesAct.SPLIT: _("geteilt: mit Serie %(number)s", number=other),
        SeriesAct.RENAMED: _("Name geändert"),
        SeriesAct.GONE: _("eine Meldung wurde gelöscht oder zurückgezogen"),
        SeriesAct.ENDED: _("beendet: weniger als zwei Meldungen"),
    }
    return names[act]


def _of_reports(act: SeriesAct, count: int) -> str:
    if act is SeriesAct.LINKED:
        return ngettext("Meldung verknüpft", "%(num)s Meldungen verknüpft", count)
    if act is SeriesAct.UNLINKED:
        return ngettext("Meldung gelöst", "%(num)s Meldungen gelöst", count)
    return ngettext("Meldung wieder verknüpft", "%(num)s Meldungen wieder verknüpft", count)
