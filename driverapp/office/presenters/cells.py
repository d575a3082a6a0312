"""What somebody wrote, as a cell of a sheet."""

# A cell that begins so is a formula to a spreadsheet, some of them in their wide form too, spaces before it or not.
FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
SEPARATORS = ("\t", "\r")


def as_text(written: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{written}" if written.startswith(SEPARATORS) or written.lstrip().startswith(FORMULA) else written
