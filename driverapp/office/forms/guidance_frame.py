"""What an item of guidance is besides its texts; a new item."""

from collections.abc import Collection
from datetime import date

from flask_wtf import FlaskForm
from wtforms import DateField, StringField
from wtforms.validators import AnyOf, InputRequired, Length, Optional

from driverapp.guidance.frame import LONGEST_REGION, Frame, InvalidFrame, make_frame
from driverapp.guidance.parse import LONGEST_SLUG, LONGEST_TITLE
from driverapp.office.forms.slugs import slug_of
from driverapp.vocabulary.guidance import EVERY_GROUP, GuidanceKind
from driverapp.vocabulary.target_groups import TargetGroup
from driverapp.vocabulary.wording import N_

# Addresses below /office/guidance/ that are no items.
RESERVED = frozenset({"new", "preview", "parties", "reach", "feedback"})
FROM_THE_LIST = N_("Wählen Sie aus der Liste.")
COMPLAINTS = {
    "kind": FROM_THE_LIST,
    "target_group": FROM_THE_LIST,
    "valid_until": N_("Geben Sie einen Tag an."),
    "region": N_("Höchstens 80 Zeichen."),
    "road": N_("Schreiben Sie die Straße wie A2 oder B 64."),
    "": N_("Gebiet und Straße gibt es nur bei Präventionshinweisen."),
}


class FrameForm(FlaskForm):
    """Names are those of `Frame`."""

    kind = StringField(validators=[AnyOf(list(GuidanceKind), COMPLAINTS["kind"])])
    target_group = StringField(validators=[AnyOf([*TargetGroup, EVERY_GROUP], COMPLAINTS["target_group"])])
    valid_until = DateField(validators=[Optional()])
    region = StringField(validators=[Length(max=LONGEST_REGION, message=COMPLAINTS["region"])])
    road = StringField()

    def frame(self) -> Frame:
        """What was entered, once the form was found valid. Raises `InvalidFrame`."""
        until: date | None = self.valid_until.data
        return make_frame(
            kind=GuidanceKind(self.kind.data or ""),
            target_group=self.target_group.data,
            valid_until=until,
            region=_line(self.region.data) or None,
            road=_line(self.road.data) or None,
        )

    def complain(self, error: InvalidFrame) -> None:
        """Say beside each field what is wrong with it."""
        for name in error.faults:
            field = self[name or "region"]
            field.errors = [*field.errors, COMPLAINTS[name]]


class NewItemForm(FrameForm):
    """A new item, which has a title before it has a text."""

    title = StringField(
        validators=[
            InputRequired(N_("Geben Sie dem Inhalt einen Titel.")),
            Length(max=LONGEST_TITLE, message=N_("Ein Titel hat höchstens 70 Zeichen.")),
        ]
    )


def free_slug(title: str, taken: Collection[str]) -> str:
    """A slug that says a title and that no item bears yet."""
    return slug_of(title, {*taken, *RESERVED}, longest=LONGEST_SLUG, otherwise="inhalt")


def _line(written: str | None) -> str:
    return " ".join((written or "").split())
