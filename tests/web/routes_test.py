from pathlib import Path

from flask import Flask

from tests.web.addresses import addresses

# Whoever takes a line away breaks a link, a bookmark or an app on somebody's phone: that is a decision.
FROZEN = Path(__file__).with_name("routes.txt")


def test_the_addresses_are_those_that_were_agreed(app: Flask) -> None:
    assert sorted(addresses(app)) == FROZEN.read_text(encoding="utf-8").splitlines()
