"""The letters that codes are made of, and how a typed code is read."""

# Crockford's alphabet: no I, L, O, U, so that none is taken for another, on a poster, on paper or over the phone.
LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
# What a hand writes and an eye reads for another letter (Crockford's own rule); spaces and dashes only help the eye.
READ_AS = str.maketrans("OIL", "011", " \t-–.")


def as_read(typed: str) -> str:
    """What was typed, read as a code; it need not be one."""
    return typed.upper().translate(READ_AS)
