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


def test_the_preview_of_the_office_has_the_colours_of_the_phone() -> None:
    tokens = (PROJECT / "static/tokens.css").read_text()
    preview = (PROJECT / "static/office/guidance_editing.css").read_text()
    light, dark = re.findall(r"\.phone \{\s*color-scheme: \w+;(.*?)(?:\n\n  max-height|\})", preview, re.DOTALL)
    root = re.search(r"^:root \{(.*?)\}", tokens, re.DOTALL | re.MULTILINE)
    night = re.search(r":root\[data-night\] \{(.*?)\}", tokens, re.DOTALL)

    assert root
    assert night
    for shown, theme in ((light, root[1]), (dark, night[1])):
        colours = re.findall(r"--[\w-]+: #\w+;", shown)
        assert colours
        assert [each for each in colours if each not in theme] == []
