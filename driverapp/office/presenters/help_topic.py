"""What a topic of the help is."""

from collections.abc import Sequence
from dataclasses import dataclass

from driverapp.vocabulary.permissions import Permission


@dataclass(frozen=True)
class Topic:
    """A topic: its anchor, its title, whom it concerns (nobody in particular, if empty), and its paragraphs.

    `pages`: the endpoints, or the blueprints with all of theirs, whose pages lead to it.
    """

    anchor: str
    title: str
    permission: Permission | None
    pages: Sequence[str]
    paragraphs: Sequence[str]
