"""A site: what its tablets show and its staff say at 110."""

from flask_wtf import FlaskForm
from wtforms import IntegerField, StringField
from wtforms.validators import Optional

from driverapp.associations.models import Site
from driverapp.associations.sites import InvalidSite
from driverapp.vocabulary.wording import N_

TEXTS = ("name", "phone", "address", "side", "road", "direction")
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

    def values(self) -> dict[str, str | float | None]:
        """What was entered, as `set_site` takes it. Raises `InvalidSite` for a number that is none."""
        texts: dict[str, str | float | None] = {name: self[name].data or "" for name in TEXTS}
        return texts | {
            "km": _number("km", self.km.data, float),
            "video_hours": _number("video_hours", self.video_hours.data, int),
        }

    def complain(self, field: str) -> None:
        """Say beside a field how it is written."""
        self[field].errors = [*self[field].errors, COMPLAINTS[field]]


def entries(site: Site) -> dict[str, object]:
    """The fields of a form that shows a site as it is."""
    shown = {name: getattr(site, name) or "" for name in TEXTS}
    km = "" if site.km is None else f"{site.km:g}".replace(".", ",")
    return {**shown, "km": km, "video_hours": str(site.video_hours or ""), "version": site.version}


def _number(name: str, written: str | None, kind: type[float] | type[int]) -> float | None:
    text = (written or "").strip().replace(",", ".")
    try:
        return kind(text) if text else None
    except ValueError:
        raise InvalidSite(name, "A number was expected.") from None
