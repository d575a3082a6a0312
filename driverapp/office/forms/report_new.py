"""A report that came another way, as it is taken down."""

from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID, uuid4

from flask_babel import gettext as _
from flask_wtf import FlaskForm
from wtforms import BooleanField, StringField, validators
from wtforms.validators import AnyOf, InputRequired, Optional

from driverapp.office.forms.filters import NO_ROAD
from driverapp.office.forms.report import lines, one_line
from driverapp.reports.json_body import InvalidBody, validate
from driverapp.reports.payload import LONGEST_MEMORY, ROUNDING, ReportPayload, check_observed_at
from driverapp.reports.typed import WRITTEN, read_coordinates, read_kilometre, read_moment
from driverapp.store.clock import BERLIN, now
from driverapp.vocabulary.channels import TAKEN_DOWN, Channel
from driverapp.vocabulary.roads import road_name
from driverapp.vocabulary.wording import N_

VEHICLE = ("kind", "colour", "plate", "country")
SAYS_SOMETHING = ("category", "place", "road", "direction", "site", "text", *VEHICLE)
ANSWERS = {"yes": True, "no": False}
# Where a fault of the payload shows.
FIELD_OF = {"/place/text": "place", "/position/lat": "position", "/position/lon": "position"}


def _read_road(typed: str) -> None:
    if typed and road_name(typed) is None:
        raise ValueError(typed)


# Fields with a form of their own, and what is said of one that cannot be read.
READ: dict[str, tuple[Callable[[str], object], str]] = {
    "road": (_read_road, NO_ROAD),
    "km": (read_kilometre, N_("Schreiben Sie den Kilometer als Zahl, zum Beispiel 423,5.")),
    "position": (read_coordinates, N_("Schreiben Sie Breite und Länge so: 51.51234, 7.12345")),
}


class Faults(Exception):
    """Something typed cannot stay as it is; `faults` has a sentence for each field."""

    def __init__(self, faults: dict[str, str]) -> None:
        super().__init__("faults in the form")
        self.faults = faults


class NewReportForm(FlaskForm):
    """The fields of the API as somebody types them; times are Berlin's. `report_id` makes sending twice one report."""

    report_id = StringField(validators=[InputRequired(), validators.UUID()])
    channel = StringField(validators=[Optional(), AnyOf([each.value for each in TAKEN_DOWN])])
    captured_at = StringField()
    observed_at = StringField()
    ongoing = StringField()
    category = StringField()
    place = StringField()
    road = StringField()
    km = StringField()
    direction = StringField()
    site = StringField()
    position = StringField()
    text = StringField()
    kind = StringField()
    colour = StringField()
    plate = StringField()
    country = StringField()
    language = StringField()
    target_group = StringField()
    association = StringField()
    practice = BooleanField()

    def begin(self) -> None:
        """Fill in what a new form begins with: by telephone, now, in German."""
        moment = now().astimezone(BERLIN).strftime(WRITTEN[0])
        self.report_id.data = str(uuid4())
        self.channel.data, self.language.data = Channel.TELEPHONE, "de"
        self.captured_at.data = self.observed_at.data = moment

    def said(self, name: str) -> str:
        """What was typed into a field."""
        return lines(getattr(self, name).data) if name == "text" else one_line(getattr(self, name).data)

    def own_id(self) -> UUID:
        """The id under which the report is kept."""
        return UUID(self.report_id.data)

    def payload(self) -> ReportPayload:
        """The report, after the checks of the API. Raises `Faults`."""
        faults = dict(self._faults())
        if faults:
            raise Faults(faults)
        try:
            payload = validate(ReportPayload, self._as_sent())
            check_observed_at(payload.observed_at, payload.captured_at)
        except InvalidBody as error:
            raise Faults(dict(_told(fault["pointer"]) for fault in error.faults)) from None
        return payload

    def _faults(self) -> Iterator[tuple[str, str]]:
        if not self.channel.data:
            yield "channel", _("Wählen Sie, wie die Meldung kam.")
        if not any(self.said(name) for name in SAYS_SOMETHING):
            yield "category", _("Tragen Sie wenigstens ein, was es war oder wo.")
        for name in ("captured_at", "observed_at"):
            if not _reads(read_moment, self.said(name)):
                yield name, _("Schreiben Sie Tag und Uhrzeit so: %(example)s", example="22.11.2026 21:04")
            elif read_moment(self.said(name)) > now() + ROUNDING:
                yield name, _("Das liegt in der Zukunft.")
        for name, (read, told) in READ.items():
            if not _reads(read, self.said(name)):
                yield name, _(told)

    def _as_sent(self) -> dict[str, Any]:
        said, at = self.said, read_coordinates(self.said("position"))
        place = {"text": said("place"), "road": said("road"), "direction": said("direction"), "site": said("site")}
        vehicle = {name: said(name) for name in VEHICLE}
        return {
            "captured_at": read_moment(said("captured_at")).isoformat(),
            "observed_at": read_moment(said("observed_at")).isoformat(),
            "category": said("category"),
            "target_group": said("target_group"),
            "place": place | {"km": read_kilometre(said("km"))},
            "position": {"lat": at[0], "lon": at[1]} if at else None,
            "text": said("text"),
            "vehicle": vehicle if any(vehicle.values()) else None,
            "ongoing": ANSWERS.get(said("ongoing")),
            "language": said("language") or None,
            "practice": bool(self.practice.data),
        }


def _reads(read: Callable[[str], object], typed: str) -> bool:
    try:
        read(typed)
    except ValueError:
        return False
    return True


def _told(pointer: str) -> tuple[str, str]:
    name = FIELD_OF.get(pointer, pointer.rpartition("/")[2])
    if name == "observed_at":
        days = LONGEST_MEMORY.days
        return name, _("Das liegt nach dem Eingang oder mehr als %(days)s Tage davor.", days=days)
    return name, _("Das ist zu lang oder passt so nicht.")
