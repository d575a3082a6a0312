"""A site: what its tablets show and its staff say at 110."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask_wtf import FlaskForm
from wtforms import IntegerField, StringField
from wtforms.validators import Optional

from driverapp.associations.add import InvalidName
from driverapp.associations.models import Site
from driverapp.associations.sites import InvalidSite, checked
from driverapp.vocabulary.wording import N_

TEXTS = ("name", "phone", "address", "side", "road", "direction")
NUMBERS: dict[str, type[float] | type[int]] = {"km": float, "video_hours": int}
COMPLAINTS = {
    "name": N_("Schreiben Sie den Namen, in höchstens 200 Zeichen."),
    "phone": N_("Schreiben Sie die Nummer mit Ziffern, Leerzeichen und Bindestrichen, vorn vielleicht mit +."),
    "address": N_("Höchstens 200 Zeichen."),
    "side": N_("Höchstens 60 Zeichen."),
    "road": N_("Schreiben Sie die Straße wie A2 oder B 64."),
    "direction": N_("Höchstens 80 Zeichen."),
    "km": N_("Schreiben Sie den Kilometer wie 341,5; er liegt zwischen 0 und 1000."),
    "video_hours": N_("Schreiben Sie ganze Stunden von 1 bis 744."),
}


class SiteForm(FlaskForm):
    """Names are those of `Site`. `version`: of the site as the page showed it."""

    version = IntegerField(validators=[Optional()])
    name, phone, address = StringField(), StringField(), StringField()
    side, road, direction = StringField(), StringField(), StringField()
    km, video_hours = StringField(), StringField()

    def validate(self, extra_validators: Mapping[str, Sequence[Any]] | None = None) -> bool:
        """Say beside every field that is out of form how it is written."""
        super().validate(extra_validators)
        for name, complaint in COMPLAINTS.items():
            try:
                checked(name, self._entered(name))
            except (InvalidName, InvalidSite):
                self[name].errors = [*self[name].errors, complaint]
        return not self.errors

    def values(self) -> dict[str, str | float | None]:
        """What was entered, as `set_site` takes it; only for a form that was found valid."""
        return {name: self._entered(name) for name in COMPLAINTS}

    def _entered(self, name: str) -> str | float | None:
        text = self[name].data or ""
        return _number(name, text, NUMBERS[name]) if name in NUMBERS else text


def entries(site: Site) -> dict[str, object]:
    """The fields of a form that shows a site as it is."""
    shown = {name: getattr(site, name) or "" for name in TEXTS}
    km = "" if site.km is None else f"{site.km:g}".replace(".", ",")
    return {**shown, "km": km, "video_hours": str(site.video_hours or ""), "version": site.version}


def _number(name: str, written: str, kind: type[float] | type[int]) -> float | None:
    text = written.strip().replace(",", ".")
    try:
        return kind(text) if text else None
    except ValueError:
        raise InvalidSite(name, "A number was expected.") from None
