"""Boxes over a photo, each as four numbers."""

from collections.abc import Iterator, Sequence

from flask import request
from flask_wtf import FlaskForm
from wtforms import IntegerField
from wtforms.validators import InputRequired

from driverapp.reports.media_redact import MOST_BOXES, Box, NoBox

PARTS = ("left", "top", "width", "height")
# Without JavaScript a page has so many lines of fields.
LINES = 3


class RedactionForm(FlaskForm):
    """Fields `left-1`, `top-1`, `width-1`, `height-1` and so on, in percent; a line without numbers is none."""

    version = IntegerField(validators=[InputRequired()])

    def boxes(self) -> list[Box]:
        """What was marked. Raises `NoBox` for what is no number."""
        return list(self._boxes())

    def _boxes(self) -> Iterator[Box]:
        for line in self.typed():
            if any(line):
                try:
                    yield Box(*(float(part.replace(",", ".")) for part in line))
                except ValueError:
                    raise NoBox from None

    def typed(self) -> list[list[str]]:
        """The lines as they were typed, in their order."""
        found = []
        for number in range(1, MOST_BOXES + 1):
            line = [request.form.get(f"{part}-{number}", "").strip() for part in PARTS]
            if f"{PARTS[0]}-{number}" in request.form:
                found.append(line)
        return found


def fields_of(boxes: Sequence[Box]) -> list[tuple[str, str]]:
    """Boxes as the fields of the form."""
    numbered = enumerate(boxes, 1)
    return [(f"{part}-{number}", f"{getattr(box, part):g}") for number, box in numbered for part in PARTS]
