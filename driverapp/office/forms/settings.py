"""The operator's settings, field by field; an empty field is not set."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from flask_wtf import FlaskForm
from pydantic import ValidationError
from wtforms import Field, IntegerField, StringField
from wtforms.validators import InputRequired, Length

from driverapp.people.models import Person
from driverapp.policy.settings import Settings
from driverapp.vocabulary.languages import DRIVER_LANGUAGES, OFFICE_LANGUAGES
from driverapp.vocabulary.wording import N_

LINES = (
    "operator_name",
    "operator_address",
    "contact_email",
    "privacy_officer",
    "supervisory_authority",
    "legal_basis",
    "conciliation_body",
    "imprint",
    "privacy",
    "sender_name",
)
PLACE = "place-"
WHOLE = re.compile(r"[0-9]{1,3}")
COMPLAINTS = {
    "contact_email": N_("Das ist keine E-Mail-Adresse."),
    "imprint": N_("Höchstens 4000 Zeichen, ohne Steuerzeichen."),
    "privacy": N_("Höchstens 4000 Zeichen, ohne Steuerzeichen."),
    "sender_name": N_("Höchstens 80 Zeichen in einer Zeile."),
    "map_url": N_(
        "Schreiben Sie die Adresse wie https://karten.example/{z}/{x}/{y}.png, mit genau diesen Platzhaltern."
    ),
    "map_attribution": N_("Zu einer Karte gehört, von wem sie ist: höchstens 200 Zeichen."),
    "escalation_minutes": N_("Geben Sie eine ganze Zahl von 1 bis 240 ein."),
    "escalation_order": N_("Geben Sie als Platz ganze Zahlen ein, oder lassen Sie das Feld leer."),
}
TOO_LONG = N_("Höchstens 200 Zeichen in einer Zeile.")
MAP = {"url": "map_url", "attribution": "map_attribution"}


class Languages(Field):
    """The ticked languages; what is none is left out."""

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        """Take in what was ticked."""
        self.data = [code for code in valuelist if code in DRIVER_LANGUAGES]


class SettingsForm(FlaskForm):
    """Names are those of `Settings`. `number`: the version that the person saw. Places come as `place-<id>`."""

    number = IntegerField(validators=[InputRequired()])
    reason = StringField(validators=[Length(max=300)])
    languages = Languages(name="languages[]")
    operator_name, operator_address, contact_email = StringField(), StringField(), StringField()
    privacy_officer, supervisory_authority = StringField(), StringField()
    legal_basis, conciliation_body = StringField(), StringField()
    imprint, privacy = StringField(), StringField()
    map_url, map_attribution = StringField(), StringField()
    sender_name, escalation_minutes = StringField(), StringField()
    # Its errors alone: the places stand in fields of their own.
    escalation_order = StringField()

    def settings(self, places: Mapping[str, str], people: Sequence[Person]) -> Settings | None:
        """What was entered; nothing where something is wrong with it, which stands beside its field then."""
        values: dict[str, Any] = {name: _text(self[name].data) for name in LINES}
        values["languages"] = tuple(self.languages.data or ())
        values["escalation_minutes"] = _text(self.escalation_minutes.data) or "0"
        url, attribution = _text(self.map_url.data), _text(self.map_attribution.data)
        values["map_tiles"] = {"url": url, "attribution": attribution} if url or attribution else None
        try:
            values["escalation_order"] = order_of(places, people)
        except ValueError:
            self._complain("escalation_order")
            return None
        try:
            return Settings.model_validate(values)
        except ValidationError as error:
            for each in error.errors(include_input=False, include_url=False):
                first, *inner = (str(part) for part in each["loc"])
                self._complain(MAP.get(inner[0], first) if first == "map_tiles" and inner else first)
            return None

    def _complain(self, name: str) -> None:
        field = self[name]
        field.errors = [*field.errors, COMPLAINTS.get(name, TOO_LONG)]


def entries(settings: Settings) -> dict[str, Any]:
    """The fields of a form that says what is set."""
    tiles = settings.map_tiles
    return {
        **{name: getattr(settings, name) or "" for name in LINES},
        "languages": list(settings.offered),
        "escalation_minutes": str(settings.escalation_minutes),
        "map_url": tiles.url if tiles else "",
        "map_attribution": tiles.attribution if tiles else "",
    }


def places_of(order: Sequence[int]) -> dict[str, str]:
    """The fields of places that say an order."""
    return {f"{PLACE}{person_id}": str(place) for place, person_id in enumerate(order, 1)}


def order_of(places: Mapping[str, str], people: Sequence[Person]) -> tuple[int, ...]:
    """The ids of the people who have a place, in that order; equal places go by address. Raises `ValueError`."""
    given = [(places.get(f"{PLACE}{person.id}", "").strip(), person) for person in people]
    if not all(written == "" or WHOLE.fullmatch(written) for written, _person in given):
        raise ValueError("a place is a whole number")
    ranked = sorted((int(written), person.email, person.id) for written, person in given if written)
    return tuple(person_id for _place, _email, person_id in ranked)


def always_offered(code: str) -> bool:
    """Whether a language cannot be left out."""
    return code in OFFICE_LANGUAGES


def _text(written: str | None) -> str | None:
    return (written or "").replace("\r\n", "\n").strip() or None
