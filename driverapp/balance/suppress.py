"""Small numbers kept from outsiders: a count of 1 to 4 could point to a person (contract, "counts of 1 to 4")."""

SMALLEST_SHOWN = 5


def suppressed(count: int) -> str:
    """A count as an association may see it: 0, "<5", or the number itself."""
    return f"<{SMALLEST_SHOWN}" if 0 < count < SMALLEST_SHOWN else str(count)
