"""A report for the police: as data for its page on paper, and for a map."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

from babel.dates import get_timezone_name
from flask_babel import format_datetime
from flask_babel import gettext as _

from driverapp.office.presenters import words
from driverapp.office.presenters.channels import channel_name
from driverapp.office.presenters.runs import in_runs
from driverapp.office.presenters.times import duration
from driverapp.reports.document import Amendment, Document, Said, Words
from driverapp.reports.handed_photos import Photos
from driverapp.store.clock import BERLIN
from driverapp.vocabulary.languages import SOURCE
from driverapp.vocabulary.questions import ANSWER_NAMES, QUESTION_NAMES, CannedAnswer, Question
from driverapp.vocabulary.states import CALL_OUTCOME_NAMES, CallOutcome
from driverapp.web.pdf import picture

Row = dict[str, Any]


def paper(document: Document, photos: Photos) -> dict[str, Any]:
    """What `office/handover.typ` shows, in the language of the request."""
    reference = document.reference or str(document.id)
    return {
        "words": {
            "title": _("Hinweis aus der Sicherheitspartnerschaft"),
            "reference": _("Kennung %(reference)s", reference=reference),
            "practice": _("ÜBUNG: Nichts davon ist geschehen.") if document.practice else None,
            "invented": invented_words() if document.invented else None,
            "lead": _(
                "Beobachtung einer Person aus der Partnerschaft, nicht geprüft. Erstellt %(time)s.",
                time=exact_time(document.exported_at),
            ),
            **margins(),
        },
        "sections": sections(document, photos),
    }


def sections(document: Document, photos: Photos) -> list[Row]:
    """A report as sections of rows, without those that hold nothing."""
    return [each for each in _sections(document, photos) if each["rows"]]


def margins() -> dict[str, str]:
    """What stands above and below each page."""
    return {"confidential": _("Inhalt vertraulich"), "page": _("Seite"), "of": _("von")}


def invented_words() -> str:
    """What a demo says of all that leaves it."""
    return _("ERFUNDENE DATEN: Nichts davon ist geschehen.")


def geojson(*documents: Document) -> dict[str, Any]:
    """A FeatureCollection (RFC 7946): each observation, whose place has no coordinates, and where its phone was."""
    return {"type": "FeatureCollection", "features": [each for document in documents for each in _features(document)]}


def _features(document: Document) -> Iterator[Row]:
    told = document.model_dump(mode="json")
    position = document.now.phone_position
    yield {"type": "Feature", "geometry": None, "properties": {"role": "observation", **told}}
    if position is not None:
        point = {"type": "Point", "coordinates": [position.lon, position.lat]}
        known = {"role": "phone", "accuracy_m": position.accuracy_m, "age_s": position.age_s}
        yield {"type": "Feature", "geometry": point, "properties": known | {"reference": document.reference}}


def _sections(document: Document, photos: Photos) -> Iterator[Row]:
    yield {"title": _("Beobachtung"), "rows": list(_said(document.now))}
    yield {"title": _("Eingang"), "rows": list(_arrival(document))}
    if document.amendments:
        yield {"title": _("Zuerst gemeldet"), "rows": list(_said(document.original))}
    for run in in_runs(document.amendments, lambda each: each.received_at):
        yield {"title": _("Ergänzt %(time)s", time=_span(run)), "rows": list(_added(run))}
    yield {"title": _("Rückfragen"), "rows": list(_exchanges(document))}
    yield {"title": _("Anrufe aus der App (angetippt heißt nicht verbunden)"), "rows": list(_calls(document))}
    yield {"title": _("Fotos und Sprachnotizen"), "rows": list(_media(document, photos))}
    yield {"title": _("Übergabe"), "rows": list(_hand_overs(document))}


def _span(run: Sequence[Amendment]) -> str:
    return " – ".join(dict.fromkeys(exact_time(each.received_at) for each in (run[0], run[-1])))


def _added(run: Sequence[Amendment]) -> Iterator[Row]:
    for each in run:
        at = [format_datetime(each.received_at, "HH:mm:ss")] if len(run) > 1 else []
        yield from (row | {"notes": [*row["notes"], *at]} for row in _said(each.said))


def _said(said: Said) -> Iterator[Row]:
    if said.category:
        yield _row(_("Was"), words.category(said.category))
    if said.observed_at:
        yield _row(_("Beobachtet"), exact_time(said.observed_at))
    if said.place:
        place = said.place.model_dump()
        known = ", ".join(filter(None, (words.road(place), place["site"], words.place_text(place["text"]))))
        yield _row(_("Beobachteter Ort"), known)
        if said.place.translation:
            yield _row(_("Ort, übersetzt"), said.place.translation)
    if said.ongoing is not None:
        yield _row(_("Dauert an"), words.ongoing(said.ongoing))
    if said.vehicle:
        yield _row(_("Fahrzeug"), words.vehicle(said.vehicle.model_dump()))
    yield from _words(_("Text"), said.text)
    if said.phone_position:
        at = said.phone_position
        note = words.precision(at.accuracy_m, at.age_s)
        yield _row(_("Ort des Telefons"), words.coordinates(at.lat, at.lon), note, _("nicht der beobachtete Ort"))


def _arrival(document: Document) -> Iterator[Row]:
    yield _row(_("Gekommen über"), channel_name(document.channel))
    if document.captured_at:
        yield _row(_("Getippt, Uhr des Telefons"), exact_time(document.captured_at), *_skew(document.clock_skew_s))
    yield _row(_("Angekommen, Uhr des Servers"), exact_time(document.received_at))
    yield _row(_("Zielgruppe"), words.target_group(document.now.target_group))
    yield _row(_("Verband"), document.association or _("nicht zugeordnet"))


def _skew(seconds: int | None) -> Iterator[str]:
    if seconds is None:
        yield _("Abweichung der Uhr unbekannt")
    elif seconds >= 0:
        yield _("Die Uhr des Telefons geht %(length)s nach.", length=duration(timedelta(seconds=seconds)))
    else:
        yield _("Die Uhr des Telefons geht %(length)s vor.", length=duration(timedelta(seconds=-seconds)))


def _words(label: str, said: Words | None) -> Iterator[Row]:
    if said is None:
        return
    foreign = said.language not in (None, SOURCE)
    named = words.language(said.language)
    yield _row(f"{label} ({named})" if foreign else label, said.original, lang=said.language)
    if foreign:
        yield _row(_("Übersetzung"), said.translation or _("noch keine"))


def _exchanges(document: Document) -> Iterator[Row]:
    for each in document.exchanges:
        who = _("Frage") if each.from_office else _("Antwort")
        canned = _(QUESTION_NAMES[Question(each.question)]) if each.question else None
        canned = _(ANSWER_NAMES[CannedAnswer(each.answer)]) if each.answer else canned
        yield _row(who, canned or (each.text.original if each.text else ""), exact_time(each.at))
        if each.text and (canned or not each.from_office):
            yield from _words(_("Eigene Worte"), each.text)


def _calls(document: Document) -> Iterator[Row]:
    for each in document.calls:
        outcome = CallOutcome(each.outcome)
        said = _("keine Angabe") if outcome is CallOutcome.OPENED else _(CALL_OUTCOME_NAMES[outcome])
        code = _("Anrufcode %(code)s", code=each.call_code) if each.call_code else _("ohne Anrufcode")
        yield _row(_("110 angetippt"), exact_time(each.tapped_at), code, said)


def _media(document: Document, photos: Photos) -> Iterator[Row]:
    for each in document.media:
        label = _("Foto") if each.kind == "photo" else _("Sprachnotiz")
        label = _("Foto, geschwärzt") if each.redacted else label
        size = _("%(count)s Byte", count=each.size)
        row = _row(label, f"SHA-256 {each.sha256 or '–'}", f"{each.type}, {size}", str(each.id))
        yield row | ({"photo": picture(photos[each.id])} if each.id in photos else {})


def _hand_overs(document: Document) -> Iterator[Row]:
    for each in document.hand_overs:
        number = _("Aktenzeichen %(number)s", number=each.file_number) if each.file_number else _("ohne Aktenzeichen")
        yield _row(_("Übergeben an"), each.office, number, f"{exact_time(each.at)}, {each.by}")


def _row(label: str, value: str | None, *notes: str, lang: str | None = None) -> Row:
    return {"label": label, "value": value or "", "notes": list(notes), "lang": (lang or SOURCE).partition("-")[0]}


def exact_time(moment: datetime) -> str:
    """Day and time to the second in Berlin, with the name of the zone."""
    local = moment.astimezone(BERLIN)
    zone = get_timezone_name(local, width="short", locale=SOURCE)
    return f"{format_datetime(moment, 'dd.MM.yyyy, HH:mm:ss')} {zone} (UTC{local:%z})"
