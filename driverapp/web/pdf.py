"""Pages for paper: a Typst template and its data become a tagged PDF."""

import json
from typing import Any, Literal

import typst

from driverapp.config import PROJECT

TEMPLATES = PROJECT / "templates"
# Of the machine's own fonts nobody knows what is there; these have the letters of every language of the app.
FONTS = PROJECT / "driverapp" / "web" / "fonts"
# PDF/UA-1: a screen reader can read it.
STANDARD: Literal["ua-1"] = "ua-1"


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
