"""The form without JavaScript: the same intake as the API's, and what was typed stays when it is refused."""

from collections.abc import Mapping
from typing import Any

from flask import Response, make_response, request
from flask_babel import gettext

from driverapp.driver.form_entries import (
    BrokenStamp,
    Entries,
    Stamp,
    body,
    fresh_entries,
    new_stamp,
    read_entries,
    read_stamp,
)
from driverapp.driver.form_faults import FormFaults, check_entries, faults_of
from driverapp.driver.intake import current_rules, file_report
from driverapp.driver.pages import render_page
from driverapp.driver.receipt import show_receipt
from driverapp.driver.scriptless import scriptless
from driverapp.reports.holder import ReportWithdrawn
from driverapp.reports.json_body import InvalidBody
from driverapp.reports.payload import parse_report
from driverapp.reports.receive import Receipt, ReportConflict
from driverapp.vocabulary.categories import CATEGORIES_OF_GROUP, CATEGORY_NAMES, Category
from driverapp.vocabulary.target_groups import find_target_group
from driverapp.vocabulary.vehicles import COLOUR_NAMES, VEHICLE_KIND_NAMES
from driverapp.vocabulary.wording import N_
from driverapp.web.errors import Problem
from driverapp.web.permissions import public

form = scriptless("form")

TOO_MUCH = N_("Gerade kommt zu viel auf einmal an. Nichts ist gespeichert. Senden Sie in ein paar Minuten noch einmal.")
# After these the form goes out under a new id: sent again, it is another report.
REFUSALS: dict[type[Exception], tuple[int, str]] = {
    BrokenStamp: (422, N_("Die Seite kam unvollständig an. Es ist nichts gespeichert. Senden Sie noch einmal.")),
    ReportConflict: (
        422,
        N_("Diese Meldung ist schon angekommen. Senden Sie das Geänderte, wird es eine zweite."),
    ),
    ReportWithdrawn: (410, N_("Diese Meldung ist zurückgezogen. Wenn Sie sie noch einmal senden, wird es eine neue.")),
}


@form.get("")
@public
def blank(lang: str) -> Response:
    """The form under a fresh id and secret; the address may name a target group, and what it was."""
    group = find_target_group(request.args.get("target_group"))
    category = request.args.get("category", "")
    given = {"target_group": group or "", "category": category if category in list(Category) else ""}
    return _show(lang, new_stamp(), fresh_entries(current_rules(), **given))


@form.post("")
@public
def send(lang: str) -> Response:
    """Keep the report, once, and show its receipt; else the form again, with what is wrong and what was typed.

    A press on another language keeps nothing: the same form comes in that language.
    """
    entries = read_entries(request.form, current_rules())
    try:
        stamp = read_stamp(request.form)
    except BrokenStamp as refusal:
        return _anew(lang, entries, refusal)
    return _show(lang, stamp, entries) if "language" in request.form else _answer(lang, stamp, entries)


def _answer(lang: str, stamp: Stamp, entries: Entries) -> Response:
    try:
        receipt = _file(lang, stamp, entries)
    except FormFaults as error:
        return _show(lang, stamp, entries, status=422, faults=error.faults)
    except (ReportConflict, ReportWithdrawn) as refusal:
        return _anew(lang, entries, refusal)
    except Problem as problem:
        response = _show(lang, stamp, entries, status=problem.status.value, sentence=gettext(TOO_MUCH))
        response.headers.update(problem.headers)
        return response
    status = 201 if receipt.created else 200
    return show_receipt(lang, stamp.id, stamp.secret, status=status, ongoing=entries["ongoing"])


def _file(lang: str, stamp: Stamp, entries: Entries) -> Receipt:
    check_entries(entries, stamp)
    raw = body(entries, stamp, lang)
    try:
        payload, ignored = parse_report(raw)
    except InvalidBody as error:
        raise FormFaults(faults_of(error.faults, entries)) from None
    return file_report(stamp.id, stamp.secret, raw, payload, ignored=ignored)


def _anew(lang: str, entries: Entries, refusal: Exception) -> Response:
    status, sentence = REFUSALS[type(refusal)]
    return _show(lang, new_stamp(), entries, status=status, sentence=gettext(sentence))


def _show(
    lang: str,
    stamp: Stamp,
    entries: Entries,
    *,
    status: int = 200,
    faults: dict[str, str] | None = None,
    sentence: str | None = None,
) -> Response:
    values: dict[str, Any] = {
        "categories": _categories(entries["target_group"]),
        "kinds": _choices(VEHICLE_KIND_NAMES, entries.get("kind")),
        "colours": _choices(COLOUR_NAMES, entries.get("colour")),
        "faults": faults or {},
    }
    content = render_page(lang, "form", stamp=stamp, entries=entries, sentence=sentence, **values)
    return make_response(content, status)


def _categories(target_group: str) -> list[tuple[str, str]]:
    """All categories, those of the group first."""
    group = find_target_group(target_group)
    first = CATEGORIES_OF_GROUP[group] if group else ()
    return [(each.value, gettext(CATEGORY_NAMES[each])) for each in dict.fromkeys((*first, *CATEGORY_NAMES))]


def _choices(names: Mapping[str, str], sent: str | None) -> list[tuple[str, str]]:
    """The words of ours by their names; another that was sent stays."""
    others = [(sent, sent)] if sent and sent not in names else []
    return [(word, gettext(name)) for word, name in names.items()] + others
