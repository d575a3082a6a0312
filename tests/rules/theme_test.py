"""Dark is dark, whoever asks for it: the device, or the phone at night."""

import re

from driverapp.config import PROJECT


def test_night_gives_the_colours_of_the_dark_device() -> None:
    tokens = (PROJECT / "static/tokens.css").read_text()
    device = re.search(r"prefers-color-scheme: dark\) \{\s*:root \{(.*?)\}", tokens, re.DOTALL)
    night = re.search(r":root\[data-night\] \{(.*?)\}", tokens, re.DOTALL)

    assert device
    assert night
    assert device[1].split() == night[1].split()
