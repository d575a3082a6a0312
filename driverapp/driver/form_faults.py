"""What is wrong with the entries of the form, as sentences that say what to do."""

from flask_babel import gettext

from driverapp.driver.form_entries import Entries, Stamp, observed_at
from driverapp.reports.json_body import Fault
from driverapp.reports.payload import LONGEST_MEMORY, ROUNDING
from driverapp.reports.typed import KILOMETRE
from driverapp.store.clock import now

# Characters, as the API takes them.
LONGEST = {
    "place": 200,
    "road": 10,
    "direction": 80,
    "plate": 40,
    "country": 40,
    "kind": 40,
    "colour": 40,
    "text": 1000,
}
SAYS_SOMETHING = ("category", "place", "road", "direction", "plate", "kind", "colour", "text")
FURTHEST_KM = 5000
FIELD_OF = {"/place/text": "place"}


class FormFaults(Exception):
    """Something entered cannot stay as it is; `faults` has a sentence for each field."""

    def __init__(self, faults: dict[str, str]) -> None:
        super().__init__("faults in the form")
        self.faults = faults


def check_entries(entries: Entries, stamp: Stamp) -> None:
    """Look for what the reporter has to change. Raises `FormFaults`."""
    faults = {name: _too_long(LONGEST[name]) for name in LONGEST if len(entries.get(name, "")) > LONGEST[name]}
    if not any(entries.get(name) for name in SAYS_SOMETHING):
        faults["category"] = gettext("Sagen Sie wenigstens, was es war oder wo.")
    if entries["km"] and not _is_kilometre(entries["km"]):
        faults["km"] = gettext("Schreiben Sie den Kilometer als Zahl, zum Beispiel 423,5.")
    time = _time_fault(entries, stamp)
    if time:
        faults["observed_at"] = time
    if faults:
        raise FormFaults(faults)


def faults_of(found: list[Fault], entries: Entries) -> dict[str, str]:
    """What only the intake found, by the fields of the form."""
    names = [FIELD_OF.get(fault["pointer"], fault["pointer"].rpartition("/")[2]) for fault in found]
    sentence = gettext("Das passt so nicht. Schreiben Sie es anders.")
    return {name if name in entries else "category": sentence for name in names}


def _time_fault(entries: Entries, stamp: Stamp) -> str | None:
    try:
        seen = observed_at(entries, stamp)
    except ValueError:
        return gettext("Schreiben Sie Tag und Uhrzeit so: %(example)s", example="22.11.2026 21:04")
    if seen > now() + ROUNDING:
        return gettext("Das liegt in der Zukunft. Wann haben Sie es gesehen?")
    if seen < stamp.opened_at - LONGEST_MEMORY:
        return gettext(
            "Das ist mehr als %(days)s Tage her. So Altes nimmt die Internetwache der Polizei an.",
            days=LONGEST_MEMORY.days,
        )
    return None


def _is_kilometre(text: str) -> bool:
    return KILOMETRE.fullmatch(text) is not None and float(text.replace(",", ".")) <= FURTHEST_KM


def _too_long(count: int) -> str:
    return gettext("Das ist zu lang: höchstens %(count)s Zeichen.", count=count)
