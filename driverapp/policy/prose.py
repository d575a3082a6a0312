"""An operator's own texts: plain Markdown becomes headings, paragraphs and lists, never markup of its own.

## A heading

A paragraph, which ends at an empty line.

- A point of a list
"""

from dataclasses import dataclass
from enum import StrEnum

HEADING = "## "
POINT = "- "


class BlockKind(StrEnum):
    """What a part of a text is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST = "list"


@dataclass(frozen=True)
class Block:
    """A part of a text: the one line of a heading, the lines of a paragraph, the points of a list."""

    kind: BlockKind
    lines: tuple[str, ...]


def read_prose(text: str | None) -> list[Block]:
    """The blocks of a text; none of an empty one. Whatever is no heading and no list is a paragraph, as it stands."""
    blocks: list[Block] = []
    together = False
    for line in (each.strip() for each in (text or "").splitlines()):
        kind = _kind(line)
        words = line.removeprefix({BlockKind.HEADING: HEADING, BlockKind.LIST: POINT}.get(kind, ""))
        if together and blocks[-1].kind is kind and kind is not BlockKind.HEADING and line:
            blocks[-1] = Block(kind, (*blocks[-1].lines, words))
        elif line:
            blocks.append(Block(kind, (words,)))
        together = bool(line)
    return blocks


def _kind(line: str) -> BlockKind:
    if line.startswith(HEADING):
        return BlockKind.HEADING
    return BlockKind.LIST if line.startswith(POINT) else BlockKind.PARAGRAPH
