"""What the audit keeps of an export: noted before anything goes out."""

from collections.abc import Sequence

from driverapp.office.openings import note_openings
from driverapp.reports.export import Selection

# Characters of an entry's subject.
LONGEST = 80


def note_export(kind: str, selection: Selection, names: Sequence[str], *, opened: bool) -> None:
    """Note an export with its format, how many reports went out and by which filters; of their values nothing.

    `names`: of the tab and the filters; `opened`: whether each report goes out with its content. No entry, no export:
    503 where it cannot be noted.
    """
    subject = f"reports:{len(selection.ids)}:{','.join(names)}"
    note_openings(
        [
            *(("reports_searched", f"reports:{count}") for count in (selection.looked_through,) if count is not None),
            *(("report_opened", f"report:{report_id}") for report_id in (selection.ids if opened else ())),
            (f"reports_exported_{kind}", subject[:LONGEST]),
        ]
    )
