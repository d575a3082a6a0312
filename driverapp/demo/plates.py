"""Number plates that no vehicle can bear.

`QQ-AB 0417`: two letters, two letters, four digits, the shape of German plates. No district of Germany has the sign
QQ, and no German number begins with a zero; the other countries that the app names write their plates in other shapes.
What a reporter could not read is a question mark.
"""

import random

SIGN = "QQ"
UNREAD = "?"
# Of the invented series (`series.py`); no other plate has one of these, so that none fits by chance.
OF_SERIES = "KTY"
LETTERS = "".join(sorted(set("ABCDEFGHJLMNPRSUVWXZ") - set(OF_SERIES)))
# Few reporters read a plate as a whole.
READ_WHOLE = 0.35


def new_plate(rng: random.Random) -> str:
    """A plate, perhaps with signs that could not be read; its letters always could."""
    plate = f"{SIGN}-{rng.choice(LETTERS)}{rng.choice(LETTERS)} 0{rng.randrange(1, 1000):03}"
    if rng.random() < READ_WHOLE:
        return plate
    hidden = rng.sample(range(len(plate) - 4, len(plate)), rng.randrange(1, 4))
    return "".join(UNREAD if place in hidden else sign for place, sign in enumerate(plate))
