"""Answers that a browser keeps as a file instead of showing them."""

from typing import TypeVar

from werkzeug.wrappers import Response

R = TypeVar("R", bound=Response)


def as_download(answer: R, name: str) -> R:
    """An answer as a file of that name, with its ending."""
    answer.headers.set("Content-Disposition", "attachment", filename=name)
    return answer
