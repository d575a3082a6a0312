"""Put together what the police receives of a report."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from driverapp.reports import queries
from driverapp.reports.document import (
    Amendment,
    Call,
    Document,
    Exchange,
    HandedOver,
    Medium,
    Place,
    Position,
    Said,
    Vehicle,
    Words,
)
from driverapp.reports.entries import kept_entries, load_entries
from driverapp.reports.foreign import FIRST, Names, last_names, names_of, of_message
from driverapp.reports.hand_over import KINDS
from driverapp.reports.media_queries import MediumGone, list_media, open_medium
from driverapp.reports.messages import list_messages
from driverapp.reports.models import Report, ReportAmendment
from driverapp.reports.original import fields_of, original
from driverapp.store.clock import now
from driverapp.vocabulary.channels import Channel
from driverapp.vocabulary.states import EventKind


@dataclass(frozen=True)
class _Reading:
    """What is needed to read fields: the language where none is named, names of sites, and translations."""

    language: str | None
    sites: Mapping[str, str]
    translated: Mapping[str, str]


def make_document(report: Report, *, invented: bool) -> Document:
    """A report for the police; whoever gives it out notes the export first. Raises `FilesUnavailable`.

    `invented`: whether the whole installation is, which what leaves it says as well.
    """
    amendments, messages = queries.load_amendments(report.id), list_messages(report.id)
    events, entries = queries.load_timeline(report.id), load_entries(report.id)
    made = kept_entries(events, entries, EventKind.TRANSLATED)
    translated = {each.entered["of"]: each.entered["text"] for each in made if not each.undone}
    first = original(report, amendments)
    told = (fields_of(report), first, *(each.fields for each in amendments))
    sites = queries.name_sites((each.get("place") or {}).get("site") for each in told)
    reading = _Reading(report.language, sites, translated)
    return Document(
        exported_at=now(),
        invented=invented,
        id=report.id,
        reference=report.reference,
        channel=report.channel or Channel.APP,
        practice=report.practice,
        language=report.language,
        association=report.association.name if report.association else None,
        captured_at=report.captured_at,
        received_at=report.received_at,
        clock_skew_s=report.clock_skew_s,
        now=_said(fields_of(report), reading, last_names(amendments)),
        original=_said(first, reading, FIRST),
        amendments=[_amendment(each, reading) for each in amendments],
        calls=[
            Call(tapped_at=each.tapped_at, call_code=each.call_code, outcome=each.outcome)
            for each in queries.load_calls(report.id)
        ],
        exchanges=[
            Exchange(
                at=each.sent_at,
                from_office=each.from_office,
                question=each.question,
                answer=each.answer,
                text=_words(each.text, each.language, translated.get(of_message(each))),
            )
            for each in messages
        ],
        media=list(_media(report.id)),
        hand_overs=[
            HandedOver(
                at=each.at,
                office=each.entered.get("office", ""),
                file_number=each.entered.get("file_number"),
                by=each.who,
            )
            for each in kept_entries(events, entries, *KINDS)
            if not each.undone
        ],
    )


def _amendment(amendment: ReportAmendment, reading: _Reading) -> Amendment:
    said = _said(amendment.fields, reading, names_of(amendment))
    return Amendment(received_at=amendment.received_at, named=sorted(amendment.fields), said=said)


def _said(fields: Mapping[str, Any], reading: _Reading, names: Names) -> Said:
    position, vehicle = fields.get("position"), fields.get("vehicle")
    plain = {name: fields.get(name) for name in ("category", "target_group", "observed_at", "ongoing")}
    return Said(
        **plain,
        place=_place(fields.get("place"), reading, names),
        phone_position=Position(**position) if position else None,
        vehicle=Vehicle(**vehicle) if vehicle else None,
        text=_words(fields.get("text"), fields.get("language") or reading.language, reading.translated.get(names.text)),
    )


def _place(place: Mapping[str, Any] | None, reading: _Reading, names: Names) -> Place | None:
    if not place:
        return None
    site = place.get("site")
    told = {**place, "site": reading.sites.get(site, site) if site else None}
    return Place(**told, translation=reading.translated.get(names.place) if place.get("text") else None)


def _words(text: str | None, language: str | None, translation: str | None) -> Words | None:
    return Words(original=text, language=language, translation=translation) if text else None


def _media(report_id: UUID) -> Iterator[Medium]:
    """The media that go out: of a photo with a redacted copy, the last copy alone."""
    held = list_media(report_id)
    copies = {each.redacts: each for each in held if each.redacts}
    for medium in (copies.get(each.id, each) for each in held if not each.redacts):
        yield Medium(
            id=medium.id,
            kind=medium.kind or "",
            type=medium.type or "",
            size=medium.size or 0,
            sha256=_hash(report_id, medium.id),
            redacted=medium.redacts is not None,
        )


def _hash(report_id: UUID, medium_id: UUID) -> str | None:
    try:
        return hashlib.sha256(open_medium(report_id, medium_id)[1]).hexdigest()
    except MediumGone:
        return None
