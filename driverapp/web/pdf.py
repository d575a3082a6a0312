"""Pages for paper: a Typst template and its data become a tagged PDF."""

import base64
import json
from io import BytesIO
from typing import Any, Literal

import typst
from PIL import Image

from driverapp.config import PROJECT

TEMPLATES = PROJECT / "templates"
# Of the machine's own fonts nobody knows what is there; these have the letters of every language of the app.
FONTS = PROJECT / "driverapp" / "web" / "fonts"
# PDF/UA-1: a screen reader can read it.
STANDARD: Literal["ua-1"] = "ua-1"
# What a picture takes of an A4 page at most, and how fine it is if it is small.
WIDEST_CM, HIGHEST_CM = 16.0, 12.0
PIXELS_PER_CM = 40


def make_pdf(template: str, data: dict[str, Any]) -> bytes:
    """A PDF from `templates/<template>` and `data`, which has to be fit for JSON.

    The template reads it as `json(bytes(sys.inputs.data))`: what people wrote is data there and never markup.
    """
    return typst.compile(
        TEMPLATES / template,
        root=TEMPLATES,
        format="pdf",
        pdf_standards=STANDARD,
        font_paths=[FONTS],
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
    )


def picture(jpeg: bytes) -> dict[str, Any]:
    """A JPEG as data for a template: an SVG around it, since data hold no bytes, and the width that it takes."""
    with Image.open(BytesIO(jpeg), formats=["JPEG"]) as image:
        width, height = image.size
    fitting = min(WIDEST_CM, width * HIGHEST_CM / height, width / PIXELS_PER_CM)
    size = f'width="{width}" height="{height}"'
    encoded = base64.b64encode(jpeg).decode()
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size}><image {size} href="data:image/jpeg;base64,{encoded}"/></svg>'
    )
    return {"svg": svg, "width_cm": fitting}
