"""All that a report's page shows, and what was typed where a step was refused."""

from uuid import UUID, uuid4

from flask import abort, render_template

from driverapp.office.openings import actor_id
from driverapp.office.presenters.conversation import conversation, questions
from driverapp.office.presenters.hand_over import hand_over
from driverapp.office.presenters.hold import hold
from driverapp.office.presenters.media import shown_media
from driverapp.office.presenters.notes import notes
from driverapp.office.presenters.series_steps import link_lines
from driverapp.office.presenters.sheet import sheet
from driverapp.office.presenters.steps import outcomes, steps
from driverapp.office.presenters.timeline import in_order, timeline
from driverapp.office.presenters.translations import translations
from driverapp.office.presenters.undo import undo
from driverapp.policy.current import current_policy
from driverapp.reports import queries
from driverapp.reports.entries import Entries, Timeline, kept_entries, load_entries
from driverapp.reports.foreign import foreign_texts
from driverapp.reports.hand_over import KINDS, known_offices
from driverapp.reports.media_queries import list_media
from driverapp.reports.messages import list_messages
from driverapp.reports.models import Report
from driverapp.reports.readers import other_readers
from driverapp.reports.series_queries import load_links
from driverapp.reports.similar import can_be_compared
from driverapp.reports.steps import Entry
from driverapp.vocabulary.states import EventKind


def render_report(report_id: UUID, mark: str, typed: Entry | None = None, missing: str = "") -> str:
    """The page of a report; its opening has to be noted first. `typed`: an entry that lacks what `missing` names."""
    found = queries.load_report(report_id)
    if found is None:
        abort(404)
    events, entries = queries.load_timeline(report_id), load_entries(report_id)
    policy = current_policy()
    return render_template(
        "office/report.html",
        **_content(found, events, entries, takes_text=policy.text),
        media=shown_media(list_media(report_id), kept_entries(events, entries, EventKind.REDACTED)),
        timeline=in_order(timeline(events, entries), link_lines(load_links(report_id))),
        steps=steps(found),
        undo=undo(found, events),
        notes=notes(kept_entries(events, entries, EventKind.NOTED)),
        hand_over=hand_over(found, kept_entries(events, entries, *KINDS), known_offices()),
        outcomes=outcomes(),
        questions=questions(),
        hold=hold(found, policy),
        readers=other_readers(report_id, actor_id()),
        comparable=can_be_compared(found),
        typed=typed,
        missing=missing,
        message_id=uuid4(),
        mark=mark,
        report_id=report_id,
    )


def _content(report: Report, events: Timeline, entries: Entries, *, takes_text: bool) -> dict[str, object]:
    """What was reported and said, with the translations of what is not German."""
    amendments, messages = queries.load_amendments(report.id), list_messages(report.id)
    texts = foreign_texts(report, amendments, messages)
    foreign = translations(texts, kept_entries(events, entries, EventKind.TRANSLATED))
    slugs = [report.place_site, *((each.fields.get("place") or {}).get("site") for each in amendments)]
    slugs += [((each.before or {}).get("place") or {}).get("site") for each in amendments]
    sites = queries.name_sites(slugs)
    return {
        "sheet": sheet(report, amendments, queries.load_calls(report.id), sites=sites, foreign=foreign),
        "conversation": conversation(report, messages, foreign, takes_text=takes_text),
    }
