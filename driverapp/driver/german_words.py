"""What stays German within a sentence of another language: an example to say, the name of a law, a word on a sign."""

from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape

from driverapp.vocabulary.languages import SOURCE

PIECE = Markup('<bdi lang="de" dir="ltr">{}</bdi>')
NO_BREAK = "\N{NO-BREAK SPACE}"
# What is longer may have to go on in the next line of a narrow screen.
LINE = 25


@pass_context
def in_german(context: Context, text: str, *pieces: str) -> str:
    """The sentence with each of these pieces marked as German, so that it is read and kept as one."""
    if context["lang"] == SOURCE:
        return text
    marked = escape(text)
    for piece in pieces:
        # Some catalogues already keep it apart, by marks that nobody sees.
        marked = marked.replace(f"\u2066{piece}\u2069", piece).replace(piece, PIECE.format(_in_one(piece)))
    return marked


def _in_one(piece: str) -> str:
    """The piece without a place to break it, or with those behind its commas."""
    whole = piece.replace(" ", NO_BREAK)
    return whole if len(piece) <= LINE else whole.replace(f",{NO_BREAK}", ", ")
